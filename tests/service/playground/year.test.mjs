// The second view: a pair of a rehearsed programme is picked, and its year stepped through to the end.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, openPage, picture, startBrowser, startPlayground, violations } from './browser.mjs';

const shownAs = { mentor: null, mentee: null }; // the two columns
let service, browser, page, complaints, list, year;

const door = async (path) => (await fetch(new URL(path, service.address))).json();
/// Which step it is, and of how many.
const steps = async () => (await page.locator('#step').textContent()).match(/^(\d+) of (\d+)/).slice(1).map(Number);
const stepTo = async (press, wanted) => {
  await press();
  await eventually(`step ${wanted}`, async () => (await steps())[0] === wanted);
};
const showYear = (at) => at.getByRole('link', { name: 'A year', exact: true }).click();
const isBubble = (line) => line.is !== 'changed_buttons' && line.is !== 'noticed';
/// What of the first `count` lines one of the two sees.
const expected = (role, count) => year.lines.slice(0, count).filter((line) => line.person === role && isBubble(line)).map((line) => line.text);
const bubbles = (role) => shownAs[role].locator('.bubble').evaluateAll((all) => all.map((one) => one.textContent));

before(async () => {
  service = await startPlayground('--programme', 'built-in/six-month-classic', '--pairs', '3', '--months', '8', '--seed', '1');
  browser = await startBrowser();
  ({ page, complaints } = await openPage(browser, service.address));
  list = await door('/playground/years');
  year = await door('/playground/year?pair=pair_1');
});

after(async () => {
  await browser?.close();
  await service?.stop();
});

test('the terminal says that a rehearsal goes before the page', () => {
  assert.match(service.output(), /Rehearsing "Six months of mentoring" with made-up people: 3 pairs, 8 months\./);
});

test('all pairs are listed with who they are and how it ended, and a persona narrows the list', async () => {
  await showYear(page);
  const cards = page.locator('.card');
  await eventually('three pairs', async () => await cards.count() === 3);
  const first = await cards.first().innerText();
  assert.match(first, /Ana and Ben/);
  assert.match(first, /Ana, mentor: keen/);
  assert.match(first, new RegExp(`${list.pairs[0].messages.mentee} messages`));
  assert.match(first, /Afterglow/);
  assert.deepEqual(await violations(page), []);
  await picture(page, 'pairs');
  await page.getByLabel('Show', { exact: true }).selectOption('silent_mentor');
  assert.equal(await cards.count(), 1);
  assert.match(await page.locator('#habit').innerText(), /answers one question in ten/);
  await page.getByLabel('Show', { exact: true }).selectOption('');
});

test('with the keyboard alone, the year is stepped through to its end, and shows what the data say', async () => {
  await page.locator('.card').first().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Ana and Ben' }).waitFor();
  for (const role of ['mentor', 'mentee'])
    shownAs[role] = page.getByRole('region', { name: year[role].name, exact: true });
  const opened = openedAnswers();
  assert.ok(opened.length > 0, 'nobody has read an answer of the other one');
  let step = 0;
  for (let count = 0; count < year.lines.length;) {
    count += 1;
    while (year.lines[count]?.is === 'changed_buttons') count += 1;
    step += 1;
    await stepTo(() => page.keyboard.press('ArrowRight'), step);
    for (const role of ['mentor', 'mentee']) {
      const seen = await bubbles(role);
      assert.deepEqual(seen, expected(role, count), `step ${step}`);
      for (const one of opened.filter(({ reader }) => reader === role))
        assert.equal(seen.some((text) => text.includes(one.words)), count > one.at, `step ${step}: ${one.words}`);
    }
  }
  assert.deepEqual(await steps(), [step, step]);
  assert.equal(await page.locator('#next').getAttribute('aria-disabled'), 'true');
  assert.equal(await page.locator('#stage').innerText(), 'Afterglow');
  assert.deepEqual(await violations(page), []);
  await picture(page, 'year-end');
});

/// Words of one that the other one got to read later, and the line in which they first did.
function openedAnswers() {
  const found = [];
  year.lines.forEach((line, written) => {
    if (line.is !== 'wrote' || line.text.length < 15) return;
    const seen = (one) => one.person !== line.person && one.text.includes(line.text);
    const at = year.lines.findIndex(seen);
    if (at > written && !['wrote', 'pressed'].includes(year.lines[at].is))
      found.push({ words: line.text, reader: year.lines[at].person, at });
  });
  return found;
}

test('an unasked message says so, and what it is about; what was pressed takes the place of the buttons', async () => {
  const nudges = year.lines.filter((line) => line.is === 'nudge');
  assert.equal(await page.locator('.why').count(), nudges.length);
  assert.equal(await page.locator('.why').first().innerText(), 'Unasked · Joining');
  assert.ok(await page.locator('#columns .chosen').count() > 10);
  assert.equal(await page.locator('#columns button:not([disabled])').count(), 0);
});

test('back, the next day, the stages and the slider lead to other moments', async () => {
  const [last] = await steps();
  await stepTo(() => page.keyboard.press('ArrowLeft'), last - 1);
  await page.getByRole('button', { name: /^Closing · / }).click();
  assert.equal(await page.locator('#stage').innerText(), 'Closing');
  const day = await page.locator('#today').innerText();
  await page.getByRole('button', { name: 'Next day with something' }).click();
  assert.notEqual(await page.locator('#today').innerText(), day);
  const slider = page.getByRole('slider', { name: 'Day of the year' });
  await slider.focus();
  await page.keyboard.press('End');
  assert.deepEqual(await bubbles('mentor'), expected('mentor', year.lines.length));
  await page.keyboard.press('Home');
  assert.equal(await page.locator('#stage').innerText(), 'Groundwork'); // both had joined by the evening of the first day
  assert.match(await slider.getAttribute('aria-valuetext'), /^Mon, 12 Jan 2026, Groundwork$/);
});

test('a page that is opened anew shows the same pair, and leads back to the list', async () => {
  await page.reload();
  await page.getByRole('heading', { name: 'Ana and Ben' }).waitFor();
  assert.equal((await steps())[0], 0);
  await page.getByRole('link', { name: 'All pairs' }).click();
  await page.locator('.card').first().waitFor();
  assert.ok(await page.locator('.card').first().evaluate((card) => card === document.activeElement));
});

test('the live talk is one press away, with a pair of the programme', async () => {
  await page.getByRole('link', { name: 'Talk', exact: true }).click();
  await page.getByRole('textbox', { name: 'Write as Ana' }).waitFor();
  await page.getByRole('button', { name: 'To the next thing that happens' }).click();
  await page.locator('#chats .bot').first().waitFor();
  assert.equal(await page.locator('#year').isVisible(), false);
});

for (const [name, options] of Object.entries({
  'year-light': { colorScheme: 'light' },
  'year-dark': { colorScheme: 'dark' },
  'year-narrow': { colorScheme: 'light', viewport: { width: 390, height: 844 } },
})) {
  test(`axe finds nothing in the middle of a year, ${name}`, async () => {
    const opened = await openPage(browser, service.address, options);
    await showYear(opened.page);
    await opened.page.locator('.card').first().click();
    await opened.page.getByRole('button', { name: /^Growing · / }).click();
    for (let i = 0; i < 3; ++i) await opened.page.getByRole('button', { name: 'Next day with something' }).click();
    assert.deepEqual(await violations(opened.page), []);
    assert.ok(await opened.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'it scrolls sideways');
    await picture(opened.page, name);
    const inSight = await opened.page.locator('#columns .chat').evaluateAll((all) => all.filter((one) => one.offsetParent).length);
    assert.equal(inSight, name === 'year-narrow' ? 1 : 2);
    if (name === 'year-narrow') {
      await opened.page.getByRole('button', { name: 'Ana', exact: true }).click();
      await opened.page.getByRole('region', { name: 'Ana', exact: true }).waitFor();
      await opened.page.getByRole('button', { name: 'Ben', exact: true }).click();
      await opened.page.getByRole('region', { name: 'Ana', exact: true }).waitFor({ state: 'hidden' });
    }
    assert.deepEqual(opened.complaints, []);
    await opened.page.context().close();
  });
}

test('the browser had nothing to complain about, and asked no other host', () => {
  assert.deepEqual(complaints, []);
});
