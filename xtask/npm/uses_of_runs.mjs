// What the project's scenes and programs need of the modules that run them.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** After so many segments of a run without an end nothing new comes. */
const SEGMENTS = 5;

/**
 * For each program of some lists of texts, the functions that run when it does, by their numbers. `script` and `wasm` are files of
 * a module whose functions tell `seen` that they run; `library` is the folder of what is written in Python of the library.
 */
export async function usesOfPython(script, wasm, lists, library) {
  globalThis.libraryText = (module) => {
    const file = path.join(library, `${module}.py`);
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
  };
  const compiled = await WebAssembly.compile(fs.readFileSync(wasm));
  const uses = [];
  for (const texts of lists) {
    const its = [];
    for (const text of texts) its.push([...(await seenBy(script, compiled, (module) => play(module, text)))]);
    uses.push(its);
  }
  return uses;
}

/** The functions that run when the scenes in a folder do, and are looked over, by their numbers: see above. */
export async function usesOfScenes(script, wasm, folder) {
  const compiled = await WebAssembly.compile(fs.readFileSync(wasm));
  return seenBy(script, compiled, (module) => {
    for (const text of textsIn(folder, ".json")) {
      for (const what of ["run", "remark"]) {
        const outcome = module[what](text);
        told(outcome);
        outcome.free();
      }
    }
  });
}

let instances = 0;

/** The functions that run when something is done with a module. What is made once is made for each. */
async function seenBy(script, compiled, act) {
  globalThis.functionsSeen = new Set();
  const module = await import(`${pathToFileURL(script)}?${instances++}`);
  await module.default({ module_or_path: compiled });
  act(module);
  return globalThis.functionsSeen;
}

/** The texts of the files of a kind in a folder. */
export function textsIn(folder, kind) {
  const files = fs.readdirSync(folder).filter((file) => file.endsWith(kind) && file !== "index.json");
  return files.map((file) => fs.readFileSync(path.join(folder, file), "utf8"));
}

/** The programs of the files in a folder that have several each, with what CPython prints below each. */
export function sectionsIn(folder) {
  const sections = textsIn(folder, ".txt").flatMap((text) => text.split("===\n"));
  return sections.map((section) => section.split("---\n")[0]).filter((text) => text.trim() !== "");
}

/** A program with one of the mistakes that are made while one writes: a colon, a parenthesis or a quote that is forgotten. */
export function withMistake(text, number) {
  return text.replace([/:$/m, /\)/, /["']/][number % 3], "");
}

/** Runs a program as `runs.js` does. */
function play(module, text) {
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
