/* A text field with candidates below: arrows choose, Enter takes, Escape clears. */

let made = 0;

export function part(tag, className, text = '') {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}

export class Combobox {
  /* find(text) gives {rows, number}, maybe later; pick(row, number) takes one. onEmpty
     gets the keys of an empty field, and says whether it used them. */
  constructor(input, { find, pick, onEmpty = () => false, none = 'Nothing is called that.' }) {
    Object.assign(this, { input, find, pick, onEmpty, none });
    this.asked = 0;
    this.rows = [];
    this.number = null;
    this.chosen = -1;
    this.isWaiting = false;
    made += 1;
    this.list = part('ul', 'q-combo__list');
    this.list.id = `combo-${made}`;
    this.list.role = 'listbox';
    this.list.ariaLabel = input.labels?.[0]?.textContent.trim() || input.ariaLabel || 'Choices';
    this.list.hidden = true;
    this.note = part('p', 'q-meta q-combo__none');
    this.note.role = 'status';
    input.after(this.list, this.note);
    input.role = 'combobox';
    input.autocomplete = 'off';
    input.spellcheck = false;
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-controls', this.list.id);
    input.setAttribute('aria-expanded', 'false');
    input.addEventListener('input', () => this.look());
    input.addEventListener('keydown', (event) => this.onKey(event));
    input.addEventListener('blur', () => this.show([]));
  }

  async look() {
    this.asked += 1;
    const { asked } = this;
    const text = this.input.value.trim();
    const answer = text ? this.find(text) : { rows: [], number: null };
    const isLater = answer instanceof Promise;
    this.isWaiting = isLater;
    const { rows, number } = isLater ? await answer : answer;
    // An answer that a later one overtook is old news.
    if (asked !== this.asked) return;
    this.isWaiting = false;
    this.number = number;
    this.note.textContent = text && !rows.length ? this.none : '';
    this.show(rows);
    if (this.wantsFirst) this.take();
  }

  show(rows) {
    this.rows = rows;
    this.list.hidden = !rows.length;
    this.input.setAttribute('aria-expanded', String(rows.length > 0));
    this.list.replaceChildren(...rows.map((row, place) => this.option(row, place)));
    this.choose(rows.length ? 0 : -1);
    if (!rows.length) this.wantsFirst = false;
  }

  option(row, place) {
    const element = part('li');
    element.id = `${this.list.id}-${place}`;
    element.role = 'option';
    element.append(part('b', '', row.label), part('span', 'q-meta', row.meta ?? ''));
    element.addEventListener('pointerdown', (event) => event.preventDefault());
    element.addEventListener('click', () => {
      this.choose(place);
      this.take();
    });
    return element;
  }

  choose(place) {
    this.chosen = place;
    [...this.list.children].forEach((option, index) => option.setAttribute('aria-selected', String(index === place)));
    const option = this.list.children[place];
    if (option) this.input.setAttribute('aria-activedescendant', option.id);
    else this.input.removeAttribute('aria-activedescendant');
    option?.scrollIntoView({ block: 'nearest' });
  }

  take() {
    // Typed faster than the answer came: the first one then.
    if (this.isWaiting) {
      this.wantsFirst = true;
      return;
    }
    const row = this.rows[this.chosen];
    if (!row) return;
    const { number } = this;
    this.clear();
    this.pick(row, number);
  }

  clear() {
    this.asked += 1;
    this.input.value = '';
    this.note.textContent = '';
    this.wantsFirst = false;
    this.isWaiting = false;
    this.show([]);
  }

  onKey(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    if (!this.input.value && this.onEmpty(event)) {
      event.preventDefault();
    } else if (key === 'Enter') {
      event.preventDefault();
      this.take();
    } else if ((key === 'ArrowDown' || key === 'ArrowUp') && this.rows.length) {
      event.preventDefault();
      const step = key === 'ArrowDown' ? 1 : -1;
      this.choose((this.chosen + step + this.rows.length) % this.rows.length);
    } else if (key === 'Escape' && this.input.value) {
      event.preventDefault();
      this.clear();
    }
  }
}
