// Cuts a wasm in two: what is needed at first, and what is fetched later.
//
// Works on a module's text as wasm-dis writes it: forms that begin on lines of their own, functions by their names. Where the
// first part calls a function of the later one, a stub of its name finds it in a table, which the later part fills in. Both
// have one memory, one stack and one heap; what the later part needs of the first is exported by it.
//
// Which functions are in the first part decides how much is fetched when, and nothing else: a stub whose function is not there
// yet fetches the later part at once, and waits for it (`later.js`).

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

/**
 * The two parts of a module: `first` has the functions whose names are in `names`, and imports the function `later`, which is
 * to instantiate `later` with the exports of `first` as its imports from "a", and then to set its global `isWhole`.
 */
export function cut(text, names) {
  const forms = formsOf(text);
  const functions = new Map(forms.filter(isOf("func")).map((form) => [nameOf(form), form]));
  const isLater = (name) => functions.has(name) && !names.has(name);
  const { stubs, needed } = tiesOf(forms, isLater);
  const table = `(table $later ${stubs.length} ${stubs.length} funcref)`;

  const first = forms.flatMap((form) => {
    const name = nameOf(form);
    if (name === undefined || !isLater(name)) return [form];
    return stubs.includes(name) ? [stubOf(form, stubs.indexOf(name))] : [];
  });
  const added = [
    ` ${table}`,
    " (global $isWhole (mut i32) (i32.const 0))",
    ' (export "later" (table $later))',
    ' (export "isWhole" (global $isWhole))',
    ...needed.map(({ kind, name, short }) => ` (export "${short}" (${kind} ${name}))`),
    " (func $slot (param $0 i32) (result i32)\n  (if (i32.eqz (global.get $isWhole)) (then (call $fetchLater)))\n  (local.get $0)\n )",
  ];
  const fetchLater = ` (import "${importsOf(forms)}" "later" (func $fetchLater))`;
  const later = [
    ...forms.filter(isOf("type")),
    ...needed.map(({ kind, name, short }) => ` (import "a" "${short}"${declarationOf(forms, functions, kind, name)})`),
    ` (import "a" "later" ${table})`,
    ` (elem (table $later) (i32.const 0) func ${stubs.join(" ")})`,
    ...[...functions].filter(([name]) => isLater(name)).map(([, form]) => form),
  ];
  return { first: textOf(withImport(withBeforeFunctions(first, added), fetchLater)), later: textOf(later) };
}

/** The functions of the later part that the first one refers to, and what the later part refers to of the first. */
function tiesOf(forms, isLater) {
  const stubs = new Set();
  const needed = new Map();
  const need = (kind, name) => needed.set(`${kind} ${name}`, { kind, name });
  for (const form of forms) {
    const name = nameOf(form);
    if (name === undefined) {
      if (!isOf("elem")(form) && !isOf("export")(form)) continue;
      for (const [used] of form.matchAll(NAMES)) if (isLater(used)) stubs.add(used);
      continue;
    }
    const isOfLater = isLater(name);
    for (const [, instruction, used] of form.matchAll(USES)) {
      if (/call$|func$/.test(instruction)) {
        if (isOfLater && !isLater(used)) need("func", used);
        if (!isOfLater && isLater(used)) stubs.add(used);
      } else if (isOfLater) {
        need(instruction.startsWith("global") ? "global" : "table", used);
      }
    }
  }
  for (const form of forms.filter(isOf("memory"))) need("memory", form.match(NAMES)[0]);
  const named = [...needed.values()].map((it, index) => ({ ...it, short: `p${index.toString(36)}` }));
  return { stubs: [...stubs], needed: named };
}

/** A function that calls the one in a slot of the table. */
function stubOf(form, slot) {
  const [, name, typed] = FUNCTION.exec(form);
  const signature = typed.replace(/ \(type[^()]*\)/, "");
  const given = [...signature.matchAll(/\(param (\$\S+)/g)].map(([, parameter]) => ` (local.get ${parameter})`).join("");
  const type = signature.replace(/\(param \$\S+ /g, "(param ");
  return ` (func ${name}${signature}\n  (call_indirect $later${type}${given} (call $slot (i32.const ${slot})))\n )`;
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
