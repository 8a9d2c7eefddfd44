// Reading and writing wasm as bytes.

/** The sections of a module: where each starts, where what is in it does, and where it ends. */
export function sectionsOf(wasm) {
  const sections = [];
  const reader = new Reader(wasm, 8);
  while (reader.at < wasm.length) {
    const start = reader.at;
    const id = wasm[reader.at++];
    const size = reader.number();
    sections.push({ id, start, body: reader.at, end: reader.at + size });
    reader.at += size;
  }
  return sections;
}

/** The segments of the section of data: from which address on their bytes are, and where those stand. */
export function dataSegments(wasm, { body }) {
  const reader = new Reader(wasm, body);
  const segments = [];
  for (let count = reader.number(); count > 0; count--) {
    if (reader.number() !== 0 || wasm[reader.at++] !== 0x41) throw new Error("a data segment is of another kind");
    const address = reader.number();
    reader.at += 1;
    const length = reader.number();
    segments.push({ address, at: reader.at, length });
    reader.at += length;
  }
  return segments;
}

export class Reader {
  constructor(bytes, at) {
    this.bytes = bytes;
    this.at = at;
  }

  number() {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.bytes[this.at++];
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }

  signed() {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.bytes[this.at++];
      value += (byte & 127) * factor;
      if (byte < 128) return byte & 64 ? value - factor * 128 : value;
    }
  }

  text() {
    const length = this.number();
    this.at += length;
    return this.bytes.toString("utf8", this.at - length, this.at);
  }
}

export function leb(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return Buffer.from([...bytes, value]);
}
