import { QuestlogError, QuestlogNetworkError, QuestlogProblem } from "./errors.js";

export interface Settings {
  /** Where Questlog is: `https://games.example.com`. */
  baseUrl: string;
  /** An API token, for writes and private rows. */
  token?: string | undefined;
  /** Instead of the platform's own `fetch`. */
  fetch?: typeof fetch | undefined;
  /** Further tries of a call that may be repeated; 3 by default. */
  retries?: number | undefined;
  /** Milliseconds before the first further try; doubled with each. */
  retryDelay?: number | undefined;
  /** Milliseconds until an answer must have begun; 30,000 by default. */
  timeout?: number | undefined;
  /** Keep answers to reads, and ask whether they have changed. */
  cache?: boolean | undefined;
}

export interface Call {
  method: string;
  path: string;
  query?: Record<string, unknown> | undefined;
  parameters?: Record<string, unknown> | undefined;
  body?: unknown;
  headers?: Record<string, string> | undefined;
  signal?: AbortSignal | undefined;
}

// POST and PATCH may have been carried out although no answer came.
const REPEATABLE = new Set(["GET", "PUT", "DELETE"]);
const PASSING = new Set([429, 502, 503, 504]);
const LONGEST_DELAY = 30_000;
// Who is asked to wait longer than that is better told so.
const LONGEST_RETRY_AFTER = 60;
const MOST_KEPT = 500;

/** Sends calls, again where that may help, and turns errors into exceptions. */
export class Requests {
  readonly retryDelay: number;
  readonly #settings: Settings;
  readonly #fetch: typeof fetch;
  readonly #kept: Map<string, Response> | undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
    // A browser's fetch insists on being called without another `this`.
    this.#fetch = settings.fetch ?? ((input, init) => fetch(input, init));
    this.#kept = settings.cache ? new Map() : undefined;
    this.retryDelay = settings.retryDelay ?? 500;
  }

  /** The address of a call. */
  url({ path, parameters = {}, query = {} }: Call): string {
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
      return encodeURIComponent(String(parameters[name]));
    });
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      // Several values are separated by commas, as an array's text has them.
      if (value !== undefined && value !== null) {
        search.append(name, String(value));
      }
    }
    const text = search.toString();
    return this.#settings.baseUrl.replace(/\/+$/, "") + filled + (text && `?${text}`);
  }

  /**
   * The successful response to a call, or what `read` takes from it.
   *
   * Throws `QuestlogProblem` for an error of Questlog, `QuestlogNetworkError` where no
   * answer came or was cut off, and the signal's reason where the caller ended the call.
   */
  send(call: Call): Promise<Response>;
  send<T>(call: Call, read: (response: Response) => Promise<T>): Promise<T>;
  async send(call: Call, read?: (response: Response) => Promise<unknown>): Promise<unknown> {
    const url = this.url(call);
    const kept = call.method === "GET" ? this.#kept?.get(url) : undefined;
    const take = (response: Response) => {
      const current = this.#keep(url, call, response, kept);
      return read ? read(current) : Promise.resolve<unknown>(current);
    };
    const tries = REPEATABLE.has(call.method) ? (this.#settings.retries ?? 3) : 0;
    for (let attempt = 0; ; attempt++) {
      const last = attempt >= tries;
      let wait: number | undefined;
      try {
        return await this.once(url, call, { kept, read: take });
      } catch (error) {
        if (last || !(error instanceof QuestlogError && mayPass(error))) {
          throw error;
        }
        wait = error instanceof QuestlogProblem ? error.retryAfter : undefined;
      }
      await sleep(this.delay(attempt, wait), call.signal);
    }
  }

  /** Milliseconds to wait after that many failures, as Questlog asked or ever longer. */
  delay(attempt: number, wait?: number): number {
    if (wait !== undefined) {
      return wait * 1000;
    }
    const longest = Math.min(LONGEST_DELAY, this.retryDelay * 2 ** attempt);
    // Not everyone who was cut off is to come back in the same moment.
    return longest * (0.5 + Math.random() / 2);
  }

  /** One try. With `read`, the time limit and the signal hold for the body, too. */
  async once<T = Response>(
    url: string,
    call: Call,
    { kept, read }: { kept?: Response | undefined; read?: (response: Response) => Promise<T> } = {},
  ): Promise<T> {
    call.signal?.throwIfAborted();
    const limit = new AbortController();
    const stop = () => limit.abort(call.signal?.reason);
    call.signal?.addEventListener("abort", stop);
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      limit.abort();
    }, this.#settings.timeout ?? 30_000);
    try {
      const response = await this.#fetch(url, { ...this.#init(call, kept), signal: limit.signal });
      if (!response.ok && !(response.status === 304 && kept)) {
        throw await QuestlogProblem.from(response);
      }
      return read ? await read(response) : (response as T);
    } catch (error) {
      call.signal?.throwIfAborted();
      if (error instanceof QuestlogError) {
        throw error;
      }
      throw new QuestlogNetworkError(url, error, { timedOut });
    } finally {
      clearTimeout(timer);
      if (read) {
        call.signal?.removeEventListener("abort", stop);
      }
    }
  }

  #init(call: Call, kept: Response | undefined): RequestInit {
    const headers = new Headers({ Accept: "application/json, */*;q=0.5" });
    const init: RequestInit = { method: call.method, headers };
    if (this.#settings.token) {
      headers.set("Authorization", `Bearer ${this.#settings.token}`);
    }
    if (kept) {
      headers.set("If-None-Match", kept.headers.get("ETag") ?? "");
    }
    if (call.body !== undefined) {
      headers.set("Content-Type", "application/json");
      init.body = JSON.stringify(call.body);
    }
    for (const [name, value] of Object.entries(call.headers ?? {})) {
      headers.set(name, value);
    }
    return init;
  }

  /** The answer as it is now: the kept one where it has not changed. */
  #keep(url: string, call: Call, response: Response, kept: Response | undefined): Response {
    if (response.status === 304 && kept) {
      return kept.clone();
    }
    if (this.#kept && call.method === "GET" && response.headers.has("ETag")) {
      this.#kept.delete(url);
      this.#kept.set(url, response.clone());
      const [oldest] = this.#kept.keys();
      if (this.#kept.size > MOST_KEPT && oldest !== undefined) {
        this.#kept.delete(oldest);
      }
    }
    return response;
  }
}

/** Whether the same call may succeed a little later. */
function mayPass(error: QuestlogError): boolean {
  if (error instanceof QuestlogProblem) {
    return PASSING.has(error.status) && (error.retryAfter ?? 0) <= LONGEST_RETRY_AFTER;
  }
  return error instanceof QuestlogNetworkError;
}

/** Waits, or throws the signal's reason as soon as that is aborted. */
export function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
