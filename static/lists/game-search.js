// A field that finds games while one types: arrow keys and Enter, or a press.
// Tells its board by the event `game-search:pick` with {id, name, listed}.

const PAUSE = 180; // ms without a key before the server is asked

export class GameSearchController extends window.StimulusModule.Controller {
  static targets = ['input', 'found'];

  static values = { url: String };

  connect() {
    this.games = [];
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
    this.asked += 1;
    const { asked } = this;
    let games;
    try {
      const response = await fetch(`${this.urlValue}?${new URLSearchParams({ q: text })}`, {
        headers: { 'X-Requested-With': 'XMLHttpRequest' },
      });
      games = (await response.json()).games;
    } catch {
      return this.show([], 'Questlog didn’t respond. Try again.');
    }
    // An answer that was overtaken by a later one is old news.
    if (asked !== this.asked || document.activeElement !== this.inputTarget) return undefined;
    return this.show(games, 'No games found. Use “Choose several” to add one, also from IGDB.');
  }

  show(games, nothing) {
    this.games = games;
    const options = games.map((game, index) => this.option(game, index));
    if (!games.length) {
      const item = document.createElement('li');
      item.setAttribute('role', 'option');
      item.setAttribute('aria-disabled', 'true');
      item.textContent = nothing;
      options.push(item);
    }
    this.foundTarget.replaceChildren(...options);
    this.foundTarget.hidden = false;
    this.inputTarget.setAttribute('aria-expanded', 'true');
    this.select(games.length ? 0 : -1);
  }

  option(game, index) {
    const item = document.createElement('li');
    item.id = `${this.foundTarget.id}-${index}`;
    item.setAttribute('role', 'option');
    item.append(game.name);
    const facts = [game.year, game.listed ? 'on this list' : null].filter(Boolean);
    if (facts.length) {
      const note = document.createElement('span');
      note.className = 'rank-note';
      note.textContent = ` ${facts.join(', ')}`;
      item.append(note);
    }
    return item;
  }

  select(index) {
    this.index = index;
    [...this.foundTarget.children].forEach((item, place) => {
      item.setAttribute('aria-selected', String(place === index));
    });
    const chosen = this.foundTarget.children[index];
    if (chosen?.id) this.inputTarget.setAttribute('aria-activedescendant', chosen.id);
    else this.inputTarget.removeAttribute('aria-activedescendant');
    chosen?.scrollIntoView({ block: 'nearest' });
  }

  key(event) {
    const { length } = this.games;
    if (event.key === 'Escape') this.close();
    if (this.foundTarget.hidden || !length) {
      if (event.key === 'Enter') event.preventDefault();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.select((this.index + step + length) % length);
    if (event.key === 'Enter') this.pick(this.games[this.index]);
    if (step || event.key === 'Enter') event.preventDefault();
  }

  point(event) {
    const item = event.target.closest('li');
    const game = this.games[[...this.foundTarget.children].indexOf(item)];
    if (game) this.pick(game);
  }

  pick(game) {
    this.inputTarget.value = '';
    this.close();
    this.dispatch('pick', { detail: game });
  }

  close() {
    clearTimeout(this.timer);
    this.asked += 1;
    this.foundTarget.hidden = true;
    this.inputTarget.setAttribute('aria-expanded', 'false');
    this.inputTarget.removeAttribute('aria-activedescendant');
  }
}
