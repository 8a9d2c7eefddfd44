// Cuts a wasm in parts: what is needed at first, and what is fetched later.
//
// Works on a module's text as wasm-dis writes it: forms that begin on lines of their own, functions by their names. Where a
// function of a later part is called from another part, a stub of its name there finds it in a table, which the later part fills
// in. Functions that are called by their addresses are put by their parts into the table where those are places; who calls by an
// address sees to it that what is there has come. All have one memory, one stack and one heap; what later parts need of the first
// is exported by it, functions in a table. Data goes with the functions that can reach it (`data.mjs`).
//
// Which functions are in which part decides how much is fetched when, and nothing else: what is not there yet is fetched at once,
// and waited for (`later.js`).

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
 * can be known of its data, which is all in the first part if they are undefined. The first part imports the function `later`,
 * which is to instantiate the part with the number that it is given, and then to set its bit in `isThere…`. Later parts
 * import from "a" what the first exports, and functions by their places in its table `shared`; `later` gives their texts, given
 * which place in that table each of its functions has been moved to.
 */
export function cut(text, homes, pieces) {
  const forms = formsOf(text);
  const homeOf = (name) => homes.get(name) ?? 0;
  const laterParts = [...new Set(homes.values())].filter((part) => part > 0).sort((left, right) => left - right);
  const parts = [0, ...laterParts];
  const functions = new Map(forms.filter(isOf("func")).map((form) => [nameOf(form), form]));
  const formsIn = (part) => [...functions].filter(([name]) => homeOf(name) === part).map(([, form]) => form);
  const elements = elementsOf(forms);
  const isAbsent = typesOf(forms, elements.names.filter((name) => homeOf(name) > 0).map((name) => functions.get(name)));
  const own = parts.map((part) => formsIn(part).map((form) => withPresence(form, isAbsent)));

  const isElsewhere = (part) => (name) => homeOf(name) > 0 && homeOf(name) !== part;
  const exported = forms.filter(isOf("export")).flatMap((form) => form.match(NAMES));
  const stubs = parts.map((part, index) => {
    const used = [...usesOf(own[index]), ...(part === 0 ? exported : [])];
    return [...new Set(used)].filter(isElsewhere(part));
  });
  const called = [...new Set(stubs.flat())].sort((left, right) => homeOf(left) - homeOf(right));
  const stubOf = (name) => stub(functions.get(name), called.indexOf(name), homeOf(name));
  const slots = laterParts.map(slotOf);
  const code = parts.map((_, index) => [...own[index], ...stubs[index].map(stubOf)]);
  code[0].push(...slots, presenceOf(elements, homeOf, laterParts));

  const known = new Map(code[0].map((form) => [nameOf(form), signatureOf(form)]));
  const needed = neededOf(forms, code.slice(1), known);
  const shared = needed.filter(({ kind }) => kind === "func");
  const others = needed.filter(({ kind }) => kind !== "func");
  const data = dataOf(forms, parts.map(formsIn), pieces);
  const words = [...new Set(parts.map(wordOf))];
  const table = `(table $later ${called.length} ${called.length} funcref)`;
  const segments = (part) => elementSegments(elements, (name) => homeOf(name) === part);
  const isKept = (form) => !["data", "elem", "func", "export"].some((kind) => isOf(kind)(form));
  const first = [
    ...withImport(forms.filter(isKept), ` (import "${importsOf(forms)}" "later" (func $fetchLater (param i32)))`),
    ` ${table}`,
    ` (table $shared ${shared.length} ${shared.length} funcref)`,
    ...words.map((word) => ` (global ${word} (mut i32) (i32.const 0))`),
    ...forms.filter(isOf("export")),
    ' (export "later" (table $later))',
    ' (export "shared" (table $shared))',
    ...words.map((word) => ` (export "${word.slice(1)}" (global ${word}))`),
    ...others.map(({ kind, name }, index) => ` (export "#${index}" (${kind} ${name}))`),
    ...segments(0),
    ` (elem (table $shared) (i32.const 0) func ${shared.map(({ name }) => name).join(" ")})`,
    ...data[0],
    ...code[0],
  ];
  const later = (moved) => {
    const byPlace = shared.map((it, number) => ({ ...it, place: moved[number] }));
    byPlace.sort((one, other) => one.place - other.place);
    return laterParts.map((part, index) => {
      const start = called.findIndex((name) => homeOf(name) === part);
      const filled = called.filter((name) => homeOf(name) === part);
      const imported = (short) => ({ parts, declaration }) => {
        return parts.has(index) ? [` (import "a" "${short}" ${declaration})`] : [];
      };
      return textOf([
        ...forms.filter(isOf("type")),
        ...others.flatMap((it, number) => imported(`#${number}`)(it)),
        ...byPlace.flatMap((it) => imported(it.place)(it)),
        ` (import "a" "later" ${table})`,
        ...segments(part),
        ...(filled.length > 0 ? [` (elem (table $later) (i32.const ${start}) func ${filled.join(" ")})`] : []),
        ...data[index + 1],
        ...code[index + 1],
      ]);
    });
  };
  return { first: textOf(first), later };
}

/** The functions that are called by their addresses: the first one's address, and their names. */
function elementsOf(forms) {
  const [element, ...more] = forms.filter(isOf("elem"));
  const [, table, start, names] = /^ \(elem \S+ (?:\(table (\S+)\) )?\(i32\.const (\d+)\) func (.*)\)$/s.exec(element);
  if (more.length > 0 || forms.some((form) => isOf("export")(form) && form.includes(`(table ${table})`))) {
    throw new Error("functions are called by their addresses in more ways than one");
  }
  return { table, start: Number(start), names: names.match(NAMES) };
}

/** Elements for those of the functions, each with as many as follow each other. */
function elementSegments({ table, start, names }, isIn) {
  const segments = [];
  for (let at = names.findIndex(isIn); at >= 0 && at < names.length; at++) {
    if (!isIn(names[at])) continue;
    let end = at;
    while (end < names.length && isIn(names[end])) end += 1;
    segments.push(` (elem (table ${table}) (i32.const ${start + at}) func ${names.slice(at, end).join(" ")})`);
    at = end;
  }
  return segments;
}

/** The types by which some functions are called. */
function typesOf(forms, functions) {
  const kindOf = (text) => {
    const all = (kind) => [...text.matchAll(new RegExp(String.raw`\(${kind}([^()]*)\)`, "g"))].map(([, its]) => its);
    return ["param", "result"].map((kind) => all(kind).join(" ").match(/(?<= )\w+/g) ?? []).join(">");
  };
  const kinds = new Set(functions.map((form) => kindOf(signatureOf(form))));
  const types = forms.filter(isOf("type")).map((form) => /^ \(type (\S+) \(func(.*)\)\)$/s.exec(form));
  return new Set(types.filter(([, , kind]) => kinds.has(kindOf(kind))).map(([, type]) => type));
}

/** A function that sees to it that what it calls by an address of one of these types has come. */
function withPresence(form, types) {
  const lines = form.split("\n");
  const depthOf = (at) => lines[at].search(/\S/);
  for (let at = lines.length - 1; at > 0; at--) {
    const [, type] = /^ +\(call_indirect \S+ \(type (\S+)\)$/.exec(lines[at]) ?? [];
    if (!types.has(type)) continue;
    let end = at + 1;
    while (depthOf(end) > depthOf(at)) end += 1;
    let address = end - 1;
    while (depthOf(address) > depthOf(at) + 1 || lines[address].trim() === ")") address -= 1;
    lines[address] = lines[address].replace("(", "(call $present (");
    lines[end - 1] += ")";
  }
  return lines.join("\n");
}

/** A function that sees to it that what is at an address is there, and gives the address. */
function presenceOf({ start, names }, homeOf, laterParts) {
  const label = (part) => (part === 0 ? "$0" : `$${part}`);
  const targets = names.map((name) => label(homeOf(name)));
  const blocks = laterParts.reduce(
    (inner, part) => `(block ${label(part)} ${inner})\n  (return (call $slot${part} (local.get $address)))`,
    `(br_table ${"$0 ".repeat(start)}${targets.join(" ")} $0 (local.get $address))`,
  );
  return ` (func $present (param $address i32) (result i32)\n  (block $0 ${blocks})\n  (local.get $address)\n )`;
}

/** What functions refer to. */
function usesOf(forms) {
  return forms.flatMap((form) => [...form.matchAll(USES)].map(([, , used]) => used));
}

/**
 * What later parts, given their functions, need of the first one: what kind of thing it is, how it is declared, and which parts
 * need it.
 */
function neededOf(forms, code, known) {
  const needed = new Map();
  for (const [index, its] of code.entries()) {
    const own = new Set(its.map(nameOf));
    const need = (kind, name) => {
      if (own.has(name) || name === "$later") return;
      const declaration = kind === "func" && known.has(name) ? `(func ${name}${known.get(name)})` : declarationOf(forms, kind, name);
      const key = `${kind} ${name}`;
      if (!needed.has(key)) needed.set(key, { kind, name, declaration, parts: new Set() });
      needed.get(key).parts.add(index);
    };
    need("memory", forms.find(isOf("memory")).match(NAMES)[0]);
    need("table", elementsOf(forms).table);
    for (const form of its) {
      for (const [, instruction, name] of form.matchAll(USES)) {
        if (/call$|func$/.test(instruction)) need("func", name);
        else need(instruction.startsWith("global") ? "global" : "table", name);
      }
    }
  }
  return [...needed.values()];
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

/** The global in whose bits it is kept whether a part is there, with 31 others: `later.js` sets them. */
function wordOf(part) {
  return `$isThere${Math.floor(part / 32)}`;
}

/** A function that sees to it that a part is there, and gives what it was given. */
function slotOf(part) {
  const isMissing = `(i32.eqz (i32.and (global.get ${wordOf(part)}) (i32.const ${1 << part % 32})))`;
  return ` (func $slot${part} (param $0 i32) (result i32)\n  (if ${isMissing} (then (call $fetchLater (i32.const ${part}))))\n  (local.get $0)\n )`;
}

/** A function that calls the one in a slot of the table. */
function stub(form, slot, part) {
  const signature = signatureOf(form);
  const given = [...signature.matchAll(/\(param (\$\S+)/g)].map(([, parameter]) => ` (local.get ${parameter})`).join("");
  const type = signature.replace(/\(param \$\S+ /g, "(param ");
  return ` (func ${nameOf(form)}${signature}\n  (call_indirect $later${type}${given} (call $slot${part} (i32.const ${slot})))\n )`;
}

function signatureOf(form) {
  return FUNCTION.exec(form)[2].replace(/ \(type[^()]*\)/, "");
}

/** What an import of something of the first part says about it. */
function declarationOf(forms, kind, name) {
  const own = forms.find((form) => form.startsWith(` (${kind} ${name} `));
  // A global's first value is the other module's.
  if (own !== undefined) return own.trim().replace(/^(\(global \S+ (?:\(mut \w+\)|\w+)).*/s, "$1)");
  const isIt = (form) => form.includes(`(${kind} ${name} `) || form.includes(`(${kind} ${name})`);
  return forms.find((form) => isOf("import")(form) && isIt(form)).replace(/^ \(import "[^"]*" "[^"]*" (.*)\)$/s, "$1");
}
