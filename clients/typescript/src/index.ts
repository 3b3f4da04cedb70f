/**
 * The client of Questlog: every operation of its API with types, pages as iterators,
 * problems as exceptions, and events that survive a lost connection.
 */
import { type EventOptions, type QuestlogEvent, listen } from "./events.js";
import type { components } from "./generated/api.js";
import { type Call, Requests, type Settings } from "./requests.js";
import type {
  Arguments,
  CallOptions,
  Method,
  Operation,
  PagedPath,
  PathOf,
  Query,
  Result,
  Row,
} from "./types.js";

export {
  type FieldError,
  QuestlogError,
  QuestlogNetworkError,
  QuestlogProblem,
} from "./errors.js";
export { cursorOf, type EventOptions, type QuestlogEvent, type ResetEvent } from "./events.js";
export type { components, operations, paths } from "./generated/api.js";
export type { Settings } from "./requests.js";
export type {
  CallOptions,
  Method,
  Operation,
  Options,
  PagedPath,
  PathOf,
  Query,
  Result,
  Row,
} from "./types.js";

/** The shapes of the API by their names: `Schemas["GameSchema"]`. */
export type Schemas = components["schemas"];
export type Game = Schemas["GameSchema"];
export type Playthrough = Schemas["PlaythroughSchema"];
export type Session = Schemas["SessionSchema"];

/** A response of which the JSON is typed. */
export interface TypedResponse<T> extends Response {
  json(): Promise<T>;
}

/** The header of every read: where to listen on, so that nothing is missed. */
export const POSITION = "Questlog-Event-Position";

export function createQuestlog(settings: Settings): Questlog {
  return new Questlog(settings);
}

export class Questlog {
  readonly #requests: Requests;

  constructor(settings: Settings) {
    this.#requests = new Requests(settings);
  }

  get<P extends PathOf<"get">>(
    path: P,
    ...[options]: Arguments<Operation<"get", P>>
  ): Promise<Result<Operation<"get", P>>> {
    return this.#body("get", path, options);
  }

  post<P extends PathOf<"post">>(
    path: P,
    ...[options]: Arguments<Operation<"post", P>>
  ): Promise<Result<Operation<"post", P>>> {
    return this.#body("post", path, options);
  }

  put<P extends PathOf<"put">>(
    path: P,
    ...[options]: Arguments<Operation<"put", P>>
  ): Promise<Result<Operation<"put", P>>> {
    return this.#body("put", path, options);
  }

  patch<P extends PathOf<"patch">>(
    path: P,
    ...[options]: Arguments<Operation<"patch", P>>
  ): Promise<Result<Operation<"patch", P>>> {
    return this.#body("patch", path, options);
  }

  delete<P extends PathOf<"delete">>(
    path: P,
    ...[options]: Arguments<Operation<"delete", P>>
  ): Promise<Result<Operation<"delete", P>>> {
    return this.#body("delete", path, options);
  }

  /** The response itself, with its headers; an error is thrown as everywhere. */
  fetch<M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    ...[options]: Arguments<Operation<M, P>>
  ): Promise<TypedResponse<Result<Operation<M, P>>>> {
    return this.#requests.send(call(method, path, options));
  }

  /** Every row of a paged path, page after page: `for await (const game of …)`. */
  async *all<P extends PagedPath>(
    path: P,
    query?: Query<P>,
    options?: CallOptions,
  ): AsyncGenerator<Row<P>, void, undefined> {
    const asked: Record<string, unknown> = { limit: 100, ...query };
    for (;;) {
      const page = await this.#requests.send(
        call("get", path, { ...options, query: asked }),
        (response) => response.json() as Promise<Page<Row<P>>>,
      );
      yield* page.items;
      if (page.next_cursor === null) {
        return;
      }
      delete asked["offset"];
      asked["cursor"] = page.next_cursor;
    }
  }

  games(query?: Query<"/api/games">, options?: CallOptions) {
    return this.all("/api/games", query, options);
  }

  playthroughs(query?: Query<"/api/playthroughs">, options?: CallOptions) {
    return this.all("/api/playthroughs", query, options);
  }

  sessions(query?: Query<"/api/sessions">, options?: CallOptions) {
    return this.all("/api/sessions", query, options);
  }

  /**
   * What happens, as it happens, until you leave the loop or abort the signal.
   *
   * A lost connection is opened again where it ended. `events:reset` says that this was
   * not possible: reload what you hold, and go on listening.
   */
  events(options: EventOptions = {}): AsyncGenerator<QuestlogEvent, void, undefined> {
    return listen(this.#requests, options);
  }

  #body<T>(method: Method, path: string, options: unknown): Promise<T> {
    return this.#requests.send(call(method, path, options as AnyOptions), (response) => {
      return read(response) as Promise<T>;
    });
  }
}

interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

async function read(response: Response): Promise<unknown> {
  if (response.status === 204) {
    return undefined;
  }
  const isJson = /\bjson\b/.test(response.headers.get("Content-Type") ?? "");
  return isJson ? response.json() : response.text();
}

interface AnyOptions extends CallOptions {
  path?: unknown;
  query?: unknown;
  body?: unknown;
}

function call(method: Method, path: string, options: AnyOptions = {}): Call {
  return {
    method: method.toUpperCase(),
    path,
    parameters: options.path as Call["parameters"],
    query: options.query as Call["query"],
    body: options.body,
    headers: options.headers,
    signal: options.signal,
  };
}
