// Moves, adds and numbers the rows of checkpoints. Without it the field “Place” orders them.
'use strict';

(() => {
  const form = document.querySelector('[data-challenge]');
  if (!form) return;
  const list = form.querySelector('[data-rows]');
  const empty = form.querySelector('[data-empty-row]');
  const total = form.querySelector('[name$="-TOTAL_FORMS"]');
  const say = form.querySelector('[data-say]');
  const rows = () => [...list.querySelectorAll('[data-row]')];
  const nameOf = (row) => row.querySelector('[name$="-name"]').value || 'The new checkpoint';

  function number() {
    rows().forEach((row, index) => {
      row.querySelector('[data-place]').value = index + 1;
    });
  }

  function move(row, step) {
    const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    const focused = document.activeElement;
    if (step < 0) other.before(row);
    else other.after(row);
    number();
    focused?.focus();
    say.textContent = `${nameOf(row)}: place ${rows().indexOf(row) + 1} of ${rows().length}.`;
  }

  function place(row) {
    const wanted = Number(row.querySelector('[data-place]').value) || 1;
    const others = rows().filter((each) => each !== row);
    const before = others[Math.max(0, wanted - 1)];
    if (before) before.before(row);
    else list.append(row);
    number();
    say.textContent = `${nameOf(row)}: place ${rows().indexOf(row) + 1} of ${rows().length}.`;
  }

  function add() {
    const html = empty.innerHTML.replaceAll('__prefix__', total.value);
    const made = document.createElement('template');
    made.innerHTML = html;
    list.append(made.content);
    total.value = Number(total.value) + 1;
    number();
    list.lastElementChild.querySelector('[name$="-name"]').focus();
  }

  form.querySelector('[data-add]').addEventListener('click', add);
  list.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-move]');
    if (button) move(button.closest('[data-row]'), Number(button.dataset.move));
  });
  list.addEventListener('change', ({ target }) => {
    const row = target.closest('[data-row]');
    if (target.matches('[data-place]')) place(row);
    if (target.matches('[data-delete]')) row.classList.toggle('q-ironrow--gone', target.checked);
  });
  list.addEventListener('keydown', (event) => {
    const row = event.target.closest('[data-row]');
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      move(row, event.key === 'ArrowUp' ? -1 : 1);
    } else if (event.key === 'Enter' && event.target.matches('[data-place]')) {
      event.preventDefault();
      place(row);
    }
  });
  number();
})();
