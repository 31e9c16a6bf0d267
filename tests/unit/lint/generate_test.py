"""What testdata/lint/generate.py and places.py make is what is committed."""
import os
import subprocess
import sys

FOLDER = os.environ["CERTCHECK_SOURCE_DIR"] + "/testdata/lint/"
sys.exit(max(subprocess.call([sys.executable, FOLDER + script, "--check"]) for script in ("generate.py", "places.py")))
