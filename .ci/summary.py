"""Sums up what ran: how many tests, and on which kind of cluster, forge and browser each suite ran."""

import glob
import sys
import xml.etree.ElementTree as xml

total = failed = skipped = 0
for kind in ("surefire", "failsafe"):
    for report in sorted(glob.glob(f"target/{kind}-reports/TEST-*.xml")):
        suite = xml.parse(report).getroot()
        number = int(suite.get("tests"))
        missed = int(suite.get("skipped"))
        total += number
        failed += int(suite.get("failures")) + int(suite.get("errors"))
        skipped += missed
        if missed:
            reason = next((s.get("message") for s in suite.iter("skipped")), "")
            print(f"skipped {missed} of {number}: {suite.get('name')}: {reason}")

with open("target/test-environment.txt", encoding="utf-8") as environment:
    print("ran on:")
    for line in environment:
        print("  " + line.strip())

print(f"{total - failed - skipped} passed, {failed} failed, {skipped} skipped")
sys.exit(1 if failed else 0)
