// A date in words is said back in full while one types it: "Sunday, November 29, 2026".
class DateWordsController extends window.StimulusModule.Controller {
  static targets = ['said', 'tick'];

  static values = { url: String };

  connect() {
    this.input = this.element.querySelector('input');
    this.input.setAttribute('aria-describedby', this.describedBy());
    this.listen = () => this.soon();
    this.input.addEventListener('input', this.listen);
    this.ask();
  }

  disconnect() {
    this.input.removeEventListener('input', this.listen);
    clearTimeout(this.timer);
  }

  describedBy() {
    const own = this.input.getAttribute('aria-describedby');
    return [own, this.saidTarget.id].filter(Boolean).join(' ');
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), 150);
  }

  async ask() {
    const text = this.input.value;
    const answer = text.trim() ? await this.fetch(text) : {};
    // Typed on meanwhile: that answer comes by itself.
    if (text === this.input.value && answer) this.say(answer);
  }

  async fetch(text) {
    try {
      const answer = await fetch(`${this.urlValue}?${new URLSearchParams({ q: text })}`);
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  // What the form says already beside the field is not said again.
  isSaid(message) {
    const errors = this.element.parentElement.querySelectorAll('[role=alert]');
    return [...errors].some((error) => error.textContent.trim() === message);
  }

  say({ words, note, message }) {
    this.saidTarget.replaceChildren();
    this.saidTarget.classList.toggle('q-say--err', Boolean(message));
    this.input.classList.toggle('q-in--err', Boolean(message));
    if (words) this.saidTarget.append(this.tickTarget.content.cloneNode(true));
    if (message && !this.isSaid(message)) this.saidTarget.append(message);
    else if (!message) this.saidTarget.append([words, note].filter(Boolean).join('. '));
  }
}

window.wagtail.app.register('date-words', DateWordsController);
