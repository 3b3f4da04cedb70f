import assert from "node:assert/strict";
import { test } from "node:test";
import { createQuestlog, cursorOf } from "questlog-client";
import { event, json, loopback, stream } from "./loopback.mjs";

async function listen(server, count, options) {
  const heard = [];
  for await (const one of createQuestlog({ ...server, retryDelay: 1 }).events(options)) {
    heard.push(one);
    if (heard.length === count) {
      break;
    }
  }
  return heard;
}

const sinceOf = ({ url }) => new URL(url, "http://x").searchParams.get("since");

test("a stream that is cut goes on where it was, without repeating anything", async (t) => {
  const server = await loopback(
    t,
    stream([event(1), event(2)], { cut: true }),
    json({ title: "Away" }, 503),
    stream([event(2), event(3)]),
  );
  const heard = await listen(server, 3, { types: ["questlog:work_*"] });
  assert.deepEqual(heard.map(cursorOf), ["e.1", "e.2", "e.3"]);
  assert.deepEqual(server.asked.map(sinceOf), [null, "e.2", "e.2"]);
});

test("a missing number is asked for, once", async (t) => {
  const server = await loopback(
    t,
    stream([event(1), event(3)]),
    stream([event(2), event(3), event(5)]),
    stream([event(5)]),
  );
  const heard = await listen(server, 4);
  assert.deepEqual(heard.map(cursorOf), ["e.1", "e.2", "e.3", "e.5"]);
  assert.deepEqual(server.asked.map(sinceOf), [null, "e.1", "e.3"]);
});

test("a new epoch is a reset, and the numbers begin again", async (t) => {
  const reset = {
    type: "events:reset",
    payload: { reason: "epoch", epoch: "f", sequence: 1 },
    timestamp: "2026-11-22T22:49:01Z",
  };
  const server = await loopback(t, stream([event(8)]), (response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    const next = JSON.stringify(event(2, { name: "Ys" }, "f"));
    response.end(`data: ${JSON.stringify(reset)}\r\nid: f.1\r\n\r\ndata: ${next}\r\nid: f.2\r\n\r\n`);
  });
  const heard = await listen(server, 3, { since: "e.7" });
  assert.deepEqual(heard.map(cursorOf), ["e.8", "f.1", "f.2"]);
  assert.deepEqual(server.asked.map(sinceOf), ["e.7", "e.8"]);
});

test("what was hidden since is not yielded, but counts", async (t) => {
  const server = await loopback(t, stream([event(1, {}), event(2)]));
  assert.deepEqual((await listen(server, 1)).map(cursorOf), ["e.2"]);
});

test("a refusal is thrown, an abort ends the loop", async (t) => {
  const refusing = await loopback(t, json({ title: "Unauthorized", status: 401 }, 401));
  await assert.rejects(listen(refusing, 1, { token: "wrong" }), { status: 401 });
  assert.equal(refusing.asked[0].headers.authorization, "Bearer wrong");

  const quiet = await loopback(t, (response) => response.writeHead(200).write(": \n\n"));
  const stop = new AbortController();
  assert.deepEqual(await listen(quiet, 1, { signal: stop.signal, onOpen: () => stop.abort() }), []);
});
