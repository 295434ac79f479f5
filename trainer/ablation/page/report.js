'use strict';
// Definitions as in statistics.h; `log` columns get a logarithmic axis.
const kColumns = [
  {key: 'feature_diversity', name: 'Feature diversity', about: `Mean of 1 − cosine between the features of a program's frames (${data.encoder}). 0 = all frames look the same to the encoder.`},
  {key: 'thumbnail_diversity', name: 'Thumbnail diversity', digits: 3, about: 'Mean root mean square difference between 32 px thumbnails of the frames; 1 = black against white.'},
  {key: 'colourfulness', name: 'Colourfulness', digits: 1, about: 'Hasler and Süsstrunk 2003, mean over the frames: 0 = grey, about 33 moderately, 82 highly colourful.'},
  {key: 'coverage', name: 'Coverage', percent: true, about: "Share of the canvas whose 3×3 neighbourhood differs from the frame's dominant colour."},
  {key: 'ms_per_megapixel', name: 'ms / megapixel', log: true, about: 'Measured time of drawing a million pixels.'},
  {key: 'nan_rate', name: 'NaN', percent: true, about: 'Share of pixels that were not a number or infinite; they are drawn black.'},
];
const kCharts = [
  ['ms_per_megapixel', 'feature_diversity', 'Diversity against cost'],
  ['thumbnail_diversity', 'feature_diversity', 'Diversity in features and in pixels'],
  ['colourfulness', 'feature_diversity', 'Diversity against colourfulness'],
];
const column = Object.fromEntries(kColumns.map(c => [c.key, c]));
const programs = data.programs;
for (const program of programs)
  program.haystack = ['id', 'title', 'family', 'dialect'].map(field => program[field] || '').join('\n').toLowerCase();
function format(key, value) {
  const {percent, digits} = column[key];
  if (percent) return (100 * value).toFixed(value > 0 && value < .01 ? 2 : 1) + ' %';
  return digits === undefined ? formatNumber(value) : value.toFixed(digits);
}
const largest = Object.fromEntries(kColumns.map(c => [c.key, Math.max(1e-12, ...programs.map(p => p[c.key]))]));

function median(values) {
  const sorted = [...values].sort((a, b) => a - b), middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const view = {query: '', family: '', dialect: '', key: 'feature_diversity', descending: true};
let visible = programs;
const search = el('input', {type: 'search', placeholder: 'Search id, title, family …  ( / )', 'aria-label': 'Search',
  oninput: () => { view.query = search.value; update(); }});
const choose = (label, field, all) => {
  const values = countValues(programs, field);
  return values.length < 2 ? null : makeSelect(label, [['', all], ...values.map(([value, count]) => [value, `${value} (${count})`])],
    value => { view[field] = value; update(); });
};
const count = makeHeader(search, choose('Family', 'family', 'all families'), choose('Dialect', 'dialect', 'all dialects'));

const cards = el('section', {class: 'cards'});
const charts = el('section', {class: 'charts'});
const headings = kColumns.map(c => el('th', {tabindex: 0, title: c.about, onclick: () => sortBy(c.key),
  onkeydown: event => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); sortBy(c.key); } }}, c.name));
const idHeading = el('th', {class: 'text', tabindex: 0, onclick: () => sortBy('id'),
  onkeydown: event => { if (event.key === 'Enter') sortBy('id'); }}, 'Program');
const body = el('tbody');
const none = el('div', {class: 'empty', hidden: ''}, 'No program matches.');
const hover = el('div', {class: 'hover', hidden: ''});
document.body.append(hover);
document.getElementById('report').append(cards, charts,
  el('section', {class: 'table'}, el('table', {}, el('thead', {}, el('tr', {}, el('th', {class: 'text'}, 'Frames'), idHeading, ...headings)), body), none),
  el('details', {}, el('summary', {}, 'What the numbers mean'),
    el('dl', {}, ...kColumns.flatMap(c => [el('dt', {}, c.name), el('dd', {}, c.about)]))));

function makeRow(program) {
  const cells = kColumns.map(c => {
    const value = program[c.key];
    if (c.key === 'nan_rate') return el('td', value > 0 ? {class: 'warn'} : {}, format(c.key, value));
    // Costs spread over decades: their meter is logarithmic, over four of them.
    const share = c.log ? 1 + Math.log10(Math.max(value, 1e-12) / largest[c.key]) / 4 : value / largest[c.key];
    const fill = el('i');
    fill.style.width = (100 * Math.min(1, Math.max(0, share))).toFixed(1) + '%';
    return el('td', {}, format(c.key, value), el('span', {class: 'meter'}, fill));
  });
  const under = [program.title !== program.id ? program.title : '', program.family, program.dialect].filter(Boolean).join(' · ');
  return el('tr', {}, el('td', {class: 'pictures'}, program.strip ? el('img', {src: program.strip, alt: '', loading: 'lazy'}) : ''),
            el('td', {class: 'text'}, el('b', {}, program.id), el('span', {}, under)), ...cells);
}
const show = makeLazyList(body, makeRow, 120);

function sortBy(key) {
  view.descending = view.key === key ? !view.descending : key !== 'id';
  view.key = key;
  update();
}

const color = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const radius = programs.length < 300 ? 5 : programs.length < 3000 ? 3.5 : 2;

function showHover({chart, tooltip}) {
  if (!tooltip.opacity || !tooltip.dataPoints) { hover.hidden = true; return; }
  const program = tooltip.dataPoints[0].raw.program;
  const [x, y] = chart.keys;
  hover.replaceChildren(program.strip ? el('img', {src: program.strip, alt: ''}) : '', el('b', {}, program.id),
    el('span', {}, `${column[y].name} ${format(y, program[y])}, ${column[x].name.toLowerCase()} ${format(x, program[x])}`));
  hover.hidden = false;
  const box = chart.canvas.getBoundingClientRect();
  const left = box.left + tooltip.caretX + 14, top = box.top + tooltip.caretY + 14;
  hover.style.left = Math.max(8, Math.min(left, innerWidth - hover.offsetWidth - 8)) + 'px';
  hover.style.top = Math.max(8, Math.min(top, innerHeight - hover.offsetHeight - 8)) + 'px';
}

const drawn = kCharts.map(([x, y, title]) => {
  const canvas = el('canvas', {'aria-label': title, role: 'img'});
  charts.append(el('div', {class: 'chart'}, el('h2', {}, title), el('div', {}, canvas)));
  const axis = key => ({type: column[key].log ? 'logarithmic' : 'linear', beginAtZero: !column[key].log,
    title: {display: true, text: column[key].name}, ticks: {maxTicksLimit: 7, maxRotation: 0, padding: 6}, grid: {drawTicks: false}});
  const chart = new Chart(canvas, {
    type: 'scatter',
    data: {datasets: [{data: []}, {data: []}]},
    options: {
      animation: false, maintainAspectRatio: false, responsive: true,
      interaction: {mode: 'nearest', intersect: true},
      scales: {x: axis(x), y: axis(y)},
      plugins: {legend: {display: false}, tooltip: {enabled: false, external: showHover}},
      onClick: (event, points) => {
        if (!points.length) return;
        const {datasetIndex, index} = points[0];
        search.value = view.query = chart.data.datasets[datasetIndex].data[index].program.id;
        update();
      },
    },
  });
  chart.keys = [x, y];
  canvas.addEventListener('mouseleave', () => { hover.hidden = true; });
  return chart;
});

function updateCharts() {
  const shown = new Set(visible);
  const ink = color('--ink'), soft = color('--soft'), line = color('--line'), accent = color('--accent');
  for (const chart of drawn) {
    const [x, y] = chart.keys;
    const point = program => ({x: column[x].log ? Math.max(program[x], 1e-4) : program[x], y: program[y], program});
    // Matching programs on top in full colour, the rest faint behind them.
    const [front, back] = chart.data.datasets;
    Object.assign(front, {data: visible.map(point), pointRadius: radius, pointHoverRadius: radius + 2, borderWidth: 1,
      backgroundColor: accent + 'a0', borderColor: accent, hoverBackgroundColor: ink});
    Object.assign(back, {data: programs.filter(program => !shown.has(program)).map(point), pointRadius: radius * .7,
      pointHoverRadius: radius, borderWidth: 0, backgroundColor: soft + '40', hoverBackgroundColor: soft});
    for (const scale of Object.values(chart.options.scales)) {
      scale.title.color = soft;
      scale.ticks.color = soft;
      scale.grid.color = line;
      scale.grid.borderColor = line;
    }
    chart.update();
  }
}

function update() {
  const matches = makeMatcher(view.query);
  visible = programs.filter(program => matches(program.haystack) && (!view.family || program.family === view.family) &&
                                       (!view.dialect || program.dialect === view.dialect));
  const sign = view.descending ? -1 : 1;
  visible.sort((a, b) => sign * (view.key === 'id' ? a.id.localeCompare(b.id, 'en', {numeric: true}) : a[view.key] - b[view.key]) ||
                         a.id.localeCompare(b.id, 'en', {numeric: true}));
  for (const [i, heading] of [idHeading, ...headings].entries()) {
    const key = i ? kColumns[i - 1].key : 'id';
    if (key === view.key) heading.setAttribute('aria-sort', view.descending ? 'descending' : 'ascending');
    else heading.removeAttribute('aria-sort');
  }
  const total = programs.length.toLocaleString('en');
  count.textContent = visible.length === programs.length ? `${total} programs` : `${visible.length.toLocaleString('en')} of ${total} programs`;
  cards.replaceChildren(...kColumns.map(c => {
    const value = !visible.length ? '–' : c.key === 'nan_rate' ? formatNumber(visible.filter(p => p.nan_rate > 0).length)
      : format(c.key, median(visible.map(p => p[c.key])));
    return el('div', {class: 'card', title: c.about}, el('b', {}, value),
              el('span', {}, c.key === 'nan_rate' ? 'programs with NaN' : 'median ' + c.name.toLowerCase()));
  }));
  none.hidden = visible.length > 0;
  show(visible);
  updateCharts();
}

themeListeners.push(updateCharts);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', updateCharts);
addEventListener('keydown', event => {
  if (event.key === '/' && document.activeElement !== search) { event.preventDefault(); search.focus(); }
});
update();
