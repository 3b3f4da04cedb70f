// Against a running Questlog: QUESTLOG_URL, and QUESTLOG_TOKEN of its owner. It has 250
// games, "Game 1" and so on, and one private playthrough, of "Game 7".
import assert from "node:assert/strict";
import { connect, createServer } from "node:net";
import { test } from "node:test";
import { createQuestlog, cursorOf } from "questlog-client";
import { questlogLiveLoader } from "questlog-client/astro";

const baseUrl = process.env.QUESTLOG_URL;
const token = process.env.QUESTLOG_TOKEN;
const skip = !baseUrl && "QUESTLOG_URL names none";
const reader = createQuestlog({ baseUrl });
const owner = createQuestlog({ baseUrl, token });

/** A line to Questlog that can be cut. */
async function wire(t) {
  const sockets = new Set();
  const server = createServer((near) => {
    const far = connect(Number(new URL(baseUrl).port), "127.0.0.1");
    for (const [one, other] of [[near, far], [far, near]]) {
      sockets.add(one);
      one.on("error", () => {}).on("close", () => other.destroy());
      one.pipe(other);
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = () => sockets.forEach((socket) => socket.destroy());
  t.after(() => {
    cut();
    server.close();
  });
  return { baseUrl: `http://localhost:${server.address().port}`, cut };
}

test("pages come as one loop, each row once", { skip }, async () => {
  const names = new Set();
  let count = 0;
  for await (const game of reader.games({ limit: 60 })) {
    names.add(game.name);
    count++;
  }
  assert.equal(count, 250);
  assert.equal(names.size, 250);
});

test("a problem says what is wrong with which field", { skip }, async () => {
  await assert.rejects(reader.get("/api/games", { query: { limit: 0, min_rating: 9 } }), (problem) => {
    assert.equal(problem.name, "QuestlogProblem");
    assert.equal(problem.status, 422);
    assert.deepEqual(problem.errors.map(({ field }) => field).sort(), ["limit", "min_rating"]);
    return true;
  });
  await assert.rejects(reader.post("/api/games", { body: { name: "Ys" } }), { status: 401 });
  await assert.rejects(reader.get("/api/games/{slug}", { path: { slug: "none" } }), { status: 404 });
});

test("a write answers with the row, a deletion with nothing", { skip }, async () => {
  const game = await owner.post("/api/games", { body: { name: "Ys" } });
  assert.equal(game.name, "Ys");
  assert.equal(await owner.delete("/api/games/{slug}", { path: { slug: game.slug } }), undefined);
});

test("events go on after a cut, and none is missed", { skip }, async (t) => {
  const line = await wire(t);
  const rename = (year) =>
    owner.patch("/api/games/{slug}", { path: { slug: "game-1" }, body: { original_release_year: year } });
  const before = await reader.fetch("get", "/api/games", { query: { limit: 1 } });
  const since = before.headers.get("Questlog-Event-Position");
  await before.body.cancel();
  await rename(1991);
  const years = [];
  const cursors = new Set();
  const types = ["questlog:work_update"];
  for await (const event of createQuestlog({ ...line, retryDelay: 10 }).events({ since, types })) {
    years.push(event.payload.original_release_year);
    cursors.add(cursorOf(event));
    if (years.length === 1) {
      line.cut();
      await rename(1992);
      await rename(1993);
    }
    if (years.length === 3) {
      break;
    }
  }
  assert.deepEqual(years, [1991, 1992, 1993]);
  assert.equal(cursors.size, 3);
});

test("a position of another log is a reset", { skip }, async () => {
  for await (const event of reader.events({ since: "elsewhere.5" })) {
    assert.equal(event.type, "events:reset");
    assert.equal(event.payload.reason, "epoch");
    break;
  }
});

test("the live loader reads rows as they are, and gives errors back", { skip }, async () => {
  const games = questlogLiveLoader({ baseUrl, collection: "games" });
  const { entries } = await games.loadCollection({ filter: { q: "Game 250" } });
  assert.ok(entries.some(({ id, data }) => id === "game-250" && data.name === "Game 250"));
  assert.equal((await games.loadEntry({ filter: { id: "game-2" } })).data.name, "Game 2");
  assert.equal(await games.loadEntry({ filter: { id: "none" } }), undefined);
  assert.equal((await games.loadCollection({ filter: { wrong: "1" } })).error.status, 422);

  const played = questlogLiveLoader({ baseUrl, collection: "playthroughs" });
  assert.deepEqual((await played.loadCollection({})).entries, []);
  const away = questlogLiveLoader({ baseUrl: "http://127.0.0.1:1", retries: 0, collection: "games" });
  assert.equal((await away.loadCollection({})).error.name, "QuestlogNetworkError");
});
