/* The form of a career, for the keyboard. Values are collected from the fields; see
   `values.py` for their form. */
import { Combobox, part } from './combobox.js';
import { Family, sparkField } from './family.js';
import { ListField } from './list-field.js';
import { Saver, forget, unsaved } from './saver.js';
import { rankOf, readCatalogue, unknown } from './vocabulary.js';

const STATS = ['speed', 'stamina', 'power', 'guts', 'wit'];
const NUMBERS = [...STATS, 'score', 'fans', 'starts', 'wins', 'stars', 'potential'];
const TEXTS = ['finished_on', 'typed_rank', 'epithet', 'notes'];
const TICKS = ['is_kept', 'is_favorite', 'is_public'];
const CHOICES = ['scenario', 'running_style'];
const TABLE = /[\t\n{[]/;

const form = document.querySelector('[data-career]');
const data = (id) => JSON.parse(document.querySelector(`#${id}`).textContent);
const catalogue = readCatalogue(data('catalogue'));
const start = data('start');
const isDraft = form.dataset.mode === 'draft';
const field = (name) => form.elements[name];
const section = (name) => form.querySelector(`[data-section="${name}"]`);
const grades = [...form.querySelectorAll('[data-grade]')];
const state = form.querySelector('[data-state]');
let outfit = null;
let prefilled = [];

// Numbers ------------------------------------------------------------------------

/* Null for none, undefined for what is no number. */
function numberIn(text) {
  const plain = text.replace(/[\s,]/g, '');
  if (!plain) return null;
  return /^\d{1,15}$/.test(plain) ? Number(plain) : undefined;
}

const numbersIn = (text) => text.replace(/\b(\d),(?=\d{3}\b)/g, '$1').match(/\d+/g) ?? [];

function fillStats(numbers) {
  STATS.forEach((name, place) => (field(name).value = numbers[place]));
  changed();
  sparks.input.focus();
}

STATS.forEach((name, place) => {
  const next = () => (field(STATS[place + 1]) ?? sparks.input).focus();
  field(name).addEventListener('paste', (event) => {
    const numbers = numbersIn(event.clipboardData.getData('text'));
    if (numbers.length !== STATS.length) return;
    event.preventDefault();
    fillStats(numbers);
  });
  field(name).addEventListener('keydown', (event) => {
    if (![' ', 'Enter', ','].includes(event.key) || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (event.key === 'Enter' || field(name).value) next();
  });
});

function showRank() {
  const score = numberIn(field('score').value);
  const letter = field('typed_rank').value.trim() || (score ? rankOf(score, catalogue.ranks) : '');
  form.querySelector('[data-rank]').textContent = letter;
  const stats = STATS.map((name) => numberIn(field(name).value));
  const total = stats.every((each) => typeof each === 'number') ? stats.reduce((sum, each) => sum + each) : null;
  form.querySelector('[data-total]').textContent = total === null ? '' : `${total.toLocaleString('en-US')} in all`;
}

// Outfit and aptitudes -----------------------------------------------------------

function showOutfit() {
  const row = outfit === null ? null : (catalogue.outfits.get(outfit) ?? unknown(outfit));
  const shown = form.querySelector('[data-outfit]');
  shown.replaceChildren();
  if (row) shown.append(part('b', '', row.label), ' ', part('span', 'q-meta', row.meta));
}

function setGrades(values) {
  grades.forEach((each, place) => (each.value = values[place] ?? ''));
  markGrades();
}

function markGrades() {
  grades.forEach((each, place) => {
    const isOther = prefilled.length && each.value && Number(each.value) !== prefilled[place];
    each.classList.toggle('is-changed', Boolean(isOther));
  });
}

function setOutfit(id) {
  const before = grades.map((each) => Number(each.value));
  const isUntouched = before.every((each) => !each) || before.every((each, place) => each === prefilled[place]);
  outfit = id;
  prefilled = catalogue.outfits.get(id)?.aptitudes ?? [];
  if (isUntouched) setGrades(prefilled);
  else markGrades();
  showOutfit();
}

new Combobox(field('outfit_words'), {
  find: (text) => ({ rows: catalogue.outfits.find(text), number: null }),
  pick: (row) => {
    setOutfit(row.id);
    changed();
    loadFinale();
    field('scenario').focus();
  },
  onEmpty: ({ key }) => {
    if (key === 'Enter' && outfit !== null) field('scenario').focus();
    return key === 'Enter';
  },
  none: 'No outfit is called that. You can add one under Vocabulary.',
});

// Lists --------------------------------------------------------------------------

const sparks = sparkField(section('sparks'), catalogue, () => changed());

const skills = new ListField(section('skills'), {
  find: (text) => {
    const unique = catalogue.outfits.get(outfit)?.unique;
    // One name may be the own unique skill and the inherited one; × is a bad one.
    const prefer = ({ id, rarity, label }) => (id === unique ? -1 : rarity === 'unique' || label.endsWith('×') ? 1 : 0);
    return catalogue.skills.find(text, { prefer });
  },
  make: (row, number) => ({ skill: row.id, level: Math.min(number || 1, 6) }),
  titleOf: ({ skill }) => {
    const row = catalogue.skills.get(skill) ?? unknown(skill);
    return { id: skill, label: row.label, meta: row.meta, tone: row.rarity ? `q-skill q-skill--${row.rarity}` : '' };
  },
  number: { key: 'level', label: 'Level', least: 1, most: 6 },
  hasNumber: ({ skill, level }) => level > 1 || (catalogue.skills.get(skill)?.rarity ?? 'unique') === 'unique',
  changed: () => changed(),
  none: 'No skill is called that.',
});

function borrowedTick(value) {
  const label = part('label', 'q-check');
  const tick = part('input');
  tick.type = 'checkbox';
  tick.checked = Boolean(value.is_borrowed);
  tick.addEventListener('change', () => {
    value.is_borrowed = tick.checked;
    changed();
  });
  label.append(tick, ' borrowed');
  return [label];
}

const deck = new ListField(section('deck'), {
  find: (text) => catalogue.cards.find(text, { prefer: ({ rarity }) => -rarity.length }),
  make: (row, number) => {
    if (deck.values.length < 6) return { card: row.id, limit_break: number === null ? null : Math.min(number, 4), is_borrowed: false };
    deck.say('The deck has six cards. Take one out first.');
    return null;
  },
  titleOf: ({ card }, place) => {
    const row = catalogue.cards.get(card) ?? unknown(card);
    return { label: row.label, meta: row.meta, before: place === undefined ? '' : String(place + 1) };
  },
  number: { key: 'limit_break', label: 'Limit break', least: 0, most: 4, isOptional: true },
  controls: borrowedTick,
  changed: () => changed(),
  none: 'No card is called that.',
});

const scenario = () => (field('scenario').value ? Number(field('scenario').value) : null);

function findRaces(text) {
  const taken = new Set(races.values.map(({ turn }) => turn));
  const last = races.last?.turn ?? 0;
  // Races are typed in their order: the next date of a name is meant, and G1 before all.
  const ahead = ({ turn }) => (turn > last ? turn - last : 100 + turn);
  return catalogue.races.find(text, {
    keep: ({ turn, scenarios }) => !taken.has(turn) && (!scenarios.length || !scenario() || scenarios.includes(scenario())),
    prefer: (row) => ahead(row) + (row.grade === 'G1' || row.grade === 'Finale' ? 0 : 200),
  });
}

const races = new ListField(section('races'), {
  find: findRaces,
  make: ({ program, turn }, number) => ({ program, turn, place: number && number <= 18 ? number : null }),
  titleOf: ({ program, turn }) => {
    const { name, grade, course } = catalogue.programs.get(program) ?? { name: `unknown (${program})` };
    return { label: name, meta: [grade, course].filter(Boolean).join(' · '), before: catalogue.turns[turn] ?? '' };
  },
  number: { key: 'place', label: 'Place', least: 1, most: 18, isOptional: true },
  order: (one, other) => (one.turn ?? 99) - (other.turn ?? 99),
  changed: () => changed(),
  none: 'No race of this scenario is called that, on a date that is free.',
});

/* Adds what is not there yet, and goes to the first place that isn't known. */
function addRaces(found) {
  const taken = new Set(races.values.map(({ turn }) => turn));
  const more = found.filter(({ turn }) => !taken.has(turn)).map((each) => ({ ...each, place: null }));
  races.set([...races.values, ...more]);
  races.say(more.length ? `Added ${more.length}. Type the places.` : 'They are there already.');
  changed();
  const open = races.numbers().find((each) => !each.value);
  (open ?? races.input).focus();
}

const family = new Family(section('parents'), {
  catalogue,
  url: form.dataset.veterans,
  changed: () => changed(),
});

// All of it ----------------------------------------------------------------------

const LISTS = { sparks, skills, deck, races };

function collect() {
  const values = { outfit };
  NUMBERS.forEach((name) => {
    const number = numberIn(field(name).value);
    if (number !== undefined) values[name] = number;
  });
  TEXTS.forEach((name) => (values[name] = field(name).value));
  TICKS.forEach((name) => (values[name] = field(name).checked));
  CHOICES.forEach((name) => (values[name] = field(name).value ? Number(field(name).value) : null));
  const chosen = grades.map((each) => Number(each.value));
  values.aptitudes = chosen.every(Boolean) ? chosen : [];
  values.tags = [...form.querySelectorAll('[name=tags]:checked')].map((each) => each.value);
  Object.entries(LISTS).forEach(([name, list]) => (values[name] = list.values));
  values.ancestors = family.collect();
  return values;
}

const isEmpty = (value) => value === null || value === undefined || value === '' || value.length === 0;

/* What `values` have; all of them also empty what they have empty. */
function fill(values, { isAll = false } = {}) {
  const has = (name) => (isAll ? name in values : !isEmpty(values[name]));
  if (has('outfit')) setOutfit(values.outfit);
  if (has('aptitudes')) setGrades(values.aptitudes);
  [...NUMBERS, ...TEXTS, ...CHOICES].filter(has).forEach((name) => (field(name).value = values[name] ?? ''));
  TICKS.filter((name) => name in values).forEach((name) => (field(name).checked = values[name]));
  if (values.tags) form.querySelectorAll('[name=tags]').forEach((each) => (each.checked = values.tags.includes(each.value)));
  Object.keys(LISTS)
    .filter((name) => values[name])
    .forEach((name) => LISTS[name].set(values[name]));
  if (values.ancestors) family.set(values.ancestors);
  summarize();
}

function summarize() {
  const won = races.values.filter(({ place }) => place === 1).length;
  const parents = family.collect().filter(({ position }) => position % 10 === 0).length;
  const other = grades.filter((each) => each.classList.contains('is-changed')).length;
  const counts = {
    aptitudes: other ? `${other} changed` : grades[0].value ? 'as the outfit’s' : '',
    skills: skills.values.length,
    deck: deck.values.length && `${deck.values.length} of 6`,
    parents: parents && `${parents} of 2`,
    races: races.values.length && `${races.values.length}, ${won} won`,
  };
  Object.entries(counts).forEach(([name, text]) => {
    section(name).querySelector('[data-summary]').textContent = text || '';
  });
  showRank();
}

// What Questlog says -------------------------------------------------------------

const says = [...form.querySelectorAll('[data-say]')];

function problems(errors, warnings, { isPress = false } = {}) {
  const local = Object.fromEntries(
    NUMBERS.filter((name) => numberIn(field(name).value) === undefined).map((name) => [name, ['Enter a number.']]),
  );
  const found = { ...errors, ...local };
  const known = new Set(says.map((each) => each.dataset.say));
  const others = Object.keys(found).filter((name) => !known.has(name));
  says.forEach((each) => {
    const name = each.dataset.say;
    const wrong = name === 'form' ? others.flatMap((other) => found[other]).concat(found.form ?? []) : (found[name] ?? []);
    // The press that completes says nothing new of warnings.
    const doubts = warnings ? warnings.filter(({ field: of }) => of === name).map(({ message }) => message) : null;
    if (!wrong.length && doubts === null && each.classList.contains('q-say--warn')) return;
    each.textContent = (wrong.length ? wrong : (doubts ?? [])).join(' ');
    each.classList.toggle('q-say--err', wrong.length > 0);
    each.classList.toggle('q-say--warn', !wrong.length && each.textContent !== '');
    field(name)?.classList?.toggle('q-in--err', wrong.length > 0);
  });
  if (isPress) goToFirstProblem();
}

function goToFirstProblem() {
  const first = form.querySelector('.q-say--err');
  first?.closest('details')?.setAttribute('open', '');
  const name = first?.dataset.say;
  const input = name === 'outfit' ? field('outfit_words') : (field(name) ?? LISTS[name]?.input);
  input?.focus();
  first?.scrollIntoView({ block: 'nearest' });
}

const conflict = form.querySelector('[data-conflict]');

const saver = new Saver({
  urls: form.dataset,
  token: form.elements.csrfmiddlewaretoken.value,
  start,
  isDraft,
  collect,
  label: () => (outfit === null ? 'No trainee yet' : (catalogue.outfits.get(outfit) ?? unknown(outfit)).label),
  show: {
    state: (text, tone = '') => {
      state.textContent = text;
      state.dataset.tone = tone;
    },
    problems,
    conflict: (version) => {
      state.textContent = 'Not saved: changed in another window.';
      state.dataset.tone = 'bad';
      conflict.hidden = false;
      conflict.dataset.version = version;
    },
  },
});

function changed() {
  summarize();
  saver.touch();
}

field('scenario').addEventListener('change', loadFinale);

form.addEventListener('input', ({ target }) => {
  if (!target.matches('[data-find], [data-who], [name=outfit_words], .q-rownumber')) changed();
});
grades.forEach((each) => each.addEventListener('change', markGrades));

conflict.addEventListener('click', ({ target }) => {
  const version = Number(conflict.dataset.version);
  const verb = target.closest('[data-keep]') ? 'overwrite' : target.closest('[data-theirs]') ? 'drop' : '';
  if (!verb) return;
  conflict.hidden = true;
  saver[verb](version);
});

// Taking over from another career ------------------------------------------------

async function read(url) {
  const answer = await fetch(url).catch(() => null);
  const json = answer?.ok ? await answer.json().catch(() => null) : null;
  if (!json) saver.show.state('Questlog didn’t respond. Try again.', 'bad');
  return json;
}

/* Only what is empty here. */
async function copyPlan(uuid) {
  const plan = await read(form.dataset.plan.replace(form.dataset.any, uuid));
  if (!plan) return;
  family.know(plan.own_runs);
  const here = collect();
  const { scenario: same, races: _, ...values } = plan.values;
  const missing = Object.entries(values).filter(([name]) => isEmpty(here[name]));
  fill({ ...Object.fromEntries(missing), ...(here.scenario ? {} : { scenario: same }) });
  saver.show.state(missing.length ? 'Copied.' : 'Nothing to copy: it is filled in here.');
  changed();
}

async function copyRaces(uuid) {
  const plan = await read(form.dataset.plan.replace(form.dataset.any, uuid));
  if (plan) addRaces(plan.values.races);
}

/* Asked for as soon as the scenario is known: who presses the key types on. */
const finale = { of: '', races: null };

async function loadFinale() {
  const of = String(new URLSearchParams({ scenario: scenario() ?? '', outfit: outfit ?? '' }));
  if (!scenario() || (finale.of === of && finale.races)) return;
  Object.assign(finale, { of, races: null });
  const found = await read(`${form.dataset.finale}?${of}`);
  if (finale.of === of) finale.races = found?.races ?? null;
}

async function addFinale() {
  if (!scenario()) {
    races.say('Choose the scenario first.');
    return;
  }
  if (!finale.races) await loadFinale();
  if (finale.races?.length) addRaces(finale.races);
  else if (finale.races) races.say('The finale of this scenario isn’t known yet.');
}

document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-copy], [data-copy-races], [data-add-finale], [data-resume], [data-forget]');
  if (!button) return;
  const { copy, copyRaces: from, resume, forget: id } = button.dataset;
  if (copy) copyPlan(copy);
  else if (from) copyRaces(from);
  else if (resume) takeUp(unsaved().find((each) => each.id === resume));
  else if (id) {
    forget(id);
    showUnsaved();
  } else addFinale();
});

// Keys ---------------------------------------------------------------------------

const JUMPS = { KeyS: 'sparks', KeyA: 'aptitudes', KeyK: 'skills', KeyD: 'deck', KeyP: 'parents', KeyR: 'races', KeyN: 'more' };

function jump(name) {
  const place = section(name);
  if (place.matches('details')) place.open = true;
  place.querySelector('[data-first]').focus();
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    saver.finish();
  } else if (event.altKey && !event.ctrlKey && !event.metaKey && JUMPS[event.code]) {
    event.preventDefault();
    jump(JUMPS[event.code]);
  } else if (event.altKey && event.code === 'KeyF') {
    event.preventDefault();
    section('races').open = true;
    addFinale();
  } else if (event.altKey && event.code === 'KeyC') {
    event.preventDefault();
    document.querySelector('[data-copy]')?.click();
  }
});

form.addEventListener('keydown', (event) => {
  const { target, key } = event;
  if (key !== 'Enter' || event.defaultPrevented || target.matches('textarea, button, summary')) return;
  event.preventDefault();
  form.elements[target.dataset.next]?.focus();
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  saver.finish();
});

// A table, or the JSON of an extractor: that is an import, not a field.
const paste = document.querySelector('[data-paste]');
form.addEventListener('paste', (event) => {
  const text = event.clipboardData.getData('text').trim();
  const isStats = numbersIn(text).length === STATS.length && !/[a-z]/i.test(text);
  if (!paste || event.defaultPrevented || event.target.matches('textarea') || isStats) return;
  if (!TABLE.test(text) && text.split(',').length < STATS.length) return;
  event.preventDefault();
  paste.hidden = false;
  paste.querySelector('[name=text]').value = text;
  paste.querySelector('button').focus();
});
paste?.querySelector('[data-cancel]').addEventListener('click', () => {
  paste.hidden = true;
  field('outfit_words').focus();
});

// Beginning ----------------------------------------------------------------------

function takeUp(entry) {
  if (!entry) return;
  // Deleted meanwhile: what was typed begins a new draft.
  const isGone = entry.run && entry.run === new URLSearchParams(location.search).get('gone');
  if (entry.run && entry.run !== saver.run && !isGone) {
    location.assign(`${form.dataset.enter}?draft=${entry.run}`);
    return;
  }
  if (isGone) forget(entry.id);
  else saver.resume({ ...entry, version: entry.version ?? saver.version });
  fill(entry.values, { isAll: true });
  saver.show.state('Restored from this browser.');
  saver.isDirty = true;
  if (isDraft) saver.soon(0);
  showUnsaved();
}

function showUnsaved() {
  const list = document.querySelector('[data-unsaved]');
  const others = unsaved().filter(({ id }) => id !== saver.id);
  list.hidden = !others.length;
  list.querySelector('ul').replaceChildren(
    ...others.map(({ id, label, at }) => {
      const row = part('li');
      const when = new Date(at).toLocaleString('en-US', { dateStyle: 'medium', timeStyle: 'short' });
      const resume = part('button', 'q-btn q-btn--s', 'Go on');
      const drop = part('button', 'q-btn q-btn--s q-btn--quiet', 'Throw away');
      [resume, drop].forEach((button) => (button.type = 'button'));
      resume.dataset.resume = id;
      drop.dataset.forget = id;
      const title = part('span', 'q-grow');
      title.append(part('b', '', label), ' ', part('span', 'q-meta', when));
      row.append(title, resume, drop);
      return row;
    }),
  );
}

family.know(start.own_runs ?? []);
const plan = { ...start.values };
if (!start.run) delete plan.races;
fill(plan);
loadFinale();
if (start.warnings) problems({}, start.warnings);
const kept = saver.kept();
if (kept) takeUp(kept);
showUnsaved();
form.dataset.ready = '';
