/* The live monitor: events as they arrive, the newest on top. */
"use strict";

(() => {
  const MOST = 200;
  const STATES = {
    connecting: "Connecting …",
    open: "Connected. Events appear here as they happen.",
    waiting: "Not connected. Trying again …",
    refused: "Questlog refused the connection. Reload the page.",
  };

  const page = document.querySelector("[data-live-events]");
  const aboutKeys = JSON.parse(page.dataset.aboutKeys);

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  function nameOf(type) {
    const words = type.replace("questlog:", "").replaceAll("_", " ");
    return words.charAt(0).toUpperCase() + words.slice(1);
  }

  function row(event) {
    const { type, payload, timestamp, sequence } = event;
    const item = element("li", "live-events__event", "");
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    const about = payload[aboutKeys[type]];
    const time = element("time", "live-events__time", "");
    time.dateTime = timestamp;
    time.textContent = new Date(timestamp).toLocaleTimeString();
    summary.append(
      time,
      element("span", "live-events__type", nameOf(type)),
      element("span", "live-events__about", about ?? ""),
      element("span", "live-events__number", `#${sequence}`),
    );
    const json = element("pre", "live-events__json", JSON.stringify(event, null, 2));
    details.append(summary, json);
    item.append(details);
    return item;
  }

  const state = page.querySelector("[data-state]");
  const list = page.querySelector("[data-events]");
  const empty = page.querySelector("[data-empty]");
  page.querySelector("[data-address]").textContent =
    location.origin.replace(/^http/, "ws") + "/ws/questlog/";

  const events = new QuestlogEvents({ since: page.dataset.since });
  events.addEventListener("state", ({ detail }) => {
    page.dataset.liveEvents = detail;
    state.textContent = STATES[detail];
  });
  events.addEventListener("event", ({ detail }) => {
    list.prepend(row(detail));
    if (list.children.length > MOST) list.lastElementChild.remove();
    empty.hidden = true;
  });
  page.querySelector("[data-clear]").addEventListener("click", () => {
    list.replaceChildren();
    empty.hidden = false;
  });
})();
