"""verify, lint and check."""

from __future__ import annotations

import ipaddress
import itertools
import json
import os
import re
import ssl
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timezone
from types import TracebackType
from typing import Any, TypeVar, Union

from . import _library
from ._errors import InputError, UsageError
from ._report import LintReport, Report, Verification

#: Certificates: PEM as text or bytes, DER as bytes, or the path of a file with either.
Certificates = Union[str, bytes, "os.PathLike[str]"]
Times = Union[str, datetime]

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


@dataclass(frozen=True)
class Name:
    """A name that the leaf must have, where its kind (dns, ip, email, uri, srv) does not follow from its form."""

    kind: str
    value: str

    @classmethod
    def of(cls, text: str | Name) -> Name:
        if isinstance(text, Name):
            return text
        if "://" in text or re.match(r"(?i)(urn|sip|sips|mailto):", text):
            return cls("uri", text)
        if "@" in text:
            return cls("email", text)
        try:
            ipaddress.ip_address(text)
        except ValueError:
            return cls("srv" if text.startswith("_") else "dns", text)
        return cls("ip", text)


def _read(path: os.PathLike[str]) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise InputError(f"{os.fspath(path)}: {error.strerror}") from error


def _pem(given: Certificates, label: str = "CERTIFICATE") -> str:
    if isinstance(given, str):
        return given
    data = given if isinstance(given, bytes) else _read(given)
    if b"-----BEGIN" in data or not data.startswith(b"\x30"):
        # What is not ASCII cannot be PEM, and the library says so.
        return data.decode("utf-8", "replace")
    return ssl.DER_cert_to_PEM_cert(data).replace("CERTIFICATE", label)


def _list(given: Certificates | Iterable[Certificates], label: str = "CERTIFICATE") -> list[str]:
    if isinstance(given, (str, bytes, os.PathLike)):
        return [_pem(given, label)]
    return [_pem(each, label) for each in given]


def _time(given: Times) -> str:
    if isinstance(given, str):
        return given
    if given.tzinfo is None:
        raise UsageError('"time" is a datetime without a time zone')
    return given.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def _request(options: Mapping[str, Any]) -> dict[str, Any]:
    """The request as JSON has it, of the arguments of verify() or check()."""
    request = {key: value for key, value in options.items() if value is not None}
    for key, label in (("trust", "CERTIFICATE"), ("untrusted", "CERTIFICATE"), ("crls", "X509 CRL")):
        if key in request:
            request[key] = _list(request[key], label)
    if "time" in request:
        request["time"] = _time(request["time"])
    if "name" in request:
        given = request["name"]
        names = [given] if isinstance(given, (str, Name)) else list(given)
        request["name"] = [{"kind": name.kind, "value": name.value} for name in map(Name.of, names)]
    return request


def _encode(request: Mapping[str, Any]) -> bytes:
    def other(value: object) -> object:
        if isinstance(value, os.PathLike):
            return os.fspath(value)
        raise UsageError(f"{value!r} is nothing that a request can say")

    # A lone surrogate is no text; json would write it as an escape that nobody can read.
    try:
        return json.dumps(request, ensure_ascii=False, default=other).encode()
    except UnicodeEncodeError as error:
        raise UsageError(f"an argument is not text that UTF-8 can say: {error}") from error


class Client:
    """Remembers what it has parsed and verified: one for a program, shared by its threads, is best. The functions of the module have
    one of their own."""

    def __init__(self) -> None:
        self._context = _library.Context()

    def close(self) -> None:
        self._context.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def verify(self, leaf: Certificates, *, trust: Certificates | Iterable[Certificates] = (),
               untrusted: Certificates | Iterable[Certificates] = (), name: str | Name | Sequence[str | Name] | None = None,
               time: Times | None = None, **options: Any) -> Verification:
        """Validates a chain. `leaf` may hold its chain; `name` is what the leaf must be valid for; `options` are further keys of
        docs/batch.md, such as `profile="rfc5280"`, `strict=True`, `purpose="client"`, `revocation="hard"` with `crls`."""
        request = _request({**options, "trust": trust, "untrusted": untrusted, "name": name, "time": time})
        return Verification.of(json.loads(self._context.verify(_encode({**request, "leaf": _pem(leaf)}))))

    def lint(self, data: bytes | str | os.PathLike[str], *, name: str | None = None, chain: bool = False,
             include: Iterable[str] = (), exclude: Iterable[str] = (), severities: Mapping[str, str] | None = None,
             profile: str | None = None, as_of: str | None = None) -> LintReport:
        """Lints what is in a file, or in its bytes (as text, PEM). `name` is what the report calls it; the rest is as certlint's
        options of these names (docs/certlint.md)."""
        if isinstance(data, str):
            data = data.encode()
        elif not isinstance(data, bytes):
            name = os.fspath(data) if name is None else name
            data = _read(data)
        options = {"name": name, "chain": chain, "include": list(include), "exclude": list(exclude), "severities": severities,
                   "profile": profile, "as_of": as_of}
        return LintReport.of(json.loads(self._context.lint(data, _encode(options))))

    def check(self, target: str, *, trust: Certificates | Iterable[Certificates] | None = None, time: Times | None = None,
              **options: Any) -> Report:
        """Connects to a server and reports about it. `trust`: these roots instead of the system's; `options` are further keys of
        docs/c-api.md, such as `connect="127.0.0.1:8443"`, `sni="none"`, `starttls="smtp"`, `timeout=5`, `min_days=21`."""
        request = _request({**options, "trust": trust, "time": time})
        return Report.of(json.loads(self._context.check(_encode({**request, "target": target}))))

    def scan(self, targets: Iterable[str], *, concurrency: int | None = None,
             trust: Certificates | Iterable[Certificates] | None = None, time: Times | None = None, **options: Any) -> Scan:
        """check() of many servers at once: an iterator over their reports as they are ready, and a context manager that ends it."""
        request = _request({**options, "trust": trust, "time": time, "concurrency": concurrency})
        listed = list(targets)
        return Scan(self._context.scan(_encode({**request, "targets": listed})) if listed else None)

    def verify_all(self, requests: Iterable[Mapping[str, Any]], *, threads: int | None = None) -> Iterator[Verification]:
        """verify() of many chains on several threads: the arguments of each in, the answers out in the same order."""
        return _in_order(lambda given: self.verify(**given), requests, threads)

    def lint_all(self, files: Iterable[bytes | str | os.PathLike[str]], *, threads: int | None = None,
                 **options: Any) -> Iterator[LintReport]:
        """lint() of many files on several threads, in their order."""
        return _in_order(lambda file: self.lint(file, **options), files, threads)


class Scan(Iterator[Report]):
    """The reports of a scan(), each as soon as it is ready."""

    #: So that Ctrl-C ends a wait soon.
    _PATIENCE_MS = 200

    def __init__(self, scan: _library.Scan | None) -> None:
        self._scan = scan

    def __next__(self) -> Report:
        while True:
            report = self.poll(self._PATIENCE_MS)
            if report is not None:
                return report

    def poll(self, milliseconds: int) -> Report | None:
        """The next report, or None if none is ready in time. Raises StopIteration after the last."""
        said = None if self._scan is None else self._scan.next(milliseconds)
        if said is None:
            raise StopIteration
        return Report.of(json.loads(said)) if said else None

    def stop(self) -> None:
        """Begins no more handshakes, drops what is not read yet."""
        if self._scan is not None:
            self._scan.stop()

    def close(self) -> None:
        """Stops, and waits for the handshakes that are under way."""
        if self._scan is not None:
            self._scan.close()

    def __enter__(self) -> Scan:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _in_order(work: Callable[[_Given], _Made], given: Iterable[_Given], threads: int | None) -> Iterator[_Made]:
    """Results in order, never reading far ahead of whoever takes them: the input may have no end."""
    count = threads or os.cpu_count() or 1
    with ThreadPoolExecutor(count, thread_name_prefix="certcheck") as pool:
        rest = iter(given)
        under_way: deque[Future[_Made]] = deque(pool.submit(work, each) for each in itertools.islice(rest, 2 * count))
        try:
            while under_way:
                yield under_way.popleft().result()
                under_way.extend(pool.submit(work, each) for each in itertools.islice(rest, 1))
        finally:
            for future in under_way:
                future.cancel()


_shared: Client | None = None
_shared_lock = threading.Lock()


def shared_client() -> Client:
    """That of the module's functions; it is made when it is needed first."""
    global _shared
    with _shared_lock:
        if _shared is None:
            _shared = Client()
        return _shared


def verify(leaf: Certificates, *, trust: Certificates | Iterable[Certificates] = (),
           untrusted: Certificates | Iterable[Certificates] = (), name: str | Name | Sequence[str | Name] | None = None,
           time: Times | None = None, **options: Any) -> Verification:
    """Client.verify() of a client that the module shares."""
    return shared_client().verify(leaf, trust=trust, untrusted=untrusted, name=name, time=time, **options)


def lint(data: bytes | str | os.PathLike[str], *, name: str | None = None, chain: bool = False, include: Iterable[str] = (),
         exclude: Iterable[str] = (), severities: Mapping[str, str] | None = None, profile: str | None = None,
         as_of: str | None = None) -> LintReport:
    """Client.lint() of a client that the module shares."""
    return shared_client().lint(data, name=name, chain=chain, include=include, exclude=exclude, severities=severities, profile=profile,
                                as_of=as_of)


def check(target: str, *, trust: Certificates | Iterable[Certificates] | None = None, time: Times | None = None,
          **options: Any) -> Report:
    """Client.check() of a client that the module shares."""
    return shared_client().check(target, trust=trust, time=time, **options)


def scan(targets: Iterable[str], *, concurrency: int | None = None, trust: Certificates | Iterable[Certificates] | None = None,
         time: Times | None = None, **options: Any) -> Scan:
    """Client.scan() of a client that the module shares."""
    return shared_client().scan(targets, concurrency=concurrency, trust=trust, time=time, **options)


def verify_all(requests: Iterable[Mapping[str, Any]], *, threads: int | None = None) -> Iterator[Verification]:
    """Client.verify_all() of a client that the module shares."""
    return shared_client().verify_all(requests, threads=threads)


def lint_all(files: Iterable[bytes | str | os.PathLike[str]], *, threads: int | None = None, **options: Any) -> Iterator[LintReport]:
    """Client.lint_all() of a client that the module shares."""
    return shared_client().lint_all(files, threads=threads, **options)
