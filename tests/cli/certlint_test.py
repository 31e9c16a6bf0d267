"""certlint as its users run it."""

import base64
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"])
CERTLINT = os.path.join(os.environ["CERTCHECK_BIN_DIR"], "certlint")
CASES = SOURCE / "testdata/lint/cases"
LEAF, ROOT, CRL, OCSP, REQUEST = (CASES / "ordinary" / f"{name}.pem"
                                 for name in ("leaf", "root", "crl", "ocsp", "ocsp_request"))
BAD = CASES / "rfc5280.serial_number.zero/fires.pem"


def run(*arguments, stdin=None):
    result = subprocess.run([CERTLINT, *map(str, arguments)], input=stdin, capture_output=True, timeout=120)
    return result.returncode, result.stdout.decode(), result.stderr.decode()


def der(path):
    return base64.b64decode("".join(line for line in path.read_text().splitlines() if not line.startswith("-")))


def ids(item):
    return [finding["id"] for finding in item["findings"]]


class Formats(unittest.TestCase):
    def test_json_is_one_document(self):
        status, out, _ = run("--format", "json", LEAF, BAD, CRL, OCSP, REQUEST)
        document = json.loads(out)
        self.assertEqual(status, 1)
        self.assertEqual(document["schema_version"], 1)
        self.assertEqual([item["kind"] for item in document["items"]], ["certificate", "certificate", "crl", "ocsp", "ocsp_request"])
        self.assertIn("rfc5280.serial_number.zero", ids(document["items"][1]))
        finding = next(f for f in document["items"][1]["findings"] if f["id"] == "rfc5280.serial_number.zero")
        self.assertEqual(der(BAD)[finding["offset"]:][:3], bytes([2, 1, 0]))  # the offset leads to the fault
        self.assertEqual(document["summary"]["items"], 5)
        self.assertEqual(document["summary"]["error"], 1)

    def test_json_of_nothing_is_a_document_too(self):
        status, out, err = run("--format", "json", "/no/such/file")
        self.assertEqual(status, 2)
        self.assertEqual(json.loads(out)["items"], [])
        self.assertIn("/no/such/file", err)

    def test_what_cannot_be_read_is_listed_some_of_each_kind(self):
        entry = {"leaf_input": "AAAA", "extra_data": ""}
        inputs = {
            "without_end.pem": "-----BEGIN CERTIFICATE-----\n" * 5000,
            "empty.pem": "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n" * 5000,
            "entries.json": json.dumps({"entries": [entry] * 5000}),
        }
        with tempfile.TemporaryDirectory() as folder:
            for name, text in inputs.items():
                path = pathlib.Path(folder) / name
                path.write_text(text)
                _, out, _ = run("--format", "json", path)
                self.assertLess(len(out), 20_000, name)
                document = json.loads(out)
                self.assertIn("more of this kind", document["items"][-1]["findings"][0]["message"])
                self.assertEqual(document["summary"]["error"], 5000, name)
            path = pathlib.Path(folder) / "labels.pem"
            path.write_text("-----BEGIN FOO-----\nAAAA\n-----END FOO-----\n" * 5000)
            status, _, err = run(path)
            self.assertEqual(status, 2)
            self.assertIn("and 4990 more blocks", err)
            self.assertLess(len(err), 20_000)

    def test_ndjson_is_an_object_a_line(self):
        _, out, _ = run("--format", "ndjson", LEAF, ROOT)
        self.assertEqual([json.loads(line)["file"] for line in out.splitlines()], [str(LEAF), str(ROOT)])

    def test_zlint_maps_names_to_results(self):
        _, out, _ = run("--format", "zlint", LEAF, BAD, CRL)
        leaf, bad, crl = map(json.loads, out.splitlines())
        self.assertEqual(leaf["e_serial_number_not_positive"], {"result": "pass"})
        self.assertEqual(leaf["e_ca_subject_field_empty"], {"result": "NA"})
        self.assertEqual(bad["w_ext_subject_key_identifier_missing_sub_cert"]["result"], "warn")
        self.assertNotIn("e_serial_number_not_positive", crl)

    def test_zlint_names_are_those_of_the_kind(self):
        _, out, _ = run("--format", "zlint", LEAF, CRL, OCSP, REQUEST)
        leaf, crl, ocsp, request = map(json.loads, out.splitlines())
        self.assertFalse(leaf.keys() & crl.keys() | leaf.keys() & ocsp.keys())
        self.assertTrue(all("crl" in name for name in crl), crl.keys())
        self.assertEqual(list(ocsp), ["e_this_update_not_after_produced_at"])
        self.assertEqual(request, {})  # zlint lints none

    def test_zlint_keeps_a_line_for_what_cannot_be_read(self):
        text = LEAF.read_text() + "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n" + ROOT.read_text()
        status, out, _ = run("--format", "zlint", "-", stdin=text.encode())
        lines = [json.loads(line) for line in out.splitlines()]
        self.assertEqual((status, len(lines), lines[1]), (1, 3, {}))

    def test_text_says_where(self):
        status, out, _ = run(BAD)
        self.assertIn("rfc5280.serial_number.zero", out)
        self.assertIn("byte 13", out)
        self.assertEqual(status, 1)

    def test_summary_counts(self):
        _, out, _ = run("--format", "summary", BAD, BAD)
        self.assertIn("2 x error rfc5280.serial_number.zero", out)


class Inputs(unittest.TestCase):
    def kinds(self, data):
        _, out, _ = run("--format", "ndjson", "-", stdin=data)
        return [json.loads(line)["kind"] for line in out.splitlines()]

    def test_der_is_recognised(self):
        for path, kind in ((LEAF, "certificate"), (CRL, "crl"), (OCSP, "ocsp"), (REQUEST, "ocsp_request")):
            self.assertEqual(self.kinds(der(path)), [kind])

    def test_lines_and_bytes_count_from_the_start_of_the_file(self):
        # More than is read at once, and DER before it.
        broken = b"-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n"
        leaf = LEAF.read_bytes()
        for before in (b"", leaf, leaf * 300, der(ROOT) + leaf, leaf + der(ROOT)):
            _, out, _ = run("--format", "ndjson", "-", stdin=before + broken)
            found = json.loads(out.splitlines()[-1])
            self.assertEqual((found["line"], found["findings"][0]["offset"]), (before.count(b"\n") + 1, len(before)))

    def test_lines_may_end_with_a_carriage_return_alone(self):
        text = (b"first\n" + LEAF.read_bytes() * 2).replace(b"\n", b"\r")
        _, out, _ = run("--format", "ndjson", "-", stdin=text)
        lines = [json.loads(line)["line"] for line in out.splitlines()]
        self.assertEqual(lines, [2, 2 + LEAF.read_bytes().count(b"\n")])

    def test_elements_of_der_have_numbers(self):
        _, out, _ = run("-", stdin=der(LEAF) + der(ROOT))
        self.assertTrue(out.startswith("-: certificate"), out)
        self.assertIn("\n-, number 2: certificate", out)

    def test_base64_without_pem_lines_is_recognised(self):
        self.assertEqual(self.kinds(base64.encodebytes(der(OCSP))), ["ocsp"])
        self.assertEqual(self.kinds(base64.encodebytes(der(REQUEST))), ["ocsp_request"])

    def test_ocsp_requests_of_openssl_are_linted(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "request.der"
            issuer = CASES / "ordinary" / "intermediate.pem"
            subprocess.run(["openssl", "ocsp", "-issuer", issuer, "-cert", LEAF, "-reqout", file], capture_output=True,
                           check=True)
            status, out, _ = run("--format", "ndjson", file)
        item = json.loads(out)
        self.assertEqual((status, item["kind"]), (0, "ocsp_request"))
        # OpenSSL sends 16 octets, as was usual before RFC 9654.
        self.assertLessEqual(set(ids(item)), {"rfc9654.nonce.request_too_short"})

    def test_pkcs7_gives_its_certificates_and_crls(self):
        signed = subprocess.run(["openssl", "crl2pkcs7", "-certfile", LEAF, "-in", CRL, "-outform", "DER"],
                                capture_output=True, check=True).stdout
        self.assertEqual(self.kinds(signed), ["certificate", "crl"])
        signed = subprocess.run(["openssl", "crl2pkcs7", "-nocrl", "-certfile", LEAF, "-certfile", ROOT],
                                capture_output=True, check=True).stdout
        self.assertEqual(self.kinds(signed), ["certificate", "certificate"])

    def test_log_entries_give_certificates_and_precertificates(self):
        def vector(content):
            return len(content).to_bytes(3, "big") + content
        stamp = b"\0\0" + bytes(8)
        entries = [{"leaf_input": base64.b64encode(stamp + b"\0\0" + vector(der(LEAF)) + b"\0\0").decode(),
                    "extra_data": ""},
                   {"leaf_input": base64.b64encode(stamp + b"\0\1" + bytes(32) + vector(b"tbs") + b"\0\0").decode(),
                    "extra_data": base64.b64encode(vector(der(BAD)) + vector(b"")).decode()},
                   {"leaf_input": "AAAA", "extra_data": ""}]
        status, out, _ = run("--format", "ndjson", "-", stdin=json.dumps({"entries": entries}).encode())
        items = [json.loads(line) for line in out.splitlines()]
        self.assertEqual([item["kind"] for item in items], ["certificate", "certificate", "unreadable"])
        self.assertIn("rfc5280.serial_number.zero", ids(items[1]))
        self.assertEqual(ids(items[2]), ["input.container.unreadable"])
        self.assertEqual(status, 1)

    def test_broken_certificate_is_explained_and_the_run_goes_on(self):
        data = LEAF.read_bytes() + subprocess.run(
            ["openssl", "base64"], input=der(LEAF)[:300], capture_output=True, check=True).stdout.join(
                [b"-----BEGIN CERTIFICATE-----\n", b"-----END CERTIFICATE-----\n"]) + ROOT.read_bytes()
        status, out, _ = run("--format", "ndjson", "-", stdin=data)
        items = [json.loads(line) for line in out.splitlines()]
        self.assertEqual(status, 1)
        self.assertEqual(len(items), 3)
        self.assertTrue(any(finding["id"].startswith("der.") and finding["offset"] is not None
                            for finding in items[1]["findings"]))

    def test_unterminated_block_is_located(self):
        text = "\n\n" + LEAF.read_text()[:500]
        status, out, _ = run("--format", "ndjson", "-", stdin=text.encode())
        item = json.loads(out)
        self.assertEqual((status, ids(item), item["line"]), (1, ["input.pem.not_terminated"], 3))

    def test_unknown_input_is_named(self):
        status, _, err = run("-", stdin=b"hello")
        self.assertEqual(status, 2)
        self.assertIn("-: neither PEM nor DER", err)
        status, _, err = run("-", stdin=b"\n-----BEGIN FOO-----\n-----END FOO-----\n" + LEAF.read_bytes())
        self.assertEqual(status, 2)
        self.assertIn('-:2: block "FOO"', err)

    def test_keys_are_passed_over(self):
        key = b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
        status, _, err = run("-", stdin=key + LEAF.read_bytes())
        self.assertEqual(status, 0)
        self.assertIn("skipped", err)

    def test_directories_are_walked(self):
        with tempfile.TemporaryDirectory() as folder:
            below = pathlib.Path(folder, "a/b")
            below.mkdir(parents=True)
            (below / "leaf.pem").write_text(LEAF.read_text())
            (below / "leaf.der").write_bytes(der(LEAF))
            pathlib.Path(folder, "README").write_text("no certificate")
            status, out, err = run("--format", "ndjson", folder)
            self.assertEqual(len(out.splitlines()), 2)
            self.assertEqual(status, 0)
            self.assertIn("README: skipped", err)

    def test_a_directory_with_nothing_to_lint_does_not_pass(self):
        with tempfile.TemporaryDirectory() as folder:
            status, out, err = run("--format", "ndjson", folder)
            self.assertEqual((status, out), (2, ""))
            self.assertIn(f"{folder}: no certificate, CRL, OCSP response or request in it", err)
            below = pathlib.Path(folder, "a")
            below.mkdir()
            (below / "key.pem").write_text("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")
            pathlib.Path(folder, "README").write_text("no certificate")
            for more in ((), ("--quiet",), ("--fail-on", "never"), (LEAF,)):
                status, _, err = run("--format", "ndjson", folder, *more)
                self.assertEqual(status, 2)
                self.assertIn(f"{folder}: no certificate, CRL, OCSP response or request in it; skipped: README, a/key.pem", err)
            for n in range(20):
                pathlib.Path(folder, f"f{n}").write_text("text")
            self.assertIn("and 17 more", run("--quiet", folder)[2])
            (below / "leaf.pem").write_text(LEAF.read_text())
            self.assertEqual(run(folder)[0], 0)

    def test_secrets_under_another_label_are_named_and_not_shown(self):
        key = subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519"], capture_output=True, check=True).stdout
        wrong = key.replace(b"PRIVATE KEY", b"CERTIFICATE")
        for name, text in (("a certificate's", wrong), ("a CRL's", key.replace(b"PRIVATE KEY", b"X509 CRL")),
                           ("a request's", key.replace(b"PRIVATE KEY", b"CERTIFICATE REQUEST"))):
            for style in ("text", "json", "ndjson", "zlint"):
                with self.subTest(name, style=style):
                    status, out, err = run("--format", style, "-", stdin=LEAF.read_bytes() + text)
                    self.assertEqual(status, 1)
                    self.assertNotIn(key.splitlines()[1].decode()[:20], out + err)
                    if style != "zlint":
                        self.assertIn("contains a private key", out)
        status, out, _ = run("--format", "ndjson", "-", stdin=LEAF.read_bytes().replace(b"CERTIFICATE", b"PRIVATE KEY"))
        self.assertEqual(status, 0)
        item = json.loads(out)
        self.assertEqual((item["kind"], item["line"]), ("certificate", 1))
        self.assertIn("input.pem.wrong_label", ids(item))

    def test_der_and_pem_in_one_file(self):
        pem, binary = LEAF.read_bytes(), der(ROOT)
        newlines = pem.count(b"\n")
        for text, lines in ((pem + binary, [1, newlines + 1]), (pem[:-1] + binary, [1, newlines]),
                            (binary + pem, [None, binary.count(b"\n") + 1]),
                            (pem + binary * 3000 + pem, None), (pem + binary * 3000, None)):
            status, out, err = run("--format", "ndjson", "-", stdin=text)
            items = [json.loads(line) for line in out.splitlines()]
            self.assertEqual((status, err), (0, ""), len(text))
            self.assertTrue(all(item["kind"] == "certificate" for item in items))
            if lines:
                self.assertEqual([item["line"] for item in items], lines)
            else:
                self.assertGreater(len(items), 3000)
        status, out, _ = run("--format", "ndjson", "-", stdin=pem + binary[:-9])
        self.assertEqual(status, 1)
        self.assertIn("der.truncated", out)

    def test_a_file_that_is_named_as_one_to_lint_is_not_passed_over_silently(self):
        unreadable = {"cut.der": der(LEAF)[:6], "no_begin.pem": LEAF.read_text().replace("-----BEGIN", "--BEGIN").encode(),
                      "EMPTY.CRT": b"", "ca.crl": b"404 not found"}
        for name, content in unreadable.items():
            with tempfile.TemporaryDirectory() as folder:
                pathlib.Path(folder, "leaf.pem").write_text(LEAF.read_text())
                pathlib.Path(folder, name).write_bytes(content)
                status, out, err = run("--fail-on", "never", "--format", "ndjson", folder)
                self.assertEqual(len(out.splitlines()), 1, name)
                self.assertEqual(status, 2, name)
                self.assertIn(f"{name}: ", err)

    def test_output_is_in_order_whatever_the_threads(self):
        bundle = b"".join(path.read_bytes() for path in (LEAF, ROOT, BAD, CRL)) * 300
        _, one, _ = run("--format", "ndjson", "-j", "1", "-", stdin=bundle)
        _, many, _ = run("--format", "ndjson", "-j", "8", "-", stdin=bundle)
        self.assertEqual(one, many)
        self.assertEqual([json.loads(line)["index"] for line in one.splitlines()], list(range(1200)))

    def test_line_numbers_hold_beyond_the_first_chunk(self):
        bundle = LEAF.read_text() * 2000
        _, out, _ = run("--format", "ndjson", "-", stdin=bundle.encode())
        lines = LEAF.read_text().count("\n")
        self.assertEqual([json.loads(line)["line"] for line in out.splitlines()], [1 + lines * i for i in range(2000)])


class Chains(unittest.TestCase):
    chain = "".join((CASES / "ordinary" / f"{name}.pem").read_text() for name in ("leaf", "intermediate", "root"))

    def test_a_chain_stands_behind_its_certificates(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in (("a.pem", self.chain), ("b.pem", LEAF.read_text()), ("c.pem", self.chain)):
                pathlib.Path(folder, name).write_text(text)
            status, out, _ = run("--chain", "--format", "ndjson", folder)
            self.assertEqual(status, 0)
            self.assertEqual([json.loads(line)["kind"] for line in out.splitlines()],
                             ["certificate"] * 3 + ["chain"] + ["certificate"] * 4 + ["chain"])
            _, out, _ = run("--format", "ndjson", folder)
            self.assertNotIn('"chain"', out)

    def test_the_same_file_again_is_a_chain_of_its_own(self):
        with tempfile.NamedTemporaryFile("w", suffix=".pem") as file:
            file.write(self.chain)
            file.flush()
            _, out, _ = run("--chain", "--format", "ndjson", file.name, file.name)
        self.assertEqual([json.loads(line)["kind"] for line in out.splitlines()],
                         (["certificate"] * 3 + ["chain"]) * 2)

    def test_a_bundle_is_no_chain(self):
        status, out, err = run("--chain", "--format", "ndjson", "-", stdin=LEAF.read_bytes() * 101)
        self.assertEqual(status, 0)
        self.assertNotIn('"kind":"chain"', out)
        self.assertIn("-: 101 certificates are not linted as a chain", err)


class Keys(unittest.TestCase):
    def test_listed_keys_are_found(self):
        weak = CASES / "hygiene.weak_keys.listed/fires.pem"
        only = ("--include", "hygiene.weak_keys.listed", "--format", "ndjson", weak)
        self.assertEqual(run(*only)[0], 0)
        keys = SOURCE / "testdata/lint/weak-keys.txt"
        status, out, _ = run("--weak-keys", keys, *only)
        self.assertEqual((status, ids(json.loads(out))), (1, ["hygiene.weak_keys.listed"]))
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump({"weak_keys": [str(keys)]}, file)
            file.flush()
            self.assertEqual(run("--config", file.name, *only)[0], 1)
        status, out, err = run("--weak-keys", LEAF, *only)
        self.assertEqual((status, out), (2, ""))
        self.assertIn(f"{LEAF}:1", err)
        self.assertEqual(run("--weak-keys", "/no/such/list", *only)[0], 2)

    def test_shared_keys_are_found_in_any_order_of_threads(self):
        # The same key for two subjects, far apart in the input: in batches of their own.
        bundle = LEAF.read_bytes() + ROOT.read_bytes() * 500 + (
            CASES / "rfc5280.subject.given_name_long/fires.pem").read_bytes()
        outputs = set()
        for jobs in ("1", "2", "8"):
            _, out, _ = run("--jobs", jobs, "--include", "input.key.repeated", "--format", "ndjson", "-", stdin=bundle)
            outputs.add(out)
        self.assertEqual(len(outputs), 1)
        lines = [json.loads(line) for line in outputs.pop().splitlines()]
        self.assertEqual([item["index"] for item in lines if item["findings"]], [501])
        self.assertIn("input 1, counted from 1", lines[501]["findings"][0]["message"])


def element(tag, *content):
    content = b"".join(content)
    size = len(content)
    length = bytes([size]) if size < 128 else bytes([0x82]) + size.to_bytes(2, "big")
    return bytes([tag]) + length + content


def faulty_certificate(serial):
    """Some hundred bytes that break a few dozen rules."""
    def oid(*arcs):
        return element(6, bytes(arcs))

    def name(*values):
        return element(0x30, *(element(0x31, element(0x30, oid(0x55, 4, kind), element(0x0c, value)))
                               for kind, value in values))

    def extension(*parts):
        return element(0x30, *parts[:-1], element(4, parts[-1]))
    algorithm = element(0x30, element(6, bytes.fromhex("2a864886f70d010104")), element(5))  # MD5 with RSA
    key = element(0x30, element(0x30, element(6, bytes.fromhex("2a864886f70d010101")), element(5)),
                  element(3, b"\0", element(0x30, element(2, b"\x7f" * 32), element(2, b"\1"))))
    critical = element(1, b"\xff")
    extensions = element(
        0x30, extension(oid(0x55, 0x1d, 0x0e), critical, element(4)),
        extension(oid(0x55, 0x1d, 0x23), critical, element(0x30)),
        extension(oid(0x55, 0x1d, 0x11), element(0x30, element(0x82, b"a_b..c "), element(0x82, b"*"),
                                                 element(0x86, b"x"), element(0x87, b"abc"), element(0x81, b"@@"))),
        extension(oid(0x55, 0x1d, 0x0f), element(3, b"\0\0")),
        extension(oid(0x55, 0x1d, 0x1f), critical, element(0x30, element(0x30))))
    tbs = element(0x30, element(0xa0, element(2, b"\2")), element(2, b"\xff" + serial.to_bytes(2, "big")), algorithm,
                  name((3, b" "), (6, b"xyz")), element(0x30, element(0x17, b"250101000000Z"), element(0x17, b"240101000000Z")),
                  name((3, b" \x01"), (6, b"x")), key, element(0xa3, extensions))
    return element(0x30, tbs, algorithm, element(3, b"\0" + b"\x55" * 32))


def as_pem(content):
    return "-----BEGIN CERTIFICATE-----\n" + base64.encodebytes(content).decode() + "-----END CERTIFICATE-----\n"


class Budget(unittest.TestCase):
    """A megabyte of input gives a few megabytes of output, whatever it is made of, and ordinary input is not cut."""

    def test_of_many_faulty_certificates_each_is_told_shortly(self):
        bundle = "".join(as_pem(faulty_certificate(serial)) for serial in range(2_000)).encode()
        for kind in ("json", "ndjson", "text", "sarif", "junit", "markdown"):
            _, out, _ = run("--format", kind, "-", stdin=bundle)
            self.assertLess(len(out), 2_000_000 + 4 * len(bundle), kind)
        outputs = {run("--jobs", jobs, "--format", "ndjson", "-", stdin=bundle)[1] for jobs in (1, 2, 5)}
        self.assertEqual(len(outputs), 1)
        items = [json.loads(line) for line in outputs.pop().splitlines()]
        self.assertEqual(len(items), 2_000)

        def counted(item):
            return sum(int(finding["evidence"].get("more", 1)) for finding in item["findings"])
        whole, last = items[0], items[-1]
        self.assertGreater(len(whole["findings"]), 15)
        self.assertFalse(any("more of" in finding["message"] for finding in whole["findings"]))
        self.assertEqual(counted(last), counted(whole))
        self.assertLess(len(last["findings"]), len(whole["findings"]))
        self.assertEqual(last["findings"][0]["severity"], "error")
        rest = last["findings"][-1]
        self.assertRegex(rest["message"], "^and [0-9]+ more of [0-9]+ kinds$")
        named = rest["evidence"]["check"]
        self.assertLess(set([named] if isinstance(named, str) else named), set(ids(whole)))
        # What is counted does not depend on what is shown.
        summary = json.loads(run("--format", "json", "-", stdin=bundle)[1])["summary"]
        self.assertEqual(summary["error"], 2_000 * sum(f["severity"] == "error" for f in whole["findings"]))

    def test_things_too_small_to_list_are_counted(self):
        # Of each kind the shortest that is recognised, some of them without any finding.
        algorithm, signature = element(0x30, element(6, b"\x2a")), element(3, b"\0")
        small = {
            "certificate": element(0x30, element(0x30, element(2, b"\1"), algorithm, element(0x30)), algorithm, signature),
            "crl": element(0x30, element(0x30, algorithm, element(0x30), element(0x17)), algorithm, signature),
            "ocsp": element(0x30, element(0x0a, b"\1")),
            "ocsp_request": element(0x30, element(0x30, element(0x30))),
        }
        for kind, thing in small.items():
            count = 100_000 // len(thing)
            documents = {}
            for form in ("json", "ndjson", "text", "sarif", "junit", "markdown", "prometheus", "summary"):
                _, documents[form], said = run("--format", form, "-", stdin=thing * count)
                self.assertLess(len(documents[form]), 1_750_000, (kind, form))
                self.assertIn(f" of {count} are counted and not listed", said)
            document = json.loads(documents["json"])
            self.assertEqual(document["summary"]["items"], count)
            listed = [item for item in document["items"] if item["kind"] == kind]
            self.assertLess(len(listed), count)
            counted = sum(int(finding["evidence"].get("more", 1)) for item in document["items"] for finding in item["findings"])
            summary = document["summary"]
            self.assertEqual(counted, summary["error"] + summary["warning"] + summary["notice"])
            each = len(listed[0]["findings"])
            self.assertEqual(counted, each * count + (1 if "input.der.several" in ids(listed[0]) else 0) * (1 - count))
            series = [line for line in documents["prometheus"].splitlines() if line.startswith("certcheck_lint_findings{")]
            self.assertEqual(sum(int(line.rpartition(" ")[2]) for line in series), counted)
            self.assertEqual(run("--quiet", "--format", "zlint", "-", stdin=thing * count)[1].count("\n"), count)

    def test_ordinary_bundles_are_told_whole(self):
        fixtures = sorted(path for path in CASES.glob("*/fires.pem"))
        self.assertGreater(len(fixtures), 300)
        _, out, _ = run("--format", "ndjson", *fixtures)
        self.assertNotIn(" more of ", out.replace("more of this kind", ""))


class Terminal(unittest.TestCase):
    def shown_while_linting(self, count):
        """What a terminal is told while so many certificates are linted."""
        with tempfile.NamedTemporaryFile() as bundle:
            bundle.write(LEAF.read_bytes() * count)
            bundle.flush()
            reader, terminal = os.openpty()
            process = subprocess.Popen([CERTLINT, "--jobs", "1", "--format", "summary", bundle.name],
                                       stdout=subprocess.DEVNULL, stderr=terminal)
            os.close(terminal)
            shown = b""
            try:
                while chunk := os.read(reader, 65536):
                    shown += chunk
            except OSError:
                pass  # how Linux tells the end of a terminal
            os.close(reader)
            self.assertEqual(process.wait(), 0)
        return shown

    def test_long_work_shows_how_far_it_is(self):
        # How much is long depends on the machine.
        for count in (20_000, 40_000, 80_000, 160_000, 320_000):
            if shown := self.shown_while_linting(count):
                break
        self.assertRegex(shown, rb"\[#*\s*\] +\d+ %  \d+ linted")
        self.assertTrue(shown.endswith(b"\r\x1b[K"), "the line is taken away at the end")

    def test_nothing_is_shown_elsewhere(self):
        _, _, err = run("--format", "summary", "-", stdin=LEAF.read_bytes() * 20_000)
        self.assertEqual(err, "")


class Selecting(unittest.TestCase):
    def found(self, *arguments):
        status, out, err = run("--format", "ndjson", *arguments, BAD)
        return status, ids(json.loads(out)) if out else None

    def test_include_and_exclude(self):
        self.assertEqual(self.found("--include", "rfc5280.serial_number.*"), (1, ["rfc5280.serial_number.zero"]))
        self.assertEqual(self.found("--include", "rfc5280.serial_number.*", "--exclude", "*.zero"), (0, []))
        self.assertEqual(self.found("--include", "w_ext_subject_key_identifier_missing_sub_cert"),
                         (0, ["rfc5280.subject_key_identifier.missing_in_leaf"]))

    def test_zlint_names_of_what_the_parser_finds(self):
        status, out, _ = run("--explain", "e_utc_time_not_in_zulu")
        self.assertEqual(status, 0)
        self.assertIn("x509.time.not_der_form", out)
        for pattern in ("e_utc_time_not_in_zulu", "source:RFC5280"):
            _, out, _ = run("--include", pattern, "--format", "zlint", LEAF)
            self.assertEqual(json.loads(out)["e_utc_time_not_in_zulu"]["result"], "pass", pattern)

    def test_rules_for_public_cas_can_be_left_out(self):
        def of_public_cas(found):
            return [each for each in found if each.split(".")[0] in ("apple", "cabf_br", "cabf_ev", "chrome", "mozilla")]
        self.assertTrue(of_public_cas(self.found()[1]))
        _, found = self.found("--exclude", "audience:public")
        self.assertEqual(of_public_cas(found), [])
        self.assertIn("rfc5280.serial_number.zero", found)
        self.assertEqual(self.found("--include", "audience:public", "--severity", "audience:public=notice")[0], 0)
        _, listed, _ = run("--list-checks", "--include", "audience:public", "--format", "json")
        self.assertTrue(of_public_cas(each["id"] for each in json.loads(listed)))
        self.assertEqual(run("--exclude", "audience:nobody", BAD)[0], 2)

    def test_severity_and_threshold(self):
        only = ("--include", "rfc5280.serial_number.zero")
        self.assertEqual(self.found(*only, "--severity", "*.zero=warning")[0], 0)
        self.assertEqual(self.found(*only, "--severity", "*.zero=warning", "--fail-on", "warning")[0], 1)
        self.assertEqual(self.found(*only, "--fail-on", "never")[0], 0)

    def test_complaints_quote_inertly(self):
        for arguments in (("--no-such-\x1b[31m",), ("--include", "\x1b[31m", BAD), ("--explain", "\x1b[31m")):
            _, _, err = run(*arguments)
            self.assertIn("\\x1b[31m", err)
            self.assertNotIn("\x1b", err)

    def test_configuration_file(self):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump({"include": ["rfc5280.serial_number.zero"], "severities": {"*.zero": "notice"},
                       "fail_on": "notice", "format": "ndjson"}, file)
            file.flush()
            status, out, _ = run("--config", file.name, BAD)
            self.assertEqual(status, 1)
            self.assertEqual(json.loads(out)["findings"][0]["severity"], "notice")
            status, _, _ = run("--config", file.name, "--fail-on", "error", BAD)
            self.assertEqual(status, 0)

    def test_wrong_usage(self):
        for arguments in (("--format", "xml", BAD), ("--include", "no.such.check", BAD), (), ("--severity", "x", BAD),
                          ("--config", "/no/such.json", BAD), ("--explain", "no.such.check"), ("--no-such-option",)):
            status, out, err = run(*arguments)
            self.assertEqual((status, out), (2, ""), arguments)
            self.assertTrue(err, arguments)
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            file.write('{"includes": []}')
            file.flush()
            status, _, err = run("--config", file.name, BAD)
            self.assertEqual(status, 2)
            self.assertIn("includes", err)


class Catalogue(unittest.TestCase):
    def test_every_check_is_listed_once_with_its_facts(self):
        status, out, _ = run("--list-checks", "--format", "json")
        checks = json.loads(out)
        self.assertEqual(status, 0)
        self.assertEqual(len({check["id"] for check in checks}), len(checks))
        for prefix in ("der.", "x509.", "names.", "path.", "trust.", "chain.", "rfc5280.", "cabf_br.", "input."):
            self.assertTrue(any(check["id"].startswith(prefix) for check in checks), prefix)
        for check in checks:
            self.assertTrue(check["requirement"] and check["citation"] and check["hint"], check["id"])

    def test_explain_finds_by_either_name(self):
        for name in ("rfc5280.serial_number.too_long", "e_serial_number_longer_than_20_octets"):
            status, out, _ = run("--explain", name)
            self.assertEqual(status, 0)
            for word in ("RFC 5280 4.1.2.2", "2002-04-01", "e_serial_number_longer_than_20_octets", "What to do"):
                self.assertIn(word, out)

    def test_what_a_lint_is_about_is_told(self):
        checks = {check["id"]: check for check in json.loads(run("--list-checks", "--format", "json")[1])}
        for name, kind, applies, words in (
                ("cabf_br.key_usage.ca_missing", "certificate", ["ca", "server_auth"], "certificate (ca, server_auth)"),
                ("chain.validity.outlives_issuer", "chain", [], "chain\n"),
                ("handshake.application_protocol.not_offered", "handshake", [], "handshake\n")):
            self.assertEqual((checks[name]["kind"], checks[name]["applies"]), (kind, applies))
            self.assertIn("About:      " + words, run("--explain", name)[1])
        self.assertIsNone(checks["der.truncated"]["applies"])

    def test_document_is_what_the_tool_says(self):
        _, out, _ = run("--list-checks", "--format", "markdown")
        self.assertEqual((SOURCE / "docs/checks.md").read_text(), out,
                         "run scripts/generate-docs")


if __name__ == "__main__":
    sys.exit(unittest.main())
