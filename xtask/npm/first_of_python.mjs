// What of the module that runs Python most programs need.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

/**
 * The functions that run in at least `share` of the programs in a folder, by their numbers. `script` and `wasm` are files of
 * a module whose functions tell `seen` that they run; `library` is the folder of what is written in Python of the library.
 */
export async function firstOfPython(script, wasm, programs, library, share) {
  globalThis.libraryText = (module) => {
    const file = path.join(library, `${module}.py`);
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
  };
  const module = await import(pathToFileURL(script));
  await module.default({ module_or_path: fs.readFileSync(wasm) });
  // What runs when the module starts is needed always.
  const always = new Set(globalThis.functionsSeen);
  const files = fs.readdirSync(programs).filter((file) => file.endsWith(".py"));
  const uses = new Map();
  for (const file of files) {
    globalThis.functionsSeen = new Set();
    module.run(fs.readFileSync(path.join(programs, file), "utf8")).free();
    for (const number of globalThis.functionsSeen) uses.set(number, (uses.get(number) ?? 0) + 1);
  }
  const isCommon = ([, count]) => count >= files.length * share;
  return new Set([...always, ...[...uses].filter(isCommon).map(([number]) => number)]);
}
