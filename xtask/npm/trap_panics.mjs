// Takes out of a wasm what tells of panics. Its script can hear nothing of their messages: a panic is a trap, with them and
// without.

import { Reader, leb, sectionsOf, dataSegments } from "./wasm.mjs";

/** Functions that do not return, as they are called without their hashes. */
const ENDS = new RegExp(
  [
    "core::panicking::\\w+(::\\w+)?",
    "core::(option|result)::(expect|unwrap)_failed",
    "core::cell::panic_already_(mutably_)?borrowed",
    "core::slice::index::slice_index_fail",
    "core::slice::copy_from_slice_impl::len_mismatch_fail",
    "core::str::slice_error_fail",
    "std::thread::local::panic_access_error",
    "std::panicking::panic_with_hook",
    "alloc::raw_vec::(handle_error|capacity_overflow)",
    "alloc::alloc::handle_alloc_error",
    "<alloc::vec::Vec<_, _>>::\\w+::assert_failed",
    "<hashbrown::raw::Fallibility>::capacity_overflow",
    "thin_vec::capacity_overflow",
  ]
    .map((name) => `^${name}$`)
    .join("|"),
);

/** `unreachable`, in a function without locals. */
const TRAP = [3, 0, 0x00, 0x0b];

/**
 * The module with functions that panic trapping at once, and with nothing where it says from where. Needs names, and
 * leaves those of functions; what the linker tells of its own module is left out.
 */
export function trapPanics(wasm) {
  const sections = sectionsOf(wasm);
  const names = namesOf(wasm, sections);
  const parts = [wasm.subarray(0, 8)];
  for (const section of sections) {
    if (section.id === 10) parts.push(codeOf(wasm, section, names, importedBy(wasm, sections)));
    else if (section.id === 11) parts.push(dataOf(wasm, section));
    else if (isNames(wasm, section)) parts.push(functionNamesOf(wasm, section));
    else if (!isOfLinker(wasm, section)) parts.push(wasm.subarray(section.start, section.end));
  }
  return Buffer.concat(parts);
}

/** The functions. */
function codeOf(wasm, section, names, imported) {
  const reader = new Reader(wasm, section.body);
  const count = reader.number();
  const bodies = [leb(count)];
  let trapped = 0;
  for (let index = 0; index < count; index++) {
    const start = reader.at;
    const end = reader.number() + reader.at;
    const name = (names.get(imported + index) ?? "").replace(/\[\w+\]/g, "").replace(/::h[0-9a-f]{16}$/, "");
    if (ENDS.test(name)) trapped += 1;
    bodies.push(ENDS.test(name) ? Buffer.from(TRAP) : wasm.subarray(start, end));
    reader.at = end;
  }
  if (trapped < 5) throw new Error(`of all functions only ${trapped} are known to panic: the wasm has no names`);
  const code = Buffer.concat(bodies);
  return Buffer.concat([Buffer.from([10]), leb(code.length), code]);
}

/** The data, with zeros for places in sources (`core::panic::Location`: a file's name, its length, a line, a column). */
function dataOf(wasm, section) {
  const data = Buffer.from(wasm.subarray(section.start, section.end));
  const segments = dataSegments(data, { body: section.body - section.start });
  const files = [];
  for (const { address, at, length } of segments) {
    for (let offset = (4 - (address % 4)) % 4; offset + 16 <= length; offset += 4) {
      const [file, size, line, column] = [0, 4, 8, 12].map((word) => data.readUInt32LE(at + offset + word));
      if (size < 4 || size > 200 || line === 0 || line > 20_000 || column === 0 || column > 1000) continue;
      const holder = segments.find((it) => it.address <= file && file + size <= it.address + it.length);
      if (!holder) continue;
      const place = holder.at + file - holder.address;
      if (!/^[\w./+-]+\.rs$/.test(data.toString("latin1", place, place + size))) continue;
      data.fill(0, at + offset, at + offset + 16);
      files.push([place, size]);
    }
  }
  for (const [place, size] of files) data.fill(0, place, place + size);
  return data;
}

/** What functions are called. */
function namesOf(wasm, sections) {
  const names = new Map();
  for (const section of sections.filter((section) => isNames(wasm, section))) {
    const reader = new Reader(wasm, section.body);
    reader.text();
    while (reader.at < section.end) {
      const kind = wasm[reader.at++];
      const end = reader.number() + reader.at;
      if (kind === 1) {
        for (let count = reader.number(); count > 0; count--) names.set(reader.number(), reader.text());
      }
      reader.at = end;
    }
  }
  return names;
}

/** The names, without those of anything but functions: wasm-opt stumbles over names of data. */
function functionNamesOf(wasm, section) {
  const reader = new Reader(wasm, section.body);
  reader.text();
  const parts = [Buffer.from([4]), Buffer.from("name")];
  while (reader.at < section.end) {
    const start = reader.at;
    const kind = wasm[reader.at++];
    const size = reader.number();
    reader.at += size;
    if (kind === 1) parts.push(wasm.subarray(start, reader.at));
  }
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([0]), leb(body.length), body]);
}

/** What the linker tells is true of what it wrote itself, and no longer of this. */
function isOfLinker(wasm, { id, body }) {
  return id === 0 && /^(linking$|reloc\.)/.test(new Reader(wasm, body).text());
}

function isNames(wasm, { id, body }) {
  return id === 0 && new Reader(wasm, body).text() === "name";
}

/** How many functions are imported. They are numbered first. */
function importedBy(wasm, sections) {
  const section = sections.find(({ id }) => id === 2);
  if (!section) return 0;
  const reader = new Reader(wasm, section.body);
  let imported = 0;
  for (let count = reader.number(); count > 0; count--) {
    reader.text();
    reader.text();
    if (wasm[reader.at++] !== 0) throw new Error("something is imported that is no function");
    reader.number();
    imported += 1;
  }
  return imported;
}
