"""The pages of --format html as people meet them: in headless Chromium in light, dark, printed and on narrow windows, by keyboard, and
by axe-core; and by the Nu HTML checker. A report of a trusted, an untrusted and an unreachable endpoint, of what was linted, and of a
fleet of 10,000. `scripts/test page` runs this. Pictures are left in build/pictures. What is missing is skipped by name: Debian's
chromium and tidy, a Java, and the packages puppeteer-core, axe-core and vnu-jar of npm, which are installed once into the user's
cache (CERTCHECK_PAGE_TOOLS: another folder)."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("CERTCHECK_BUILD_DIR", SOURCE / "build/release")) / "bin"
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "certcheck"
TOOLS = pathlib.Path(os.environ.get("CERTCHECK_PAGE_TOOLS", CACHE / "page-tools"))
PACKAGES = ("puppeteer-core", "axe-core", "vnu-jar")
PICTURES = SOURCE / "build/pictures"
TIME = "2026-06-01T00:00:00Z"
FLEET = 10_000
FLEET_BYTES, FLEET_SECONDS = 10_000_000, 2.0


def have_packages():
    if all((TOOLS / "node_modules" / name).exists() for name in PACKAGES):
        return True
    if not shutil.which("npm"):
        return False
    TOOLS.mkdir(parents=True, exist_ok=True)
    return subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--prefix", TOOLS, *PACKAGES], capture_output=True,
                          check=False).returncode == 0


def write_pages(folder):
    """{name: file} of the pages."""
    def make(name, *command, stdin=None):
        file = folder / f"{name}.html"
        with file.open("w") as out:
            subprocess.run([BIN / command[0], "--format", "html", *map(str, command[1:])], cwd=SOURCE / "testdata", stdout=out,
                           stderr=subprocess.DEVNULL, input=stdin, text=True, check=False, timeout=600)
        return file

    pages = {"linted": make("linted", "certlint", "scenarios/malformed-leaf/chain.pem", "scenarios/expired/chain.pem")}
    with subprocess.Popen([BIN / "certserve", "--pki", folder / "pki", "--time", TIME, "good-p256", "expired", "tls12-only", "plaintext"],
                          stdout=subprocess.PIPE, text=True) as certserve:
        try:
            for _ in range(4):
                server = json.loads(certserve.stdout.readline())
                pages[server["name"]] = make(server["name"], "certcheck", "--trust", server["root_file"], "--time", TIME, "--connect",
                                             f"{server['address']}:{server['port']}", server["host"])
        finally:
            certserve.terminate()
    case = "scenarios/expired-cross-certificate"
    pages["cross"] = make("cross", "certverify", "--time", TIME, "--no-name", "--trust", f"{case}/root.pem", f"{case}/chain.pem")
    # Names, dates and keys as a fleet has them: what is linted has all that a target has, without 10,000 servers.
    chains = [(SOURCE / "testdata" / file).read_text() for file in ("scenarios/expired/chain.pem", "scenarios/good-p256/chain.pem",
                                                                    "scenarios/wildcard-good/chain.pem")]
    bundle = folder / "bundle.pem"
    bundle.write_text("".join(chains[i % 3] for i in range(FLEET // 4)))
    pages["linted-fleet"] = make("linted-fleet", "certlint", "--quiet", bundle)
    pages["fleet"] = make("fleet", "certcheck", "--concurrency", 500, "--timeout", 5, "-",
                          stdin="".join(f"127.{i // 62500}.{i // 250 % 250}.{i % 250 + 1}:1\n" for i in range(FLEET)))
    return pages


@unittest.skipUnless(shutil.which("chromium") and shutil.which("node") and have_packages(),
                     "chromium, node or one of " + ", ".join(PACKAGES) + " is missing")
class PageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.pages = write_pages(cls.folder)
        PICTURES.mkdir(parents=True, exist_ok=True)

    def look(self, *pages):
        job = self.folder / "job.json"
        job.write_text(json.dumps({"chromium": shutil.which("chromium"), "modules": str(TOOLS), "folder": str(PICTURES), "pages": [
            {**page, "file": str(self.pages[page["page"]])} for page in pages]}))
        done = subprocess.run(["node", SOURCE / "tests/page/look.mjs", job], capture_output=True, text=True, timeout=600, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        found = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(len(found), len(pages))
        for page, each in zip(pages, found):
            self.assertEqual(each["navigation"] == "none", page.get("print", False), each)
            self.assertFalse(page.get("print", False) and each["folded"], each)
            self.assertEqual((each["console"], each["requested"], each["overflow"]), ([], [], 0), each)
            self.assertEqual([one for one in each.get("axe", []) if one["impact"] in ("serious", "critical")], [], each["file"])
        return found

    def test_reports(self):
        looks = []
        for name in ("good-p256", "expired", "plaintext", "tls12-only", "cross", "linted"):
            looks += [{"page": name, "picture": f"{name}.png", "whole": True, "axe": True},
                      {"page": name, "picture": f"{name}-dark.png", "whole": True, "dark": True, "axe": True},
                      {"page": name, "picture": f"{name}-narrow.png", "width": 400, "whole": True},
                      {"page": name, "picture": f"{name}-print.png", "print": True, "whole": True}]
        self.look(*looks)

    def test_the_keyboard_reaches_what_can_be_used(self):
        (found,) = self.look({"page": "expired", "keys": 12})
        reached = found["keys"]
        self.assertEqual(reached[0]["text"], "Skip to the report")
        self.assertTrue(all(each["visible"] for each in reached), reached)
        tags = [each["tag"] for each in reached]
        for tag in ("a", "div", "summary"):
            self.assertIn(tag, tags)

    def test_a_fleet_of_10000(self):
        for name in ("fleet", "linted-fleet"):
            self.assertLess(self.pages[name].stat().st_size, FLEET_BYTES)
        found, dark, linted = self.look(
            {"page": "fleet", "picture": "fleet.png", "fleet": True, "word": "127.0.9.7:"},
            {"page": "fleet", "picture": "fleet-dark.png", "dark": True, "keys": 12},
            {"page": "linted-fleet", "picture": "linted-fleet.png", "fleet": True, "word": "CN=expired"})
        print(f"{FLEET} targets: {self.pages['fleet'].stat().st_size} bytes, {found['cpu_s']} and {linted['cpu_s']} s of processor time to open")
        for each in (found, dark, linted):
            self.assertLess(each["cpu_s"], FLEET_SECONDS)
        for each in (found, linted):
            self.assertEqual(each["fleet"]["order"], "ascending")
            self.assertGreater(each["fleet"]["shown"], 0)
            self.assertRegex(each["fleet"]["count"], f"^{each['fleet']['shown']} of [0-9]+$")
        self.assertTrue(linted["fleet"]["first"].startswith("-"))

    def test_by_validators(self):
        files = [str(self.pages[name]) for name in self.pages if not name.endswith("fleet")]
        if shutil.which("java"):
            jar = TOOLS / "node_modules/vnu-jar/build/dist/vnu.jar"
            done = subprocess.run(["java", "-jar", jar, "--stdout", "--format", "json", *files], capture_output=True, text=True,
                                  timeout=600, check=False)
            # It knows no hashes in a policy; that Chromium runs style and script is seen above.
            messages = [each for each in json.loads(done.stdout)["messages"] if "Content Security Policy" not in each["message"]]
            self.assertEqual(messages, [])
        if shutil.which("tidy"):
            for file in files:
                done = subprocess.run(["tidy", "-e", "-q", file], capture_output=True, text=True, timeout=60, check=False)
                # It does not know that in SVG a title may have an id.
                self.assertEqual([line for line in done.stderr.splitlines() if '<title> proprietary attribute "id"' not in line], [], file)


if __name__ == "__main__":
    ending = unittest.main(exit=False).result
    sys.exit(1 if not ending.wasSuccessful() else 77 if ending.skipped else 0)
