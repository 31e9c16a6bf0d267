#!/usr/bin/env python3
"""The fixtures of x509 are what their generator makes, whichever version of python3-cryptography runs it."""

import filecmp
import os
import pathlib
import subprocess
import sys
import tempfile

try:
    import cryptography  # noqa: F401
except ImportError:
    print("skipped: no python3-cryptography")
    sys.exit(77)

folder = pathlib.Path(os.environ.get("CERTCHECK_SOURCE_DIR", pathlib.Path(__file__).parents[3])) / "testdata" / "x509"
with tempfile.TemporaryDirectory() as made:
    subprocess.run([sys.executable, folder / "generate.py", made], check=True)
    names = sorted(path.name for path in pathlib.Path(made).iterdir())
    same, different, missing = filecmp.cmpfiles(folder, made, names, shallow=False)
    if not names or different or missing:
        sys.exit(f"differ from what generate.py makes: {different + missing}; run testdata/x509/generate.py")
    print(f"{len(names)} files are as generated")
