"""A fixture for tests of services: it fails the test when a service's certificate is bad.

    def test_certificate(check_certificate):
        check_certificate("api.corp.example", trust=Path("corp-root.pem"), min_days=21)

pytest finds it wherever the package is installed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ._client import check
from ._report import Report


@pytest.fixture
def check_certificate() -> Callable[..., Report]:
    """certcheck.check(), whose report is returned if the certificate is trusted and all that was expected is so."""

    def checked(target: str, **options: Any) -> Report:
        report = check(target, **options)
        if not report.ok:
            pytest.fail(str(report), pytrace=False)
        return report

    return checked
