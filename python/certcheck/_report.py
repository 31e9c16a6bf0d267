"""What the library answers, as values. Each has `raw`, the JSON that it was made of, for what has no field here."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = Mapping[str, Any]


class Verdict(str, enum.Enum):
    TRUSTED = "trusted"
    UNTRUSTED = "untrusted"
    UNCHECKED = "unchecked"  #: the server could not be reached, or the handshake not be finished

    def __str__(self) -> str:
        return self.value


class Severity(str, enum.Enum):
    NOTICE = "notice"
    WARNING = "warning"
    ERROR = "error"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True)
class Subject:
    """What a finding is about: the certificate with this index, for example."""

    kind: str
    index: int | None
    sha256: str | None

    @classmethod
    def of(cls, json: Json) -> Subject:
        return cls(json["kind"], json["index"], json["sha256"])


@dataclass(frozen=True)
class Finding:
    """One problem. Answers of verify() have `id`, `severity` and `subject` alone."""

    id: str
    severity: Severity
    subject: Subject
    message: str = ""
    node_path: str | None = None  #: where in the certificate
    offset: int | None = None  #: the byte
    evidence: Mapping[str, Any] = field(default_factory=dict)
    citation: str = ""
    hint: str = ""
    zlint: str | None = None  #: zlint's name of the same lint

    @classmethod
    def of(cls, json: Json) -> Finding:
        return cls(json["id"], Severity(json["severity"]), Subject.of(json["subject"]), json.get("message", ""), json.get("node_path"),
                   json.get("offset"), json.get("evidence", {}), json.get("citation", ""), json.get("hint", ""), json.get("zlint"))

    def __str__(self) -> str:
        return f"{self.severity} {self.id}" + (f": {self.message}" if self.message else "")


def findings_of(json: Json) -> tuple[Finding, ...]:
    return tuple(Finding.of(each) for each in json["findings"])


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text.replace("Z", "+00:00"))


@dataclass(frozen=True)
class RevocationStatus:
    subject: Subject
    status: str  #: "good", "revoked" or "unknown"
    source: str | None
    revoked_at: datetime | None
    reason: str | None

    @classmethod
    def of(cls, json: Json) -> RevocationStatus:
        return cls(Subject.of(json["subject"]), json["status"], json["source"], _time(json["revoked_at"]), json["reason"])


@dataclass(frozen=True)
class Verification:
    """What verify() found out about a chain."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    path: tuple[str, ...]  #: SHA-256 of each certificate of the best path, the leaf first
    valid_policies: tuple[str, ...]
    revocation: tuple[RevocationStatus, ...]
    raw: Json = field(repr=False)

    @property
    def trusted(self) -> bool:
        return self.verdict is Verdict.TRUSTED

    @classmethod
    def of(cls, json: Json) -> Verification:
        return cls(Verdict(json["verdict"]), findings_of(json), tuple(json["path"]), tuple(json["valid_policies"]),
                   tuple(RevocationStatus.of(each) for each in json["revocation"]), json)


@dataclass(frozen=True)
class Linted:
    """A certificate, CRL, OCSP response or request, or chain that was linted."""

    file: str
    index: int  #: among the things of its file
    line: int | None  #: of its BEGIN line
    kind: str
    subject: str | None
    issuer: str | None
    not_before: datetime | None
    not_after: datetime | None
    findings: tuple[Finding, ...]
    raw: Json = field(repr=False)

    @classmethod
    def of(cls, json: Json) -> Linted:
        return cls(json["file"], json["index"], json["line"], json["kind"], json["subject"], json["issuer"], _time(json["not_before"]),
                   _time(json["not_after"]), findings_of(json), json)


@dataclass(frozen=True)
class LintReport:
    """What lint() found in a file."""

    items: tuple[Linted, ...]
    raw: Json = field(repr=False)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for item in self.items for finding in item.findings)

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    @classmethod
    def of(cls, json: Json) -> LintReport:
        return cls(tuple(Linted.of(each) for each in json["items"]), json)


@dataclass(frozen=True)
class Report:
    """What check() found out about a server: docs/report.schema.json describes `raw`."""

    target: str  #: as it was given
    verdict: Verdict
    findings: tuple[Finding, ...]
    expires: datetime | None  #: of the leaf
    days_left: int | None
    tls_version: str | None
    raw: Json = field(repr=False)

    @property
    def trusted(self) -> bool:
        return self.verdict is Verdict.TRUSTED

    @property
    def unmet(self) -> tuple[Finding, ...]:
        """Expectations (`min_days`, `expect_issuer` ...) that are not met."""
        return tuple(finding for finding in self.findings
                     if finding.severity is Severity.ERROR and finding.id.startswith("expectation."))

    @property
    def ok(self) -> bool:
        """Trusted, and all that was expected is so."""
        return self.trusted and not self.unmet

    def __str__(self) -> str:
        problems: Sequence[Finding] = [each for each in self.findings if each.severity is Severity.ERROR]
        return "\n  ".join([f"{self.target}: {self.verdict}", *map(str, problems)])

    @classmethod
    def of(cls, json: Json) -> Report:
        expires, handshake = json["expires"] or {}, json["handshake"] or {}
        return cls(json["target"]["input"] if json["target"] else "", Verdict(json["verdict"]), findings_of(json),
                   _time(expires.get("leaf")), expires.get("days_left"), handshake.get("version"), json)
