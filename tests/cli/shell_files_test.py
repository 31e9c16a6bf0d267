"""The manual pages and completions that the tools print are what man(1) and the shells take."""

import shutil
import subprocess
import unittest

from support import BIN

TOOLS = ("certcheck", "certverify", "certlint", "certserve")


# Of a program with commands, each by itself.
COMMANDS = ("certcheck history", "certcheck expiring", "certcheck changes", "certcheck serve")


def printed(tool, *options):
    program, *command = tool.split()
    done = subprocess.run([BIN / program, *command, *options], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and not done.stderr, done
    return done.stdout


def options_of(tool):
    """As --help lists them."""
    names = set()
    for line in printed(tool, "--help").splitlines():
        if line.startswith("  -"):
            names.update(line.split()[0].split(","))
    return names - {"--help", "-h", "--version", "--completion", "--manual"}


def needs(program):
    return unittest.skipUnless(shutil.which(program), f"no {program}")


class Manual(unittest.TestCase):
    def test_names_every_option(self):
        for tool in TOOLS + COMMANDS:
            page = printed(tool, "--manual").replace("\\-", "-")
            for option in options_of(tool):
                with self.subTest(tool=tool, option=option):
                    self.assertIn(f"\\fB{option}\\fR", page)

    @needs("mandoc")
    def test_is_a_manual_page(self):
        for tool in TOOLS + COMMANDS:
            with self.subTest(tool=tool):
                page = printed(tool, "--manual")
                # Without a date, as it is the same for the same version; and lines are as long as their sentences.
                done = subprocess.run(["mandoc", "-Tlint", "-Wwarning"], input=page, capture_output=True, text=True, check=False)
                complaints = [line for line in done.stdout.splitlines() if "missing date" not in line]
                self.assertEqual(complaints, [])
                shown = subprocess.run(["mandoc", "-Tutf8"], input=page, capture_output=True, text=True, check=True).stdout
                self.assertIn(tool.replace(" ", "-"), shown)

    def test_needs_no_input(self):
        self.assertIn(".SH", printed("certverify", "--manual"))

    def test_commands_have_pages_of_their_own(self):
        self.assertIn("certcheck-serve", printed("certcheck", "--manual").replace("\\-", "-"))
        self.assertIn('.TH "certcheck-serve" 1', printed("certcheck serve", "--manual"))
        self.assertIn("\\fBcertcheck serve\\fR", printed("certcheck serve", "--manual"))


class Completion(unittest.TestCase):
    def bash(self, tool, *words):
        script = printed(tool, "--completion", "bash") + (
            'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _' + tool + '; printf "%s\\n" "${COMPREPLY[@]}"')
        done = subprocess.run(["bash", "-u", "-c", script, "bash", tool, *words], capture_output=True, text=True, check=False)
        self.assertEqual(done.stderr, "")
        return set(done.stdout.split("\n")) - {""}

    def test_bash(self):
        for tool in TOOLS:
            with self.subTest(tool=tool):
                self.assertLessEqual(options_of(tool), self.bash(tool, "-"))
        self.assertEqual(self.bash("certcheck", "--format", "js"), {"json"})
        self.assertEqual(self.bash("certcheck", "--format", "=", "j"), {"json", "junit"})
        self.assertEqual(self.bash("certcheck", "--format", "="), self.bash("certcheck", "--format", ""))
        self.assertEqual(self.bash("certlint", "/etc/debian_versio"), {"/etc/debian_version"})
        self.assertEqual(self.bash("certcheck", "--name", "x"), set())
        self.assertIn("serve", self.bash("certcheck", "ser"))
        self.assertEqual(self.bash("certcheck", "serve", "ser"), set())
        self.assertLessEqual(options_of("certcheck serve"), self.bash("certcheck", "serve", "-"))
        self.assertNotIn("--listen", self.bash("certcheck", "-"))
        self.assertNotIn("--shard", self.bash("certcheck", "serve", "-"))

    @needs("zsh")
    def test_zsh(self):
        for tool in TOOLS:
            with self.subTest(tool=tool):
                text = printed(tool, "--completion", "zsh")
                subprocess.run(["zsh", "-n"], input=text, text=True, check=True)
                # The function as compsys would call it, with a stand-in that shows the specifications.
                script = '_arguments() { print -rl -- "$@" }\n' + text
                done = subprocess.run(["zsh", "-f", "-c", script], capture_output=True, text=True, check=True)
                shown = {line.lstrip("*").split("[")[0].rstrip("=") for line in done.stdout.splitlines()}
                self.assertLessEqual(options_of(tool), shown)
        script = 'words=(certcheck serve -) CURRENT=3; _arguments() { print -rl -- "$@" }\n' + printed("certcheck", "--completion", "zsh")
        # As a function, for it returns.
        done = subprocess.run(["zsh", "-f", "-c", "whole() {\n" + script + "\n}\nwhole"], capture_output=True, text=True, check=True)
        self.assertIn("--listen", done.stdout)
        self.assertNotIn("--shard", done.stdout)

    @needs("fish")
    def test_fish(self):
        for tool in TOOLS:
            with self.subTest(tool=tool):
                script = printed(tool, "--completion", "fish") + f"\ncomplete -C '{tool} -'\ncomplete -C '{tool} --'\n"
                done = subprocess.run(["fish", "--no-config", "-c", script], capture_output=True, text=True, check=True)
                shown = {line.split("\t")[0] for line in done.stdout.splitlines()}
                self.assertLessEqual(options_of(tool), shown)
        script = printed("certcheck", "--completion", "fish") + "\ncomplete -C 'certcheck serve --'\ncomplete -C 'certcheck ser'\n"
        done = subprocess.run(["fish", "--no-config", "-c", script], capture_output=True, text=True, check=True)
        shown = {line.split("\t")[0] for line in done.stdout.splitlines()}
        self.assertLessEqual({"--listen", "--trust", "serve"}, shown)
        self.assertNotIn("--shard", shown)

    def test_another_shell_is_refused(self):
        done = subprocess.run([BIN / "certcheck", "--completion", "tcsh"], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("--completion", done.stderr)


if __name__ == "__main__":
    unittest.main()
