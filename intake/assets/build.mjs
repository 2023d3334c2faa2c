// Builds intake/static/built/ from the sources in this folder: `npm run build`.
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import * as sass from "sass";

const from = "intake/assets/";
const to = "intake/static/built/";

await mkdir(to, { recursive: true });
const { css } = sass.compile(`${from}intake.scss`, {
  loadPaths: ["node_modules"],
  style: "compressed",
  quietDeps: true,
});
await writeFile(`${to}intake.css`, css);
await build({
  entryPoints: [`${from}intake.js`],
  outdir: to,
  bundle: true,
  splitting: true, // the medicine names' part loads only where it is used
  chunkNames: "[name]-[hash]",
  minify: true,
  format: "esm",
  target: "es2020",
});
await copyFile(`${from}icon.svg`, `${to}icon.svg`);
