"""Servers and files of certcheck's own tests."""

import json
import os
import pathlib
import subprocess

import pytest

SOURCE = pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"])
BIN = pathlib.Path(os.environ["CERTCHECK_BIN_DIR"])


@pytest.fixture(scope="session")
def scenarios():
    return SOURCE / "testdata/scenarios"


@pytest.fixture(scope="session")
def servers():
    """certserve's lines by name, each with "connect"."""
    names = ("good-p256", "expired")
    with subprocess.Popen([BIN / "certserve", *names], stdout=subprocess.PIPE, text=True) as certserve:
        try:
            lines = [json.loads(certserve.stdout.readline()) for _ in names]
            yield {line["name"]: {**line, "connect": f"{line['address']}:{line['port']}"} for line in lines}
        finally:
            certserve.terminate()
