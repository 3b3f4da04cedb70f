/* Parents and grandparents: a veteran of the stable, or somebody's outfit, with sparks. */
import { Combobox, part } from './combobox.js';
import { ListField } from './list-field.js';
import { unknown } from './vocabulary.js';

const MOST_VETERANS = 6;

export function sparkField(root, catalogue, changed) {
  return new ListField(root, {
    find: (text) => catalogue.sparks.find(text),
    make: (row, number) => ({ spark: row.id, stars: Math.min(number || 1, 9) }),
    titleOf: ({ spark }) => {
      const row = catalogue.sparks.get(spark) ?? unknown(spark);
      return { id: spark, label: row.label, meta: row.meta, tone: row.kind ? `q-spark q-spark--${row.kind}` : '' };
    },
    number: { key: 'stars', label: 'Stars', least: 1, most: 9 },
    changed,
    none: 'No spark is called that.',
  });
}

class Ancestor {
  constructor(root, family) {
    this.root = root;
    this.family = family;
    this.position = Number(root.dataset.position);
    this.value = null;
    this.shown = root.querySelector('[data-shown]');
    this.input = root.querySelector('[data-who]');
    this.sparks = sparkField(root.querySelector('[data-sparks]'), family.catalogue, family.changed);
    new Combobox(this.input, {
      find: (text) => family.find(text),
      pick: (row) => this.pick(row),
      onEmpty: ({ key }) => key === 'Backspace' && this.clear(),
      none: 'Nobody is called that.',
    });
    root.querySelector('[data-clear]').addEventListener('click', () => {
      this.clear();
      this.input.focus();
    });
  }

  pick({ veteran, outfit }) {
    if (veteran) {
      const { run, score, rank_number: rank, sparks } = veteran;
      this.set({ outfit: veteran.outfit, own_run: run, score, rank, sparks });
      this.family.handDown(this.position, veteran.parents);
    } else {
      this.set({ outfit, own_run: null, sparks: this.sparks.values });
    }
    this.family.changed();
    this.sparks.input.focus();
  }

  set(value) {
    this.value = value;
    this.sparks.set(value?.sparks ?? []);
    this.draw();
  }

  clear() {
    if (!this.value) return false;
    this.set(null);
    this.family.changed();
    return true;
  }

  draw() {
    const own = this.value?.own_run && this.family.veterans.get(this.value.own_run);
    const outfit = this.value && (this.family.catalogue.outfits.get(this.value.outfit) ?? unknown(this.value.outfit));
    const from = own ? `yours, ${[own.rank, own.score?.toLocaleString('en-US')].filter(Boolean).join(' ')}` : 'borrowed';
    this.shown.replaceChildren();
    if (this.value) {
      const meta = [outfit.meta, this.position % 10 ? '' : from].filter(Boolean).join(' · ');
      this.shown.append(part('b', '', outfit.label), ' ', part('span', 'q-meta', meta));
    }
    this.root.querySelector('[data-clear]').hidden = !this.value;
  }

  collect() {
    const sparks = this.sparks.values;
    if (!this.value && !sparks.length) return null;
    return { ...this.value, position: this.position, sparks };
  }
}

export class Family {
  constructor(root, { catalogue, url, changed }) {
    Object.assign(this, { catalogue, url, changed });
    this.veterans = new Map();
    this.places = [...root.querySelectorAll('[data-position]')].map((each) => new Ancestor(each, this));
  }

  know(veterans) {
    veterans.forEach((each) => this.veterans.set(each.run, each));
  }

  async find(text) {
    const outfits = this.catalogue.outfits.find(text).map((row) => ({ ...row, outfit: row.id }));
    const answer = await fetch(`${this.url}?${new URLSearchParams({ q: text })}`).catch(() => null);
    const found = answer?.ok ? (await answer.json().catch(() => ({}))).veterans : null;
    this.know(found ?? []);
    const own = (found ?? []).slice(0, MOST_VETERANS).map((veteran) => ({
      veteran,
      label: veteran.name,
      meta: [veteran.title, veteran.rank, veteran.score?.toLocaleString('en-US'), veteran.finished]
        .filter(Boolean)
        .join(' · '),
    }));
    return { rows: [...own, ...outfits.map((row) => ({ ...row, meta: `${row.meta} · borrowed` }))], number: null };
  }

  /* Who is known of a parent's own parents, where nothing was typed. */
  handDown(position, parents) {
    parents.slice(0, 2).forEach((parent, place) => {
      const one = this.places.find((each) => each.position === position + place + 1);
      if (one && !one.collect()) one.set({ ...parent, own_run: null });
    });
  }

  set(values) {
    this.places.forEach((each) => each.set(values.find(({ position }) => position === each.position) ?? null));
  }

  collect() {
    return this.places.map((each) => each.collect()).filter(Boolean);
  }
}
