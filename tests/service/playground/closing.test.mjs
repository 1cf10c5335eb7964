// The whole closing in a browser: both people, reminders and all, to its end; by keyboard; without a complaint of axe.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Chat, eventually, nextThing, openPage, picture, startBrowser, startPlayground, violations } from './browser.mjs';

const words = {
  Ann: ['The day the demo finally ran.', 'I asked too late. Next time I ask first.', 'You say what you need now.'],
  Bo: ['When you read my thesis twice.', 'Writing early would have helped me a lot.', 'Leading a small team, I think.'],
};
const draft = 'A first try at it, to be changed.';
const told = { Ann: 0, Bo: 0 };  // how many questions each has answered in words
const longestClosing = 120_000;  // ms from Start to the last word, for whoever tries it for the first time
let service, browser, page, complaints, ann, bo, closingBegan;

before(async () => {
  service = await startPlayground();
  browser = await startBrowser();
  ({ page, complaints } = await openPage(browser, service.address));
  ann = new Chat(page, 'Ann');
  bo = new Chat(page, 'Bo');
});

after(async () => {
  await browser?.close();
  await service?.stop();
});

/// Lets one person answer whatever is asked until nothing is. Returns how many questions there were.
async function answerAll(chat, { keyboard = false } = {}) {
  let answered = 0;
  for (;;) {
    const count = (await chat.said()).length;
    const question = await chat.question();
    if (!question || !question.asks) return answered;
    assert.ok(answered < 20, `${chat.name} is asked without end; the last was: ${question.words}`);
    if (question.option && keyboard) {
      await question.option.focus();
      await page.keyboard.press('Enter');
    } else if (question.option) {
      await question.option.click();
    } else {
      const first = told[chat.name] === 0 && chat.name === 'Ann';
      await chat.write(first ? draft : words[chat.name][told[chat.name] % words[chat.name].length]);
      told[chat.name] += 1;
    }
    answered += 1;
    await eventually(`an answer to ${chat.name}'s answer ${answered}`, async () => (await chat.said()).length > count);
    await settled(chat);
  }
}

/// The bot may say several things after one answer: wait until the window has been still for a moment.
async function settled(chat) {
  let count = -1;
  await eventually('the window to be still', async () => {
    const now = (await chat.said()).length;
    const still = now === count;
    count = now;
    if (!still) await new Promise((resolve) => setTimeout(resolve, 150));
    return still;
  });
}

async function until(what, check, steps = 80) {
  for (let step = 0; step < steps; ++step) {
    if (await check()) return;
    if (await nextThing(page) === 'nothing left') break;
  }
  assert.fail(`${what} never came.\nAnn heard:\n${await ann.text()}\n\nBo heard:\n${await bo.text()}`);
}

test('a fresh page shows both people with their own time, and axe finds nothing', async () => {
  await page.getByRole('heading', { name: 'Waymark playground' }).waitFor();
  assert.match(await ann.root.locator('.local').innerText(), /in Madrid/);
  assert.match(await bo.root.locator('.local').innerText(), /in \S+/);
  assert.deepEqual(await violations(page), []);
});

test('the closing is started with the keyboard and Ann plays her part, sealed from Bo', async () => {
  await page.getByLabel('A conversation to start now').focus();
  await page.keyboard.type('The closing');
  await page.keyboard.press('Tab');
  closingBegan = performance.now();
  await page.keyboard.press('Enter');
  await page.locator('#note').getByText(/^It (has begun|begins)/).waitFor();
  await until('the first question to Ann', async () => (await ann.text()).includes('Would you like to begin?'));
  assert.ok(await answerAll(ann, { keyboard: true }) >= 3);
  await until('the first question to Bo', async () => (await bo.text()).includes('Would you like to begin?'));
  for (const sentence of words.Ann) assert.ok(!(await bo.text()).includes(sentence), 'a sealed answer was shown');
  await picture(page, 'light');
});

test('a silent Bo is reminded kindly, and a button of the clock leads there', async () => {
  await eventually('a button to begin with', async () => (await bo.question())?.option);
  await (await bo.question()).option.click();
  await until('the question of the victories', async () => (await bo.text()).includes('What did you two achieve together?'));
  await until('a reminder', async () => (await bo.text()).includes('No hurry: Ann would love to read'));
  assert.ok(!(await bo.text()).includes(words.Ann[0]));
});

test('a way out stands under a message nobody asked for', async () => {
  const ways = bo.log.locator('.ways summary').last();
  await ways.focus();
  await page.keyboard.press('Enter');
  await bo.log.locator('.ways').last().locator('button').first().waitFor();
  await page.keyboard.press('Enter');
});

test('an answer can be edited while it is sealed', async () => {
  const mine = ann.log.locator('.own').filter({ hasText: draft });
  await mine.getByRole('button', { name: 'Edit' }).focus();
  await page.keyboard.press('Enter');
  const area = ann.log.getByRole('textbox', { name: 'Change your message' });
  await area.fill(words.Ann[0]);
  await page.keyboard.press('Enter');
  await ann.log.locator('.own .bubble').getByText(words.Ann[0]).waitFor();
  await eventually('the mark of an edit', async () => await ann.log.locator('.own .changed').count() > 0);
  await bo.write(words.Bo[0]);
  told.Bo += 1;
  await eventually('what Ann wrote', async () => (await bo.text()).includes(words.Ann[0]));
});

test('both play to the end, and what was sealed is opened to both', async () => {
  for (let round = 0; round < 60; ++round) {
    await answerAll(ann);
    await answerAll(bo);
    const [hers, his] = [await ann.text(), await bo.text()];
    if (hers.includes('You have both looked back and ahead.') && his.includes('You have both looked back and ahead.')) break;
    if (await nextThing(page) === 'nothing left') break;
  }
  assert.match(await ann.text(), /You have both looked back and ahead\./);
  assert.match(await bo.text(), /You have both looked back and ahead\./);
  const took = performance.now() - closingBegan;
  assert.ok(took < longestClosing, `the closing took ${Math.round(took / 1000)} s`);
  assert.ok((await bo.text()).includes(words.Ann[0]), 'Ann\'s victory never reached Bo');
  assert.ok((await ann.text()).includes(words.Bo[0]), 'Bo\'s victory never reached Ann');
  assert.ok(!(await bo.text()).includes(draft), 'the text before the edit was shown');
  assert.ok(await ann.log.locator('.chosen').count() > 0, 'a used button did not turn into the choice');
});

test('the last message can be deleted', async () => {
  await ann.write('thank you all');
  await settled(ann);
  await ann.log.locator('.own').last().getByRole('button', { name: 'Delete' }).click();
  await ann.log.getByText('You deleted this message.').waitFor();
});

test('a person can choose another language', async () => {
  await bo.root.getByLabel('Bo’s language').selectOption('es');
  await bo.write('help');
  await settled(bo);
  const last = bo.log.locator('.bot .bubble').last();
  await eventually('an answer in Spanish', async () => await last.getAttribute('lang') === 'es');
});

test('the page shows the same after a reload', async () => {
  const [hers, his] = [await ann.said(), await bo.said()];
  await page.reload();
  await eventually('all lines', async () => (await ann.said()).length >= hers.length && (await bo.said()).length >= his.length);
  assert.deepEqual(await ann.said(), hers);
  assert.deepEqual(await bo.said(), his);
});

for (const [name, options] of Object.entries({
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  narrow: { colorScheme: 'light', viewport: { width: 390, height: 844 } },
})) {
  test(`axe finds nothing on the page full of talk, ${name}`, async () => {
    const opened = await openPage(browser, service.address, options);
    await eventually('the talk', async () => await opened.page.locator('.bot').count() > 5);
    assert.deepEqual(await violations(opened.page), []);
    assert.ok(await opened.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'it scrolls sideways');
    await picture(opened.page, name);
    await opened.page.context().close();
  });
}

test('the browser had nothing to complain about, and asked no other host', () => {
  assert.deepEqual(complaints, []);
});

test('it ends when it is told to', async () => {
  await browser.close();
  browser = undefined;
  assert.equal(await service.stop(), 0);
  service = undefined;
});
