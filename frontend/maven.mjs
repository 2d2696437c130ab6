// Called by Maven: installs what the lock file names where that has changed, checks and builds; with --verify, lints and tests.
// Nothing to do, nothing done.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const WANTED = 20;
const outdir = process.argv[2];
const verifies = process.argv[3] === "--verify";

if (Number(process.versions.node.split(".")[0]) < WANTED) {
  console.error(`Node.js ${process.versions.node} is too old to build the pages: install Node.js ${WANTED} or newer.`);
  process.exit(1);
}

const npm = process.platform === "win32" ? "npm.cmd" : "npm";
const run = (...args) =>
  execFileSync(npm, args, { stdio: ["ignore", "inherit", "inherit"], shell: npm.endsWith(".cmd") });

const templates = join("..", "src", "main", "resources", "templates");
const inputs = [
  "package-lock.json",
  "build.mjs",
  "maven.mjs",
  "tsconfig.json",
  ...readdirSync("licenses", { recursive: true })
    .filter((f) => f.endsWith(".txt"))
    .map((f) => join("licenses", f)),
  ...readdirSync("test").map((f) => join("test", f)),
  ...readdirSync("src").map((f) => join("src", f)),
  ...readdirSync(templates, { recursive: true })
    .filter((f) => f.endsWith(".html"))
    .map((f) => join(templates, f)),
];
const hash = createHash("sha256");
inputs.forEach((file) => hash.update(file).update(readFileSync(file)));
const wanted = hash.digest("hex");

const stamp = join(outdir, "..", "..", "..", verifies ? "frontend-verified.sha256" : "frontend.sha256");
const done = existsSync(join(outdir, "console.css")) && existsSync(stamp) ? readFileSync(stamp, "utf8") : "";
if (done === wanted) {
  process.exit(0);
}
if (verifies) {
  run("run", "--silent", "lint");
  run("test", "--silent");
  writeFileSync(stamp, wanted);
  process.exit(0);
}

/** What of npm is shipped, beside Maven's bill of materials; without what differs from build to build. */
function writeBillOfMaterials() {
  const options = ["sbom", "--sbom-format", "cyclonedx", "--omit", "dev", "--package-lock-only"];
  const bom = JSON.parse(execFileSync(npm, options, { encoding: "utf8", shell: npm.endsWith(".cmd") }));
  delete bom.serialNumber;
  delete bom.metadata.timestamp;
  const folder = join(outdir, "..", "..", "META-INF", "sbom");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "frontend.cdx.json"), JSON.stringify(bom, null, 2) + "\n");
}

/** The licenses of the same packages, beside Maven's list. For packages without a license file, the text is in licenses/. */
function writeLicenses() {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
  const licenses = Object.entries(packages)
    .filter(([path, { dev }]) => path !== "" && !dev)
    .map(([path, { version, license }]) => {
      const name = path.replace(/^.*node_modules\//, "");
      const own = readdirSync(path).find((f) => /^licen[cs]e/i.test(f));
      const text = readFileSync(own ? join(path, own) : join("licenses", `${name}.txt`), "utf8");
      return `(${license}) ${name} ${version}\n\n${text.trim()}\n`;
    });
  writeFileSync(join(outdir, "..", "..", "META-INF", "licenses-npm.txt"), licenses.join(`\n${"-".repeat(80)}\n\n`));
}

const lock = createHash("sha256").update(readFileSync("package-lock.json")).digest("hex");
const lockStamp = join("node_modules", ".installed.sha256");
if (!existsSync(lockStamp) || readFileSync(lockStamp, "utf8") !== lock) {
  run("ci", "--no-audit", "--no-fund", "--loglevel=error");
  writeFileSync(lockStamp, lock);
}
mkdirSync(outdir, { recursive: true });
run("run", "--silent", "check");
run("run", "--silent", "build", "--", outdir);
writeBillOfMaterials();
writeLicenses();
writeFileSync(stamp, wanted);
