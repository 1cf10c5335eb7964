// Rows 1 to 3: signed unique events acknowledged after a full-sync commit, closed loop and at a planned rate.
import { agree, cpuSeconds, finished, loadCore, memoryKiB, metric, programs, rows, secret, sleep, startWaymark, startYardstick, stop } from './processes.mjs';
import { digits, medianOf, times } from './numbers.mjs';

export async function load(server, options) {
  const before = cpuSeconds(server);
  const lines = await finished(programs.load, ['--port', server.port, ...options], { core: loadCore });
  const cpu = cpuSeconds(server) - before;
  const { statuses, acknowledged: all } = JSON.parse(lines.at(-1));
  if (Object.keys(statuses).join() !== '200') throw new Error(`answers other than 200: ${JSON.stringify(statuses)}`);
  return { events: all.count, perSecond: all.per_second, p50: all.p50_us, p99: all.p99_us, p999: all.p999_us, cpu: (cpu * 1e6) / all.count, mib: memoryKiB(server) / 1024 };
}

async function ofYardstick(options) {
  const server = await startYardstick(programs.minimalAck, [secret]);
  const run = await load(server, ['--secret', secret, ...options]);
  await stop(server);
  agree('minimal server', { acknowledged: run.events, stored: await rows(server.database, 'inbox') });
  return run;
}

async function ofWaymark(api, options) {
  const server = await startWaymark({ api });
  const run = await load(server, ['--secret', secret, ...options]);
  await sleep(0.2); // the turns of the last ones
  const worked_on = (await metric(server, 'waymark_events_from_strangers_total')) + (await metric(server, 'waymark_turns_total'));
  await stop(server);
  agree('Waymark', { acknowledged: run.events, stored: await rows(server.database, 'accepted'), worked_on });
  return run;
}

async function alternately(rounds, api, wanted) {
  // nobody knows them: each is told so once, and so few of them do not count
  const options = ['--people', '20', ...wanted];
  const minimal = [], waymark = [];
  for (let i = 0; i < rounds; ++i) {
    minimal.push(await ofYardstick(options));
    waymark.push(await ofWaymark(api, options));
  }
  return { minimal, waymark };
}

export const line = (runs) =>
  `${digits(medianOf(runs, 'perSecond'))}/s, p50 ${digits(medianOf(runs, 'p50'))} us, p99 ${digits(medianOf(runs, 'p99'))} us, p99.9 ${digits(medianOf(runs, 'p999'))} us, ${digits(medianOf(runs, 'cpu'))} us of processor time each, ${digits(medianOf(runs, 'mib'))} MiB`;

export async function acknowledge(fake) {
  const rows = [];
  for (const connections of [64, 16]) {
    const { minimal, waymark } = await alternately(3, fake.api, ['--connections', String(connections), '--seconds', '4']);
    const ratio = (field) => medianOf(waymark, field) / medianOf(minimal, field);
    rows.push(
      { what: `events acknowledged, ${connections} connections`, least: connections === 64 ? '0.85x' : '', aim: connections === 64 ? '1.35x' : '', measured: times(ratio('perSecond')), how: `${line(waymark)}; minimal: ${line(minimal)}` },
      { what: `processor time per event, ${connections} connections`, least: connections === 64 ? '1.15x' : '', aim: connections === 64 ? '0.7x' : '', measured: times(ratio('cpu')), how: 'the same runs' },
    );
  }
  return rows;
}

/** What CI holds us to: processor time hardly depends on how busy a machine is, throughput does. */
export async function gate(fake) {
  const most = 1.15;
  const { minimal, waymark } = await alternately(3, fake.api, ['--connections', '64', '--seconds', '2']);
  const ratio = medianOf(waymark, 'cpu') / medianOf(minimal, 'cpu');
  if (ratio > most) throw new Error(`an event costs ${times(ratio)} the processor time of the minimal server; ${times(most)} is allowed`);
  return [{ what: 'processor time per event, 64 connections', least: times(most), aim: '', measured: times(ratio), how: 'a short run' }];
}

export async function latency(fake) {
  const { minimal, waymark } = await alternately(3, fake.api, ['--connections', '16', '--seconds', '6', '--rate', '500']);
  return [
    { what: 'latency at 500 events/s, open loop, p99', least: '2x', aim: '1.3x', measured: times(medianOf(waymark, 'p99') / medianOf(minimal, 'p99')), how: `${line(waymark)}; minimal: ${line(minimal)}` },
  ];
}
