// Serves a folder the way a strict host would: below a path prefix, and with a Content-Security-Policy that forbids
// inline scripts and eval.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";

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

/** Starts serving `folder` on a free port: `{ url, close }`, the URL with its prefix and a slash at its end. */
export async function serve(folder) {
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://host");
    const inside = pathname.startsWith(PREFIX) ? decodeURIComponent(pathname.slice(PREFIX.length)) : "..";
    let file = path.join(folder, inside);
    if (pathname.endsWith("/")) file = path.join(file, "index.html");
    const isBelow = !path.relative(folder, file).startsWith("..");
    if (!isBelow || !fs.existsSync(file) || fs.statSync(file).isDirectory()) {
      response.writeHead(404, { "Content-Type": "text/plain" }).end("not found");
      return;
    }
    const type = TYPES[path.extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { ...HEADERS, "Content-Type": type });
    fs.createReadStream(file).pipe(response);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${server.address().port}${PREFIX}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}
