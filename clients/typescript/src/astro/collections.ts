import type { ZodTypeAny, z } from "astro/zod";
import * as schemas from "../generated/zod.js";
import type { CallOptions, Questlog, QuestlogEvent } from "../index.js";

/** What an event means for a collection: these rows, all of them, or nothing. */
export type Change = "all" | { keys: string[]; gone?: string[] };

export interface Row {
  id: string;
  slug?: string | undefined;
}

export type Filter = Record<string, unknown>;

interface Collection {
  schema: ZodTypeAny;
  /** What the site calls a row by: a slug for what has pages, else the id. */
  key: (row: Row) => string;
  all: (questlog: Questlog, filter: Filter, options?: CallOptions) => AsyncIterable<Row>;
  one: (questlog: Questlog, key: string, filter: Filter) => Promise<Row>;
  /** Event types of which one may change a row. */
  types: readonly string[];
  change: (event: QuestlogEvent) => Change;
}

const bySlug = (row: Row) => row.slug ?? row.id;
const byId = (row: Row) => row.id;

// `playthrough:7d3f…` is about the playthrough with that id.
const subjectId = (event: QuestlogEvent) => ("subject" in event ? event.subject : "").split(":")[1];

/** The row that the event is about, for collections with ids as keys. */
function subjectOf(noun: string): (event: QuestlogEvent) => Change {
  return (event) => {
    const id = subjectId(event);
    return event.type.startsWith(`questlog:${noun}_`) && id ? { keys: [id] } : "all";
  };
}

function changeOfGames(event: QuestlogEvent): Change {
  switch (event.type) {
    case "questlog:work_create":
    case "questlog:work_update": {
      const { slug, previous_slug: previous } = event.payload;
      return { keys: [slug], gone: previous ? [previous] : [] };
    }
    case "questlog:work_delete": {
      const { slug, merged_into: merged } = event.payload;
      return { keys: merged ? [merged.slug] : [], gone: [slug] };
    }
    case "questlog:playthrough_start":
    case "questlog:playthrough_resume":
    case "questlog:playthrough_ongoing":
    case "questlog:playthrough_pause":
    case "questlog:playthrough_drop":
    case "questlog:playthrough_complete":
      return event.payload.work_slug ? { keys: [event.payload.work_slug] } : "all";
  }
  // A hidden playthrough changes the status of a game that its event must not name.
  return "all";
}

function changeOfLists(event: QuestlogEvent): Change {
  if (event.type === "questlog:list_updated" && event.payload.list) {
    const { list, previous_slug: previous } = event.payload;
    return { keys: [list], gone: previous ? [previous] : [] };
  }
  return "all";
}

const LIBRARY = ["questlog:work_*", "questlog:import_*"];

export const COLLECTIONS = {
  games: {
    schema: schemas.GameSchema,
    key: bySlug,
    all: (questlog, filter, options) => questlog.games(filter, options),
    async one(questlog, slug, query) {
      const game = await questlog.get("/api/games/{slug}", { path: { slug }, query });
      // A row is the same however it was read: these are for who asks with `expand`.
      const { editions: _, playthroughs: __, lists: ___, ...row } = game;
      return row;
    },
    types: [...LIBRARY, "questlog:playthrough_*"],
    change: changeOfGames,
  },
  playthroughs: {
    schema: schemas.PlaythroughSchema,
    key: byId,
    all: (questlog, filter, options) => questlog.playthroughs(filter, options),
    one: (questlog, playthrough_id, query) =>
      questlog.get("/api/playthroughs/{playthrough_id}", { path: { playthrough_id }, query }),
    types: [...LIBRARY, "questlog:playthrough_*", "questlog:session_*"],
    change: subjectOf("playthrough"),
  },
  sessions: {
    schema: schemas.SessionSchema,
    key: byId,
    all: (questlog, filter, options) => questlog.sessions(filter, options),
    one: (questlog, session_id, query) =>
      questlog.get("/api/sessions/{session_id}", { path: { session_id }, query }),
    types: [...LIBRARY, "questlog:playthrough_*", "questlog:session_*"],
    change: subjectOf("session"),
  },
  lists: {
    schema: schemas.ListDetailSchema,
    key: bySlug,
    async *all(questlog, query, options) {
      for (const { slug } of await questlog.get("/api/lists", { query, ...options })) {
        yield await questlog.get("/api/lists/{slug}", { path: { slug }, query, ...options });
      }
    },
    one: (questlog, slug, query) => questlog.get("/api/lists/{slug}", { path: { slug }, query }),
    types: [...LIBRARY, "questlog:list_*"],
    change: changeOfLists,
  },
  years: {
    schema: schemas.YearDetailSchema,
    key: bySlug,
    async *all(questlog, query, options) {
      for (const { slug } of (await questlog.get("/api/years", { query, ...options })).items) {
        yield await questlog.get("/api/years/{slug}", { path: { slug }, query, ...options });
      }
    },
    one: (questlog, slug, query) => questlog.get("/api/years/{slug}", { path: { slug }, query }),
    // A year is made of everything in it.
    types: [...LIBRARY, "questlog:playthrough_*", "questlog:session_*", "questlog:year_*"],
    change: () => "all",
  },
} as const satisfies Record<string, Collection>;

export type CollectionName = keyof typeof COLLECTIONS;
export type DataOf<N extends CollectionName> = z.infer<(typeof COLLECTIONS)[N]["schema"]>;

export const collectionOf = (name: CollectionName): Collection => {
  const collection = COLLECTIONS[name];
  if (!collection) {
    const names = Object.keys(COLLECTIONS).join(", ");
    throw new Error(`Questlog has no collection ${JSON.stringify(name)}. Use one of ${names}.`);
  }
  return collection;
};
