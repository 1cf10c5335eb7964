// Row 4: whole turns. Pairs in the middle of their closing write the next answer as soon as they were replied to.
import { join } from 'node:path';
import { agree, copyOf, cpuSeconds, finished, loadCore, memoryKiB, newFolder, printed, programs, root, rows, secret, start, startWaymark, startYardstick, stop } from './processes.mjs';
import { digits, medianOf, times } from './numbers.mjs';

const pairs = 10_000;
const seconds = 8;
// tests/bench/talk.hpp has the same words
const talk = [
  'The day the demo finally ran and we both laughed about it',
  'I started to write before I had asked the people who use it',
  'To speak up early in meetings, even when an idea is half done',
  'A whole hour of patience each month, when I needed it the most',
  'I will write to three people in the field and ask for a talk',
];

async function run(whose, startServer) {
  const options = ['--port', '0', '--answer-port', '0', '--secret', secret, '--connections', '64', '--seconds', String(seconds), '--people', String(2 * pairs), '--talk', talk.join('|')];
  const people = start(programs.load, options, { core: loadCore });
  const api = await printed(people, /^answering on (\d+)/);
  const server = await startServer(api);
  const before = cpuSeconds(server);
  people.child.stdin.write(`${server.port}\n`);
  await people.ended;
  const cpu = cpuSeconds(server) - before;
  if (people.child.exitCode !== 0) throw new Error(people.complaints);
  const { acknowledged, replied, calls } = JSON.parse(people.lines.at(-1));
  const mib = memoryKiB(server) / 1024;
  await stop(server);
  // each person said something new each time, so that as many events as answers are different ones
  agree(whose, { acknowledged: acknowledged.count, replied_to: replied.count, stored: await rows(server.database, 'accepted') });
  // a change of a message that never reached the platform is recorded too, without a name there, and needs no call
  const taken = calls['chat.postMessage'] + (calls['chat.update'] ?? 0);
  agree(whose, { taken_by_the_platform: taken, recorded_as_sent: await rows(server.database, "delivery WHERE platform_ref <> ''") });
  const messages = await rows(server.database, 'delivery');
  return { perSecond: replied.per_second, p50: replied.p50_us, p99: replied.p99_us, cpu: (cpu * 1e6) / replied.count, mib, messages: messages / replied.count };
}

const line = (runs) =>
  `${digits(medianOf(runs, 'perSecond'))}/s, reply p50 ${digits(medianOf(runs, 'p50') / 1000)} ms, ${digits(medianOf(runs, 'cpu'))} us of processor time each, ${digits(medianOf(runs, 'mib'))} MiB`;

export async function turns() {
  const seeded = join(newFolder(), 'seeded.db');
  await finished(programs.seed, ['closing', join(root, 'tests/bench/programme.yaml'), seeded, String(pairs), String(talk.length)]);
  const minimal = [], waymark = [];
  for (let i = 0; i < 3; ++i) {
    waymark.push(await run('Waymark', (api) => startWaymark({ api: `http://127.0.0.1:${api}`, database: copyOf(seeded) })));
    const messages = waymark.at(-1).messages.toFixed(2);
    minimal.push(await run('minimal server', (api) => startYardstick(programs.minimalTurn, [secret, api, messages])));
  }
  return [
    { what: 'whole turns', least: '0.5x', aim: '0.7x', measured: times(medianOf(waymark, 'perSecond') / medianOf(minimal, 'perSecond')), how: `${digits(medianOf(waymark, 'messages'))} messages a turn on both sides; ${line(waymark)}; minimal: ${line(minimal)}` },
  ];
}
