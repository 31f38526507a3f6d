// SPDX-FileCopyrightText: The Weir developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What the page and the runner share: plays each rule's script to an EventSource, notes what it does, and reports that.

const LONG = 65536; // of longer data only the length is told
const LINGER = 200; // ms to wait for what should not come
const LIMIT = 5000; // ms to wait for what should

/** The server, and how it is told things. */
export class Mock {
  constructor(url, token) {
    this.url = url;
    this.token = token;
    // A page that is loaded again gets connections of its own.
    this.session = Math.random().toString(36).slice(2, 10);
  }

  async rules() {
    return (await (await fetch(`${this.url}/rules.json`)).json()).rules;
  }

  async report(report) {
    const answer = await fetch(`${this.url}/.weir/report`, {
      method: 'POST',
      headers: { 'X-Weir-Token': this.token },
      body: JSON.stringify({ session: this.session, ...report }),
    });
    const verdict = await answer.json();
    if (!answer.ok) throw new Error(verdict.error);
    return verdict;
  }

  address(rule) {
    const url = rule.other ? this.url.replace('127.0.0.1', 'localhost') : this.url;
    return `${url}/~${this.session}/${rule.name}`;
  }
}

function describe(event, source) {
  // An event may be called error or open: what has data was sent.
  if (typeof event.data !== 'string') return { type: event.type, readyState: source.readyState };
  return {
    type: 'event',
    event: event.type,
    ...(event.data.length > LONG ? { length: event.data.length } : { data: event.data }),
    lastEventId: event.lastEventId,
    origin: event.origin,
  };
}

/** Opens the rule's script; resolves with what the client did, in order, once that is enough. */
export function play(EventSource, mock, rule) {
  const looks = rule.looks ?? ['event'];
  const wanted = rule.saw.filter((item) => !['start', 'end'].includes(item.type)).reduce((sum, item) => sum + (item.times ?? 1), 0);
  const names = new Set(['message', 'open', 'error', ...(rule.listen ?? [])]);
  for (const item of rule.saw) if (item.event) names.add(item.event);

  return new Promise((resolve) => {
    const saw = [];
    let source = null;
    let timer = null;
    let count = 0;

    const finish = () => {
      source.close();
      saw.push({ type: 'end', readyState: source.readyState });
      resolve(saw);
    };
    const finishAfter = (ms) => {
      clearTimeout(timer);
      timer = setTimeout(finish, ms);
    };
    const onEvent = (event) => {
      const thing = describe(event, source);
      saw.push(thing);
      if (looks.includes(thing.type)) count++;
      if (count === rule.closeAfter) source.close();
      if (count === wanted || thing.readyState === 2) finishAfter(rule.linger ?? LINGER);
    };

    finishAfter(wanted === 0 ? rule.linger ?? LINGER : rule.limit ?? LIMIT);
    try {
      source = new EventSource(mock.address(rule), rule.credentials ? { withCredentials: true } : undefined);
    } catch (error) {
      clearTimeout(timer);
      resolve([{ type: 'thrown', data: String(error) }]);
      return;
    }
    saw.push({ type: 'start', readyState: source.readyState });
    for (const name of names) source.addEventListener(name, onEvent);
  });
}

/** Plays the rules, so many side by side, the slow ones first; `onVerdict` is told each verdict. Resolves with the sums. */
export async function run(EventSource, mock, client, { atOnce = 6, only = [], onRules = () => {}, onVerdict = () => {} } = {}) {
  const rules = (await mock.rules()).filter((rule) => only.length === 0 || only.includes(rule.name) || only.includes(rule.group));
  const queue = [...rules].sort((a, b) => (b.limit ?? 0) - (a.limit ?? 0));

  onRules(rules);
  await mock.report({ client });
  const worker = async () => {
    for (let rule = queue.shift(); rule; rule = queue.shift()) {
      const needs = (rule.needs ?? []).filter((need) => !client.tells.includes(need));
      const saw = needs.length === 0 ? await play(EventSource, mock, rule) : [];
      onVerdict(rule, await mock.report({ rule: rule.name, saw }));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return mock.report({ done: true });
}
