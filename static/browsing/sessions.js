// Sessions on every page: the running one's bar, its clock, and the dialog that logs or
// ends one. `data-session-open` on a link opens its page's form as a dialog; without this
// script the link leads there.
"use strict";

(() => {
  const FROM_SCRIPT = { 'X-Requested-With': 'XMLHttpRequest' };
  const AWAY = 'Questlog can’t be reached. What you typed is still here: try again.';
  const OF_THE_PAGE = '#main [data-session-open][aria-keyshortcuts~="l"]';

  // The clock --------------------------------------------------------------------------

  const bar = () => document.getElementById('timer-bar');

  // Counted from when the bar came, by differences: the clock here may be wrong.
  let shownAt = Date.now();

  function words(seconds) {
    const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
    const two = (number) => String(number).padStart(2, '0');
    return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(rest)}`;
  }

  function tick() {
    const clock = bar()?.querySelector('[data-ticks]');
    if (!clock) return;
    const passed = Math.max(0, Math.floor((Date.now() - shownAt) / 1000));
    clock.textContent = words(Number(clock.dataset.played) + passed);
  }

  setInterval(tick, 1000);

  // The bar ----------------------------------------------------------------------------

  function show(html) {
    const template = document.createElement('template');
    template.innerHTML = html.trim();
    const now = template.content.querySelector('#timer-bar');
    const old = bar();
    if (!now || !old) return;
    const part = old.contains(document.activeElement) && document.activeElement.dataset.timerPart;
    old.replaceWith(document.importNode(now, true));
    shownAt = Date.now();
    if (part) bar().querySelector(`[data-timer-part="${part}"]`)?.focus();
  }

  const here = () => new URLSearchParams({ next: window.location.pathname + window.location.search });

  async function look() {
    const answer = await fetch(`${bar().dataset.timerBar}?${here()}`, { headers: FROM_SCRIPT }).catch(() => null);
    if (answer?.ok && !answer.redirected) show(await answer.text());
  }

  // Pause and Resume without leaving the page: what is typed on it stays.
  async function press(form) {
    if (form.dataset.busy) return;
    form.dataset.busy = 'true';
    const body = new FormData(form);
    const answer = await fetch(form.action, { method: 'POST', headers: FROM_SCRIPT, body }).catch(() => null);
    delete form.dataset.busy;
    if (answer?.ok && !answer.redirected) {
      show(await answer.text());
    } else {
      bar().querySelector('.q-timer__problem').textContent = answer ? 'Not saved. Reload the page.' : AWAY;
    }
  }

  if (bar()) (window.questlogLive ??= []).push({ topics: ['session'], handler: look });

  // The dialog -------------------------------------------------------------------------

  let dialog = null;

  function dialogOf(html) {
    if (!dialog) {
      dialog = document.createElement('dialog');
      dialog.className = 'q-dialog q-finish q-sess';
      dialog.setAttribute('aria-labelledby', 'session-title');
      document.body.append(dialog);
    }
    dialog.innerHTML = html;
    if (!dialog.open) dialog.showModal();
    const first = dialog.querySelector('[name$="-played"], [name$="-ended"]');
    (dialog.querySelector('.q-say--err')?.closest('.q-f')?.querySelector('input, textarea, select') ?? first)?.focus();
  }

  async function open(link) {
    const answer = await fetch(link.href, { headers: FROM_SCRIPT }).catch(() => null);
    if (!answer?.ok || answer.redirected) {
      window.location.assign(link.href); // The page itself, or the browser says why not.
      return;
    }
    dialogOf(await answer.text());
  }

  function complain(form, message) {
    const line = document.createElement('p');
    line.className = 'q-banner q-banner--bad';
    line.textContent = message;
    form.querySelector('[data-session-problem]').replaceChildren(line);
  }

  // Unsaved work on the page behind stays; the message shows on the next page.
  function finish() {
    dialog.close();
    look();
    if (!document.querySelector('[data-controller~="w-unsaved"]')) window.location.reload();
  }

  async function send(form, button) {
    if (form.dataset.busy) return;
    form.dataset.busy = 'true';
    const body = new FormData(form, button);
    const answer = await fetch(form.action, { method: 'POST', headers: FROM_SCRIPT, body }).catch(() => null);
    delete form.dataset.busy;
    if (answer?.status === 422) dialogOf(await answer.text());
    else if (answer?.ok && answer.headers.get('Content-Type')?.includes('json')) finish();
    else if (!answer) complain(form, AWAY);
    else if (answer.redirected) complain(form, 'You’re logged out. Log in in another tab, then save again.');
    else complain(form, `Not saved (error ${answer.status}). Reload the page and try again.`);
  }

  document.addEventListener(
    'click',
    (event) => {
      if (event.target.closest('[data-session-close]')) dialog?.close();
      const link = event.target.closest('[data-session-open]');
      if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      // The sidebar's key, on the page of a game that has a button of its own for it.
      const own = event.isTrusted ? null : document.querySelector(OF_THE_PAGE);
      open(own ?? (link.href ? link : link.querySelector('a')));
    },
    true,
  );

  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.matches('[data-timer-form]')) {
      event.preventDefault();
      press(form);
    } else if (form.matches('[data-session-form]') && dialog?.contains(form)) {
      event.preventDefault();
      send(form, event.submitter);
    }
  });
})();
