// Transcribes asyncio programs with the reference: oracle.py under the CPython that Pyodide brings (3.14).
//
//   node tests/oracle/transcribe.mjs [--out] FOLDER|PROGRAM.py...
//
// Writes NAME.out (the transcript) and NAME.events (the transcript with the scheduler's steps) beside each NAME.py; with
// --out the first alone.
//
//   node tests/oracle/transcribe.mjs --seeds A..B [--size S] FOLDER
//
// Writes the random programs of generate.py for the seeds from A up to and without B, seed-N.py, and their seed-N.events.
//
// Starting Python takes most of a second, so hand it many programs at once.
//
// Pyodide is looked for in the folder that AWAITSCOPE_NODE_MODULES names; `cargo xtask test` installs it and sets that.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const modules =
  process.env.AWAITSCOPE_NODE_MODULES ?? path.resolve(here, "../../.tools/npm/node_modules");

function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const paths = [];
let [kinds, seeds, size] = [["out", "events"], undefined, 6];
for (const words = process.argv.slice(2); words.length > 0; ) {
  const word = words.shift();
  if (word === "--out") kinds = ["out"];
  else if (word === "--seeds") seeds = (words.shift() ?? "").split("..").map(Number);
  else if (word === "--size") size = Number(words.shift());
  else paths.push(word);
}
const readable = seeds === undefined || (seeds.length === 2 && seeds.every(Number.isInteger) && paths.length === 1);
if (paths.length === 0 || !readable || !Number.isInteger(size)) {
  stop("usage: node tests/oracle/transcribe.mjs [--out] FOLDER|PROGRAM.py...\n" +
    "       node tests/oracle/transcribe.mjs --seeds A..B [--size S] FOLDER");
}

const entry = path.join(modules, "pyodide", "pyodide.mjs");
if (!fs.existsSync(entry)) stop(`no Pyodide in ${modules}: run \`cargo xtask test\`, which installs it`);

const { loadPyodide } = await import(pathToFileURL(entry));
const python = await loadPyodide();
for (const name of ["oracle", "generate"]) {
  python.FS.writeFile(`/${name}.py`, fs.readFileSync(path.join(here, `${name}.py`)));
}
// What is frozen need not be looked at by the garbage collection that ends each transcript.
python.runPython("import gc, sys; sys.path.insert(0, '/'); import generate, oracle; gc.collect(); gc.freeze()");
const transcript = python.runPython(
  "lambda source, events: '\\n'.join(oracle.transcript(source, events)) + '\\n'",
);

function transcribe(base, source, kinds) {
  try {
    for (const kind of kinds) fs.writeFileSync(`${base}.${kind}`, transcript(source, kind === "events"));
  } catch (error) {
    // A fault of the oracle, not of the program: a program's own exception is part of its transcript.
    stop(`${base}.py: ${String(error.message ?? error).trim().split("\n").at(-1)}`);
  }
}

if (seeds) {
  const generate = python.runPython("generate.generate");
  fs.mkdirSync(paths[0], { recursive: true });
  for (let seed = seeds[0]; seed < seeds[1]; seed++) {
    const base = path.join(paths[0], `seed-${seed}`);
    const source = generate(seed, size);
    fs.writeFileSync(`${base}.py`, source);
    transcribe(base, source, ["events"]);
  }
} else {
  const isFolder = (place) => fs.statSync(place).isDirectory();
  const programs = paths.flatMap((place) =>
    isFolder(place) ? fs.readdirSync(place).sort().map((name) => path.join(place, name)) : [place],
  );
  const texts = programs.filter((name) => name.endsWith(".py"));
  if (texts.length === 0) stop(`no programs (*.py) in ${paths.join(" ")}`);
  for (const name of texts) {
    transcribe(name.slice(0, -".py".length), fs.readFileSync(name, "utf8"), kinds);
  }
}
