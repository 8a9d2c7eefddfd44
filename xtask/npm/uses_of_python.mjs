// What of the module that runs Python the project's programs need.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** After so many segments of a run without an end nothing new comes. */
const SEGMENTS = 5;

/**
 * For each program in some folders, the functions that run when it does, by their numbers. `script` and `wasm` are files of a
 * module whose functions tell `seen` that they run; `library` is the folder of what is written in Python of the library.
 */
export async function usesOfPython(script, wasm, folders, library) {
  globalThis.libraryText = (module) => {
    const file = path.join(library, `${module}.py`);
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
  };
  const compiled = await WebAssembly.compile(fs.readFileSync(wasm));
  let instances = 0;
  const uses = [];
  for (const folder of folders) {
    const its = [];
    for (const file of fs.readdirSync(folder).filter((file) => file.endsWith(".py"))) {
      // What is made once is made for each.
      globalThis.functionsSeen = new Set();
      const module = await import(`${pathToFileURL(script)}?${instances++}`);
      await module.default({ module_or_path: compiled });
      run(module, fs.readFileSync(path.join(folder, file), "utf8"));
      its.push([...globalThis.functionsSeen]);
    }
    uses.push(its);
  }
  return uses;
}

/** Runs a program as `runs.js` does. */
function run(module, text) {
  let outcome = module.run(text);
  for (let segment = 0; ; segment++) {
    const { is_open: isOpen } = told(outcome);
    outcome.free();
    if (!isOpen || segment === SEGMENTS) return;
    outcome = module.more();
  }
}

/** All that is told of a run. */
function told(outcome) {
  const fields = Object.getOwnPropertyDescriptors(Object.getPrototypeOf(outcome));
  return Object.fromEntries(Object.keys(fields).map((field) => [field, outcome[field]]));
}
