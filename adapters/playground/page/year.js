// "A year": the pairs of a rehearsed programme, and the year of one of them, step by step. Everything that is shown comes
// from the doors /playground/years and /playground/year; nothing is sent.
import { $, button, cityOf, make } from '/playground/parts.js';

const minute = 60_000;
const day = 24 * 60 * minute;
const roles = ['mentor', 'mentee'];
const columns = {}; // role -> { root, log }
let years = null; // what the list says
let year = null; // the pair whose year is open
let shown = 0; // so many of its lines are in sight
let now = 0; // and the year stands there, in ms

// ---- time. A wall clock is a time of somebody's own, written as if it were UTC.
const words = (options) => {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options });
  return (wall) => format.format(wall);
};
const dayWords = words({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const dateWords = words({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
const shortDay = words({ day: 'numeric', month: 'short' });
const timeWords = words({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

function wallClock(zone) {
  const fields = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' };
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...fields });
  return (at) => {
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
  };
}
const dayOf = (at) => Math.floor(year.wall(at) / day);
const wallOf = (line) => line.at + line.offset * minute;
/// The last moment of a day, counted from the first of the year.
function endOfDay(number) {
  const at = years.from + number * day;
  return at + day - (year.wall(at) % day) - 1;
}

// ---- words
const capital = (name) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');
const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;
const personaOf = (person) => years.personas.find((one) => one.id === person.persona);
const early = 'Ended early';
const withReason = (name, reason) => (reason ? `${name}: ${reason}` : name);
const endWords = (pair) => (pair.ended_early === null ? capital(pair.stage ?? 'not_begun') : withReason(early, pair.ended_early));

function aboutWords(line) {
  const about = (line.about ?? []).map((one) => one.title + (one.reminder ? ', a reminder' : ''));
  return ['Unasked', ...new Set(about)].join(' · ');
}

// ---- the list
function cardOf(pair) {
  const card = Object.assign(make('a', 'card'), { href: `#year/${pair.pair}` });
  const people = roles.map((role) => {
    const line = make('span', 'persona', `${pair[role].name}, ${role}: ${personaOf(pair[role]).name.toLowerCase()} · `);
    line.append(make('span', 'count', count(pair.messages[role], 'message', 'messages')));
    return line;
  });
  const end = make('span', pair.ended_early === null ? 'end' : 'end early');
  end.append(make('span', 'unseen', 'At the end: '), endWords(pair));
  card.append(make('b', '', `${pair.mentor.name} and ${pair.mentee.name}`), ...people, end);
  const item = make('li');
  item.append(card);
  return item;
}

function showCards() {
  const chosen = $('#persona').value;
  const pairs = years.pairs.filter((pair) => !chosen || roles.some((role) => pair[role].persona === chosen));
  $('#habit').textContent = chosen ? years.personas.find((one) => one.id === chosen).in_words : '';
  $('#cards').replaceChildren(...pairs.map(cardOf));
}

async function loadList() {
  if (years) return;
  years = await (await fetch('/playground/years')).json();
  $('#list-intro').textContent = `${count(years.pairs.length, 'pair', 'pairs')} of made-up people, ${dateWords(years.from)} to `
    + `${dateWords(years.until - day)}. Nobody was written to. The label says where a pair stood at the end.`;
  const playedBy = (id) => years.pairs.filter((pair) => roles.some((role) => pair[role].persona === id)).length;
  $('#persona').append(new Option('Everybody', ''),
    ...years.personas.map((one) => new Option(`${one.name} (${count(playedBy(one.id), 'pair', 'pairs')})`, one.id)));
  $('#persona').addEventListener('change', showCards);
  showCards();
}

// ---- one year
function showColumn(role) {
  const person = year[role];
  const root = $('#year-chat').content.cloneNode(true).firstElementChild;
  root.dataset.role = role;
  $('h3', root).textContent = person.name;
  $('h3', root).id = `year-${role}`;
  root.setAttribute('aria-labelledby', `year-${role}`);
  $('.face', root).textContent = person.name.slice(0, 1);
  $('.who p', root).textContent = `${role} · ${cityOf(person.zone)}`;
  $('.habit', root).textContent = `${personaOf(person).name}. ${personaOf(person).in_words}`;
  columns[role] = { root, log: $('.log', root) };
  columns[role].log.setAttribute('aria-label', `What ${person.name} saw until then`);
  $('#columns').append(root);
  const whose = button('', person.name, () => showOnly(role));
  whose.dataset.role = role;
  $('#whose').append(whose);
}

/// On a narrow screen there is room for one of the two.
function showOnly(role) {
  $('#columns').dataset.shown = role;
  for (const one of $('#whose').children) one.setAttribute('aria-pressed', String(one.dataset.role === role));
}

function showStages() {
  const marks = year.stages.map(({ at, stage }) => ({ at, name: capital(stage) }));
  if (year.ended_early) marks.push({ ...year.ended_early, name: early });
  year.marks = marks.sort((one, other) => one.at - other.at);
  const whole = Number($('#when').max) || 1;
  $('#ticks').replaceChildren(...marks.map(({ at }) => {
    const tick = make('span');
    tick.style.left = `${(100 * (dayOf(at) - year.first)) / whole}%`;
    return tick;
  }));
  $('#stages').replaceChildren(...marks.map(({ at, name }) => {
    const item = make('li');
    item.append(button('', `${name} · ${shortDay(year.wall(at))}`, () => goTo(linesUntil(at), at)));
    return item;
  }));
}

/// After how many lines one can stop. Buttons change together with what was pressed: that is one step.
function stopsOf(lines) {
  const stops = [0];
  lines.forEach((line, i) => {
    if (line.is === 'changed_buttons') stops.pop();
    stops.push(i + 1);
  });
  return stops;
}

async function openPair(id) {
  year = await (await fetch(`/playground/year?pair=${encodeURIComponent(id)}`)).json();
  year.wall = wallClock(year.mentor.zone);
  year.first = dayOf(years.from);
  year.stops = stopsOf(year.lines);
  $('#when').max = Math.max(dayOf(years.until - 1), dayOf(year.lines.at(-1)?.at ?? 0)) - year.first;
  $('#pair-title').textContent = `${year.mentor.name} and ${year.mentee.name}`;
  $('#today-where').textContent = `in ${cityOf(year.mentor.zone)}`;
  $('#columns').replaceChildren();
  $('#whose').replaceChildren();
  roles.forEach(showColumn);
  showOnly('mentor');
  showStages();
  $('#pair-list').hidden = true;
  $('#pair-year').hidden = false;
  goTo(0, years.from);
  $('#pair-title').focus();
}

function closePair() {
  const id = year.pair;
  year = null;
  $('#pair-list').hidden = false;
  $('#pair-year').hidden = true;
  $(`[href="#year/${id}"]`, $('#cards'))?.focus();
}

// ---- lines
function metaOf(line, who) {
  const meta = make('div', 'meta');
  const time = make('time', '', timeWords(wallOf(line)));
  time.dateTime = new Date(line.at).toISOString();
  meta.append(make('span', 'unseen', who + ', '), time);
  return meta;
}

const bubbleOf = (line) => Object.assign(make('div', 'bubble', line.text), { lang: year[line.person].language });

function botLine(line) {
  const element = make('div', `line bot ${line.is}`);
  if (line.is !== 'reply') element.append(make('p', 'why', aboutWords(line)));
  element.append(bubbleOf(line));
  if (line.choices) {
    const set = make('fieldset', 'ask');
    set.append(make('legend', 'unseen', 'What could be pressed'));
    if (line.choices.every((choice) => choice.length < 3)) set.classList.add('scale');
    for (const choice of line.choices) set.append(Object.assign(button('option', choice), { disabled: true, lang: year[line.person].language }));
    element.append(set);
  }
  element.append(metaOf(line, 'Waymark'));
  return element;
}

function ownLine(line) {
  if (line.is === 'noticed') return make('p', 'day', `${year[line.person].name} ${line.text}, ${timeWords(wallOf(line))}`);
  const element = make('div', `line own ${line.is}`);
  element.append(bubbleOf(line), metaOf(line, line.is === 'pressed' ? 'Pressed' : 'Wrote'));
  return element;
}

function settle(element, chosen) {
  const choice = make('p', 'chosen', '');
  choice.append(make('b', '', chosen));
  const earlier = $('fieldset, .chosen', element);
  if (earlier) earlier.replaceWith(choice);
  else $('.meta', element).before(choice);
}

/// What one of the two has seen and done until now, in its order.
function linesOf(role) {
  const out = [];
  const places = new Map();
  let today = '';
  year.lines.slice(0, shown).forEach((line, place) => {
    if (line.person !== role) return;
    if (line.is === 'changed_buttons') {
      if (places.has(line.changes)) settle(places.get(line.changes), line.text);
      return;
    }
    if (today !== dayWords(wallOf(line))) out.push(make('p', 'day', (today = dayWords(wallOf(line)))));
    const element = ['wrote', 'pressed', 'noticed'].includes(line.is) ? ownLine(line) : botLine(line);
    element.dataset.place = place;
    places.set(place, element);
    out.push(element);
  });
  return out.length ? out : [make('p', 'empty', 'Nothing yet.')];
}

// ---- stepping
const linesUntil = (at) => year.lines.filter((line) => line.at <= at).length;
/// The line that was shown last, without what only changed buttons.
const newest = () => year.lines.slice(0, shown).findLast((line) => line.is !== 'changed_buttons');

function goTo(lines, at) {
  shown = lines;
  now = at;
  const last = newest();
  for (const role of roles) {
    const { log } = columns[role];
    log.replaceChildren(...linesOf(role));
    if (last) $(`[data-place="${year.lines.indexOf(last)}"]`, log)?.classList.add('newest');
    log.scrollTop = log.scrollHeight;
  }
  const current = year.marks.findLast((mark) => mark.at <= now);
  $('#stage').textContent = current ? withReason(current.name, current.reason) : 'Not begun';
  [...$('#stages').children].forEach((item, i) => {
    item.firstElementChild.setAttribute('aria-current', String(year.marks[i] === current));
    if (year.marks[i] === current) $('#stages').scrollLeft = item.offsetLeft - $('#stages').offsetLeft;
  });
  $('#today').textContent = dateWords(year.wall(now));
  $('#today').dateTime = new Date(now).toISOString();
  $('#when').value = dayOf(now) - year.first;
  $('#when').setAttribute('aria-valuetext', `${$('#today').textContent}, ${$('#stage').textContent}`);
  $('#back').setAttribute('aria-disabled', String(shown === 0));
  for (const id of ['#next', '#next-day']) $(id).setAttribute('aria-disabled', String(shown === year.lines.length));
  const step = year.stops.indexOf(shown);
  $('#step').textContent = `${step} of ${year.stops.length - 1}`;
}

/// Goes to what is between two steps, and shows whose it is.
function stepTo(lines) {
  goTo(lines, lines ? year.lines[lines - 1].at : years.from);
  const last = newest();
  if (!last) return;
  showOnly(last.person);
  const to = ['wrote', 'pressed', 'noticed'].includes(last.is) ? last.is : last.is === 'reply' ? 'got a reply' : 'got unasked';
  $('#step').append(make('span', 'unseen', `. ${year[last.person].name} ${to}: ${last.text}`));
}

function next() {
  const stop = year.stops.find((one) => one > shown);
  if (stop !== undefined) stepTo(stop);
}

function back() {
  const stop = year.stops.findLast((one) => one < shown);
  if (stop !== undefined) stepTo(stop);
}

function nextDay() {
  const first = year.lines[shown === 0 ? 0 : year.lines.findIndex((line) => dayOf(line.at) > dayOf(now))];
  if (first) stepTo(linesUntil(endOfDay(dayOf(first.at) - year.first)));
  else if (shown < year.lines.length) stepTo(year.lines.length);
}

function slide() {
  const at = endOfDay(Number($('#when').value));
  goTo(linesUntil(at), at);
}

function press(event) {
  if (!year || $('#year').hidden || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.target.closest('select, textarea')) return;
  if (event.key === 'ArrowRight') (event.shiftKey ? nextDay : next)();
  else if (event.key === 'ArrowLeft') back();
  else return;
  event.preventDefault();
}

// ---- the two views. The address says which one: "#year" is the list, "#year/pair_3" one of its pairs, else it is Talk.
async function follow() {
  const asked = location.hash.match(/^#year(?:\/(.+))?$/);
  for (const [view, is] of [['talk', !asked], ['year', asked]]) {
    $(`#tab-${view}`).setAttribute('aria-current', is ? 'page' : 'false');
    $(`#${view}`).hidden = !is;
  }
  $('#start').hidden = Boolean(asked);
  if (!asked) return;
  await loadList();
  const known = years.pairs.some((pair) => pair.pair === asked[1]);
  if (known && year?.pair !== asked[1]) await openPair(asked[1]);
  if (!known && year) closePair();
  $('#tab-year').href = year ? `#year/${year.pair}` : '#year';
}

const followOrSay = () => follow().catch(() => {
  $('#list-intro').textContent = 'Waymark does not answer. Is it still running in the terminal?';
});

/// There is a rehearsed programme: gives the page its second view.
export function openYears() {
  $('#tabs').hidden = false;
  for (const [id, does] of Object.entries({ back, next, 'next-day': nextDay })) $(`#${id}`).addEventListener('click', does);
  $('#when').addEventListener('input', slide);
  $('#skip').addEventListener('click', (event) => {
    if ($('#year').hidden) return;
    event.preventDefault();
    $('#year-main').focus();
  });
  document.addEventListener('keydown', press);
  window.addEventListener('hashchange', followOrSay);
  followOrSay();
}
