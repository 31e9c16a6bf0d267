"""What several threads of a tool write stays whole: a document is one document, a line one line."""
import concurrent.futures
import json
import unittest

from support import run


class Threads(unittest.TestCase):
    def test_reports_and_messages_at_once(self):
        # One target is refused while the tool reads it, the others when nobody answers, on other threads.
        targets = ["127.0.0.1:1", "no host", "127.0.0.1:2"]

        def check(_number):
            return run("certcheck", "--format", "sarif", *targets)

        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            for done in pool.map(check, range(120)):
                self.assertEqual(done.returncode, 2)
                self.assertEqual(len(json.loads(done.stdout)["runs"][0]["results"]), len(targets))
                for line in done.stderr.splitlines():
                    self.assertTrue(line.startswith("certcheck: "), line)


if __name__ == "__main__":
    unittest.main()
