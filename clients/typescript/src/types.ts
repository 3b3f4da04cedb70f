// What the schema says about a request, in the words of this client.
import type { paths } from "./generated/api.js";

export type Method = "get" | "post" | "put" | "patch" | "delete";

/** The paths that have this method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, { responses: unknown }> ? P : never;
}[keyof paths];

export type Operation<M extends Method, P extends PathOf<M>> = paths[P] extends Record<
  M,
  infer O
>
  ? O
  : never;

type Parameters<O, In extends "query" | "path"> = O extends {
  parameters: { [K in In]: infer T };
}
  ? T
  : O extends { parameters: { [K in In]?: infer T } }
    ? T
    : never;

type BodyOf<O> = O extends { requestBody: { content: { "application/json": infer T } } }
  ? { body: T }
  : O extends { requestBody?: { content: { "application/json": infer T } } }
    ? { body?: T }
    : { body?: never };

type PathOption<O> = [Parameters<O, "path">] extends [never]
  ? { path?: never }
  : undefined extends Parameters<O, "path">
    ? { path?: never }
    : { path: Parameters<O, "path"> };

type QueryOption<O> = [NonNullable<Parameters<O, "query">>] extends [never]
  ? { query?: never }
  : {} extends NonNullable<Parameters<O, "query">>
    ? { query?: NonNullable<Parameters<O, "query">> }
    : { query: NonNullable<Parameters<O, "query">> };

export interface CallOptions {
  /** Ends the call, its retries included. */
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

export type Options<O> = CallOptions & PathOption<O> & QueryOption<O> & BodyOf<O>;

/** The options of an operation; left out where nothing in them is required. */
export type Arguments<O> = {} extends Options<O>
  ? [options?: Options<O>]
  : [options: Options<O>];

type Success<O> = O extends { responses: infer R } ? R[keyof R & (200 | 201 | 202)] : never;

type Content<R> = R extends { content: { "application/json": infer T } }
  ? T
  : R extends { content: Record<string, unknown> }
    ? string
    : undefined;

/** What a successful call gives: JSON as it is typed, other texts as a string. */
export type Result<O> = [Success<O>] extends [never] ? undefined : Content<Success<O>>;

/** The paths that answer with pages: `items`, and a cursor to the next one. */
export type PagedPath = {
  [P in PathOf<"get">]: Result<Operation<"get", P>> extends {
    items: unknown[];
    next_cursor: string | null;
  }
    ? P
    : never;
}[PathOf<"get">];

export type Row<P extends PagedPath> =
  Result<Operation<"get", P>> extends { items: (infer T)[] } ? T : never;

export type Query<P extends PathOf<"get">> = NonNullable<
  Parameters<Operation<"get", P>, "query">
>;
