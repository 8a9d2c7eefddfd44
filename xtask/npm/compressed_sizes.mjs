// Prints the size of every file under a folder as `gzip -9` would leave it: "BYTES PATH", one file a line.
import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

const [folder] = process.argv.slice(2);
for (const entry of fs.readdirSync(folder, { withFileTypes: true, recursive: true })) {
  if (!entry.isFile()) continue;
  const file = path.join(entry.parentPath ?? entry.path, entry.name);
  console.log(gzipSync(fs.readFileSync(file), { level: 9 }).length, path.relative(folder, file));
}
