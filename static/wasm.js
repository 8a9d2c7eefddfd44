// Fetching wasm, for the page and its workers.

/** The module at an address, compiled while it comes. */
export async function compiled(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  // Some hosts do not say what it is, and then a browser compiles no stream of it.
  const isTold = response.headers.get("Content-Type")?.startsWith("application/wasm");
  return isTold ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}
