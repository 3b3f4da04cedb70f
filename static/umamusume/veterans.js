/* Fields for a veteran: a few letters, Enter; Backspace in the empty field takes the
   chosen one out. And the rounds of a Champions Meeting by number keys. */
import { Combobox, part } from './combobox.js';

async function find(url, text) {
  const answer = await fetch(`${url}?${new URLSearchParams({ q: text })}`).catch(() => null);
  const found = answer?.ok ? ((await answer.json().catch(() => ({}))).veterans ?? []) : [];
  const rows = found.map((each) => ({
    ...each,
    label: each.name,
    meta: [each.title, each.rank, each.score?.toLocaleString('en-US'), each.finished].filter(Boolean).join(' · '),
  }));
  return { rows, number: null };
}

document.querySelectorAll('[data-veteran]').forEach((field) => {
  const input = field.querySelector('[data-who]');
  const shown = field.querySelector('[data-shown]');
  const clear = field.querySelector('[data-clear]');
  const [run, outfit, label] = ['run', 'outfit', 'label'].map((name) => field.querySelector(`[name^="${name}-"]`));
  const style = field.closest('[data-member]')?.querySelector('[name^="style-"]');

  function set(veteran) {
    const text = veteran ? [veteran.name, veteran.rank, veteran.score?.toLocaleString('en-US')].filter(Boolean).join(' ') : '';
    run.value = veteran?.run ?? '';
    outfit.value = '';
    label.value = text;
    shown.replaceChildren(text ? part('b', '', text) : '');
    clear.hidden = !text;
    if (veteran?.style && style && !style.value) style.value = veteran.style;
    run.dispatchEvent(new Event('change', { bubbles: true }));
  }

  new Combobox(input, {
    find: (text) => find(field.dataset.veteran, text),
    pick: (row) => {
      set(row);
      const all = [...document.querySelectorAll('[data-who]')];
      (all[all.indexOf(input) + 1] ?? input).focus();
    },
    onEmpty: ({ key }) => {
      if (key === 'Backspace' && !clear.hidden) {
        set(null);
        return true;
      }
      return key === 'Enter';
    },
    none: 'No veteran is called that.',
  });
  clear.addEventListener('click', () => {
    set(null);
    input.focus();
  });
});

/* Five races are run in a row: a digit says how many of the next five were won. */
const IN_A_ROW = 5;

document.querySelectorAll('[data-round]').forEach((round) => {
  const [wins, races] = ['wins', 'races'].map((name) => round.querySelector(`[name$="_${name}"]`));
  const say = round.querySelector('[data-say-round]');
  const value = (field) => Number(field.value) || 0;
  const steps = [];

  function add(won, run) {
    wins.value = value(wins) + won;
    races.value = value(races) + run;
    wins.dispatchEvent(new Event('change', { bubbles: true }));
    say.textContent = `${value(wins)} of ${value(races)}`;
  }

  round.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-won]');
    if (!button) return;
    steps.push(Number(button.dataset.won));
    add(steps.at(-1), IN_A_ROW);
  });
  round.addEventListener('keydown', (event) => {
    if (event.target.matches('input') || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^[0-5]$/.test(event.key)) {
      event.preventDefault();
      steps.push(Number(event.key));
      add(steps.at(-1), IN_A_ROW);
    } else if (event.key === 'Backspace' && steps.length) {
      event.preventDefault();
      add(-steps.pop(), -IN_A_ROW);
    }
  });
});

document.addEventListener('keydown', (event) => {
  const form = event.target.closest?.('form[data-ctrl-enter]');
  if (form && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
