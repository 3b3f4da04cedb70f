// The tab of the game and edition choosers that searches IGDB. A press on a result adds
// it to the library and chooses it, by the chooser's own link for a chosen row.
class IgdbSearchController extends window.StimulusModule.Controller {
  static targets = ['form', 'input', 'results', 'error', 'chosen'];

  static values = { resultsUrl: String, chooseUrl: String };

  // The tab was opened: go on with what was typed in the library's own search.
  open() {
    const typed = document.querySelector('#tab-search [name="q"]')?.value.trim();
    if (typed && !this.inputTarget.value) {
      this.inputTarget.value = typed;
      this.search();
    }
  }

  submit(event) {
    event.preventDefault();
    if (event.target === this.formTarget) this.search();
    else this.choose(event.target, event.submitter);
  }

  async search() {
    const query = this.inputTarget.value.trim();
    this.say('');
    this.asked = (this.asked || 0) + 1;
    const { asked } = this;
    this.resultsTarget.setAttribute('aria-busy', 'true');
    this.resultsTarget.textContent = query ? 'Searching IGDB …' : '';
    const answer = await this.fetch(`${this.resultsUrlValue}?${new URLSearchParams({ q: query })}`);
    // An answer that was overtaken by a later one is old news.
    if (asked !== this.asked) return;
    this.resultsTarget.removeAttribute('aria-busy');
    this.resultsTarget.innerHTML = answer?.ok ? await answer.text() : '';
    if (!answer?.ok) this.say('Questlog didn’t respond. Search again.');
  }

  async choose(form, button) {
    if (this.isAdding) return;
    this.isAdding = true;
    this.say('');
    const text = button.textContent;
    button.textContent = 'Adding …';
    const answer = await this.fetch(this.chooseUrlValue, {
      method: 'POST',
      body: new FormData(form, button),
    });
    this.isAdding = false;
    button.textContent = text;
    const told = await answer?.json().catch(() => null);
    if (answer?.ok && told?.chosen) {
      this.chosenTarget.href = told.chosen;
      this.chosenTarget.click();
    } else {
      this.say(told?.message || 'Questlog didn’t respond, so nothing was chosen. Try again.');
      button.focus();
    }
  }

  async fetch(url, options = {}) {
    const headers = {
      'X-Requested-With': 'XMLHttpRequest',
      [window.wagtailConfig.CSRF_HEADER_NAME]: window.wagtailConfig.CSRF_TOKEN,
    };
    try {
      return await fetch(url, { ...options, headers });
    } catch {
      return null;
    }
  }

  say(message) {
    this.errorTarget.textContent = message;
    this.errorTarget.hidden = !message;
  }
}

window.wagtail.app.register('igdb-search', IgdbSearchController);
