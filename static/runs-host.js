// The page's side of runs.js: a worker for scenes and one for Python, made when they are needed first, and again when they
// are of no more use.

import { compiled } from "./wasm.js";

/** For so long an answer is waited for. */
const PATIENCE_MS = 20_000;
/** The same while what is needed for it is fetched, which may take long. */
const FETCHING_MS = 300_000;
/** The same for one that nobody wants any more. */
const POLITENESS_MS = 500;

const hosts = new Map();

/** Fetches what runs scenes, or Python. */
export function prepare(kind) {
  host(kind);
}

/**
 * Has something done, and gives what came of it. A run that was asked for before and is not there yet is no longer waited
 * for.
 */
export function ask(kind, what, ...texts) {
  return host(kind).ask({ kind, what, texts });
}

function host(kind) {
  if (!hosts.has(kind)) hosts.set(kind, hostOf(kind));
  return hosts.get(kind);
}

function hostOf(kind) {
  try {
    return new InWorker(kind);
  } catch {
    // A frame without an origin of its own may have no workers.
    return new InPage(kind);
  }
}

class InPage {
  constructor(kind) {
    this.kind = kind;
    this.runs = import("./runs.js");
  }

  async ask(asked) {
    return (await this.runs).answer(asked);
  }
}

/** A worker answers in the order in which it is asked. */
class InWorker {
  constructor(kind) {
    this.kind = kind;
    this.waiting = [];
    this.begin();
  }

  ask(asked) {
    if (asked.what === "run") {
      for (const earlier of this.waiting) earlier.isStale ||= earlier.asked.what === "run";
    }
    return new Promise((settle) => {
      this.waiting.push({ asked, settle, isStale: false });
      if (!this.worker) this.begin();
      this.worker.postMessage(asked);
      this.watch();
    });
  }

  begin() {
    this.isFetching = true;
    const worker = new Worker(new URL("./runs.js", import.meta.url), { type: "module", name: this.kind });
    this.worker = worker;
    worker.onmessage = ({ data }) => ("isFetching" in data ? this.fetches(data.isFetching) : this.answered(data));
    worker.onerror = (event) => {
      event.preventDefault();
      if (!this.hasAnswered) return this.giveUp();
      this.answered({ error: event.message || "its module could not be loaded" });
    };
    // It comes while the worker begins. What could not be fetched here is asked for there.
    this.module ??= compiled(new URL(`./awaitscope-${this.kind}_bg.wasm`, import.meta.url)).catch(() => undefined);
    this.module.then((module) => worker.postMessage({ module }));
  }

  /** The worker has begun to fetch something, or is through with it. */
  fetches(isFetching) {
    this.isFetching = isFetching;
    this.watch();
  }

  answered(told) {
    this.hasAnswered = true;
    const { settle } = this.waiting.shift() ?? {};
    settle?.(told);
    // What went wrong may have left anything behind.
    if (told.error !== undefined) this.beginAnew();
    this.watch();
  }

  /** A worker cannot even begin here: a policy forbids it, or the browser knows none that are modules. */
  giveUp() {
    clearTimeout(this.timer);
    const page = new InPage(this.kind);
    hosts.set(this.kind, page);
    for (const { asked, settle } of this.waiting.splice(0)) settle(page.ask(asked));
  }

  /** Waits for the first answer, but not for ever. */
  watch() {
    clearTimeout(this.timer);
    const [first] = this.waiting;
    if (!first) return;
    const patience = this.isFetching ? FETCHING_MS : first.isStale ? POLITENESS_MS : PATIENCE_MS;
    const error = this.isFetching ? "what it needs could not be fetched" : "it did not answer for 20 seconds";
    this.timer = setTimeout(() => this.answered({ error }), patience);
  }

  /** Another worker, for what is still asked for. */
  beginAnew() {
    this.worker?.terminate();
    this.worker = undefined;
    this.waiting = this.waiting.filter((one) => !one.isStale);
    if (this.waiting.length === 0) return;
    this.begin();
    for (const { asked } of this.waiting) this.worker.postMessage(asked);
  }
}
