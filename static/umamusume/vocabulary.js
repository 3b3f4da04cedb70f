/* Finding the game's names by a few letters, as one types them: without accents, marks,
   and capitals, any word of a name first. */

export const fold = (text) =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[-–/]/g, ' ')
    .replace(/[^a-z0-9○◎× ]/g, '')
    .trim();

const joined = (text) => text.replace(/ /g, '');

/* How well `text` fits: 0 begins so, 1 has words that begin so, 2 has it somewhere. */
function fit(row, typed, words) {
  if (row.text.startsWith(typed) || row.plain.startsWith(joined(typed))) return 0;
  if (words.every((word) => ` ${row.text}`.includes(` ${word}`))) return 1;
  if (words.every((word) => row.plain.includes(word))) return 2;
  return 9;
}

export class Index {
  constructor(rows) {
    this.rows = rows.map((row) => {
      const text = fold(row.text ?? `${row.label} ${row.meta ?? ''}`);
      return { ...row, text, plain: joined(text) };
    });
    this.byId = new Map(this.rows.map((row) => [row.id, row]));
  }

  get(id) {
    return this.byId.get(id);
  }

  /* The best `most` rows; of those that fit alike, the ones that `prefer` counts lowest. */
  find(text, { most = 8, prefer = () => 0, keep = () => true } = {}) {
    const typed = fold(text);
    if (!typed) return [];
    const words = typed.split(' ').filter(Boolean);
    return this.rows
      .map((row, place) => ({ row, place, fit: fit(row, typed, words) }))
      .filter((each) => each.fit < 9 && keep(each.row))
      .map((each) => ({ ...each, wish: prefer(each.row) }))
      .sort((one, other) => one.fit - other.fit || one.wish - other.wish || one.place - other.place)
      .slice(0, most)
      .map((each) => each.row);
  }
}

/* "speed 3" is the words and a number behind them; a name that ends so stays whole. */
export function splitNumber(text, find) {
  const whole = find(text);
  const parts = /^(.*\D)\s*(\d{1,2})$/.exec(text.trim());
  if (whole.length || !parts) return { rows: whole, number: null };
  return { rows: find(parts[1]), number: Number(parts[2]) };
}

const KINDS = {
  blue: 'Blue',
  pink: 'Pink',
  green: 'Green',
  white_skill: 'White, skill',
  white_race: 'White, race',
  white_scenario: 'White, scenario',
  white_other: 'White, event',
};
const SKILLS = {
  unique: 'Unique',
  inherited: 'Inherited',
  rare: 'Gold',
  normal: '',
  evolved: 'Evolved',
};

export function readCatalogue(json) {
  const { turns } = json;
  const programs = new Map(
    json.programs.map(([id, name, grade, , track, surface, distance]) => [
      id,
      { name, grade, course: `${track} ${surface} ${distance}`.trim() },
    ]),
  );
  const dates = json.programs.flatMap(([id, name, grade, on, track, surface, distance, scenarios, isPicked]) =>
    !isPicked
      ? []
      : on.map((turn) => ({
          id: `${id}/${turn}`,
          program: id,
          turn,
          grade,
          scenarios,
          label: name,
          meta: `${turns[turn]} · ${grade} · ${track} ${surface} ${distance}`,
          text: `${name} ${turns[turn]} ${grade}`,
        })),
  );
  return {
    turns,
    programs,
    ranks: json.ranks,
    outfits: new Index(
      json.outfits.map(([id, trainee, title, aptitudes, unique]) => ({
        id,
        label: trainee,
        meta: title,
        aptitudes,
        unique,
      })),
    ),
    cards: new Index(
      json.cards.map(([id, character, title, rarity, type]) => ({
        id,
        label: character,
        meta: `${rarity} ${type} · ${title}`,
        text: `${character} ${title} ${rarity} ${type}`,
        rarity,
      })),
    ),
    skills: new Index(
      json.skills.map(([id, name, rarity]) => ({ id, label: name, meta: SKILLS[rarity], text: name, rarity })),
    ),
    sparks: new Index(
      json.sparks.map(([id, name, kind, most]) => ({ id, label: name, meta: KINDS[kind], text: name, kind, most })),
    ),
    races: new Index(dates),
  };
}

export const unknown = (id) => ({ label: `unknown (${id})`, meta: '' });

/* The letter of a score: "A+" of 12,999. */
export function rankOf(score, ranks) {
  return ranks.reduce((found, [letter, from]) => (score >= from ? letter : found), '');
}
