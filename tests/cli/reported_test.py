"""certverify and certlint on what users of TLS tools and authors of other implementations have reported: testdata/reported.
Each run of a case.json gives the arguments and the exit status; of certverify the verdict, the statuses, findings that explain
it, findings that would be wrong, and words of a message; of certlint how many things it lists, every finding, and its lines on
standard error."""
import json
import shlex
import unittest

from support import SOURCE, ids, run


class ReportedTest(unittest.TestCase):
    def compare_each(self, tool, compare):
        """Each run of the cases for the tool; gives how many cases there are."""
        count = 0
        for path in sorted((SOURCE / "testdata/reported").glob("*/case.json")):
            case = json.loads(path.read_text())
            if case.get("tool", "certverify") != tool:
                continue
            count += 1
            for wanted in case["runs"]:
                with self.subTest(path.parent.name, arguments=wanted["arguments"]):
                    compare(path.parent, wanted)
        return count

    def test_every_run_is_validated_and_explained(self):
        self.assertGreater(self.compare_each("certverify", self.compare_verdict), 40)

    def test_every_file_is_linted_or_named(self):
        self.assertGreater(self.compare_each("certlint", self.compare_lints), 25)

    def compare_lints(self, folder, wanted):
        result = run("certlint", "--format", "ndjson", *shlex.split(wanted["arguments"]), cwd=folder)
        things = [json.loads(line) for line in result.stdout.splitlines()]
        self.assertEqual(result.returncode, wanted["exit_status"], result.stderr)
        self.assertEqual(len(things), wanted["things"])
        self.assertEqual(sorted({finding["id"] for thing in things for finding in thing["findings"]}), wanted["findings"])
        said = [line.removeprefix("certlint: ") for line in result.stderr.splitlines()]
        self.assertEqual(said, wanted.get("says", []))

    def compare_verdict(self, folder, wanted):
        result = run("certverify", *shlex.split(wanted["arguments"]), cwd=folder)
        found = json.loads(result.stdout)
        self.assertEqual(result.returncode, wanted["exit_status"], result.stderr)
        self.assertEqual(found["verdict"], wanted["verdict"])
        self.assertEqual([one["status"] for one in found["revocation"]], wanted.get("revocation", []))
        self.assertLessEqual(set(wanted["findings"]), set(ids(found)))
        self.assertFalse(set(wanted.get("absent", [])) & set(ids(found)))
        messages = "\n".join(finding["message"] for finding in found["findings"])
        for words in wanted.get("says", []):
            self.assertIn(words, messages)


if __name__ == "__main__":
    unittest.main()
