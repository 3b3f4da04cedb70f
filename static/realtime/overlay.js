/* A toast for each event. The address says how:
   ?position=top-left&seconds=8&types=questlog:playthrough_*&token=…&preview=1 */
"use strict";

(() => {
  const AT_ONCE = 3;
  const MOST_WAITING = 20;
  const LEAVING_MS = 400;
  const POSITIONS = ["top-left", "top-right", "bottom-left", "bottom-right"];
  const STATES = {
    connecting: "Connecting …",
    open: "Connected. Events appear here as they happen.",
    waiting: "Not connected. Trying again …",
    refused: "Questlog refused the connection. Check the address and the token.",
  };

  const root = document.documentElement;
  const options = new URLSearchParams(location.search);
  const types = JSON.parse(document.body.dataset.types);
  const list = document.querySelector("[data-toasts]");
  const seconds = Math.min(60, Math.max(1, Number(options.get("seconds")) || 8));
  const waiting = [];
  let unseen = 0;

  function part(name, text) {
    const made = document.createElement("span");
    made.className = `toast__${name}`;
    made.textContent = text;
    return made;
  }

  function count(number, noun) {
    return number ? `${number} ${noun}${number === 1 ? "" : "s"}` : "";
  }

  function detailOf(type, payload) {
    const { platform, playtime_hours: hours, rating, moves, verb } = payload;
    if (type.startsWith("questlog:playthrough_")) {
      const stars = rating ? `${rating} of 5` : "";
      return [platform, hours ? `${hours} h` : "", stars].filter(Boolean).join(" · ");
    }
    if (type.startsWith("questlog:session_")) {
      const { minutes } = payload;
      return [platform, minutes ? `${minutes} min` : ""].filter(Boolean).join(" · ");
    }
    if (type === "questlog:list_updated") {
      if (!moves?.length) return verb;
      const { work, from, to } = moves[0];
      const way = from && to ? `${from} → ${to}` : to ? `new at ${to}` : verb;
      const others = moves.length > 1 ? ` and ${moves.length - 1} more` : "";
      return `${work}: ${way}${others}`;
    }
    if (type === "questlog:work_delete" && payload.merged_into) {
      return `merged into ${payload.merged_into.name}`;
    }
    if (type === "questlog:import_complete") {
      const { games, playthroughs, lists } = payload;
      return [count(games, "game"), count(playthroughs, "playthrough"), count(lists, "list")]
        .filter(Boolean)
        .join(" · ");
    }
    if (type === "questlog:destiny_raid_clear") {
      const minutes = Math.round(payload.duration_seconds / 60);
      const fastest = payload.is_fastest ? "fastest yet" : "";
      return [payload.activity_name, `${minutes} min`, fastest].filter(Boolean).join(" · ");
    }
    if (type.startsWith("questlog:ironmon_") && payload.challenge) {
      const what = payload.checkpoint ?? payload.pokemon ?? "";
      return [`${payload.challenge} ${payload.seed_number}`, what].filter(Boolean).join(" · ");
    }
    if (type === "questlog:ffxiv_level_up") {
      return [payload.character, `${payload.job} ${payload.level}`].filter(Boolean).join(" · ");
    }
    if (type === "questlog:ffxiv_achievement") {
      return [payload.character, payload.achievement].filter(Boolean).join(" · ");
    }
    if (type === "questlog:warframe_mastery_rank") {
      return [payload.display_name, `mastery rank ${payload.mastery_rank}`].filter(Boolean).join(" · ");
    }
    if (type === "questlog:profile_synced") {
      const more = payload.change_count - 3;
      const shown = payload.changes.slice(0, 3).join(" · ");
      return more > 0 ? `${shown} and ${more} more` : shown;
    }
    if (type === "questlog:profile_import") {
      return [payload.added && `${payload.added} added`, payload.updated && `${payload.updated} changed`]
        .filter(Boolean)
        .join(" · ");
    }
    if (type === "questlog:profile_import_undo") return `${count(payload.undone, "row")} removed`;
    if (type === "questlog:umamusume_meeting_result") {
      return [payload.meeting, `place ${payload.place}`].join(" · ");
    }
    if (type.startsWith("questlog:umamusume_") && payload.trainee) {
      const { rank, score, scenario } = payload;
      return [rank, score?.toLocaleString("en-US"), scenario].filter(Boolean).join(" · ");
    }
    if (type === "questlog:poe_character_update") {
      const { level, class_name: className, ascendancy, main_skill: skill, league } = payload;
      return [`Level ${level} ${ascendancy || className}`, skill, league].filter(Boolean).join(" · ");
    }
    if (type === "questlog:steam_achievement") {
      const { game, rarity, unlocked, total } = payload;
      const share = rarity === null ? "" : `${rarity} % of players`;
      return [game, `${unlocked} of ${total}`, share].filter(Boolean).join(" · ");
    }
    if (type === "questlog:steam_synced") return count(payload.change_count, "change");
    if (type === "questlog:year_publish") return [payload.title, payload.url].filter(Boolean).join(" · ");
    if (type === "questlog:import_undo") return `${count(payload.removed, "row")} removed`;
    return "";
  }

  function toastOf({ type, payload }) {
    const known = types[type];
    const toast = document.createElement("li");
    toast.className = `toast toast--${type.split("_").pop()}`;
    const texts = {
      title: known ? known.title : type,
      about: String((known && payload[known.about]) ?? ""),
      detail: detailOf(type, payload),
    };
    for (const [name, text] of Object.entries(texts)) {
      if (text) toast.append(part(name, text));
    }
    return toast;
  }

  function show(toast) {
    list.append(toast);
    setTimeout(() => {
      toast.dataset.leaving = "";
      setTimeout(() => {
        toast.remove();
        next();
      }, LEAVING_MS);
    }, seconds * 1000);
  }

  /* Many at once wait for their turn; of very many the last ones are only counted. */
  function next() {
    while (list.children.length < AT_ONCE && (waiting.length || unseen)) {
      if (waiting.length) {
        show(toastOf(waiting.shift()));
      } else {
        const toast = document.createElement("li");
        toast.className = "toast";
        toast.append(part("about", `… and ${unseen} more`));
        unseen = 0;
        show(toast);
      }
    }
  }

  function take(event) {
    // Nothing to show: something was hidden, or this event's own row was since.
    if (types[event.type]?.hides || !Object.keys(event.payload).length) return;
    if (waiting.length < MOST_WAITING && !unseen) waiting.push(event);
    else unseen += 1;
    next();
    root.dataset.waiting = waiting.length + unseen;
  }

  function preview() {
    root.dataset.preview = "";
    const panel = document.querySelector(".preview");
    const select = panel.querySelector("[data-sample]");
    panel.hidden = false;
    for (const [name, { title, hides }] of Object.entries(types)) {
      if (hides) continue;
      select.add(new Option(title, name, false, name === "questlog:playthrough_complete"));
    }
    const send = () => take({ type: select.value, payload: types[select.value].sample });
    panel.querySelector("[data-send]").addEventListener("click", send);
    panel.querySelector("[data-burst]").addEventListener("click", () => {
      for (let number = 0; number < 12; number += 1) send();
    });
    const address = new URL(location);
    address.searchParams.delete("preview");
    panel.querySelector("[data-address]").textContent = address;
  }

  const position = options.get("position");
  root.dataset.position = POSITIONS.includes(position) ? position : "bottom-right";
  if (options.has("preview")) preview();

  const wanted = (options.get("types") || "").split(",").filter(Boolean);
  const events = new QuestlogEvents({ types: wanted, token: options.get("token") || "" });
  events.addEventListener("event", ({ detail }) => take(detail));
  events.addEventListener("state", ({ detail }) => {
    root.dataset.connection = detail;
    document.querySelector("[data-state]").textContent = STATES[detail];
  });
})();
