// Activities of Teams with signed tokens, acknowledged after a full-sync commit, and Microsoft's own library for JavaScript,
// which validates the same tokens and keeps nothing. The two take turns.
import { agree, metric, printed, rows, root, sleep, start, startWaymark, stop } from './processes.mjs';
import { load, line } from './acknowledge.mjs';
import { appId, startFakeTeams, tenant } from './fake_teams.mjs';
import { digits, medianOf, times } from './numbers.mjs';

const people = 20; // nobody knows them, and each is told so once

const options = (fake, tokens) => ['--teams-tokens', tokens, '--service-url', fake.serviceUrl, '--path', '/api/messages', '--people', String(people), '--connections', '64', '--seconds', '4'];

async function ofWaymark(fake, tokens) {
  const server = await startWaymark({ section: fake.section, token: 'x8Q~bench-bench-bench-bench-bench-bench-0' });
  const one = await load(server, options(fake, tokens));
  await sleep(0.3); // the turns of the last ones
  const worked_on = (await metric(server, 'waymark_events_from_strangers_total')) + (await metric(server, 'waymark_turns_total'));
  await stop(server);
  // each person's first activity tells their time zone, too
  agree('Waymark', { acknowledged: one.events + people, stored: await rows(server.database, 'accepted'), worked_on });
  return one;
}

async function ofYardstick(fake, tokens) {
  const server = start('node', [`${root}tests/bench/yardstick/teams_apps/server.cjs`, new URL(fake.serviceUrl).origin, appId, tenant, '3979']);
  server.port = await printed(server, /^listening on (\d+)/);
  const one = await load(server, options(fake, tokens));
  await stop(server);
  return one;
}

export async function teams() {
  const fake = await startFakeTeams();
  const out = [];
  for (const [what, count] of [
    ['each activity with the token that came before, as Teams sends it for an hour', 1],
    ['each activity with a token that was not seen before, its signature checked', 2000],
  ]) {
    const tokens = fake.tokens(count);
    const waymark = [], yardstick = [];
    for (let i = 0; i < 3; ++i) {
      yardstick.push(await ofYardstick(fake, tokens));
      waymark.push(await ofWaymark(fake, tokens));
    }
    const measured = times(medianOf(waymark, 'perSecond') / medianOf(yardstick, 'perSecond'));
    out.push({ what: `activities of Teams acknowledged, ${what}`, least: '5x', aim: '10x', measured, how: `${line(waymark)}; teams.apps for JavaScript: ${digits(medianOf(yardstick, 'perSecond'))}/s, ${digits(medianOf(yardstick, 'cpu'))} us of processor time each` });
  }
  return out;
}
