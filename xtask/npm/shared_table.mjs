// The table by which the later parts of a wasm find functions of the first one (`cut.mjs`).

import { Reader, leb, sectionsOf } from "./wasm.mjs";

const [EXPORTS, ELEMENTS] = [7, 9];
const TABLE = 1;

/**
 * Puts the functions in that table in the order in which the module has them, which is shortest once it is compressed. Gives
 * the module, and for each place where its function is now.
 */
export function sharedInOrder(wasm) {
  const sections = sectionsOf(wasm);
  const table = tableOf(wasm, sections.find(({ id }) => id === EXPORTS));
  const reader = new Reader(wasm, sections.find(({ id }) => id === ELEMENTS).body);
  for (let count = reader.number(); count > 0; count--) {
    // Of the first table, or of one with a number and a kind of element.
    const kind = reader.number();
    if (kind !== 0 && kind !== 2) throw new Error("elements are of another kind");
    const its = kind === 2 ? reader.number() : 0;
    reader.at += 1;
    reader.number();
    reader.at += kind === 2 ? 2 : 1;
    const length = reader.number();
    const start = reader.at;
    const functions = Array.from({ length }, () => reader.number());
    if (its !== table) continue;
    const ordered = [...functions].sort((one, other) => one - other);
    const places = new Map(ordered.map((number, place) => [number, place]));
    const bytes = Buffer.concat(ordered.map(leb));
    return {
      wasm: Buffer.concat([wasm.subarray(0, start), bytes, wasm.subarray(start + bytes.length)]),
      moved: functions.map((number) => places.get(number)),
    };
  }
  throw new Error("no functions are shared");
}

function tableOf(wasm, section) {
  const reader = new Reader(wasm, section.body);
  for (let count = reader.number(); count > 0; count--) {
    const name = reader.text();
    const kind = wasm[reader.at++];
    const number = reader.number();
    if (name === "shared" && kind === TABLE) return number;
  }
  throw new Error("no table is shared");
}
