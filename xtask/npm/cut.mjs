// Cuts a wasm in parts: what is needed at first, and what is fetched later.
//
// Works on a module's text as wasm-dis writes it: forms that begin on lines of their own, functions by their names. Where a
// function of a later part is called from another one, a stub of its name in the first part finds it in a table, which the later
// part fills in. All have one memory, one stack and one heap; what later parts need of the first is exported by it. Data goes
// with the functions that can reach it (`data.mjs`).
//
// Which functions are in which part decides how much is fetched when, and nothing else: a stub whose function is not there yet
// fetches its part at once, and waits for it (`later.js`).

import { imageOf, reachable, segmentsFor } from "./data.mjs";

const NAME = String.raw`\$(?:"(?:[^"\\]|\\.)*"|[^\s()"]+)`;
const NAMES = new RegExp(NAME, "g");
/** A function's name and its signature. */
const FUNCTION = new RegExp(String.raw`^ \(func (${NAME})((?: \((?:type|param|result)[^()]*\))*)`);
/** What instructions refer to. */
const USES = new RegExp(
  String.raw`\((call|return_call|ref\.func|global\.get|global\.set|table\.\w+|call_indirect) (${NAME})`,
  "g",
);

/** The forms of a module. */
function formsOf(text) {
  const forms = text.slice(text.indexOf("\n (") + 1, text.lastIndexOf("\n)"));
  return forms.split(/\n(?= \()/);
}

function textOf(forms) {
  return `(module\n${forms.join("\n")}\n)\n`;
}

function isOf(kind) {
  return (form) => form.startsWith(` (${kind} `);
}

function nameOf(form) {
  return FUNCTION.exec(form)?.[1];
}

/** Imports come first in a module. */
function withImport(forms, form) {
  const at = forms.findIndex(isOf("import"));
  return [...forms.slice(0, at), form, ...forms.slice(at)];
}

function withBeforeFunctions(forms, added) {
  const at = forms.findIndex(isOf("func"));
  return [...forms.slice(0, at), ...added, ...forms.slice(at)];
}

/** What everything is imported from. */
function importsOf(forms) {
  return /\(import "([^"]+)"/.exec(forms.find(isOf("import")))[1];
}

/**
 * The module with functions that tell that they run: by a call of the import `seen` with their place in `names`.
 */
export function telling(text) {
  const names = [];
  const forms = formsOf(text);
  const told = forms.map((form) => {
    if (!isOf("func")(form)) return form;
    const lines = form.split("\n");
    let at = 1;
    while (lines[at].startsWith("  (local ")) at += 1;
    lines.splice(at, 0, `  (call $seen (i32.const ${names.length}))`);
    names.push(nameOf(form));
    return lines.join("\n");
  });
  const seen = ` (import "${importsOf(forms)}" "seen" (func $seen (param i32)))`;
  return { text: textOf(withImport(told, seen)), names };
}

/** Which functions each of those in `names` calls by its name, by their places there. */
export function callsOf(text, names) {
  const places = new Map(names.map((name, place) => [name, place]));
  const calls = names.map(() => []);
  for (const form of formsOf(text)) {
    const caller = places.get(nameOf(form));
    if (caller === undefined) continue;
    const called = [...form.matchAll(USES)].filter(([, instruction]) => /call$|func$/.test(instruction));
    calls[caller] = [...new Set(called.map(([, , name]) => places.get(name)))].filter((place) => place !== undefined);
  }
  return calls;
}

/**
 * The parts of a module. `homes` says of functions by their names in which part they are, from 0 for the first; `pieces` what
 * can be known of its data, which is all in the first part if they are undefined. The first part imports the function `later`, which is to instantiate the part with the number that
 * it is given, with the exports of the first as its imports from "a", and then to set its bit in the global `isThere`.
 */
export function cut(text, homes, pieces) {
  const forms = formsOf(text);
  const functions = new Map(forms.filter(isOf("func")).map((form) => [nameOf(form), form]));
  const homeOf = (name) => homes.get(name) ?? 0;
  const laterParts = [...new Set(homes.values())].filter((part) => part > 0).sort((left, right) => left - right);
  const { stubs, needed } = tiesOf(forms, homeOf);
  const table = `(table $later ${stubs.length} ${stubs.length} funcref)`;
  const formsIn = (part) => [...functions].filter(([name]) => homeOf(name) === part).map(([, form]) => form);
  const data = dataOf(forms, [0, ...laterParts].map(formsIn), pieces);

  const first = forms.filter((form) => !isOf("data")(form)).flatMap((form) => {
    const name = nameOf(form);
    if (name === undefined || homeOf(name) === 0) return [form];
    return stubs.includes(name) ? [stubOf(form, stubs.indexOf(name), homeOf(name))] : [];
  });
  const added = [
    ` ${table}`,
    " (global $isThere (mut i32) (i32.const 0))",
    ' (export "later" (table $later))',
    ' (export "isThere" (global $isThere))',
    ...needed.map(({ kind, name, short }) => ` (export "${short}" (${kind} ${name}))`),
    ...data[0],
    ...laterParts.map(slotOf),
  ];
  const fetchLater = ` (import "${importsOf(forms)}" "later" (func $fetchLater (param i32)))`;
  const later = laterParts.map((part, index) => {
    const isIn = (name) => homeOf(name) === part;
    const start = stubs.findIndex(isIn);
    const own = stubs.filter(isIn);
    return textOf([
      ...forms.filter(isOf("type")),
      ...needed
        .filter(({ parts }) => parts.has(part))
        .map(({ kind, name, short }) => ` (import "a" "${short}"${declarationOf(forms, functions, kind, name)})`),
      ` (import "a" "later" ${table})`,
      ...data[index + 1],
      ...(own.length > 0 ? [` (elem (table $later) (i32.const ${start}) func ${own.join(" ")})`] : []),
      ...formsIn(part),
    ]);
  });
  return { first: textOf(withImport(withBeforeFunctions(first, added), fetchLater)), later };
}

/**
 * The functions that are called from parts that they are not in, those of a part beside each other, and what later parts refer
 * to of the first.
 */
function tiesOf(forms, homeOf) {
  const stubs = new Set();
  const needed = new Map();
  const need = (part, kind, name) => {
    const key = `${kind} ${name}`;
    if (!needed.has(key)) needed.set(key, { kind, name, parts: new Set() });
    needed.get(key).parts.add(part);
  };
  const memory = forms.find(isOf("memory")).match(NAMES)[0];
  for (const form of forms) {
    const name = nameOf(form);
    if (name === undefined) {
      if (!isOf("elem")(form) && !isOf("export")(form)) continue;
      for (const [used] of form.matchAll(NAMES)) if (homeOf(used) > 0) stubs.add(used);
      continue;
    }
    const part = homeOf(name);
    if (part > 0) need(part, "memory", memory);
    for (const [, instruction, used] of form.matchAll(USES)) {
      if (/call$|func$/.test(instruction)) {
        if (homeOf(used) === part) continue;
        if (homeOf(used) > 0) stubs.add(used);
        if (part > 0) need(part, "func", used);
      } else if (part > 0) {
        need(part, instruction.startsWith("global") ? "global" : "table", used);
      }
    }
  }
  const named = [...needed.values()].map((it, index) => ({ ...it, short: `p${index.toString(36)}` }));
  return { stubs: [...stubs].sort((left, right) => homeOf(left) - homeOf(right)), needed: named };
}

/**
 * The data of each part, given the functions of each: what the first one's can reach is in the first, and what nobody can is
 * nowhere. What several later parts can reach is in each of them if it never changes, and otherwise in the first.
 */
function dataOf(forms, functions, pieces) {
  const all = forms.filter(isOf("data"));
  if (!pieces) return functions.map((_, part) => (part === 0 ? all : []));
  const image = imageOf(all, pieces);
  const reached = functions.map((its) => reachable(pieces, its));
  const isMovable = (piece) =>
    !piece.isPinned && !reached[0].has(piece) && (piece.isConstant || reached.filter((its) => its.has(piece)).length < 2);
  const moved = new Set(pieces.pieces.filter(isMovable));
  return reached.map((its, part) => {
    const isIn = part === 0 ? (piece) => !moved.has(piece) : (piece) => moved.has(piece) && its.has(piece);
    return segmentsFor(image, pieces.pieces, isIn, part === 0);
  });
}

/** A function that sees to it that a part is there, and gives what it was given. */
function slotOf(part) {
  const isMissing = `(i32.eqz (i32.and (global.get $isThere) (i32.const ${1 << part})))`;
  return ` (func $slot${part} (param $0 i32) (result i32)\n  (if ${isMissing} (then (call $fetchLater (i32.const ${part}))))\n  (local.get $0)\n )`;
}

/** A function that calls the one in a slot of the table. */
function stubOf(form, slot, part) {
  const [, name, typed] = FUNCTION.exec(form);
  const signature = typed.replace(/ \(type[^()]*\)/, "");
  const given = [...signature.matchAll(/\(param (\$\S+)/g)].map(([, parameter]) => ` (local.get ${parameter})`).join("");
  const type = signature.replace(/\(param \$\S+ /g, "(param ");
  return ` (func ${name}${signature}\n  (call_indirect $later${type}${given} (call $slot${part} (i32.const ${slot})))\n )`;
}

/** What an import of something of the first part says about it. */
function declarationOf(forms, functions, kind, name) {
  if (functions.has(name)) return ` (func ${name}${FUNCTION.exec(functions.get(name))[2]})`;
  const own = forms.find((form) => form.startsWith(` (${kind} ${name} `));
  // A global's first value is the other module's.
  if (own !== undefined) return own.replace(/^( \(global \S+ (?:\(mut \w+\)|\w+)).*/s, "$1)");
  const isIt = (form) => form.includes(`(${kind} ${name} `) || form.includes(`(${kind} ${name})`);
  return forms.find((form) => isOf("import")(form) && isIt(form)).replace(/^ \(import "[^"]*" "[^"]*" (.*)\)$/s, " $1");
}
