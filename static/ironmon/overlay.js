/* The current run from the API, again at each event of one. What was shown stays when the
   line is lost; without a run nothing shows. ?challenge=kaizo keeps to one challenge,
   ?token=… is for a Questlog that asks for one. */
'use strict';

(() => {
  const LOOK_MS = 30000;
  const WIDTH = 782;
  const GAP = 6;
  const bar = document.querySelector('[data-run]');
  const options = new URLSearchParams(location.search);
  const token = options.get('token') || '';
  const only = options.get('challenge') || '';
  let asked = 0;

  const read = async (path) => {
    const answer = await fetch(`/api/profiles/ironmon/${path}`);
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };
  const put = (name, text) => (bar.querySelector(`[data-${name}]`).textContent = text);
  const number = (count) => count.toLocaleString('en');

  function shape(name, className, values) {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name);
    made.setAttribute('class', className);
    for (const [key, value] of Object.entries(values)) made.setAttribute(key, value);
    return made;
  }

  /* The wall stands out by its height, too: not by its color alone. */
  function step(x, width, state, isWall) {
    const inset = state === 'next' ? 2 : 0;
    const height = isWall ? 62 : 26;
    return shape('rect', isWall ? `${state} is-wall` : state, {
      x: x + inset,
      y: 72 - height + inset,
      width: width - 2 * inset,
      height: height - 2 * inset,
      rx: 4,
    });
  }

  function drawWay({ results, outcome, furthest }, { checkpoints, wall, personal_best: best }) {
    const way = bar.querySelector('[data-way]');
    const cleared = new Set(results.map(({ checkpoint }) => checkpoint.order));
    const next = outcome === 'running' ? (furthest?.order ?? 0) + 1 : 0;
    const width = Math.min(60, (WIDTH + GAP) / Math.max(1, checkpoints.length) - GAP);
    const shapes = checkpoints.map(({ order }) => {
      const state = cleared.has(order) ? 'cleared' : order === next ? 'next' : 'ahead';
      return step((order - 1) * (width + GAP), width, state, order === wall?.order);
    });
    if (best) {
      const x = (best.checkpoint_order - 1) * (width + GAP) + 6;
      const top = best.checkpoint_order === wall?.order ? 'M0 0v10h3V8h18l-5-4 5-4z' : 'M0 8v34h4V32h22l-6-8 6-8H4V8z';
      shapes.push(shape('path', 'best', { d: top, transform: `translate(${x} 0)` }));
    }
    way.replaceChildren(...shapes);
    const parts = [`${cleared.size} of ${checkpoints.length} checkpoints cleared.`];
    if (wall) parts.push(`The wall is ${wall.name}.`);
    if (best) parts.push(`Best run: ${best.checkpoint}.`);
    way.setAttribute('aria-label', parts.join(' '));
  }

  function show(run, stats) {
    const { outcome, furthest } = run;
    const next = stats.checkpoints.find(({ order }) => order > (furthest?.order ?? 0));
    put('attempt', number(run.seed_number));
    put('kicker', { won: 'Won', lost: 'Lost to', running: next ? 'Next' : '' }[outcome]);
    put('what', { won: run.challenge, lost: run.defeated_by?.pokemon, running: next?.name ?? run.challenge }[outcome]);
    const { wall } = stats;
    const isPast = wall && furthest && furthest.order >= wall.order;
    put('wall', !wall ? '' : isPast ? 'Past the wall' : `Wall: ${wall.name}`);
    const rate = wall ? `${number(wall.survived)} of ${number(wall.entered)} got ${isPast ? 'here' : 'past it'}` : '';
    put('rate', rate);
    drawWay(run, stats);
  }

  async function look() {
    const turn = ++asked;
    try {
      const { run } = await read(only ? `current?challenge=${encodeURIComponent(only)}` : 'current');
      const stats = run && (await read(`stats?challenge=${encodeURIComponent(run.challenge_slug)}`));
      // Of two that overlap, the later one has the newer answer.
      if (turn !== asked) return;
      bar.hidden = !run;
      if (run) show(run, stats);
    } catch {
      // What is shown stays; the next look may have more luck.
    }
  }

  const events = new QuestlogEvents({ types: ['questlog:ironmon_*'], token });
  events.addEventListener('event', look);
  events.addEventListener('reset', look);
  events.addEventListener('hello', look);
  setInterval(look, LOOK_MS);
  look();
})();
