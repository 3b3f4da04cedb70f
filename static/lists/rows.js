// The rows of the rank board: elements made from what the server told.

const element = (name, properties = {}, ...children) => {
  const made = document.createElement(name);
  Object.assign(made, properties);
  made.append(...children);
  return made;
};

export const label = (button, text) => {
  button.setAttribute('aria-label', text);
  return button;
};

/** Text as people search for it: no case, no accents. */
export const plain = (text) =>
  text.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase();

export class Rows {
  /** `icons(name)` gives a fresh icon; `ranked` whether rows can be moved; `media` where
      covers are. */
  constructor({ icons, ranked, media }) {
    this.icons = icons;
    this.media = media;
    this.ranked = ranked;
  }

  build([id, game, name, year, position, notes, cover]) {
    const row = element('li', { className: 'rank-row' });
    Object.assign(row.dataset, { entry: id, name });
    row.search = plain(name);
    row.notes = notes;
    if (this.ranked) row.append(this.handle(name), this.position(name));
    else row.classList.add('rank-row--unranked');
    row.append(this.cover(name, cover), this.game(name, year, position, notes), this.more(name));
    return row;
  }

  cover(name, cover) {
    const frame = element('span', { className: 'q-cover rank-row__cover' });
    frame.setAttribute('aria-hidden', 'true');
    if (cover) {
      const image = element('img', { alt: '', width: 180, height: 240, loading: 'lazy', decoding: 'async' });
      image.src = this.media + cover;
      frame.append(image);
    } else {
      frame.classList.add('q-cover--letter');
      frame.textContent = [...name][0].toUpperCase();
    }
    return frame;
  }

  handle(name) {
    const handle = element(
      'button',
      { type: 'button', className: 'rank-icon-button rank-row__handle' },
      this.icons('grip'),
    );
    handle.setAttribute('aria-describedby', 'rank-keys');
    return label(handle, `Move ${name}`);
  }

  position(name) {
    const input = element('input', {
      type: 'text',
      inputMode: 'numeric',
      autocomplete: 'off',
      className: 'rank-row__position',
    });
    return label(input, `Position of ${name}`);
  }

  game(name, year, position, notes) {
    const cell = element('div', { className: 'rank-row__game' });
    cell.append(element('span', { className: 'rank-row__name', textContent: name }));
    const number = this.ranked || position === null ? [] : [`no. ${position}`];
    const facts = [...number, ...(year ? [year] : [])].join(', ');
    if (facts) {
      cell.append(' ', element('span', { className: 'rank-note', textContent: facts }));
    }
    if (notes) cell.append(this.notes(notes));
    return cell;
  }

  notes(text) {
    return element('p', { className: 'rank-note rank-row__notes', textContent: text });
  }

  more(name) {
    const button = element(
      'button',
      { type: 'button', className: 'rank-icon-button rank-row__more' },
      this.icons('more'),
    );
    button.setAttribute('aria-expanded', 'false');
    return label(button, `More for ${name}`);
  }

  /** Open the row's actions, or close them. */
  toggleActions(row) {
    const open = row.querySelector('.rank-row__actions');
    row.querySelector('.rank-row__more').setAttribute('aria-expanded', String(!open));
    row.querySelector('.rank-row__editor')?.remove();
    if (open) return open.remove();
    const moves = this.ranked ? [['top', 'To the top'], ['bottom', 'To the bottom']] : [];
    const verbs = [...moves, ['annotate', 'Notes'], ['remove', 'Remove from list']];
    const buttons = verbs.map(([verb, text]) => {
      const button = element('button', {
        type: 'button',
        className: `button button-small ${verb === 'remove' ? 'no' : 'button-secondary'}`,
        textContent: text,
      });
      button.dataset.verb = verb;
      return label(button, `${text}: ${row.dataset.name}`);
    });
    const actions = element('div', { className: 'rank-row__actions' }, ...buttons);
    row.append(actions);
    actions.firstElementChild.focus();
    return actions;
  }

  /** A field for the row's notes; `save(text)` is called once with what was typed. */
  editNotes(row, save, notes = row.notes) {
    const text = element('textarea', { value: notes, maxLength: 10000 });
    label(text, `Notes on ${row.dataset.name}`);
    const close = () => {
      editor.remove();
      row.querySelector('.rank-row__actions')?.remove();
      const more = row.querySelector('.rank-row__more');
      more.setAttribute('aria-expanded', 'false');
      more.focus();
    };
    const done = () => {
      save(text.value);
      close();
    };
    const button = (words, className, action) => {
      const made = element('button', { type: 'button', className, textContent: words });
      made.addEventListener('click', action);
      return made;
    };
    const editor = element(
      'div',
      { className: 'rank-row__editor' },
      text,
      button('Save notes', 'button button-small', done),
      button('Cancel', 'button button-small button-secondary', close),
    );
    text.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') close();
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) done();
    });
    row.querySelector('.rank-row__editor')?.remove();
    row.append(editor);
    text.focus();
  }

  showNotes(row, notes) {
    row.notes = notes;
    row.querySelector('.rank-row__notes')?.remove();
    if (notes) row.querySelector('.rank-row__game').append(this.notes(notes));
  }
}
