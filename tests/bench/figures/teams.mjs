// Activities of Teams with signed tokens, acknowledged after a full-sync commit.
import { agree, metric, rows, sleep, startWaymark, stop } from './processes.mjs';
import { load, line } from './acknowledge.mjs';
import { startFakeTeams } from './fake_teams.mjs';
import { medianOf, times } from './numbers.mjs';

const yardstick = 2040; // a second: what Microsoft's own library for JavaScript takes, which keeps nothing

async function run(fake, tokens, people) {
  const server = await startWaymark({ section: fake.section, token: 'x8Q~bench-bench-bench-bench-bench-bench-0' });
  const one = await load(server, ['--teams-tokens', tokens, '--service-url', fake.serviceUrl, '--path', '/api/messages', '--people', String(people), '--connections', '64', '--seconds', '4']);
  await sleep(0.3); // the turns of the last ones
  const worked_on = (await metric(server, 'waymark_events_from_strangers_total')) + (await metric(server, 'waymark_turns_total'));
  await stop(server);
  // each person's first activity tells their time zone, too
  agree('Waymark', { acknowledged: one.events + people, stored: await rows(server.database, 'accepted'), worked_on });
  return one;
}

export async function teams() {
  const fake = await startFakeTeams();
  const people = 1000;
  const out = [];
  for (const [what, count] of [
    ['each activity with the token that came before, as Teams sends it for an hour', 1],
    ['each activity with a token that was never seen, its signature checked', 2000],
  ]) {
    const tokens = fake.tokens(count);
    const all = [];
    for (let i = 0; i < 3; ++i) all.push(await run(fake, tokens, people));
    out.push({ what: `activities of Teams acknowledged, ${what}`, least: '5x', aim: '10x', measured: times(medianOf(all, 'perSecond') / yardstick), how: line(all) });
  }
  return out;
}
