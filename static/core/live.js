// What changes elsewhere shows without reloading. One WebSocket for the page brings the
// names of topics that have changed; who subscribed looks again. See docs/live.md.
//
// In markup: <section id="…" data-live="list.5 jobs">: the section is replaced by the
// same one of the page as it is now, unless somebody is working in it.
// In a script: (window.questlogLive ??= []).push({ topics: ["list.5"], handler }).
"use strict";

(() => {
  const FIRST_PAUSE = 1000;
  const LONGEST_PAUSE = 60000;
  // Without the socket, and seldom with it: Redis may lose a notice.
  const LOOK = 15000;
  const LOOK_LIVE = 60000;
  // After so long without it, the page says that it isn't live.
  const PATIENCE = 5000;
  // Closes after which coming back at once would change nothing: logged out, refused.
  const NO_USE = [4400, 4401];

  const handlers = new Map();
  let socket = null;
  let isLive = false;
  let pause = FIRST_PAUSE;
  let looking = null;
  let missing = null;
  let hasMissed = false;

  const sign = () => document.querySelector("[data-live-sign]");

  function say(live) {
    isLive = live;
    clearTimeout(missing);
    if (live && sign()) sign().hidden = true;
    if (!live) {
      missing = setTimeout(() => {
        if (sign() && navigator.onLine) sign().hidden = false;
      }, PATIENCE);
    }
    wait();
  }

  function wait() {
    clearTimeout(looking);
    looking = setTimeout(() => {
      tell([...handlers.keys()]);
      wait();
    }, isLive ? LOOK_LIVE : LOOK);
  }

  function tell(topics) {
    if (document.hidden) {
      hasMissed = true;
      return;
    }
    const called = new Set(topics.flatMap((topic) => [...(handlers.get(topic) || [])]));
    called.forEach((handler) => handler());
  }

  function subscribeAll() {
    if (socket?.readyState !== WebSocket.OPEN) return;
    socket.send(JSON.stringify({ op: "subscribe", topics: [...handlers.keys()] }));
  }

  function connect() {
    const address = new URL("/ws/admin/", location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const mine = new WebSocket(address);
    socket = mine;
    let began = false;
    mine.addEventListener("open", subscribeAll);
    mine.addEventListener("message", ({ data }) => {
      const message = JSON.parse(data);
      if (message.topics) tell(message.topics);
      if (!message.subscribed || began) return;
      began = true;
      pause = FIRST_PAUSE;
      say(true);
      // Once, for what happened while nobody listened.
      tell([...handlers.keys()]);
    });
    mine.addEventListener("close", ({ code }) => {
      say(false);
      if (NO_USE.includes(code)) return;
      setTimeout(connect, pause * (0.5 + Math.random()));
      pause = Math.min(LONGEST_PAUSE, pause * 2);
    });
  }

  /** Call `handler` whenever one of `topics` may have changed. */
  function subscribe(topics, handler) {
    topics.forEach((topic) => {
      if (!handlers.has(topic)) handlers.set(topic, new Set());
      handlers.get(topic).add(handler);
    });
    if (socket) subscribeAll();
    else {
      connect();
      wait();
    }
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden || !hasMissed) return;
    hasMissed = false;
    tell([...handlers.keys()]);
  });

  // Sections of the page -------------------------------------------------------------

  const isBusy = (section) =>
    section.contains(document.activeElement) || section.querySelector("[open], [aria-expanded=true], [data-dirty]");

  async function look(sections) {
    const response = await fetch(location.href, { cache: "no-store" }).catch(() => null);
    if (!response?.ok || response.redirected) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    sections.forEach(({ id }) => {
      const [old, now] = [document.getElementById(id), page.getElementById(id)];
      // What nobody sees stays away; what somebody holds stays until the next look.
      if (!old || !now || isBusy(old) || old.outerHTML === now.outerHTML) return;
      old.replaceWith(document.importNode(now, true));
    });
  }

  const sections = [...document.querySelectorAll("[data-live][id]")];
  let due = null;
  sections.forEach((section) => {
    subscribe(section.dataset.live.split(/\s+/).filter(Boolean), () => {
      clearTimeout(due);
      due = setTimeout(() => look(sections), 50);
    });
  });

  // Scripts that ran before this one have left what they want to hear of.
  const early = window.questlogLive || [];
  window.questlogLive = {
    push: ({ topics, handler }) => subscribe(topics, handler),
    isLive: () => isLive,
  };
  early.forEach((wish) => window.questlogLive.push(wish));
})();
