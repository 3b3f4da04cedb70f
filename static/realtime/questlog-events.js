/* Questlog's events over WebSocket, none lost and none twice.

   const events = new QuestlogEvents({ types: ["questlog:playthrough_*"] });
   events.addEventListener("event", ({ detail }) => show(detail.type, detail.payload));

   It reconnects for ever, with jitter, and goes on where it was: after a short cut, and
   with `store` (a name in localStorage) after a reload too. "reset" says that this is not
   possible: fetch the state again. "state" says connecting, open, waiting or refused.
   `token` is one of QUESTLOG_EVENTS_TOKENS, where Questlog asks for one. */
"use strict";

class QuestlogEvents extends EventTarget {
  constructor({ url, types = [], since = "latest", store = null, token = "" } = {}) {
    super();
    this.url = url || location.origin.replace(/^http/, "ws") + "/ws/questlog/";
    this.types = types;
    // No header can be set on a WebSocket, and an address would show up in logs.
    this.subprotocols = ["questlog.events.v1", ...(token ? [`bearer.${token}`] : [])];
    this.store = store;
    this.cursor = (store && localStorage.getItem(store)) || since;
    this.failures = 0;
    this.keepalive = 30;
    this.connect();
  }

  connect() {
    const query = new URLSearchParams({ since: this.cursor });
    if (this.types.length) query.set("types", this.types.join(","));
    this.tell("state", "connecting");
    this.socket = new WebSocket(`${this.url}?${query}`, this.subprotocols);
    this.socket.onmessage = ({ data }) => this.receive(JSON.parse(data));
    this.socket.onclose = ({ code }) => this.closed(code);
  }

  /* A network that went away says nothing: nor does Questlog for longer than this. */
  expectMore(seconds) {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.socket.close(), seconds * 2500);
  }

  receive(message) {
    const { type, payload } = message;
    this.keepalive = payload.keepalive ?? this.keepalive;
    this.expectMore(this.keepalive);
    if (type === "events:hello") {
      this.failures = 0;
      // After any other place, only "events:reset" may say that it is not gone on from.
      if (this.cursor === "latest") this.moveTo(payload);
      this.tell("state", "open");
      this.tell("hello", payload);
    } else if (type === "events:reset" || type === "events:position") {
      this.moveTo(payload);
      if (type === "events:reset") this.tell("reset", payload);
    } else if (!type.startsWith("events:") && this.isNew(message)) {
      this.moveTo(message);
      this.tell("event", message);
    }
  }

  isNew({ epoch, sequence }) {
    const [lastEpoch, last] = this.cursor.split(".");
    return epoch !== lastEpoch || sequence > Number(last);
  }

  moveTo({ epoch, sequence }) {
    this.cursor = `${epoch}.${sequence}`;
    if (this.store) localStorage.setItem(this.store, this.cursor);
  }

  closed(code) {
    clearTimeout(this.silence);
    if (this.stopped) return;
    if ([4400, 4401, 4403].includes(code)) return this.tell("state", "refused");
    this.tell("state", "waiting");
    const longest = Math.min(30000, 500 * 2 ** this.failures++);
    this.timer = setTimeout(() => this.connect(), Math.random() * longest);
  }

  close() {
    this.stopped = true;
    clearTimeout(this.timer);
    clearTimeout(this.silence);
    this.socket.close();
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
