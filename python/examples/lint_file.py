"""lint_file.py FILE...: what is wrong with the certificates, CRLs and OCSP responses in these files?"""

import pathlib
import sys

import certcheck


def main() -> int:
    errors = 0
    for report in certcheck.lint_all((pathlib.Path(name) for name in sys.argv[1:]), chain=True):
        for item in report.items:
            for finding in item.findings:
                print(f"{item.file}:{item.line or ''} {item.kind} {item.subject or ''}: {finding}")
        errors += len(report.errors)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
