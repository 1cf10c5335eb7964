// Programs under measurement: started on the core they are given, asked what they used, ended by their id.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const root = new URL('../../..', import.meta.url).pathname;
const built = (name) => join(root, 'build/bench', name);
export const programs = {
  waymark: built('bot/waymark'),
  load: built('tests/bench/waymark_load'),
  seed: built('tests/bench/waymark_seed'),
  rows: built('tests/bench/waymark_rows'),
  minimalAck: built('tests/bench/minimal_ack'),
  minimalTurn: built('tests/bench/minimal_turn'),
};
export const secret = 'bench-signing-secret';
export const serverCore = 0;
export const loadCore = 1;

const folder = mkdtempSync(join(tmpdir(), 'waymark-bench-'));
let folders = 0;
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** A folder of its own for one run. */
export function newFolder() {
  const path = join(folder, String(++folders));
  mkdirSync(path);
  return path;
}

/** Starts a program. `core`: a number, or null for any. Its lines are kept in `lines`. */
export function start(program, args, { core = serverCore, env = {} } = {}) {
  const [command, all] = core === null ? [program, args] : ['taskset', ['-c', String(core), program, ...args]];
  const child = spawn(command, all, { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  const one = { child, pid: child.pid, lines: [], complaints: '', started: performance.now() };
  let rest = '';
  child.stdout.on('data', (bytes) => {
    const lines = (rest + bytes).split('\n');
    rest = lines.pop();
    one.lines.push(...lines);
    child.emit('lines');
  });
  child.stderr.on('data', (bytes) => (one.complaints += bytes));
  child.stdin.on('error', () => {});  // it may have ended already
  one.ended = once(child, 'close');
  return one;
}

/** The first group of `pattern` in a line the program prints. */
export async function printed(one, pattern) {
  for (;;) {
    const found = one.lines.map((line) => pattern.exec(line)).find(Boolean);
    if (found) return found[1];
    if (one.child.exitCode !== null || one.child.signalCode !== null) throw new Error(`ended early: ${one.lines.join('\n')}\n${one.complaints}`);
    await Promise.race([once(one.child, 'lines'), one.ended]);
  }
}

export async function stop(one) {
  one.child.kill('SIGTERM');
  await one.ended;
}

/** Runs to the end; what it printed. */
export async function finished(program, args, options) {
  const one = start(program, args, options);
  const [code] = await one.ended;
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${one.complaints}`);
  return one.lines;
}

const ticks = 100; // of /proc/PID/stat in a second
export function cpuSeconds(one) {
  const fields = readFileSync(`/proc/${one.pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticks;
}
function fromStatus(one, name) {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${one.pid}/status`, 'utf8'))[1]);
}
export const memoryKiB = (one) => fromStatus(one, 'VmRSS');
/** How often its first thread went to sleep by itself. */
export const sleeps = (one) => fromStatus(one, 'voluntary_ctxt_switches');

export const sleep = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

const slackSection = ({ api, perMinute }) => `slack:
  signing_secrets_env: [WAYMARK_BENCH_SECRET]
  bot_token_env: WAYMARK_BENCH_TOKEN
  app_id: A0MENTOR01
  api_base: ${api}
  messages_per_minute: ${perMinute}
`;

/** Starts Waymark for one workspace of the fake Slack at `api`, or with `section` in place of that. Resolves when it listens. */
export async function startWaymark({ api, section, database, team = 'T0ACME0001', token = 'xoxb-bench', perMinute = 1000000, core }) {
  const at = newFolder();
  const programme = readFileSync(join(root, 'tests/bench/programme.yaml'), 'utf8');
  const file = database ?? join(at, 'waymark.db');
  writeFileSync(join(at, 'programme.yaml'), programme.replace('T0ACME0001', team));
  writeFileSync(
    join(at, 'waymark.yaml'),
    `listen: "127.0.0.1:0"
admin: "127.0.0.1:0"
database: ${file}
programmes: [programme.yaml]
${section ?? slackSection({ api, perMinute })}log: { level: info, format: text }
`,
  );
  const one = start(programs.waymark, ['run', '--config', join(at, 'waymark.yaml')], {
    core,
    env: { WAYMARK_BENCH_SECRET: secret, WAYMARK_BENCH_TOKEN: token },
  });
  one.database = file;
  one.port = await printed(one, /^listening on 127\.0\.0\.1:(\d+)/);
  one.admin = await printed(one, /^admin on (127\.0\.0\.1:\d+)/);
  return one;
}

/** `args`: what follows the database, which is a new one. */
export async function startYardstick(program, args) {
  const database = join(newFolder(), 'db');
  const one = start(program, [database, ...args]);
  one.database = database;
  one.port = await printed(one, /^listening on (\d+)/);
  return one;
}

/** How many rows a table has: the database is only read, and nobody writes to it any more. */
export async function rows(database, table) {
  return Number((await finished(programs.rows, [database, table], { core: loadCore })).at(-1));
}

/** A run whose figures contradict each other has none. `figures`: by what they count. */
export function agree(whose, figures) {
  if (new Set(Object.values(figures)).size !== 1) throw new Error(`${whose}: these should be the same: ${JSON.stringify(figures)}`);
}

/** A figure of /metrics, summed over its labels. */
export async function metric(one, name) {
  const text = await (await fetch(`http://${one.admin}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line.startsWith(name) && !line.startsWith('#'));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

/** A copy of a prepared database with its key, for one run to change. */
export function copyOf(database) {
  const copy = join(newFolder(), 'waymark.db');
  for (const end of ['', '.key']) copyFileSync(database + end, copy + end);
  return copy;
}
