// "I finished this": one box over any page. It opens from the sidebar, the key F, the
// phone's bar, and any element with `data-finish-open` or `data-finish-game` (its key).
// First a game is chosen, then it is said when and how it was. What is typed stays on the
// page until it is saved.
const TYPING_PAUSE = 350;
const OPENERS = '[data-finish-open], [data-finish-game]';
const OF_THE_PAGE = '[data-finish-game][aria-keyshortcuts~="f"]';
const TEXT_FIELDS = 'input:not([type=radio], [type=hidden]), textarea, select';

class FinishController extends window.StimulusModule.Controller {
  static targets = [
    'live',
    'results',
    'search',
    'form',
    'input',
    'library',
    'igdb',
    'own',
    'ownTemplate',
    'waiting',
    'error',
    'done',
  ];

  static values = {
    pageUrl: String,
    libraryUrl: String,
    igdbUrl: String,
    formUrl: String,
    placeUrl: String,
    hasIgdb: Boolean,
  };

  connect() {
    this.asked = 0;
    this.kept = new Map();
    this.listeners = [
      [document, 'click', (event) => this.onOpener(event), true],
      [this.element, 'keydown', (event) => this.onKey(event)],
      [this.element, 'click', (event) => this.onClick(event)],
      [this.element, 'input', (event) => this.onInput(event)],
      [this.element, 'change', (event) => this.onChange(event)],
      [this.element, 'submit', (event) => this.onSubmit(event)],
      [this.element, 'close', () => this.onClosed()],
    ];
    this.listeners.forEach(([where, ...listener]) => where.addEventListener(...listener));
  }

  disconnect() {
    this.listeners.forEach(([where, ...listener]) => where.removeEventListener(...listener));
  }

  // Opening and closing

  onOpener(event) {
    const opener = event.target.closest?.(OPENERS);
    if (!opener || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    // The sidebar's key, on the page of a game that has a button of its own for it.
    const own = event.isTrusted ? null : document.querySelector(OF_THE_PAGE);
    this.open(opener.dataset.finishGame ?? own?.dataset.finishGame);
  }

  open(game) {
    if (!this.element.open) this.element.showModal();
    if (game) {
      this.take(new URLSearchParams({ game }).toString(), { direct: true });
    } else if (this.formTarget.hidden) {
      this.showSearch();
    }
  }

  close() {
    this.element.close();
    // Else a hidden field has the focus until the next frame, and keys go there.
    if (this.element.contains(document.activeElement)) document.activeElement.blur();
  }

  onClosed() {
    // Games were finished one after the other: what lies behind is old news.
    if (this.isBehind && this.mayReload()) this.reload();
  }

  // Unsaved work on the page behind stays.
  mayReload() {
    return !document.querySelector('[data-controller~="w-unsaved"]');
  }

  reload() {
    window.location.replace(window.location.pathname + window.location.search);
  }

  back() {
    if (!this.formTarget.hidden && !this.isDirect) this.change();
    else this.close();
  }

  change() {
    this.isDirect = false;
    this.taken = null;
    this.showSearch();
  }

  showSearch() {
    this.formTarget.hidden = true;
    this.searchTarget.hidden = false;
    this.inputTarget.focus();
    this.inputTarget.select();
    if (!this.isSearched) this.search();
  }

  // Searching

  get query() {
    return this.inputTarget.value.trim();
  }

  search({ onlyIgdb = false } = {}) {
    this.asked += 1;
    this.isSearched = true;
    this.isMoved = false;
    this.onlyIgdb = onlyIgdb;
    clearTimeout(this.timer);
    this.say('');
    const { asked, query } = this;
    if (onlyIgdb) this.libraryTarget.replaceChildren();
    else this.suggesting = this.searchLibrary(asked, query);
    this.suggests = !query;
    this.offerOwn(query);
    const asksIgdb = this.hasIgdbValue && query.length > 1;
    this.igdbTarget.replaceChildren(...(asksIgdb ? [this.copy(this.waitingTarget)] : []));
    this.showWhetherThereAreChoices();
    const pause = onlyIgdb ? 0 : TYPING_PAUSE;
    if (asksIgdb) this.timer = setTimeout(() => this.searchIgdb(asked, query), pause);
  }

  async searchLibrary(asked, query) {
    const answer = await this.ask(this.libraryUrlValue, { q: query });
    const html = answer?.ok ? await answer.text() : null;
    // An answer that was overtaken by a later one is old news.
    if (asked !== this.asked) return;
    if (html === null) this.say('Questlog didn’t respond. Keep typing, or try again.');
    this.fill(this.libraryTarget, html ?? '');
  }

  async searchIgdb(asked, query) {
    const answer = await this.ask(this.igdbUrlValue, { q: query });
    const html = answer?.ok ? await answer.text() : null;
    if (asked !== this.asked) return;
    this.fill(this.igdbTarget, html ?? '');
  }

  offerOwn(query) {
    this.ownTarget.replaceChildren();
    if (!query || !this.hasOwnTemplateTarget) return;
    const own = this.copy(this.ownTemplateTarget);
    own.querySelector('[data-choice]').dataset.choice = new URLSearchParams({ name: query });
    own.querySelector('[data-own-name]').textContent = `Add “${query}” without IGDB`;
    this.ownTarget.append(own);
  }

  copy(template) {
    return template.content.cloneNode(true);
  }

  fill(target, html) {
    target.innerHTML = html;
    this.showWhetherThereAreChoices();
    this.tellCounts();
    if (!this.isMoved || !this.active) this.activate(this.options[0]);
  }

  // A list box without a choice is a riddle to screen readers.
  showWhetherThereAreChoices() {
    const some = this.options.length > 0;
    this.resultsTarget.setAttribute('role', some ? 'listbox' : 'group');
    this.inputTarget.setAttribute('aria-expanded', some);
  }

  tellCounts() {
    const groups = [...this.element.querySelectorAll('[data-count]')];
    const counts = groups.map((group) => `${group.ariaLabel}: ${group.dataset.count}`);
    const problem = this.igdbTarget.querySelector('[data-problem]');
    if (problem) counts.push(problem.textContent.trim());
    this.liveTarget.textContent = counts.join('. ');
  }

  get options() {
    return [...this.searchTarget.querySelectorAll('[role=option]')];
  }

  get active() {
    return this.searchTarget.querySelector('[role=option][aria-selected=true]');
  }

  activate(option) {
    this.options.forEach((each) => {
      each.setAttribute('aria-selected', each === option);
      each.classList.toggle('is-on', each === option);
    });
    if (option) this.inputTarget.setAttribute('aria-activedescendant', option.id);
    else this.inputTarget.removeAttribute('aria-activedescendant');
    option?.scrollIntoView({ block: 'nearest' });
  }

  move(step) {
    const { options } = this;
    if (!options.length) return;
    const at = options.indexOf(this.active) + step;
    this.isMoved = true;
    this.activate(options[(at + options.length) % options.length]);
  }

  // The second step

  async take(choice, { direct = false, save = false } = {}) {
    if (!choice) return;
    this.isDirect = direct;
    this.taken = choice;
    this.say('');
    const kept = this.kept.get(choice);
    if (kept) {
      this.showForm(choice, kept);
      return;
    }
    this.element.setAttribute('aria-busy', 'true');
    const answer = await this.ask(`${this.formUrlValue}?${choice}`, {
      next: window.location.pathname + window.location.search,
    });
    const told = answer?.ok ? await answer.json().catch(() => null) : null;
    this.element.removeAttribute('aria-busy');
    // Something else was chosen meanwhile, or one typed on.
    if (this.taken !== choice) return;
    if (told?.form) {
      this.showForm(choice, this.parse(told.form));
      if (save) this.saveUnseen();
    } else {
      this.showSearch();
      this.say(told?.message ?? 'Questlog didn’t respond. Try again.');
    }
  }

  parse(html) {
    const template = document.createElement('template');
    template.innerHTML = html.trim();
    return template.content.querySelector('form');
  }

  showForm(choice, form) {
    this.kept.set(choice, form);
    this.formTarget.replaceChildren(form);
    this.searchTarget.hidden = true;
    this.formTarget.hidden = false;
    const wrong = form.querySelector('.q-say--err, .q-banner--bad');
    const field = wrong?.closest('.q-f')?.querySelector(TEXT_FIELDS);
    (field ?? form.querySelector('[name$="-on"]')).focus();
    form.querySelector('[name$="-on"]').select();
  }

  get currentForm() {
    return this.formTarget.hidden ? null : this.formTarget.querySelector('form');
  }

  // What isn't seen isn't ranked: the list of the last time is left out.
  saveUnseen() {
    const list = this.currentForm.querySelector('[name$="-list"]');
    if (list) list.value = '';
    this.save(this.currentForm, {});
  }

  another() {
    this.save(this.currentForm, { another: true });
  }

  onSubmit(event) {
    if (!event.target.matches('[data-finish-form]')) return;
    event.preventDefault();
    this.save(event.target, {});
  }

  async save(form, { another = false }) {
    if (this.isSaving || !form) return;
    this.isSaving = true;
    this.busy(form, true);
    const data = new FormData(form);
    const stays = another || !this.mayReload();
    if (stays) data.append('stays', 'on');
    const told = await this.send(form.action, data);
    this.isSaving = false;
    this.busy(form, false);
    if (told?.done) this.saved(told.done, { stays });
    else if (told?.form) this.showForm(this.taken, this.parse(told.form));
    else this.complain(form);
  }

  async send(url, body) {
    const answer = await this.ask(url, {}, { method: 'POST', body });
    return answer?.ok ? answer.json().catch(() => null) : null;
  }

  busy(form, isBusy) {
    form.setAttribute('aria-busy', isBusy);
    form.querySelector('[data-label]').textContent = isBusy ? 'Saving…' : 'Finished';
    form.querySelectorAll('.q-dialog__foot button').forEach((button) => {
      button.classList.toggle('is-disabled', isBusy);
    });
    if (isBusy) this.liveTarget.textContent = 'Saving…';
  }

  saved(message, { stays }) {
    this.kept.delete(this.taken);
    this.taken = null;
    if (!stays) {
      this.reload();
      return;
    }
    this.isBehind = true;
    this.doneTarget.innerHTML = message;
    this.doneTarget.hidden = false;
    this.inputTarget.value = '';
    this.isSearched = false;
    this.isDirect = false;
    this.formTarget.replaceChildren();
    this.showSearch();
  }

  complain(form) {
    const body = form.querySelector('.q-dialog__body');
    body.querySelector('[data-no-answer]')?.remove();
    const note = document.createElement('p');
    note.className = 'q-banner q-banner--bad';
    note.dataset.noAnswer = '';
    note.role = 'alert';
    note.textContent =
      'Questlog didn’t respond. What you typed is still here. Try again: it counts only once.';
    body.prepend(note);
  }

  // Keys and presses

  onKey(event) {
    if (event.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      this.back();
    } else if (this.formTarget.hidden) {
      this.onSearchKey(event);
    } else {
      this.onFormKey(event);
    }
  }

  onSearchKey(event) {
    if (event.target !== this.inputTarget) return;
    const withControl = event.ctrlKey || event.metaKey;
    const actions = {
      ArrowDown: () => this.move(1),
      ArrowUp: () => this.move(-1),
      Enter: () => this.take(this.active?.dataset.choice, { save: withControl }),
    };
    const onlyIgdb = this.hasIgdbValue && this.query.length > 1 && !this.onlyIgdb;
    if (onlyIgdb && !event.shiftKey) actions.Tab = () => this.search({ onlyIgdb: true });
    if (!actions[event.key]) return;
    event.preventDefault();
    actions[event.key]();
  }

  onFormKey(event) {
    const withControl = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter' && withControl) {
      event.preventDefault();
      this.save(this.currentForm, { another: event.shiftKey });
    } else if (event.altKey && event.code === 'KeyL') {
      event.preventDefault();
      this.currentForm.querySelector('[name$="-list"]')?.focus();
    } else if (event.target.matches('[data-position]')) {
      this.onPositionKey(event);
    } else if (!event.target.matches(TEXT_FIELDS) && !withControl && !event.altKey) {
      this.onStarKey(event);
    }
  }

  // Up means nearer to the first place.
  onPositionKey(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.movePlace(step);
  }

  onStarKey(event) {
    const stars = [...this.currentForm.querySelectorAll('[name$="-rating"]')];
    const now = Number(stars.find((star) => star.checked)?.value || 0);
    let wanted = null;
    if (/^[1-5]$/.test(event.key)) wanted = Number(event.key);
    if (event.key === '.') wanted = now % 1 ? now + 0.5 : now - 0.5;
    const star = stars.find((each) => each.value && Number(each.value) === wanted);
    if (!star) return;
    event.preventDefault();
    star.checked = true;
    this.liveTarget.textContent = `${wanted} of 5 stars`;
  }

  onClick(event) {
    if (event.target === this.element) {
      this.close();
      return;
    }
    const option = event.target.closest('[role=option]');
    if (option) this.take(option.dataset.choice);
    const button = event.target.closest('[data-move]');
    if (button) this.movePlace(Number(button.dataset.move));
  }

  onInput(event) {
    if (event.target === this.inputTarget) this.onTyped();
    else if (event.target.matches('[data-position]')) this.place();
  }

  // A digit alone takes a suggestion, but may begin a name: "1942".
  onTyped() {
    this.taken = null;
    clearTimeout(this.suggestionTimer);
    const { query } = this;
    if (this.suggests && /^[1-4]$/.test(query)) {
      this.suggestionTimer = setTimeout(() => this.takeSuggestion(query), TYPING_PAUSE);
    } else {
      this.search();
    }
  }

  async takeSuggestion(digit) {
    await this.suggesting;
    if (this.query !== digit) return;
    const suggested = this.searchTarget.querySelector(`[data-number="${digit}"]`);
    if (!suggested) {
      this.search();
      return;
    }
    this.inputTarget.value = '';
    this.take(suggested.dataset.choice);
  }

  onChange(event) {
    if (event.target.matches('[name$="-list"]')) {
      this.currentForm.querySelector('[data-position]').value = '';
      this.place();
    }
  }

  // The place on a list

  movePlace(step) {
    const field = this.currentForm.querySelector('[data-position]');
    const shown = this.currentForm.querySelector('[data-place]');
    const now = Number(field.value || shown?.dataset.place || 1);
    const last = Number(shown?.dataset.last ?? now + step);
    field.value = Math.min(Math.max(now + step, 1), last);
    this.place({ step });
  }

  async place({ step = 0 } = {}) {
    const form = this.currentForm;
    const position = form.querySelector('[data-position]');
    const preview = form.querySelector('[data-place-preview]');
    this.placed = (this.placed || 0) + 1;
    const { placed } = this;
    const answer = await this.ask(this.placeUrlValue, {
      list: form.querySelector('[name$="-list"]').value,
      position: position.value,
      name: form.dataset.game,
      game: form.dataset.key,
    });
    const html = answer?.ok ? await answer.text() : null;
    if (html === null || placed !== this.placed) return;
    const wasButton = preview.contains(document.activeElement);
    preview.innerHTML = html;
    const shown = preview.querySelector('[data-place]');
    if (!position.value && shown) position.value = shown.dataset.place;
    if (!shown) position.value = '';
    form.querySelector('[data-position-field]').hidden = !shown;
    if (wasButton) this.focusMove(preview, step);
  }

  focusMove(preview, step) {
    const same = preview.querySelector(`[data-move="${step}"]:not([disabled])`);
    (same ?? preview.querySelector('[data-move]:not([disabled])'))?.focus();
  }

  // Words

  say(message) {
    this.errorTarget.textContent = message;
    this.errorTarget.hidden = !message;
  }

  async ask(url, parameters, options = {}) {
    const address = new URL(url, window.location.href);
    Object.entries(parameters).forEach(([name, value]) => address.searchParams.set(name, value));
    const headers = {
      'X-Requested-With': 'XMLHttpRequest',
      [window.wagtailConfig.CSRF_HEADER_NAME]: window.wagtailConfig.CSRF_TOKEN,
    };
    try {
      return await fetch(address, { ...options, headers });
    } catch {
      return null;
    }
  }
}

window.wagtail.app.register('finish', FinishController);
