"""The site that `cmake --build build/release --target site` made: each page of docs is there, every link on its pages leads somewhere,
none leads to another host. `scripts/test site` runs this. Exit status 77 where there is no Doxygen."""

import html.parser
import os
import pathlib
import sys
import unittest
import urllib.parse

SOURCE = pathlib.Path(__file__).resolve().parents[2]
SITE = pathlib.Path(os.environ.get("CERTCHECK_BUILD_DIR", SOURCE / "build/release")) / "site"
# Doxygen's own mark at the foot of each page, and what documents name on purpose.
FOREIGN = ("https://www.doxygen.org/", "https://botan.randombit.net", "https://toml.io/")


class Page(html.parser.HTMLParser):
    def __init__(self, file):
        super().__init__()
        self.links, self.ids, self.text = [], set(), ""
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.ids |= {attributes[key] for key in ("id", "name") if attributes.get(key)}
        self.links += [attributes[key] for key in ("href", "src") if attributes.get(key)]

    def handle_data(self, data):
        self.text += data


class Site(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.pages = {file.name: Page(file) for file in SITE.glob("*.html")}

    def test_every_document_is_a_page(self):
        titles = {page.text.split("\n")[0]: name for name, page in self.pages.items()}
        shown = "".join(titles)
        for file in SOURCE.glob("docs/*.md"):
            first = file.read_text().split("\n", 1)[0].removeprefix("# ").replace("`", "").replace("'", "")
            self.assertTrue(any(first in page.text.replace("'", "").replace("\u2019", "") for page in self.pages.values()), f"{file.name} {shown[:0]}")

    def test_links_lead_somewhere(self):
        self.assertGreater(len(self.pages), 100)
        for name, page in self.pages.items():
            for link in page.links:
                parts = urllib.parse.urlsplit(link)
                if parts.scheme or parts.netloc:
                    self.assertTrue(link.startswith(FOREIGN) or parts.scheme in ("data", "javascript"), f"{name}: {link}")
                    continue
                file = urllib.parse.unquote(parts.path) or name
                self.assertTrue((SITE / file).exists(), f"{name}: {link}")
                if parts.fragment and file in self.pages:
                    self.assertIn(urllib.parse.unquote(parts.fragment), self.pages[file].ids, f"{name}: {link}")


if __name__ == "__main__":
    if not SITE.exists():
        print("site: no Doxygen (apt-get install doxygen)")
        sys.exit(77)
    unittest.main()
