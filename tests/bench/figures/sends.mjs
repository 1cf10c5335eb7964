// Row 8: twenty workspaces at once, each with more waiting messages than Slack takes in the time.
import { join } from 'node:path';
import { finished, newFolder, programs, sleep, startWaymark, stop } from './processes.mjs';
import { startFakeSlack } from './fake_slack.mjs';

const workspaces = 20;
const perMinute = 240;
const seconds = 60;

export async function sends() {
  const fake = await startFakeSlack({ perMinute, burst: 12 });
  const servers = [];
  for (let i = 0; i < workspaces; ++i) {
    const team = `T0BENCH${String(i).padStart(2, '0')}`;
    const database = join(newFolder(), 'waymark.db');
    await finished(programs.seed, ['outbox', database, team, '1000']);
    servers.push(await startWaymark({ api: fake.api, database, team, token: `xoxb-${team}`, perMinute, core: null }));
  }
  const sum = (of) => [...of.values()].reduce((all, one) => all + one, 0);
  await sleep(5); // past the first burst
  const [posted, refused] = [sum(fake.posted), sum(fake.refused)];
  await sleep(seconds);
  const took = sum(fake.posted) - posted;
  const no = sum(fake.refused) - refused;
  await Promise.all(servers.map(stop));
  fake.stop();
  const share = (took / ((workspaces * perMinute * seconds) / 60)) * 100;
  return [
    { what: 'sends over 20 workspaces at once', least: '90 % of the allowed rate, 1 % answered 429', aim: '97 %, 0.1 %', measured: `${share.toFixed(1)} %, ${((no / (took + no)) * 100).toFixed(2)} %`, how: `${workspaces} processes of one workspace each, ${perMinute} messages a minute allowed in each, ${seconds} s` },
  ];
}
