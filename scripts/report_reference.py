#!/usr/bin/python3
"""report_reference.py: prints docs/report.md, a table of every place in a report, from docs/report.schema.json."""

import json
import pathlib

SCHEMA = pathlib.Path(__file__).resolve().parents[1] / "docs/report.schema.json"
HEAD = """# The report

Made by `scripts/generate-docs` from [report.schema.json](report.schema.json), which says more exactly what may appear; a test compares it.
One object for each target; `[]` stands for each element of a list. Each place is a name for `--fields` (without `[]`).

"""


class Reference:
    def __init__(self, schema):
        self.schema = schema
        self.rows = []

    def resolved(self, node):
        """The node without references and alternatives to null, and whether it may be null."""
        nullable = False
        while True:
            if "$ref" in node:
                pointed = self.schema
                for step in node["$ref"].removeprefix("#/").split("/"):
                    pointed = pointed[step]
                node = {**pointed, **{key: value for key, value in node.items() if key != "$ref"}}
            elif choice := next((key for key in ("anyOf", "oneOf") if key in node), None):
                others = [each for each in node[choice] if each.get("type") != "null"]
                nullable = nullable or len(others) < len(node[choice])
                if len(others) != 1:
                    return {**node, "type": " or ".join(sorted({self.resolved(each)[0].get("type", "value") for each in others}))}, nullable
                node = {**others[0], **{key: value for key, value in node.items() if key != choice}}
            else:
                return node, nullable

    def kind(self, node, nullable):
        kind = node.get("type", "")
        if isinstance(kind, list):
            nullable = nullable or "null" in kind
            kind = " or ".join(each for each in kind if each != "null")
        if "const" in node:
            kind = json.dumps(node["const"])
        elif "enum" in node:
            nullable = nullable or None in node["enum"]
            kind = ", ".join(f"`{json.dumps(each).strip(chr(34))}`" for each in node["enum"] if each is not None)
        elif node.get("format") == "date-time":
            kind = "time"
        return (kind or "any") + (" or null" if nullable else "")

    def visit(self, place, node, text=""):
        node, nullable = self.resolved(node)
        text = node.get("description", text)
        if place:
            self.rows.append((place, self.kind(node, nullable), text))
        for name, child in node.get("properties", {}).items():
            self.visit(f"{place}.{name}" if place else name, child)
        items = node.get("items")
        if isinstance(items, dict):
            element, _ = self.resolved(items)
            if element.get("properties"):
                for name, child in element["properties"].items():
                    self.visit(f"{place}[].{name}", child)
            elif element:
                self.rows[-1] = (place, f"list of {self.kind(element, False)}" + (" or null" if nullable else ""), text)


def main():
    reference = Reference(json.loads(SCHEMA.read_text(encoding="utf-8")))
    reference.visit("", reference.schema)
    print(HEAD + "| place | value | |\n|---|---|---|")
    for place, kind, text in reference.rows:
        print(f"| `{place}` | {kind} | {text.replace('|', chr(92) + '|').replace(chr(10), ' ')} |".replace("|  |", "| |"))


if __name__ == "__main__":
    main()
