// Cells on their way to the server, one after the other. What can't be sent now waits
// and is sent later, in order.

const RETRY_MS = 5000;

/** It didn't arrive: no connection, or logged out. To be sent again. */
export class Away extends Error {}

/** It arrived and was refused; `answer` is what the server said. */
export class Refused extends Error {
  constructor(status, answer) {
    super(answer.message);
    this.status = status;
    this.answer = answer;
  }
}

const OFFLINE = 'Questlog can’t be reached.';
const LOGGED_OUT = 'You’re logged out. Log in again in another tab.';
const FAILED = 'Questlog had a problem.';
const FORBIDDEN = 'You don’t have permission to change playthroughs.';

// Logging in again gives the browser another token; a page opened now has it.
async function currentToken() {
  const response = await fetch(window.location.href);
  if (response.redirected && response.url.includes('/login/')) throw new Away(LOGGED_OUT);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  return page.querySelector('[name=csrfmiddlewaretoken]')?.value;
}

async function send(url, body) {
  const token = document.querySelector('[name=csrfmiddlewaretoken]').value;
  return fetch(url, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', 'X-CSRFToken': token, 'X-Requested-With': 'XMLHttpRequest' },
  });
}

/** The JSON that the server answers. Throws `Away` or `Refused`. */
export async function post(url, body) {
  let response;
  try {
    response = await send(url, body);
    if (response.status === 403) {
      const token = await currentToken();
      const field = document.querySelector('[name=csrfmiddlewaretoken]');
      if (token && token !== field.value) {
        field.value = token;
        response = await send(url, body);
      }
    }
  } catch (problem) {
    throw problem instanceof Away ? problem : new Away(OFFLINE);
  }
  if (response.redirected) throw new Away(LOGGED_OUT);
  if (response.headers.get('Content-Type')?.includes('json')) {
    const answer = await response.json();
    if (response.ok) return answer;
    if (answer.message) throw new Refused(response.status, answer);
  }
  if (response.status === 403) throw new Refused(403, { message: FORBIDDEN });
  throw new Away(FAILED);
}

export class Queue {
  /** `changed(count, problem)` is called whenever more or fewer wait. */
  constructor(changed) {
    this.items = [];
    this.changed = changed;
    this.sending = null;
    this.problem = null;
    window.addEventListener('online', () => this.run());
  }

  /** An item has `url`, `body()`, `done(answer)`, `refused(error)`. */
  add(item) {
    this.items.push(item);
    this.changed(this.items.length, this.problem);
    this.run();
  }

  /** Takes an item out that is not being sent right now; whether it was there. */
  drop(item) {
    const at = this.items.indexOf(item);
    if (at < 0 || item === this.sending) return false;
    this.items.splice(at, 1);
    this.changed(this.items.length, this.items.length ? this.problem : null);
    return true;
  }

  async run() {
    if (this.sending) return;
    clearTimeout(this.timer);
    while (this.items.length) {
      const [item] = this.items;
      this.sending = item;
      try {
        const answer = await post(item.url, item.body());
        this.problem = null;
        this.items.shift();
        item.done(answer);
      } catch (problem) {
        if (problem instanceof Away) {
          this.problem = problem.message;
          this.timer = setTimeout(() => this.run(), RETRY_MS);
          break;
        }
        this.items.shift();
        if (!(problem instanceof Refused)) throw problem;
        this.problem = null;
        item.refused(problem);
      } finally {
        this.sending = null;
        this.changed(this.items.length, this.problem);
      }
    }
  }

  /** Resolves when `item` is not being sent any more. */
  async settled(item) {
    while (this.sending === item) await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
