// The rank board. What the user does shows at once, is saved at once, and is put
// back with a message when it cannot be saved.
import { Changes } from './changes.js';
import { Drag } from './drag.js';
import { GameSearchController } from './game-search.js';
import { Rows, plain } from './rows.js';

const SETTLED = 700; // ms after the last arrow key before the move is saved
const PAGE = 10; // rows that Page Up and Page Down pass

class RankBoardController extends window.StimulusModule.Controller {
  static targets = [
    'rows', 'filter', 'position', 'count', 'line', 'empty', 'icons',
    'toast', 'said', 'failed', 'undo', 'place',
  ];

  static values = { urls: Object, csrf: String, media: String, topic: String };

  connect() {
    this.queued = [];
    this.waiting = 0;
    this.changes = new Changes({ urls: this.urlsValue, csrf: this.csrfValue });
    this.listeners = new AbortController();
    const options = { signal: this.listeners.signal };
    const on = (type, handle) => this.rowsTarget.addEventListener(type, handle, options);
    on('pointerdown', (event) => this.press(event));
    on('keydown', (event) => this.key(event));
    on('focusout', (event) => this.leave(event));
    on('focusin', (event) => event.target.matches('.rank-row__position') && event.target.select());
    on('change', (event) => this.typed(event));
    on('click', (event) => this.click(event));
    this.watchHeader();
    this.load();
    (window.questlogLive ??= []).push({ topics: [this.topicValue], handler: () => this.look() });
  }

  /** The bar stays below Wagtail's header, which has two lines on a phone. */
  watchHeader() {
    const header = document.querySelector('.w-slim-header');
    if (!header) return;
    const measure = () => this.element.style.setProperty('--rank-header', `${header.offsetHeight}px`);
    this.sizes = new ResizeObserver(measure);
    this.sizes.observe(header);
  }

  disconnect() {
    this.sizes?.disconnect();
    this.listeners.abort();
  }

  // What the list holds ---------------------------------------------------------

  async load() {
    try {
      this.render(await this.changes.get('rows'));
    } catch (refused) {
      this.fail(refused.message);
    }
  }

  /** Show what another tab, the API or an overlay has changed, once nothing is held. */
  async look() {
    await this.changes.last;
    if (this.isBusy) return;
    let board;
    try {
      board = await this.changes.get('rows');
    } catch {
      return; // the next look, or the next change, says so
    }
    if (this.isBusy || board.version === this.changes.version) return;
    const { entry } = document.activeElement?.closest('.rank-row')?.dataset ?? {};
    const part = document.activeElement?.classList[0];
    this.render(board);
    if (entry && part) this.focusRow(this.row(entry), `.${part}`, { preventScroll: true });
    this.say('This list was changed elsewhere. Here is its newest order.');
  }

  /** Whether something is held, typed or under way that a new order would disturb. */
  get isBusy() {
    const typed = [...this.rowsTarget.querySelectorAll('.rank-row__position')].some(
      (input) => input.value !== input.dataset.position,
    );
    const isOpen = this.rowsTarget.querySelector('textarea, .rank-row__actions');
    const isDragging = document.documentElement.classList.contains('rank-dragging');
    return Boolean(this.waiting || this.pending || isDragging || (this.ranked && typed) || isOpen);
  }

  render({ version, ranked, rows }) {
    this.changes.version = version;
    this.ranked = ranked;
    this.builder = new Rows({ ranked, icons: (name) => this.icon(name), media: this.mediaValue });
    this.pending = null;
    const built = rows.map((row) => this.builder.build(row));
    this.known = new Map(built.map((row) => [row.dataset.entry, row]));
    this.rowsTarget.replaceChildren(...built);
    this.rowsTarget.setAttribute('aria-busy', 'false');
    this.confirmed = rows.map(([id]) => String(id));
    this.number();
    this.filter();
  }

  icon(name) {
    const held = this.iconsTarget.content.querySelector(`[data-name="${name}"]`);
    return held.firstElementChild.cloneNode(true);
  }

  get all() {
    return [...this.rowsTarget.children];
  }

  get shown() {
    return this.all.filter((row) => !row.hidden);
  }

  row(id) {
    return this.rowsTarget.querySelector(`[data-entry="${id}"]`);
  }

  number() {
    if (this.ranked) {
      this.all.forEach((row, index) => {
        const input = row.querySelector('.rank-row__position');
        const position = String(index + 1);
        if (input.dataset.position !== position) {
          input.dataset.position = position;
          input.value = position;
        }
      });
    }
    this.emptyTarget.hidden = this.rowsTarget.children.length > 0;
  }

  // Finding ---------------------------------------------------------------------

  filter() {
    const words = plain(this.filterTarget.value).split(/\s+/).filter(Boolean);
    const rows = this.all;
    let found = 0;
    rows.forEach((row) => {
      row.hidden = !words.every((word) => row.search.includes(word));
      found += row.hidden ? 0 : 1;
    });
    const games = `${rows.length} game${rows.length === 1 ? '' : 's'}`;
    this.countTarget.textContent = words.length ? `${found} of ${games}.` : `${games}.`;
  }

  clearFilter() {
    this.filterTarget.value = '';
    this.filter();
  }

  focusFirst() {
    this.focusRow(this.shown[0]);
  }

  focusRow(row, part = '.rank-row__position, .rank-row__more', options = {}) {
    row?.querySelector(part)?.focus(options);
  }

  // Moving ----------------------------------------------------------------------

  press(event) {
    const handle = event.target.closest('.rank-row__handle');
    if (!handle || event.button !== 0) return;
    this.settle();
    const row = handle.closest('.rank-row');
    this.drag = new Drag({
      event,
      row,
      rows: this.rowsTarget,
      line: this.lineTarget,
      drop: (before) => {
        this.place(row, before);
        this.save(row);
      },
    });
  }

  /** Put `row` before another, or at the end, without saving. */
  place(row, before) {
    if (before === row || row.nextElementSibling === before) return;
    const focused = row.contains(document.activeElement) ? document.activeElement : null;
    this.placing = true;
    this.rowsTarget.insertBefore(row, before);
    focused?.focus({ preventScroll: true });
    this.placing = false;
    this.number();
  }

  placeAt(row, index) {
    const others = this.all.filter((one) => one !== row);
    this.place(row, others[index] ?? null);
  }

  key(event) {
    const handle = event.target.closest('.rank-row__handle');
    if (handle) {
      this.handleKey(event, handle.closest('.rank-row'));
    } else if (event.target.matches('.rank-row__position')) {
      if (event.key === 'Enter') event.target.dispatchEvent(new Event('change', { bubbles: true }));
      if (event.key === 'Escape') event.target.value = event.target.dataset.position;
    }
  }

  handleKey(event, row) {
    const shown = this.shown;
    const at = shown.indexOf(row);
    const last = shown.length - 1;
    const goals = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      PageUp: at - PAGE,
      PageDown: at + PAGE,
      Home: 0,
      End: last,
    };
    if (event.key === 'Escape') this.takeBack(row);
    if (event.key === 'Enter' || event.key === ' ') this.settle();
    const goal = goals[event.key];
    if (goal === undefined) return;
    event.preventDefault();
    const to = Math.min(Math.max(goal, 0), last);
    if (this.origin?.row !== row) this.origin = { row, index: this.all.indexOf(row) };
    if (to !== at) this.place(row, to < at ? shown[to] : shown[to].nextElementSibling);
    row.scrollIntoView({ block: 'nearest' });
    this.placeTarget.textContent = `${row.dataset.name}: ${this.all.indexOf(row) + 1} of ${this.all.length}`;
    clearTimeout(this.settling);
    this.pending = row;
    this.settling = setTimeout(() => this.settle(), SETTLED);
  }

  /** Save what the keys have moved, if they have. */
  settle() {
    clearTimeout(this.settling);
    const row = this.pending;
    this.pending = null;
    if (row) this.save(row);
  }

  /** Escape: back to where the row was before the first key. */
  takeBack(row) {
    if (this.origin?.row !== row) return;
    this.placeAt(row, this.origin.index);
    row.scrollIntoView({ block: 'nearest' });
    this.placeTarget.textContent = `${row.dataset.name} is back at ${this.origin.index + 1}`;
    this.pending = row;
    this.settle();
    this.origin = null;
  }

  leave(event) {
    if (this.placing || !event.target.matches('.rank-row__handle')) return;
    this.settle();
    this.origin = null;
  }

  typed(event) {
    const input = event.target;
    if (!input.matches('.rank-row__position')) return;
    const typed = input.value.trim();
    const was = Number(input.dataset.position);
    input.value = was;
    if (typed === '' || Number(typed) === was) return;
    const { length } = this.all;
    if (!/^\d+$/.test(typed) || Number(typed) < 1 || Number(typed) > length) {
      this.fail(`“${typed}” isn’t a position. Enter a number from 1 to ${length}.`);
      return;
    }
    this.moveTo(input.closest('.rank-row'), Number(typed));
  }

  /** Move to a position far off: the eye and the focus stay where they were. */
  moveTo(row, position) {
    const shown = this.shown;
    const at = shown.indexOf(row);
    row.querySelector('.rank-row__actions')?.remove();
    row.querySelector('.rank-row__more').setAttribute('aria-expanded', 'false');
    const next = shown[at + 1] ?? shown[at - 1] ?? row;
    this.placeAt(row, position - 1);
    this.focusRow(next, '.rank-row__position', { preventScroll: true });
    this.save(row);
  }

  /** `tier`: the one it goes back to, which its rank alone may not tell. */
  save(row, tier = '') {
    const position = this.all.indexOf(row) + 1;
    const { entry, name } = row.dataset;
    const was = this.expected().indexOf(entry) + 1;
    if (was === position) return;
    this.queued.push({ entry, position });
    this.mark(row);
    this.change('move', { entry, position, tier }, (answer) => {
      this.queued.shift();
      this.confirmed = moved(this.confirmed, entry, position);
      this.say(`${name} is ${position} now. Saved.`, () => {
        const again = this.row(entry);
        this.placeAt(again, was - 1);
        this.save(again, answer.tier);
      });
    });
  }

  /** The order there will be once the server has done all that was sent. */
  expected() {
    return this.queued.reduce(
      (order, { entry, position }) => moved(order, entry, position),
      this.confirmed,
    );
  }

  // Other changes ---------------------------------------------------------------

  click(event) {
    const row = event.target.closest('.rank-row');
    if (event.target.closest('.rank-row__more')) this.builder.toggleActions(row);
    const verb = event.target.closest('[data-verb]')?.dataset.verb;
    if (verb === 'top') this.moveTo(row, 1);
    if (verb === 'bottom') this.moveTo(row, this.all.length);
    if (verb === 'remove') this.remove(row);
    if (verb === 'annotate') this.builder.editNotes(row, (text) => this.annotate(row, text));
  }

  annotate(row, notes) {
    const { entry, name } = row.dataset;
    const before = row.notes;
    this.builder.showNotes(row, notes.trim());
    const done = (answer) => {
      this.builder.showNotes(row, answer.notes);
      this.say(`Notes on ${name} saved.`);
    };
    this.change('annotate', { entry, notes }, done, (message) => {
      this.builder.showNotes(row, before);
      // Nothing that was typed is lost.
      this.builder.editNotes(this.row(entry) ?? row, (text) => this.annotate(row, text), notes);
      this.fail(message);
    });
  }

  remove(row) {
    this.settle();
    const { entry, name } = row.dataset;
    const shown = this.shown;
    const at = shown.indexOf(row);
    const next = shown[at + 1] ?? shown[at - 1];
    row.remove();
    this.number();
    this.filter();
    if (next) this.focusRow(next, undefined, { preventScroll: true });
    else this.filterTarget.focus();
    this.change('remove', { entry }, ({ removal }) => {
      this.confirmed = this.confirmed.filter((id) => id !== entry);
      this.say(`${name} was removed from the list.`, () =>
        this.change('put_back', { removal }, (answer) => this.showAdded(answer, 'is back')),
      );
    });
  }

  addPicked({ detail: game }) {
    if (game.igdb_id) {
      this.add({ igdb_id: game.igdb_id }, 'add_igdb');
      return;
    }
    if (!game.listed) {
      this.add({ games: [game.id] });
      return;
    }
    this.clearFilter();
    const row = this.all.find((one) => one.dataset.name === game.name);
    this.mark(row);
    row?.scrollIntoView({ block: 'center' });
    this.focusRow(row, undefined, { preventScroll: true });
    this.say(`${game.name} is already on this list.`);
  }

  choose() {
    window.ModalWorkflow({
      url: this.urlsValue.choose,
      urlParams: { multiple: 1 },
      onload: window.CHOOSER_MODAL_ONLOAD_HANDLERS,
      responses: { chosen: (games) => this.add({ games: games.map((game) => game.id) }) },
    });
  }

  add(what, verb = 'add') {
    this.settle();
    const position = this.hasPositionTarget ? this.positionTarget.value.trim() : '';
    const values = position ? { ...what, position } : what;
    if (verb === 'add_igdb') this.say('Adding it from IGDB…');
    this.change(verb, values, (answer) =>
      this.showAdded(answer, 'added', () => this.takeOff(answer.added)),
    );
  }

  /** Undo of adding: off the list again. What came from IGDB stays in the library. */
  takeOff(entries) {
    this.settle();
    this.change('remove', { entry: entries }, ({ removal }) => {
      const gone = entries.map(String);
      const names = gone.map((id) => this.row(id)?.dataset.name);
      this.confirmed = this.confirmed.filter((id) => !gone.includes(id));
      gone.forEach((id) => this.row(id)?.remove());
      this.number();
      this.filter();
      const what = gone.length > 1 ? `${gone.length} games are` : `${names[0]} is`;
      this.say(`${what} off the list again.`, () =>
        this.change('put_back', { removal }, (answer) => this.showAdded(answer, 'back on the list')),
      );
    });
  }

  showAdded({ board, added }, what, undo = null) {
    this.render(board);
    const rows = added.map((id) => this.row(id)).filter(Boolean);
    if (!rows.length) return;
    if (rows[0].hidden) this.clearFilter();
    rows.forEach((row) => this.mark(row));
    rows[0].scrollIntoView({ block: 'center' });
    const many = rows.length > 1 ? `${rows.length} games` : rows[0].dataset.name;
    this.say(`${many} ${what}. Saved.`, undo);
    if (this.hasPositionTarget) this.positionTarget.value = '';
  }

  // Saving and saying -------------------------------------------------------------

  /** Send a change; one that is refused is put back and told by `failed`. */
  async change(verb, values, done, failed = (message) => this.fail(message)) {
    this.waiting += 1;
    let answer;
    try {
      answer = await this.changes.send(verb, values);
    } catch (refused) {
      this.waiting -= 1;
      this.putBack(refused.board);
      failed(refused.message);
      return;
    }
    this.waiting -= 1;
    if (answer) done(answer);
    if (!this.waiting && !this.pending) this.showConfirmed();
  }

  /** Show what the server holds again: what it sent, or what it last confirmed. */
  putBack(board) {
    clearTimeout(this.settling);
    this.pending = null;
    this.origin = null;
    this.queued = [];
    if (board) this.render(board);
    else this.showConfirmed();
  }

  showConfirmed() {
    const order = this.all.map((row) => row.dataset.entry);
    if (order.join() === this.confirmed.join()) return;
    this.placing = true;
    this.rowsTarget.replaceChildren(...this.confirmed.map((id) => this.known.get(id)));
    this.placing = false;
    this.number();
    this.filter();
  }

  mark(row) {
    this.rowsTarget
      .querySelectorAll('.rank-row--told')
      .forEach((one) => one.classList.remove('rank-row--told'));
    row?.classList.add('rank-row--told');
  }

  say(text, undo = null) {
    this.toast(text, '');
    this.undoing = undo;
    this.undoTarget.hidden = !undo;
  }

  fail(text) {
    this.toast('', text);
    this.undoTarget.hidden = true;
  }

  toast(said, failed) {
    this.toastTarget.classList.add('rank-toast--shown');
    this.toastTarget.classList.toggle('rank-toast--failed', Boolean(failed));
    this.saidTarget.textContent = said;
    this.failedTarget.textContent = failed;
  }

  undo() {
    const { undoing } = this;
    this.undoing = null;
    this.undoTarget.hidden = true;
    undoing?.();
  }

  closeToast() {
    this.toastTarget.classList.remove('rank-toast--shown');
    this.undoTarget.hidden = true;
  }
}

/** `order` with `entry` at `position` (from 1). */
function moved(order, entry, position) {
  const rest = order.filter((id) => id !== entry);
  return rest.toSpliced(position - 1, 0, entry);
}

window.wagtail.app.register('game-search', GameSearchController);
window.wagtail.app.register('rank-board', RankBoardController);
