// The report: figures and charts of everybody or of one persona, and the year of each pair.

const report = JSON.parse(document.getElementById('data').textContent);
const { element, round } = charts;
const kinds = report.line_kinds;
const byId = (id) => document.getElementById(id);
const personaOf = Object.fromEntries(report.personas.map((one) => [one.id, one]));
const isAct = (kind) => ['wrote', 'pressed', 'noticed'].includes(kinds[kind]);
const day = (minute) => new Date(minute * 60000).toISOString().slice(0, 10);
const clock = (minute) => new Date(minute * 60000).toISOString().slice(11, 16);
const sum = (list) => list.reduce((all, one) => all + one, 0);
const count = (number, one, many) => `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
const percent = (part, whole) => (whole ? `${Math.round((100 * part) / whole)} %` : '–');
const weeks = report.figures.by_week.nudges.map((_, i) => day(report.from + i * 7 * 24 * 60));
const hours = Array.from({ length: 24 }, (_, i) => `${i}:00`);

function showRun() {
  byId('title').textContent = `A rehearsal of “${report.programme}”`;
  byId('run').textContent = `${count(report.pairs, 'pair', 'pairs')}, ${day(report.from)} to ${day(report.until)}, seed ${report.seed}`;
  const wrong = report.broken.length;
  byId('verdict').textContent = wrong ? `${count(wrong, 'promise was', 'promises were')} broken` : 'Every promise was kept';
  byId('verdict').classList.toggle('wrong', wrong > 0);
  byId('broken').hidden = !wrong;
  byId('broken-rows').append(...report.broken.map((one) => element('tr', {},
    element('td', {}, `${day(one.at)} ${clock(one.at)}`), element('td', {}, one.pair), element('td', {}, one.person),
    element('td', {}, one.in_words))));
}

function showChoices() {
  const some = report.personas.filter((one) => one.figures.people);
  byId('persona').append(element('option', { value: '' }, `Everybody (${report.figures.people})`),
    ...some.map((one) => element('option', { value: one.id }, `${one.name} (${one.figures.people})`)));
  byId('persona').addEventListener('change', show);
  byId('habits').append(...some.flatMap((one) => [element('dt', {}, one.name), element('dd', {}, one.in_words)]));
}

function showCards(of) {
  const personWeeks = of.people * weeks.length;
  const card = (says, number, more = '') => element('div', { class: 'card' }, element('dt', {}, says),
    element('dd', {}, element('b', {}, number), ' ', element('small', {}, more)));
  const share = (says, number) => card(says, percent(number, of.pairs), `${number} of ${of.pairs} pairs`);
  const fullest = Math.max(0, ...of.person_weeks_with_nudges.map(([nudges]) => nudges));
  byId('cards').replaceChildren(
    share('have a goal', of.with_goal),
    share('have a goal to grow into', of.with_stretch_goal),
    share('began the closing', of.closing_begun),
    share('answered all three closing questions, both of them', of.closing_answered),
    share('have a next step', of.with_next_step),
    card('unasked messages for each person and month', round((sum(of.by_week.nudges) / personWeeks) * (365.25 / 84)).toFixed(1),
      `${sum(of.by_week.nudges).toLocaleString('en')} in all`),
    card('in the fullest week of anybody', String(fullest), `the budget is ${report.budget_per_week} a week`),
    ...(of === report.figures ? [card('messages to the programme’s contact', String(of.messages_for_contact))] : []));
}

function showCharts(of) {
  const people = of.people || 1;
  const each = (list) => list.map((one) => round(one / people));
  charts.stacked('weeks', { title: 'Load, week by week', says: 'Messages to each person, on average. Replies are answers to what they did.', x: 'Week', y: 'for each person' },
    weeks, [{ name: 'unasked', data: each(of.by_week.nudges), colour: 1 }, { name: 'replies', data: each(of.by_week.replies), colour: 0 }]);
  charts.stacked('hours', { title: 'Load, hour by hour', says: 'By each person’s own clock, over the whole time.', x: 'Hour', y: 'messages' },
    hours, [{ name: 'unasked', data: of.by_hour.nudges, colour: 1 }, { name: 'replies', data: of.by_hour.replies, colour: 0 }]);
  const personWeeks = sum(of.person_weeks_with_nudges.map((one) => one[1])) || 1;
  charts.bars('budget', { title: 'How much of the budget is used', says: `The budget is ${report.budget_per_week} unasked messages in any seven days.`, x: '% of all weeks of all people', y: 'In a week' },
    of.person_weeks_with_nudges.map(([nudges, number]) => [nudges ? count(nudges, 'message', 'messages') : 'none', round((100 * number) / personWeeks)]), ['% of weeks']);
  const order = ['sent', 'merged', 'held back', 'no longer needed', 'expired',
    'not begun: too late', 'not begun: for comparison', 'not begun: still under way', 'waiting', 'lost'];
  charts.bars('due', { title: 'What became of what was due', says: `${count(of.nudges.due ?? 0, 'line', 'lines')} were due. Merged went out in one message with another.`, x: 'lines', y: 'Became' },
    order.filter((name) => of.nudges[name]).map((name) => [name, of.nudges[name]]), ['lines']);
  const given = [...of.talks_given_up].sort((a, b) => b.unanswered + b.ran_out - a.unanswered - a.ran_out).slice(0, 14);
  charts.bars('deaths', { title: 'Where talks die', says: 'Questions that stayed unanswered to the end, and where people stood when the time of a talk ran out.', x: 'times', y: 'Where' },
    given.map((one) => [one.name, one.unanswered, one.ran_out]), ['unanswered', 'ran out of time']);
  const ends = Object.entries(of.endings).sort((a, b) => b[1] - a[1]);
  charts.bars('endings', { title: 'How the pairs stand at the end', says: 'Their last stage, and the reason where a pair was ended early.', x: 'pairs', y: 'Stage' }, ends, ['pairs']);
  const stages = ['not begun', 'invited', 'groundwork', 'goals', 'growing', 'closing', 'closed', 'afterglow', 'ended early'];
  const known = Object.keys(of.stages_by_week).sort((a, b) => stages.indexOf(a) - stages.indexOf(b));
  charts.stacked('stages', { title: 'Stages over time', says: 'How many pairs are where, at the end of each week.', x: 'Week', y: 'pairs' },
    weeks, known.map((name) => ({ name, data: of.stages_by_week[name] })), { area: true, wide: true });
}

function shownYears() {
  const chosen = byId('persona').value;
  return report.years.filter((one) => !chosen || one.mentor.persona === chosen || one.mentee.persona === chosen);
}

function showPoints() {
  const chosen = byId('persona').value;
  const data = ['mentors', 'mentees'].map((name) => ({ name, points: [] }));
  for (const year of shownYears())
    year.lines.forEach(([minute, offset, who, kind], place) => {
      const person = who ? year.mentee : year.mentor;
      if (kinds[kind] !== 'nudge' || (chosen && person.persona !== chosen)) return;
      const local = minute + offset;
      data[who].points.push({ x: minute, y: (local % 1440) / 60, who: `${clock(local)} to ${person.name} (${year.pair})`, year, place });
    });
  charts.points('points', { title: 'Every unasked message', says: 'Day and hour of each person’s own clock. Click a point to read it where it stands.', y: 'hour' },
    data, { from: report.from, until: report.until, open: (point) => openYear(point.year, point.place) });
}

function showPairs() {
  const years = shownYears();
  const all = report.figures.pairs;
  byId('pairs-note').textContent = report.years.length < all
    ? `Message by message, of the first ${report.years.length} of ${all} pairs. The figures above are of all.`
    : 'Choose a pair to read its time together, message by message.';
  byId('pair-rows').replaceChildren(...years.map((year) => {
    const open = element('button', { type: 'button' }, year.pair);
    open.addEventListener('click', () => openYear(year));
    const person = (one) => element('td', {}, one.name, element('small', {}, `${personaOf[one.persona].name} · ${one.zone} · ${one.language}`));
    const number = (counts) => element('td', { class: 'number' }, String(year.lines.filter((line) => counts(line[3])).length));
    const are = (name) => number((kind) => kinds[kind] === name);
    return element('tr', {}, element('td', {}, open), person(year.mentor), person(year.mentee), are('nudge'), are('reply'), number(isAct));
  }));
}

/** One line of a pair's year. */
function lineOf(year, [minute, offset, who, kind, text, choices]) {
  const person = who ? year.mentee : year.mentor;
  const acts = isAct(kind);
  const says = { reply: 'reply to', nudge: 'unasked, to', for_contact: 'to', changed_buttons: 'buttons became, for' }[kinds[kind]];
  const out = element('li', { class: `line ${acts ? 'act' : kinds[kind]} ${who ? 'mentee' : 'mentor'}` },
    element('p', { class: 'meta' }, `${clock(minute + offset)} · ${acts ? person.name : `${says} ${person.name}`}`),
    element('p', { class: 'bubble' }, kinds[kind] === 'pressed' ? `[ ${report.texts[text]} ]` : report.texts[text]));
  if (choices.length) out.append(element('p', { class: 'choices' }, `[ ${choices.map((one) => report.texts[one]).join(' · ')} ]`));
  return out;
}

let opened = null;
function openYear(year, sought = -1) {
  opened = year;
  byId('year-title').textContent = `${year.pair}: ${year.mentor.name} and ${year.mentee.name}`;
  byId('year-people').textContent = [year.mentor, year.mentee].map((one, i) =>
    `${i ? 'Mentee' : 'Mentor'} ${one.name}: ${personaOf[one.persona].name.toLowerCase()}, ${one.zone}`).join(' · ');
  showLines(sought);
  if (!byId('year').open) byId('year').showModal();
  (byId('lines').querySelector('.sought') ?? byId('lines').firstElementChild)?.scrollIntoView({ block: 'center' });
}

function showLines(sought = -1) {
  const replies = ['reply', 'changed_buttons'];
  const hidden = (kind) => (isAct(kind) ? !byId('year-acts').checked : replies.includes(kinds[kind]) && !byId('year-replies').checked);
  const out = [];
  let last = '';
  opened.lines.forEach((line, place) => {
    if (hidden(line[3])) return;
    const today = new Date((line[0] + line[1]) * 60000).toLocaleDateString('en-GB',
      { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
    if (today !== last) out.push(element('li', { class: 'day' }, (last = today)));
    out.push(lineOf(opened, line));
    if (place === sought) out.at(-1).classList.add('sought');
  });
  byId('lines').replaceChildren(...out);
}

function show() {
  const chosen = byId('persona').value;
  const of = chosen ? personaOf[chosen].figures : report.figures;
  byId('habit').textContent = chosen ? personaOf[chosen].in_words : '';
  showCards(of);
  showCharts(of);
  showPoints();
  showPairs();
}

showRun();
showChoices();
show();
for (const id of ['year-acts', 'year-replies']) byId(id).addEventListener('change', () => showLines());
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show);
