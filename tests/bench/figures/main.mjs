// Prints the table of tests/bench/README.md, row by row, as Markdown.
import { cpus, release } from 'node:os';
import { acknowledge, gate, latency } from './acknowledge.mjs';
import { idle, memory, startUp } from './at_rest.mjs';
import { startFakeSlack } from './fake_slack.mjs';
import { sends } from './sends.mjs';
import { teams } from './teams.mjs';
import { turns } from './turns.mjs';

const table = { acknowledge, teams, latency, turns, memory, start: startUp, idle, sends };
const all = { ...table, gate };
const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(table);
const unknown = wanted.filter((name) => !(name in all));
if (unknown.length) {
  console.error(`There is no row "${unknown[0]}". The rows: ${Object.keys(all).join(' ')}`);
  process.exit(2);
}

const fake = await startFakeSlack();
console.log(`${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, ${cpus()[0].model}, Linux ${release()}\n`);
console.log('| what | least | aim | measured | how |\n| --- | --- | --- | --- | --- |');
let code = 0;
try {
  for (const name of wanted)
    for (const { what, least, aim, measured, how } of await all[name](fake)) console.log(`| ${what} | ${least} | ${aim} | ${measured} | ${how} |`);
} catch (failure) {
  console.error(`tests/bench/run: ${failure.message}`);
  code = 1;
}
process.exit(code);
