// Transcribes asyncio programs with the reference: oracle.py under the CPython that Pyodide brings (3.14).
//
//   node tests/oracle/transcribe.mjs FOLDER
//
// Writes NAME.out (the transcript) and NAME.events (the transcript with the scheduler's steps) beside each NAME.py.
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

const [folder, ...rest] = process.argv.slice(2);
if (!folder || rest.length > 0) stop("usage: node tests/oracle/transcribe.mjs FOLDER");

const entry = path.join(modules, "pyodide", "pyodide.mjs");
if (!fs.existsSync(entry)) stop(`no Pyodide in ${modules}: run \`cargo xtask test\`, which installs it`);

const { loadPyodide } = await import(pathToFileURL(entry));
const python = await loadPyodide();
python.FS.writeFile("/oracle.py", fs.readFileSync(path.join(here, "oracle.py")));
python.runPython("import sys; sys.path.insert(0, '/'); import oracle");
const transcript = python.runPython(
  "lambda source, events: '\\n'.join(oracle.transcript(source, events)) + '\\n'",
);

const programs = fs.readdirSync(folder).filter((name) => name.endsWith(".py")).sort();
if (programs.length === 0) stop(`no programs (*.py) in ${folder}`);
for (const name of programs) {
  const base = path.join(folder, name.slice(0, -".py".length));
  const source = fs.readFileSync(`${base}.py`, "utf8");
  try {
    fs.writeFileSync(`${base}.out`, transcript(source, false));
    fs.writeFileSync(`${base}.events`, transcript(source, true));
  } catch (error) {
    // A fault of the oracle, not of the program: a program's own exception is part of its transcript.
    stop(`${name}: ${String(error.message ?? error).trim().split("\n").at(-1)}`);
  }
}
