// The questions of a review by keyboard: ↓ and ↑ go from one to the next, a number
// presses the answer that bears it, G accepts the guesses, Ctrl or Cmd Enter goes on to
// the games. Without this script they are plain forms.
(() => {
  const section = document.querySelector("[data-parts]");
  if (!section) return;

  const shown = () => [...section.querySelectorAll("[data-part]")].filter((part) => part.checkVisibility());

  const go = (part, step) => {
    const parts = shown();
    parts[Math.max(0, Math.min(parts.indexOf(part) + step, parts.length - 1))]?.focus();
  };

  const isSeen = (part) => part.getBoundingClientRect().top < window.innerHeight;

  const guesses = section.querySelector("[data-guesses]");
  const onToGames = () => {
    const games = document.querySelector("[data-card]") || document.getElementById("games-heading");
    games?.focus();
  };

  document.addEventListener("keydown", (event) => {
    const here = event.target === document.body || section.contains(event.target);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && here) {
      event.preventDefault();
      onToGames();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target.closest("input, select, textarea")) return;
    const part = event.target.closest("[data-part]");
    const first = section.querySelector(".import-part--asks");
    if (event.key === "ArrowDown" && part) go(part, 1);
    else if (event.key === "ArrowDown" && event.target === document.body && first && isSeen(first)) first.focus();
    else if (event.key === "ArrowUp" && part) go(part, -1);
    else if (event.key.toLowerCase() === "g" && guesses && here) guesses.click();
    else if (/^[1-6]$/.test(event.key) && part) {
      part.querySelectorAll("button[name=meaning]")[Number(event.key) - 1]?.click();
    } else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  });

  // After an answer the page is loaded again: on with the next question, once the
  // browser has gone to the section itself, which takes the focus.
  if (window.location.hash === "#parts") {
    window.addEventListener("load", () => {
      requestAnimationFrame(() => section.querySelector(".import-part--asks")?.focus());
    });
  }
})();
