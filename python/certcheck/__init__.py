"""Validates certificate chains, lints certificates, and checks TLS servers.

    import certcheck

    chain = certcheck.verify(Path("chain.pem"), trust=Path("roots.pem"), name="www.example.com")
    linted = certcheck.lint(Path("chain.pem"), chain=True)
    report = certcheck.check("www.example.com", min_days=21)
    with certcheck.scan(["a.example", "b.example:8443"]) as reports:
        for report in reports:
            print(report.target, report.verdict)

Bad certificates are no errors: they are what the answers are about. Errors are wrong arguments and input that cannot be read, as
exceptions derived from CertcheckError. `certcheck.aio` has the same for asyncio."""

from ._client import Client, Name, Scan, check, lint, lint_all, scan, verify, verify_all
from ._errors import CertcheckError, InternalError, InputError, UnreadableError, UsageError
from ._library import library_version
from ._report import Finding, Linted, LintReport, Report, RevocationStatus, Severity, Subject, Verdict, Verification
from ._version import VERSION as __version__

__all__ = [
    "CertcheckError", "Client", "Finding", "InputError", "InternalError", "LintReport", "Linted", "Name", "Report", "RevocationStatus",
    "Scan", "Severity", "Subject", "UnreadableError", "UsageError", "Verdict", "Verification", "__version__", "check",
    "library_version", "lint", "lint_all", "scan", "verify", "verify_all",
]
