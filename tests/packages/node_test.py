"""The example for Node.js through the C library: `scripts/test packages` runs this. The package koffi of npm, which has its own prebuilt
binary, is installed once into the user's cache without running its scripts; without it, or without node, the test is skipped."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("CERTCHECK_BUILD_DIR", SOURCE / "build/release"))
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "certcheck"
TOOLS = CACHE / "node-tools"


def have_koffi():
    if (TOOLS / "node_modules/koffi").exists():
        return True
    if not shutil.which("npm"):
        return False
    TOOLS.mkdir(parents=True, exist_ok=True)
    return subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", TOOLS, "koffi"],
                          capture_output=True, check=False).returncode == 0


@unittest.skipUnless(shutil.which("node") and have_koffi(), "node or npm's koffi is missing")
class NodeExample(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        # Modules are looked for beside the script.
        for file in (SOURCE / "bindings/node").glob("*.mjs"):
            shutil.copy(file, self.folder)
        (self.folder / "node_modules").symlink_to(TOOLS / "node_modules")

    def node(self, *command):
        environment = {**os.environ, "CERTCHECK_LIBRARY": str(BUILD / "lib/libcertcheck_c.so")}
        return subprocess.run(["node", *map(str, command)], cwd=self.folder, env=environment, capture_output=True, text=True, timeout=100,
                              check=False)

    def test_the_example(self):
        with subprocess.Popen([BUILD / "bin/certserve", "expired"], stdout=subprocess.PIPE, text=True) as certserve:
            try:
                server = json.loads(certserve.stdout.readline())
                root = self.folder / "root.pem"
                root.write_text(server["root"])
                case = SOURCE / "testdata/scenarios/good-p256"
                done = self.node("example.mjs", case / "root.pem", case / "chain.pem", "good-p256.certcheck.test")
                with_server = self.node("example.mjs", root, case / "chain.pem", "good-p256.certcheck.test", server["host"],
                                        f"{server['address']}:{server['port']}")
            finally:
                certserve.terminate()
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("chain: trusted", done.stdout)
        self.assertIn("lint: ", done.stdout)
        self.assertEqual((with_server.returncode, with_server.stderr), (0, ""))
        self.assertIn("server: untrusted TLS 1.3", with_server.stdout)

    def test_errors_are_rejections_with_a_code_and_a_message(self):
        script = ("import { Client } from './certcheck.mjs'; const client = new Client();"
                  "await client.verify({}).catch((error) => console.log(error.code, error.message)); client.close();")
        done = self.node("--input-type=module", "-e", script)
        self.assertEqual((done.stdout, done.stderr), ('usage "leaf" is missing\n', ""))


if __name__ == "__main__":
    sys.exit(unittest.main())
