"""Manual pages and completions of certcheck's commands."""

import shutil
import subprocess
import unittest

from support import BIN

COMMANDS = {"history": "--keys", "expiring": "--days", "changes": "--since"}


def printed(*words):
    done = subprocess.run([BIN / "certcheck", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and not done.stderr, done
    return done.stdout


def needs(program):
    return unittest.skipUnless(shutil.which(program), f"no {program}")


class Commands(unittest.TestCase):
    def bash(self, *words):
        script = printed("--completion", "bash") + (
            'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _certcheck; printf "%s\\n" "${COMPREPLY[@]}"')
        done = subprocess.run(["bash", "-u", "-c", script, "bash", "certcheck", *words], capture_output=True, text=True, check=False)
        self.assertEqual(done.stderr, "")
        return set(done.stdout.split("\n")) - {""}

    def test_the_program_tells_of_them(self):
        for command in COMMANDS:
            self.assertIn(command, printed("--help"))
            self.assertIn(f"\\fBcertcheck {command}\\fR", printed("--manual"))

    @needs("mandoc")
    def test_each_has_a_page(self):
        for command, option in COMMANDS.items():
            with self.subTest(command=command):
                page = printed(command, "--manual")
                self.assertIn(f'.TH "certcheck-{command}" 1', page)
                self.assertIn(option, page.replace("\\-", "-"))
                self.assertIn("--store", printed(command, "--help"))
                done = subprocess.run(["mandoc", "-Tlint", "-Wwarning"], input=page, capture_output=True, text=True, check=False)
                self.assertEqual([line for line in done.stdout.splitlines() if "missing date" not in line], [])

    def test_bash(self):
        for command, option in COMMANDS.items():
            with self.subTest(command=command):
                self.assertIn(command, self.bash(command[:3]))
                self.assertNotIn(command, self.bash("a.example", command[:3]))
                self.assertIn(option, self.bash(command, "--"))
                self.assertEqual(self.bash(command, "--format", "c"), {"csv"})
        self.assertNotIn("--days", self.bash("--"))
        self.assertNotIn("--shard", self.bash("history", "--"))

    @needs("fish")
    def test_fish(self):
        script = printed("--completion", "fish") + "".join(
            f"\ncomplete -C 'certcheck {command} --'\ncomplete -C 'certcheck {command[:3]}'" for command in COMMANDS)
        done = subprocess.run(["fish", "--no-config", "-c", script], capture_output=True, text=True, check=True)
        self.assertLessEqual({*COMMANDS, *COMMANDS.values()}, {line.split("\t")[0] for line in done.stdout.splitlines()})

    @needs("zsh")
    def test_zsh(self):
        for command, option in COMMANDS.items():
            script = f'words=(certcheck {command} -) CURRENT=3; _arguments() {{ print -rl -- "$@" }}\n' + printed("--completion", "zsh")
            done = subprocess.run(["zsh", "-f", "-c", "whole() {\n" + script + "\n}\nwhole"], capture_output=True, text=True, check=True)
            self.assertIn(option, done.stdout)
            self.assertNotIn("--shard", done.stdout)


if __name__ == "__main__":
    unittest.main()
