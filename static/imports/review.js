// The review of an import: each button saves one decision and shows its answer.
// A card always shows what the server holds: it changes when the answer is there.
(() => {
  const page = document.querySelector("[data-review]");
  if (!page) return;

  const announceTo = page.querySelector("[data-announce]");
  const problem = page.querySelector("[data-problem]");
  const csrf = page.querySelector("[name=csrfmiddlewaretoken]").value;
  const versionField = page.querySelector("[data-apply] [name=version]");
  let queue = Promise.resolve();

  const announce = (text) => {
    announceTo.textContent = "";
    announceTo.textContent = text;
  };

  const complain = (text) => {
    problem.textContent = text;
    problem.hidden = !text;
    if (text) problem.scrollIntoView({ block: "nearest" });
  };

  const fragment = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html.trim();
    return template.content;
  };

  const cardOf = (id) => document.getElementById(`row-${id}`);

  const show = (answer) => {
    for (const [id, html] of Object.entries(answer.cards || {})) {
      const card = cardOf(id);
      if (html && card) card.replaceWith(fragment(html));
      else if (html) page.querySelector("[data-cards]")?.prepend(fragment(html));
      else if (card) card.remove();
    }
    if (answer.version !== undefined) {
      if (answer.version > Number(page.dataset.version) + 2) {
        complain(
          "This import is being changed in another tab too. Load the page again to see it whole.",
        );
      }
      page.dataset.version = answer.version;
      versionField.value = answer.version;
    }
  };

  const showTotals = (totals) => {
    page.querySelector("[data-summary]").replaceChildren(fragment(totals.summary));
    for (const [value, count] of Object.entries(totals.tabs)) {
      const tab = page.querySelector(`[data-count="${value}"]`);
      if (tab) tab.textContent = count.toLocaleString("en");
    }
  };

  // The totals need the whole import: they are asked for once the decisions pause.
  let pause = null;
  let asked = 0;
  const askForTotals = () => {
    clearTimeout(pause);
    asked += 1;
    const mine = asked;
    pause = setTimeout(async () => {
      try {
        const response = await fetch(page.dataset.totals);
        const totals = await response.json();
        // Totals that a later decision has made old aren't shown.
        if (response.ok && mine === asked) showTotals(totals);
      } catch {
        // The next decision asks again.
      }
    }, 150);
  };

  // What another tab or the API has changed shows here, but for a card that is being
  // edited: saving that one then says so.
  const lookAgain = async () => {
    await queue;
    const answer = await fetch(page.dataset.totals).catch(() => null);
    const totals = answer?.ok ? await answer.json() : null;
    if (!totals || totals.version === Number(page.dataset.version)) return;
    const loaded = await fetch(location.href, { cache: "no-store" }).catch(() => null);
    if (!loaded?.ok) return;
    const now = new DOMParser().parseFromString(await loaded.text(), "text/html");
    const fresh = now.querySelector("[data-review]");
    const cards = [...page.querySelectorAll("[data-card]")];
    if (!fresh || cards.some((card) => !now.getElementById(card.id))) {
      complain("This import was changed elsewhere. Load the page again to see it.");
      return;
    }
    for (const card of cards) {
      const newer = now.getElementById(card.id);
      const isHeld = card.querySelector("[data-editor]:not([hidden])");
      if (isHeld || newer.dataset.version === card.dataset.version) continue;
      const hadFocus = card.contains(document.activeElement);
      card.replaceWith(document.importNode(newer, true));
      if (hadFocus) cardOf(newer.dataset.row)?.focus({ preventScroll: true });
    }
    page.dataset.version = totals.version;
    versionField.value = totals.version;
    showTotals(totals);
    announce("Changed elsewhere. This page shows the newest.");
  };
  (window.questlogLive ??= []).push({ topics: [page.dataset.topic], handler: lookAgain });

  // One request after the other: each version number builds on the one before.
  const post = (url, data) => {
    const result = queue.then(async () => {
      let response;
      try {
        response = await fetch(url, {
          method: "POST",
          headers: { "X-CSRFToken": csrf, Accept: "application/json" },
          body: typeof data === "function" ? data() : data,
        });
      } catch {
        throw new Error("Not saved: Questlog isn’t responding. Try again.");
      }
      const isJson = (response.headers.get("Content-Type") || "").includes("json");
      if (!isJson) {
        throw new Error("Not saved. You may have been logged out. Reload the page.");
      }
      const answer = await response.json();
      show(answer);
      askForTotals();
      if (!response.ok) throw new Error(`Not saved: ${answer.message}`);
      announce(answer.message);
      return answer;
    });
    queue = result.catch(() => null);
    return result;
  };

  const focusNear = (card, index) => {
    const cards = [...page.querySelectorAll("[data-card]")];
    const target = (card && cardOf(card)) || cards[Math.min(index, cards.length - 1)];
    target?.focus({ preventScroll: false });
  };

  const decide = async (button, values) => {
    const card = button.closest("[data-card]");
    const id = card.dataset.row;
    const index = [...page.querySelectorAll("[data-card]")].indexOf(card);
    const own = button.dataset.url ? button : card;
    complain("");
    try {
      await post(own.dataset.url, () => {
        const data = new FormData();
        data.set("action", values.act);
        data.set("version", own.isConnected ? own.dataset.version : card.dataset.version);
        if (values.game) data.set("game", values.game);
        if (values.into) data.set("into", values.into);
        return data;
      });
      focusNear(id, index);
    } catch (error) {
      complain(error.message);
    }
  };

  const closeEditor = (card) => {
    const editor = card.querySelector("[data-editor]");
    editor.hidden = true;
    editor.replaceChildren();
    const button = card.querySelector("[data-edit]");
    button?.setAttribute("aria-expanded", "false");
    button?.focus();
  };

  const openEditor = async (card) => {
    const editor = card.querySelector("[data-editor]");
    const button = card.querySelector("[data-edit]");
    if (!editor || !button) return;
    if (!editor.hidden) {
      closeEditor(card);
      return;
    }
    const response = await fetch(`${card.dataset.url}form/`).catch(() => null);
    if (!response?.ok) {
      complain("The form couldn’t be loaded. Reload the page.");
      return;
    }
    editor.replaceChildren(fragment(await response.text()));
    editor.hidden = false;
    button.setAttribute("aria-expanded", "true");
    editor.querySelector("input")?.focus();
  };

  const addVersion = (button) => {
    const blank = button.parentElement.querySelector("[data-blank]");
    const copy = blank.cloneNode(true);
    copy.querySelectorAll("input").forEach((input) => {
      input.value = "";
    });
    blank.removeAttribute("data-blank");
    button.before(copy);
    copy.querySelector("input").focus();
  };

  page.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const card = button.closest("[data-card]");
    if (button.dataset.act) decide(button, button.dataset);
    else if ("edit" in button.dataset) openEditor(card);
    else if ("close" in button.dataset) closeEditor(card);
    else if ("more" in button.dataset) addVersion(button);
  });

  const saveRow = async (form) => {
    const card = form.closest("[data-card]");
    const error = form.querySelector("[data-error]");
    error.hidden = true;
    try {
      await post(form.action, () => {
        const data = new FormData(form);
        data.set("action", "edit");
        data.set("version", card.dataset.version);
        return data;
      });
      focusNear(card.dataset.row, 0);
    } catch (problemFound) {
      if (error.isConnected) {
        error.textContent = problemFound.message;
        error.hidden = false;
      } else complain(problemFound.message);
    }
  };

  // A choice or a search at IGDB: the card comes back as it is then.
  const askIgdb = async (form, action) => {
    const card = form.closest("[data-card]");
    const id = card.dataset.row;
    complain("");
    const button = form.querySelector("button");
    button.disabled = true;
    try {
      await post(card.dataset.url, () => {
        const data = new FormData(form);
        data.set("action", action);
        data.set("version", cardOf(id).dataset.version);
        return data;
      });
      if (action === "igdb_search") await goToIgdb(cardOf(id));
      else focusNear(id, 0);
    } catch (error) {
      complain(error.message);
    } finally {
      button.disabled = false;
    }
  };

  const goToIgdb = async (card) => {
    if (!card) return;
    const place = () =>
      card.querySelector("[data-igdb-form] input:checked") ||
      card.querySelector("[data-igdb-form] input, [data-igdb-search] input");
    if (!place()) await openEditor(card);
    place()?.focus();
  };

  const saveLine = async (form) => {
    complain("");
    try {
      await post(form.action, new FormData(form));
      form.replaceWith("Added as a game.");
    } catch (error) {
      complain(error.message);
    }
  };

  const saveList = async (form) => {
    complain("");
    try {
      await post(form.action, new FormData(form));
      // What each game goes on changes on many cards.
      window.location.reload();
    } catch (error) {
      complain(error.message);
    }
  };

  page.addEventListener("submit", (event) => {
    const form = event.target;
    let save = null;
    if (form.matches("[data-row-form]")) save = saveRow;
    else if (form.matches("[data-igdb-form]")) save = (it) => askIgdb(it, "igdb_choose");
    else if (form.matches("[data-igdb-search]")) save = (it) => askIgdb(it, "igdb_search");
    else if (form.matches("[data-line-form]")) save = saveLine;
    else if (form.matches("[data-list-form]")) save = saveList;
    if (!save) return;
    event.preventDefault();
    save(form);
  });

  let typing = null;
  page.addEventListener("input", (event) => {
    const field = event.target.closest("[data-find]");
    if (!field) return;
    clearTimeout(typing);
    typing = setTimeout(async () => {
      const asked = field.value;
      const url = `${field.dataset.find}?q=${encodeURIComponent(asked)}`;
      const response = await fetch(url).catch(() => null);
      // An answer that a later key stroke has made old is not shown.
      if (!response?.ok || field.value !== asked) return;
      const found = field.parentElement.querySelector("[data-found]");
      found.replaceChildren(fragment(await response.text()));
    }, 200);
  });

  // A cover that cannot be loaded gives way to the game's first letter.
  const withoutCover = (image) => {
    const letter = document.createElement("span");
    letter.className = "import-cover import-cover--none";
    letter.setAttribute("role", "img");
    letter.setAttribute("aria-label", `${image.alt}, not loaded`);
    letter.textContent = image.dataset.cover;
    image.replaceWith(letter);
  };
  page.addEventListener(
    "error",
    (event) => {
      if (event.target.matches("[data-cover]")) withoutCover(event.target);
    },
    true,
  );
  for (const image of page.querySelectorAll("[data-cover]")) {
    if (image.complete && !image.naturalWidth) withoutCover(image);
  }

  const go = (card, step) => {
    const cards = [...page.querySelectorAll("[data-card]")];
    const index = cards.indexOf(card) + step;
    cards[Math.max(0, Math.min(index, cards.length - 1))]?.focus();
  };

  const onCardKey = (card, key) => {
    if (key === "e") openEditor(card);
    else if (key === "x") card.querySelector("[data-toggle]")?.click();
    else if (key === "n") decide(card, { act: "create" });
    else if (key === "g") goToIgdb(card);
    else if (/^[1-9]$/.test(key)) {
      card.querySelectorAll("[data-suggestion]")[Number(key) - 1]?.click();
    } else return false;
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const card = event.target.closest?.("[data-card]");
    if (event.key === "Escape" && card && !card.querySelector("[data-editor]").hidden) {
      closeEditor(card);
      card.focus();
      return;
    }
    if (event.target.closest("input, select, textarea")) return;
    // Single keys act only on a card, or outside of any other control.
    if (event.target !== card && event.target !== document.body) return;
    const key = event.key.toLowerCase();
    if (key === "j") go(card, 1);
    else if (key === "k") go(card, -1);
    else if (!card || !onCardKey(card, key)) return;
    event.preventDefault();
  });
})();
