// The real binary and a real browser, and a person's view of the two chat windows.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const sources = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../../..');
const binary = process.env.WAYMARK_BINARY ?? path.join(sources, 'build/release/bot/waymark');
const artefacts = process.env.WAYMARK_ARTEFACTS ?? path.join(sources, 'build/artefacts');
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

/// Starts the program on an empty database and a port of its own choice, with further options.
export async function startPlayground(...options) {
  const folder = await mkdtemp(path.join(tmpdir(), 'waymark-playground-'));
  const child = spawn(binary, ['playground', '--db', path.join(folder, 'waymark.db'), '--port', '0', ...options],
    { cwd: sources, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const address = await new Promise((resolve, reject) => {
    const look = (chunk) => {
      output += chunk;
      const found = output.match(/http:\/\/[^\s"]+\/playground/);
      if (found) resolve(found[0]);
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.on('exit', (code) => reject(new Error(`it ended with ${code} before it named an address:\n${output}`)));
    child.on('error', reject);
  });
  const stop = async () => {
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.kill('SIGTERM');
    const code = await ended;
    await rm(folder, { recursive: true, force: true });
    return code;
  };
  return { address, stop, output: () => output };
}

export async function startBrowser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags });
}

/// Opens the page; every complaint of the browser's console and every request to another host is kept in `complaints`.
export async function openPage(browser, address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => { if (!request.url().startsWith(new URL(address).origin)) complaints.push(request.url()); });
  await page.goto(address);
  await page.locator('.chat').nth(1).waitFor();
  return { page, complaints };
}

/// One person's window.
export class Chat {
  constructor(page, name) {
    this.page = page;
    this.name = name;
    this.root = page.getByRole('region', { name, exact: true });
    this.log = this.root.getByRole('log');
    this.input = this.root.getByRole('textbox', { name: `Write as ${name}` });
  }
  said() { return this.log.locator('.bot .bubble').allInnerTexts(); }
  async text() { return (await this.said()).join('\n'); }
  /// The last message of the bot, and whether it waits for an answer.
  async question() {
    const last = this.log.locator('.bot').last();
    if (await last.count() === 0) return null;
    const words = await last.locator('.bubble').innerText();
    const option = last.locator('fieldset.ask button').first();
    return { words, option: await option.count() ? option : null, asks: words.includes('?') };
  }
  /// Types with the keyboard only, beginning wherever the focus is put by the label.
  async write(text) {
    await this.input.focus();
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Enter');
    await this.log.locator('.own').last().getByText(text).waitFor();
  }
}

/// Until `check` gives something true, or an error naming `what`.
export async function eventually(what, check, patience = 10000) {
  const until = Date.now() + patience;
  for (;;) {
    const found = await check();
    if (found) return found;
    if (Date.now() > until) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

/// Presses "to the next thing that happens" and waits until the clock stands again. False when nothing is left.
export async function nextThing(page) {
  const before = await page.locator('#clock-time').getAttribute('datetime');
  await page.locator('#note').evaluate((note) => { note.textContent = ''; });
  await page.getByRole('button', { name: 'To the next thing that happens' }).click();
  return eventually('the clock to move', async () => {
    const moving = await page.locator('[data-clock="next"]').getAttribute('aria-disabled');
    if (moving === 'true') return false;
    const now = await page.locator('#clock-time').getAttribute('datetime');
    if (now !== before) return 'moved';
    return (await page.locator('#note').innerText()) ? 'nothing left' : false;
  });
}

/// What axe-core finds wrong on the page once everything that fades in has done so.
export async function violations(page) {
  await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished)));
  await page.evaluate(await readFile(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const found = await page.evaluate(() => window.axe.run());
  return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ').slice(0, 400)}`);
}

export async function picture(page, name) {
  await mkdir(artefacts, { recursive: true });
  await page.screenshot({ path: path.join(artefacts, `playground-${name}.png`), fullPage: name === 'narrow' });
}
