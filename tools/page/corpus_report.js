'use strict';
const report = document.getElementById('report');
const total = name => data.totals[name] || 0;
const share = n => data.programs ? `${(100 * n / data.programs).toFixed(1)} %` : '';
const count = makeHeader();
count.textContent = `${data.programs.toLocaleString('en')} programs`;

const kFlags = ['budget', 'blank', 'static', 'nan'];
const kStyles = {ok: 's-good', translated: 's-good', unscreened: 's-soft', duplicate: 's-soft', parse_error: 's-bad', unsupported: 's-warn'};
const styleOf = verdict => kStyles[verdict] || 's-deep';
const verdicts = data.columns.filter(column => !kFlags.includes(column));
const flags = data.columns.filter(column => kFlags.includes(column));
const refused = verdicts.filter(v => !['ok', 'translated', 'unscreened', 'duplicate'].includes(v)).reduce((sum, v) => sum + total(v), 0);

const section = (title, note, ...children) =>
  report.append(el('section', {}, el('h2', {}, title, note ? el('small', {}, note) : null), ...children));
const card = (value, label, kind) => el('div', {class: 'card ' + (kind || '')}, el('b', {}, formatNumber(value)), el('span', {}, label));

report.append(
  el('div', {class: 'cards'},
    card(data.programs, 'programs'),
    total('ok') || !total('translated') ? card(total('ok'), `drawable · ${share(total('ok'))}`, 'good') : card(total('translated'), `translated · ${share(total('translated'))}`, 'good'),
    card(refused, `refused · ${share(refused)}`, refused ? 'bad' : ''),
    total('duplicate') ? card(total('duplicate'), 'duplicates') : null,
    total('unscreened') ? card(total('unscreened'), 'not drawn yet') : null,
    ...flags.map(flag => card(total(flag), {budget: 'loops cut by the budget', nan: 'with NaN or infinity'}[flag] || flag))),
  el('p', {class: 'where'}, `${data.corpus} · drawn on ${data.device} · fingerprint `, el('span', {class: 'mono'}, data.fingerprint.slice(0, 16))));

function stack(counts) {
  const all = verdicts.reduce((sum, v) => sum + (counts[v] || 0), 0) || 1;
  const bar = el('div', {class: 'stack'});
  for (const verdict of verdicts) {
    if (!counts[verdict]) continue;
    const part = el('i', {class: styleOf(verdict), title: `${verdict}: ${counts[verdict].toLocaleString('en')}`});
    part.style.width = `${100 * counts[verdict] / all}%`;
    bar.append(part);
  }
  return bar;
}
const row = (name, counts, kind) => el('tr', {class: kind || ''}, el('td', {}, name), el('td', {class: 'share'}, stack(counts)),
  el('td', {}, formatNumber(counts.programs)),
  ...data.columns.map(column => counts[column] ? el('td', {}, formatNumber(counts[column])) : el('td', {class: 'zero'}, '·')));
section('Verdicts', 'by dialect; a program may have several flags',
  el('div', {class: 'panel'}, el('table', {},
    el('thead', {}, el('tr', {}, el('th', {}, 'dialect'), el('th', {}), el('th', {}, 'programs'), ...data.columns.map(column => el('th', {}, column)))),
    el('tbody', {}, ...Object.entries(data.by_dialect).sort((a, b) => b[1].programs - a[1].programs).map(([name, counts]) => row(name, counts)),
      row('all', {...data.totals, programs: data.programs}, 'all')))),
  el('div', {class: 'legend'}, ...verdicts.map(verdict => el('span', {}, el('i', {class: styleOf(verdict)}), verdict))));

// What NAME stands for in a reason: the most frequent names.
function namesOf(reason) {
  const names = Object.entries(reason.names).sort((a, b) => b[1] - a[1]);
  if (names.length < 2) return null;
  return el('p', {}, 'NAME: ' + names.slice(0, 12).map(([name, count]) => `${name} (${count})`).join(', ') + (names.length > 12 ? ', …' : ''));
}

if (data.reasons.length) {
  const list = el('div', {class: 'panel'});
  for (const reason of data.reasons) {
    const place = `${reason.example_id}${reason.example_line ? `, line ${reason.example_line}` : ''}`;
    list.append(el('details', {class: 'reason'},
      el('summary', {}, el('b', {}, formatNumber(reason.programs)), el('span', {}, el('span', {class: 'chip bad'}, reason.verdict)), el('span', {class: 'text'}, reason.reason)),
      el('div', {class: 'inside'}, `${place}: ${reason.example_reason}`, namesOf(reason),
        reason.excerpt.length ? el('pre', {class: 'excerpt mono'}, ...reason.excerpt.map(([line, text]) =>
          el('span', {'data-line': line, class: line === reason.example_line ? 'marked' : ''}, text))) : null)));
  }
  list.firstElementChild.open = true;
  section('Reasons', `${data.reasons.length} most frequent of ${data.num_reasons} causes, each with an example`, list);
}

function histogram(h) {
  const kSvg = 'http://www.w3.org/2000/svg', width = 100 / h.bins.length, highest = Math.max(...h.bins);
  const svg = document.createElementNS(kSvg, 'svg');
  svg.setAttribute('viewBox', '0 0 100 92');
  svg.setAttribute('preserveAspectRatio', 'none');
  const at = share => h.logarithmic ? h.from * (h.to / h.from) ** share : h.from + (h.to - h.from) * share;
  h.bins.forEach((n, i) => {
    const height = n ? Math.max(1.5, 92 * n / highest) : 0;
    const bar = document.createElementNS(kSvg, 'rect');
    for (const [name, value] of Object.entries({x: i * width + .2, y: 92 - height, width: width - .4, height, rx: .4})) bar.setAttribute(name, value);
    const label = document.createElementNS(kSvg, 'title');
    label.textContent = `${formatNumber(at(i / h.bins.length))} to ${formatNumber(at((i + 1) / h.bins.length))}: ${n.toLocaleString('en')} programs`;
    bar.append(label);
    svg.append(bar);
  });
  return el('figure', {}, el('figcaption', {}, h.title, el('small', {}, `median ${formatNumber(h.median)}`)), svg,
    el('div', {class: 'axis'}, el('span', {}, formatNumber(h.from)), h.logarithmic ? el('span', {}, formatNumber(at(.5))) : el('span', {}, formatNumber(at(.5))), el('span', {}, formatNumber(h.to))));
}
if (data.histograms.length)
  section('Measurements', 'of the drawable programs; outermost half percents are in the end bars; times on a logarithmic axis',
    el('div', {class: 'histograms'}, ...data.histograms.map(histogram)));

function tile(item) {
  const name = item.title || item.id;
  const under = [item.author, item.licence].filter(Boolean).join(' · ') || item.dialect;
  return el('a', {class: 'program', href: 'gallery.html#' + encodeURIComponent(item.id), title: [item.id, item.title, item.author, item.licence, item.reason].filter(Boolean).join('\n')},
    item.picture ? el('img', {src: item.picture, alt: name, loading: 'lazy', decoding: 'async'})
      : el('span', {class: 'nothing'}, el('span', {class: 'chip bad'}, item.verdict), el('span', {}, (item.reason || '').slice(0, 110))),
    item.flags.length ? el('div', {class: 'marks'}, ...item.flags.map(flag => el('span', {class: 'chip'}, flag))) : null,
    el('div', {}, name), el('p', {}, under));
}
const tiles = list => el('div', {class: 'tiles'}, ...list.map(tile));
const more = () => el('p', {}, el('a', {class: 'more', href: 'gallery.html'}, 'Open the gallery: search, sources, measurements'));
if (data.accepted.length) section('Accepted', `a random sample of ${data.accepted.length}, drawn at 2.5 s`, more(), tiles(data.accepted));
if (data.refused.length) section('Refused', `a random sample of ${data.refused.length}`, tiles(data.refused));

const licences = Object.entries(data.licences).sort((a, b) => b[1] - a[1]);
section('Licences', 'as the sources state them', el('div', {class: 'panel'}, el('table', {},
  el('tbody', {}, ...licences.map(([name, n]) => el('tr', {}, el('td', {}, name), el('td', {}, formatNumber(n)), el('td', {}, share(n))))))));
