// The grid of playthroughs: keys as in a spreadsheet, and each cell saved by itself.
import { Away, Queue, Refused, post } from './queue.js';

const page = document.querySelector('[data-backfill]');
const PHONE = window.matchMedia('(hover: none), (width < 800px)');
const ECHO_MS = 150;
const ECHOED = ['completed_at', 'platform', 'playtime_hours'];
const LISTED = ['status', 'rating'];

const sheet = page?.querySelector('[data-sheet]');
const says = page?.querySelector('[data-says]');
const undoButton = page?.querySelector('[data-undo-button]');
const kept = page?.querySelector('[data-kept]');

const addressOf = (name, row) => page.dataset[name].replace('/0/', `/${row.dataset.row}/`);
const counted = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;

// The grid as rows and columns ------------------------------------------------------

const rows = () => [...sheet.querySelectorAll('tbody tr')];
const cellsOf = (row) => [...row.querySelectorAll('[data-field]')];
const rowOf = (cell) => cell.closest('tr');
const cellFrom = (element) => element?.closest?.('[data-field]');
const fieldOf = (cell) => cell.dataset.field;

function placeOf(cell) {
  return { row: rows().indexOf(rowOf(cell)), column: cellsOf(rowOf(cell)).indexOf(cell) };
}

function cellAt({ row, column }) {
  const found = rows()[row];
  return found ? cellsOf(found)[column] : undefined;
}

// What a cell shows ------------------------------------------------------------------

// As the server drew it, and what was typed where that is not saved (yet).
const stored = new WeakMap();
const typed = new WeakMap();

function draw(cell) {
  const shown = cell.querySelector('[data-shown]');
  const text = typed.get(cell);
  if (text === undefined) shown.innerHTML = stored.get(cell);
  else if (LISTED.includes(fieldOf(cell))) shown.textContent = labelOf(fieldOf(cell), text);
  else shown.textContent = text || '–';
}

function labelOf(field, text) {
  const option = optionsOf(field).find((each) => each.value === text);
  return option ? option.textContent : text;
}

function optionsOf(field) {
  return [...page.querySelector(`[data-choices="${field}"]`).content.children];
}

function echo(cell, message, isError = false) {
  cell.querySelector('.q-echo')?.remove();
  cell.removeAttribute('aria-describedby');
  if (!message) return;
  const box = document.createElement('span');
  box.className = `q-echo${isError ? ' q-echo--err' : ''}`;
  box.id = `q-echo-${rowOf(cell).dataset.row}-${fieldOf(cell)}`;
  box.setAttribute('role', isError ? 'alert' : 'status');
  box.textContent = message;
  cell.append(box);
  cell.setAttribute('aria-describedby', box.id);
}

function mark(cell, state, message = '') {
  ['is-saving', 'is-saved', 'is-err', 'is-kept'].forEach((each) => cell.classList.toggle(each, each === state));
  if (state === 'is-err') cell.setAttribute('aria-invalid', 'true');
  else cell.removeAttribute('aria-invalid');
  echo(cell, message, state === 'is-err');
  sayOf(rowOf(cell));
}

// The last column of a row: what is going on with its cells.
function sayOf(row) {
  const place = row.querySelector('[data-state]');
  const has = (state) => row.querySelector(`.${state}`);
  place.className = 'q-sheet__state';
  if (has('is-err')) {
    place.classList.add('q-bad');
    place.textContent = 'kept here, not saved';
  } else if (has('is-kept')) place.textContent = 'kept here, not sent';
  else if (has('is-saving')) {
    const spin = document.createElement('span');
    spin.className = 'q-spin';
    place.replaceChildren(spin, 'saving');
  } else if (has('is-saved')) {
    place.classList.add('q-good');
    place.replaceChildren(page.querySelector('[data-saved]').content.cloneNode(true));
  } else place.textContent = '';
}

// A row as the server has it now. Cells with something unsaved keep what was typed.
function takeRow(html) {
  const template = document.createElement('template');
  template.innerHTML = html.trim();
  const now = template.content.querySelector('tr');
  const row = sheet.querySelector(`[data-row="${now.dataset.row}"]`);
  if (!row) return;
  const before = gapOf(row);
  row.dataset.version = now.dataset.version;
  cellsOf(row).forEach((cell) => {
    const renewed = now.querySelector(`[data-field="${fieldOf(cell)}"]`);
    cell.dataset.text = renewed.dataset.text;
    stored.set(cell, renewed.querySelector('[data-shown]').innerHTML);
    if (!cell.contains(editor)) draw(cell);
  });
  measure(before, gapOf(row));
}

// How many are dated ---------------------------------------------------------------

let lately = 0;

function gapOf(row) {
  const text = (field) => row.querySelector(`[data-field="${field}"]`).dataset.text;
  const isFinished = text('status') === 'completed';
  return { finished: Number(isFinished), dated: Number(isFinished && text('completed_at') !== '') };
}

function measure(before, after) {
  const dated = page.querySelector('[data-dated]');
  if (!dated) return;
  const finished = page.querySelector('[data-finished]');
  const more = after.dated - before.dated;
  lately += more;
  dated.textContent = Number(dated.textContent) + more;
  finished.textContent = Number(finished.textContent) + after.finished - before.finished;
  const share = Number(finished.textContent) ? Number(dated.textContent) / Number(finished.textContent) : 0;
  page.querySelector('[data-meter]').setAttribute('width', 100 * share);
  const place = page.querySelector('[data-lately]');
  place.hidden = lately <= 0;
  place.textContent = `, ${lately} just now`;
}

// Saving and undoing -----------------------------------------------------------------

const queue = new Queue((count, problem) => {
  if (problem && count) {
    queue.items.forEach((item) => mark(item.cell, 'is-kept'));
    kept.textContent = `${problem} ${counted(count, 'change')} kept here, to be sent as soon as possible. Keep this page open.`;
  }
  if (kept) kept.hidden = !(problem && count);
  says.textContent = count && !problem ? `Saving ${counted(count, 'cell')}` : '';
});

// What can be undone, the latest last: each is all cells that one action changed.
const actions = [];

function noteAction(action) {
  actions.push(action);
  undoButton.disabled = false;
}

// Puts `text` into each of `cells`, as one action.
function fill(pairs) {
  const action = { items: [], undo: [] };
  pairs.forEach(([cell, text]) => {
    const item = save(cell, text, action);
    if (item) action.items.push(item);
  });
  if (action.items.length) noteAction(action);
}

function save(cell, text, action) {
  const waiting = queue.items.find((item) => item.cell === cell && item !== queue.sending);
  if (!waiting && !queue.items.length && text === cell.dataset.text) {
    typed.delete(cell);
    mark(cell, cell.classList.contains('is-saved') ? 'is-saved' : '');
    draw(cell);
    return null;
  }
  if (waiting) queue.drop(waiting);
  typed.set(cell, text);
  draw(cell);
  mark(cell, 'is-saving');
  const row = rowOf(cell);
  const item = {
    cell,
    url: addressOf('save', row),
    body: () => ({ field: fieldOf(cell), text, was: cell.dataset.text, version: row.dataset.version }),
    done: (answer) => {
      if (typed.get(cell) === text) typed.delete(cell);
      takeRow(answer.row);
      if (!typed.has(cell)) mark(cell, 'is-saved');
      if (answer.undo) action.undo.push(answer.undo);
    },
    refused: ({ status, message, answer }) => {
      if (answer.row) takeRow(answer.row);
      const hint = status === 409 ? ' Press Enter twice to keep yours, or Esc to keep theirs.' : '';
      if (typed.get(cell) === text) mark(cell, 'is-err', `${message}${hint}`);
    },
  };
  queue.add(item);
  return item;
}

function giveUp(cell) {
  typed.delete(cell);
  draw(cell);
  mark(cell, '');
}

let isUndoing = false;

async function undo() {
  const action = actions.at(-1);
  if (!action || isUndoing) return;
  isUndoing = true;
  actions.pop();
  try {
    for (const item of action.items) {
      await queue.settled(item);
      if (queue.drop(item)) giveUp(item.cell);
      else if (item.cell.classList.contains('is-err')) giveUp(item.cell);
    }
    if (action.undo.length) await takeBack(action);
    else says.textContent = 'Undone.';
  } finally {
    isUndoing = false;
    undoButton.disabled = actions.length === 0;
  }
}

async function takeBack(action) {
  try {
    const { rows: renewed, undone, left } = await post(page.dataset.undo, { undo: action.undo });
    action.items.forEach(({ cell }) => !typed.has(cell) && mark(cell, ''));
    renewed.forEach(takeRow);
    says.textContent = left ? `${counted(undone, 'cell')} undone, ${left} changed since.` : 'Undone.';
  } catch (problem) {
    if (problem instanceof Away) actions.push(action);
    else if (!(problem instanceof Refused)) throw problem;
    says.textContent = problem.message;
  }
}

// Where one is -----------------------------------------------------------------------

let current = null;
let anchor = null;

function goTo(cell, { extends: isRange = false } = {}) {
  if (!cell) return;
  if (!isRange || !anchor) anchor = cell;
  rows().forEach((row) => row.classList.toggle('is-at', row === rowOf(cell)));
  if (current) current.tabIndex = -1;
  current = cell;
  cell.tabIndex = 0;
  cell.focus();
  cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  showRange();
}

function range() {
  if (!current) return [];
  const [a, b] = [placeOf(anchor?.isConnected ? anchor : current), placeOf(current)];
  const between = (from, to) => Array.from({ length: Math.abs(to - from) + 1 }, (_, n) => Math.min(from, to) + n);
  return between(a.row, b.row).map((row) => between(a.column, b.column).map((column) => cellAt({ row, column })));
}

function showRange() {
  const chosen = new Set(range().flat());
  sheet.querySelectorAll('[data-field]').forEach((cell) => {
    const isOn = chosen.size > 1 && chosen.has(cell);
    cell.classList.toggle('is-range', isOn);
    if (isOn) cell.setAttribute('aria-selected', 'true');
    else cell.removeAttribute('aria-selected');
  });
}

function step(cell, rowsOn, columnsOn) {
  const { row, column } = placeOf(cell);
  return cellAt({ row: row + rowsOn, column: column + columnsOn });
}

// Typing -----------------------------------------------------------------------------

let editor = null;
let echoTimer;

function open(cell, { isEmpty = false } = {}) {
  if (editor) close();
  const field = fieldOf(cell);
  echo(cell, '');
  editor = LISTED.includes(field) ? listFor(cell, field) : inputFor(cell, field, isEmpty);
  editor.className = 'q-cellin';
  editor.setAttribute('aria-label', `${cell.dataset.l} of ${rowOf(cell).dataset.label}`);
  cell.classList.add('is-typing');
  cell.removeAttribute('tabindex');
  cell.querySelector('[data-shown]').replaceChildren(editor);
  editor.focus();
  if (!isEmpty) editor.select?.();
  editor.addEventListener('blur', () => editor?.isConnected && commit());
  if (!isEmpty) say(cell);
}

function textToEdit(cell) {
  return typed.get(cell) ?? cell.dataset.text;
}

function inputFor(cell, field, isEmpty) {
  const input = document.createElement('input');
  input.type = 'text';
  input.value = isEmpty ? '' : textToEdit(cell);
  input.autocomplete = 'off';
  input.maxLength = 200;
  if (field === 'playtime_hours') input.inputMode = 'decimal';
  if (field === 'platform') input.setAttribute('list', 'q-backfill-platforms');
  input.addEventListener('input', () => {
    clearTimeout(echoTimer);
    echoTimer = setTimeout(() => say(cell), ECHO_MS);
  });
  return input;
}

function listFor(cell, field) {
  const list = document.createElement('select');
  list.append(...optionsOf(field).map((option) => option.cloneNode(true)));
  list.value = textToEdit(cell);
  return list;
}

// What is typed is said back before it is saved.
async function say(cell) {
  const field = fieldOf(cell);
  const text = editor?.value ?? '';
  if (!ECHOED.includes(field) || !text.trim()) {
    echo(cell, '');
    return;
  }
  let answer;
  try {
    const url = `${addressOf('say', rowOf(cell))}?${new URLSearchParams({ field, text })}`;
    const response = await fetch(url, { headers: { 'X-Requested-With': 'XMLHttpRequest' } });
    if (!response.ok || response.redirected) return;
    answer = await response.json();
  } catch {
    return; // Saving says it.
  }
  if (!editor || !cell.contains(editor) || editor.value !== text) return;
  echo(cell, answer.message ?? [answer.words, answer.note].filter(Boolean).join('. '), Boolean(answer.message));
}

function close() {
  const cell = cellFrom(editor);
  const { value } = editor;
  clearTimeout(echoTimer);
  editor = null;
  cell.classList.remove('is-typing');
  cell.tabIndex = cell === current ? 0 : -1;
  echo(cell, '');
  draw(cell);
  return { cell, value };
}

function commit({ all = false } = {}) {
  const before = cellFrom(editor);
  const wasTyped = textToEdit(before);
  const { cell, value } = close();
  const text = value.trim();
  const column = placeOf(cell).column;
  const cells = all ? range().map((line) => line.find((each) => placeOf(each).column === column)).filter(Boolean) : [cell];
  if (!all && text === wasTyped && !cell.classList.contains('is-err')) return;
  fill(cells.map((each) => [each, text]));
}

function cancel() {
  const { cell } = close();
  if (cell.classList.contains('is-err')) giveUp(cell);
  goTo(cell);
}

// Keys -------------------------------------------------------------------------------

const isCommand = (event) => event.ctrlKey || event.metaKey;

const EDITING = {
  Enter(event) {
    const cell = cellFrom(editor);
    commit({ all: isCommand(event) });
    goTo(isCommand(event) ? cell : step(cell, event.shiftKey ? -1 : 1, 0) ?? cell);
  },
  Tab(event) {
    const cell = cellFrom(editor);
    commit();
    goTo(step(cell, 0, event.shiftKey ? -1 : 1) ?? cell);
  },
  Escape: cancel,
};

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

// With Ctrl, as far as it goes.
function move(event) {
  const isRightToLeft = getComputedStyle(sheet).direction === 'rtl';
  const [down, sideways] = MOVES[event.key];
  const right = isRightToLeft ? -sideways : sideways;
  let next = step(current, down, right);
  while (next && isCommand(event) && step(next, down, right)) next = step(next, down, right);
  goTo(next, { extends: event.shiftKey });
}

function setStars(event) {
  const cells = range().flat().filter((cell) => fieldOf(cell) === 'rating');
  const next = (cell) => {
    const now = Number(textToEdit(cell)) || 0;
    return event.key === '.' ? Math.min(5, now + 0.5) : Number(event.key);
  };
  fill(cells.map((cell) => [cell, String(next(cell))]));
}

function empty() {
  const cells = range().flat().filter((cell) => fieldOf(cell) !== 'status' && textToEdit(cell) !== '');
  fill(cells.map((cell) => [cell, '']));
}

// Of one row: as above. Of several: as the first of them.
function fillDown() {
  const lines = range();
  const source = lines.length > 1 ? lines[0] : lines[0].map((cell) => step(cell, -1, 0));
  const targets = lines.length > 1 ? lines.slice(1) : lines;
  const pairs = targets.flatMap((line) => line.map((cell, at) => [cell, source[at] && textToEdit(source[at])]));
  fill(pairs.filter(([, text]) => text !== undefined));
}

function toggleRow() {
  rowOf(current).querySelector('[data-bulk-action-checkbox]')?.click();
}

function isWritten(event) {
  return event.key.length === 1 && event.key !== ' ' && !isCommand(event) && !event.altKey;
}

// Whether the key did something.
function press(event) {
  const field = fieldOf(current);
  if (event.key in MOVES && !event.altKey) move(event);
  else if (event.key === 'Enter' || event.key === 'F2') open(current);
  else if (event.key === 'Tab') {
    // At the end of a row, Tab leads out of the grid.
    const next = step(current, 0, event.shiftKey ? -1 : 1);
    if (!next) return false;
    goTo(next);
  } else if (event.key === 'Home' || event.key === 'End') {
    const row = isCommand(event) ? rows().at(event.key === 'Home' ? 0 : -1) : rowOf(current);
    goTo(cellsOf(row).at(event.key === 'Home' ? 0 : -1), { extends: event.shiftKey });
  } else if (event.key === 'Backspace' || event.key === 'Delete') empty();
  else if (isCommand(event) && event.key.toLowerCase() === 'd') fillDown();
  else if (isCommand(event) && event.key.toLowerCase() === 'z') undo();
  else if (event.key === ' ') toggleRow();
  else if (event.key === 'Escape' && current.classList.contains('is-err')) giveUp(current);
  else if (event.key === 'Escape' && range().flat().length > 1) goTo(current);
  else if (field === 'rating' && /^[1-5.]$/.test(event.key) && isWritten(event)) setStars(event);
  else if (event.key.toLowerCase() === 'o' && LISTED.concat('playtime_hours').includes(field) && isWritten(event)) {
    rowOf(current).querySelector('[data-open]').click();
  } else if (isWritten(event) && !LISTED.includes(field)) {
    open(current, { isEmpty: true });
    // Not prevented: the key is the first that is typed.
    event.stopPropagation();
    return false;
  } else return false;
  return true;
}

function onKey(event) {
  if (event.isComposing) return;
  if (editor && event.target === editor) {
    if (event.key in EDITING) {
      event.preventDefault();
      EDITING[event.key](event);
    }
    event.stopPropagation();
    return;
  }
  const cell = cellFrom(event.target);
  if (!cell || event.target !== cell) return;
  current = cell;
  if (press(event)) {
    event.preventDefault();
    event.stopPropagation();
  }
}

// Mouse and touch ----------------------------------------------------------------------

function onClick(event) {
  const cell = cellFrom(event.target);
  if (!cell || cell.contains(editor)) return;
  goTo(cell, { extends: event.shiftKey });
  if (event.pointerType === 'touch' || PHONE.matches) open(cell);
}

let isDragging = false;

function onDown(event) {
  const cell = cellFrom(event.target);
  if (!cell || event.pointerType !== 'mouse' || event.button !== 0 || cell.contains(editor)) return;
  if (!event.shiftKey) goTo(cell);
  isDragging = true;
}

function onOver(event) {
  const cell = cellFrom(event.target);
  if (isDragging && event.buttons === 1 && cell && cell !== current) goTo(cell, { extends: true });
}

// Copying and pasting --------------------------------------------------------------------

function onCopy(event) {
  if (!current || document.activeElement !== current) return;
  const text = range().map((line) => line.map(textToEdit).join('\t')).join('\n');
  event.clipboardData.setData('text/plain', text);
  event.preventDefault();
}

// One line a row, as from a spreadsheet; one value for all that is chosen.
function onPaste(event) {
  if (!current || document.activeElement !== current) return;
  event.preventDefault();
  const text = event.clipboardData.getData('text/plain').replace(/\r\n?/g, '\n').replace(/\n$/, '');
  const lines = text.split('\n').map((line) => line.split('\t'));
  const chosen = range();
  if (lines.length === 1 && lines[0].length === 1) {
    fill(chosen.flat().map((cell) => [cell, lines[0][0].trim()]));
    return;
  }
  const start = placeOf(chosen[0][0]);
  const pairs = lines.flatMap((line, down) => line.map((value, right) => [
    cellAt({ row: start.row + down, column: start.column + right }),
    value.trim(),
  ]));
  const here = pairs.filter(([cell]) => cell);
  fill(here);
  if (here.length < pairs.length) says.textContent = `${counted(pairs.length - here.length, 'value')} didn’t fit on this page.`;
}

// Choosing rows: Wagtail's bulk-actions.js does it, here is what it shows -----------------

function watchSelection() {
  const bar = document.querySelector('[data-bulk-action-footer]');
  if (!bar) return;
  const boxes = () => [...sheet.querySelectorAll('[data-bulk-action-checkbox]')];
  const count = bar.querySelector('[data-bulk-count]');
  const show = () => {
    const chosen = boxes().filter((box) => box.checked);
    count.textContent = chosen.length;
    boxes().forEach((box) => box.closest('tr').classList.toggle('is-chosen', box.checked));
  };
  document.addEventListener('change', (event) => event.target.matches('[data-bulk-action-checkbox], [data-bulk-action-select-all-checkbox]') && queueMicrotask(show), true);
  bar.querySelector('[data-bulk-clear]').addEventListener('click', () => {
    boxes().filter((box) => box.checked).forEach((box) => box.click());
  });
  bar.querySelector('[data-bulk-action-num-objects-in-listing]').addEventListener('click', () => {
    boxes().filter((box) => !box.checked).forEach((box) => box.click());
    show();
    count.textContent = bar.querySelector('[data-bulk-total]').textContent;
  }, true);
}

function hasUnsaved() {
  return Boolean(editor) || queue.items.length > 0 || Boolean(sheet.querySelector('.is-err'));
}

if (sheet) {
  sheet.querySelectorAll('[data-field]').forEach((cell) => stored.set(cell, cell.querySelector('[data-shown]').innerHTML));
  const first = sheet.querySelector('[data-field="completed_at"]');
  if (first) first.tabIndex = 0;
  sheet.addEventListener('keydown', onKey);
  sheet.addEventListener('focusin', (event) => {
    if (event.target.matches('[data-field]') && event.target !== current) goTo(event.target);
  });
  sheet.addEventListener('click', onClick);
  sheet.addEventListener('dblclick', (event) => {
    const cell = cellFrom(event.target);
    if (cell && !cell.contains(editor)) open(cell);
  });
  sheet.addEventListener('pointerdown', onDown);
  sheet.addEventListener('pointerover', onOver);
  document.addEventListener('pointerup', () => {
    isDragging = false;
  });
  document.addEventListener('copy', onCopy);
  document.addEventListener('paste', onPaste);
  document.addEventListener('keydown', (event) => {
    const isUndo = isCommand(event) && event.key.toLowerCase() === 'z' && !event.shiftKey;
    if (isUndo && !event.target.closest('input, select, textarea')) {
      event.preventDefault();
      undo();
    }
  });
  undoButton.addEventListener('click', undo);
  watchSelection();
  window.addEventListener('beforeunload', (event) => {
    if (hasUnsaved()) event.preventDefault();
  });
}
