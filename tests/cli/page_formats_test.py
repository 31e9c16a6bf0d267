"""CSV, Nagios and HTML: read back by Python's csv, by the grammar of the Monitoring Plugins Development Guidelines and as HTML
that loads nothing, whatever a certificate says."""

import base64
import csv
import hashlib
import html.parser
import io
import pathlib
import re
import unittest

import support
from support import pki

HOSTILE = "</script><img src=x onerror=alert(1)>\"'&|=\u202e\x1b[31m--><style>"
FORMULA = "=HYPERLINK(\"x\")"
VOID = {"meta", "link", "br", "hr", "img", "input", "wbr"}

# Monitoring Plugins Development Guidelines, "Performance data".
VALUE = r"'[^'=]+'=-?[0-9.]+(s|us|ms|%|B|KB|MB|TB|c)?(;[^; ]*){0,4}|[^ '=]+=-?[0-9.]+(s|us|ms|%|B|KB|MB|TB|c)?(;[^; ]*){0,4}"
DATA = re.compile(rf"({VALUE})( ({VALUE}))*")


class Page(html.parser.HTMLParser):
    """What a page is made of; fails on what is not closed or closed twice."""

    def __init__(self, text):
        super().__init__()
        self.open, self.ids, self.links, self.headings, self.attributes, self.texts = [], [], [], [], [], {}
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            self.attributes.append((tag, name, value))
            if name == "id":
                self.ids.append(value)
            if tag == "a" and name == "href":
                self.links.append(value)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, (tag, self.open, self.getpos())
        self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1] in ("script", "style", "title"):
            self.texts.setdefault(self.open[-1], []).append(data)


def read_page(test, text):
    """Holds a page to what every page is."""
    page = Page(text)
    test.assertEqual(len(page.ids), len(set(page.ids)))
    for link in page.links:
        test.assertTrue(link.startswith("#") and link[1:] in page.ids, link)
    test.assertEqual(page.headings.count(1), 1)
    for before, after in zip(page.headings, page.headings[1:]):
        test.assertLessEqual(after, before + 1)
    names = {name for _, name, _ in page.attributes}
    test.assertEqual(names & {"src", "style", "action", "srcset", "xlink:href"}, set())
    test.assertEqual([name for name in names if name.startswith("on")], [])
    for tag, name, value in page.attributes:
        test.assertFalse("http:" in (value or "") or "https:" in (value or ""), (tag, name, value))
    (policy,) = [value for tag, name, value in page.attributes if tag == "meta" and name == "content" and "default-src" in value]
    test.assertIn("default-src 'none'", policy)
    for tag in ("style", "script"):
        test.assertLessEqual(len(page.texts.get(tag, [])), 1)
        for content in page.texts.get(tag, []):
            digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
            test.assertIn(f"{tag}-src 'sha256-{digest}'", policy)
    test.assertNotIn("\x1b", text)
    test.assertNotIn("\u202e", text)
    test.assertNotIn("\x01", text)
    return page


def read_lines(test, text, service):
    """(status word, the values by their names) of a plugin's output."""
    test.assertLessEqual(len(text.encode()), 8192)
    first, _, rest = text.rstrip("\n").partition("\n")
    match = re.fullmatch(rf"{service} (OK|WARNING|CRITICAL|UNKNOWN) - ([^|]+?)( \| (?P<data>[^|]+))?", first)
    test.assertIsNotNone(match, first)
    if match["data"]:
        test.assertRegex(match["data"], re.compile(rf"\A(?:{DATA.pattern})\Z"))
    long_output, _, data = rest.partition("| ")
    test.assertNotIn("|", long_output + data)
    for line in data.splitlines():
        test.assertRegex(line, re.compile(rf"\A(?:{DATA.pattern})\Z"))
    return match[1], match[2]


class PageFormatsTest(support.FolderTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.root = pki.Certificate("Formats Root")
        leaf = cls.root.server("www.test", subject=HOSTILE)
        cls.leaf = cls.write("leaf.pem", leaf)
        cls.plain = cls.write("plain.pem", cls.root.server("www.test"))
        cls.formula = cls.write("formula.pem", cls.root.server("www.test", subject=FORMULA))
        cls.expired = cls.write("expired.pem", cls.root.server("www.test", key=leaf.key, valid=(-30, -3)))
        cls.soon = cls.write("soon.pem", cls.root.server("www.test", valid=(-80, 3)))
        cls.trust = cls.write("root.pem", cls.root)

    @classmethod
    def write(cls, name, certificate):
        path = pathlib.Path(cls.folder) / name
        path.write_text(certificate.pem)
        return path

    def verify(self, leaf, *arguments):
        return support.run("certverify", "--trust", self.trust, "--name", "www.test", *arguments, leaf)

    def test_csv_is_read_back(self):
        file = self.folder / "report.csv"
        self.verify(self.leaf, "-o", file)
        text = file.read_bytes().decode()
        self.assertEqual(text.count("\r\n"), text.count("\n"))
        (row,) = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        self.assertEqual(row["verdict"], "trusted")
        self.assertEqual(row["target"], str(self.leaf))
        self.assertRegex(row["days_left"], "^[0-9]+$")
        self.assertNotIn("\u202e", text)
        (row,) = csv.DictReader(io.StringIO(self.verify(self.expired, "--format", "csv").stdout))
        self.assertRegex(row["days_left"], "^-[0-9]+$")
        self.assertIn("path.validity.expired", row["findings"].split())
        rows = list(csv.DictReader(io.StringIO(support.run("certlint", "--format", "csv", self.leaf, self.expired, self.trust).stdout)))
        self.assertEqual([row["kind"] for row in rows], ["certificate"] * 3)
        self.assertEqual([row["file"] for row in rows], [str(self.leaf), str(self.expired), str(self.trust)])

    def test_no_cell_is_a_formula(self):
        for name in ("=a.test", "+a.test", "\uff1da.test"):
            rows = list(csv.reader(io.StringIO(support.run("certcheck", "--format", "csv", name).stdout)))
            self.assertEqual(rows[1][0], "'" + name)
        for row in csv.reader(io.StringIO(self.verify(self.formula, "--format", "csv").stdout)):
            for value in row:
                self.assertFalse(re.match("[=+@\t\r]", value) or re.match("-(?![0-9]+$)", value), value)

    def test_columns_are_chosen(self):
        rows = list(csv.reader(io.StringIO(
            self.verify(self.expired, "--format", "csv", "--fields", "verdict,findings.id,expires.days_left,caa").stdout)))
        self.assertEqual(rows[0], ["verdict", "findings.id", "expires.days_left", "caa"])
        self.assertEqual(rows[1][0], "untrusted")
        self.assertIn("path.validity.expired", rows[1][1].split("; "))
        self.assertEqual(rows[1][3], "")

    def test_a_plugin_ends_with_the_status_that_it_prints(self):
        for leaf, arguments, word, status in ((self.plain, (), "OK", 0), (self.expired, (), "CRITICAL", 2),
                                              (self.soon, ("--warn-days", "10"), "WARNING", 1),
                                              (self.soon, ("--min-days", "10"), "CRITICAL", 2),
                                              (self.leaf, ("--fail-on", "notice"), "CRITICAL", 2)):
            done = self.verify(leaf, "--format", "nagios", *arguments)
            self.assertEqual(done.returncode, status, done.stdout + done.stderr)
            self.assertEqual(read_lines(self, done.stdout, "CERTVERIFY")[0], word)
            # Elsewhere the statuses are as ever.
            self.assertIn(self.verify(leaf, "--format", "json", "-o", f"nagios={self.folder}/x", *arguments).returncode, (0, 1))
        done = support.run("certlint", "--format", "nagios", self.plain, self.trust)
        self.assertEqual(read_lines(self, done.stdout, "CERTLINT")[0], ("OK", "WARNING", "CRITICAL")[done.returncode])

    def test_a_server_that_is_down_is_critical_and_what_cannot_be_tried_unknown(self):
        check = ("certcheck", "--format", "nagios", "--timeout", "2")
        done = support.run(*check, "127.0.0.1:1")
        self.assertEqual((done.returncode, read_lines(self, done.stdout, "CERTCHECK")[0]), (2, "CRITICAL"))
        done = support.run(*check, "not a host")
        self.assertEqual((done.returncode, read_lines(self, done.stdout, "CERTCHECK")[0]), (3, "UNKNOWN"))
        done = support.run(*check, "127.0.0.1:1", "not a host", "127.0.0.2:1")
        self.assertEqual(done.returncode, 2)
        word, text = read_lines(self, done.stdout, "CERTCHECK")
        self.assertEqual(word, "CRITICAL")
        self.assertTrue(text.startswith("3 checked: 2 critical, 1 unknown; worst "), text)
        self.assertEqual([line.split(" - ")[0] for line in done.stdout.splitlines()[1:4]], ["CRITICAL", "CRITICAL", "UNKNOWN"])
        # What is wrong before anything is checked.
        for tool, arguments in (("certcheck", ("--no-such-option",)), ("certcheck", ()), ("certlint", ("--no-such-option",)),
                                ("certlint", (self.folder / "absent.pem",)), ("certverify", ("absent.pem",))):
            done = support.run(tool, "--format", "nagios", *arguments)
            self.assertEqual((done.returncode, read_lines(self, done.stdout, tool.upper())[0]), (3, "UNKNOWN"), arguments)

        # A list without a target.
        done = support.run(*check, "-", stdin="# nothing\n")
        self.assertEqual((done.returncode, done.stdout), (3, "CERTCHECK UNKNOWN - nothing was checked\n"))
        self.assertIn("no target given", done.stderr)

    def test_a_line_for_very_many_is_short(self):
        done = support.run("certcheck", "--format", "nagios", "-", stdin="".join(f"127.0.{i // 250}.{i % 250 + 1}:1\n" for i in range(600)))
        self.assertEqual(done.returncode, 2)
        self.assertTrue(read_lines(self, done.stdout, "CERTCHECK")[1].startswith("600 checked: 600 critical"))
        self.assertRegex(done.stdout, "\nand [0-9]+ more\n")

    def test_pages(self):
        for leaf in (self.leaf, self.plain, self.expired):
            page = read_page(self, self.verify(leaf, "--format", "html").stdout)
            self.assertNotIn("script", page.texts)
            for section in ("problems", "chain", "timeline", "certificates"):
                self.assertIn(section, page.ids)
        text = self.verify(self.expired, "--format", "html").stdout
        self.assertRegex(text, '<mark id="thing1-byte[0-9]+" class="error" title="path.validity.expired')
        one = read_page(self, support.run("certlint", "--format", "html", self.leaf).stdout)
        self.assertIn("certificates", one.ids)
        many = read_page(self, support.run("certlint", "--format", "html", self.leaf, self.expired, self.trust).stdout)
        self.assertIn("targets", many.ids)
        self.assertEqual(len(many.texts["script"]), 1)
        # A key in certificates of two names.
        self.assertIn("Keys in certificates of several names", support.run("certlint", "--format", "html", self.leaf, self.expired).stdout)

    def test_pages_of_targets(self):
        one = read_page(self, support.run("certcheck", "--format", "html", "127.0.0.1:1").stdout)
        self.assertIn("handshake", one.ids)
        many = read_page(self, support.run("certcheck", "--format", "html", "127.0.0.1:1", "127.0.0.1:1", "not a host",
                                           "<script>alert(1)</script>").stdout)
        for section in ("summary", "all", "keys", "shared", "r1", "r4"):
            self.assertIn(section, many.ids)
        read_page(self, support.run("certcheck", "--format", "html", "-", stdin="").stdout or
                  "<h1>x</h1><meta content=\"default-src 'none'\">")

    def test_names_of_100_kilobytes(self):
        long = self.write("long.pem", self.root.server("www.test", subject="<b>" * 33_000))
        for name in ("html", "csv", "nagios"):
            text = self.verify(long, "--format", name).stdout
            self.assertLess(len(text), 2_000_000, name)
            self.assertNotIn("<b><b>", text if name == "html" else "")
        read_page(self, self.verify(long, "--format", "html").stdout)


if __name__ == "__main__":
    unittest.main()
