// An order of a wasm's functions in which those that are alike are neighbours, so that compression, which looks back 32 kB,
// finds more to refer to.

import { leb } from "./wasm.mjs";

/** Runs of so many bytes are compared. */
const RUN = 5;
/** What more functions than this have in common says nothing about them. */
const COMMON = 200;

/** Kinds of imports; the fourth is a memory. */
const [FUNCTION, TABLE, GLOBAL] = [0, 1, 3];

/**
 * The module with a name for each of its functions: the names sort in the order that suits compression.
 * `wasm-opt --reorder-functions-by-name` does the rest.
 */
export function nameInOrder(wasm) {
  const { imported, bodies } = functionsOf(wasm);
  const entries = order(bodies).map((index, rank) => [index, String(rank).padStart(6, "0")]);
  entries.sort(([left], [right]) => left - right);
  const names = entries.flatMap(([index, name]) => [...leb(imported + index), ...text(name)]);
  const functions = [...leb(entries.length), ...names];
  const section = [...text("name"), 1, ...leb(functions.length), ...functions];
  return Buffer.concat([wasm, Buffer.from([0, ...leb(section.length), ...section])]);
}

/** Begins with the shortest and goes on with the function that has most in common with the last one, for its length. */
function order(bodies) {
  const runs = bodies.map(runsOf);
  const holders = new Map();
  for (const [index, its] of runs.entries()) {
    for (const run of its) {
      if (!holders.has(run)) holders.set(run, []);
      holders.get(run).push(index);
    }
  }
  const weight = bodies.map((body) => (body.length + 20) ** 0.7);
  const left = new Set(bodies.keys());
  const ordered = [];
  let last = bodies.reduce((least, body, index) => (body.length < bodies[least].length ? index : least), 0);
  for (;;) {
    left.delete(last);
    ordered.push(last);
    if (left.size === 0) return ordered;
    const shared = new Map();
    for (const run of runs[last]) {
      const having = holders.get(run);
      if (having.length > COMMON) continue;
      for (const index of having) if (left.has(index)) shared.set(index, (shared.get(index) ?? 0) + 1);
    }
    let best = -1;
    let most = 0;
    for (const [index, count] of shared) {
      if (count / weight[index] <= most) continue;
      most = count / weight[index];
      best = index;
    }
    last = best >= 0 ? best : left.values().next().value;
  }
}

/** The distinct runs of bytes of a body, each as a number. */
function runsOf(body) {
  const runs = new Set();
  for (let end = RUN; end <= body.length; end += 1) {
    let run = 0;
    for (let index = end - RUN; index < end; index += 1) run = run * 256 + body[index];
    runs.add(run);
  }
  return runs;
}

/** How many functions a module imports, and the code of its own. */
export function functionsOf(wasm) {
  let at = 8;
  const number = () => {
    for (let value = 0, scale = 1; ; scale *= 128) {
      const byte = wasm[at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  const skip = () => {
    const length = number();
    at += length;
  };
  let imported = 0;
  const bodies = [];
  while (at < wasm.length) {
    const section = wasm[at++];
    const end = number() + at;
    if (section === 2) {
      for (let count = number(); count > 0; count -= 1) {
        skip();
        skip();
        const kind = wasm[at++];
        if (kind === FUNCTION) {
          number();
          imported += 1;
        } else if (kind === GLOBAL) {
          at += 2;
        } else {
          if (kind === TABLE) at += 1;
          const hasMost = (wasm[at++] & 1) === 1;
          number();
          if (hasMost) number();
        }
      }
    } else if (section === 10) {
      for (let count = number(); count > 0; count -= 1) {
        const length = number();
        bodies.push(wasm.subarray(at, at + length));
        at += length;
      }
    }
    at = end;
  }
  return { imported, bodies };
}

function text(characters) {
  return [...leb(characters.length), ...Buffer.from(characters)];
}
