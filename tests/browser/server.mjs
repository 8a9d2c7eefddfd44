// Serves a folder the way a strict host would: below a path prefix, and with a Content-Security-Policy that forbids
// inline scripts and eval.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import zlib from "node:zlib";

const PREFIX = "/some/where/";

const HEADERS = {
  "Content-Security-Policy": "script-src 'self' 'wasm-unsafe-eval'",
  "Cache-Control": "no-store",
};

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/**
 * Starts serving `folder` on a free port: `{ url, close }`, the URL with its prefix and a slash at its end.
 *
 * Options: `compress` (with gzip, each file once), `prefix`, `strict` (false: without the policy), `policy` (another one),
 * `types` (what else files are said to be, by the ends of their names).
 */
export async function serve(folder, { compress = false, prefix = PREFIX, strict = true, policy, types = {} } = {}) {
  const compressed = new Map();
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://host");
    const inside = pathname.startsWith(prefix) ? decodeURIComponent(pathname.slice(prefix.length)) : "..";
    let file = path.join(folder, inside);
    if (pathname.endsWith("/")) file = path.join(file, "index.html");
    const isBelow = !path.relative(folder, file).startsWith("..");
    if (!isBelow || !fs.existsSync(file) || fs.statSync(file).isDirectory()) {
      response.writeHead(404, { "Content-Type": "text/plain" }).end("not found");
      return;
    }
    const type = types[path.extname(file)] ?? TYPES[path.extname(file)] ?? "application/octet-stream";
    const headers = { ...HEADERS, "Content-Type": type };
    if (policy) headers["Content-Security-Policy"] = policy;
    if (!strict) delete headers["Content-Security-Policy"];
    if (compress) {
      if (!compressed.has(file)) compressed.set(file, zlib.gzipSync(fs.readFileSync(file), { level: 9 }));
      response.writeHead(200, { ...headers, "Content-Encoding": "gzip" }).end(compressed.get(file));
      return;
    }
    response.writeHead(200, headers);
    fs.createReadStream(file).pipe(response);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${server.address().port}${prefix}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}
