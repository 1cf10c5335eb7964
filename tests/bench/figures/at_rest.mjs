// Rows 5 to 7: memory, start, and a process that has nothing to do.
import { connect } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { copyOf, cpuSeconds, finished, memoryKiB, newFolder, programs, root, sleep, sleeps, startWaymark, stop } from './processes.mjs';
import { digits, median } from './numbers.mjs';
import { acknowledgedEvent } from './signed_event.mjs';

const programme = join(root, 'tests/bench/programme.yaml');
let large;
/** 100,000 pairs in their closing, and 1,000,000 timers. */
async function largeDatabase() {
  if (!large) {
    large = join(newFolder(), 'large.db');
    await finished(programs.seed, ['closing', programme, large, '100000', '1', '1000000']);
  }
  return large;
}

async function open(port, count) {
  const all = [];
  for (let i = 0; i < count; ++i) {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write('GET /slack/events HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(socket, 'data');
    all.push(socket);
  }
  return all;
}

export async function memory(fake) {
  const server = await startWaymark({ api: fake.api });
  await sleep(1);
  const rest = memoryKiB(server);
  await acknowledgedEvent(server.port);
  const before = memoryKiB(server);
  const count = 4000;
  const sockets = await open(server.port, count);
  await sleep(1);
  const each = ((memoryKiB(server) - before) * 1024) / count;
  sockets.forEach((one) => one.destroy());
  await stop(server);

  const full = await startWaymark({ api: fake.api, database: copyOf(await largeDatabase()) });
  for (let i = 0; i < 1000; ++i) await acknowledgedEvent(full.port);
  await sleep(1);
  const large = memoryKiB(full);
  await stop(full);
  return [
    { what: 'memory at rest', least: '24 MiB', aim: '16 MiB', measured: `${digits(rest / 1024)} MiB`, how: 'resident, a second after the start on a new database' },
    { what: 'an idle keep-alive connection', least: '8 kB', aim: '4 kB', measured: `${digits(each / 1000)} kB`, how: `resident, ${count} connections that were answered once and stay open` },
    { what: '100,000 conversations with 1,000,000 timers', least: '160 MiB', aim: '', measured: `${digits(large / 1024)} MiB`, how: 'resident, after 1,000 events' },
  ];
}

async function startTimes(api, rounds, database) {
  const times = [];
  for (let i = 0; i < rounds; ++i) {
    const server = await startWaymark({ api, database: database?.() });
    await acknowledgedEvent(server.port);
    times.push(performance.now() - server.started);
    await stop(server);
  }
  return median(times);
}

export async function startUp(fake) {
  const fresh = await startTimes(fake.api, 11);
  const copy = copyOf(await largeDatabase());
  const full = await startTimes(fake.api, 11, () => copy);
  return [
    { what: 'start to first acknowledged event, new database', least: '60 ms', aim: '35 ms', measured: `${digits(fresh)} ms`, how: 'median of 11, from the start of the process; whoever asks costs a few ms of it' },
    { what: 'the same, 1,000,000 timers', least: 'twice that', aim: '', measured: `${digits(full)} ms`, how: 'median of 11' },
  ];
}

export async function idle(fake) {
  const server = await startWaymark({ api: fake.api, database: copyOf(await largeDatabase()) });
  await sleep(5);
  const cpu = cpuSeconds(server);
  const slept = sleeps(server);
  const seconds = 60;
  await sleep(seconds);
  const used = ((cpuSeconds(server) - cpu) / seconds) * 100;
  const woke = sleeps(server) - slept;
  await stop(server);
  return [
    { what: 'nothing due among 1,000,000 timers', least: '1 % of a core', aim: 'no wake-up', measured: `${used.toFixed(2)} %, ${woke} wake-ups`, how: `${seconds} s, first thread` },
  ];
}
