"""The same for asyncio: each call runs in a thread, and the event loop goes on meanwhile.

    report = await certcheck.aio.check("www.example.com")
    async with certcheck.aio.scan(hosts) as reports:
        async for report in reports:
            ...

A task that is cancelled no longer waits; a scan's ends by its `async with`."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from types import TracebackType
from typing import Any

from . import _client
from ._client import Certificates, Name, Times
from ._report import LintReport, Report, Verification


async def verify(leaf: Certificates, *, trust: Certificates | Iterable[Certificates] = (),
                 untrusted: Certificates | Iterable[Certificates] = (), name: str | Name | Sequence[str | Name] | None = None,
                 time: Times | None = None, client: _client.Client | None = None, **options: Any) -> Verification:
    """As Client.verify()."""
    return await asyncio.to_thread((client or _client.shared_client()).verify, leaf, trust=trust, untrusted=untrusted, name=name,
                                   time=time, **options)


async def lint(data: bytes | str | os.PathLike[str], *, client: _client.Client | None = None, name: str | None = None,
               chain: bool = False, include: Iterable[str] = (), exclude: Iterable[str] = (),
               severities: Mapping[str, str] | None = None, profile: str | None = None, as_of: str | None = None) -> LintReport:
    """As Client.lint()."""
    return await asyncio.to_thread((client or _client.shared_client()).lint, data, name=name, chain=chain, include=include,
                                   exclude=exclude, severities=severities, profile=profile, as_of=as_of)


async def check(target: str, *, trust: Certificates | Iterable[Certificates] | None = None, time: Times | None = None,
                client: _client.Client | None = None, **options: Any) -> Report:
    """As Client.check()."""
    return await asyncio.to_thread((client or _client.shared_client()).check, target, trust=trust, time=time, **options)


class Scan(AsyncIterator[Report]):
    """The reports of scan(), each as soon as it is ready."""

    def __init__(self, scan: _client.Scan) -> None:
        self._scan = scan

    async def __anext__(self) -> Report:
        while True:
            try:
                report = await asyncio.to_thread(self._poll)
            except EOFError:
                raise StopAsyncIteration from None
            if report is not None:
                return report

    def _poll(self) -> Report | None:
        # A StopIteration cannot leave a future.
        try:
            return self._scan.poll(_client.Scan._PATIENCE_MS)
        except StopIteration:
            raise EOFError from None

    async def close(self) -> None:
        await asyncio.to_thread(self._scan.close)

    async def __aenter__(self) -> Scan:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.close()


def scan(targets: Iterable[str], *, concurrency: int | None = None, trust: Certificates | Iterable[Certificates] | None = None,
         time: Times | None = None, client: _client.Client | None = None, **options: Any) -> Scan:
    """As Client.scan()."""
    return Scan((client or _client.shared_client()).scan(targets, concurrency=concurrency, trust=trust, time=time, **options))
