"""What testdata/lint/generate.py makes is what is committed."""
import os
import subprocess
import sys

sys.exit(subprocess.call([sys.executable, os.environ["CERTCHECK_SOURCE_DIR"] + "/testdata/lint/generate.py", "--check"]))
