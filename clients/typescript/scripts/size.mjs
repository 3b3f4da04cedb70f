// Prints the size of the core as a site would ship it: bundled, minified, gzipped.
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const { outputFiles } = await build({
  entryPoints: [new URL("../src/index.ts", import.meta.url).pathname],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  platform: "neutral",
  write: false,
});
const [{ contents }] = outputFiles;
console.log(JSON.stringify({ minified: contents.length, gzip: gzipSync(contents).length }));
