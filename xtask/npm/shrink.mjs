// Makes a built page smaller: `shrink.mjs FROM TO` copies it, on the way
//
// - taking out of the wasm that runs scenes and Python what panics say,
// - giving what the wasm and its script import from each other names of one letter or two,
// - putting functions of the wasm that are alike beside each other,
// - joining the stylesheets into one,
// - and minifying script and style.
//
// The same for the modules that run scenes and Python programs, which keep their names: the page does not know them. Other
// files that changed get new names and new integrity. What is not as expected is an error: the page would not start.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { nameInOrder } from "./order_functions.mjs";
import { trapPanics } from "./trap_panics.mjs";

const [from, to] = process.argv.slice(2);
const modules = process.env.AWAITSCOPE_NODE_MODULES;
const { transformSync } = createRequire(path.join(modules, "here.js"))("esbuild");

/** What rustc's wasm32 target enables, as in index.html. */
const FEATURES = [
  "bulk-memory",
  "multivalue",
  "mutable-globals",
  "nontrapping-float-to-int",
  "reference-types",
  "sign-ext",
].map((feature) => `--enable-${feature}`);

/**
 * Names, and what makes code longer once it is compressed: locals for common subexpressions, which compression finds
 * anyway, and functions within their only callers, which are then like nothing else.
 */
const SHORTEN = [
  "-Oz",
  "--skip-pass=local-cse",
  "--one-caller-inline-max-function-size=20",
  "--minify-imports-and-exports-and-modules",
];

/** No passes but one, and instructions written as -Oz writes them. */
const ORDER = ["--optimize-level=2", "--shrink-level=2", "--reorder-functions-by-name"];

fs.rmSync(to, { recursive: true, force: true });
fs.cpSync(from, to, { recursive: true });
let html = fs.readFileSync(path.join(to, "index.html"), "utf8");

const IN_WORKERS = ["awaitscope-scenes_bg.wasm", "awaitscope-python_bg.wasm"];
const wasm = onlyFile(/_bg\.wasm$/, IN_WORKERS);
const glue = glueOf(wasm);
for (const file of IN_WORKERS) {
  fs.writeFileSync(path.join(to, file), trapPanics(fs.readFileSync(path.join(to, file))));
}
for (const file of [wasm, ...IN_WORKERS]) {
  shortenNames(file);
  orderFunctions(file);
}
for (const script of fs.readdirSync(to).filter((file) => file.endsWith(".js"))) {
  const text = transformSync(read(script), { loader: "js", format: "esm", minify: true }).code;
  fs.writeFileSync(path.join(to, script), text);
}
rename(glue, "awaitscope", ".js");
rename(wasm, "awaitscope", ".wasm");
joinStyles();
fs.writeFileSync(path.join(to, "index.html"), html);

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
  const opt = path.join(modules, "binaryen", "bin", "wasm-opt");
  return execFileSync(process.execPath, [opt, ...FEATURES, ...passes, file, "-o", file], { encoding: "utf8" });
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

function read(file) {
  return fs.readFileSync(path.join(to, file), "utf8");
}

function expect(is, otherwise) {
  if (!is) throw new Error(otherwise);
}
