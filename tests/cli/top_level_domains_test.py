"""scripts/renew-top-level-domains on small samples of its sources."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"])
SCRIPT = SOURCE / "scripts/renew-top-level-domains"
LIST = SOURCE / "lib/certcheck/names/top_level_domains.inc"
GTLDS = {"updatedOn": "2026-11-01T00:00:00Z", "gTLDs": [
    {"gTLD": "zip", "delegationDate": "2014-09-15", "removalDate": None},
    {"gTLD": "active", "delegationDate": "2014-06-26", "removalDate": "2019-02-17"},
    {"gTLD": "never", "delegationDate": None, "removalDate": None}]}
ZONE = "# Version 2026110100, Last Updated Sun Nov  1 07:07:01 2026 UTC\nDE\nXN--P1AI\nZIP\n"
PRESENT = '// old\n{"an", 19850101, 20150731}, {"de", 19850101, 0}, {"zip", 20140101, 0},\n'


def rows(text):
    return [line for line in text.splitlines() if not line.startswith("//")]


class Renewing(unittest.TestCase):
    def renew(self, gtlds=json.dumps(GTLDS), zone=ZONE, present=PRESENT):
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for name, text in (("gtlds.json", gtlds), ("zone.txt", zone), ("present.inc", present)):
                paths.append(pathlib.Path(folder, name))
                paths[-1].write_text(text)
            return subprocess.run([SCRIPT, *paths], capture_output=True, text=True, check=False)

    def test_both_sources_are_merged(self):
        done = self.renew()
        self.assertEqual(rows(done.stdout), [
            '{"active", 20140626, 20190217}, {"an", 19850101, 20150731}, {"de", 19850101, 0}, {"onion", 20150218, 0},',
            '{"xn--p1ai", 19850101, 0}, {"zip", 20140915, 0},'])
        self.assertIn("2026-11-01", done.stdout)
        self.assertIn("2026110100", done.stdout)
        self.assertIn("an is in neither source", done.stderr)
        self.assertEqual(done.stdout, self.renew().stdout)
        self.assertEqual(rows(self.renew(present=done.stdout).stdout), rows(done.stdout))

    def test_what_is_not_a_source_is_refused(self):
        for wrong in ({"gtlds": "[]"}, {"gtlds": "no JSON"}, {"zone": ""}, {"zone": "<html>\n"},
                      {"gtlds": json.dumps({"gTLDs": [{"gTLD": "a", "delegationDate": "soon"}]})}):
            done = self.renew(**wrong)
            self.assertNotEqual(done.returncode, 0, wrong)
            self.assertEqual(rows(done.stdout), [], wrong)

    def test_the_committed_list_is_as_the_script_writes_it(self):
        present = LIST.read_text()
        done = self.renew(json.dumps({"gTLDs": []}), "DE\n", present)
        self.assertEqual(rows(done.stdout), rows(present))


if __name__ == "__main__":
    unittest.main()
