#!/usr/bin/env python3
"""zlint_table.py CERTLINT: prints docs/zlint.md, which says what certcheck has for each lint of zlint's.

The lints are those of testdata/lint/zlint-lints.txt, a line "SOURCE NAME" each; the ids are the tool's own answer to
--list-checks --format zlint; why a lint has no counterpart is in docs/zlint-reasons.txt, and why one is in force at other times in
docs/zlint-dates.txt, a line "NAME: REASON" each, in order of name."""

import collections
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
REASONS = ROOT / "docs/zlint-reasons.txt"
DATES = ROOT / "docs/zlint-dates.txt"
LINTS = ROOT / "testdata/lint/zlint-lints.txt"
MISSING = "**missing**"


def lints_by_source():
    """zlint's name of the source -> names."""
    found = collections.defaultdict(list)
    for line in LINTS.read_text().splitlines():
        source, name = line.split(" ", 1)
        found[source].append(name)
    return found


def reasons_by_name(path=REASONS):
    found = dict(line.split(": ", 1) for line in path.read_text().splitlines())
    if list(found) != sorted(found):
        sys.exit(f"{path}: not in order of name")
    return found


def counterpart(name, ids, reasons):
    """What the table has for a lint."""
    if name in ids and name in reasons:
        sys.exit(f"{REASONS}: {name} has the counterpart {ids[name][0]}, so that there is nothing to argue")
    if name in ids:
        return ", ".join(f"`{identity}`" for identity in sorted(ids[name]))
    return reasons.get(name, MISSING).replace("|", "\\|")


def main():
    result = subprocess.run([sys.argv[1], "--list-checks", "--format", "zlint"], capture_output=True, text=True, check=True)
    ids, reasons = json.loads(result.stdout), reasons_by_name()
    sources = lints_by_source()
    unknown = (ids.keys() | reasons.keys()) - {name for names in sources.values() for name in names}
    if unknown:
        sys.exit(f"no lints of zlint's: {sorted(unknown)}")
    print("# zlint's lints\n\nMade by `scripts/generate-docs`; a test compares it. For each lint of zlint's the checks that mean the "
          "same, or the reason\nwhy there is none. `certlint --format zlint` answers by zlint's names, `--include` and `--exclude` "
          "take them.\n\n| source | lints | with checks | argued | missing |\n|---|---|---|---|---|")
    total = collections.Counter()
    for source, names in sorted(sources.items()):
        count = collections.Counter(lints=len(names), checks=sum(name in ids for name in names),
                                    argued=sum(name in reasons for name in names))
        count["missing"] = count["lints"] - count["checks"] - count["argued"]
        total.update(count)
        print(f"| {source} | {count['lints']} | {count['checks']} | {count['argued']} | {count['missing']} |")
    print(f"| all | {total['lints']} | {total['checks']} | {total['argued']} | {total['missing']} |")
    for source, names in sorted(sources.items()):
        print(f"\n## {source}\n\n| zlint | certcheck |\n|---|---|")
        for name in names:
            print(f"| `{name}` | {counterpart(name, ids, reasons)} |")
    print("\n## Dates\n\nA lint and its checks are in force at the same times, except:\n")
    for name, reason in reasons_by_name(DATES).items():
        print(f"- `{name}`: {reason}")


if __name__ == "__main__":
    main()
