// What a visitor could miss: that the programme's contact is told something, and what the notes beside the clock say.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Chat, eventually, nextThing, openPage, startBrowser, startPlayground, violations } from './browser.mjs';

let service, browser, page, complaints, bo;
const note = () => page.locator('#note').innerText();
const start = () => page.getByRole('button', { name: 'Start' }).click();

before(async () => {
  service = await startPlayground();
  browser = await startBrowser();
  ({ page, complaints } = await openPage(browser, service.address, { viewport: { width: 1280, height: 800 } }));
  bo = new Chat(page, 'Bo');
});

after(async () => {
  await browser?.close();
  await service?.stop();
});

test('a conversation that is under way is not announced once more', async () => {
  await page.getByLabel('A conversation to start now').selectOption({ label: 'It has gone quiet' });
  await start();
  await eventually('a note', note);
  assert.match(await note(), /^It (has begun|begins)/);
  await start();
  await eventually('another note', async () => (await note()).startsWith('It is under way already.'));
});

test('the ways to hear less are all in sight when they are opened', async () => {
  for (let i = 0; i < 20 && !(await bo.text()).includes('What would help now?'); ++i) await nextThing(page);
  await bo.log.locator('.ways summary').last().click();
  await eventually('the last of the buttons', async () => {
    const [button, log] = [await bo.log.locator('.ways button').last().boundingBox(), await bo.log.boundingBox()];
    return button && button.y + button.height <= log.y + log.height;
  });
});

test('what the contact is told is shown beside the two, and only then', async () => {
  const contact = page.getByRole('region', { name: 'Maria, the programme’s contact' });
  assert.equal(await contact.count(), 0);
  await bo.write('A word with a person');
  await contact.getByText('Bo would like a word with you').waitFor();
  assert.equal(await note(), 'Maria has been told something.');
  for (const viewport of [{ width: 1280, height: 800 }, { width: 390, height: 844 }]) {
    await page.setViewportSize(viewport);
    assert.deepEqual(await violations(page), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'it scrolls sideways');
  }
});

test('a page that is opened anew repeats what was said, and none of the old notes', async () => {
  await page.reload();
  await page.getByRole('region', { name: 'Maria, the programme’s contact' }).waitFor();
  assert.equal(await note(), '');
  assert.deepEqual(complaints, []);
});
