"""The examples in C against the library of the build, and the header as C and as C++, without a warning."""

import json
import os
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.environ["CERTCHECK_SOURCE_DIR"], "tests/cli"))
from support import BIN, SOURCE, FolderTest  # noqa: E402

LIBRARY = BIN.parent / "lib"
INCLUDE = SOURCE / "bindings/c/include"
WARNINGS = ("-Wall", "-Wextra", "-Wconversion", "-Wshadow", "-Werror", "-pedantic", "-I", INCLUDE)


def run(*command, **options):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, timeout=100, **options)


class Examples(FolderTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for source in (SOURCE / "bindings/c/examples").glob("*.c"):
            made = run("gcc", "-std=c11", *WARNINGS, source, "-o", cls.folder / source.stem, "-L", LIBRARY, "-lcertcheck_c",
                       f"-Wl,-rpath,{LIBRARY}")
            assert made.returncode == 0, made.stderr

    def example(self, name, *arguments, **options):
        return run(self.folder / name, *arguments, **options)

    def test_the_header_alone(self):
        for language, standard in (("c", "c99"), ("c", "c17"), ("c++", "c++11"), ("c++", "c++20")):
            made = run("gcc", "-x", language, f"-std={standard}", *WARNINGS, "-fsyntax-only", "-include", "certcheck/c/certcheck.h",
                       "/dev/null")
            self.assertEqual(made.returncode, 0, made.stderr)

    def test_a_chain(self):
        for case, status in (("good-p256", 0), ("expired", 1)):
            folder = SOURCE / "testdata/scenarios" / case
            done = self.example("verify_chain", folder / "root.pem", folder / "chain.pem", f"{case}.certcheck.test")
            self.assertEqual((done.returncode, done.stderr), (status, ""), done.stdout)
            self.assertEqual(json.loads(done.stdout)["verdict"], "untrusted" if status else "trusted")
        done = self.example("verify_chain", "/dev/null", folder / "chain.pem", "a.test")
        self.assertEqual((done.returncode, done.stderr), (2, '"trust"[0] contains no PEM certificate\n'))

    def test_a_file(self):
        file = SOURCE / "testdata/scenarios/malformed-leaf/chain.pem"
        done = self.example("lint_file", file)
        self.assertEqual(done.returncode, 0, done.stderr)
        printed = run(BIN / "certlint", "--chain", "--quiet", "--format", "json", "-", input=file.read_text()).stdout
        self.assertEqual(done.stdout, printed)
        self.assertEqual(self.example("lint_file", "/dev/null").returncode, 2)

    def test_endpoints(self):
        with subprocess.Popen([BIN / "certserve", "good-p256", "expired"], stdout=subprocess.PIPE, text=True) as certserve:
            try:
                servers = [json.loads(certserve.stdout.readline()) for _ in range(2)]
                targets = [f"{server['address']}:{server['port']}" for server in servers]
                request = {"targets": [*targets, "127.0.0.1:1"], "trust": [servers[0]["root"]], "no_name": True}
                done = self.example("check_endpoints", input=json.dumps(request))
            finally:
                certserve.terminate()
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        verdicts = {report["target"]["input"]: report["verdict"] for report in map(json.loads, done.stdout.splitlines())}
        self.assertEqual(verdicts, {targets[0]: "trusted", targets[1]: "untrusted", "127.0.0.1:1": "unchecked"})
        self.assertIn("usage: ", self.example("check_endpoints", input="{}").stderr)


if __name__ == "__main__":
    unittest.main()
