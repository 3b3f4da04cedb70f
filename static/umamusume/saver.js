/* Keeps what is typed: in this browser at every change, at Questlog a moment later. What
   Questlog has isn't kept here any longer, so that what is kept here wasn't saved. */

const STORE = 'questlog.umamusume.career.';
const PAUSE_MS = 700;
const AGAIN_MS = 4000;

/* Not `randomUUID`, which a page without https lacks. */
const newKey = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (each) => each.toString(36)).join('-');

const clock = () => new Date().toLocaleTimeString('en-US', { hour: '2-digit', minute: '2-digit', hour12: false });

/* What was typed in this browser and never reached Questlog, the latest first. */
export function unsaved() {
  return Object.keys(localStorage)
    .filter((name) => name.startsWith(STORE))
    .map((name) => {
      try {
        return JSON.parse(localStorage.getItem(name));
      } catch {
        return null;
      }
    })
    .filter(Boolean)
    .sort((one, other) => other.at - one.at);
}

export const forget = (id) => localStorage.removeItem(STORE + id);

export class Saver {
  constructor({ urls, token, start, isDraft, collect, label, show }) {
    Object.assign(this, { urls, token, isDraft, collect, label, show });
    this.run = start.run ?? null;
    this.key = start.key ?? (this.run ? null : newKey());
    this.version = start.version ?? null;
    this.changes = 0;
    this.isSending = false;
    window.addEventListener('online', () => this.isDirty && this.soon(0));
  }

  get id() {
    return this.run ?? this.key;
  }

  /* What is kept in this browser of the career on this page. */
  kept() {
    return unsaved().find(({ id, run }) => id === this.id || (run && run === this.run)) ?? null;
  }

  resume({ key, run, version }) {
    Object.assign(this, { key, run, version });
  }

  touch() {
    this.changes += 1;
    this.isDirty = true;
    this.keep();
    if (this.isDraft) this.soon(PAUSE_MS);
    else this.show.state('Not saved yet.');
  }

  keep() {
    const { id, key, run, version } = this;
    const entry = { id, key, run, version, values: this.collect(), label: this.label(), at: Date.now() };
    try {
      localStorage.setItem(STORE + id, JSON.stringify(entry));
    } catch {
      // A full or forbidden store: Questlog has it in a moment.
    }
  }

  soon(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.autosave(), pause);
  }

  async post(url) {
    const { key, run, version } = this;
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'X-CSRFToken': this.token, 'X-Requested-With': 'XMLHttpRequest', 'Content-Type': 'application/json' },
      body: JSON.stringify({ key: run ? null : key, run, version, values: this.collect() }),
    }).catch(() => null);
    const json = await answer?.json().catch(() => null);
    return { status: json || !answer?.ok ? (answer?.status ?? 0) : 0, json };
  }

  async autosave() {
    if (this.isSending || this.isOver) return;
    this.isSending = true;
    this.show.state('Saving…');
    const { changes, id } = this;
    const { status, json } = await this.post(this.urls.save);
    this.isSending = false;
    if (this.isOver) return;
    if (json?.run) this.stored(json, changes, id);
    else this.failed(status, json);
  }

  stored({ run, version, warnings, errors }, changes, id) {
    const isNew = !this.run;
    Object.assign(this, { run, version });
    if (id !== this.id) forget(id);
    if (isNew) history.replaceState(null, '', `?draft=${run}`);
    this.show.problems(errors, warnings);
    if (this.changes !== changes) {
      this.keep();
      this.soon(PAUSE_MS);
      return;
    }
    if (Object.keys(errors).length) {
      this.keep();
      this.show.state('Saved, but for what is marked.', 'warn');
    } else {
      this.isDirty = false;
      forget(this.id);
      this.show.state(`Saved ${clock()}`, 'good');
    }
  }

  failed(status, json) {
    if (status === 409) {
      this.show.conflict(json.version);
    } else if (status === 422) {
      this.show.problems(json.errors, []);
      this.show.state('Not saved. It is kept in this browser.', 'bad');
    } else if (status === 403) {
      this.show.state('Not saved: you are signed out. It is kept in this browser; sign in and reload.', 'bad');
    } else {
      this.show.state('Not saved: no connection. It is kept in this browser, and sent again.', 'bad');
      this.soon(AGAIN_MS);
    }
  }

  /* The press that completes a draft, or saves a finished career. */
  async finish() {
    if (this.isFinishing) return;
    this.isFinishing = true;
    clearTimeout(this.timer);
    this.keep();
    this.show.state('Saving…');
    // An autosave on its way has made the version that this one is based on.
    while (this.isSending) await new Promise((done) => setTimeout(done, 20));
    clearTimeout(this.timer);
    this.isSending = true;
    const { status, json } = await this.post(this.isDraft ? this.urls.complete : this.urls.change);
    this.isSending = false;
    this.isFinishing = false;
    if (json?.url) {
      this.isOver = true;
      forget(this.id);
      location.assign(json.url);
    } else if (status === 422) {
      this.show.problems(json.errors, null, { isPress: true });
      this.show.state('Not complete: look at what is marked.', 'bad');
    } else if (status === 409 || status === 403) {
      this.failed(status, json);
    } else {
      this.show.state('No connection. It is kept in this browser; try again in a moment.', 'bad');
    }
  }

  /* Somebody else saved it meanwhile: ours goes over it, or theirs comes in. */
  overwrite(version) {
    this.version = version;
    if (this.isDraft) this.soon(0);
    else this.finish();
  }

  drop() {
    this.isOver = true;
    forget(this.id);
    location.reload();
  }
}
