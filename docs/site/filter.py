#!/usr/bin/python3
"""filter.py FILE.md: prints a document as Doxygen links it: its headings get the ids that links such as formats.md#html mean, links
into the sources become text, those to examples lead to the copies next to the site."""

import pathlib
import re
import sys


def slug(title):
    """As GitHub and GitLab make them."""
    return re.sub(r"[^\w\- ]", "", title.replace("`", "").lower()).replace(" ", "-")


def link(page, found):
    text, target = found.groups()
    file, _, place = target.partition("#")
    if re.match(r"[a-z]+:", target):
        return found.group()
    if file.startswith(("../examples/", "examples/")):
        return f"[{text}]({file.removeprefix('../')})"
    if place and (not file or file.endswith(".md")):
        return f"[{text}](#{pathlib.Path(file or page).stem}-{place})"
    if file.endswith(".md"):
        # To a document by the id of its first heading; what is not in docs is not on the site.
        name = pathlib.Path(file)
        outside = file.startswith("../") and page.parent.name != "site"
        return text if outside else f"[{text}](#page-{name.stem})"
    return found.group()


def main(name):
    page = pathlib.Path(name)
    title, code = False, False
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            code = not code
        heading = re.fullmatch(r"(#+) (.*)", line)
        if heading and not code:
            label = f"{page.stem}-{slug(heading[2])}" if title else f"page-{page.stem}"
            if title or page.stem != "index":
                # Doxygen shows markup in titles as it is written.
                line = f"{heading[1]} {heading[2].replace('`', '')} {{#{label}}}"
            title = True
        elif not code and not line.startswith("    "):
            # To Doxygen the word begins the name of a C++ function, which a backtick or a tag would be part of.
            line = re.sub(r"`([^`]*)\boperator([^`]*)`(?=[^`]*(?:`[^`]*`[^`]*)*$)", r"<code>\1oper</code><code>ator\2</code>", line)
            line = re.sub(r"(?<!!)\[([^\]]*)\]\(([^)\s]*)\)", lambda found: link(page, found), line)
        print(line)


main(sys.argv[1])
