// Tiers: covers walk, jump and are dragged; each change shows at once, is saved at once,
// and is put back with a message when it cannot be saved.
import { Changes } from './changes.js';

const TIERS = 'SABCDEF';

class TiersController extends window.StimulusModule.Controller {
  static targets = [
    'grid', 'chosen', 'name', 'facts', 'open', 'version', 'toast', 'said', 'failed', 'undo',
  ];

  static values = { sort: String, grid: String, csrf: String, topic: String, version: Number };

  connect() {
    const urls = { sort: this.sortValue, grid: this.gridValue };
    this.changes = new Changes({ urls, csrf: this.csrfValue });
    this.changes.version = this.versionValue;
    this.waiting = 0;
    this.listeners = new AbortController();
    const on = (target, type, handle) =>
      target.addEventListener(type, handle, { signal: this.listeners.signal });
    on(this.gridTarget, 'keydown', (event) => this.key(event));
    on(this.gridTarget, 'click', (event) => this.choose(event.target.closest('.tier__game')));
    on(this.gridTarget, 'focusin', (event) => this.choose(event.target.closest('.tier__game')));
    on(this.gridTarget, 'dragstart', (event) => this.lift(event));
    on(this.gridTarget, 'dragover', (event) => this.over(event));
    on(this.gridTarget, 'drop', (event) => this.drop(event));
    on(this.gridTarget, 'dragend', () => this.land());
    on(this.chosenTarget, 'click', (event) => this.press(event));
    on(this.undoTarget, 'click', () => this.undo());
    this.rove();
    (window.questlogLive ??= []).push({ topics: [this.topicValue], handler: () => this.look() });
  }

  disconnect() {
    this.listeners.abort();
  }

  // What is on the page ---------------------------------------------------------

  get covers() {
    return [...this.gridTarget.querySelectorAll('.tier__game')];
  }

  cover(entry) {
    return this.gridTarget.querySelector(`[data-entry="${entry}"]`);
  }

  row(tier) {
    return this.gridTarget.querySelector(`[data-tier="${tier}"] .tier__games`);
  }

  tierOf(cover) {
    return cover.closest('[data-tier]').dataset.tier;
  }

  /** Number the covers by where they stand, as the server will. */
  number() {
    this.covers.forEach((cover, index) => {
      const tier = this.tierOf(cover);
      cover.querySelector('.tier__rank').textContent = index + 1;
      cover.setAttribute('aria-label', `${cover.dataset.name}, rank ${index + 1}, tier ${tier}`);
    });
    // What the form says follows, unless somebody is typing there.
    let last = 0;
    [...TIERS].forEach((tier) => {
      last += this.row(tier).children.length;
      const input = document.getElementById(`id_${tier}`);
      if (input && input !== document.activeElement) input.value = last;
    });
    this.rove();
  }

  /** One cover is in the tab order: the chosen one, else the first. */
  rove() {
    const chosen = this.chosen && this.cover(this.chosen);
    this.covers.forEach((cover, index) => {
      const isHere = chosen ? cover === chosen : index === 0;
      cover.tabIndex = isHere ? 0 : -1;
      cover.setAttribute('aria-pressed', String(cover === chosen));
    });
    this.chosenTarget.hidden = !chosen;
    if (!chosen) return;
    const tier = this.tierOf(chosen);
    this.nameTarget.textContent = chosen.dataset.name;
    this.factsTarget.textContent = `Rank ${this.covers.indexOf(chosen) + 1}, tier ${tier}`;
    this.openTarget.href = chosen.dataset.url;
    this.chosenTarget.querySelectorAll('[data-to]').forEach((button) => {
      button.toggleAttribute('disabled', button.dataset.to === tier);
    });
  }

  choose(cover) {
    if (!cover || this.chosen === cover.dataset.entry) return;
    this.chosen = cover.dataset.entry;
    this.rove();
  }

  // Keys and presses ------------------------------------------------------------

  key(event) {
    const cover = event.target.closest('.tier__game');
    if (!cover || event.ctrlKey || event.metaKey || event.altKey) return;
    const letter = event.key.length === 1 ? event.key.toUpperCase() : '';
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const row = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (letter && TIERS.includes(letter)) this.into(cover, letter);
    else if (step && event.shiftKey) this.step(cover, step);
    else if (step) this.walk(cover, step);
    else if (row) this.walkRow(cover, row);
    else if (event.key === 'Enter') window.location.assign(cover.dataset.url);
    else return;
    event.preventDefault();
    // F and others mean something else where no cover has the focus.
    event.stopPropagation();
  }

  press(event) {
    const button = event.target.closest('button');
    const cover = this.cover(this.chosen);
    if (!button || !cover) return;
    if (button.dataset.to) this.into(cover, button.dataset.to, button);
    else this.step(cover, Number(button.dataset.step), button);
  }

  walk(cover, step) {
    const all = this.covers;
    all[all.indexOf(cover) + step]?.focus();
  }

  /** Up or down: the cover nearest in the next tier that has any. */
  walkRow(cover, step) {
    const { left } = cover.getBoundingClientRect();
    const rows = [...TIERS].map((tier) => [...this.row(tier).querySelectorAll('.tier__game')]);
    let at = TIERS.indexOf(this.tierOf(cover)) + step;
    while (rows[at] && !rows[at].length) at += step;
    const way = (one) => Math.abs(one.getBoundingClientRect().left - left);
    rows[at]?.reduce((best, one) => (way(one) < way(best) ? one : best)).focus();
  }

  into(cover, tier, focus = cover) {
    if (this.tierOf(cover) === tier) return;
    this.move(cover, tier, null, focus);
  }

  step(cover, step, focus = cover) {
    const item = cover.parentElement;
    const other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return;
    this.move(cover, this.tierOf(cover), step < 0 ? other : other.nextElementSibling, focus);
  }

  // Dragging --------------------------------------------------------------------

  lift(event) {
    const cover = event.target.closest?.('.tier__game');
    if (!cover) return;
    this.held = cover;
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', cover.dataset.name);
    cover.classList.add('tier__game--held');
  }

  over(event) {
    const section = this.held && event.target.closest('[data-tier]');
    if (!section) return;
    event.preventDefault();
    this.gridTarget.querySelectorAll('.tier--over').forEach((one) => one.classList.remove('tier--over'));
    section.classList.add('tier--over');
  }

  drop(event) {
    const section = this.held && event.target.closest('[data-tier]');
    if (!section) return;
    event.preventDefault();
    const cover = this.held;
    this.land();
    const before = [...section.querySelectorAll('li')].find((item) => {
      const box = item.getBoundingClientRect();
      const isAbove = event.clientY < box.top;
      return isAbove || (event.clientY < box.bottom && event.clientX < box.left + box.width / 2);
    });
    if (before === cover.parentElement) return;
    this.move(cover, section.dataset.tier, before ?? null, cover);
  }

  land() {
    this.held?.classList.remove('tier__game--held');
    this.held = null;
    this.gridTarget.querySelectorAll('.tier--over').forEach((one) => one.classList.remove('tier--over'));
  }

  // Saving ----------------------------------------------------------------------

  /** Put `cover` into `tier`, before a cover's item or at its end, and save that. */
  move(cover, tier, before, focus = cover) {
    const item = cover.parentElement;
    const from = { tier: this.tierOf(cover), position: this.covers.indexOf(cover) + 1 };
    const row = this.row(tier);
    if (row === item.parentElement && (before === item.nextElementSibling || before === item)) return;
    row.insertBefore(item, before);
    this.chosen = cover.dataset.entry;
    this.number();
    focus.focus({ preventScroll: focus !== cover });
    const position = this.covers.indexOf(cover) + 1;
    this.save(cover.dataset, { tier, position }, from);
  }

  async save({ entry, name }, to, from) {
    this.waiting += 1;
    let answer;
    try {
      answer = await this.changes.send('sort', { entry, ...to });
    } catch (refused) {
      this.waiting -= 1;
      if (refused.board) this.render(refused.board);
      else await this.reload();
      this.say('', refused.message);
      return;
    }
    this.waiting -= 1;
    if (!answer) return; // an earlier change was refused
    this.versionTarget.value = answer.version;
    this.say(`${name} is ${to.position} now, tier ${to.tier}. Saved.`, '', () => this.back(entry, from));
  }

  /** Where it was: the rank and the tier. */
  back(entry, { tier, position }) {
    const cover = this.cover(entry);
    if (!cover) return;
    const others = this.covers.filter((one) => one !== cover);
    const next = others[position - 1]?.parentElement ?? null;
    this.move(cover, tier, next?.parentElement === this.row(tier) ? next : null);
  }

  async look() {
    await this.changes.last;
    if (this.waiting || this.held) return;
    let board;
    try {
      board = await this.changes.get('grid');
    } catch {
      return; // the next look, or the next change, says so
    }
    if (this.waiting || this.held || board.version === this.changes.version) return;
    this.render(board);
    this.say('This list was changed elsewhere. Here is its newest order.');
  }

  async reload() {
    try {
      this.render(await this.changes.get('grid'));
    } catch {
      // What failed before is said already.
    }
  }

  render({ version, is_cut: isCut, html }) {
    if (!isCut) {
      window.location.reload();
      return;
    }
    const hadFocus = this.gridTarget.contains(document.activeElement);
    this.changes.version = version;
    this.versionTarget.value = version;
    // Rendered by Questlog itself, with every name escaped.
    this.gridTarget.innerHTML = html;
    this.number();
    if (hadFocus) this.cover(this.chosen)?.focus({ preventScroll: true });
  }

  say(said, failed = '', undo = null) {
    this.toastTarget.classList.add('rank-toast--shown');
    this.toastTarget.classList.toggle('rank-toast--failed', Boolean(failed));
    this.saidTarget.textContent = said;
    this.failedTarget.textContent = failed;
    this.undoing = undo;
    this.undoTarget.hidden = !undo;
  }

  undo() {
    const { undoing } = this;
    this.undoing = null;
    this.undoTarget.hidden = true;
    undoing?.();
  }
}

window.wagtail.app.register('tiers', TiersController);
