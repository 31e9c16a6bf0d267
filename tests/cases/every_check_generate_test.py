"""What testdata/checks/generate.py makes is what is committed."""
import os
import subprocess
import sys

script = os.environ["CERTCHECK_SOURCE_DIR"] + "/testdata/checks/generate.py"
sys.exit(subprocess.call([sys.executable, script, "--check"]))
