// What of a module's data which of its functions can reach.
//
// The linker knows what it put where, and what refers to it: that is in what it wrote (`--emit-relocs`), and no longer in what
// tools make of that. They move functions, and leave data where it is. So references between data are read from the linker's
// module, and those of functions, which may have become parts of others since, are found by their numbers: an address that the
// linker wrote into code stands for what it meant.

import { Reader, sectionsOf, dataSegments } from "./wasm.mjs";

/** What the linker calls things: https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md */
const [CODE, DATA] = [10, 11];
const SYMBOLS = 8;
const [IS_FUNCTION, IS_DATA, IS_GLOBAL, IS_SECTION, IS_TAG, IS_TABLE] = [0, 1, 2, 3, 4, 5];
const [UNDEFINED, EXPLICIT_NAME] = [0x10, 0x40];
/** Addresses: as a number of variable length, signed or not, and as a word. */
const ADDRESSES = [3, 4, 5];
/** Other kinds of reference with something added: places in functions and sections. */
const WITH_ADDEND = [...ADDRESSES, 8, 9, 11, 14, 15, 16, 17, 21, 22, 23, 25];

/** The data of what the linker wrote, in pieces that are moved as a whole, in the order of their addresses. */
export function piecesOf(linked) {
  const sections = sectionsOf(linked);
  const segments = dataSegments(linked, sections.find(({ id }) => id === DATA));
  const { symbols, relocations } = linkingOf(linked, sections);
  const placed = symbols.filter(({ size }) => size > 0);
  for (const symbol of placed) symbol.start = segments[symbol.segment].address + symbol.offset;
  placed.sort((left, right) => left.start - right.start);

  const pieces = [];
  for (const { start, size, segment } of placed) {
    const last = pieces.at(-1);
    // What shares bytes is one piece.
    if (last && start < last.end) last.end = Math.max(last.end, start + size);
    else pieces.push({ start, end: start + size, refers: new Set(), isPinned: false, isConstant: segment === 0 });
  }
  const pieceAt = finderOf(pieces);

  const meant = new Map();
  for (const [id, list] of relocations) {
    const section = sections.find((section) => section.id === id);
    for (const { type, at, symbol, addend } of list) {
      const target = ADDRESSES.includes(type) ? symbols[symbol] : undefined;
      if (!target?.size) continue;
      const piece = pieceAt(target.start);
      // Where a table begins before its first entry, or something is compared with its end, a number says too little.
      if (addend < 0 || addend >= target.size) piece.isPinned = true;
      if (id === CODE) {
        const address = target.start + addend;
        meant.set(address, (meant.get(address) ?? new Set()).add(piece));
      } else {
        const segment = segments.find((it) => section.body + at >= it.at && section.body + at < it.at + it.length);
        pieceAt(segment.address + section.body + at - segment.at)?.refers.add(piece);
      }
    }
  }
  const [{ address: start }, last] = [segments[0], segments.at(-1)];
  const end = last.address + last.length;
  const bytes = Buffer.alloc(end - start);
  for (const { address, at, length } of segments) linked.copy(bytes, address - start, at, at + length);
  return { pieces, pieceAt, meant, start, end, bytes };
}

/** The pieces that a function or more can reach, given their texts. */
export function reachable({ pieceAt, meant }, forms) {
  const reached = new Set();
  const reach = (piece) => {
    if (piece === undefined || reached.has(piece)) return;
    reached.add(piece);
    piece.refers.forEach(reach);
  };
  for (const form of forms) {
    for (const [, constant, offset] of form.matchAll(/\(i32\.const (-?\d+)\)|offset=(\d+)/g)) {
      const address = Number(constant ?? offset);
      (meant.get(address) ?? [pieceAt(address)]).forEach(reach);
    }
  }
  return reached;
}

/** All data of a module, given its forms: bytes from an address on. */
export function imageOf(forms, { start, end, bytes }) {
  const image = Buffer.alloc(end - start);
  for (const form of forms) {
    const [, address, text] = /^ \(data (?:\$\S+ )?\(i32\.const (\d+)\) "((?:[^"\\]|\\.)*)"\)$/s.exec(form);
    const its = bytesOf(text);
    if (address < start || Number(address) + its.length > end) throw new Error("data is where the linker put none");
    its.copy(image, address - start);
  }
  for (const [index, byte] of image.entries()) {
    // What says where a panic comes from has been taken out.
    if (byte !== 0 && byte !== bytes[index]) throw new Error("data is not where the linker put it");
  }
  return { start, image };
}

/** So few bytes between two pieces are not worth a segment, and so few zeros, which compress to next to nothing. */
const [NEAR, NEAR_BY_ZEROS] = [6, 64];

/**
 * Segments of the pieces that are in a part. The first part also has what belongs to no piece, and may have zeros where pieces of
 * others will be; later ones may repeat what never changes.
 */
export function segmentsFor({ start, image }, pieces, isIn, isFirst) {
  const has = new Uint8Array(image.length).fill(isFirst ? 1 : 0);
  const mayHave = new Uint8Array(image.length).fill(isFirst ? 1 : 0);
  for (const piece of pieces) {
    const [from, to] = [piece.start - start, piece.end - start];
    has.fill(isIn(piece) ? 1 : 0, from, to);
    if (!isFirst && piece.isConstant) mayHave.fill(1, from, to);
  }
  // Memory begins with zeros.
  const own = image.map((byte, index) => (has[index] || !isFirst ? byte : 0));
  for (const [index, byte] of own.entries()) if (byte === 0) has[index] = 0;
  const near = isFirst ? NEAR_BY_ZEROS : NEAR;
  const segments = [];
  for (let at = has.indexOf(1); at >= 0; ) {
    let end = at + 1;
    for (let next = end; next < has.length && next - end <= near; next++) {
      if (has[next]) end = next + 1;
      else if (!mayHave[next]) break;
    }
    segments.push(` (data (i32.const ${start + at}) "${textOf(own.subarray(at, end))}")`);
    at = has.indexOf(1, end);
  }
  return segments;
}

function bytesOf(text) {
  const bytes = [];
  const escapes = { t: 9, n: 10, r: 13, '"': 34, "'": 39, "\\": 92 };
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== "\\") bytes.push(...Buffer.from(text[at]));
    else if (text[at + 1] in escapes) bytes.push(escapes[text[++at]]);
    else bytes.push(Number.parseInt(text.slice(at + 1, (at += 2) + 1), 16));
  }
  return Buffer.from(bytes);
}

function textOf(bytes) {
  return [...bytes].map((byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");
}

function finderOf(pieces) {
  return (address) => {
    let [low, high] = [0, pieces.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pieces[middle].end <= address) low = middle + 1;
      else high = middle;
    }
    return pieces[low]?.start <= address ? pieces[low] : undefined;
  };
}

function linkingOf(wasm, sections) {
  let symbols;
  const relocations = new Map();
  for (const section of sections.filter(({ id }) => id === 0)) {
    const reader = new Reader(wasm, section.body);
    const name = reader.text();
    if (name === "linking") symbols = symbolsOf(reader, wasm, section.end);
    if (!name.startsWith("reloc.")) continue;
    const { id } = sections[reader.number()];
    if (id !== CODE && id !== DATA) continue;
    const list = [];
    for (let count = reader.number(); count > 0; count--) {
      const type = wasm[reader.at++];
      const [at, symbol] = [reader.number(), reader.number()];
      list.push({ type, at, symbol, addend: WITH_ADDEND.includes(type) ? reader.signed() : 0 });
    }
    relocations.set(id, list);
  }
  if (!symbols || relocations.size < 2) throw new Error("the linker has not told what refers to what");
  return { symbols, relocations };
}

function symbolsOf(reader, wasm, end) {
  reader.number();
  const symbols = [];
  while (reader.at < end) {
    const kind = wasm[reader.at++];
    const next = reader.number() + reader.at;
    if (kind === SYMBOLS) {
      for (let count = reader.number(); count > 0; count--) symbols.push(symbolOf(reader, wasm));
    }
    reader.at = next;
  }
  return symbols;
}

function symbolOf(reader, wasm) {
  const kind = wasm[reader.at++];
  const flags = reader.number();
  const isDefined = (flags & UNDEFINED) === 0;
  if (kind === IS_DATA) {
    reader.text();
    if (!isDefined) return {};
    const [segment, offset, size] = [reader.number(), reader.number(), reader.number()];
    return { segment, offset, size };
  }
  if (![IS_FUNCTION, IS_GLOBAL, IS_SECTION, IS_TAG, IS_TABLE].includes(kind)) throw new Error("a symbol is of another kind");
  reader.number();
  if (kind !== IS_SECTION && (isDefined || (flags & EXPLICIT_NAME) !== 0)) reader.text();
  return {};
}
