/* A chosen filter holds right away; ticks are counted. */
'use strict';

(() => {
  const filters = document.querySelector('[data-filters]');
  // On a phone the veterans come first.
  const box = document.querySelector('[data-filterbox]:not([data-narrowed])');
  if (box && matchMedia('(max-width: 799px)').matches) box.open = false;
  filters?.querySelector('[data-filter-button]').classList.add('w-sr-only');
  filters?.addEventListener('change', ({ target }) => {
    if (target.matches('select')) filters.requestSubmit();
  });
  // What says nothing isn't in the address.
  const plain = { in: 'stable', order: 'rank', least: '7' };
  filters?.addEventListener('formdata', ({ formData }) => {
    [...formData.entries()].forEach(([name, value]) => {
      if (!value || plain[name] === value) formData.delete(name);
    });
  });

  const bulk = document.querySelector('[data-bulk]');
  if (!bulk) return;
  const ticks = () => [...bulk.querySelectorAll('[name=run]')];
  const all = bulk.querySelector('[data-all]');
  const count = () => {
    const ticked = ticks().filter((each) => each.checked).length;
    bulk.querySelector('[data-ticked]').textContent = ticked ? `${ticked} ticked` : '';
    all.checked = ticked > 0 && ticked === ticks().length;
  };
  all?.addEventListener('change', () => {
    ticks().forEach((each) => (each.checked = all.checked));
    count();
  });
  bulk.addEventListener('change', ({ target }) => target.name === 'run' && count());
})();
