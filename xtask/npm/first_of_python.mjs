// What of the module that runs Python the gallery's programs need.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

/**
 * The functions that run when the programs in a folder do, by their numbers. `script` and `wasm` are files of a module whose
 * functions tell `seen` that they run; `library` is the folder of what is written in Python of the library.
 */
export async function firstOfPython(script, wasm, programs, library) {
  globalThis.libraryText = (module) => {
    const file = path.join(library, `${module}.py`);
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
  };
  const module = await import(pathToFileURL(script));
  await module.default({ module_or_path: fs.readFileSync(wasm) });
  for (const file of fs.readdirSync(programs).filter((file) => file.endsWith(".py"))) {
    module.run(fs.readFileSync(path.join(programs, file), "utf8")).free();
  }
  return globalThis.functionsSeen;
}
