import type { LiveLoader } from "astro/loaders";
import { QuestlogError, QuestlogProblem, type Settings, createQuestlog } from "../index.js";
import { COLLECTIONS, type CollectionName, type DataOf, type Filter, collectionOf } from "./collections.js";

export interface LiveLoaderOptions<N extends CollectionName = CollectionName> extends Settings {
  collection: N;
}

/** One row, called by its key: the slug, or the id for what has none. */
export interface EntryFilter {
  id: string;
}

/**
 * Loads a collection of Questlog at each request, for `defineLiveCollection`.
 *
 * A page gets errors as `error`, as Astro has it, and decides what to show then.
 */
export function questlogLiveLoader<N extends CollectionName>(
  options: LiveLoaderOptions<N>,
): LiveLoader<DataOf<N>, EntryFilter, Filter, QuestlogError> {
  const collection = collectionOf(options.collection);
  const schema = COLLECTIONS[options.collection].schema;
  // A page that is asked for often asks Questlog only whether something has changed.
  const questlog = createQuestlog({ cache: true, ...options });
  const entry = (row: Parameters<typeof collection.key>[0]) => ({
    id: collection.key(row),
    data: schema.parse(row) as DataOf<N>,
    cacheHint: { tags: [`questlog-${options.collection}-${row.id}`] },
  });
  return {
    name: "questlog-live",
    async loadEntry({ filter }) {
      try {
        return entry(await collection.one(questlog, filter.id, {}));
      } catch (error) {
        if (error instanceof QuestlogProblem && error.status === 404) {
          return undefined;
        }
        return { error: expected(error) };
      }
    },
    async loadCollection({ filter }) {
      try {
        const entries = [];
        for await (const row of collection.all(questlog, filter ?? {})) {
          entries.push(entry(row));
        }
        return { entries, cacheHint: { tags: [`questlog-${options.collection}`] } };
      } catch (error) {
        return { error: expected(error) };
      }
    },
  };
}

/** An error of Questlog; anything else is a mistake, and thrown. */
function expected(error: unknown): QuestlogError {
  if (error instanceof QuestlogError) {
    return error;
  }
  throw error;
}
