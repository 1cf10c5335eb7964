// Every kind of card, drawn by the real renderer: it has no complaint, people can fill it in and press it, what they press
// is what our decoder understands, and words of people stay words. Pictures go to build/artefacts/cards/.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { startBrowser, violations } from '../playground/browser.mjs';
import { wrongTypes } from './types.mjs';
import { draw, markupIn, openRenderer, picture, pressed, unknownNames } from './render.mjs';

const sources = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../../..');
const binary = process.env.WAYMARK_CARD_SAMPLES ?? path.join(sources, 'build/bench/tests/service/cards/card_samples');
const longestMessage = 25_000; // bytes
const buttonRow = 6;
const ours = new Set(['https://example.org/rhythm?every=2']); // the only address that the bot itself writes in a sample

function program(words = [], input = '') {
  const run = spawnSync(binary, words, { input, encoding: 'utf8', maxBuffer: 1 << 26 });
  assert.equal(run.status, 0, run.stderr || String(run.error));
  return JSON.parse(run.stdout);
}
const decoded = (as, data) => program(['decode'], JSON.stringify([{ as, data }]))[0];

const samples = program();
const cardOf = (sample) => sample.messages.at(-1).attachments[0].content;
const languageOf = (sample) => sample.name.slice(sample.name.lastIndexOf('-') + 1);
let browser, page, complaints;

before(async () => {
  browser = await startBrowser();
  ({ page, complaints } = await openRenderer(browser));
});
after(() => browser?.close());

const show = (sample) => draw(page, cardOf(sample), {
  bubbles: sample.messages.map((one) => one.text).filter(Boolean), language: languageOf(sample) });
const press = (name) => page.getByRole('button', { name, exact: true }).click();
const said = (text) => page.locator('main').getByText(text, { exact: true });

/** Every object of a card, however deep. */
function* objectsIn(value) {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) yield value;
  for (const inner of Object.values(value)) yield* objectsIn(inner);
}

/** What Teams wants beyond what the renderer checks. */
function troubles(card) {
  const all = [...objectsIn(card)];
  const inputs = all.filter((one) => one.type?.startsWith('Input.'));
  const submits = all.filter((one) => one.type === 'Action.Submit');
  const out = [];
  const must = (is, what) => { if (!is) out.push(what); };
  must(card.version === '1.5' && card.fallbackText, 'version 1.5 and a text for clients without it');
  must(new Set(inputs.map((one) => one.id)).size === inputs.length, 'each field has an id of its own');
  for (const one of inputs) {
    must(one.label && one.isRequired && one.errorMessage, `${one.id} has a label and says what it wants`);
    for (const button of submits) must(!(one.id in button.data) || button.associatedInputs === 'none', `no button's data overwrites ${one.id}`);
  }
  for (const one of submits) {
    must(one.title?.trim(), 'a button has a title');
    must(one.data && typeof one.data === 'object' && !Array.isArray(one.data), 'data is an object');
  }
  for (const one of all.filter((each) => each.type === 'ActionSet'))
    must(one.actions.filter((each) => each.mode !== 'secondary').length <= buttonRow, 'six buttons stand in a row');
  for (const one of all.filter((each) => each.type === 'Input.ChoiceSet' && each.isMultiSelect))
    for (const choice of one.choices) must(!choice.value.includes(','), 'several values are joined by commas');
  must(all.every((one) => one.type !== 'TextBlock'), 'no text is read as Markdown');
  return out;
}

const without = (card, names) => JSON.parse(JSON.stringify(card, (key, value) => (names.includes(key) ? undefined : value)));

test('every kind of message there is has its sample, in both languages', () => {
  const kinds = new Set(samples.map((one) => one.shape).filter(Boolean));
  assert.deepEqual([...kinds].sort(), ['buttons', 'date', 'long_text', 'number', 'person', 'select', 'several']);
  for (const language of ['en', 'es']) assert.ok(samples.filter((one) => one.name.endsWith(`-${language}`)).length >= 10);
});

for (const sample of samples)
  test(`${sample.name}: the renderer has no complaint, nor has axe, and it is within what Teams takes`, async () => {
    for (const one of sample.messages) assert.ok(JSON.stringify(one).length <= longestMessage && Buffer.byteLength(JSON.stringify(one)) <= longestMessage);
    const card = cardOf(sample);
    assert.deepEqual(troubles(card), []);
    assert.deepEqual(await unknownNames(page, card), []);
    // A list of people is empty until somebody types. The renderer's own field for typing lacks the label; Teams has another.
    const peoplePicker = 'ac-choiceSetInput-filtered-textbox';
    assert.deepEqual((await show(sample)).filter((one) => sample.shape !== 'person' || !one.includes('at least one choice')), []);
    assert.deepEqual((await violations(page)).filter((one) => !one.includes(peoplePicker)), []);
    for (const field of await page.locator('main').locator(`input:not(.${peoplePicker}), select, textarea`).all())
      assert.ok(await field.evaluate((one) => one.labels?.length || one.getAttribute('aria-label') || one.getAttribute('aria-labelledby')));
    if (sample.answered) assert.equal(await page.locator('main').locator('button, input, select, textarea').count(), 0);
    await picture(page, sample.name);
    assert.deepEqual(complaints, []);
  });

test('every card is right by the types that Microsoft publishes for cards in Teams, and what is wrong is found', () => {
  const cards = samples.map((one) => [one.name, cardOf(one)]);
  assert.deepEqual(wrongTypes(cards), []);
  const [name, card] = cards[0];
  for (const broken of [{ ...card, body: [{ type: 'Input.Nothing' }] }, { ...card, colour: 'red' }, { ...card, version: 15 }])
    assert.equal(wrongTypes([[name, broken]]).length, 1);
});

// ---- pressing and filling in
const asked = (shape, card) => samples.filter((one) => one.shape === shape && !one.answered && !one.hostile && card(cardOf(one)));
const inputIn = (card) => [...objectsIn(card)].find((one) => one.type?.startsWith('Input.'));
const hasInput = (card) => Boolean(inputIn(card));
const sendOf = (card) => [...objectsIn(card)].find((one) => one.type === 'Action.Submit').title;

async function givesBack(sample, values) {
  const given = await pressed(page);
  assert.equal(given.length, 1, 'one press is sent');
  const read = decoded('press', given[0].data);
  assert.deepEqual({ control: read.control, values: read.values }, { control: sample.control, values });
}
/** Pressing says what is wanted, and nothing is sent. */
async function isRefused(sample) {
  const card = cardOf(sample);
  await press(sendOf(card));
  assert.deepEqual(await pressed(page), []);
  await said(inputIn(card).errorMessage).waitFor({ timeout: 2000 });
}

for (const sample of [...asked('buttons', (card) => !hasInput(card)), ...samples.filter((one) => one.name === 'hostile_buttons-en')])
  test(`${sample.name}: each button chooses what it says`, async () => {
    await show(sample);
    const buttons = page.locator('main').getByRole('button');
    assert.equal(await buttons.count(), sample.options.length);
    for (const [at, option] of sample.options.entries()) {
      await buttons.nth(at).click();
      await givesBack(sample, [option.value]);
    }
  });

for (const sample of [...asked('buttons', hasInput), ...asked('select', hasInput)])
  test(`${sample.name}: one of the list is sent, and none is not`, async () => {
    await show(sample);
    await isRefused(sample);
    const [, option] = sample.options;
    if (await page.locator('main select').count()) await page.locator('main select').selectOption({ label: option.label });
    else await page.getByLabel(option.label, { exact: true }).check();
    await picture(page, `${sample.name}-filled`);
    await press(sendOf(cardOf(sample)));
    await givesBack(sample, [option.value]);
  });

for (const sample of asked('several', hasInput))
  test(`${sample.name}: several are sent together, and none are not`, async () => {
    await show(sample);
    await isRefused(sample);
    await picture(page, `${sample.name}-refused`);
    for (const at of [0, 2]) await page.getByLabel(sample.options[at].label, { exact: true }).check();
    await press(sendOf(cardOf(sample)));
    await givesBack(sample, [sample.options[0].value, sample.options[2].value]);
  });

for (const [shape, good, bad] of [['date', '2026-04-01', null], ['number', '12.5', '41']])
  for (const sample of asked(shape, hasInput))
    test(`${sample.name}: what is filled in is sent, and an empty field is not`, async () => {
      await show(sample);
      await isRefused(sample);
      const field = page.locator('main input');
      if (bad) {
        await field.fill(bad);
        await isRefused(sample);
        await picture(page, `${sample.name}-refused`);
      }
      await field.fill(good);
      await press(sendOf(cardOf(sample)));
      await givesBack(sample, [good]);
      for (const option of sample.options) { // beside the field, whatever stands in it
        await press(option.label);
        await givesBack(sample, [option.value]);
      }
      await field.fill('');
      for (const option of sample.options) {
        await press(option.label);
        await givesBack(sample, [option.value]);
      }
    });

for (const sample of asked('person', hasInput))
  test(`${sample.name}: nobody is not sent, and Teams is told where to look for people`, async () => {
    await show(sample);
    await isRefused(sample);
    assert.equal(inputIn(cardOf(sample))['choices.data'].dataset, 'graph.microsoft.com/users');
    assert.deepEqual(decoded('press', { ...[...objectsIn(cardOf(sample))].find((one) => one.type === 'Action.Submit').data, value: 'aad-1' }).values, ['aad-1']);
  });

for (const sample of samples.filter((one) => one.shape === 'long_text'))
  test(`${sample.name}: a window opens, takes a long answer and no empty one`, async () => {
    await show(sample);
    await page.locator('main').getByRole('button').first().click();
    const [opening] = await pressed(page);
    assert.equal(opening.data.msteams.type, 'task/fetch');
    const { task } = decoded('fetch', opening.data).body;
    assert.equal(task.type, 'continue');
    const window = task.value.card.content;
    const answer = 'First I would ask,\nthen I would wait.';
    assert.deepEqual(troubles(window), []);
    assert.deepEqual(await unknownNames(page, window), []);
    assert.deepEqual(await draw(page, window, { bubbles: [task.value.title], language: languageOf(sample) }), []);
    assert.deepEqual(await violations(page), []);
    if (sample.hostile) assert.deepEqual(await markup(), []);
    assert.deepEqual(await markupIn(page, [task.value.title, window.fallbackText]), []);
    await press(window.actions[0].title);
    assert.deepEqual(await pressed(page), []);
    await said(window.body[0].errorMessage).waitFor({ timeout: 2000 });
    await page.locator('main textarea').fill('x'.repeat(2000));
    assert.equal((await page.locator('main textarea').inputValue()).length, 1500, 'no more fits than is kept');
    await page.locator('main textarea').fill(answer);
    await picture(page, `${sample.name}-window`);
    await press(window.actions[0].title);
    const [sent] = await pressed(page);
    const read = decoded('sent', sent.data);
    assert.deepEqual({ control: read.control, values: read.values }, { control: sample.control, values: [answer] });
  });

for (const sample of samples.filter((one) => one.ways_out && !one.answered))
  test(`${sample.name}: the ways out stand behind one button`, async () => {
    await show(sample);
    for (const [at, way] of sample.ways.entries()) {
      await page.locator('main button').last().click();
      const item = page.locator('.ac-ctrl-popup-container').getByRole('menuitem').nth(at);
      await item.waitFor({ timeout: 2000 });
      await item.click();
      const [given] = await pressed(page);
      const read = decoded('press', given.data);
      assert.deepEqual({ control: read.control, values: read.values }, { control: sample.ways_out, values: [way.value] });
    }
  });

// ---- words of people
/** Elements that only markup makes; links that the bot wrote itself are not meant. */
async function markup() {
  const found = await page.locator('main').locator('a, img, b, strong, i, em, s, code, pre, blockquote, ol, ul, li, h1, h2, h3, hr, table, at')
    .evaluateAll((all) => all.map((one) => ({ html: one.outerHTML, address: one.getAttribute('href') })));
  return found.filter((one) => !ours.has(one.address)).map((one) => one.html);
}

for (const sample of samples)
  test(`${sample.name}: no word becomes markup, a link, a picture or a mention`, async () => {
    await show(sample);
    assert.deepEqual(await markup(), []);
    const text = await page.locator('main').innerText();
    assert.doesNotMatch(text, /[\u202a-\u202e\u2066-\u2069\u200b]/u, 'nothing turns the text around or hides in it');
    if (!sample.hostile) return;
    const { summary, attachments: [{ content }] } = sample.messages.at(-1);
    const strings = [summary, content.fallbackText, content.speak];
    for (const one of objectsIn(without(content, ['data']))) strings.push(...['title', 'label', 'placeholder', 'tooltip'].map((key) => one[key]).filter(Boolean));
    assert.deepEqual(await markupIn(page, strings), []);
    assert.doesNotMatch(strings.join('\n'), /\{\{|\$\{|<at>/);
    assert.ok(!content.msteams.entities);
    if (sample.name.startsWith('hostile_words')) assert.match(text, /\*\*bold\*\* __bold__/, 'what people wrote is read as they wrote it');
    if (sample.name.startsWith('hostile_words')) assert.match(text, /DATE\(2026-01-01T00:00:00Z, LONG\)/, 'and nothing of it is worked out');
  });

// ---- the proof that the checks above can fail
test('a card of other makers is drawn with its links and bold words, which this harness sees', async () => {
  for (const name of ['goal_checkin', 'request_with_refresh']) {
    const card = JSON.parse(readFileSync(path.join(sources, 'tests/adapters/teams/fixtures/cards', `${name}.json`), 'utf8'));
    assert.deepEqual(await draw(page, card), []);
    assert.deepEqual(await unknownNames(page, card), []);
    await picture(page, `fixture-${name}`);
    if (name === 'goal_checkin') assert.match((await markup()).join(), /<strong>Practise feedback<\/strong>/);
  }
});

test('the harness sees what is wrong with a bad card', async () => {
  const bad = { type: 'AdaptiveCard', version: '1.5', body: [
    { type: 'TextBlock', text: '[a](https://evil.example) {{DATE(2026-01-01T00:00:00Z)}}', colour: 'red' },
    { type: 'Input.Text', id: 'value', isRequired: true }, { type: 'Nothing.Known' }] };
  assert.ok((await draw(page, bad)).length >= 2, 'a field without words when it is empty, and an unknown element');
  assert.match((await markup()).join(), /evil\.example/);
  assert.doesNotMatch(await page.locator('main').innerText(), /DATE\(/, 'the renderer does work out functions of cards');
  assert.deepEqual(await unknownNames(page, bad), ['card.body[0].colour is not of 1.5', 'card.body[2]: no element "Nothing.Known"']);
  assert.notDeepEqual(troubles(bad), []);
  complaints.length = 0;
});
