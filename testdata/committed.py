"""What generators of fixtures have in common: writing what they make, or comparing it with what is committed."""

import argparse
import pathlib
import sys


def main(description, script, target, wanted):
    """`wanted` gives the texts of all files below the folder `target` by relative path. Returns the exit status."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--check", action="store_true", help="compare with what is committed instead of writing")
    check = parser.parse_args().check
    root = pathlib.Path(__file__).resolve().parents[1]
    place = target.relative_to(root)
    present = {str(path.relative_to(target)): path for path in target.rglob("*") if path.is_file()}
    differing = [file for file, text in wanted.items() if file not in present or present[file].read_text() != text]
    stale = sorted(set(present) - set(wanted))
    if check:
        for file in differing:
            print(f"{place}/{file} is not what the rules give", file=sys.stderr)
        for file in stale:
            print(f"{place}/{file} comes from no rule", file=sys.stderr)
        if differing or stale:
            print(f"run {pathlib.Path(script).resolve().relative_to(root)}", file=sys.stderr)
            return 1
        return 0
    for file in stale:
        present[file].unlink()
        if not any(present[file].parent.iterdir()):
            present[file].parent.rmdir()
    for file in differing:
        (target / file).parent.mkdir(parents=True, exist_ok=True)
        (target / file).write_text(wanted[file])
    print(f"{len(wanted)} files, {len(differing)} written, {len(stale)} removed")
    return 0
