// Wagtail's dialog of keyboard shortcuts (?) also lists those of the page: of each element
// with `aria-keyshortcuts`, by its `data-key-label` or its text.
const NAMES = {
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  Control: 'Ctrl',
  Escape: 'Esc',
  Meta: '⌘',
};

function rowOf(element) {
  const row = document.createElement('tr');
  row.className = 'w-keyboard_shortcuts__key';
  const label = document.createElement('th');
  label.scope = 'row';
  label.textContent = element.dataset.keyLabel ?? element.getAttribute('aria-label') ?? textOf(element);
  const cell = document.createElement('td');
  element
    .getAttribute('aria-keyshortcuts')
    .split(' ')
    .forEach((key) => {
      const hint = document.createElement('kbd');
      hint.textContent = key.split('+').map((part) => NAMES[part] ?? part).join(' + ');
      cell.append(hint, ' ');
    });
  row.append(label, cell);
  return row;
}

function textOf(element) {
  const copy = element.cloneNode(true);
  copy.querySelectorAll('kbd, svg').forEach((part) => part.remove());
  return copy.textContent.trim();
}

document.addEventListener('w-dialog:shown', () => {
  document.querySelectorAll('[data-keys-of-page]').forEach((body) => {
    body.querySelectorAll('.w-keyboard_shortcuts__key').forEach((row) => row.remove());
    const seen = new Set();
    const listed = new Set([...body.parentElement.querySelectorAll('kbd')].map((key) => key.textContent));
    document.querySelectorAll('[aria-keyshortcuts]').forEach((element) => {
      if (listed.has(element.getAttribute('aria-keyshortcuts'))) return;
      const row = rowOf(element);
      if (!row.textContent.trim() || seen.has(row.textContent)) return;
      seen.add(row.textContent);
      body.append(row);
    });
    body.hidden = seen.size === 0;
  });
});
