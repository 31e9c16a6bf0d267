"""What certcheck says is the field's English: forms to avoid stay out of code and documents, and a requirement is a norm
with the key words of BCP 14."""

import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(os.environ.get("CERTCHECK_SOURCE_DIR", pathlib.Path(__file__).resolve().parents[2]))
BIN = pathlib.Path(os.environ.get("CERTCHECK_BIN_DIR", ROOT / "build/release/bin"))

# (form, what to write instead). Forms are found in string literals, comments and documents; quotations in comments are the
# standards' own words.
FORMS = [
    (r"\boctets?\b", "byte"),
    (r"\be-mail\b", "email"),
    (r"\bleft-most\b", "leftmost"),
    (r"(?<![Tt]here )\bis no (?!longer\b|larger\b|later\b|earlier\b|more\b|other\b|less\b|way\b|reason\b)", "is not a"),
    (r"\bno CA's\b", "not a CA certificate"),
    (r"\bpass(es|ed|ing)? over\b", "skip, ignore"),
    (r"\bmend(s|ed|ing)?\b", "fix, correct"),
    (r"(?<!::)\bjudg(e[sd]?|ing)\b", "verify, validate, check, evaluate"),
    (r"\bat hand\b", "available, provided"),
    (r"\b(had|has|have) (a|no) say\b", "was used, was not used"),
    (r"\b(is|are|was|were|budgets?) spent\b", "exhausted"),
    (r"\bheed(s|ed)?\b", "apply, use"),
    (r"\bamid\b", "during"),
    (r"\bbeside\b", "with, next to, in addition to"),
    (r"\bbehind\b", "after, in front of, below"),
    (r"\bstands? (again|already|before|behind|beside|between|twice|once|elsewhere|there|in|on|at)\b", "is, appears, is repeated"),
    (r"\b(bears?|bore) (a|the) name\b", "has the name"),
    (r"\bkeeps? to\b", "follow, conform to"),
    (r"\b(tells?|told) of\b", "report, list, show"),
    (r"\b(is|are) told (?!apart|about|of|what|how|that)", "is reported"),
    (r"\bcannot be told\b|\bnobody can tell\b|\bnothing tells\b", "unknown, cannot be determined"),
    (r"\bcan be had\b|\bto be had\b", "is available, can be fetched"),
    (r"\bholds? (it |them )?against\b", "checks, enforces"),
    (r"\bneedless(ly)?\b", "unnecessary"),
    (r"\bspell(s|ed)? out (the|its|a) (curve|parameters|default)\b", "explicit curve parameters, encodes a default value"),
    (r"\bsigned over (SHA|MD)", "signed with"),
    (r"\bshakes? hands\b|\bshook hands\b", "handshake"),
    (r"\blost its way\b", "cannot continue"),
    (r"\bof no use\b", "has no effect, cannot be combined"),
    (r"\bthe time (allowed |for it )?(is|was) over\b", "the time limit was reached"),
    (r"\bfor want of\b", "because ... is missing, out of"),
    (r"\b(is|are|was|were) awaited\b|\bthe awaited (answer|reply)\b", "is expected"),
    (r"\bis none of [\w-]+,", "is not one of"),
    (r"\bis there (twice|more than once)\b", "appears twice"),
    (r"\bserver takes\b(?! (up|part|place))", "accepts"),
    (r"\bMake a new key\b", "Generate a new key"),
    (r"\bReissue\b", "Issue ... again"),
    (r"\bone [a-z]+ a (case|parser|line|core|port|scenario|suite)\b", "one per"),
    (r"\banybody can break\b", "easily broken"),
]

# (file, text, form that must be found there)
PLANTED = [
    ("lib/certcheck/x.cpp", 'report("the value has 4 octets");', "octets"),
    ("lib/certcheck/x.cpp", 'report("this "\n       "is no IP address");', "is no "),
    ("lib/certcheck/x.h", "/// Nothing here tells of it.", "tells of"),
    ("tools/x/main.cpp", 'f(a);  // passed over: "MUST"', "passed over"),
    ("docs/x.md", "Mended since.\nBut not mended.", "mended"),
    ("README.md", "The CRLs at hand.", "at hand"),
    ("docs/x.md", "Why it is not judged.", "judged"),
]
# The same where it is right: a type, an identifier, a quotation over two lines.
SOUND = [
    ("lib/certcheck/x.cpp", 'report("not an OCTET STRING", octets_of(digest));'),
    ("lib/certcheck/x.cpp", '// RFC 5280 4.2.1.6: "MUST contain exactly four\n// octets." The same here.'),
    ("docs/x.md", "There is no CRL; it is no longer valid."),
]

# What cites none of these rests on no standard: there the key words are advice of our own.
STANDARD = re.compile(r"RFC \d|X\.[56]\d\d|ITU-T|ISO|BR \d|CA/B|CA/Browser|Mozilla Root Store Policy|SEC 1|FIPS|NIST|X509-SVID")
KEY_WORDS = {
    "error": re.compile(r"\b(MUST|SHALL|REQUIRED)\b"),
    "warning": re.compile(r"\b(MUST|SHALL|REQUIRED|SHOULD|RECOMMENDED)\b"),
}
# Worse than their standard's word, each with the reason.
WORSE = {
    "rfc3279.key_usage.rsa_ca_encipherment": "RFC 3279 2.3.1 has SHOULD NOT; zlint makes it an error",
    "starttls.not_offered": "no standard makes a server offer TLS; without it there is nothing to check",
}
NORM = re.compile(r"\b(MUST|SHALL|SHOULD|MAY|REQUIRED|RECOMMENDED|OPTIONAL)\b")
ASSERTIONS = re.compile(r"\b(must|shall|should)( not)?\b")


def literals(code):
    """The texts of the string literals of a line without comment."""
    return [found.group(1) for found in re.finditer(r'"((?:[^"\\]|\\.)*)"', code)]


def split_comment(line):
    """Code and comment of a line; `//` inside of a string literal begins none."""
    found = re.match(r'((?:[^"/]|/(?!/)|"(?:[^"\\]|\\.)*")*)//[/!<]*(.*)', line)
    return (found.group(1), found.group(2)) if found else (line, None)


def texts_of_code(lines):
    """(line number, text) of literals and comments, without what comments quote."""
    quoting = False
    for number, line in enumerate(lines, 1):
        code, comment = split_comment(line)
        if not code.lstrip().startswith("#"):
            for text in literals(code):
                yield number, text
        if comment is None or code.strip():
            quoting = False
        if comment is not None:
            parts = comment.split('"')
            yield number, " ".join(part for i, part in enumerate(parts) if (i % 2 == 1) == quoting)
            if not code.strip() and len(parts) % 2 == 0:
                quoting = not quoting


def violations(root):
    """Every form to avoid below `root`, as "file:line: form: write ... instead"."""
    code = [path for folder in ("lib", "tools") for suffix in ("h", "cpp") for path in root.glob(f"{folder}/**/*.{suffix}")]
    documents = [*root.glob("*.md"), *root.glob("docs/*.md")]
    for path in sorted([*code, *documents]):
        name = path.relative_to(root).as_posix()
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, text in enumerate(lines, 1) if path in documents else texts_of_code(lines):
            for form, instead in FORMS:
                for found in re.finditer(form, text):
                    yield f'{name}:{number}: "{found.group()}": write "{instead}" instead'


class WordingTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        output = subprocess.run([BIN / "certlint", "--list-checks", "--format", "json"], check=True, timeout=60,
                                stdout=subprocess.PIPE).stdout
        cls.checks = json.loads(output)

    def plant(self, root, name, text):
        path = pathlib.Path(root, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return list(violations(pathlib.Path(root)))

    def test_forms_to_avoid_are_found(self):
        for name, text, form in PLANTED:
            with self.subTest(text=text), tempfile.TemporaryDirectory() as root:
                found = self.plant(root, name, text)
                self.assertEqual(len(found), 1, found)
                self.assertIn(f'"{form}"', found[0])
                self.assertTrue(found[0].startswith(f"{name}:{1 + text.count(chr(10))}: "), found[0])
        for name, text in SOUND:
            with self.subTest(text=text), tempfile.TemporaryDirectory() as root:
                self.assertEqual(self.plant(root, name, text), [])

    def test_forms_to_avoid_are_not_written(self):
        found = list(violations(ROOT))
        self.assertEqual(found, [], "\n" + "\n".join(found))

    def test_what_a_standard_demands_has_its_key_word(self):
        without = set()
        for severity, key_word in KEY_WORDS.items():
            demanded = [check for check in self.checks
                        if check["severity"] == severity and STANDARD.search(check["citation"])]
            self.assertGreater(len(demanded), 50, severity)
            without |= {check["id"] for check in demanded if not key_word.search(check["requirement"])}
        self.assertEqual(without, set(WORSE))

    def test_requirements_are_norms(self):
        plain = [f'{check["id"]}: {check["requirement"]}' for check in self.checks if not NORM.search(check["requirement"])]
        self.assertEqual(plain, [], "\n" + "\n".join(plain))

    def test_requirements_have_key_words_in_capitals(self):
        for check in self.checks:
            with self.subTest(check["id"]):
                self.assertNotRegex(check["requirement"], ASSERTIONS)
                self.assertTrue(check["requirement"].endswith("."), check["requirement"])


if __name__ == "__main__":
    unittest.main()
