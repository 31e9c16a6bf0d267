"""The alert rules and the configuration in examples/prometheus: promtool takes them, and what they ask about there is."""

import os
import pathlib
import re
import shutil
import subprocess
import unittest

from support import SOURCE

VALIDATORS = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "certcheck/validators"
EXAMPLES = SOURCE / "examples/prometheus"


class Rules(unittest.TestCase):
    def test_promtool_takes_them(self):
        promtool = shutil.which("promtool") or VALIDATORS / "promtool"
        if not os.path.exists(promtool):
            self.skipTest("no promtool (scripts/setup)")
        for arguments in (["check", "rules", "alerts.yml"], ["test", "rules", "alerts_test.yml"],
                          ["check", "config", "--syntax-only", "prometheus.yml"]):
            done = subprocess.run([promtool, *arguments], cwd=EXAMPLES, capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_metrics_exist(self):
        sources = "".join(path.read_text() for folder in ("serve", "report") for path in (SOURCE / "lib/certcheck" / folder).glob("*.cpp"))
        rules = (EXAMPLES / "alerts.yml").read_text()
        used = set(re.findall(r"\b(?:certcheck|probe)_[a-z0-9_]+", rules)) - {"certcheck_serve"}
        self.assertGreater(len(used), 5)
        for name in used:
            self.assertIn(f'"{name.removesuffix("_bucket")}"', sources)
        alerts = set(re.findall(r"alert: (\w+)", rules))
        tested = set(re.findall(r"alertname: (\w+)", (EXAMPLES / "alerts_test.yml").read_text()))
        self.assertEqual(alerts, tested)


if __name__ == "__main__":
    unittest.main()
