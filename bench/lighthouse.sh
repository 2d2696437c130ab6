#!/usr/bin/env bash
# Lighthouse's scores of the dashboard with 70 connections, of which some fail, and of the setup wizard: bench/lighthouse.sh.
# Fails below 95 in any category. Starts the demo; needs Node.js and a Chromium (CHROMIUM, or in its usual place).
set -euo pipefail
cd "$(dirname "$0")/.."
. .ci/demo.sh
export CHROME_PATH=${CHROMIUM:-/usr/bin/chromium}
lighthouse=lighthouse@12.8.2

start_demo
for i in $(seq 66); do
  # Every fifth has a token that the forge does not know.
  token=gitea-admin-token
  [ $((i % 5)) -eq 0 ] && token=unknown-token-$i
  curl --silent --show-error --fail --output /dev/null -X PUT "$console/api/v1/namespaces/team-a/connections/load-$i?probe=skip" \
    -H 'Content-Type: application/json' \
    -d "{\"forge\":{\"url\":\"$forge\"},\"scope\":{\"kind\":\"admin\"},\"token\":{\"value\":\"$token\"}}"
done
sleep 20

mkdir -p target/lighthouse
for page in / /setup; do
  name=$([ "$page" = / ] && echo dashboard || echo setup)
  npx --yes "$lighthouse" "$console$page" --quiet --preset=desktop --output=json --output=html \
    --output-path="target/lighthouse/$name" --only-categories=performance,accessibility,best-practices,seo \
    --chrome-flags="--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
done
node -e '
const { readFileSync } = require("node:fs");
let low = false;
for (const name of ["dashboard", "setup"]) {
  const report = JSON.parse(readFileSync(`target/lighthouse/${name}.report.json`, "utf8"));
  const scores = Object.values(report.categories).map((c) => [c.title, Math.round(c.score * 100)]);
  console.log(name.padEnd(10), scores.map(([title, score]) => `${title} ${score}`).join(", "));
  const refs = Object.values(report.categories).flatMap((c) => c.auditRefs.filter((r) => r.weight > 0).map((r) => r.id));
  for (const id of new Set(refs)) {
    const audit = report.audits[id];
    if (audit.score !== null && audit.score < 0.95) console.log("  ", id, audit.score, audit.displayValue ?? "", audit.title);
  }
  low ||= scores.some(([, score]) => score < 95);
}
process.exit(low ? 1 : 0);'
