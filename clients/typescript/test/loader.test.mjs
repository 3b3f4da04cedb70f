import assert from "node:assert/strict";
import { test } from "node:test";
import { questlogLoader } from "questlog-client/astro";
import { json, loopback } from "./loopback.mjs";

/** Astro's side of a loader: a store and a meta that live from build to build. */
function astro() {
  const rows = new Map();
  const warnings = [];
  const context = {
    collection: "games",
    store: {
      keys: () => [...rows.keys()],
      set: ({ id, data }) => rows.set(id, data),
      delete: (id) => rows.delete(id),
    },
    meta: new Map(),
    logger: { info() {}, warn: (text) => warnings.push(text) },
    parseData: async ({ data }) => data,
    generateDigest: (data) => JSON.stringify(data),
  };
  const load = (options) => questlogLoader({ collection: "games", retryDelay: 1, ...options }).load(context);
  return { rows, warnings, load };
}

/** A Questlog of those games; `state` may be changed between two builds. */
async function questlog(t) {
  const state = { games: [row("ys"), row("suikoden")], events: [], reset: null, status: 200 };
  const server = await loopback(t, (response, { url }) => {
    const { pathname } = new URL(url, "http://x");
    if (state.status !== 200) {
      return json({ title: "No", status: state.status }, state.status)(response);
    }
    if (pathname === "/api/events") {
      const { events, reset } = state;
      return json({ events, next: "e.9", has_more: false, reset })(response);
    }
    const slug = pathname.split("/")[3];
    const found = state.games.find((game) => game.slug === (state.merged?.[slug] ?? slug));
    if (slug && !found) {
      return json({ title: "Not Found", status: 404 }, 404)(response);
    }
    const page = { items: state.games, count: state.games.length, next_cursor: null };
    return json(found ?? page, 200, { "Questlog-Event-Position": "e.1" })(response);
  });
  const paths = () => server.asked.splice(0).map(({ url }) => new URL(url, "http://x").pathname);
  return { baseUrl: server.baseUrl, state, paths };
}

const row = (slug) => ({ id: `id-${slug}`, slug, name: slug });
const event = (type, payload) => ({ type, payload, subject: "work:1" });

test("one request where nothing has changed; all rows where the position is too old", async (t) => {
  const { baseUrl, state, paths } = await questlog(t);
  const { rows, load } = astro();
  await load({ baseUrl });
  assert.deepEqual([...rows.keys()], ["ys", "suikoden"]);
  paths();
  await load({ baseUrl });
  assert.deepEqual(paths(), ["/api/events"]);

  state.reset = { reason: "too_old", epoch: "e", sequence: 9 };
  state.games.pop();
  await load({ baseUrl });
  assert.deepEqual(paths(), ["/api/events", "/api/games"]);
  assert.deepEqual([...rows.keys()], ["ys"]);
});

test("a game that is renamed, merged, or deleted leaves its former place", async (t) => {
  const { baseUrl, state, paths } = await questlog(t);
  const { rows, load } = astro();
  state.games.push(row("xenogears"), row("xeno"));
  await load({ baseUrl });
  paths();
  state.games = [row("ys-i"), row("xenogears")];
  state.merged = { xeno: "xenogears" };
  state.events = [
    event("questlog:work_update", { slug: "ys-i", previous_slug: "ys" }),
    event("questlog:work_delete", { slug: "xeno", merged_into: { slug: "xenogears" } }),
    event("questlog:work_delete", { slug: "suikoden", merged_into: null }),
  ];
  await load({ baseUrl });
  assert.deepEqual([...rows.keys()].sort(), ["xenogears", "ys-i"]);
  assert.ok(!paths().includes("/api/games"));
});

test("an event that doesn't say which game it means reads all of them", async (t) => {
  const { baseUrl, state, paths } = await questlog(t);
  const { load } = astro();
  await load({ baseUrl });
  state.events = [event("questlog:playthrough_hide", { playthrough_id: "7" })];
  paths();
  await load({ baseUrl });
  assert.deepEqual(paths(), ["/api/events", "/api/games"]);
});

test("other settings and old rows are read again", async (t) => {
  const { baseUrl, paths } = await questlog(t);
  const { load } = astro();
  await load({ baseUrl });
  for (const options of [{ filter: { status: "playing" } }, { token: "t" }, { token: "t", maxAge: 0 }]) {
    paths();
    await load({ baseUrl, ...options });
    assert.ok(paths().includes("/api/games"));
  }
});

test("a Questlog that is down keeps the rows; the first build and a refusal fail", async (t) => {
  const { baseUrl, state } = await questlog(t);
  const { rows, warnings, load } = astro();
  state.status = 503;
  await assert.rejects(load({ baseUrl }), { status: 503 });
  state.status = 200;
  await load({ baseUrl });
  state.status = 503;
  await load({ baseUrl });
  await load({ baseUrl, maxAge: 0 });
  assert.equal(rows.size, 2);
  assert.equal(warnings.length, 2);
  state.status = 403;
  await assert.rejects(load({ baseUrl, maxAge: 0 }), { status: 403 });
});

test("a collection that Questlog doesn't have is named with those it has", () => {
  assert.throws(() => questlogLoader({ baseUrl: "", collection: "gams" }), /"gams".*games, playthroughs/);
});
