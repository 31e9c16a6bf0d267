#!/usr/bin/env python3
"""Writes testdata/lint/cases from rules/*.py; with --check compares instead and fails on any difference.

A file of rules (one a theme: rules/<source>_<theme>.py) calls

    rule("rfc5280.basic_constraints.not_critical",
         fires=[root().critical("bc", False)],
         passes=[root()],
         not_applicable=[leaf()],
         not_effective=[...])

Each list holds what pki.py makes, or several of them in a tuple (a chain, leaf first), or what handshakes.py makes, or
given("intermediate", ...), which is to be linted as a certificate of that kind (certlint --profile). Each element becomes a file cases/<id>/<outcome>[-<n>].pem (.json for a handshake), and cases/<id>/case.json says what
they are for."""

import collections
import json
import pathlib
import sys

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
import committed  # noqa: E402
import handshakes  # noqa: E402
import pki  # noqa: E402

Given = collections.namedtuple("Given", "profile item")
OUTCOMES = ("fires", "passes", "not_applicable", "not_effective")


def text_and_suffix(item):
    if isinstance(item, handshakes.Handshake):
        return item.text(), item.SUFFIX
    return "".join(part.pem() for part in (item if isinstance(item, tuple) else (item,))), "pem"


def generate():
    """Relative path -> text."""
    files = {}

    def rule(check, *, description="", **outcomes):
        unknown = set(outcomes) - set(OUTCOMES)
        if unknown or f"{check}/case.json" in files:
            raise ValueError(f"{check}: {'given twice' if not unknown else f'unknown outcomes {unknown}'}")
        case = {"id": check, "description": description, "expect": {}}
        for outcome in OUTCOMES:
            for number, item in enumerate(outcomes.get(outcome, []), 1):
                profile, item = item if isinstance(item, Given) else (None, item)
                text, suffix = text_and_suffix(item)
                file = f"{outcome}.{suffix}" if number == 1 else f"{outcome}-{number}.{suffix}"
                files[f"{check}/{file}"] = text
                case["expect"][file] = outcome
                if profile:
                    case.setdefault("profiles", {})[file] = profile
        files[f"{check}/case.json"] = json.dumps(case, indent=2) + "\n"

    for path in sorted((HERE / "rules").glob("*.py")):
        scope = {**vars(pki), **vars(handshakes), "rule": rule, "given": Given, "__file__": str(path)}
        exec(compile(path.read_text(), str(path), "exec"), scope)
    for item in ("root", "intermediate", "leaf", "crl", "ocsp", "ocsp_request"):
        files[f"ordinary/{item}.pem"] = getattr(pki, item)().pem()
    files["ordinary/chain.pem"], _ = text_and_suffix((pki.leaf(), pki.intermediate(), pki.root()))
    for item in ("handshake", "handshake_tls12"):
        files[f"ordinary/{item}.json"] = getattr(handshakes, item)().text()
    return files


if __name__ == "__main__":
    sys.exit(committed.main(__doc__.split("\n")[0], __file__, HERE / "cases", generate()))
