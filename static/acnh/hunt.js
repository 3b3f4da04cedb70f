/* The field of a hunt. Each press has a key of its own and waits in this browser until
   Questlog has answered, so a lost connection or a reload neither loses nor doubles it. */
'use strict';

(() => {
  const ask = document.querySelector('[data-hunt]');
  if (!ask) return;
  const MOST = 14;
  const AGAIN_MS = 3000;
  const LOOK_MS = 15000;
  const { url, huntId } = ask.dataset;
  const field = ask.querySelector('#who');
  const list = ask.querySelector('#candidates');
  const say = ask.querySelector('[data-say]');
  const store = `questlog.hunt.${huntId}`;
  const fold = (text) =>
    text
      .normalize('NFD')
      .toLowerCase()
      .replace(/[^a-z0-9 ]/g, '');
  const villagers = JSON.parse(document.querySelector('#villagers').textContent).map(
    ([number, name, species, personality, onIslands, portrait]) => {
      const words = fold(name.replace(/-/g, ' '));
      return { number, name, species, personality, onIslands, portrait, words, plain: words.replace(/ /g, '') };
    },
  );
  let waiting = JSON.parse(localStorage.getItem(store) || '[]');
  let shown = [];
  let chosen = -1;
  let isSending = false;

  const now = () => document.querySelector('[data-now]');

  // Finding -----------------------------------------------------------------------

  function rank({ words, plain, onIslands }, typed) {
    if (plain === typed) return onIslands ? 0 : 3;
    const place = plain.startsWith(typed) ? 1 : words.includes(` ${typed}`) ? 2 : plain.includes(typed) ? 4 : 9;
    return place + (onIslands ? 0 : 2.5);
  }

  function find() {
    const typed = fold(field.value).replace(/ /g, '');
    const found = typed
      ? villagers
          .map((each) => ({ each, place: rank(each, typed) }))
          .filter(({ place }) => place < 9)
          .sort((one, other) => one.place - other.place)
          .slice(0, MOST)
      : [];
    shown = found.map(({ each }) => each);
    // Enter takes who begins so; who has it elsewhere, or comes by amiibo, is chosen first.
    choose(found.length && found[0].place <= 2 ? 0 : -1);
    say.textContent = typed && chosen < 0 ? `No villager on islands begins with ${field.value}.` : '';
  }

  function part(tag, className, text) {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text;
    return made;
  }

  /* The first letter of the name, where Questlog has no portrait yet. */
  function face({ name, portrait, onIslands }) {
    const made = part('span', onIslands ? 'q-face' : 'q-face q-face--no', portrait ? '' : name[0]);
    made.setAttribute('aria-hidden', 'true');
    if (portrait) {
      const image = new Image(90, 90);
      image.alt = '';
      image.src = portrait;
      made.append(image);
    }
    return made;
  }

  /* On which island of this hunt they were met last, if they were. */
  const metOn = ({ number }) => now().dataset.met.match(new RegExp(`(?:^| )${number}:(\\d+)`))?.[1];

  function row(each, index) {
    const made = document.createElement('li');
    made.id = `candidate-${index}`;
    made.setAttribute('role', 'option');
    made.setAttribute('aria-selected', String(index === chosen));
    const facts = each.onIslands ? `${each.species} · ${each.personality}` : 'amiibo only: can’t be met on islands';
    const words = document.createElement('span');
    const island = metOn(each);
    words.append(part('b', '', each.name), part('span', 'q-meta', facts));
    if (island) words.append(part('span', 'q-meta q-met', `Met on island ${island}`));
    made.append(face(each), words);
    if (index < 9) made.append(part('kbd', 'q-kbd', String(index + 1)));
    made.addEventListener('pointerdown', (event) => event.preventDefault());
    made.addEventListener('click', () => press(each));
    return made;
  }

  function choose(index) {
    chosen = index;
    list.replaceChildren(...shown.map(row));
    list.hidden = !shown.length;
    field.setAttribute('aria-expanded', String(shown.length > 0));
    if (chosen < 0) field.removeAttribute('aria-activedescendant');
    else field.setAttribute('aria-activedescendant', `candidate-${chosen}`);
    list.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }

  // Sending -----------------------------------------------------------------------

  /* Not `randomUUID`, which a page without https lacks. */
  const newKey = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (each) => each.toString(36)).join('-');

  function keep(presses) {
    waiting = presses;
    localStorage.setItem(store, JSON.stringify(waiting));
    count();
  }

  function press(each) {
    field.value = '';
    find();
    keep([...waiting, { key: newKey(), villager: each.number, name: each.name }]);
    say.textContent = `Saving ${each.name} …`;
    field.focus();
    send();
  }

  async function post(values) {
    const token = ask.querySelector('[name=csrfmiddlewaretoken]').value;
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'X-CSRFToken': token },
      body: new URLSearchParams(values),
    });
    if (answer.status >= 500) throw new Error(String(answer.status));
    if (answer.ok) swap(await answer.text());
    else say.textContent = (await answer.json().catch(() => null))?.error ?? 'Not saved. Reload the page.';
    return answer;
  }

  async function send() {
    if (isSending || !waiting.length) return;
    isSending = true;
    const { key, villager } = waiting[0];
    try {
      const answer = await post({ verb: 'record', key, villager });
      // Signed out: it waits for the next sign-in.
      if (answer.status === 403) return;
      keep(waiting.slice(1));
      if (answer.ok) say.textContent = now().dataset.said;
    } catch {
      say.textContent = `No connection. ${waiting.length} waiting here; each is sent once.`;
      setTimeout(send, AGAIN_MS);
      return;
    } finally {
      isSending = false;
    }
    send();
  }

  async function act(verb) {
    if (waiting.length) return;
    const done = verb === 'undo' ? 'Taken back.' : 'Recruited. The hunt can be ended now.';
    try {
      const answer = await post({ verb, encounter: now().dataset.newest });
      if (answer.ok) say.textContent = done;
      else if (answer.status === 409) look();
    } catch {
      say.textContent = 'No connection. Nothing was changed; try again.';
    }
  }

  // Showing -----------------------------------------------------------------------

  function count() {
    const islands = Number(now().dataset.count) + waiting.length;
    ask.querySelector('[data-question]').textContent = `Who is on island ${islands + 1}?`;
    document.querySelectorAll('[data-total]').forEach((total) => (total.textContent = islands));
  }

  function swap(html) {
    const template = document.createElement('template');
    template.innerHTML = html;
    now().replaceWith(template.content.querySelector('[data-now]'));
    count();
    field.disabled = now().dataset.running === 'no';
    if (field.disabled) say.textContent = 'This hunt has ended.';
  }

  async function look() {
    if (document.hidden || isSending) return;
    const answer = await fetch(url).catch(() => null);
    // What was sent meanwhile has a newer answer.
    if (answer?.ok && !isSending) swap(await answer.text());
  }

  field.addEventListener('input', find);
  field.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (/^[1-9]$/.test(key) && !ctrlKey && !metaKey && !altKey && shown.length) {
      event.preventDefault();
      if (shown[key - 1]) press(shown[key - 1]);
    } else if (key === 'Enter') {
      event.preventDefault();
      if (shown[chosen] && !event.repeat) press(shown[chosen]);
    } else if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      const step = key === 'ArrowDown' ? 1 : -1;
      if (shown.length) choose((chosen + step + shown.length) % shown.length);
    } else if (key === 'Escape') {
      if (!field.value) field.blur();
      field.value = '';
      find();
    } else if (key === 'z' && (ctrlKey || metaKey) && !field.value) {
      event.preventDefault();
      act('undo');
    }
  });
  document.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-verb]');
    if (button) act(button.dataset.verb);
  });
  document.addEventListener('visibilitychange', look);
  window.addEventListener('online', send);
  setInterval(look, LOOK_MS);
  const events = new QuestlogEvents({ types: ['questlog:hunt_*'] });
  events.addEventListener('event', ({ detail }) => {
    if (detail.payload.hunt_id === huntId) look();
  });
  count();
  send();
})();
