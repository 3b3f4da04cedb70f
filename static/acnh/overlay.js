/* The hunt from the API, again at each event of one. What was shown stays when the line
   is lost; without a hunt nothing shows. ?token=… where Questlog asks for one. */
'use strict';

(() => {
  const LOOK_MS = 30000;
  const bar = document.querySelector('[data-hunt]');
  const token = new URLSearchParams(location.search).get('token') || '';
  const portraits = JSON.parse(document.querySelector('#portraits').textContent);
  const oddsOf = new Map();
  let asked = 0;

  const read = async (path) => {
    const answer = await fetch(`/api${path}`);
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };
  const put = (name, text) => (bar.querySelector(`[data-${name}]`).textContent = text);

  /* The first letter of the name, where Questlog has no portrait. */
  function showFace(face, villager) {
    const portrait = villager && portraits[villager.id];
    if (!portrait) {
      face.textContent = villager?.name[0] ?? '?';
      return;
    }
    const image = new Image(90, 90);
    image.alt = '';
    image.src = portrait;
    face.replaceChildren(image);
  }

  function met({ villager }) {
    const row = document.createElement('li');
    const face = document.createElement('span');
    face.className = 'face';
    showFace(face, villager);
    row.append(face, villager.name);
    return row;
  }

  function showOdds(odds) {
    put('odds', !odds ? '' : odds.is_possible ? `1 in ${odds.one_in.toLocaleString('en')}` : 'amiibo only');
    put('half', odds?.half_by ? `half are done by ${odds.half_by.toLocaleString('en')}` : '');
  }

  async function oddsFor(target) {
    if (!target) return null;
    if (!oddsOf.has(target.id)) oddsOf.set(target.id, await read(`/profiles/acnh/villagers/${target.id}/odds`));
    return oddsOf.get(target.id);
  }

  async function look() {
    const turn = ++asked;
    try {
      const { hunt } = await read('/acnh/hunts/latest');
      const odds = await oddsFor(hunt?.target_villager);
      // Of two that overlap, the later one has the newer answer.
      if (turn !== asked) return;
      bar.hidden = !hunt;
      if (!hunt) return;
      const whom = hunt.result_villager ?? hunt.target_villager;
      put('kicker', hunt.result_villager ? 'Moves in' : 'Hunting for');
      put('target', whom?.name ?? 'anyone');
      showFace(bar.querySelector('[data-face]'), whom);
      put('count', hunt.encounter_count.toLocaleString('en'));
      bar.querySelector('[data-last]').replaceChildren(...hunt.encounters.map(met));
      showOdds(odds);
    } catch {
      // What is shown stays; the next look may have more luck.
    }
  }

  const events = new QuestlogEvents({ types: ['questlog:hunt_*'], token });
  events.addEventListener('event', look);
  events.addEventListener('reset', look);
  events.addEventListener('hello', look);
  setInterval(look, LOOK_MS);
  look();
})();
