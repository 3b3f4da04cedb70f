// A field that finds games while one types: arrow keys and Enter, or a press. Its last
// row asks IGDB, where the board can add games from there.
// Tells its board by the event `game-search:pick` with {id, name, listed} or {igdb_id, name}.

const PAUSE = 180; // ms without a key before the server is asked
const LOST = 'Questlog didn’t respond. Try again.';

export class GameSearchController extends window.StimulusModule.Controller {
  static targets = ['input', 'found'];

  static values = { url: String, igdb: String };

  connect() {
    this.choices = [];
    this.asked = 0;
  }

  search() {
    clearTimeout(this.timer);
    const text = this.inputTarget.value.trim();
    if (!text) return this.close();
    this.timer = setTimeout(() => this.ask(text), PAUSE);
    return undefined;
  }

  async ask(text) {
    const answer = await this.fetched(this.urlValue, text);
    if (!answer) return;
    const { games, message } = answer;
    const igdb = this.igdbValue ? [{ text, label: `Search IGDB for “${text}”` }] : [];
    if (games?.length) this.show([...games, ...igdb]);
    else this.show(igdb, message ?? 'No games found in your library.');
  }

  async askIgdb(text) {
    this.show([], 'Asking IGDB…');
    const answer = await this.fetched(this.igdbValue, text);
    if (!answer) return;
    const { games, message } = answer;
    this.show(games ?? [], message ?? (games.length ? '' : `IGDB has nothing called “${text}”.`));
  }

  /** What the server answers; null where a later question has overtaken this one. */
  async fetched(url, text) {
    this.asked += 1;
    const { asked } = this;
    let answer;
    try {
      const response = await fetch(`${url}?${new URLSearchParams({ q: text })}`, {
        headers: { 'X-Requested-With': 'XMLHttpRequest' },
      });
      answer = await response.json();
    } catch {
      answer = { message: LOST };
    }
    const isOld = asked !== this.asked || document.activeElement !== this.inputTarget;
    return isOld ? null : answer;
  }

  /** Show what can be chosen, below a `note` that can't. */
  show(choices, note = '') {
    this.choices = choices;
    const options = choices.map((choice, index) => this.option(choice, index));
    if (note) {
      const item = document.createElement('li');
      item.setAttribute('role', 'option');
      item.setAttribute('aria-disabled', 'true');
      item.textContent = note;
      options.unshift(item);
    }
    this.foundTarget.replaceChildren(...options);
    this.foundTarget.hidden = false;
    this.inputTarget.setAttribute('aria-expanded', 'true');
    this.select(choices.length ? 0 : -1);
  }

  option(choice, index) {
    const item = document.createElement('li');
    item.id = `${this.foundTarget.id}-${index}`;
    item.choice = choice;
    item.setAttribute('role', 'option');
    item.append(choice.label ?? choice.name);
    if (choice.label) item.className = 'game-search__igdb';
    const held = choice.held ? `in your library as ${choice.held}` : null;
    const listed = choice.listed ? 'on this list' : null;
    const facts = [choice.year, choice.facts, listed, held].filter(Boolean);
    if (facts.length) {
      const note = document.createElement('span');
      note.className = 'rank-note';
      note.textContent = ` ${facts.join(', ')}`;
      item.append(note);
    }
    return item;
  }

  get options() {
    return [...this.foundTarget.children].filter((item) => item.choice);
  }

  select(index) {
    this.index = index;
    const { options } = this;
    options.forEach((item, place) => item.setAttribute('aria-selected', String(place === index)));
    const chosen = options[index];
    if (chosen) this.inputTarget.setAttribute('aria-activedescendant', chosen.id);
    else this.inputTarget.removeAttribute('aria-activedescendant');
    chosen?.scrollIntoView({ block: 'nearest' });
  }

  key(event) {
    const { length } = this.choices;
    if (event.key === 'Escape') this.close();
    if (this.foundTarget.hidden || !length) {
      if (event.key === 'Enter') event.preventDefault();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.select((this.index + step + length) % length);
    if (event.key === 'Enter') this.pick(this.choices[this.index]);
    if (step || event.key === 'Enter') event.preventDefault();
  }

  point(event) {
    const choice = event.target.closest('li')?.choice;
    if (choice) this.pick(choice);
  }

  pick(choice) {
    if (choice.label) {
      this.askIgdb(choice.text);
      return;
    }
    this.inputTarget.value = '';
    this.close();
    this.dispatch('pick', { detail: choice });
  }

  close() {
    clearTimeout(this.timer);
    this.asked += 1;
    this.foundTarget.hidden = true;
    this.inputTarget.setAttribute('aria-expanded', 'false');
    this.inputTarget.removeAttribute('aria-activedescendant');
  }
}
