import assert from "node:assert/strict";
import { test } from "node:test";
import { createQuestlog, QuestlogNetworkError, QuestlogProblem } from "questlog-client";
import { json, loopback } from "./loopback.mjs";

const fast = { retryDelay: 1 };

test("a read is tried again after 429 and 503, as long as asked", async (t) => {
  const server = await loopback(
    t,
    json({}, 429, { "Retry-After": "0.05" }),
    json({}, 503, { "Retry-After": new Date().toUTCString() }),
    json({ items: [], count: 0, next_cursor: null }),
  );
  const started = performance.now();
  const page = await createQuestlog({ ...server, ...fast }).get("/api/games");
  assert.equal(page.count, 0);
  assert.equal(server.asked.length, 3);
  assert.ok(performance.now() - started >= 50);
});

test("what may have been carried out is not sent again", async (t) => {
  const server = await loopback(t, json({ title: "Away", status: 503 }, 503));
  const questlog = createQuestlog({ ...server, ...fast });
  await assert.rejects(questlog.post("/api/games", { body: { name: "Suikoden" } }), { status: 503 });
  assert.equal(server.asked.length, 1);
  await assert.rejects(questlog.delete("/api/games/{slug}", { path: { slug: "a/b" } }), { status: 503 });
  assert.equal(server.asked.length, 1 + 4);
  assert.equal(server.asked[1].url, "/api/games/a%2Fb");
});

test("a long Retry-After is reported, not waited for", async (t) => {
  const server = await loopback(t, json({ title: "Slow down" }, 429, { "Retry-After": "3600" }));
  await assert.rejects(createQuestlog(server).get("/api/stats"), (problem) => {
    assert.ok(problem instanceof QuestlogProblem);
    assert.equal(problem.retryAfter, 3600);
    return true;
  });
  assert.equal(server.asked.length, 1);
});

test("the page of a proxy is a problem, too", async (t) => {
  const server = await loopback(t, (response) => response.writeHead(403).end("<h1>No</h1>"));
  await assert.rejects(createQuestlog(server).get("/api/stats"), {
    name: "QuestlogProblem",
    status: 403,
    title: "Forbidden",
    detail: "<h1>No</h1>",
    errors: [],
  });
});

test("no answer, none in time, and half of one are network errors", async (t) => {
  const silent = await loopback(t, () => {});
  const questlog = createQuestlog({ ...silent, timeout: 30, retries: 1, ...fast });
  await assert.rejects(questlog.get("/api/stats"), { name: "QuestlogNetworkError", timedOut: true });
  assert.equal(silent.asked.length, 2);

  const half = await loopback(t, (response) => {
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "99" });
    response.write('{"items":', () => response.destroy());
  });
  await assert.rejects(
    createQuestlog({ ...half, retries: 0 }).get("/api/stats"),
    (error) => error instanceof QuestlogNetworkError && !error.timedOut,
  );

  const nowhere = createQuestlog({ baseUrl: "http://127.0.0.1:1", retries: 0 });
  await assert.rejects(nowhere.get("/api/stats"), { name: "QuestlogNetworkError" });
});

test("a caller may end a call, also between two tries", async (t) => {
  const stop = new AbortController();
  const server = await loopback(t, (response) => {
    json({}, 503, { "Retry-After": "50" })(response);
    setTimeout(() => stop.abort(new Error("Enough")), 20);
  });
  const call = createQuestlog(server).get("/api/stats", { signal: stop.signal });
  await assert.rejects(call, /Enough/);
  assert.equal(server.asked.length, 1);
});

test("with a cache, what has not changed comes without a body", async (t) => {
  const server = await loopback(t, json({ items: [], count: 7, next_cursor: null }, 200, { ETag: '"a"' }), (response) =>
    response.writeHead(304).end(),
  );
  const questlog = createQuestlog({ ...server, cache: true });
  assert.equal((await questlog.get("/api/games")).count, 7);
  assert.equal((await questlog.get("/api/games")).count, 7);
  assert.equal((await questlog.get("/api/games")).count, 7);
  assert.deepEqual(
    server.asked.map(({ headers }) => headers["if-none-match"]),
    [undefined, '"a"', '"a"'],
  );
});

test("an address may end with a slash, and a filter may have several values", async (t) => {
  const server = await loopback(t, json([]));
  await createQuestlog({ baseUrl: `${server.baseUrl}/` }).get("/api/games", {
    query: { q: "a b", status: ["playing", "paused"], genre: undefined },
  });
  assert.equal(server.asked[0].url, "/api/games?q=a+b&status=playing%2Cpaused");
});
