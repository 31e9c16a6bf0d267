"""The Python package: its wheel is made, installed into an environment of its own without a network, and there its tests run; its types
are checked where mypy is."""

import os
import pathlib
import shutil
import subprocess
import sys
import unittest
import zipfile

sys.path.insert(0, os.path.join(os.environ["CERTCHECK_SOURCE_DIR"], "tests/cli"))
from support import BIN, SOURCE, FolderTest  # noqa: E402

BUILD = BIN.parent


def run(*command, **options):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, timeout=250, **options)


class PythonPackage(FolderTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        made = run(sys.executable, SOURCE / "scripts/python-wheel", BUILD, cls.folder / "wheel")
        assert made.returncode == 0, made.stdout + made.stderr
        cls.wheel = pathlib.Path(made.stdout.strip())

    def test_the_wheel_is_of_this_platform_and_any_python(self):
        name, _, python, abi, platform = self.wheel.stem.split("-")
        self.assertEqual((name, python, abi), ("certcheck", "py3", "none"))
        self.assertIn("linux", platform)
        with zipfile.ZipFile(self.wheel) as archive:
            names = archive.namelist()
            metadata = archive.read(next(each for each in names if each.endswith("WHEEL"))).decode()
        self.assertIn("Root-Is-Purelib: false", metadata)
        self.assertIn("certcheck/libcertcheck_c.so", names)
        self.assertIn("certcheck/py.typed", names)
        self.assertFalse([each for each in names if "tests" in each or "examples" in each], names)

    def test_the_installed_package(self):
        place = self.folder / "environment"
        # A bare environment's pip is unpacked from a wheel, which takes longer than all the rest; the system's installs into it as well.
        made = run(sys.executable, "-m", "venv", "--system-site-packages", "--without-pip", place)
        self.assertEqual(made.returncode, 0, made.stdout + made.stderr)
        python = place / "bin/python"
        installed = run(python, "-m", "pip", "install", "--no-index", "--no-deps", "--quiet", self.wheel)
        self.assertEqual(installed.returncode, 0, installed.stdout + installed.stderr)
        environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "CERTCHECK_LIBRARY")}
        done = run(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", SOURCE / "python/tests", cwd=self.folder, env=environment)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        print(done.stdout.splitlines()[-1])

    @unittest.skipUnless(shutil.which("mypy"), "no mypy")
    def test_types(self):
        done = run("mypy", "--strict", "--cache-dir", self.folder / "types", "--config-file", SOURCE / "python/pyproject.toml",
                   SOURCE / "python/certcheck", cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
