// A game's page: cards that are edited where they stand, and the dialog to rank it.
const { Controller } = window.StimulusModule;
const FROM_SCRIPT = { 'X-Requested-With': 'XMLHttpRequest' };
const PATIENCE_MS = 400;
const AWAY = 'Questlog can’t be reached. What you typed is still here: try again.';
const LOGGED_OUT = 'You’re logged out. Log in in another tab, then save again: nothing you typed is lost.';

class Refused extends Error {}

// The answer as text, for those statuses that have one. Throws what to say otherwise.
async function ask(url, options = {}) {
  let answer;
  try {
    answer = await fetch(url, { headers: FROM_SCRIPT, ...options });
  } catch {
    throw new Refused(AWAY);
  }
  if (answer.redirected) throw new Refused(LOGGED_OUT);
  if (!answer.ok && ![409, 422].includes(answer.status)) {
    throw new Refused(answer.status === 404 ? 'It was deleted in the meantime. Reload the page.' : `Not saved (error ${answer.status}). Try again.`);
  }
  const type = answer.headers.get('Content-Type') ?? '';
  return { status: answer.status, body: type.includes('json') ? await answer.json() : await answer.text() };
}

function toElement(html) {
  const template = document.createElement('template');
  template.innerHTML = html.trim();
  return template.content.firstElementChild;
}

// "Saving…" beside a spinner, on a line slow enough to make one wonder.
function saySlowly(place, words) {
  const timer = setTimeout(() => {
    const spin = document.createElement('span');
    spin.className = 'q-spin';
    place?.replaceChildren(spin, words);
  }, PATIENCE_MS);
  return () => {
    clearTimeout(timer);
    place?.replaceChildren();
  };
}

function sayProblem(place, message) {
  const line = document.createElement('p');
  line.className = 'q-say q-say--err';
  line.textContent = message;
  place.replaceChildren(line);
}

// What stands elsewhere on the page follows a card: stars, hours, notes, history.
async function refresh() {
  let page;
  try {
    const { body } = await ask(window.location.href);
    page = new DOMParser().parseFromString(body, 'text/html');
  } catch {
    return; // It follows on the next visit.
  }
  document.querySelectorAll('[data-refresh]').forEach((part) => {
    const renewed = page.getElementById(part.id);
    if (renewed) part.replaceWith(renewed);
    else part.remove();
  });
  const notes = page.getElementById('notes');
  if (notes && !document.getElementById('notes')) document.getElementById('playthroughs').after(notes);
  const runs = document.querySelector('[data-runs]');
  if (runs) runs.textContent = page.querySelector('[data-runs]')?.textContent ?? runs.textContent;
}

// A card stays, hidden, behind its form: leaving the form only shows it again.
class PlaythroughCardController extends Controller {
  static targets = ['saving', 'problem'];

  static values = { form: String, shown: String };

  async open(event) {
    if (!this.formValue || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (this.isBusy) return;
    const { field } = event.currentTarget.dataset;
    const { href } = event.currentTarget;
    this.isBusy = true;
    try {
      const { body } = await ask(this.formValue);
      const form = toElement(body);
      form.dataset.openedBy = field;
      this.element.after(form);
      this.element.hidden = true;
      this.focusOn(form, field);
    } catch {
      window.location.assign(href); // The page of all fields, or the browser says why not.
    } finally {
      this.isBusy = false;
    }
  }

  focusOn(form, field) {
    const wanted = `[name="${field}"]`;
    const control = form.querySelector(`${wanted}:checked, ${wanted}:not([type=radio])`);
    (control ?? form.querySelector(wanted))?.focus();
    control?.select?.();
  }

  key(event) {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.leave();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.currentTarget.requestSubmit();
    }
  }

  get hiddenCard() {
    const before = this.element.previousElementSibling;
    return before?.hidden ? before : null;
  }

  leave() {
    if (this.isBusy) return;
    const card = this.hiddenCard;
    card.hidden = false;
    this.focusCard(card);
    this.element.remove();
  }

  focusCard(card) {
    const field = this.element.dataset.openedBy;
    (card.querySelector(`[data-field="${field}"]`) ?? card.querySelector('[data-field]'))?.focus();
  }

  async save(event) {
    event.preventDefault();
    if (this.isBusy) return;
    this.isBusy = true;
    const form = event.target;
    const done = saySlowly(this.savingTarget, 'Saving…');
    try {
      const { status, body } = await ask(form.action, { method: 'POST', body: new FormData(form) });
      const answer = toElement(body);
      if (status === 200 || status === 201) this.saved(answer);
      else this.refused(answer);
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem;
      sayProblem(this.problemTarget, problem.message);
    } finally {
      done();
      this.isBusy = false;
    }
  }

  saved(card) {
    const before = this.hiddenCard;
    if (this.shownValue) before.replaceWith(card);
    else {
      before.hidden = false;
      before.parentElement.prepend(card);
    }
    this.focusCard(card);
    this.element.remove();
    refresh();
  }

  refused(form) {
    form.dataset.openedBy = this.element.dataset.openedBy;
    this.element.replaceWith(form);
    form.querySelector('.q-banner button, [aria-invalid=true], form button')?.focus();
  }

  async takeTheirs() {
    try {
      const { body } = await ask(this.shownValue);
      this.saved(toElement(body));
    } catch (problem) {
      sayProblem(this.problemTarget, problem.message);
    }
  }
}

// How a game would stand on a list: who is above and who below.
class RankPreviewController extends Controller {
  static targets = ['position', 'preview'];

  static values = { names: Array, name: String };

  connect() {
    if (this.hasPositionTarget) this.show();
  }

  get position() {
    return Number.parseInt(this.positionTarget.value, 10);
  }

  key(event) {
    if (event.key === 'ArrowUp') this.up(event);
    if (event.key === 'ArrowDown') this.down(event);
  }

  up(event) {
    event.preventDefault();
    this.moveTo(this.position - 1);
  }

  down(event) {
    event.preventDefault();
    this.moveTo(this.position + 1);
  }

  moveTo(position) {
    const last = Number(this.positionTarget.max);
    this.positionTarget.value = Math.min(Math.max(position || last, 1), last);
    this.show();
  }

  show() {
    const { position } = this;
    const isThere = position >= 1 && position <= Number(this.positionTarget.max);
    const names = this.namesValue;
    const rows = [
      [position - 1, names[position - 2]],
      [position, this.nameValue, 'is-new'],
      [position + 1, names[position - 1]],
    ];
    const shown = isThere ? rows.filter(([, name]) => name !== undefined) : [];
    this.previewTarget.replaceChildren(...shown.map((row) => this.row(...row)));
  }

  row(rank, name, className = '') {
    const item = document.createElement('li');
    item.className = className;
    const number = document.createElement('span');
    number.className = 'q-rank';
    number.textContent = rank;
    item.append(number, name);
    return item;
  }
}

function fill(body, html) {
  body.innerHTML = html;
  (body.querySelector('#rank-position') ?? body.querySelector('button, a'))?.focus();
}

async function showRanking(body, url) {
  try {
    fill(body, (await ask(url)).body);
  } catch (problem) {
    sayProblem(body, problem.message);
  }
}

function isPlainClick(event) {
  return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
}

document.addEventListener('click', (event) => {
  if (!isPlainClick(event)) return;
  const opener = event.target.closest('[data-rank-it]');
  const dialog = document.getElementById('rank-it');
  if (opener && dialog) {
    event.preventDefault();
    opener.focus(); // Where the dialog leads back to.
    dialog.dispatchEvent(new CustomEvent('w-dialog:show'));
    const body = dialog.querySelector('[data-rank-body]');
    showRanking(body, body.dataset.url);
  }
  const list = event.target.closest('[data-rank-body] [data-rank-list]');
  if (list) {
    event.preventDefault();
    showRanking(list.closest('[data-rank-body]'), list.href);
  }
});

let isRanking = false;
document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (form.matches('[data-once]')) {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'true';
  }
  const body = form.closest('[data-rank-body]');
  if (!body) return;
  event.preventDefault();
  if (isRanking) return;
  isRanking = true;
  const done = saySlowly(form.querySelector('[data-rank-saving]'), 'Saving…');
  try {
    const answer = await ask(form.action, { method: 'POST', body: new FormData(form, event.submitter) });
    if (answer.status === 200) window.location.reload();
    else fill(body, answer.body);
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    sayProblem(form.querySelector('[data-rank-problem]'), problem.message);
  } finally {
    done();
    isRanking = false;
  }
});

// Back from another page, the browser shows this one as it was left.
window.addEventListener('pageshow', () => {
  document.querySelectorAll('[data-sent]').forEach((form) => form.removeAttribute('data-sent'));
});

window.wagtail.app.register('playthrough-card', PlaythroughCardController);
window.wagtail.app.register('rank-preview', RankPreviewController);
