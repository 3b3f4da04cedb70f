// On a phone a listing's row is a card: each cell says what it is, and those with
// nothing in them give way. The look is in admin.css; here cells get their labels, and
// the roles that a table loses when it is laid out as something else.
const PHONE = window.matchMedia('(width < 700px)');

const ROLES = { thead: 'rowgroup', tbody: 'rowgroup', tr: 'row', 'thead th': 'columnheader' };

function isEmpty(cell) {
  return !cell.textContent.trim() && !cell.querySelector('img, input, svg, button, a');
}

function makeCards(table) {
  table.setAttribute('role', 'table');
  Object.entries(ROLES).forEach(([selector, role]) => {
    table.querySelectorAll(selector).forEach((part) => part.setAttribute('role', role));
  });
  const labels = [...table.querySelectorAll('thead th')].map((head) => head.textContent.trim());
  table.querySelectorAll('tbody tr').forEach((row) => {
    const cells = [...row.children];
    const head = cells.find((cell) => cell.matches('.title, th')) ?? cells.find((cell) => !cell.querySelector('input[type=checkbox]'));
    cells.forEach((cell, index) => {
      cell.setAttribute('role', cell.matches('th') ? 'rowheader' : 'cell');
      cell.toggleAttribute('data-card-head', cell === head);
      cell.toggleAttribute('data-card-select', Boolean(cell.querySelector('input[type=checkbox]')));
      cell.toggleAttribute('data-card-empty', isEmpty(cell));
      if (cell !== head && labels[index]) cell.dataset.label = labels[index];
    });
  });
}

function makeAllCards() {
  if (PHONE.matches) document.querySelectorAll('table.listing').forEach(makeCards);
}

let isDue = false;
// Searching, paging and choosers bring other rows.
new MutationObserver(() => {
  if (isDue || !PHONE.matches) return;
  isDue = true;
  requestAnimationFrame(() => {
    isDue = false;
    makeAllCards();
  });
}).observe(document.body, { childList: true, subtree: true });
PHONE.addEventListener('change', makeAllCards);
makeAllCards();
