// A card in a page of a real browser, drawn by Microsoft's own renderer with markdown-it, roughly as Teams draws it.
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const sources = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../../..');
const artefacts = process.env.WAYMARK_ARTEFACTS ?? path.join(sources, 'build/artefacts');
const folder = (name) => path.dirname(require.resolve(`${name}/package.json`));

const looks = `
  header { position: absolute; clip-path: inset(50%); }
  body { margin: 0; padding: 16px; background: #f5f5f5; font: 14px "Segoe UI", "DejaVu Sans", sans-serif; color: #242424; }
  main { width: 560px; background: #fff; border-radius: 8px; box-shadow: 0 1px 4px #0003; }
  .bubble { padding: 12px 16px; white-space: pre-wrap; border-bottom: 8px solid #f5f5f5; }
  button { font: inherit; padding: 5px 12px; border-radius: 4px; border: 1px solid #c7c7c7; background: #fff; cursor: pointer; }
  button.style-positive { background: #5b5fc7; color: #fff; border-color: #5b5fc7; }
  input:not([type=radio], [type=checkbox]), select, textarea { font: inherit; padding: 5px 8px; border: 1px solid #8a8a8a; border-radius: 4px; box-sizing: border-box; }
  textarea { min-height: 120px; }
  .ac-textBlock p { margin: 0; }
  :focus-visible { outline: 2px solid #5b5fc7; outline-offset: 1px; }`;

/// Teams' measures, as far as they matter to where things stand.
const host = {
  choiceSetInputValueSeparator: ',', supportsInteractivity: true,
  fontFamily: '"Segoe UI", "DejaVu Sans", sans-serif',
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: '#EEEEEE' },
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 200, default: 400, bolder: 600 },
  containerStyles: { default: { foregroundColors: {
    default: { default: '#242424', subtle: '#616161' }, accent: { default: '#5b5fc7', subtle: '#5b5fc7' },
    attention: { default: '#b10e1c', subtle: '#b10e1c' } } } },
  inputs: {
    label: { inputSpacing: 'small', requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' }, optionalInputs: { weight: 'bolder' } },
    errorMessage: { color: 'attention', spacing: 'small' } },
  actions: { maxActions: 6, spacing: 'default', buttonSpacing: 8, actionsOrientation: 'horizontal', actionAlignment: 'left',
    showCard: { actionMode: 'inline', inlineTopMargin: 16 } },
};

export async function openRenderer(browser) {
  const context = await browser.newContext({ viewport: { width: 600, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()); });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => complaints.push(`asks for ${request.url()}`));
  await page.setContent('<!doctype html><html lang="en"><head><title>Cards</title></head><body><header><h1>Cards</h1></header><main></main></body></html>');
  await page.addStyleTag({ content: await readFile(path.join(folder('adaptivecards'), 'dist/adaptivecards.css'), 'utf8') });
  await page.addStyleTag({ content: looks });
  for (const file of [path.join(folder('markdown-it'), 'dist/markdown-it.min.js'), path.join(folder('adaptivecards'), 'dist/adaptivecards.js')])
    await page.addScriptTag({ content: await readFile(file, 'utf8') });
  await page.evaluate((settings) => {
    window.host = new AdaptiveCards.HostConfig(settings);
    window.markdown = window.markdownit({ linkify: true });
    window.markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
    AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
      result.outputHtml = window.markdown.render(text);
      result.didProcess = true;
    };
  }, host);
  return { page, complaints };
}

/// Draws plain messages above and the card below. Returns what the renderer has to say against the card.
export async function draw(page, card, { bubbles = [], language = 'en' } = {}) {
  return page.evaluate(({ json, texts, lang }) => {
    const main = document.querySelector('main');
    document.documentElement.lang = lang;
    main.replaceChildren(...texts.map((text) => Object.assign(document.createElement('div'), { className: 'bubble', textContent: text })));
    window.pressed = [];
    const made = new AdaptiveCards.AdaptiveCard();
    made.hostConfig = window.host;
    made.onExecuteAction = (action) => window.pressed.push({ type: action.getJsonTypeName(), title: action.title, data: action.data });
    const context = new AdaptiveCards.SerializationContext();
    AdaptiveCards.CardElement.langProperty.regEx.lastIndex = 0; // else the renderer refuses every second language it reads
    made.parse(json, context);
    const words = (one) => `${one.event ?? one.type}: ${one.message ?? ''}`;
    const against = [];
    for (let i = 0; i < context.eventCount; ++i) against.push(words(context.getEventAt(i)));
    against.push(...made.validateProperties().validationEvents.map(words));
    main.append(made.render());
    return against;
  }, { json: card, texts: bubbles, lang: language });
}

/// Names in the card that the renderer does not know for its version: they would be silently left out.
export async function unknownNames(page, card) {
  return page.evaluate((json) => {
    const { AdaptiveCard, GlobalRegistry, TextRun, Version, Versions } = AdaptiveCards;
    const version = Version.parse(json.version, new AdaptiveCards.SerializationContext());
    const made = (type) => {
      if (type === 'AdaptiveCard') return new AdaptiveCard();
      if (type === 'TextRun') return new TextRun();
      return GlobalRegistry.elements.createInstance(type, Versions.latest) ?? GlobalRegistry.actions.createInstance(type, Versions.latest);
    };
    const parts = ['type', 'body', 'actions', 'inlines', 'items', 'columns', 'fallback']; // read by the elements themselves
    const out = [];
    const look = (value, where) => {
      if (Array.isArray(value)) return value.forEach((one, i) => look(one, `${where}[${i}]`));
      if (value === null || typeof value !== 'object') return undefined;
      const known = new Map();
      if (value.type) {
        const one = made(value.type);
        if (!one) return out.push(`${where}: no element "${value.type}"`);
        const schema = one.getSchema();
        for (let i = 0; i < schema.getCount(); ++i) known.set(schema.getItemAt(i).name, schema.getItemAt(i).targetVersion);
      }
      for (const [key, inner] of Object.entries(value)) {
        // Teams' own, and what is no part of the card: our data.
        if (['msteams', 'data', 'choices.data', '$schema'].includes(key)) continue;
        const since = known.get(key);
        if (value.type && !parts.includes(key) && (!since || since.compareTo(version) > 0)) out.push(`${where}.${key} is not of ${json.version}`);
        look(inner, `${where}.${key}`);
      }
      return undefined;
    };
    look(json, 'card');
    return out;
  }, card);
}

/// What of a text becomes markup when a client reads it as Markdown.
export async function markupIn(page, texts) {
  return page.evaluate((all) => all.flatMap((text) => {
    const made = document.createElement('div');
    made.innerHTML = window.markdown.render(text);
    return [...made.querySelectorAll('a, img, b, strong, i, em, s, code, pre, blockquote, h1, h2, h3, hr, table, at')].map((one) => one.outerHTML);
  }), texts);
}

export const pressed = (page) => page.evaluate(() => window.pressed.splice(0));

export async function picture(page, name) {
  await mkdir(path.join(artefacts, 'cards'), { recursive: true });
  await page.locator('main').screenshot({ path: path.join(artefacts, 'cards', `${name}.png`) });
}
