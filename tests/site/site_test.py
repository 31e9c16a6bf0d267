"""The site that `cmake --build build/release --target site` made: each page of docs is there, every link between its pages leads
somewhere, and nothing is loaded from another host. `scripts/test site` runs this. Exit status 77 where there is no Doxygen."""

import html.parser
import os
import pathlib
import sys
import unittest
import urllib.parse

SOURCE = pathlib.Path(__file__).resolve().parents[2]
SITE = pathlib.Path(os.environ.get("CERTCHECK_BUILD_DIR", SOURCE / "build/release")) / "site"


class Page(html.parser.HTMLParser):
    def __init__(self, file):
        super().__init__()
        self.links, self.loaded, self.ids = [], [], set()
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.ids |= {attributes[key] for key in ("id", "name") if attributes.get(key)}
        self.links += [attributes[key] for key in ("href", "src") if attributes.get(key)]
        self.loaded += [attributes["src"]] if attributes.get("src") else [attributes["href"]] if tag == "link" else []


class Site(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.pages = {file.name: Page(file) for file in SITE.glob("*.html")}

    def test_every_document_is_a_page(self):
        for file in SOURCE.glob("docs/*.md"):
            self.assertIn(f"page-{file.stem}.html", self.pages)

    def test_links_lead_somewhere(self):
        self.assertGreater(len(self.pages), 100)
        for name, page in self.pages.items():
            for link in page.links:
                parts = urllib.parse.urlsplit(link)
                if parts.scheme == "javascript":
                    continue
                if parts.scheme or parts.netloc:
                    self.assertNotIn(link, page.loaded, name)
                    continue
                file = urllib.parse.unquote(parts.path) or name
                self.assertTrue((SITE / file).exists(), f"{name}: {link}")
                # Doxygen's own pages name sections that it leaves out.
                if parts.fragment and file.startswith("page-"):
                    self.assertIn(urllib.parse.unquote(parts.fragment), self.pages[file].ids, f"{name}: {link}")


if __name__ == "__main__":
    if not SITE.exists():
        print("site: no Doxygen (apt-get install doxygen)")
        sys.exit(77)
    unittest.main()
