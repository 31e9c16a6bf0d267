"""verify_chain.py ROOTS CHAIN NAME: would clients with these roots accept this chain for this name now?"""

import pathlib
import sys

import certcheck


def main() -> int:
    roots, chain, name = sys.argv[1:]
    answer = certcheck.verify(pathlib.Path(chain), trust=pathlib.Path(roots), name=name)
    print(answer.verdict)
    for finding in answer.findings:
        print(finding.severity, finding.id, "in certificate", finding.subject.index)
    return 0 if answer.trusted else 1


if __name__ == "__main__":
    sys.exit(main())
