'use strict';
// The charts. Each stands in a figure with its own words and, for whoever would rather read it, as a table.

const charts = (() => {
  const palette = ['', '#e8a33d', '#6b8fb3', '#a5634a', '#8aa66b', '#7b6a9c', '#c9b48a', '#4a5a55', '#d98c7a'];
  const drawn = new Map();

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  /** The first colour depends on whether it stands on paper or in the dark. */
  const nth = (i) => (i % palette.length ? palette[i % palette.length] : colour('--chart'));

  function element(tag, attributes = {}, ...children) {
    const out = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === 'class') out.className = value;
      else out.setAttribute(name, value);
    }
    out.append(...children);
    return out;
  }

  /** The figure of a chart: made when it is first drawn, and filled anew afterwards. */
  function figure(id, title, words, wide) {
    let at = document.getElementById(`chart-${id}`);
    if (!at) {
      const canvas = element('canvas', { role: 'img' });
      at = element('figure', { id: `chart-${id}`, class: wide ? 'wide' : '' },
        element('figcaption', {}, element('h2', {}, title), element('p')),
        element('div', { class: 'canvas' }, canvas),
        element('details', {}, element('summary', {}, 'As a table'), element('div', { class: 'scrolls' })));
      document.getElementById('charts').append(at);
    }
    at.querySelector('figcaption p').textContent = words;
    at.querySelector('canvas').setAttribute('aria-label', `${title}. ${words}`);
    return at;
  }

  function table(into, head, rows) {
    const header = element('tr', {}, ...head.map((one, i) => element('th', { scope: 'col', class: i ? 'number' : '' }, one)));
    const body = rows.map((row) => element('tr', {}, ...row.map((cell, i) =>
      element(i ? 'td' : 'th', i ? { class: 'number' } : { scope: 'row' }, String(cell)))));
    into.querySelector('.scrolls').replaceChildren(
      element('table', {}, element('thead', {}, header), element('tbody', {}, ...body)));
  }

  function draw(id, at, settings) {
    drawn.get(id)?.destroy();
    drawn.set(id, new Chart(at.querySelector('canvas'), settings));
  }

  function options(more = {}) {
    const grid = { color: colour('--line') };
    const axis = (own = {}) => ({ ...own, grid, ticks: { color: colour('--soft'), precision: 0, maxRotation: 0, autoSkipPadding: 12, ...own.ticks },
      title: { display: Boolean(own.says), text: own.says, color: colour('--soft') } });
    return {
      responsive: true, maintainAspectRatio: false, animation: false,
      indexAxis: more.indexAxis ?? 'x',
      interaction: more.interaction ?? { mode: 'index', intersect: false },
      onClick: more.onClick,
      plugins: {
        legend: { display: more.legend ?? true, position: 'bottom', labels: { color: colour('--ink'), boxWidth: 14 } },
        tooltip: more.tooltip ?? {},
      },
      scales: { x: axis({ beginAtZero: true, ...more.x }), y: axis({ beginAtZero: true, ...more.y }) },
    };
  }

  /** Series that stand on each other, week by week or hour by hour. */
  function stacked(id, words, labels, series, own = {}) {
    const at = figure(id, words.title, words.says, own.wide);
    const datasets = series.map((one, i) => ({
      label: one.name, data: one.data, backgroundColor: nth(one.colour ?? i),
      borderColor: nth(one.colour ?? i), borderWidth: own.area ? 1 : 0, fill: Boolean(own.area),
      pointRadius: 0, stepped: Boolean(own.area),
    }));
    draw(id, at, { type: own.area ? 'line' : 'bar', data: { labels, datasets },
      options: options({ x: { stacked: true, says: words.x }, y: { stacked: true, says: words.y } }) });
    table(at, [words.x, ...series.map((one) => one.name)],
      labels.map((label, i) => [label, ...series.map((one) => round(one.data[i] ?? 0))]));
  }

  /** What there is room for beside a bar: two lines. The table below has it whole. */
  function beside(name) {
    const room = 28;
    const lines = [''];
    for (const word of String(name).split(' ')) {
      const at = lines.length - 1;
      if (lines[at] && lines[at].length + word.length >= room) lines.push(word);
      else lines[at] += (lines[at] ? ' ' : '') + word;
    }
    return lines.length > 2 ? [lines[0], `${lines[1]} …`] : lines;
  }

  /** Names with one or two numbers each, the longest bar first. */
  function bars(id, words, rows, names) {
    const at = figure(id, words.title, words.says, false);
    const labels = rows.map((row) => beside(row[0]));
    const each = labels.some((one) => one.length > 1) ? 2.1 : 1.35;
    at.querySelector('.canvas').style.height = `${Math.max(17, 5 + rows.length * each)}rem`;
    const datasets = names.map((name, i) => ({ label: name, data: rows.map((row) => row[i + 1]), backgroundColor: nth(i) }));
    draw(id, at, { type: 'bar', data: { labels, datasets },
      options: options({ indexAxis: 'y', legend: names.length > 1, x: { stacked: true, says: words.x },
        y: { stacked: true, ticks: { autoSkip: false } } }) });
    table(at, [words.y ?? '', ...names], rows);
  }

  /** Points on a calendar: the day, and the hour of the person's own clock. */
  function points(id, words, data, own) {
    const at = figure(id, words.title, words.says, true);
    at.querySelector('details').hidden = true;  // pair by pair, below, says the same in words
    const day = (minute) => new Date(minute * 60000).toISOString().slice(0, 10);
    draw(id, at, { type: 'scatter',
      data: { datasets: data.map((one, i) => ({ label: one.name, data: one.points, backgroundColor: `${nth(i)}b0`, pointRadius: 2.5, pointHoverRadius: 5 })) },
      options: options({
        interaction: { mode: 'nearest', intersect: true },
        legend: data.length > 1,
        x: { beginAtZero: false, min: own.from, max: own.until, ticks: { callback: day, stepSize: 60 * 24 * 28 } },
        y: { min: 0, max: 24, reverse: true, says: words.y, ticks: { stepSize: 3, callback: (hour) => `${hour}:00` } },
        tooltip: { callbacks: { label: (item) => `${day(item.parsed.x)}, ${item.raw.who}` } },
        onClick: (event, hits) => hits.length && own.open(data[hits[0].datasetIndex].points[hits[0].index]),
      }) });
  }

  const round = (number) => Math.round(number * 100) / 100;

  return { stacked, bars, points, element, round };
})();
