/* The page of the current run. Each press names its run by number and waits in this browser
   until Questlog has answered: a lost connection or a reload neither loses nor doubles it. */
'use strict';

(() => {
  const page = document.querySelector('[data-run]');
  if (!page) return;
  const AGAIN_MS = 3000;
  const LOOK_MS = 15000;
  const { url, challenge } = page.dataset;
  const store = `questlog.ironmon.${challenge}`;
  const say = page.querySelector('[data-say]');
  const defeat = page.querySelector('[data-defeat]');
  const details = page.querySelector('[data-details]');
  let waiting = JSON.parse(localStorage.getItem(store) || '[]');
  let isSending = false;
  let detailsOf = null;

  const now = () => page.querySelector('[data-now]');
  const part = (name) => now().querySelector(`[data-${name}]`);
  const put = (name, text) => {
    if (part(name)) part(name).textContent = text;
  };
  const nameOf = (step) => step.title.split(',')[0];
  const number = (text) => Number(text).toLocaleString('en');

  // What is shown: the last answer, and what waits on top of it ----------------------

  function current() {
    const steps = [...now().querySelectorAll('[data-number]')];
    let { seed } = now().dataset;
    let running = now().dataset.running === 'yes';
    let furthest = steps.findLastIndex((step) => step.dataset.state === 'cleared');
    for (const press of waiting) {
      if (press.verb === 'start') {
        [seed, running, furthest] = [press.seed, true, -1];
      } else if (press.seed === seed) {
        if (press.verb === 'lose') running = false;
        if (press.verb === 'clear') {
          furthest = Math.max(furthest, steps.findIndex((step) => step.dataset.number === press.checkpoint));
        }
      }
    }
    return { seed, running, next: running ? steps[furthest + 1] : undefined };
  }

  /* Answers take a moment, and longer without a connection: presses show before. */
  function draw() {
    const started = waiting.findLast((press) => press.verb === 'start');
    const { seed, running, next } = current();
    if (!waiting.length) return;
    if (started) {
      now().querySelectorAll('[data-number]').forEach((step) => (step.dataset.state = 'ahead'));
      put('attempt', number(seed));
      put('since', 'starting');
      part('next').value = String(Number(seed) + 1);
      part('undo-label')?.replaceChildren(`seed ${seed}`);
    }
    for (const press of waiting.filter((each) => each.verb === 'clear' && each.seed === seed)) {
      const step = now().querySelector(`[data-number="${press.checkpoint}"]`);
      if (step) step.dataset.state = 'cleared';
      part('undo-label')?.replaceChildren(press.name);
    }
    now().querySelector('[data-state="next"]')?.setAttribute('data-state', 'ahead');
    if (next) next.dataset.state = 'next';
    const lost = waiting.findLast((press) => press.verb === 'lose' && press.seed === seed);
    put('kicker', lost ? 'Lost to' : 'Next');
    put('what', lost ? lost.pokemon : next ? nameOf(next) : 'No checkpoint left');
    put('more', '');
    put('clear-label', next ? `${nameOf(next)} cleared` : 'Next checkpoint');
    const clear = now().querySelector('[data-verb="clear"]');
    if (clear) clear.disabled = !next;
    const ask = now().querySelector('[data-verb="ask-defeat"]');
    if (ask) ask.disabled = !running;
  }

  function showDetails() {
    if (!details) return;
    const { seed } = now().dataset;
    details.hidden = !seed;
    const isSaving = waiting.some((press) => press.verb === 'change');
    if (detailsOf === seed && (isSaving || isDirty())) return;
    const values = JSON.parse(now().querySelector('script').textContent);
    for (const [name, value] of Object.entries(values)) details.elements[name].value = value;
    details.dataset.saved = JSON.stringify(values);
    detailsOf = seed;
  }

  function typedDetails() {
    const { notes, vod_url, vod_time } = details.elements;
    return { notes: notes.value, vod_url: vod_url.value, vod_time: vod_time.value };
  }

  const isDirty = () => Boolean(details?.dataset.saved) && details.dataset.saved !== JSON.stringify(typedDetails());

  function swap(html) {
    const template = document.createElement('template');
    template.innerHTML = html;
    const hadFocus = now().contains(document.activeElement);
    now().replaceWith(template.content.querySelector('[data-now]'));
    // Not on a button: Space would press it, and not the next checkpoint.
    if (hadFocus) now().focus({ preventScroll: true });
    if (defeat && now().dataset.running !== 'yes') defeat.hidden = true;
    showDetails();
    draw();
  }

  // Sending --------------------------------------------------------------------------

  function keep(presses) {
    waiting = presses;
    localStorage.setItem(store, JSON.stringify(waiting));
  }

  function press(values, text) {
    if (values.verb === 'start' && isDirty()) queueDetails();
    keep([...waiting, { ...values, text }]);
    draw();
    say.textContent = `Saving: ${text} …`;
    send();
  }

  async function post({ text, name, ...values }) {
    const token = page.querySelector('[name=csrfmiddlewaretoken]').value;
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'X-CSRFToken': token, 'X-Requested-With': 'XMLHttpRequest' },
      body: new URLSearchParams(values),
    });
    if (answer.status >= 500) throw new Error(String(answer.status));
    return answer;
  }

  async function send() {
    if (isSending || !waiting.length) return;
    isSending = true;
    const sent = waiting[0];
    try {
      const answer = await post(sent);
      // Signed out: it waits for the next sign-in.
      if (answer.status === 403) {
        say.textContent = 'Sign in again to record. What you pressed waits here.';
        return;
      }
      const body = await answer.text();
      keep(waiting.slice(1));
      if (answer.ok) {
        swap(body);
        say.textContent = sent.text;
      } else {
        // What was typed stays, to be put right.
        if (sent.verb === 'change') details.dataset.saved = '{}';
        const problem = body.startsWith('{') ? JSON.parse(body).error : 'Not saved. Reload the page.';
        const shown = await fetch(url, { headers: { 'X-Requested-With': 'XMLHttpRequest' } });
        if (shown.ok) swap(await shown.text());
        say.textContent = problem;
        if (sent.verb === 'lose' && now().dataset.running === 'yes') defeat.hidden = false;
      }
    } catch {
      say.textContent = `No connection. ${waiting.length} waiting here; each is sent once.`;
      setTimeout(send, AGAIN_MS);
      return;
    } finally {
      isSending = false;
    }
    send();
  }

  // Presses --------------------------------------------------------------------------

  function clearNext() {
    const { seed, next } = current();
    if (!next) return;
    const name = nameOf(next);
    press({ verb: 'clear', seed, checkpoint: next.dataset.number, name }, `${name} cleared.`);
  }

  function start() {
    const seed = part('next').value.trim();
    if (!/^\d+$/.test(seed)) {
      say.textContent = 'A seed is a whole number.';
      part('next').focus();
      return;
    }
    if (defeat) defeat.hidden = true;
    press({ verb: 'start', seed: String(Number(seed)) }, `Seed ${number(seed)} started.`);
  }

  function askDefeat() {
    if (!current().running) return;
    defeat.hidden = false;
    defeat.elements.pokemon.focus();
  }

  function lose() {
    const { pokemon, level, trainer, place, is_wild: wild } = defeat.elements;
    const values = { verb: 'lose', seed: current().seed, pokemon: pokemon.value, level: level.value, place: place.value };
    if (wild.checked) values.is_wild = 'on';
    else values.trainer = trainer.value;
    remember('known-pokemon', pokemon.value);
    remember('known-trainers', wild.checked ? '' : trainer.value);
    remember('known-places', place.value);
    defeat.hidden = true;
    now().focus({ preventScroll: true });
    press(values, `Lost to ${pokemon.value}.`);
  }

  /* The next time the field completes it. */
  function remember(list, value) {
    const known = document.getElementById(list);
    if (!value || [...known.options].some((option) => option.value === value)) return;
    const option = document.createElement('option');
    option.value = value;
    known.prepend(option);
  }

  function queueDetails() {
    const typed = typedDetails();
    details.dataset.saved = JSON.stringify(typed);
    keep([...waiting, { verb: 'change', seed: detailsOf, ...typed, text: 'Notes saved.' }]);
  }

  function saveDetails() {
    if (!isDirty()) return;
    queueDetails();
    say.textContent = 'Saving the notes …';
    send();
  }

  /* What takes back a press that is on its way. */
  function inverse({ verb, seed, checkpoint, text }) {
    const what = { clear: `checkpoint:${checkpoint}`, lose: 'defeat', start: 'start' }[verb];
    if (what) press({ verb: 'undo', seed, what }, `Taken back: ${text}`);
  }

  function undo() {
    if (waiting.length === 1 && isSending) {
      inverse(waiting[0]);
    } else if (waiting.length) {
      const taken = waiting.at(-1);
      keep(waiting.slice(0, -1));
      say.textContent = `Taken back: ${taken.text}`;
      look();
    } else {
      const { undo: what, undoName, seed } = now().dataset;
      if (what) press({ verb: 'undo', seed, what }, `Taken back: ${undoName}.`);
    }
  }

  async function look() {
    if (document.hidden || isSending) return;
    const answer = await fetch(url, { headers: { 'X-Requested-With': 'XMLHttpRequest' } }).catch(() => null);
    // What was sent meanwhile has a newer answer; a number being typed stays.
    if (answer?.ok && !isSending && document.activeElement !== part('next')) swap(await answer.text());
  }

  // Keys and buttons -----------------------------------------------------------------

  const verbs = {
    clear: clearNext,
    start,
    undo,
    'ask-defeat': askDefeat,
    'cancel-defeat': () => {
      defeat.hidden = true;
      now().focus({ preventScroll: true });
    },
  };

  page.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-verb]');
    if (!button || button.disabled) return;
    verbs[button.dataset.verb]();
    // Space is for the next checkpoint, not for this button once more.
    if (button.contains(document.activeElement)) now().focus({ preventScroll: true });
  });
  document.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey, repeat, target } = event;
    const isTyping = target.closest('input, textarea, select, [contenteditable]');
    const isPressable = target.closest('button, a, summary, [role="button"], [role="dialog"]');
    const areKeysOn = window.wagtailConfig?.KEYBOARD_SHORTCUTS_ENABLED !== false;
    if (key === 'Escape' && defeat?.contains(target)) verbs['cancel-defeat']();
    if (key === 'Enter' && target === part('next')) {
      event.preventDefault();
      start();
      now().focus({ preventScroll: true });
    }
    if (isTyping || repeat || !areKeysOn) return;
    if (key === 'z' && (ctrlKey || metaKey)) {
      event.preventDefault();
      undo();
    } else if (key === ' ' && !isPressable && !ctrlKey && !metaKey && !altKey) {
      event.preventDefault();
      if (now().querySelector('[data-verb="clear"]')) clearNext();
    }
  });
  defeat?.addEventListener('submit', (event) => {
    event.preventDefault();
    lose();
  });
  details?.addEventListener('submit', (event) => {
    event.preventDefault();
    saveDetails();
  });
  details?.addEventListener('change', () => {
    if (details.checkValidity()) saveDetails();
  });
  document.addEventListener('visibilitychange', look);
  window.addEventListener('online', send);
  setInterval(look, LOOK_MS);
  const events = new QuestlogEvents({ types: ['questlog:ironmon_*'] });
  events.addEventListener('event', look);
  showDetails();
  draw();
  send();
})();
