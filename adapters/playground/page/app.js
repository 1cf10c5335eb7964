// The playground's page: two chat windows, what the programme's contact is told, and a clock. It shows what the server
// says happened, in the order it happened, and posts what the two people do; it decides nothing itself.
import { $, button, cityOf, make } from '/playground/parts.js';
import { openYears } from '/playground/year.js';

const chats = new Map(); // user -> { person, root, log, input, lines, day }
let now = 0;
let zone = 'UTC';
let run = null; // the server's run, so that a restart is noticed
let saidBefore = 0; // lines up to this number are shown once more: their notes are old
let contact = null; // the programme's human: { person, root, log, lines, day }

const newId = () => crypto.randomUUID();

function say(text, wrong = false) {
  const note = $('#note');
  note.textContent = text;
  note.classList.toggle('wrong', wrong);
}

async function post(action, body) {
  const request = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  for (let attempt = 1; ; ++attempt) {
    try {
      const answer = await fetch('/playground/' + action, request);
      if (answer.ok) return true;
      if (answer.status !== 503 || attempt === 3) {
        const reason = await answer.json().catch(() => ({}));
        say(reason.error || 'Waymark could not keep this just now. Nothing was lost; please try again.', true);
        return false;
      }
    } catch {
      if (attempt === 3) {
        say('Waymark does not answer. Is it still running in the terminal?', true);
        return false;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 300 * attempt)); // the same id again: it is kept once
  }
}

// ---- time
const timeText = (at, where, options) => new Intl.DateTimeFormat('en-GB', { timeZone: where, ...options }).format(at);
const moment = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' };
const dayText = (at, where) => timeText(at, where, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

function showClock(at, moving = false) {
  now = at;
  $('#clock-time').textContent = timeText(at, zone, { ...moment, year: 'numeric' });
  $('#clock-time').dateTime = new Date(at).toISOString();
  for (const press of document.querySelectorAll('[data-clock]')) press.setAttribute('aria-disabled', String(moving));
  for (const { root, person } of chats.values()) {
    $('.local', root).textContent = timeText(at, person.zone, moment) + ' in ' + cityOf(person.zone);
    $('.local', root).dateTime = new Date(at).toISOString();
  }
}

// ---- lines
function append(chat, element) {
  $('.empty', chat.log)?.remove();
  chat.log.append(element);
  chat.log.scrollTop = chat.log.scrollHeight;
}

function startDay(chat, at) {
  const day = dayText(at, chat.person.zone);
  if (chat.day !== day) append(chat, make('p', 'day', day));
  chat.day = day;
}

function metaOf(chat, at, who) {
  const meta = make('div', 'meta');
  const time = make('time', '', timeText(at, chat.person.zone, { hour: '2-digit', minute: '2-digit' }));
  time.dateTime = new Date(at).toISOString();
  meta.append(make('span', 'unseen', who + ', '), time);
  return meta;
}

function showBot(chat, line) {
  startDay(chat, line.at);
  const element = make('div', 'line bot');
  const bubble = make('div', 'bubble');
  bubble.lang = line.language || 'en';
  bubble.textContent = line.text;
  element.append(bubble);
  if (line.file) element.append(Object.assign(make('a', '', line.file.name), { download: line.file.name, href: line.file.url }));
  if (line.ask) element.append(askOf(chat, line, line.ask));
  if (line.ways_out) element.append(waysOf(chat, line));
  element.append(metaOf(chat, line.at, 'Waymark'));
  chat.lines.set(line.id, element);
  append(chat, element);
}

function showOwn(chat, line) {
  startDay(chat, line.at);
  for (const old of chat.log.querySelectorAll('.own .meta button')) old.remove();
  const element = make('div', 'line own');
  element.append(make('div', 'bubble', line.text), metaOf(chat, line.at, 'You'));
  $('.meta', element).append(
    button('', 'Edit', () => rewrite(chat, line.id)),
    button('', 'Delete', async () => {
      const done = await post('edit', { person: chat.person.user, id: newId(), message: line.id, text: '' });
      const at = document.activeElement; // whoever has gone on to somewhere else is left there
      if (done && (at === document.body || element.contains(at))) chat.input.focus();
    }));
  chat.lines.set(line.id, element);
  append(chat, element);
}

function changeOwn(chat, line) {
  const element = chat.lines.get(line.id);
  if (!element) return;
  const gone = line.is === 'deleted';
  $('.bubble', element).textContent = gone ? 'You deleted this message.' : line.text;
  element.classList.toggle('gone', gone);
  if (gone) for (const old of element.querySelectorAll('.meta button')) old.remove();
  if (!gone && !$('.changed', element)) $('.meta', element).prepend(make('span', 'changed', 'edited'));
}

function rewrite(chat, id) {
  const element = chat.lines.get(id);
  if ($('.rewrite', element)) return;
  const bubble = $('.bubble', element);
  const form = make('form', 'rewrite');
  const area = make('textarea');
  area.value = bubble.textContent;
  area.setAttribute('aria-label', 'Change your message');
  const close = () => { form.remove(); bubble.hidden = false; $('.meta button', element)?.focus(); };
  const save = make('button', 'main', 'Save');
  form.append(area, button('', 'Cancel', close), save);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const text = area.value.trim();
    if (text && await post('edit', { person: chat.person.user, id: newId(), message: id, text })) close();
  });
  area.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
    if (event.key === 'Enter' && !event.shiftKey) { event.preventDefault(); form.requestSubmit(); }
  });
  bubble.hidden = true;
  bubble.after(form);
  area.focus();
}

function settle(chat, line) {
  const element = chat.lines.get(line.id);
  const ask = element && ($('fieldset.ask', element) || $('.ways', element) || $('.chosen', element));
  if (!ask) return;
  const chosen = make('p', 'chosen', line.is_choice === false ? '' : 'Chosen: ');
  chosen.append(make('b', '', line.chosen));
  const hadFocus = ask.contains(document.activeElement);
  ask.replaceWith(chosen);
  if (hadFocus) chat.input.focus();
}

// ---- things to press and pick
async function choose(chat, line, control, values, within) {
  if (within.getAttribute('aria-busy') === 'true') return;
  within.setAttribute('aria-busy', 'true');
  const body = { person: chat.person.user, id: newId(), message: line.id, control: control.id, values };
  await post('choose', body);
  within.removeAttribute('aria-busy');
}

const optionButtons = (chat, line, control, within) => control.options.map((option) =>
  button('option', option.label, () => choose(chat, line, control, [option.value], within)));

function askOf(chat, line, control) {
  const set = make('fieldset', 'ask');
  set.append(make('legend', 'unseen', control.label || 'Your answer'));
  const done = (values) => button('main', 'Choose', () => {
    const picked = values();
    if (picked.length) choose(chat, line, control, picked, set);
    else say('Please pick something first.');
  });
  if (control.shape === 'buttons') {
    if (control.options.every((option) => option.label.length < 3)) set.classList.add('scale');
    set.append(...optionButtons(chat, line, control, set));
  } else if (control.shape === 'select') {
    const pick = make('select');
    pick.setAttribute('aria-label', control.label || 'Your answer');
    pick.append(new Option('Choose …', ''), ...control.options.map((option) => new Option(option.label, option.value)));
    set.append(pick, done(() => pick.value ? [pick.value] : []));
  } else if (control.shape === 'several') {
    for (const option of control.options) {
      const label = make('label', 'tick');
      const box = make('input');
      box.type = 'checkbox';
      box.value = option.value;
      label.append(box, option.label);
      set.append(label);
    }
    const ticked = () => [...set.querySelectorAll('input:checked')];
    set.addEventListener('change', (event) => {
      if (ticked().length <= control.at_most) return;
      event.target.checked = false;
      say(`You can pick up to ${control.at_most}.`);
    });
    set.append(done(() => ticked().map((box) => box.value)));
  } else if (control.shape === 'long_text') {
    set.append(...optionButtons(chat, line, control, set)); // the answer itself is written below, as anything is
    set.hidden = !control.options.length;
  } else {
    const field = make('input');
    field.type = { date: 'date', number: 'number' }[control.shape] || 'text';
    if (control.shape === 'number') Object.assign(field, { min: control.least ?? '', max: control.most ?? '', step: 'any' });
    field.setAttribute('aria-label', control.label || 'Your answer');
    if (control.shape === 'date') field.value = new Date(now).toLocaleDateString('en-CA', { timeZone: chat.person.zone });
    set.append(field, done(() => field.value ? [field.value] : []), ...optionButtons(chat, line, control, set));
  }
  return set;
}

function waysOf(chat, line) {
  const ways = make('details', 'ways');
  const set = make('fieldset');
  set.append(make('legend', 'unseen', line.ways_out.label));
  set.append(...optionButtons(chat, line, line.ways_out, set));
  ways.append(make('summary', '', line.ways_out.label), set);
  ways.addEventListener('toggle', () => { if (ways.open) ways.scrollIntoView({ block: 'nearest' }); });
  return ways;
}

// ---- the two windows
function openChat(person, languages) {
  const root = $('#chat').content.cloneNode(true).firstElementChild;
  const chat = { person, root, log: $('.log', root), input: $('textarea', root), lines: new Map(), day: '' };
  const name = 'chat-' + person.user;
  $('h2', root).textContent = person.name;
  $('h2', root).id = name;
  root.setAttribute('aria-labelledby', name);
  $('.role', root).textContent = person.role;
  $('.face', root).textContent = person.name.slice(0, 1);
  chat.log.setAttribute('aria-label', `${person.name}’s conversation with Waymark`);
  chat.input.id = 'say-' + person.user;
  $('.composer label', root).htmlFor = chat.input.id;
  $('.composer label', root).textContent = `Write as ${person.name}`;
  $('.language .unseen', root).textContent = `${person.name}’s language`;
  const names = new Intl.DisplayNames('en', { type: 'language' });
  const pick = $('.language select', root);
  pick.append(...languages.map((code) => new Option(names.of(code), code)));
  pick.value = languages.find((code) => person.language === code) || languages[0];
  pick.addEventListener('change', () => post('person', { person: person.user, id: newId(), language: pick.value }));
  $('.composer', root).addEventListener('submit', async (event) => {
    event.preventDefault();
    const text = chat.input.value.trim();
    if (!text) return;
    chat.input.value = '';
    say('');
    if (!await post('say', { person: person.user, id: newId(), text })) chat.input.value = text;
  });
  chat.input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      $('.composer', root).requestSubmit();
    }
  });
  chats.set(person.user, chat);
  $('#chats').append(root);
}

function openContact(person) {
  const root = $('#contact').content.cloneNode(true).firstElementChild;
  $('h2', root).textContent = `${person.name}, the programme’s contact`;
  contact = { person, root, log: $('.log', root), lines: new Map(), day: '' };
  $('#chats').append(root);
}

function forget() {
  for (const chat of chats.values()) {
    chat.lines.clear();
    chat.day = '';
    chat.log.replaceChildren(make('p', 'empty', 'Nothing has been said yet. Start a conversation above, or move the clock.'));
  }
  if (!contact) return;
  contact.root.hidden = true;
  contact.day = '';
  contact.log.replaceChildren();
}

function show(line, again) {
  if (line.is === 'clock') {
    showClock(line.now, line.moving);
    if (line.note && !again) say(line.note);
    return;
  }
  if (contact && line.person === contact.person.user) {
    contact.root.hidden = false;
    showBot(contact, line);
    if (!again) say(`${contact.person.name} has been told something.`);
    return;
  }
  const chat = chats.get(line.person);
  if (!chat) return;
  if (line.is === 'bot') showBot(chat, line);
  else if (line.is === 'own') showOwn(chat, line);
  else if (line.is === 'settled') settle(chat, line);
  else changeOwn(chat, line);
}

function listen() {
  const stream = new EventSource('/playground/lines');
  stream.addEventListener('again', (event) => {
    const came = event.lastEventId.split('.')[0];
    if (run !== null && run !== came) location.reload(); // the program was started anew
    run = came;
    saidBefore = Number(event.data);
    forget();
  });
  stream.addEventListener('message', (event) => {
    show(JSON.parse(event.data), Number(event.lastEventId.split('.')[1]) <= saidBefore);
  });
  stream.addEventListener('error', () => {
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
  });
}

async function open() {
  const setup = await (await fetch('/playground/setup')).json();
  $('#programme').textContent = setup.programme;
  zone = setup.people[0]?.zone || 'UTC';
  $('#clock-zone').textContent = 'the clock, as ' + (setup.people[0]?.name || 'UTC') + ' reads it';
  for (const flow of setup.flows) $('#flow').append(new Option(flow.title, flow.name));
  for (const person of setup.people) openChat(person, setup.languages);
  if (setup.contact) openContact(setup.contact);
  if (setup.years) openYears();
  forget();
  showClock(setup.now);
  for (const press of document.querySelectorAll('[data-clock]')) {
    press.addEventListener('click', () => {
      if (press.getAttribute('aria-disabled') === 'true') return;
      say('');
      post('clock', { by: press.dataset.clock });
    });
  }
  $('#start').addEventListener('submit', (event) => {
    event.preventDefault();
    say('');
    post('start', { flow: $('#flow').value });
  });
  listen();
}

open().catch(() => say('Waymark does not answer. Is it still running in the terminal?', true));
