// The end of a script whose wasm is cut in two (`cut.mjs`): LATER stands for the name of the later part's file.

const LATER_PART = new URL("LATER", import.meta.url);
let laterModule;
let isWhole = false;

/** Puts the parts together; the first one is there. */
function join(module) {
  if (isWhole) return;
  isWhole = true;
  new WebAssembly.Instance(module, { a: wasm });
  wasm.isWhole.value = 1;
}

/** Fetches the later part before it is needed: also before the first one is there. */
export async function fetchLater() {
  if (isWhole) return;
  const response = await fetch(LATER_PART);
  if (!response.ok) return;
  laterModule = await WebAssembly.compile(await response.arrayBuffer());
  if (wasm !== undefined) join(laterModule);
}

/** The later part is needed, and is not there yet. */
function later() {
  const request = new XMLHttpRequest();
  request.open("GET", LATER_PART, false);
  // A page that waits gets texts only: one of a character for each byte.
  request.overrideMimeType("text/plain; charset=x-user-defined");
  try {
    request.send();
  } catch {
    // As if nothing was found.
  }
  // As where the module traps: what called is in no state to go on.
  if (request.status !== 200) throw new WebAssembly.RuntimeError("a part of it could not be fetched");
  join(new WebAssembly.Module(Uint8Array.from(request.responseText, (character) => character.charCodeAt(0))));
}
