import { createServer } from "node:http";

/**
 * A small HTTP server that answers with one function after the other, and the last one
 * from then on. `asked` has what it was asked for.
 */
export async function loopback(t, ...answers) {
  const asked = [];
  const server = createServer((request, response) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)];
    asked.push({ method: request.method, url: request.url, headers: request.headers });
    answer(response, request);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { asked, baseUrl: `http://127.0.0.1:${server.address().port}` };
}

export const json =
  (body, status = 200, headers = {}) =>
  (response) => {
    response.writeHead(status, { "Content-Type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };

/** A stream of those events, which then ends or is cut. */
export const stream =
  (events, { cut = false } = {}) =>
  (response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write("retry: 1\nid: e.0\n\n");
    for (const event of events) {
      response.write(`data: ${JSON.stringify(event)}\nid: ${event.epoch}.${event.sequence}\n\n`);
    }
    if (cut) {
      setTimeout(() => response.destroy(), 20);
    } else {
      response.end();
    }
  };

export const event = (sequence, payload = { name: `Game ${sequence}` }, epoch = "e") => ({
  type: "questlog:work_update",
  payload,
  timestamp: "2026-11-22T22:49:01.123456Z",
  id: `id-${epoch}-${sequence}`,
  sequence,
  epoch,
  version: 1,
  subject: "work:1",
});
