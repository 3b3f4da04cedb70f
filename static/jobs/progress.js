/* Follows a job until it ends, and then reloads the page: that shows what came of
   it. Asks when it hears of news, and every few seconds or, where it hears of none, once
   a second; less often while Questlog does not answer, and not at all while the page is
   hidden. */
"use strict";

(() => {
  const EVERY = 1000;
  const EVERY_LIVE = 5000;
  const SELDOM = 15000;
  // Hundredths between two sentences for screen readers.
  const TELL = 25;

  class Watch {
    constructor(element) {
      this.element = element;
      this.place = element.querySelector("[data-job-place]");
      this.announcement = element.querySelector("[data-job-announce]");
      this.problem = element.querySelector("[data-job-problem]");
      this.pause = EVERY;
      this.told = this.milestone();
      this.wait();
      (window.questlogLive ??= []).push({
        topics: [element.dataset.jobTopic],
        handler: () => this.ask(),
      });
      document.addEventListener("visibilitychange", () => {
        if (!document.hidden) this.ask();
      });
    }

    wait() {
      clearTimeout(this.timer);
      const pause = window.questlogLive?.isLive?.() ? Math.max(this.pause, EVERY_LIVE) : this.pause;
      this.timer = setTimeout(() => this.ask(), pause);
    }

    async ask() {
      if (document.hidden || this.asking) return;
      this.asking = true;
      try {
        const response = await fetch(this.element.dataset.job, { cache: "no-store" });
        if (response.redirected || (response.status >= 400 && response.status < 500)) {
          this.give_up();
          return;
        }
        if (!response.ok) throw new Error(response.status);
        this.show(await response.text());
        this.pause = EVERY;
        this.problem.hidden = true;
      } catch {
        this.pause = Math.min(SELDOM, this.pause * 2);
        this.problem.hidden = false;
      } finally {
        this.asking = false;
      }
      this.wait();
    }

    /* The login has ended, or the record was deleted. */
    give_up() {
      clearTimeout(this.timer);
      this.asking = true;
      this.problem.hidden = false;
      this.problem.textContent = "Reload this page to see the result.";
    }

    show(html) {
      if (html === this.shown) return;
      this.shown = html;
      this.place.innerHTML = html;
      if (this.place.querySelector("[data-ended]")) location.reload();
      const milestone = this.milestone();
      if (milestone === this.told) return;
      this.told = milestone;
      this.announcement.textContent = milestone;
    }

    milestone() {
      const figures = this.place.querySelector("[data-job-figures]");
      const bar = figures.querySelector("progress");
      const known = bar && bar.hasAttribute("value");
      const share = known ? `, ${Math.floor(bar.value / TELL) * TELL} %` : "";
      return figures.querySelector(".w-status").textContent.trim() + share;
    }
  }

  document
    .querySelectorAll("[data-job]:not([data-job-ended])")
    .forEach((element) => new Watch(element));
})();
