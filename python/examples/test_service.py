"""The test of a service, whose place and root the environment names. Installing certcheck is all that the fixture takes."""

import os
import pathlib


def test_the_certificate_is_good_for_a_week(check_certificate):
    report = check_certificate(os.environ["SERVICE_NAME"], connect=os.environ["SERVICE_ADDRESS"],
                               trust=pathlib.Path(os.environ["SERVICE_ROOT"]), min_days=7)
    assert report.tls_version in ("TLS 1.2", "TLS 1.3")
