import type { components } from "./generated/api.js";

type Problem = components["schemas"]["ProblemSchema"];

/** One reason of a refusal: which field, and what to do about it. */
export type FieldError = NonNullable<Problem["errors"]>[number];

/** Everything that this client throws by itself. */
export class QuestlogError extends Error {
  override name = "QuestlogError";
}

/**
 * Questlog's answer was an error: an RFC 9457 problem.
 *
 * An answer of a proxy in between has its status and text in the same places.
 */
export class QuestlogProblem extends QuestlogError {
  override name = "QuestlogProblem";
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly type: string;
  /** For bad input: each field with what is wrong. Empty for other problems. */
  readonly errors: readonly FieldError[];
  /** Seconds to wait before the next try, where Questlog says so. */
  readonly retryAfter: number | undefined;
  readonly response: Response;

  constructor(response: Response, problem: Partial<Problem>) {
    const title = problem.title || response.statusText || `HTTP ${response.status}`;
    super([title, problem.detail].filter(Boolean).join(": "));
    this.status = response.status;
    this.title = title;
    this.detail = problem.detail ?? "";
    this.type = problem.type ?? "about:blank";
    this.errors = problem.errors ?? [];
    this.retryAfter = retryAfter(response);
    this.response = response;
  }

  /** The problem that `response` has as its body. */
  static async from(response: Response): Promise<QuestlogProblem> {
    const text = await response.text().catch(() => "");
    try {
      const body: unknown = JSON.parse(text);
      if (typeof body === "object" && body !== null) {
        return new QuestlogProblem(response, body);
      }
    } catch {
      // Not JSON: the page of a proxy.
    }
    return new QuestlogProblem(response, { detail: text.slice(0, 200) });
  }
}

/** No answer came: no connection, or none in time. The reason is in `cause`. */
export class QuestlogNetworkError extends QuestlogError {
  override name = "QuestlogNetworkError";
  readonly timedOut: boolean;

  constructor(url: string, cause: unknown, { timedOut = false } = {}) {
    const why = timedOut ? "did not answer in time" : "can't be reached";
    super(`Questlog ${why}: ${url}`, { cause });
    this.timedOut = timedOut;
  }
}

/** The seconds of the header `Retry-After`, which is a number or a date. */
function retryAfter(response: Response): number | undefined {
  const value = response.headers.get("Retry-After");
  if (!value) {
    return undefined;
  }
  const seconds = Number(value);
  const wait = Number.isNaN(seconds) ? (Date.parse(value) - Date.now()) / 1000 : seconds;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
