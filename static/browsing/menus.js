// Small menus under the button that opens them, in the browser's top layer, so that
// nothing clips them; on a phone they are a sheet at the bottom (wall.css). Those with
// `data-menu-url` fill one shared menu from the server.
(() => {
  const PHONE = window.matchMedia('(width < 800px)');
  const GAP = 6;
  const menu = document.querySelector('[data-menu]');
  if (!menu) return;
  let opener = null;
  let asked = 0;

  function place(popover, button) {
    if (PHONE.matches || !button) {
      popover.style.removeProperty('left');
      popover.style.removeProperty('top');
      return;
    }
    const at = button.getBoundingClientRect();
    const left = Math.min(at.left, window.innerWidth - popover.offsetWidth - 8);
    const below = at.bottom + GAP;
    const fits = below + popover.offsetHeight <= window.innerHeight - 8;
    const top = fits ? below : Math.max(8, Math.min(below, window.innerHeight - popover.offsetHeight - 8));
    popover.style.left = `${Math.max(8, left)}px`;
    popover.style.top = `${top}px`;
  }

  function buttonOf(popover) {
    return popover === menu ? opener : document.querySelector(`[popovertarget="${popover.id}"]`);
  }

  async function load(url, target) {
    const number = (asked += 1);
    try {
      const response = await fetch(url, { headers: { 'X-Requested-With': 'XMLHttpRequest' } });
      if (!response.ok) throw new Error(response.statusText);
      const html = await response.text();
      if (number === asked) target.innerHTML = html;
      return number === asked;
    } catch {
      if (number === asked) {
        target.innerHTML = '<p class="q-meta" role="alert">This didn’t load. Check your connection and try again.</p>';
      }
      return false;
    }
  }

  async function open(button, url) {
    opener = button;
    menu.innerHTML = '<p class="q-meta"><span class="q-spin"></span> Loading…</p>';
    menu.showPopover();
    place(menu, button);
    if (await load(url, menu)) {
      place(menu, button);
      menu.querySelector('input, a, button')?.focus();
    }
  }

  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-menu-url], [data-menu-card]');
    if (!button) return;
    const isOpen = button.getAttribute('aria-expanded') === 'true';
    if (isOpen) {
      menu.hidePopover();
      return;
    }
    const card = document.querySelector('[data-games]')?.dataset.urlCard ?? '';
    open(button, button.dataset.menuUrl ?? card.replace('/0/', `/${button.dataset.menuCard}/`) + window.location.search);
  });
  // A press on the opener would close the menu first, and then open it again.
  document.addEventListener('pointerdown', (event) => {
    const button = event.target.closest('[data-menu-url], [data-menu-card]');
    if (button && button === opener && menu.matches(':popover-open')) {
      button.addEventListener('click', (click) => click.stopPropagation(), { once: true });
    }
  });

  document.addEventListener(
    'toggle',
    (event) => {
      const popover = event.target;
      if (!popover.matches?.('.q-menu')) return;
      const button = buttonOf(popover);
      const isOpen = event.newState === 'open';
      button?.setAttribute('aria-expanded', String(isOpen));
      if (isOpen) place(popover, button);
      else if (popover === menu && menu.contains(document.activeElement)) button?.focus();
    },
    true,
  );
  window.addEventListener('resize', () => {
    document.querySelectorAll('.q-menu:popover-open').forEach((popover) => place(popover, buttonOf(popover)));
  });

  // Arrows walk through a menu.
  document.addEventListener('keydown', (event) => {
    const popover = event.target.closest?.('.q-menu');
    if (!popover || !['ArrowDown', 'ArrowUp'].includes(event.key) || event.target.type === 'number') return;
    const stops = [...popover.querySelectorAll('a[href], button, input:not([type=hidden])')];
    const next = stops[stops.indexOf(event.target) + (event.key === 'ArrowDown' ? 1 : -1)];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });

  let typing;
  menu.addEventListener('input', (event) => {
    if (!event.target.matches('[data-menu-find]') || !opener) return;
    clearTimeout(typing);
    const text = event.target.value;
    typing = setTimeout(() => {
      const url = new URL(opener.dataset.menuUrl, window.location.href);
      url.searchParams.set('find', text);
      load(url, menu.querySelector('[data-menu-links]'));
    }, 150);
  });

  // Views are dragged into another order.
  const views = document.querySelector('[data-views]');
  let dragged = null;
  views?.addEventListener('dragstart', (event) => {
    dragged = event.target.closest('[data-view]');
  });
  views?.addEventListener('dragover', (event) => {
    const over = event.target.closest('[data-view]');
    if (!dragged || !over) return;
    event.preventDefault();
    if (over === dragged) return;
    const box = over.getBoundingClientRect();
    over[event.clientX < box.left + box.width / 2 ? 'before' : 'after'](dragged);
  });
  views?.addEventListener('drop', (event) => event.preventDefault());
  views?.addEventListener('dragend', () => {
    if (!dragged) return;
    dragged = null;
    const body = new FormData();
    views.querySelectorAll('[data-view]').forEach((tab) => body.append('view', tab.dataset.view));
    fetch(views.dataset.views, {
      method: 'POST',
      body,
      headers: { 'X-CSRFToken': document.querySelector('[name=csrfmiddlewaretoken]').value },
    }).then(
      (response) => response.ok || window.location.reload(),
      () => window.location.reload(),
    );
  });
})();
