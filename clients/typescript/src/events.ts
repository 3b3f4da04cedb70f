import { QuestlogProblem } from "./errors.js";
import type { AnyEvent, ResetPayload } from "./generated/events.js";
import { type Requests, sleep } from "./requests.js";

/** You can't resume from where you were: reload the state, then go on listening. */
export interface ResetEvent {
  type: "events:reset";
  payload: ResetPayload;
  timestamp: string;
}

/** What `questlog.events()` yields; `type` tells what is in `payload`. */
export type QuestlogEvent = AnyEvent | ResetEvent;

export interface EventOptions {
  /** Where to resume: a cursor, `earliest`, or `latest`. Without: from now on. */
  since?: string;
  /** Only these: `["questlog:list_*", "questlog:playthrough_complete"]`. */
  types?: readonly string[];
  /** One of QUESTLOG_EVENTS_TOKENS, where Questlog requires one. */
  token?: string;
  signal?: AbortSignal;
  /** Called when the stream is open, each time again. */
  onOpen?: () => void;
}

// Questlog says something every 15 seconds; after three of these nobody is there.
const LONGEST_SILENCE = 45_000;

/** The cursor after an event: pass it as `since` to go on from there. */
export function cursorOf(event: QuestlogEvent): string {
  const { epoch, sequence } = event.type === "events:reset" ? event.payload : event;
  return `${epoch}.${sequence}`;
}

/**
 * Events without an end, each once and in order, whatever happens to the connection.
 *
 * Throws `QuestlogProblem` where Questlog refuses: a wrong `since`, a missing token.
 */
export async function* listen(
  requests: Requests,
  options: EventOptions,
): AsyncGenerator<QuestlogEvent, void, undefined> {
  const place = new Place(options.since, !options.types?.length);
  for (let failures = 0; !options.signal?.aborted; failures++) {
    let wait: number | undefined;
    try {
      for await (const frame of open(requests, options, place.cursor)) {
        failures = 0;
        wait = frame.retry ?? wait;
        const event = frame.data === undefined ? undefined : parse(frame.data);
        if (event && place.skips(event)) {
          break;
        }
        const isNew = event && place.take(event);
        place.cursor = frame.id ?? place.cursor;
        if (isNew) {
          yield isNew;
        }
      }
    } catch (error) {
      if (options.signal?.aborted) {
        return;
      }
      if (error instanceof QuestlogProblem && !passes(error)) {
        throw error;
      }
      wait = error instanceof QuestlogProblem ? error.retryAfter : undefined;
    }
    await sleep(requests.delay(failures, wait), options.signal).catch(() => undefined);
  }
}

const passes = ({ status }: QuestlogProblem) => status === 429 || status >= 500;

/** Where a reader stands in the stream. */
class Place {
  cursor: string | undefined;
  #epoch = "";
  #sequence = 0;
  #gap = 0;
  readonly #whole: boolean;

  /** `whole`: all types are read, so that a missing number is a missing event. */
  constructor(cursor: string | undefined, whole: boolean) {
    this.cursor = cursor;
    this.#whole = whole;
  }

  /** Whether events are missing before this one, and asking again may bring them. */
  skips(event: QuestlogEvent): boolean {
    if (!this.#whole || event.type === "events:reset" || event.epoch !== this.#epoch) {
      return false;
    }
    const missing = event.sequence > this.#sequence + 1 && this.#gap !== this.#sequence;
    if (missing) {
      // Once for each place: a gap that the log has too can't be filled.
      this.#gap = this.#sequence;
    }
    return missing;
  }

  /** The event, unless it was here before or was emptied since. */
  take(event: QuestlogEvent): QuestlogEvent | undefined {
    const { epoch, sequence } = event.type === "events:reset" ? event.payload : event;
    const again = epoch === this.#epoch && sequence <= this.#sequence;
    if (again && event.type !== "events:reset") {
      return undefined;
    }
    this.#epoch = epoch;
    this.#sequence = sequence;
    this.cursor = `${epoch}.${sequence}`;
    return Object.keys(event.payload).length ? event : undefined;
  }
}

function parse(data: string): QuestlogEvent {
  return JSON.parse(data) as QuestlogEvent;
}

interface Frame {
  id?: string;
  data?: string;
  /** Seconds. */
  retry?: number;
}

async function* open(
  requests: Requests,
  { types, token, signal, onOpen }: EventOptions,
  since: string | undefined,
): AsyncGenerator<Frame, void, undefined> {
  const ended = new AbortController();
  const stop = () => ended.abort(signal?.reason);
  signal?.addEventListener("abort", stop);
  const call = {
    method: "GET",
    path: "/api/events/stream",
    // Not the header Last-Event-ID: from another origin, that would need a preflight.
    query: { since, types: types?.length ? types.join(",") : undefined },
    headers: { Accept: "text/event-stream", ...bearer(token) },
    signal: ended.signal,
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    signal?.throwIfAborted();
    const { body } = await requests.once(requests.url(call), call);
    if (!body) {
      return;
    }
    onOpen?.();
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    const frames = new Frames();
    for (;;) {
      timer = setTimeout(() => ended.abort(), LONGEST_SILENCE);
      const { done, value } = await reader.read();
      clearTimeout(timer);
      if (done) {
        return;
      }
      yield* frames.feed(value);
    }
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
    ended.abort();
  }
}

const bearer = (token?: string): Record<string, string> =>
  token ? { Authorization: `Bearer ${token}` } : {};

/**
 * Text of a stream, in pieces of any size, as frames.
 *
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
class Frames {
  #rest = "";
  #frame: Frame = {};

  *feed(text: string): Generator<Frame> {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines.map((one) => one.replace(/\r$/, ""))) {
      if (line) {
        this.#read(line);
      } else {
        yield this.#frame;
        this.#frame = {};
      }
    }
  }

  #read(line: string): void {
    const [, field, value = ""] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
    if (field === "data") {
      const { data } = this.#frame;
      this.#frame.data = data === undefined ? value : `${data}\n${value}`;
    } else if (field === "id") {
      this.#frame.id = value;
    } else if (field === "retry" && /^\d+$/.test(value)) {
      this.#frame.retry = Number(value) / 1000;
    }
  }
}
