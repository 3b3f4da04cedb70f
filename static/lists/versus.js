// Versus by keyboard: ← and → pick, ↓ skips, U takes back, Esc leaves, Enter applies.
(() => {
  const keys = { ArrowLeft: 'ArrowLeft', ArrowRight: 'ArrowRight', ArrowDown: 'ArrowDown', u: 'u', U: 'u', Escape: 'Escape', Enter: 'Enter' };
  let isPressed = false;

  document.addEventListener('keydown', (event) => {
    const name = keys[event.key];
    if (!name || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest('input, textarea, select, summary, [role=dialog], .w-dialog')) return;
    // A button or link that has the focus is pressed by Enter itself.
    if (name === 'Enter' && event.target.closest('button, a')) return;
    const target = document.querySelector(`.q-vs [aria-keyshortcuts="${name}"]`);
    if (!target || isPressed) return;
    event.preventDefault();
    isPressed = true;
    target.click();
  });
  // Back from the next page by the browser's own button.
  window.addEventListener('pageshow', () => {
    isPressed = false;
  });
})();
