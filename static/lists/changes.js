// Changes on their way to the server, one after the other.

const LOST =
  'Questlog didn’t respond, so nothing was saved. Check that it is running and try again.';
const SHUT_OUT =
  'Not saved: you are logged out or don’t have permission to change this list. Log in again in another tab, then try again.';
const GONE = 'Not saved: this list was deleted. You can restore it from “Deleted lists”.';

/** A change that was not made; `board` is the list's newest state, where known. */
export class Refused extends Error {
  constructor(message, board = null) {
    super(message);
    this.board = board;
  }
}

export class Changes {
  constructor({ urls, csrf }) {
    this.urls = urls;
    this.csrf = csrf;
    this.version = 0;
    this.last = Promise.resolve();
    this.round = 0;
  }

  /**
   * Send `verb` once all earlier changes are through; the promise gets the answer.
   * When one is refused, those queued behind it are dropped: they were made on a
   * picture of the list that does not hold.
   */
  send(verb, values) {
    const { round } = this;
    const sent = this.last.then(() => {
      if (round !== this.round) return null;
      return this.post(verb, values);
    });
    this.last = sent.catch(() => {
      this.round += 1;
    });
    return sent;
  }

  async post(verb, values) {
    const body = new URLSearchParams({ version: this.version });
    Object.entries(values).forEach(([name, value]) =>
      [value].flat().forEach((one) => body.append(name, one)),
    );
    const answer = await this.fetched(this.urls[verb], { method: 'POST', body });
    if (answer.version !== undefined) this.version = answer.version;
    return answer;
  }

  async get(verb, parameters = {}) {
    const query = new URLSearchParams(parameters).toString();
    return this.fetched(this.urls[verb] + (query ? `?${query}` : ''), {});
  }

  async fetched(url, options) {
    let response;
    try {
      response = await fetch(url, {
        ...options,
        headers: { 'X-CSRFToken': this.csrf, 'X-Requested-With': 'XMLHttpRequest' },
      });
    } catch {
      throw new Refused(LOST);
    }
    const json = response.headers.get('Content-Type')?.includes('json');
    if (!json || response.redirected) {
      throw new Refused({ 404: GONE, 403: SHUT_OUT, 200: SHUT_OUT }[response.status] ?? LOST);
    }
    const answer = await response.json();
    if (!response.ok) throw new Refused(answer.message, answer.board);
    return answer;
  }
}
