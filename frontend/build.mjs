// Bundles the pages' CSS and JavaScript into the folder named on the command line, and leaves out the rules that no page uses.
import { build } from "esbuild";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PurgeCSS } from "purgecss";

const outdir = process.argv[2] ?? "dist";

// PatternFly's base comes with fonts for all that it has; the pages use the one in fonts.css.
const withoutFonts = {
  name: "without-fonts",
  setup({ onLoad }) {
    onLoad({ filter: /patternfly-base\.css$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replaceAll(/@font-face\s*\{[^}]*\}/g, ""),
      loader: "css",
    }));
  },
};

await build({
  entryPoints: ["src/console.ts", "src/console.css"],
  outdir,
  bundle: true,
  minify: true,
  target: ["es2022", "chrome120", "firefox121", "safari17"],
  // The backgrounds of themes that the pages do not use are left out.
  loader: { ".woff2": "file", ".svg": "empty" },
  assetNames: "[name]",
  plugins: [withoutFonts],
  logLevel: "warning",
});

const file = join(outdir, "console.css");
const [purged] = await new PurgeCSS().purge({
  content: ["../src/main/resources/templates/**/*.html", "src/*.ts"],
  css: [{ raw: readFileSync(file, "utf8") }],
  variables: true,
  // The theme is chosen by a class that a script sets; PatternFly's rules know it in :where().
  // Some classes are put together from what a check or an alert says.
  safelist: {
    standard: [/^arc-/, /^pf-m-(success|info|warning|danger)$/],
    greedy: [/pf-v6-theme-dark$/],
    variables: [],
  },
});
writeFileSync(file, purged.css);
