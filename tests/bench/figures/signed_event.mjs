// One signed message event, for the rows that need a single one.
import { createHmac } from 'node:crypto';
import { secret } from './processes.mjs';

let serial = 0;

/** Sends it and waits for 200; throws otherwise. */
export async function acknowledgedEvent(port) {
  const time = String(Math.floor(Date.now() / 1000));
  const ts = `${time}.${String(++serial).padStart(6, '0')}`;
  const event = { type: 'message', channel_type: 'im', user: 'U00000001', channel: 'D00000001', text: 'hello', ts, event_ts: ts };
  const body = JSON.stringify({ type: 'event_callback', team_id: 'T0ACME0001', api_app_id: 'A0MENTOR01', event_id: `Ev${process.pid}${serial}`, event });
  const signature = createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex');
  const headers = { 'Content-Type': 'application/json', 'X-Slack-Request-Timestamp': time, 'X-Slack-Signature': `v0=${signature}` };
  const answer = await fetch(`http://127.0.0.1:${port}/slack/events`, { method: 'POST', headers, body });
  if (answer.status !== 200) throw new Error(`an event was answered ${answer.status}`);
}
