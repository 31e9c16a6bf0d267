"""What action.yml and packaging/ci do in a job: the tools are put into PATH, endpoints checked and files linted, annotations made,
results left, and the exit status handed on."""

import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import tarfile
import unittest

from support import BIN, SOURCE, FolderTest, pki

CI = SOURCE / "packaging/ci"


@unittest.skipUnless(shutil.which("jq"), "no jq")
class Ci(FolderTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        root = pki.Certificate("CI Root")
        (cls.folder / "certs").mkdir()
        (cls.folder / "certs/a,b.pem").write_text(root.server("www.ci.example", changes={"ski": None}).pem)

    def script(self, name, **environment):
        """Status, what it printed, and the outputs of the step."""
        outputs = self.folder / "outputs"
        outputs.write_text("")
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("CERTCHECK_", "GITHUB_"))}
        done = subprocess.run([CI / name], cwd=self.folder, capture_output=True, text=True, timeout=120, check=False, stdin=subprocess.DEVNULL,
                              env={**kept, "PATH": f"{BIN}:{kept['PATH']}", "RUNNER_TEMP": str(self.folder / "temp"), "GITHUB_OUTPUT": str(outputs),
                                   **{key: str(value) for key, value in environment.items()}})
        return done.returncode, done.stdout + done.stderr, dict(line.split("=", 1) for line in outputs.read_text().splitlines())

    def test_files_are_linted(self):
        summary = self.folder / "summary.md"
        status, said, outputs = self.script("run", CERTCHECK_FILES="certs\n\n", CERTLINT_ARGS="--include\nrfc5280.*\n  --fail-on\n  warning\n",
                                            GITHUB_STEP_SUMMARY=summary)
        self.assertEqual((status, outputs), (0, {"status": "1", "sarif": "certcheck-results/sarif"}), said)
        self.assertRegex(said, r"(?m)^::warning title=rfc5280\.subject_key_identifier\.\w+,file=certs/a%2Cb\.pem,line=1::certs/a,b\.pem: ")
        self.assertIn("rfc5280.subject_key_identifier", summary.read_text())
        self.assertEqual(json.loads((self.folder / "certcheck-results/sarif/certlint.sarif").read_text())["version"], "2.1.0")
        self.assertTrue((self.folder / "certcheck-results/certlint.xml").exists())

    def test_endpoints_are_checked(self):
        # Nobody listens there.
        status, said, outputs = self.script("run", CERTCHECK_TARGETS="127.0.0.1:1\nlocalhost:1", CERTCHECK_RESULTS="unreachable",
                                            CERTCHECK_ARGS="--timeout\n5\n--proxy\nnone")
        self.assertEqual((status, outputs), (0, {"status": "3", "sarif": "unreachable/sarif"}), said)
        self.assertRegex(said, r"(?m)^::error title=handshake\.\w+::127\.0\.0\.1:1: ")
        self.assertEqual(len((self.folder / "unreachable/reports.ndjson").read_text().splitlines()), 2)

    def test_outside_of_github_the_status_is_its_own(self):
        status, said, outputs = self.script("run", CERTCHECK_FILES="certs", CERTLINT_ARGS="--include\nrfc5280.*\n--fail-on\nwarning",
                                            GITHUB_OUTPUT="", CERTCHECK_RESULTS="plain")
        self.assertEqual((status, outputs), (1, {}), said)
        self.assertRegex(said, r"(?m)^warning rfc5280\.subject_key_identifier\.\w+ of certs/a,b\.pem: ")

    def test_nothing_to_check_is_an_error(self):
        status, said, outputs = self.script("run", CERTCHECK_TARGETS=" \n", CERTCHECK_RESULTS="none")
        self.assertEqual((status, outputs), (0, {"status": "2"}))
        self.assertIn("::error::certcheck: nothing to check", said)

    def test_wrong_options_are_told(self):
        _, said, outputs = self.script("run", CERTCHECK_FILES="certs\nno such file", CERTCHECK_RESULTS="wrong")
        self.assertEqual(outputs["status"], "2")
        self.assertIn("no such file", said)

    def archive(self):
        """As cpack makes it, of a tool that only says its version."""
        tool = self.folder / "certcheck"
        tool.write_text("#!/bin/sh\necho certcheck of the archive\n")
        tool.chmod(0o755)
        file = self.folder / "certcheck-0.1.0-Linux.tar.gz"
        with tarfile.open(file, "w:gz") as archive:
            archive.add(tool, "certcheck-0.1.0-Linux/bin/certcheck")
        return file

    def test_an_archive_is_unpacked_if_it_is_the_right_one(self):
        file, path = self.archive(), self.folder / "path"
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        status, said, _ = self.script("install", CERTCHECK_PACKAGE=file, CERTCHECK_SHA256=digest, GITHUB_PATH=path)
        self.assertEqual((status, said), (0, "certcheck of the archive\n"))
        self.assertTrue((pathlib.Path(path.read_text().strip()) / "certcheck").exists())
        status, said, _ = self.script("install", CERTCHECK_PACKAGE=file, CERTCHECK_SHA256="0" * 64, GITHUB_PATH=path)
        self.assertEqual(status, 1)
        self.assertIn("not the file with that hash", said)
        status, said, _ = self.script("install", CERTCHECK_PACKAGE="gone.tar.gz")
        self.assertEqual((status, said), (1, "install: gone.tar.gz: no such file\n"))

    def test_a_release_is_fetched_from_the_repository_that_is_named(self):
        stub, path = self.folder / "stub/curl", self.folder / "path-of-release"
        stub.parent.mkdir()
        stub.write_text(f'#!/bin/sh\nwhile [ "$1" != --output ]; do shift; done\ncp "{self.archive()}" "$2" && echo "fetched $3"\n')
        stub.chmod(0o755)
        wanted = {"CERTCHECK_VERSION": "1.2.3", "GITHUB_SERVER_URL": "https://git.example", "GITHUB_PATH": path,
                  "PATH": f"{stub.parent}:{os.environ['PATH']}"}
        status, said, _ = self.script("install", CERTCHECK_REPOSITORY="some/fork", **wanted)
        machine = os.uname().machine
        self.assertEqual((status, said), (0, f"fetched https://git.example/some/fork/releases/download/v1.2.3/certcheck-1.2.3-linux-{machine}.tar.gz\n"
                                             "certcheck of the archive\n"))
        status, said, _ = self.script("install", **wanted)
        self.assertEqual((status, said), (1, "install: CERTCHECK_VERSION needs CERTCHECK_REPOSITORY, whose release it is\n"))

    def test_tools_in_path_are_used(self):
        path = self.folder / "path-of-tools"
        status, said, _ = self.script("install", GITHUB_PATH=path)
        self.assertEqual(status, 0, said)
        self.assertEqual(path.read_text(), f"{BIN}\n")

    def test_the_action_hands_its_inputs_on_by_the_environment_alone(self):
        """What a caller writes is never part of a script's text; and each input is used."""
        text = (SOURCE / "action.yml").read_text()
        self.assertEqual([line for line in re.findall(r"^ +run: .*$", text, re.MULTILINE) if "${{" in line], [])
        inputs = re.findall(r"^  ([a-z0-9-]+):$", text.split("\noutputs:")[0], re.MULTILINE)
        self.assertGreater(len(inputs), 8)
        for name in inputs:
            if name not in ("icon", "color"):
                self.assertIn(f"inputs.{name} ", text)


if __name__ == "__main__":
    unittest.main()
