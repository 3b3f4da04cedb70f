// The wall and the table of games: keys, choosing several, and the card of the game at
// hand. Choosing is Wagtail's (bulk-actions.js): here its checkboxes are ticked.
(() => {
  const page = document.querySelector('[data-games]');
  if (!page) return;
  const CHECKBOX = '[data-bulk-action-checkbox]';
  const bar = document.querySelector('[data-bulk-action-footer]');
  const KEPT = `questlog-selection:${window.location.pathname}`;
  const hasKeys = () => window.wagtailConfig?.KEYBOARD_SHORTCUTS_ENABLED !== false;

  const grid = () => page.querySelector('[data-grid]');
  const items = () => [...(grid()?.querySelectorAll('[data-game]') ?? [])];
  const linkOf = (item) => item.querySelector('.q-cell > a, a.q-name');
  const itemOf = (element) => element?.closest?.('[data-game]');
  const boxOf = (item) => item?.querySelector(CHECKBOX);

  // Choosing -------------------------------------------------------------------------

  const boxes = () => [...document.querySelectorAll(CHECKBOX)];
  const chosen = () => boxes().filter((box) => box.checked);
  let isAll = false;
  let anchor = null;

  function tick(box, isOn) {
    if (!box || box.checked === isOn) return;
    box.checked = isOn;
    box.dispatchEvent(new Event('change'));
  }

  function toggle(item) {
    const box = boxOf(item);
    if (!box) return;
    tick(box, !box.checked);
    anchor = item;
    show();
  }

  function chooseTo(item) {
    const all = items();
    const [first, last] = [all.indexOf(anchor ?? item), all.indexOf(item)].sort((a, b) => a - b);
    all.slice(Math.max(first, 0), last + 1).forEach((each) => tick(boxOf(each), true));
    show();
  }

  function clear() {
    chosen().forEach((box) => tick(box, false));
    document.querySelectorAll('[data-kept]').forEach((box) => box.remove());
    bar?.classList.add('hidden');
    isAll = false;
    anchor = null;
    show();
  }

  function show() {
    const ids = chosen().map((box) => box.dataset.objectId);
    grid()?.classList.toggle('is-selecting', ids.length > 0);
    if (bar) {
      const total = bar.querySelector('[data-bulk-total]').textContent;
      bar.querySelector('[data-bulk-count]').textContent = isAll ? total : ids.length;
    }
    if (ids.length) sessionStorage.setItem(KEPT, JSON.stringify(ids));
    else sessionStorage.removeItem(KEPT);
  }

  // What was chosen on another page stays so: as boxes that nobody sees.
  function restore() {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? '[]');
    kept.forEach((id) => {
      if (!bar) return;
      const shown = boxes().find((box) => box.dataset.objectId === id);
      if (shown) {
        shown.checked = true;
        return;
      }
      const box = document.createElement('input');
      box.type = 'checkbox';
      box.hidden = true;
      box.checked = true;
      box.dataset.kept = '';
      box.dataset.bulkActionCheckbox = '';
      box.dataset.objectId = id;
      bar.append(box);
    });
    show();
  }

  // The click that a browser makes of a long press.
  page.addEventListener(
    'click',
    (event) => {
      const item = itemOf(event.target);
      if (item && 'held' in item.dataset) {
        delete item.dataset.held;
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    },
    true,
  );
  page.addEventListener(
    'click',
    (event) => {
      const item = itemOf(event.target);
      const isBox = event.target.matches(CHECKBOX);
      if (item && event.shiftKey && boxOf(item)) {
        if (!isBox) event.preventDefault();
        chooseTo(item);
      } else if (item && !isBox && grid().classList.contains('is-selecting') && PHONE.matches) {
        // On a phone a tap goes on choosing, once that has begun.
        if (!event.target.closest('a')) return;
        event.preventDefault();
        toggle(item);
      } else if (isBox) anchor = item;
    },
    true,
  );
  document.addEventListener(
    'change',
    (event) => {
      if (event.target.matches?.(CHECKBOX)) {
        isAll = false;
        queueMicrotask(show);
      } else if (event.target.matches?.('[data-bulk-action-select-all-checkbox]')) queueMicrotask(show);
    },
    true,
  );
  bar?.querySelector('[data-bulk-clear]').addEventListener('click', clear);
  bar?.addEventListener(
    'click',
    (event) => {
      if (event.target.closest('[data-bulk-action-num-objects-in-listing]')) {
        // Wagtail's own, after this, means what the whole listing has.
        items().forEach((item) => tick(boxOf(item), true));
        isAll = true;
        show();
      } else if (event.target.closest('[data-bulk-action-button]')) sessionStorage.removeItem(KEPT);
    },
    true,
  );

  const PHONE = window.matchMedia('(hover: none), (width < 800px)');
  let pressed = null;
  page.addEventListener('touchstart', (event) => {
    const item = itemOf(event.target);
    if (!item || !boxOf(item)) return;
    pressed = setTimeout(() => {
      pressed = null;
      toggle(item);
      item.dataset.held = '';
    }, 500);
  }, { passive: true });
  ['touchend', 'touchmove', 'touchcancel'].forEach((name) => {
    page.addEventListener(name, () => clearTimeout(pressed), { passive: true });
  });
  page.addEventListener('contextmenu', (event) => {
    if (PHONE.matches && itemOf(event.target)) event.preventDefault();
  });

  // Keys -----------------------------------------------------------------------------

  function rove() {
    const all = items();
    const current = all.find((item) => linkOf(item)?.tabIndex === 0 && item.dataset.current);
    all.forEach((item, index) => {
      const link = linkOf(item);
      if (link) link.tabIndex = (current ? item === current : index === 0) ? 0 : -1;
      const box = boxOf(item);
      if (box) box.tabIndex = -1;
    });
  }

  function goTo(item) {
    if (!item) return;
    items().forEach((each) => {
      linkOf(each).tabIndex = -1;
      delete each.dataset.current;
    });
    item.dataset.current = 'true';
    linkOf(item).tabIndex = 0;
    linkOf(item).focus();
  }

  function columns(all) {
    const top = all[0].offsetTop;
    const second = all.findIndex((item) => item.offsetTop > top);
    return second < 0 ? all.length : second;
  }

  function target(item, key) {
    const all = items();
    const at = all.indexOf(item);
    const width = columns(all);
    const isLeftToRight = getComputedStyle(page).direction !== 'rtl';
    const steps = {
      ArrowRight: isLeftToRight ? 1 : -1,
      ArrowLeft: isLeftToRight ? -1 : 1,
      ArrowDown: width,
      ArrowUp: -width,
    };
    if (key === 'Home') return all[0];
    if (key === 'End') return all.at(-1);
    if (!(key in steps)) return null;
    if (width === 1 && (key === 'ArrowRight' || key === 'ArrowLeft')) return null;
    const next = at + steps[key];
    if (next >= all.length && key === 'ArrowDown') {
      return Math.floor(at / width) < Math.floor((all.length - 1) / width) ? all.at(-1) : null;
    }
    return all[next];
  }

  // Opened by a link, so that a dialog that waits for `data-finish-game` takes it.
  function act(item, name) {
    const url = page.dataset[name];
    if (!url) return false;
    const link = document.createElement('a');
    const address = new URL(url.replace('/0/', `/${item.dataset.game}/`).replace('=0', `=${item.dataset.game}`), window.location.href);
    if (name !== 'urlRank') address.searchParams.set('next', window.location.pathname + window.location.search);
    link.href = address;
    link.hidden = true;
    if (name === 'urlFinish') link.dataset.finishGame = item.dataset.game;
    item.append(link);
    link.click();
    link.remove();
    return true;
  }

  const ACTS = { f: 'urlFinish', p: 'urlPlay', r: 'urlRank' };

  page.addEventListener('keydown', (event) => {
    const item = itemOf(event.target);
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const isOnLink = event.target === linkOf(item);
    const next = isOnLink || event.target.matches(CHECKBOX) ? target(item, event.key) : null;
    if (next) {
      event.preventDefault();
      if (event.shiftKey) {
        anchor ??= item;
        tick(boxOf(anchor), true);
      } else anchor = null;
      goTo(next);
      if (event.shiftKey) chooseTo(next);
    } else if (event.key === ' ' && isOnLink) {
      event.preventDefault();
      toggle(item);
    } else if (event.key in ACTS && hasKeys() && !event.shiftKey && act(item, ACTS[event.key])) {
      event.preventDefault();
      // The page's own key of the same letter is for no game in particular.
      event.stopPropagation();
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (document.querySelector('.q-menu:popover-open, [role=dialog]:not([hidden], [aria-hidden=true])')) return;
    if (card) closeCard();
    else if (chosen().length) clear();
  });
  page.addEventListener('focusin', (event) => {
    const item = itemOf(event.target);
    if (item && event.target === linkOf(item) && !item.dataset.current) {
      items().forEach((each) => {
        delete each.dataset.current;
        if (each !== item) linkOf(each).tabIndex = -1;
      });
      item.dataset.current = 'true';
      linkOf(item).tabIndex = 0;
    }
  });

  // The card -------------------------------------------------------------------------

  const DELAY = 300;
  const GRACE = 200;
  const found = new Map();
  let card = null;
  let waiting = null;
  let leaving = null;
  const isWall = () => Boolean(page.querySelector('.q-wall'));

  function closeCard() {
    clearTimeout(waiting);
    card?.remove();
    card = null;
  }

  async function contentOf(item) {
    const id = item.dataset.game;
    if (!found.has(id)) {
      const url = page.dataset.urlCard.replace('/0/', `/${id}/`) + window.location.search;
      const response = await fetch(url, { headers: { 'X-Requested-With': 'XMLHttpRequest' } });
      if (!response.ok) throw new Error(response.statusText);
      found.set(id, await response.text());
    }
    return found.get(id);
  }

  async function openCard(item) {
    if (card?.parentElement === item) return;
    closeCard();
    const own = document.createElement('div');
    own.className = 'q-peek';
    own.setAttribute('role', 'group');
    own.setAttribute('aria-label', `About ${linkOf(item).querySelector('.q-cell__name').textContent}`);
    card = own;
    try {
      own.innerHTML = await contentOf(item);
    } catch {
      // Offline: the game's page says it.
      if (card === own) card = null;
      return;
    }
    if (card !== own || !item.isConnected) return;
    item.append(own);
    const box = own.getBoundingClientRect();
    const edge = document.documentElement;
    if (box.right > edge.clientWidth - 8) own.classList.add('q-peek--left');
    if (box.bottom > edge.clientHeight - 8) own.classList.add('q-peek--up');
  }

  function soon(item) {
    clearTimeout(waiting);
    clearTimeout(leaving);
    if (!isWall() || PHONE.matches || card?.parentElement === item) return;
    waiting = setTimeout(() => openCard(item), DELAY);
  }

  function later() {
    clearTimeout(waiting);
    clearTimeout(leaving);
    leaving = setTimeout(() => {
      const item = card?.parentElement;
      if (item && (item.matches(':hover') || item.contains(document.activeElement))) return;
      closeCard();
    }, GRACE);
  }

  page.addEventListener('pointerover', (event) => {
    const item = itemOf(event.target);
    if (item && event.pointerType === 'mouse') soon(item);
  });
  page.addEventListener('pointerout', (event) => {
    const item = itemOf(event.target);
    if (item && !item.contains(event.relatedTarget)) later();
  });
  page.addEventListener('focusin', (event) => {
    const item = itemOf(event.target);
    if (item && event.target.matches(':focus-visible')) soon(item);
  });
  page.addEventListener('focusout', (event) => {
    const item = itemOf(event.target);
    if (item && !item.contains(event.relatedTarget)) later();
  });

  // After a search -------------------------------------------------------------------

  function follow() {
    const query = page.querySelector('[data-query]')?.dataset.query ?? '';
    page.querySelectorAll('[data-follow-query]').forEach((element) => {
      if (element instanceof HTMLInputElement) {
        element.value = query;
        return;
      }
      const params = new URLSearchParams(query);
      new URLSearchParams(element.dataset.followQuery).forEach((value, name) => params.set(name, value));
      element.search = params.toString();
    });
  }

  // Before Wagtail's own, which watches the boxes that it finds and forgets what was
  // selected; a moment later it is told again.
  window.addEventListener(
    'w-swap:success',
    () => {
      found.clear();
      card = null;
      rove();
      follow();
      restore();
      queueMicrotask(() => {
        chosen().forEach((box) => box.dispatchEvent(new Event('change')));
        const total = page.querySelector('[data-found]')?.dataset.found;
        if (bar && total) bar.querySelector('[data-bulk-total]').textContent = total;
        show();
      });
    },
    true,
  );

  rove();
  restore();
})();
