// Wagtail's warning about unsaved changes compares a form with what it was two seconds
// after opening, every half second: text typed before, and leaving right away, escaped
// it. An edit counts from its first key here.
const watched = new WeakSet();

document.addEventListener('w-unsaved:watch-edits', ({ target }) => watched.add(target));

function noteEdit({ target }) {
  const form = target.closest?.('form[data-controller~="w-unsaved"]');
  // Scripts that set a form up dispatch the same events.
  if (!form || !navigator.userActivation.hasBeenActive) return;
  form.setAttribute('data-w-unsaved-has-edits-value', 'true');
  if (!watched.has(form)) form.setAttribute('data-w-unsaved-force-value', 'true');
}

document.addEventListener('input', noteEdit);
document.addEventListener('change', noteEdit);
