// The app manifest that the real program prints, held against the type that Slack publishes for apps.manifest.validate
// (npm package @slack/web-api), and against the lengths that Slack documents.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { wrongLiterals } from '../literals.mjs';

const binary = process.env.WAYMARK_BINARY ?? new URL('../../../build/release/bot/waymark', import.meta.url).pathname;

function printed(lines) {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-slack-manifest-'));
  try {
    const config = join(folder, 'waymark.yaml');
    const head = ['slack:', '  signing_secrets_env: [NOT_SET_HERE]', '  bot_token_env: NOT_SET_EITHER'];
    writeFileSync(config, [...head, ...lines.map((line) => `  ${line}`), ''].join('\n'));
    return spawnSync(binary, ['slack', 'manifest', '--config', config], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
function manifest(lines) {
  const ended = printed(lines);
  assert.equal(ended.status, 0, ended.stderr);
  return JSON.parse(ended.stdout);
}
const complaints = (value) =>
  wrongLiterals({
    declare: `import type { AppsManifestValidateArguments } from '@slack/web-api';`,
    type: "AppsManifestValidateArguments['manifest']",
    values: [['manifest', JSON.stringify(value)]],
  });
const between = (text, least, most) => assert.ok(text.length >= least && text.length <= most, `${text.length} characters: ${text}`);

test('the manifest is what Slack says that one is', () => {
  assert.deepEqual(complaints(manifest(['public_url: https://chat.mentoring.example'])), []);
});

test('without an address it is what Slack says that one is, too', () => {
  const one = manifest(['app_token_env: NOT_SET_EITHER_HERE']);
  assert.deepEqual(complaints(one), []);
  assert.equal(one.settings.socket_mode_enabled, true);
  assert.equal(JSON.stringify(one).match(/https:/), null);
});

test('what is wrong would be seen', () => {
  const good = manifest(['public_url: https://chat.mentoring.example']);
  const spoilt = (change) => {
    const copy = structuredClone(good);
    change(copy);
    return complaints(copy).length;
  };
  assert.ok(spoilt((one) => one.oauth_config.scopes.bot.push('chat:shout')) > 0);
  assert.ok(spoilt((one) => one.settings.event_subscriptions.bot_events.push('message.in')) > 0);
  assert.ok(spoilt((one) => delete one.settings.interactivity.is_enabled) > 0);
  assert.ok(spoilt((one) => (one.features.slash_commands[0].address = 'https://bot.example.com')) > 0);
});

test('texts have lengths that Slack takes', () => {
  const { display_information: shown, features } = manifest(['public_url: https://chat.mentoring.example', 'bot_name: A guide for mentors and mentees 12']);
  between(shown.name, 1, 35);
  between(shown.description, 1, 140);
  between(shown.long_description, 175, 4000);
  assert.match(shown.background_color, /^#[0-9a-f]{6}$/);
  between(features.bot_user.display_name, 1, 80);
  const [command] = features.slash_commands;
  between(command.command, 2, 32);
  between(command.description, 1, 2000);
  between(command.usage_hint, 1, 1000);
});

test('every address leads to where this installation is', () => {
  const one = manifest(['public_url: https://chat.mentoring.example/bot/']);
  const addresses = JSON.stringify(one).match(/https:[^"]+/g);
  assert.equal(addresses.length, 4);
  for (const address of addresses) assert.ok(address.startsWith('https://chat.mentoring.example/bot/slack/'), address);
});

test('without an address of one\'s own there is no manifest', () => {
  for (const lines of [[], ['public_url: https://waymark.example.org']]) {
    const ended = printed(lines);
    assert.notEqual(ended.status, 0);
    assert.match(ended.stderr, /public_url/);
  }
});
