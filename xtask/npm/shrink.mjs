// Makes a built page smaller: `shrink.mjs FROM TO LINKED` copies it, on the way
//
// - taking out of the wasm what panics say, and optimising it,
// - giving what the wasm and its script import from each other names of one letter or two,
// - cutting off what is not needed at first, which is fetched later (`cut.mjs`; LINKED is the folder of what the linker wrote),
// - putting functions of the wasm that are alike beside each other,
// - joining the stylesheets into one,
// - and minifying script, style and the page itself.
//
// The same for the modules that run scenes and Python programs, which keep their names: the page does not know them. Other files
// that changed get new names and new integrity. What is not as expected is an error: the page would not start.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { callsOf, cut, telling } from "./cut.mjs";
import { piecesOf } from "./data.mjs";
import { functionsOf, nameInOrder } from "./order_functions.mjs";
import { partsOf } from "./parts.mjs";
import { sharedInOrder } from "./shared_table.mjs";
import { trapPanics } from "./trap_panics.mjs";
import { usesOfPage } from "./uses_of_page.mjs";
import { sectionsIn, textsIn, usesOfPython, usesOfScenes, withMistake } from "./uses_of_runs.mjs";

const [from, to, linked] = process.argv.slice(2);
const modules = process.env.AWAITSCOPE_NODE_MODULES;
const { buildSync, transformSync } = createRequire(path.join(modules, "here.js"))("esbuild");

/** What rustc's wasm32 target enables. Every feature must be named. */
const FEATURES = [
  "bulk-memory",
  "multivalue",
  "mutable-globals",
  "nontrapping-float-to-int",
  "reference-types",
  "sign-ext",
].map((feature) => `--enable-${feature}`);

/**
 * Code that is short, and names. Not what makes code longer once it is compressed: locals for common subexpressions, which
 * compression finds anyway, and functions within their only callers, which are then like nothing else. The passes were found by
 * measuring; low memory is the far end of the stack.
 */
const SHORTEN = [
  "--low-memory-unused",
  "--flatten",
  "--rereloop",
  "-Oz",
  "-Oz",
  "--skip-pass=local-cse",
  "--one-caller-inline-max-function-size=20",
  "--minify-imports-and-exports-and-modules",
  // Functions keep their names for now.
  "-g",
];

/** Without what is of no use any more, and with short numbers for what is used most. */
const CLEAN = ["--optimize-level=2", "--shrink-level=2", "--remove-unused-module-elements", "--reorder-globals"];

/** No passes but one, and instructions written as -Oz writes them. */
const ORDER = ["--optimize-level=2", "--shrink-level=2", "--reorder-functions-by-name"];

fs.rmSync(to, { recursive: true, force: true });
fs.cpSync(from, to, { recursive: true });
let html = fs.readFileSync(path.join(to, "index.html"), "utf8");

const ofGallery = textsIn(path.join(from, "gallery"), ".py");
/** Programs that show what is used together, and how much those of a list say about what is ordinary. */
const PROGRAMS = [
  { name: "gallery", texts: ofGallery, weight: 1 },
  { name: "conformance", texts: textsIn(inProject("tests/conformance"), ".py"), weight: 0.35 },
  { name: "language", texts: textsIn(inProject("tests/python"), ".py"), weight: 0.02 },
  { name: "failing", texts: sectionsIn(inProject("tests/console")), weight: 0.05 },
  { name: "mistaken", texts: ofGallery.map(withMistake), weight: 0.05 },
];

/** So many parts Python is cut in, besides what none of the programs uses. */
const PARTS_OF_PYTHON = 63;

/** Of which folder of src/ a function is, by the first one that its name tells. */
const FOLDER = /\bawaitscope\[\w+\]::(\w+)/;
/** Crates that nobody but the interpreter needs. */
const CRATES_OF_INTERPRETER = /\b(num_bigint|num_integer|libm_math)\b/;

/** The later parts of the page: what frames play with, what links show besides, and the rest. static/start.js knows their order. */
const PARTS_OF_PAGE = ["awaitscope-frame", "awaitscope-link", "awaitscope-later"];

/** So many bytes of code are fetched rather than waited for. */
const SMALL = 64;

/** What starts the page. */
const START = "start.js";

const SCENES = "awaitscope-scenes_bg.wasm";
const PYTHON = "awaitscope-python_bg.wasm";

const wasm = onlyFile(/_bg\.wasm$/, [SCENES, PYTHON]);
const glue = glueOf(wasm);
for (const file of [wasm, SCENES, PYTHON]) {
  fs.writeFileSync(path.join(to, file), trapPanics(fs.readFileSync(path.join(to, file))));
  shortenNames(file);
}
let laterOfPage = [];
if (process.env.CHROMIUM) {
  laterOfPage = await cutInParts(wasm, undefined, PARTS_OF_PAGE, async (folder, names, sizeOf, calls) => {
    // Its parts are not what the page says they are.
    const page = path.join(folder, "index.html");
    fs.writeFileSync(page, fs.readFileSync(page, "utf8").replace(/ integrity=("[^"]*"|[^ >]*)/g, ""));
    const { first, frame, link } = await usesOfPage(folder);
    const used = [first, frame, link].map((its) => withSmall(its, sizeOf, calls));
    const partOf = (number) => used.findIndex((its) => its.has(number));
    return names.map((_, number) => (partOf(number) >= 0 ? partOf(number) : PARTS_OF_PAGE.length));
  });
} else {
  console.warn("Without Chromium or Chrome to try it in, the page is not cut in parts: a first visit fetches all of it.");
  orderFunctions(wasm);
}
const piecesOfScenes = piecesOf(fs.readFileSync(path.join(linked, "awaitscope-scenes.wasm")));
await cutInParts(SCENES, piecesOfScenes, ["awaitscope-scenes-later"], async (folder, names) => {
  const its = await usesOfScenes(scriptOf(SCENES, folder), path.join(folder, SCENES), path.join(from, "gallery"));
  return names.map((_, number) => (its.has(number) ? 0 : 1));
});
let uses;
let homes;
const ofInterpreter = [];
const pieces = piecesOf(fs.readFileSync(path.join(linked, "awaitscope-python.wasm")));
const later = await cutInParts(PYTHON, pieces, ["awaitscope-python-later"], async (folder, names, sizeOf) => {
  const lists = PROGRAMS.map(({ texts }) => texts);
  uses = await usesOfPython(scriptOf(PYTHON, folder), path.join(folder, PYTHON), lists, path.join(folder, "python"));
  const programs = uses.flatMap((its, index) => its.map((functions) => ({ functions, weight: PROGRAMS[index].weight })));
  const parts = partsOf(programs, sizeOf, PARTS_OF_PYTHON);
  homes = names.map(() => parts.length);
  for (const [part, numbers] of parts.entries()) for (const number of numbers) homes[number] = part;
  for (const [number, name] of names.entries()) {
    const its = (ofInterpreter[homes[number]] ??= { size: 0, all: 0 });
    its.all += sizeOf(number);
    if (isOfInterpreter(name)) its.size += sizeOf(number);
  }
  return homes;
});
// What is fetched for what, for `cargo xtask size`: a name and files.
const fetched = [["frame", ...laterOfPage.slice(0, 1), SCENES], ["link", ...laterOfPage.slice(0, 2), SCENES]];
for (const [index, its] of uses.entries()) {
  for (const functions of its) {
    const parts = [...new Set(functions.map((number) => homes[number]))].sort((one, other) => one - other);
    fetched.push([PROGRAMS[index].name, ...parts.map((part) => [PYTHON, ...later][part])]);
  }
}
// How much of each part is the interpreter and its library: the file, its bytes, and those of the part.
for (const [part, { size, all }] of ofInterpreter.entries()) fetched.push(["interpreter", [PYTHON, ...later][part], size, all]);
fs.writeFileSync(path.join(path.dirname(from), "fetched.txt"), fetched.map((line) => line.join(" ")).join("\n"));
joinStart();
for (const script of fs.readdirSync(to).filter((file) => file.endsWith(".js") && file !== START)) {
  const text = transformSync(read(script), { loader: "js", format: "esm", minify: true }).code;
  fs.writeFileSync(path.join(to, script), text);
}
rename(glue, "awaitscope", ".js");
rename(wasm, "awaitscope", ".wasm");
joinStyles();
fs.writeFileSync(path.join(to, "index.html"), html.replace(/<!--.*?-->/gs, "").replace(/>\s+</g, "><"));

/** Gives imports and exports of the wasm short names, and the same to its script. */
function shortenNames(wasm) {
  const glue = glueOf(wasm);
  const { imports, exports } = JSON.parse(optimise(wasm, SHORTEN));
  let script = read(glue);
  const replaceOnce = (old, replacement) => {
    const parts = script.split(old);
    expect(parts.length === 2, `${old} was expected once in ${glue}, not ${parts.length - 1} times`);
    script = parts.join(replacement);
  };
  const [[module]] = imports;
  replaceOnce(JSON.stringify(module), '"a"');
  for (const [itsModule, name, short] of imports) {
    expect(itsModule === module, `${name} is imported from ${itsModule}, not from ${module}`);
    replaceOnce(`        ${name}: function`, `        ${JSON.stringify(short)}: function`);
  }
  const shortened = new Map(exports);
  script = script.replace(/\bwasm\.([\w$]+)/g, (_, name) => {
    expect(shortened.has(name), `the wasm has no export ${name}`);
    return `wasm.${shortened.get(name)}`;
  });
  fs.writeFileSync(path.join(to, glue), script);
}

/**
 * Cuts a wasm in parts, and gives the names of the files of the later ones, which begin with `stems`. `homesOf` tries a folder with
 * the page in which the wasm tells which of its functions run, and gives for each of its functions the number of the part in which
 * it shall be; it is told their names, the size of each in bytes, and which ones each calls. Of `pieces`, if there are any, data
 * is moved too.
 */
async function cutInParts(wasm, pieces, stems, homesOf) {
  const file = path.join(to, wasm);
  const [script, glue] = [read(glueOf(wasm)), path.join(to, glueOf(wasm))];
  const withImport = (name, value) => withAfter(script, "const import0 = {\n", `${name}: ${value},\n`);
  const text = asText(file);

  const trial = fs.mkdtempSync(path.join(os.tmpdir(), "awaitscope-"));
  fs.cpSync(to, trial, { recursive: true });
  const { text: tellingText, names } = telling(text);
  fromText(tellingText, path.join(trial, wasm));
  const seen = "(number) => (globalThis.functionsSeen ??= new Set()).add(number)";
  fs.writeFileSync(path.join(trial, glueOf(wasm)), withImport("seen", seen));
  const { bodies } = functionsOf(fs.readFileSync(file));
  const sizeOf = (number) => bodies[number].length;
  const homes = await homesOf(trial, names, sizeOf, callsOf(text, names)).finally(() =>
    fs.rmSync(trial, { recursive: true }),
  );

  const parts = cut(text, new Map(names.map((name, number) => [name, homes[number]])), pieces);
  fromText(parts.first, file);
  optimise(wasm, CLEAN);
  orderFunctions(wasm);
  const { wasm: first, moved } = sharedInOrder(fs.readFileSync(file));
  fs.writeFileSync(file, first);
  const later = parts.later(moved).map((text, index) => {
    const stem = stems[index] ?? stems.at(-1);
    fromText(text, path.join(to, "later.wasm"));
    optimise("later.wasm", CLEAN);
    orderFunctions("later.wasm");
    const name = `${stem}-${digest("sha256", fs.readFileSync(path.join(to, "later.wasm")), "hex").slice(0, 16)}.wasm`;
    fs.renameSync(path.join(to, "later.wasm"), path.join(to, name));
    return name;
  });
  const files = JSON.stringify(later.map((name) => `./${name}`));
  const end = fs.readFileSync(new URL("./later.js", import.meta.url), "utf8").replace(/\bLATER\.map/, () => `${files}.map`);
  // Before the program begins.
  const joining = withAfter(
    withImport("later", "later"),
    "wasmModule = module;\n",
    "for (const [part, module] of fetched) join(module, part);\n",
  );
  fs.writeFileSync(glue, `${joining}\n${end}`);
  return later;
}

/**
 * Functions, and what small ones these call in turn: another visit calls some of them, such as what drops a value that was never
 * needed, and a later part is not worth being fetched for one.
 */
function withSmall(functions, sizeOf, calls) {
  const all = new Set(functions);
  // What is added to a set while one goes through it comes up as well.
  for (const caller of all) for (const called of calls[caller]) if (sizeOf(called) <= SMALL) all.add(called);
  return all;
}

/** Whether a function is of the interpreter and its library: not of the parser, the event loop, the drawing or what all of them share. */
function isOfInterpreter(name) {
  if (name.includes("ruff_")) return false;
  return FOLDER.exec(name)?.[1] === "vm" || CRATES_OF_INTERPRETER.test(name);
}

/** The script of a wasm in a folder, as one that Node takes for a module. */
function scriptOf(wasm, folder) {
  const script = path.join(folder, glueOf(wasm).replace(".js", ".mjs"));
  fs.renameSync(path.join(folder, glueOf(wasm)), script);
  return script;
}

/** The text with something after a line that it has once. */
function withAfter(text, line, added) {
  expect(text.split(line).length === 2, `${line} was expected once in a script`);
  return text.replace(line, () => line + added);
}

/** Puts functions that are alike beside each other. */
function orderFunctions(wasm) {
  const file = path.join(to, wasm);
  fs.writeFileSync(file, nameInOrder(fs.readFileSync(file)));
  optimise(wasm, ORDER);
}

/** The script of a wasm. */
function glueOf(wasm) {
  return wasm.replace("_bg.wasm", ".js");
}

/** Has wasm-opt work on a wasm, and returns what it prints. */
function optimise(wasm, passes) {
  const file = path.join(to, wasm);
  return binaryen("wasm-opt", [...passes, file, "-o", file]);
}

/** The text of a wasm, with the names of its functions. */
function asText(file) {
  binaryen("wasm-dis", [file, "-o", `${file}.wat`]);
  const text = fs.readFileSync(`${file}.wat`, "utf8");
  fs.rmSync(`${file}.wat`);
  return text;
}

function fromText(text, file) {
  fs.writeFileSync(`${file}.wat`, text);
  binaryen("wasm-as", [`${file}.wat`, "-o", file]);
  fs.rmSync(`${file}.wat`);
}

function binaryen(program, options) {
  const file = path.join(modules, "binaryen", "bin", program);
  return execFileSync(process.execPath, [file, ...FEATURES, ...options], { encoding: "utf8" });
}

/** Puts what the script that starts the page always imports into it. What is imported now and then stays beside it. */
function joinStart() {
  const options = { bundle: true, external: ["./links.js", "./runs.js", "./sound.js"], format: "esm", minify: true };
  const { outputFiles, metafile } = buildSync({
    entryPoints: [START],
    absWorkingDir: path.resolve(to),
    write: false,
    metafile: true,
    ...options,
  });
  for (const file of Object.keys(metafile.inputs)) fs.rmSync(path.join(to, file));
  fs.writeFileSync(path.join(to, START), outputFiles[0].text);
}

/** Joins the stylesheets, in the order in which the page names them, into one in the place of the first. */
function joinStyles() {
  const links = html.match(/<link [^>]*stylesheet[^>]*>/g) ?? [];
  expect(links.length > 0, "the page has no stylesheet");
  const files = links.map((link) => path.basename(/href="?([^" >]+)/.exec(link)?.[1] ?? "?"));
  const text = transformSync(files.map(read).join("\n"), { loader: "css", minify: true }).code;
  fs.writeFileSync(path.join(to, files[0]), text);
  for (const [index, link] of links.entries()) {
    if (index === 0) continue;
    html = html.replace(link, "");
    fs.rmSync(path.join(to, files[index]));
  }
  rename(files[0], "awaitscope", ".css");
}

/** Names a file by what is in it, and says so wherever the page names it. */
function rename(file, stem, kind) {
  const bytes = fs.readFileSync(path.join(to, file));
  const name = `${stem}-${digest("sha256", bytes, "hex").slice(0, 16)}${kind}`;
  fs.renameSync(path.join(to, file), path.join(to, name));
  const integrity = `sha384-${digest("sha384", bytes, "base64")}`;
  const tags = html.match(/<[^>]+>/g).filter((tag) => tag.includes(file));
  expect(tags.length > 0, `the page does not name ${file}`);
  for (const tag of tags) {
    const renamed = tag.replaceAll(file, name).replace(/(integrity="?)[^" >]+/, (_, start) => start + integrity);
    html = html.replace(tag, () => renamed);
  }
}

function digest(algorithm, bytes, encoding) {
  return createHash(algorithm).update(bytes).digest(encoding);
}

function onlyFile(pattern, except) {
  const files = fs.readdirSync(to).filter((file) => pattern.test(file) && !except.includes(file));
  expect(files.length === 1, `one file like ${pattern} was expected, not ${files.length}`);
  return files[0];
}

function inProject(file) {
  return fileURLToPath(new URL(`../../${file}`, import.meta.url));
}

function read(file) {
  return fs.readFileSync(path.join(to, file), "utf8");
}

function expect(is, otherwise) {
  if (!is) throw new Error(otherwise);
}
