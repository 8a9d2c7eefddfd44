// Bundles the page with React Flow into a folder beside its packages.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const HERE = path.dirname(fileURLToPath(import.meta.url));

/** The folder in which the page is then. */
export async function bundle() {
  const { AWAITSCOPE_NODE_MODULES: tools, AWAITSCOPE_BENCH_MODULES: modules } = process.env;
  const esbuild = createRequire(path.join(tools, "here.js"))("esbuild");
  const folder = path.join(modules, "..", "react-flow");
  await esbuild.build({
    entryPoints: [path.join(HERE, "app.jsx")],
    outdir: folder,
    bundle: true,
    minify: true,
    format: "iife",
    jsx: "automatic",
    nodePaths: [modules],
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const head = '<meta charset="utf-8"><title>React Flow</title><link rel="icon" href="data:,"><link rel="stylesheet" href="app.css">';
  const body = '<div id="page"></div><script src="app.js"></script>';
  fs.writeFileSync(path.join(folder, "index.html"), `<!doctype html><html><head>${head}</head><body>${body}</body></html>`);
  return folder;
}
