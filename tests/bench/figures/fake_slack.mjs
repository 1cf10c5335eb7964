// Slack's Web API on loopback, as far as a start and messages need it. With limits it counts how often they are broken.
import { createServer } from 'node:http';
import { once } from 'node:events';

/** A bucket that holds `burst` tokens and gets `perSecond`. */
class Bucket {
  constructor(perSecond, burst) {
    Object.assign(this, { perSecond, burst, held: burst, at: performance.now() });
  }
  take() {
    const now = performance.now();
    this.held = Math.min(this.burst, this.held + ((now - this.at) / 1000) * this.perSecond);
    this.at = now;
    if (this.held < 1) return false;
    this.held -= 1;
    return true;
  }
}

/** `limits`: { perMinute, burst } for each token; none = everything is taken. `posted` and `refused` count by token. */
export async function startFakeSlack(limits) {
  const fake = { posted: new Map(), refused: new Map() };
  const buckets = new Map();
  const add = (to, token) => to.set(token, (to.get(token) ?? 0) + 1);
  const answer = (token, method, body) => {
    if (method === 'auth.test') return { ok: true, team_id: teamOf(token), user_id: 'U0BOTUSER1', bot_id: 'B0BOTID001' };
    if (method === 'conversations.open') return { ok: true, channel: { id: `D${JSON.parse(body).users.slice(1)}` } };
    if (method !== 'chat.postMessage') return { ok: false, error: 'unknown_method' };
    if (limits && !buckets.has(token)) buckets.set(token, new Bucket(limits.perMinute / 60, limits.burst));
    if (limits && !buckets.get(token).take()) {
      add(fake.refused, token);
      return null;
    }
    add(fake.posted, token);
    return { ok: true, channel: JSON.parse(body).channel, ts: `${Math.floor(Date.now() / 1000)}.${String(fake.posted.get(token)).padStart(6, '0')}` };
  };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (bytes) => (body += bytes));
    request.on('end', () => {
      const token = (request.headers.authorization ?? '').replace('Bearer ', '');
      const said = answer(token, request.url.split('/').at(-1), body);
      const head = { 'Content-Type': 'application/json' };
      if (said) response.writeHead(200, head).end(JSON.stringify(said));
      else response.writeHead(429, { ...head, 'Retry-After': '1' }).end('{"ok":false,"error":"ratelimited"}');
    });
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  fake.api = `http://127.0.0.1:${server.address().port}/api/`;
  fake.stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return fake;
}

/** The token of a workspace names it: "xoxb-T0BENCH07". */
const teamOf = (token) => (token.startsWith('xoxb-T') ? token.slice(5) : 'T0ACME0001');
