import type { Loader, LoaderContext } from "astro/loaders";
import {
  POSITION,
  type Questlog,
  QuestlogNetworkError,
  QuestlogProblem,
  type Settings,
  createQuestlog,
} from "../index.js";
import { COLLECTIONS, type CollectionName, type Filter, type Row, collectionOf } from "./collections.js";

export interface LoaderOptions<N extends CollectionName = CollectionName> extends Settings {
  collection: N;
  /** Parameters of the request: `{ status: "completed" }` for games. */
  filter?: Filter;
  /**
   * Seconds after which all rows are read again, although no event came; 3600 by
   * default. Not every edit is an event: a corrected rating or a new description isn't.
   */
  maxAge?: number;
}

// More rows than that are read faster in pages.
const MOST_SINGLE_ROWS = 50;
const EVENTS_PER_PAGE = 500;

/**
 * Loads a collection of Questlog at build time, and next time only what has changed.
 *
 * The store keeps the rows between builds, `meta` the place in the stream of events up to
 * which they are known. If Questlog is down, the rows of the last build stay.
 */
export function questlogLoader<N extends CollectionName>(
  options: LoaderOptions<N>,
): Loader & { schema: (typeof COLLECTIONS)[N]["schema"] } {
  collectionOf(options.collection);
  return {
    name: "questlog",
    schema: COLLECTIONS[options.collection].schema,
    load: (context: LoaderContext) => new Load(options, context).run(),
  };
}

class Load {
  readonly #collection;
  readonly #questlog: Questlog;
  readonly #settings: string;
  /** Where to go on in the stream of events after this build. */
  #next: string | undefined;

  constructor(
    readonly options: LoaderOptions,
    readonly context: LoaderContext,
  ) {
    this.#collection = collectionOf(options.collection);
    this.#questlog = createQuestlog(options);
    const { collection, baseUrl, filter, token } = options;
    // With another token others rows may be seen; the token itself stays out of the store.
    this.#settings = context.generateDigest(JSON.stringify([collection, baseUrl, filter, token]));
  }

  async run(): Promise<void> {
    const { meta, logger } = this.context;
    const known = meta.get("settings") === this.#settings ? meta.get("cursor") : undefined;
    try {
      if (known === undefined || this.#isOld() || !(await this.#follow(known))) {
        await this.#readAll();
      }
    } catch (error) {
      if (known === undefined || !isDown(error)) {
        throw error;
      }
      logger.warn(`${(error as Error).message}. Building with what was read last time.`);
    }
  }

  #isOld(): boolean {
    const age = (Date.now() - Number(this.context.meta.get("readAt"))) / 1000;
    return !(age < (this.options.maxAge ?? 3600));
  }

  /** Read what has changed since `cursor`; false where only reading all of it helps. */
  async #follow(cursor: string): Promise<boolean> {
    const { meta, logger } = this.context;
    const types = this.#collection.types.join(",");
    const query = { since: cursor, types, limit: EVENTS_PER_PAGE };
    // With events of its own, Questlog may want another token than ours: read it all.
    const page = await this.#questlog.get("/api/events", { query }).catch((error: unknown) => {
      if (error instanceof QuestlogProblem && error.status < 500 && error.status !== 429) {
        return undefined;
      }
      throw error;
    });
    this.#next = page?.next;
    if (!page || page.reset || page.has_more) {
      return false;
    }
    if (page.events.length === 0) {
      logger.info("Nothing has changed.");
    } else if (!(await this.#readChanged(page.events))) {
      return false;
    }
    meta.set("cursor", page.next);
    return true;
  }

  async #readChanged(events: unknown[]): Promise<boolean> {
    const keys = new Set<string>();
    const gone = new Set<string>();
    for (const event of events) {
      // A filter decides which rows belong; a single row doesn't say whether it does.
      const change = this.options.filter ? "all" : this.#collection.change(event as never);
      if (change === "all") {
        return false;
      }
      change.keys.forEach((key) => keys.add(key));
      change.gone?.forEach((key) => gone.add(key));
    }
    if (keys.size > MOST_SINGLE_ROWS) {
      return false;
    }
    const rows = new Map<string, Row | undefined>();
    for (const key of new Set([...gone, ...keys])) {
      rows.set(key, await this.#readOne(key));
    }
    for (const [key, row] of rows) {
      if (row) {
        await this.#store(row);
      }
      if (!row || this.#collection.key(row) !== key) {
        this.context.store.delete(key);
      }
    }
    this.context.logger.info(`Read ${rows.size} changed.`);
    return true;
  }

  /** The row, or nothing if it was deleted, merged, or hidden. */
  async #readOne(key: string): Promise<Row | undefined> {
    try {
      return await this.#collection.one(this.#questlog, key, {});
    } catch (error) {
      if (error instanceof QuestlogProblem && error.status === 404) {
        return undefined;
      }
      throw error;
    }
  }

  async #readAll(): Promise<void> {
    const { store, meta, logger } = this.context;
    // Before the rows: what happens while they are read is read again next time.
    const cursor = this.#next ?? (await this.#position());
    const rows: Row[] = [];
    for await (const row of this.#collection.all(this.#questlog, this.options.filter ?? {})) {
      rows.push(row);
    }
    const keys = new Set(rows.map((row) => this.#collection.key(row)));
    for (const row of rows) {
      await this.#store(row);
    }
    for (const key of store.keys()) {
      if (!keys.has(key)) {
        store.delete(key);
      }
    }
    meta.set("settings", this.#settings);
    meta.set("cursor", cursor);
    meta.set("readAt", String(Date.now()));
    logger.info(`Read all ${rows.length} of ${this.options.collection}.`);
  }

  async #position(): Promise<string> {
    const read = await this.#questlog.fetch("get", "/api/games", { query: { limit: 1 } });
    await read.body?.cancel();
    return read.headers.get(POSITION) ?? "latest";
  }

  async #store(row: Row): Promise<void> {
    const { store, parseData, generateDigest } = this.context;
    const id = this.#collection.key(row);
    const data = await parseData({ id, data: { ...row } });
    store.set({ id, data, digest: generateDigest(data) });
  }
}

function isDown(error: unknown): boolean {
  if (error instanceof QuestlogProblem) {
    return error.status >= 500 || error.status === 429;
  }
  return error instanceof QuestlogNetworkError;
}
