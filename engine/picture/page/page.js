'use strict';
// Shared by all pages. What comes from `data` is untrusted and reaches the document only as text (el, textContent).
const data = JSON.parse(document.getElementById('data').textContent);

/** A new element; children that are strings or numbers become text. Attributes starting with "on" are listeners. */
function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null) node.setAttribute(name, value);
  }
  node.append(...children.filter(child => child !== undefined && child !== null));
  return node;
}

/** 12,345 or three significant digits. */
function formatNumber(value) {
  if (typeof value !== 'number' || !Number.isFinite(value)) return value === undefined || value === null ? '' : String(value);
  if (Number.isInteger(value)) return value.toLocaleString('en');
  const size = Math.abs(value);
  if (size >= 100) return value.toLocaleString('en', {maximumFractionDigits: 0});
  if (size !== 0 && size < 1e-3) return value.toExponential(1);
  return String(Number(value.toPrecision(3)));
}

/** A function that tells whether a lower-case text holds every word of the query. */
function makeMatcher(query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return text => words.every(word => text.includes(word));
}

/** A drop-down; options are [value, label]. */
function makeSelect(label, options, onChange) {
  const select = el('select', {'aria-label': label, onchange: () => onChange(select.value)});
  for (const [value, text] of options) select.append(el('option', {value}, text));
  return select;
}

/** Sorted distinct values of a field with their counts, most frequent first. */
function countValues(items, field) {
  const counts = new Map();
  for (const item of items) if (item[field]) counts.set(item[field], (counts.get(item[field]) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || String(a[0]).localeCompare(String(b[0])));
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

const themeListeners = [];
function makeThemeButton() {
  const button = el('button', {title: 'Light or dark', 'aria-label': 'Light or dark', onclick: () => {
    document.documentElement.dataset.theme = isDark() ? 'light' : 'dark';
    paint();
    themeListeners.forEach(listener => listener());
  }});
  const paint = () => { button.textContent = isDark() ? '☀' : '☾'; };
  paint();
  return button;
}

/** The header with title, a live count and controls; returns the element that holds the count. */
function makeHeader(...controls) {
  const count = el('span', {class: 'count', 'aria-live': 'polite'});
  document.body.prepend(el('header', {class: 'top'}, el('h1', {}, data.title), count, ...controls, makeThemeButton()));
  return count;
}

/** Shows `items` inside `parent`, a few hundred at a time as the reader scrolls. Returns the function that starts over. */
function makeLazyList(parent, render, chunk = 240) {
  let items = [], shown = 0;
  const sentinel = el('div', {style: 'height:1px'});
  const more = () => {
    parent.append(...items.slice(shown, shown + chunk).map(render));
    shown = Math.min(shown + chunk, items.length);
  };
  const observer = new IntersectionObserver(entries => {
    if (!entries[0].isIntersecting || shown >= items.length) return;
    more();
    // Observing anew fires anew: the sentinel may still be in view.
    observer.unobserve(sentinel);
    observer.observe(sentinel);
  }, {rootMargin: '1200px'});
  document.body.append(sentinel);
  observer.observe(sentinel);
  return next => {
    items = next;
    shown = 0;
    parent.replaceChildren();
    more();
  };
}
