/* A list that is typed: letters and Enter add a row, a digit behind them is its number,
   Backspace in the empty field takes the last one back. */
import { Combobox, part } from './combobox.js';
import { splitNumber } from './vocabulary.js';

/* A number beside a row. Arrows raise and lower it, Enter goes to the next row's. */
function numberField(field, value) {
  const { key, label, least, most, isOptional } = field.number;
  const input = part('input', 'q-in q-rownumber');
  input.inputMode = 'numeric';
  input.maxLength = 2;
  input.ariaLabel = `${label} of ${field.titleOf(value).label}`;
  input.value = value[key] ?? '';
  const set = (number) => {
    value[key] = number;
    input.value = number ?? '';
    field.changed();
  };
  input.addEventListener('focus', () => input.select());
  input.addEventListener('change', () => {
    const number = /^\d+$/.test(input.value) ? Number(input.value) : null;
    const isRight = number !== null && number >= least && number <= most;
    set(isRight ? number : isOptional ? null : (value[key] ?? least));
  });
  input.addEventListener('keydown', (event) => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (step) {
      event.preventDefault();
      set(Math.min(Math.max((value[key] ?? least - step) + step, least), most));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      input.dispatchEvent(new Event('change'));
      field.focusAfter(input);
    }
  });
  return input;
}

export class ListField {
  /* titleOf(value) gives {label, meta}; make(row, number) a value; order compares two.
     number is {key, label, least, most, isOptional} or nothing; hasNumber(value) says
     which rows have one. */
  constructor(root, { find, make, titleOf, number = null, order = null, controls = () => [], changed, hasNumber = () => true, none }) {
    Object.assign(this, { root, find, make, titleOf, number, order, controls, changed, hasNumber });
    this.values = [];
    this.last = null;
    this.digits = '';
    this.list = root.querySelector('[data-rows]');
    this.status = root.querySelector('[data-status]');
    this.input = root.querySelector('[data-find]');
    this.combobox = new Combobox(this.input, {
      find: (text) => splitNumber(text, (words) => this.find(words)),
      pick: (row, digit) => this.add(this.make(row, digit)),
      onEmpty: (event) => this.onEmpty(event),
      none,
    });
    this.input.addEventListener('input', () => (this.digits = ''));
  }

  set(values) {
    this.values = values.map((each) => ({ ...each }));
    this.last = this.values.at(-1) ?? null;
    this.draw();
  }

  add(value) {
    if (!value) return;
    const same = this.values.find((each) => this.isSame(each, value));
    if (same) {
      Object.assign(same, value);
      this.say(`${this.titleOf(value).label} is there already.`);
    } else {
      this.values.push(value);
      this.say(`Added ${this.titleOf(value).label}.`);
    }
    this.last = same ?? value;
    this.draw();
    this.changed();
  }

  isSame(one, other) {
    return this.titleOf(one).id !== undefined && this.titleOf(one).id === this.titleOf(other).id;
  }

  remove(value) {
    this.values = this.values.filter((each) => each !== value);
    if (this.last === value) this.last = this.values.at(-1) ?? null;
    this.say(`Took out ${this.titleOf(value).label}.`);
    this.draw();
    this.changed();
  }

  say(text) {
    this.status.textContent = text;
  }

  draw() {
    if (this.order) this.values.sort(this.order);
    this.list.replaceChildren(...this.values.map((value, place) => this.row(value, place)));
    this.list.hidden = !this.values.length;
  }

  row(value, place) {
    const { label, meta, before = '', tone = '' } = this.titleOf(value, place);
    const row = part('li', tone);
    if (before) row.append(part('span', 'q-rowbefore', before));
    const title = part('span', 'q-grow');
    title.append(part('b', '', label));
    if (meta) title.append(' ', part('span', 'q-meta', meta));
    row.append(title, ...this.controls(value, place));
    if (this.number && this.hasNumber(value)) row.append(numberField(this, value));
    const remove = part('button', 'q-btn q-btn--quiet q-btn--s q-btn--icon', '×');
    remove.type = 'button';
    remove.ariaLabel = `Take out ${label}`;
    remove.addEventListener('click', () => {
      this.remove(value);
      this.input.focus();
    });
    row.append(remove);
    return row;
  }

  numbers() {
    return [...this.list.querySelectorAll('.q-rownumber')];
  }

  focusAfter(input) {
    const numbers = this.numbers();
    (numbers[numbers.indexOf(input) + 1] ?? this.input).focus();
  }

  onEmpty({ key }) {
    if (key === 'Backspace' && this.last) {
      this.remove(this.last);
      return true;
    }
    if (!this.number || !this.last || !this.hasNumber(this.last) || !/^\d$/.test(key)) return false;
    this.typeNumber(key);
    return true;
  }

  /* 1 and then 2 are 12, where there is such a number. */
  typeNumber(digit) {
    const { key, label, least, most } = this.number;
    const longer = Number(this.digits + digit);
    this.digits = longer >= least && longer <= most ? this.digits + digit : digit;
    const number = Number(this.digits);
    if (number < least || number > most) {
      this.digits = '';
      return;
    }
    this.last[key] = number;
    this.say(`${label} of ${this.titleOf(this.last).label}: ${number}`);
    this.draw();
    this.changed();
  }
}
