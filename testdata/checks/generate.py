#!/usr/bin/env python3
"""Writes testdata/checks/cases from rules/*.py; with --check compares instead and fails on any difference.

Each case fires one check that is no lint; what a scenario of testdata/scenarios fires needs none. A file of rules calls

    chain("path.depth.exceeded", "One intermediate is more than the caller allows",
          options={"max_depth": 0}, verdict="untrusted", findings=["path.depth.exceeded path"])
    file("der.null.invalid", "A NULL has content", text, findings=["der.null.invalid certificate 0"])
    anchors("trust.not_a_certificate", "A block holds something else", text, findings=[...])

`findings` are all that the case gives: id, kind of subject, index if there is one. By default a chain is a sound leaf
and its intermediate below a sound root (testdata/lint/pki.py), judged for the leaf's name while all are valid.
Files and anchors are given as text, or as what pki.py makes."""

import json
import pathlib
import sys

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[0]), str(HERE.parents[0] / "lint")]
import committed  # noqa: E402
import pki  # noqa: E402


def text_of(item):
    if item is None or isinstance(item, str):
        return item or ""
    return "".join(part.pem() for part in (item if isinstance(item, (list, tuple)) else [item]))


def finding(words):
    check, kind, *index = words.split()
    return {"id": check, "subject": {"kind": kind, "index": int(index[0]) if index else None}}


class Cases:
    def __init__(self):
        self.files = {}

    def add(self, check, description, inputs, expect, **members):
        """`inputs`: key of case.json -> (file name, content)."""
        if f"{check}/case.json" in self.files:
            raise ValueError(f"{check}: given twice")
        case = {"id": check, "description": description, **members}
        for key, (file, content) in inputs.items():
            case[key] = [file] if key in ("trust", "crls", "ocsp", "staples") else file
            self.files[f"{check}/{file}"] = text_of(content)
        case["expect"] = {**expect, "findings": [finding(words) for words in expect["findings"]]}
        self.files[f"{check}/case.json"] = json.dumps(case, indent=2) + "\n"

    def chain(self, check, description, *, leaf=None, intermediate=None, root=None, presented=None, crl=None, ocsp=None, staple=None,
              time="2026-05-01T00:00:00Z", host="www.certcheck.com", options=None, verdict, findings):
        presented = [leaf or pki.leaf(), intermediate or pki.intermediate()] if presented is None else presented
        inputs = {"chain": ("chain.pem", presented), "trust": ("root.pem", root or pki.root())}
        if crl:
            inputs["crls"] = ("crl.pem", crl)
        if ocsp:
            inputs["ocsp"] = ("ocsp.pem", ocsp)
        if staple:
            inputs["staples"] = ("staple.pem", staple)
        self.add(check, description, inputs, {"verdict": verdict, "findings": findings}, time=time, host=host,
                 options=options or {})

    def file(self, check, description, content, *, findings):
        self.add(check, description, {"file": ("input.pem", content)}, {"findings": findings})

    def anchors(self, check, description, content, *, findings):
        self.add(check, description, {"anchors": ("anchors.pem", content)}, {"findings": findings})


def generate():
    """Relative path -> text."""
    cases = Cases()
    for path in sorted((HERE / "rules").glob("*.py")):
        scope = {**vars(pki), "chain": cases.chain, "file": cases.file, "anchors": cases.anchors, "__file__": str(path)}
        exec(compile(path.read_text(), str(path), "exec"), scope)
    return cases.files


if __name__ == "__main__":
    sys.exit(committed.main(__doc__.split("\n")[0], __file__, HERE / "cases", generate()))
