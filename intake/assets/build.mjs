// Builds intake/static/built/ from the sources in this folder: `npm run build`.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import { build } from "esbuild";
import { PurgeCSS } from "purgecss";
import * as sass from "sass";

const from = "intake/assets/";
const to = "intake/static/built/";

await mkdir(to, { recursive: true });
for (const old of await readdir(to)) {
  if (/\.(css|js)(\.br|\.gz)?$/.test(old)) await rm(to + old);
}

// Parts that load only where they are used, each whole: what they shared with the main script
// would be a request more for every page.
const PARTS = ["suggest", "passkey"];
const HOW = { outdir: to, bundle: true, minify: true, format: "esm", target: "es2020" };
const { metafile } = await build({
  ...HOW, entryPoints: PARTS.map((one) => `${from}${one}.js`),
  entryNames: "[name]-[hash]", metafile: true,
});
const built = Object.keys(metafile.outputs).map((path) => basename(path));
const ofParts = new RegExp(`^\\./(${PARTS.join("|")})\\.js$`);
const namedAsBuilt = {
  name: "parts named as they were built",
  setup: ({ onResolve }) => onResolve({ filter: ofParts }, ({ path }) => {
    const part = basename(path, ".js");
    return { path: `./${built.find((one) => one.startsWith(`${part}-`))}`, external: true };
  }),
};
await build({ ...HOW, entryPoints: [`${from}intake.js`], plugins: [namedAsBuilt] });

// Templates put some names together, as `nhsuk-{{ kind }}__item`: whole families are kept.
const PUT_TOGETHER = [
  /^nhsuk-(checkboxes|radios)__/,
  /^nhsuk-(fieldset__legend|input--width|button-)-/,
  /^nhsuk-card--care-/,
  /^app-(label|call|now|state)--/,
  /^autocomplete__/, // the suggestions put their own names together
];
for (const name of ["intake", "clinic"]) {
  const { css } = sass.compile(`${from}${name}.scss`, {
    loadPaths: ["node_modules"],
    style: "compressed",
    quietDeps: true,
  });
  const [used] = await new PurgeCSS().purge({
    css: [{ raw: css }],
    content: ["templates/**/*.html", `${to}*.js`],
    safelist: PUT_TOGETHER,
  });
  await writeFile(`${to}${name}.css`, used.css);
}

// Each file is compressed once, here, as small as it can be.
const files = (await readdir(to)).filter((name) => /\.(css|js)$/.test(name));
for (const name of files) {
  const content = await readFile(to + name);
  await writeFile(`${to}${name}.br`, await promisify(brotliCompress)(content));
  await writeFile(`${to}${name}.gz`, await promisify(gzip)(content, { level: 9 }));
}
