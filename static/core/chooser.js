// Questlog's chooser: focus in the search box, and a selection of many rows that
// stays while one searches and pages. Wagtail's own script fetches and sends.
class ChooserController extends window.StimulusModule.Controller {
  static targets = [
    'results',
    'row',
    'selection',
    'count',
    'list',
    'template',
    'clear',
    'submit',
    'status',
  ];

  connect() {
    this.focusSearch();
    // When it has slid in, the modal takes the focus for itself.
    const modal = window.jQuery(this.element).closest('.modal');
    modal.one('shown.bs.modal', () => this.focusSearch());
    modal.attr('aria-label', modal.find('h1').first().text().trim().replace(/\s+/g, ' '));
  }

  focusSearch() {
    this.element.querySelector('[data-chooser-modal-search] input:not([type=hidden])')?.focus();
  }

  // Other results have come: by paging, which took the focus with it, or by searching.
  resultsTargetConnected(results) {
    this.tick();
    if (this.isPaging) results.focus();
    this.isPaging = false;
  }

  click(event) {
    this.isPaging = Boolean(event.target.closest('.pagination a[href]'));
    const link = event.target.closest('a[data-chooser-modal-choice]');
    if (link) link.href = this.withSelection(link.href);
  }

  // A new row is chosen together with what was selected before.
  takeAlong(event) {
    const form = event.target.closest('[data-chooser-modal-creation-form]');
    if (form) form.action = this.withSelection(form.action);
  }

  withSelection(address) {
    const url = new URL(address, window.location.href);
    url.searchParams.delete('selected');
    this.keys.forEach((key) => url.searchParams.append('selected', key));
    return url.href;
  }

  // The selection ---------------------------------------------------------------

  get chosen() {
    return this.hasListTarget ? [...this.listTarget.children] : [];
  }

  get keys() {
    return this.chosen.map((item) => item.querySelector('input').value);
  }

  select({ currentTarget: box }) {
    if (box.checked) this.listTarget.append(this.build(box));
    else this.item(box.value)?.remove();
    this.changed(`${box.dataset.text} ${box.checked ? 'chosen' : 'not chosen'}`);
  }

  item(key) {
    return this.chosen.find((item) => item.querySelector('input').value === key);
  }

  build(box) {
    const item = this.templateTarget.content.firstElementChild.cloneNode(true);
    item.querySelector('input').value = box.value;
    item.querySelector('[data-text]').textContent = box.dataset.text;
    item.querySelector('button').setAttribute('aria-label', `Remove ${box.dataset.text}`);
    return item;
  }

  remove({ currentTarget }) {
    const item = currentTarget.closest('li');
    const next = item.nextElementSibling || item.previousElementSibling;
    const text = item.querySelector('[data-text]').textContent;
    item.remove();
    this.changed(`${text} not chosen`);
    if (next) next.querySelector('button').focus();
    else this.focusSearch();
  }

  clear() {
    this.listTarget.replaceChildren();
    this.changed('Selection cleared');
    this.focusSearch();
  }

  changed(message) {
    this.tick();
    this.statusTarget.textContent = `${message}. ${this.countTarget.textContent}`;
  }

  tick() {
    if (!this.hasListTarget) return;
    const keys = new Set(this.keys);
    this.rowTargets.forEach((box) => {
      box.checked = keys.has(box.value);
    });
    this.countTarget.textContent = `${keys.size} chosen`;
    this.selectionTarget.hidden = !keys.size;
    this.clearTarget.hidden = !keys.size;
    this.submitTarget.disabled = !keys.size;
  }
}

window.wagtail.app.register('chooser', ChooserController);

// The form field of apps.core.admin.choosers.RowChooser, on its hidden input: Wagtail's
// widget, started when the field appears, in the page or in a modal.
class RowChooserController extends window.StimulusModule.Controller {
  static values = { options: Object };

  connect() {
    if (this.element.dataset.started) return;
    this.element.dataset.started = 'true';
    new window.SnippetChooser(this.element.id, this.optionsValue);
  }
}

window.wagtail.app.register('row-chooser', RowChooserController);
