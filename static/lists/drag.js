// Dragging a row by its handle: mouse, pen and touch alike.

const EDGE = 90; // pixels from the top and bottom where the page scrolls by itself
const FASTEST = 1.8; // pixels a millisecond
const THRESHOLD = 5; // pixels before a press becomes a drag

export class Drag {
  /**
   * Follow the pointer that pressed the handle of `row`; the row itself stays until
   * it is dropped, so that a thousand rows need no new layout on the way.
   * `drop(before)` gets the row to go before, or null for the end.
   */
  constructor({ event, row, rows, line, drop }) {
    Object.assign(this, { row, rows, line, drop });
    this.pointer = event.pointerId;
    this.start = { x: event.clientX, y: event.clientY };
    this.at = this.start;
    this.listeners = new AbortController();
    const options = { signal: this.listeners.signal };
    window.addEventListener('pointermove', (moved) => this.move(moved), options);
    window.addEventListener('pointerup', (ended) => this.end(ended, true), options);
    window.addEventListener('pointercancel', (ended) => this.end(ended, false), options);
    window.addEventListener('keydown', (key) => this.key(key), {
      ...options,
      capture: true,
    });
    event.target.setPointerCapture?.(event.pointerId);
    this.scroller = scrollerOf(rows);
  }

  move(event) {
    if (event.pointerId !== this.pointer) return;
    this.at = { x: event.clientX, y: event.clientY };
    const way = Math.hypot(this.at.x - this.start.x, this.at.y - this.start.y);
    if (!this.ghost && way >= THRESHOLD) this.lift();
    if (this.ghost) this.follow();
  }

  lift() {
    this.ghost = document.createElement('div');
    this.ghost.className = 'rank-ghost';
    const cover = this.row.querySelector('.q-cover')?.cloneNode(true);
    this.ghost.append(...(cover ? [cover] : []), this.row.dataset.name);
    document.body.append(this.ghost);
    document.documentElement.classList.add('rank-dragging');
    this.row.classList.add('rank-row--dragged');
    this.scroll();
  }

  follow() {
    this.ghost.style.transform = `translate(${this.at.x + 14}px, ${this.at.y - 18}px)`;
    const over = this.rowUnder();
    if (!over) return;
    const box = over.getBoundingClientRect();
    const below = this.at.y > box.top + box.height / 2;
    this.before = below ? over.nextElementSibling : over;
    const edge = below ? box.bottom : box.top;
    this.line.hidden = false;
    this.line.style.top = `${edge - this.line.offsetParent.getBoundingClientRect().top}px`;
  }

  /** The shown row at the pointer's height, wherever it is sideways. */
  rowUnder() {
    const list = this.rows.getBoundingClientRect();
    const y = Math.min(Math.max(this.at.y, list.top + 1), list.bottom - 1);
    const shown = Math.min(Math.max(y, 1), window.innerHeight - 1);
    const found = document.elementsFromPoint(list.left + list.width / 2, shown);
    return found.map((one) => one.closest('.rank-row')).find(Boolean);
  }

  /** Scroll while the pointer is held near the top or bottom of what is seen. */
  scroll(now = performance.now(), before = now) {
    if (this.listeners.signal.aborted) return;
    const box = this.scroller.getBoundingClientRect();
    const top = Math.max(box.top, 0);
    const bottom = Math.min(box.bottom, window.innerHeight);
    const above = top + EDGE - this.at.y;
    const below = this.at.y - (bottom - EDGE);
    const deep = Math.min(Math.max(above, below, 0) / EDGE, 1);
    if (deep) {
      const way = Math.sign(below - above) * deep * FASTEST * (now - before);
      // Wagtail's smooth scrolling would start over with every frame.
      this.scroller.scrollBy({ top: way, behavior: 'instant' });
      this.follow();
    }
    requestAnimationFrame((next) => this.scroll(next, now));
  }

  key(event) {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.stop();
  }

  end(event, dropped) {
    if (event.pointerId !== this.pointer) return;
    const lifted = Boolean(this.ghost) && !this.line.hidden;
    this.stop();
    if (dropped && lifted) this.drop(this.before ?? null);
  }

  stop() {
    this.listeners.abort();
    this.ghost?.remove();
    this.line.hidden = true;
    this.row.classList.remove('rank-row--dragged');
    document.documentElement.classList.remove('rank-dragging');
  }
}

/** The nearest element around `inside` that scrolls: in Wagtail's admin not the page. */
function scrollerOf(inside) {
  let around = inside.parentElement;
  while (around) {
    const scrolls = /auto|scroll/.test(getComputedStyle(around).overflowY);
    if (scrolls && around.scrollHeight > around.clientHeight) return around;
    around = around.parentElement;
  }
  return document.scrollingElement;
}
