'use strict';
const kSearched = ['id', 'title', 'family', 'description', 'dialect', 'author', 'licence', 'verdict'];
const items = data.items;
for (const item of items)
  item.haystack = [...kSearched.map(field => item[field] || ''), ...(item.tags || []), ...(item.flags || [])]
      .join('\n').toLowerCase();

const view = {query: '', family: '', verdict: '', order: ''};
let visible = items;

const search = el('input', {type: 'search', placeholder: 'Search id, title, family, author …  ( / )',
  'aria-label': 'Search', oninput: () => { view.query = search.value; update(); }});
const choose = (label, field, all) => {
  const values = countValues(items, field);
  if (values.length < 2) return null;
  return makeSelect(label, [['', all], ...values.map(([value, count]) => [value, `${value} (${count})`])],
                    value => { view[field] = value; update(); });
};
const measures = [...new Set(items.flatMap(item => Object.entries(item.statistics || {})
    .filter(([, value]) => typeof value === 'number').map(([name]) => name)))];
const order = makeSelect('Order', [['', 'as listed'], ['id', 'by id'], ...measures.map(name => ['#' + name, 'by ' + name])],
                         value => { view.order = value; update(); });
const grid = document.getElementById('grid');
const size = el('input', {type: 'range', min: 96, max: 360, value: 168, title: 'Size of the pictures',
  'aria-label': 'Size of the pictures', oninput: () => grid.style.setProperty('--tile', size.value + 'px')});
const count = makeHeader(search, choose('Family', 'family', 'all families'), choose('Verdict', 'verdict', 'all verdicts'), order, size);
const none = el('div', {class: 'empty', hidden: ''}, 'No program matches.');
grid.after(none);

function makeTile(item) {
  const picture = item.picture ? el('img', {src: item.picture, alt: item.id, loading: 'lazy', decoding: 'async'})
    : el('div', {class: 'nothing'}, el('span', {class: 'chip bad'}, item.verdict), el('span', {}, (item.reason || '').slice(0, 90)));
  const under = [item.title && item.title !== item.id ? item.title : null, item.family].filter(Boolean).join(' · ');
  return el('button', {class: 'tile', title: item.description || item.id, onclick: () => open(item)},
            picture, item.flags ? el('div', {class: 'marks'}, ...item.flags.map(flag => el('span', {class: 'chip'}, flag.split(':')[0]))) : null,
            el('div', {class: 'name'}, item.id), el('div', {class: 'under'}, under));
}
const show = makeLazyList(grid, makeTile);

function update() {
  const matches = makeMatcher(view.query);
  visible = items.filter(item => matches(item.haystack) && (!view.family || item.family === view.family) &&
                                 (!view.verdict || item.verdict === view.verdict));
  if (view.order === 'id') visible.sort((a, b) => a.id.localeCompare(b.id, 'en', {numeric: true}));
  else if (view.order) {
    const key = view.order.slice(1), value = item => (item.statistics || {})[key];
    visible.sort((a, b) => (typeof value(b) === 'number' ? value(b) : -Infinity) - (typeof value(a) === 'number' ? value(a) : -Infinity));
  }
  count.textContent = visible.length === items.length ? `${items.length.toLocaleString('en')} programs`
    : `${visible.length.toLocaleString('en')} of ${items.length.toLocaleString('en')} programs`;
  none.hidden = visible.length > 0;
  show(visible);
}

// Comments, preprocessor lines, numbers and words, in this order of precedence; everything else stays plain.
const kToken = /(\/\/.*|\/\*[\s\S]*?(?:\*\/|(?![\s\S])))|(^[ \t]*#.*$)|(\b\d+\.?\d*(?:[eE][-+]?\d+)?[uf]?\b|\B\.\d+(?:[eE][-+]?\d+)?f?\b)|([A-Za-z_]\w*)/gm;
const kKeywords = new Set(('void bool int uint float vec2 vec3 vec4 ivec2 ivec3 ivec4 uvec2 uvec3 uvec4 bvec2 bvec3 bvec4 mat2 mat3 mat4 sampler2D ' +
  'samplerCube struct const in out inout uniform varying attribute precision highp mediump lowp if else for while do ' +
  'return break continue discard switch case default true false').split(' '));
function makeListing(source, marked) {
  const rows = [];
  let row = el('span', {class: 'row'});
  const put = (text, kind) => text.split('\n').forEach((part, i) => {
    if (i) { rows.push(row); row = el('span', {class: 'row'}); }
    if (part) row.append(kind ? el('span', {class: kind}, part) : part);
  });
  const text = source.replace(/\r\n?/g, '\n').replace(/\n+$/, '');
  let end = 0;
  for (const match of text.matchAll(kToken)) {
    put(text.slice(end, match.index));
    const kind = match[1] ? 'comment' : match[2] ? 'directive' : match[3] ? 'number' : kKeywords.has(match[4]) ? 'keyword' : '';
    put(match[0], kind);
    end = match.index + match[0].length;
  }
  put(text.slice(end));
  rows.push(row);
  if (marked && rows[marked - 1]) rows[marked - 1].classList.add('marked');
  return el('pre', {class: 'mono', tabindex: 0, autofocus: ''}, ...rows);
}

const dialog = el('dialog', {class: 'detail', 'aria-label': 'Program'});
document.body.append(dialog);
let current = null;

function open(item) {
  current = item;
  const facts = [['author', item.author], ['licence', item.licence], ['dialect', item.dialect], ['family', item.family], ['origin', item.origin]]
    .filter(([, value]) => value);
  const numbers = Object.entries(item.statistics || {});
  const list = rows => el('dl', {}, ...rows.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, formatNumber(value))]));
  const copy = el('button', {onclick: () => navigator.clipboard.writeText(item.source || '').then(() => { copy.textContent = 'Copied'; })}, 'Copy');
  const listing = makeListing(item.source || '', item.line);
  dialog.replaceChildren(el('div', {class: 'split'},
    el('div', {class: 'about'},
      item.picture ? el('img', {src: item.picture, alt: item.id}) : null,
      el('h2', {}, item.title || item.id),
      item.title && item.title !== item.id ? el('div', {class: 'mono'}, item.id) : null,
      el('div', {class: 'chips'}, el('span', {class: 'chip ' + (item.verdict === 'ok' ? 'good' : 'bad')}, item.verdict),
        ...(item.flags || []).map(flag => el('span', {class: 'chip bad'}, flag)),
        ...(item.tags || []).map(tag => el('span', {class: 'chip'}, tag))),
      item.reason ? el('p', {class: 'why'}, (item.line ? `line ${item.line}: ` : '') + item.reason) : null,
      item.description ? el('p', {}, item.description) : null,
      list(facts), numbers.length ? list(numbers) : null),
    el('div', {class: 'listing'},
      el('div', {class: 'bar'}, el('span', {class: 'mono'}, `${listing.childElementCount} lines`), copy,
        el('button', {title: 'Previous (←)', onclick: () => step(-1)}, '←'),
        el('button', {title: 'Next (→)', onclick: () => step(1)}, '→'),
        el('button', {title: 'Close (Esc)', onclick: () => dialog.close()}, '✕')),
      listing)));
  if (!dialog.open) dialog.showModal();
  history.replaceState(null, '', '#' + encodeURIComponent(item.id));
  const marked = listing.querySelector('.marked');
  if (marked) marked.scrollIntoView({block: 'center'});
}

function step(by) {
  const next = visible[visible.indexOf(current) + by];
  if (next) open(next);
}

dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
dialog.addEventListener('close', () => history.replaceState(null, '', location.pathname));
addEventListener('keydown', event => {
  if (dialog.open && event.key === 'ArrowLeft') step(-1);
  else if (dialog.open && event.key === 'ArrowRight') step(1);
  else if (!dialog.open && event.key === '/' && document.activeElement !== search) { event.preventDefault(); search.focus(); }
});
update();
if (location.hash.length > 1) {
  let wanted = '';
  try { wanted = decodeURIComponent(location.hash.slice(1)); } catch { /* not ours */ }
  const item = items.find(candidate => candidate.id === wanted);
  if (item) open(item);
}
