"""The package as it is installed."""

import asyncio
import importlib.metadata
import json
import os
import pathlib
import ssl
import subprocess
import sys
import threading
from datetime import datetime, timezone

import certcheck
import pytest
from certcheck import aio

TIME = "2026-06-01T00:00:00Z"
BIN = pathlib.Path(os.environ["CERTCHECK_BIN_DIR"])
EXAMPLES = pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"], "python/examples")
NOBODY = "127.0.0.1:1"  # nobody listens there


def chain_of(case):
    return {"leaf": case / "chain.pem", "trust": case / "root.pem", "time": TIME}


def test_what_is_tested_is_the_wheel():
    site = pathlib.Path(sys.prefix)
    assert site in pathlib.Path(certcheck.__file__).parents
    assert importlib.metadata.version("certcheck") == certcheck.__version__ == certcheck.library_version()
    assert pathlib.Path(certcheck.__file__).with_name("py.typed").exists()


# --- verify ---

def test_a_chain_is_trusted_or_not(scenarios):
    good = certcheck.verify(**chain_of(scenarios / "good-p256"), name="good-p256.certcheck.test")
    assert good.trusted and good.verdict is certcheck.Verdict.TRUSTED and len(good.path) == 3
    bad = certcheck.verify(**chain_of(scenarios / "expired"))
    assert not bad.trusted
    assert "path.validity.expired" in [finding.id for finding in bad.findings]
    assert bad.findings[0].severity is certcheck.Severity.ERROR


def test_the_answer_is_that_of_certverify(scenarios):
    case = scenarios / "expired"
    request = {"leaf": (case / "chain.pem").read_text(), "trust": [(case / "root.pem").read_text()], "time": TIME}
    answer = subprocess.run([BIN / "certverify", "--batch"], input=json.dumps(request), capture_output=True, text=True, check=True).stdout
    assert certcheck.verify(**chain_of(case)).raw == json.loads(answer)


def test_certificates_are_text_bytes_der_or_files(scenarios):
    case = scenarios / "good-p256"
    leaf, issuer = [f"-----BEGIN CERTIFICATE-----{part}" for part in (case / "chain.pem").read_text().split("-----BEGIN CERTIFICATE-----")[1:]]
    root = (case / "root.pem").read_text()
    expected = certcheck.verify(**chain_of(case)).path
    der = ssl.PEM_cert_to_DER_cert
    for forms in ((leaf, [issuer], [root]), (leaf.encode(), issuer, root.encode()), (der(leaf), [der(issuer)], (der(root),)),
                  (leaf, iter([issuer]), str(root))):
        assert certcheck.verify(forms[0], untrusted=forms[1], trust=forms[2], time=TIME).path == expected
    when = datetime(2026, 6, 1, tzinfo=timezone.utc)
    assert certcheck.verify(leaf, untrusted=issuer, trust=root, time=when).trusted


@pytest.mark.parametrize("name", ["good-p256.certcheck.test", certcheck.Name("dns", "good-p256.certcheck.test")])
def test_names(scenarios, name):
    assert certcheck.verify(**chain_of(scenarios / "good-p256"), name=name).trusted


@pytest.mark.parametrize("name", ["other.test", "192.0.2.1", "a@example.test", "spiffe://a/b", "_imaps.example.test",
                                  ["good-p256.certcheck.test", "other.test"]])
def test_other_names(scenarios, name):
    assert not certcheck.verify(**chain_of(scenarios / "good-p256"), name=name).trusted


def test_what_is_wrong_with_arguments_is_said(scenarios, tmp_path):
    case = scenarios / "good-p256"
    with pytest.raises(certcheck.UsageError, match='"leaf" contains no PEM certificate'):
        certcheck.verify("no certificate")
    with pytest.raises(ValueError, match='unknown key "no_such"'):
        certcheck.verify(**chain_of(case), no_such=1)
    with pytest.raises(certcheck.UsageError, match="profile"):
        certcheck.verify(**chain_of(case), profile="none")
    with pytest.raises(certcheck.UsageError, match="time zone"):
        certcheck.verify(case / "chain.pem", time=datetime(2026, 6, 1))
    with pytest.raises(OSError, match="missing.pem: No such file"):
        certcheck.verify(tmp_path / "missing.pem")
    with pytest.raises(certcheck.UsageError):
        certcheck.verify("\udc80")
    with pytest.raises(certcheck.UsageError):
        certcheck.verify(**chain_of(case), policies=object())


def test_many_chains_in_order(scenarios):
    names = ["good-p256", "expired", "good-rsa", "expired-intermediate"] * 10
    answers = certcheck.verify_all((chain_of(scenarios / name) for name in names), threads=3)
    assert [answer.trusted for answer in answers] == [name.startswith("good") for name in names]


def test_bulk_reads_no_further_than_it_is_read(scenarios):
    read = []

    def endless():
        while True:
            read.append(1)
            yield chain_of(scenarios / "good-p256")

    answers = certcheck.verify_all(endless(), threads=2)
    assert next(answers).trusted and next(answers).trusted
    answers.close()
    assert len(read) < 10


def test_a_fault_in_bulk_is_raised(scenarios):
    answers = certcheck.verify_all([chain_of(scenarios / "good-p256"), {"leaf": "nothing"}])
    assert next(answers).trusted
    with pytest.raises(certcheck.UsageError):
        next(answers)


def test_threads_share_a_client(scenarios):
    with certcheck.Client() as client:
        found = []
        threads = [threading.Thread(target=lambda: found.append(client.verify(**chain_of(scenarios / "good-p256")))) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [each.trusted for each in found] == [True] * 8
    with pytest.raises(certcheck.UsageError, match="closed"):
        client.verify("")
    client.close()


# --- lint ---

def test_a_file_is_linted(scenarios):
    file = scenarios / "expired/chain.pem"
    report = certcheck.lint(file, chain=True)
    assert [item.kind for item in report.items] == ["certificate", "certificate", "chain"]
    assert report.items[0].file == str(file) and report.items[0].line == 1
    assert report.items[0].not_after < datetime.now(timezone.utc)
    assert certcheck.lint(file.read_bytes(), name=str(file), chain=True) == report
    assert [item.findings for item in certcheck.lint(file.read_text()).items] == [item.findings for item in report.items[:2]]


def test_the_report_is_that_of_certlint(scenarios):
    for case in ("expired", "malformed-leaf"):
        file = scenarios / case / "chain.pem"
        printed = subprocess.run([BIN / "certlint", "--chain", "--quiet", "--format", "json", file], capture_output=True, text=True,
                                 check=False).stdout
        assert certcheck.lint(file, chain=True).raw == json.loads(printed)


def test_findings_have_all_that_is_known(scenarios):
    report = certcheck.lint(scenarios / "malformed-leaf/chain.pem")
    assert report.findings and report.errors
    for finding in report.findings:
        assert finding.message and finding.citation and finding.hint
        assert str(finding) == f"{finding.severity} {finding.id}: {finding.message}"


def test_selections(scenarios):
    file = scenarios / "malformed-leaf/chain.pem"
    some = certcheck.lint(file, include=["hygiene.*"])
    assert all(finding.id.startswith("hygiene.") for finding in some.findings)
    with pytest.raises(certcheck.UsageError, match="no check matches"):
        certcheck.lint(file, exclude=["no.such"])
    with pytest.raises(certcheck.UnreadableError):
        certcheck.lint(b"hello")


def test_many_files(scenarios):
    files = [scenarios / name / "chain.pem" for name in ("good-p256", "expired", "good-rsa")]
    assert [report.items[0].file for report in certcheck.lint_all(files)] == list(map(str, files))


# --- check ---

def checked(server, **options):
    return certcheck.check(server["host"], connect=server["connect"], trust=server["root"], **options)


def test_a_server_is_checked(servers):
    good = checked(servers["good-p256"])
    assert good.ok and good.tls_version == "TLS 1.3" and good.days_left > 0 and good.target == servers["good-p256"]["host"]
    bad = checked(servers["expired"])
    assert bad.verdict is certcheck.Verdict.UNTRUSTED and not bad.ok and bad.days_left < 0
    assert "path.validity.expired" in str(bad)
    assert next(finding for finding in bad.findings if finding.id == "path.validity.expired").message


def test_expectations(servers):
    report = checked(servers["good-p256"], min_days=20_000, expect_issuer=["no such CA"])
    assert report.trusted and not report.ok
    assert {finding.id for finding in report.unmet} == {"expectation.expires_too_soon", "expectation.issuer"}


def test_nobody_there():
    report = certcheck.check(NOBODY, trust=[], timeout=5)
    assert report.verdict is certcheck.Verdict.UNCHECKED


def test_options_of_connections(servers):
    old = checked(servers["good-p256"], tls_versions="1.2", sni="none", alpn="none", timeout=10.5)
    assert old.tls_version == "TLS 1.2" and old.raw["target"]["sni"] is None
    for options, message in (({"timeout": -1}, '"timeout"'), ({"sni": 7}, '"sni"'), ({"no_such": 1}, "no_such"),
                             ({"certificate": "x"}, "certificate"), ({"cert": "/no/such"}, '"cert"')):
        with pytest.raises(certcheck.CertcheckError, match=message):
            checked(servers["good-p256"], **options)


def test_the_report_follows_the_schema(servers):
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"], "docs/report.schema.json").read_text())
    jsonschema.validate(checked(servers["expired"]).raw, schema)


# --- scan ---

def test_many_servers(servers):
    root = servers["good-p256"]["root"]
    targets = [servers["good-p256"]["connect"], servers["expired"]["connect"], NOBODY, "no target at all"]
    with certcheck.scan(targets, trust=root, no_name=True, timeout=10, concurrency=2) as reports:
        verdicts = {report.target: report.verdict.value for report in reports}
    assert verdicts == dict(zip(targets, ("trusted", "untrusted", "unchecked", "unchecked")))
    with pytest.raises(certcheck.UsageError, match="closed"):
        next(reports)
    assert list(certcheck.scan([])) == []


def test_a_scan_can_be_left_early():
    with certcheck.scan([NOBODY] * 2000, trust=[], timeout=5) as reports:
        assert next(reports).verdict is certcheck.Verdict.UNCHECKED
        reports.stop()
        assert list(reports) == []


# --- asyncio ---

def test_the_event_loop_goes_on(servers, scenarios):
    async def all_at_once():
        server = servers["good-p256"]
        report, chain, linted = await asyncio.gather(
            aio.check(server["host"], connect=server["connect"], trust=server["root"]),
            aio.verify(**chain_of(scenarios / "good-p256")), aio.lint(scenarios / "expired/chain.pem"))
        assert report.ok and chain.trusted and len(linted.items) == 2
        found = []
        async with aio.scan([server["connect"], NOBODY], trust=server["root"], no_name=True, timeout=10) as reports:
            async for each in reports:
                found.append(each.verdict.value)
        assert sorted(found) == ["trusted", "unchecked"]

    asyncio.run(all_at_once())


# --- examples ---

def run(example, *arguments):
    return subprocess.run([sys.executable, EXAMPLES / example, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=100)


def test_examples(servers, scenarios, tmp_path):
    case = scenarios / "expired"
    done = run("verify_chain.py", case / "root.pem", case / "chain.pem", "expired.certcheck.test")
    assert (done.returncode, done.stderr) == (1, "") and "path.validity.expired in certificate 0" in done.stdout
    done = run("lint_file.py", scenarios / "malformed-leaf/chain.pem", scenarios / "good-p256/chain.pem")
    assert (done.returncode, done.stderr) == (1, "") and "chain.pem:1 certificate" in done.stdout
    root = tmp_path / "root.pem"
    root.write_text(servers["good-p256"]["root"])
    done = run("check_endpoints.py", root, servers["good-p256"]["connect"], NOBODY)
    assert done.stderr == "" and f"{NOBODY}: unchecked" in done.stdout and done.returncode == 1


@pytest.mark.parametrize("name, status", [("good-p256", 0), ("expired", 1)])
def test_the_fixture_fails_a_test_when_a_certificate_is_bad(servers, tmp_path, name, status):
    server = servers[name]
    root = tmp_path / "root.pem"
    root.write_text(server["root"])
    environment = {**os.environ, "SERVICE_NAME": server["host"], "SERVICE_ADDRESS": server["connect"], "SERVICE_ROOT": str(root)}
    done = subprocess.run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", EXAMPLES / "test_service.py"],
                          capture_output=True, text=True, check=False, env=environment, timeout=100)
    assert done.returncode == status, done.stdout + done.stderr
    assert ("path.validity.expired" in done.stdout) == bool(status)
