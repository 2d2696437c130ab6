// Bundles the pages' CSS and JavaScript into the folder named on the command line.
import { build } from "esbuild";

const outdir = process.argv[2] ?? "dist";

await build({
  entryPoints: ["src/console.ts", "src/console.css"],
  outdir,
  bundle: true,
  minify: true,
  target: ["es2022", "chrome120", "firefox121", "safari17"],
  // The backgrounds of themes that the pages do not use are left out.
  loader: { ".woff2": "file", ".svg": "empty" },
  assetNames: "[name]",
  logLevel: "warning",
});
