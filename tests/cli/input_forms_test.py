#!/usr/bin/env python3
"""Trust, chains and intermediates in every form in which people have them; OpenSSL and, where it is, keytool make them."""

import base64
import gzip
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import support

CERTVERIFY = support.BIN / "certverify"
CERTLINT = support.BIN / "certlint"


def openssl(*args, data=None):
    return subprocess.run(["openssl", *args], input=data, capture_output=True, check=True).stdout


class InputForms(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder_object = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.folder_object.name)
        (cls.folder / "ext").write_text(
            "[ca]\nbasicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign,cRLSign\n"
            "[leaf]\nsubjectAltName=DNS:www.example.test\nextendedKeyUsage=serverAuth\n")
        for name, section, issuer in (("root", "ca", None), ("int", "ca", "root"), ("leaf", "leaf", "int")):
            key, request, out = (cls.path(name + end) for end in (".key", ".csr", ".pem"))
            openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-out",
                    request, "-subj", "/CN=" + name)
            signer = ["-signkey", key] if issuer is None else ["-CA", cls.path(issuer + ".pem"), "-CAkey",
                                                              cls.path(issuer + ".key"), "-CAcreateserial"]
            openssl("x509", "-req", "-in", request, "-out", out, "-days", "3650", "-extfile", cls.path("ext"),
                    "-extensions", section, *signer)
        now = openssl("x509", "-in", cls.path("leaf.pem"), "-noout", "-startdate").decode().strip().split("=")[1]
        cls.at = ("--time", subprocess.run(["date", "-u", "-d", now + " + 1 day", "+%Y-%m-%dT%H:%M:%SZ"], capture_output=True,
                                           check=True, text=True).stdout.strip())

    @classmethod
    def tearDownClass(cls):
        cls.folder_object.cleanup()

    @classmethod
    def path(cls, name):
        return str(cls.folder / name)

    def text(self, name):
        return (self.folder / name).read_text()

    def write(self, name, content):
        if isinstance(content, str):
            content = content.encode()
        (self.folder / name).write_bytes(content)
        return self.path(name)

    def verify(self, *args, leaf="leaf.pem", trust="root.pem", untrusted="int.pem"):
        command = [CERTVERIFY, *self.at, "--name", "www.example.test", "--format", "json"]
        command += ["--trust", self.path(trust)] if trust else []
        command += ["--untrusted", self.path(untrusted)] if untrusted else []
        ran = subprocess.run([*command, *args, self.path(leaf)], capture_output=True, text=True)
        report = json.loads(ran.stdout)
        return ran.returncode, report.get("verdict"), [f["id"] for f in report.get("findings", [])], ran.stderr

    def assert_trusted(self, *args, **files):
        status, verdict, findings, err = self.verify(*args, **files)
        self.assertEqual((status, verdict), (0, "trusted"), (findings, err))
        return findings, err

    def assert_unreadable(self, *words, args=(), **files):
        status, verdict, _, err = self.verify(*args, **files)
        self.assertEqual(status, 2, err)
        self.assertNotIn(verdict, ("trusted", "untrusted"))
        for word in words:
            self.assertIn(word, err)

    def test_pkcs7_as_trust_intermediates_and_leaf(self):
        for form in ("PEM", "DER"):
            bundle = openssl("crl2pkcs7", "-nocrl", "-certfile", self.path("root.pem"), "-outform", form)
            self.write("root.p7b", bundle)
            self.assert_trusted(trust="root.p7b")
            self.write("int.p7b", openssl("crl2pkcs7", "-nocrl", "-certfile", self.path("int.pem"), "-outform", form))
            self.assert_trusted(untrusted="int.p7b")
            # The leaf is the one that issued no other, wherever it stands.
            self.write("chain.pem", self.text("int.pem") + self.text("leaf.pem"))
            self.write("chain.p7b", openssl("crl2pkcs7", "-nocrl", "-certfile", self.path("chain.pem"), "-outform", form))
            self.assert_trusted(leaf="chain.p7b", untrusted=None)

    def export(self, name, *options, passphrase=""):
        openssl("pkcs12", "-export", "-inkey", self.path("leaf.key"), "-in", self.path("leaf.pem"), "-certfile",
                self.path("int.pem"), "-passout", "pass:" + passphrase, "-out", self.path(name), *options)

    def test_pkcs12(self):
        self.write("pass", "secr\u00e9t\nnot this\n")
        kinds = {"default": (), "aes128": ("-certpbe", "AES-128-CBC", "-keypbe", "AES-128-CBC"),
                 "3des": ("-certpbe", "PBE-SHA1-3DES", "-keypbe", "PBE-SHA1-3DES", "-macalg", "sha1"),
                 "plain": ("-certpbe", "NONE"), "nomac": ("-nomac",)}
        for name, options in kinds.items():
            with self.subTest(name):
                self.export("chain.p12", *options)
                self.assert_trusted(leaf="chain.p12", untrusted=None)
                self.export("chain.p12", *options, passphrase="secr\u00e9t")
                self.assert_trusted("--passphrase-file", self.path("pass"), leaf="chain.p12", untrusted=None)
        self.assert_unreadable("pass", leaf="leaf.pem", args=("--passphrase-file", self.path("missing pass")))
        self.export("chain.p12", passphrase="other")
        self.assert_unreadable("needs a passphrase", "--passphrase-file", leaf="chain.p12")
        self.assert_unreadable("the passphrase does not open", args=("--passphrase-file", self.path("pass")),
                               leaf="chain.p12")
        openssl("pkcs12", "-export", "-nokeys", "-in", self.path("root.pem"), "-passout", "pass:", "-out",
                self.path("root.p12"))
        self.assert_trusted(trust="root.p12")

    def test_pkcs12_with_a_weak_cipher_is_named(self):
        ran = subprocess.run(["openssl", "pkcs12", "-export", "-legacy", "-nokeys", "-in", self.path("root.pem"), "-passout",
                              "pass:", "-out", self.path("rc2.p12")], capture_output=True)
        if ran.returncode != 0:
            self.skipTest("this OpenSSL has no legacy provider")
        self.assert_unreadable("40-bit RC2", "openssl pkcs12", trust="rc2.p12")

    def test_pkcs12_of_a_key_is_no_trust(self):
        self.export("chain.p12")
        self.assert_unreadable("the certificate of a key", trust="chain.p12", untrusted=None)
        # Of what OpenSSL's -cacerts prints, the self-issued CA is trust, and the intermediate is not.
        self.write("cas.pem", self.text("int.pem") + self.text("root.pem"))
        openssl("pkcs12", "-export", "-inkey", self.path("leaf.key"), "-in", self.path("leaf.pem"), "-certfile",
                self.path("cas.pem"), "-passout", "pass:", "-out", self.path("with-ca.p12"))
        self.assert_trusted(trust="with-ca.p12")
        self.assertEqual(self.verify(trust="with-ca.p12", untrusted=None)[1], "untrusted")
        openssl("pkcs12", "-export", "-nocerts", "-inkey", self.path("leaf.key"), "-passout", "pass:", "-out",
                self.path("key.p12"))
        for role in ("trust", "leaf", "untrusted"):
            self.assert_unreadable("a PKCS#12 file without certificates", **{role: "key.p12"})

    def test_what_is_no_certificate_is_named(self):
        for words, content in (("an HTML page", b"\n<!DOCTYPE html>\n<html><body>404</body></html>"), ("an HTML page", b"<html>"),
                               ("OpenSSH", b"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI me@here\n"), ("PNG", b"\x89PNG\r\n\x1a\n\0")):
            with self.subTest(words):
                self.write("other", content)
                for role in ("trust", "leaf", "untrusted"):
                    self.assert_unreadable(words, **{role: "other"})

    def test_a_certificate_of_the_chain_that_is_cut_off_is_an_error(self):
        for role, name in (("untrusted", "int"), ("leaf", "leaf")):
            whole = openssl("x509", "-in", self.path(name + ".pem"), "-outform", "DER")
            for cut in (whole[:200], whole[:-1]):
                text = "-----BEGIN CERTIFICATE-----\n" + base64.encodebytes(cut).decode() + "-----END CERTIFICATE-----\n"
                for form in (cut, text, self.text("leaf.pem") + text, base64.b64encode(cut), json.dumps({"crt": text}),
                             text.encode("utf-16")):
                    with self.subTest(role, size=len(cut), form=form[:20]):
                        self.write("cut", form)
                        self.assert_unreadable("cut: ", f"cut off at byte {len(cut)}", **{role: "cut"})

    def test_a_crl_or_response_that_is_cut_off_is_an_error(self):
        # Neither has to be sound, nor be known for what it is: what is cut off is not read further.
        forms = {"--crl": b"\x30\x82\x01\x00\x04\x02ab", "--ocsp": b"\x30\x82\x01\x00\x0a\x01\x00\xa0\x10"}
        for option, cut in forms.items():
            with self.subTest(option):
                self.write("cut", cut)
                self.assert_unreadable("cut: ", f"cut off at byte {len(cut)}", leaf="leaf.pem",
                                       args=(option, self.path("cut"), "--revocation", "soft"))

    def test_what_is_cut_off_is_an_error(self):
        openssl("pkcs12", "-export", "-nokeys", "-in", self.path("root.pem"), "-passout", "pass:", "-out",
                self.path("root.p12"))
        forms = {"root.p12": (self.folder / "root.p12").read_bytes(),
                 "root.p7b": openssl("crl2pkcs7", "-nocrl", "-certfile", self.path("root.pem"), "-outform", "DER"),
                 "root.der": openssl("x509", "-in", self.path("root.pem"), "-outform", "DER")}
        for name, whole in forms.items():
            self.write(name, whole)
            self.assert_trusted(trust=name)
            for size in (10, len(whole) // 2, len(whole) - 1):
                with self.subTest(name, size=size):
                    self.write("cut", whole[:size])
                    self.assert_unreadable("cut: ", f"cut off at byte {size}", trust="cut")
                    linted = subprocess.run([CERTLINT, self.path("cut")], capture_output=True, text=True)
                    self.assertNotEqual(linted.returncode, 0)
                    if name != "root.der":
                        self.assertIn("cut off at byte", linted.stdout + linted.stderr)
        cut = "-----BEGIN CERTIFICATE-----\n" + base64.encodebytes(forms["root.der"][:-1]).decode() + "-----END CERTIFICATE-----\n"
        request = {"leaf": self.text("leaf.pem"), "untrusted": [self.text("int.pem")], "trust": [cut], "time": self.at[1]}
        ran = subprocess.run([CERTVERIFY, "--batch"], input=json.dumps(request) + "\n", capture_output=True, text=True, check=True)
        self.assertIn("cut off at byte", json.loads(ran.stdout)["error"])
        directory = self.folder / "some cut"
        directory.mkdir()
        (directory / "root.pem").write_text(self.text("root.pem"))
        (directory / "cut.der").write_bytes(forms["root.der"][:-1])
        (directory / "gone.pem").symlink_to("nowhere")
        err = self.assert_trusted(trust="some cut")[1]
        self.assertEqual([any(name in line for line in err.splitlines()) for name in ("cut.der", "gone.pem", "root.pem")],
                         [True, True, False])

    def secret(self, **values):
        encoded = {name.replace("_", "."): base64.b64encode(value.encode()).decode() for name, value in values.items()}
        return {"kind": "Secret", "type": "kubernetes.io/tls", "data": encoded}

    def test_kubernetes_names_say_what_certificates_are_for(self):
        openssl("req", "-x509", "-new", "-key", self.path("leaf.key"), "-subj", "/CN=other", "-out", self.path("other.pem"))
        chain = self.text("leaf.pem") + self.text("int.pem")
        with_root = self.secret(ca_crt=self.text("root.pem"), tls_crt=chain, tls_key=self.text("leaf.key"))
        other = self.secret(ca_crt=self.text("other.pem"), tls_crt=chain + self.text("root.pem"), tls_key=self.text("leaf.key"))
        only_ca = self.secret(tls_crt=self.text("root.pem"), tls_key=self.text("root.key"))
        config = self.secret(ca_crt=self.text("root.pem"), old_crt=self.text("other.pem"))
        for form in ("json", "yaml", "data"):
            def write(name, secret):
                if form == "json":
                    return self.write(name, json.dumps(secret))
                if form == "yaml":
                    return self.write(name, "kind: Secret\ndata:\n" + "".join(
                        f"  {key}: {value}\n" for key, value in secret["data"].items()))
                return self.write(name, "kind: Secret\nstringData:\n" + "".join(
                    f"  {key}: |\n" + "".join(f"    {line}\n" for line in base64.b64decode(value).decode().splitlines())
                    for key, value in secret["data"].items()))
            with self.subTest(form):
                for secret in (with_root, other):
                    write("leaf secret", secret)
                    self.assert_trusted(leaf="leaf secret", untrusted=None)
                    linted = subprocess.run([CERTLINT, "--format", "ndjson", "--fail-on", "never", self.path("leaf secret")],
                                            capture_output=True, text=True)
                    self.assertIn("CN=leaf", linted.stdout.splitlines()[0])
                for secret, verdict in ((with_root, "trusted"), (other, "untrusted"), (only_ca, "trusted"), (config, "trusted")):
                    write("trust secret", secret)
                    self.assertEqual(self.verify(trust="trust secret")[1], verdict)

    def test_base64_beside_pem(self):
        openssl("req", "-x509", "-new", "-key", self.path("leaf.key"), "-subj", "/CN=other", "-out", self.path("other.pem"))
        der = base64.b64encode(openssl("x509", "-in", self.path("root.pem"), "-outform", "DER")).decode()
        other = self.text("other.pem")
        indented = "".join(f"    {line}\n" for line in other.splitlines())
        for text in (json.dumps({"pem": other, "x5c": [der]}), json.dumps({"x5c": [der], "pem": other}), other + der + "\n",
                     der + "\n" + other, "a: |\n" + indented + "b: " + der + "\n", "b: " + der + "\na: |\n" + indented):
            with self.subTest(text[:20]):
                self.write("both", text)
                self.assert_trusted(trust="both")
                linted = subprocess.run([CERTLINT, "--format", "ndjson", "--fail-on", "never", self.path("both")],
                                        capture_output=True, text=True)
                self.assertEqual([json.loads(line)["kind"] for line in linted.stdout.splitlines()], ["certificate"] * 2)

    def test_a_certificate_with_something_behind_it_is_the_same(self):
        der = openssl("x509", "-in", self.path("root.pem"), "-outform", "DER")
        self.write("junk.pem", "-----BEGIN CERTIFICATE-----\n" + base64.encodebytes(der + b"abc").decode() +
                   "-----END CERTIFICATE-----\n")
        findings = self.verify(leaf="junk.pem")[2]
        self.assertIn("der.trailing_data", findings)
        self.assertNotIn("chain.serial_numbers.reused", findings)
        self.assertNotIn("chain.cross_certificates.alternative_sent", findings)

    def test_leaf_of_a_bundle_with_a_gap(self):
        for names in (("root", "leaf"), ("leaf", "root")):
            self.write("gap.pem", "".join(self.text(name + ".pem") for name in names))
            self.write("gap.p7b", openssl("crl2pkcs7", "-nocrl", "-certfile", self.path("gap.pem"), "-outform", "DER"))
            self.assert_trusted(leaf="gap.p7b")
        # The signer is the leaf, whatever else is put in.
        signed = openssl("cms", "-sign", "-nodetach", "-outform", "DER", "-signer", self.path("leaf.pem"), "-inkey",
                         self.path("leaf.key"), "-certfile", self.path("root.pem"), data=b"text")
        self.write("signed.p7m", signed)
        self.assert_trusted(leaf="signed.p7m")

    def test_java_keystores(self):
        keytool = shutil.which("keytool")
        if keytool is None:
            self.skipTest("no keytool here")
        for kind in ("JKS", "JCEKS", "PKCS12"):
            with self.subTest(kind):
                store = self.path("trust." + kind)
                subprocess.run([keytool, "-importcert", "-noprompt", "-alias", "root", "-file", self.path("root.pem"),
                                "-keystore", store, "-storetype", kind, "-storepass", "changeit"], capture_output=True,
                               check=True)
                self.write("changeit", "changeit\n")
                self.write("wrong", "wrongpass\n")
                self.assert_trusted("--passphrase-file", self.path("changeit"), trust="trust." + kind)
                self.assert_unreadable("passphrase", args=("--passphrase-file", self.path("wrong")), trust="trust." + kind)
                if kind != "PKCS12":
                    self.assert_trusted(trust="trust." + kind)
                # A key's entry is the leaf and no trust.
                self.export("chain.p12", passphrase="changeit")
                subprocess.run([keytool, "-importkeystore", "-noprompt", "-srckeystore", self.path("chain.p12"), "-srcstoretype",
                                "PKCS12", "-srcstorepass", "changeit", "-destkeystore", self.path("key." + kind),
                                "-deststoretype", kind, "-deststorepass", "changeit", "-destkeypass", "changeit"],
                               capture_output=True, check=True)
                self.assert_unreadable("the certificate of a key", args=("--passphrase-file", self.path("changeit")),
                                       trust="key." + kind, untrusted=None)
                self.assert_trusted("--passphrase-file", self.path("changeit"), leaf="key." + kind, untrusted=None)

    def test_what_holds_no_certificate_says_what_it_is(self):
        openssl("req", "-in", self.path("leaf.csr"), "-outform", "DER", "-out", self.path("csr.der"))
        openssl("pkcs8", "-topk8", "-nocrypt", "-in", self.path("leaf.key"), "-outform", "DER", "-out", self.path("key.der"))
        self.write("empty", "")
        self.write("0text", "0 certificates are in here")
        self.write("gz", gzip.compress(self.text("leaf.pem").encode()))
        self.write("utf32", self.text("leaf.pem").encode("utf-32"))
        self.write("empty.p7b", openssl("crl2pkcs7", "-nocrl", "-outform", "DER"))
        for name, words in (("csr.der", "certificate request"), ("leaf.csr", "certificate request"), ("key.der", "private key"),
                            ("leaf.key", "private key"), ("empty", "empty"), ("0text", "neither PEM nor DER"),
                            ("gz", "gzip"), ("utf32", "UTF-32"), ("empty.p7b", "a PKCS#7 bundle without certificates")):
            with self.subTest(name):
                self.assert_unreadable(words, trust=name)
                self.assert_unreadable(words, untrusted=name)
                self.assert_unreadable(words, leaf=name)
        for name, words in (("gz", "gzip"), ("utf32", "UTF-32"), ("empty", "is empty"), ("empty.p7b", "without certificates")):
            linted = subprocess.run([CERTLINT, self.path(name)], capture_output=True, text=True)
            self.assertIn(words, linted.stderr)

    def test_utf16_kubernetes_json_and_base64(self):
        pem = self.text("root.pem")
        secret = {"apiVersion": "v1", "kind": "Secret", "data": {"ca.crt": base64.b64encode(pem.encode()).decode()}}
        forms = {"utf16": ("\ufeff" + pem).encode("utf-16-le"), "secret.json": json.dumps(secret),
                 "secret.yaml": "kind: Secret\ndata:\n  ca.crt: " + secret["data"]["ca.crt"] + "\n",
                 "vault.json": json.dumps({"issuing_ca": pem}), "b64": secret["data"]["ca.crt"],
                 "der64": base64.encodebytes(openssl("x509", "-in", self.path("root.pem"), "-outform", "DER"))}
        for name, content in forms.items():
            with self.subTest(name):
                self.write(name, content)
                findings, err = self.assert_trusted(trust=name)
                self.assertTrue({"input.pem.not_portable", "input.text.utf16"} & set(findings), findings)
                self.assertEqual(err.count(name), 1)
                linted = subprocess.run([CERTLINT, "--format", "ndjson", "--fail-on", "never", self.path(name)],
                                        capture_output=True, text=True)
                self.assertEqual(linted.returncode, 0, linted.stderr)
                self.assertEqual([json.loads(line)["kind"] for line in linted.stdout.splitlines()], ["certificate"])

    def test_header_lines_are_read_and_named(self):
        for name in ("root.pem", "int.pem", "leaf.pem"):
            self.write("headed." + name, self.text(name).replace("-----\n", "-----\nProc-Type: 4,MIC-CLEAR\nX-Note: a\n\n", 1))
        for given in ({"trust": "headed.root.pem"}, {"untrusted": "headed.int.pem"}, {"leaf": "headed.leaf.pem"}):
            with self.subTest(given):
                self.assertIn("input.pem.not_portable", self.assert_trusted(**given)[0])

    def test_what_follows_a_certificate_is_named(self):
        for name in ("root", "int"):
            der = openssl("x509", "-in", self.path(name + ".pem"), "-outform", "DER")
            self.write(name + ".longer.der", der + b"junk")
            body = base64.encodebytes(der + b"junk").decode()
            self.write(name + ".longer.pem", f"-----BEGIN CERTIFICATE-----\n{body}-----END CERTIFICATE-----\n")
        for form in ("der", "pem"):
            findings, err = self.assert_trusted(trust="root.longer." + form)
            self.assertIn("trust.certificate.trailing_data", findings)
            self.assertIn("followed by 4 bytes that are not part of it", err)
            status, verdict, findings, _ = self.verify(untrusted="int.longer." + form)
            self.assertEqual((status, verdict), (1, "untrusted"))
            self.assertIn("der.trailing_data", findings)
        request = {"leaf": self.text("leaf.pem"), "untrusted": [self.text("int.pem")], "time": self.at[1],
                   "trust": [self.text("root.longer.pem")]}
        answer = json.loads(subprocess.run([CERTVERIFY, "--batch"], input=json.dumps(request), capture_output=True, text=True,
                                           check=True).stdout)
        self.assertEqual(answer["verdict"], "trusted")
        self.assertIn("trust.certificate.trailing_data", [finding["id"] for finding in answer["findings"]])

    def test_openssls_trust_settings(self):
        def trusted(*options):
            openssl("x509", "-in", self.path("root.pem"), "-trustout", *options, "-out", self.path("trusted.pem"))
            return self.verify(trust="trusted.pem")
        self.assertEqual(trusted("-addtrust", "serverAuth")[1], "trusted")
        self.assertEqual(trusted("-setalias", "a root")[1], "trusted")
        # Under another label OpenSSL does not heed them either, which is told.
        self.assertEqual(trusted("-addreject", "serverAuth")[1], "untrusted")
        self.write("trusted.pem", self.text("trusted.pem").replace("TRUSTED ", ""))
        findings, err = self.assert_trusted(trust="trusted.pem")
        self.assertIn("trust.block.unexpected_label", findings)
        self.assertIn("trust settings", err)
        for options in (("-addreject", "serverAuth"), ("-addtrust", "emailProtection"), ("-addreject", "anyExtendedKeyUsage")):
            status, verdict, findings, _ = trusted(*options)
            self.assertEqual((status, verdict), (1, "untrusted"))
            self.assertIn("path.anchor.purpose_not_trusted", findings)
            self.assertNotIn("path.issuer.not_found", findings)
            # The same anchor without settings in another file of the store takes nothing back.
            self.assertEqual(self.verify("--trust", self.path("root.pem"), trust="trusted.pem")[1], "untrusted")
            self.assertEqual(self.verify("--trust", "mine=" + self.path("root.pem"), trust="trusted.pem")[1], "trusted")

    def test_trust_directory(self):
        directory = self.folder / "anchors"
        directory.mkdir()
        (directory / "root.pem").write_text(self.text("root.pem"))
        (directory / "0123abcd.0").symlink_to("root.pem")
        (directory / "0123abcd.r0").write_text("-----BEGIN X509 CRL-----\n-----END X509 CRL-----\n")
        (directory / "README").write_text("roots")
        (directory / ".hidden").write_text("")
        self.assertEqual(self.assert_trusted(trust="anchors")[1], "")
        (directory / "bad.pem").write_text(self.text("leaf.key") * 3)
        err = self.assert_trusted(trust="anchors")[1]
        self.assertEqual(len(err.splitlines()), 1, err)
        self.assertEqual(err.count("bad.pem"), 1)

    def test_name_of_a_store(self):
        self.write("a=b.pem", self.text("root.pem"))
        self.assert_trusted(trust="a=b.pem")
        command = [CERTVERIFY, *self.at, "--untrusted", "int.pem", "--trust"]
        for argument, status in (("a=b.pem", 0), ("my=root.pem", 0), ("my.own=root.pem", 2), ("./a=b.pem", 0), ("my=none", 2)):
            ran = subprocess.run([*command, argument, "leaf.pem"], capture_output=True, text=True, cwd=self.folder)
            self.assertEqual(ran.returncode, status, (argument, ran.stderr))

    def test_anchor_constraints(self):
        der = openssl("x509", "-in", self.path("root.pem"), "-outform", "DER")
        spki = openssl("pkey", "-pubin", "-outform", "DER",
                       data=openssl("x509", "-in", self.path("root.pem"), "-noout", "-pubkey"))
        hashes = [openssl("dgst", "-sha256", "-r", data=data).decode().split()[0] for data in (der, spki)]

        def verdict(constraints, name="constraints.json"):
            self.write(name, constraints if isinstance(constraints, str) else json.dumps(constraints))
            return self.verify("--anchor-constraints", self.path(name))
        for key in (hashes[0], hashes[1], hashes[0].upper()):
            self.assertEqual(verdict({key: {"permitted": {"dns": ["example.test"]}}})[1], "trusted")
            self.assertIn("names.constraints.not_permitted", verdict({key: {"permitted": {"dns": ["example.com"]}}})[2])
            self.assertIn("names.constraints.excluded", verdict({key: {"excluded": {"dns": ["www.example.test"]}}})[2])
            self.assertIn("path.anchor.constrained_after", verdict({key: {"distrust_after": "2020-01-01T00:00:00Z"}})[2])
            self.assertEqual(verdict({key: {"distrust_after": "2090-01-01T00:00:00Z"}})[1], "trusted")
        without_anchor = verdict({"00" * 32: {}})
        self.assertIn("00" * 32, without_anchor[3])
        self.assertIn("trust.constraints.no_anchor", without_anchor[2])
        for kind, base in (("dns", "example.com"), ("dns", ""), ("email", "a@example.com"), ("email", "example.com"),
                           ("email", ".example.com"), ("uri", "svc.example.com"), ("uri", ".example.com"), ("ip", "192.0.2.1")):
            self.assertNotEqual(verdict({hashes[0]: {"excluded": {kind: [base]}}})[0], 2, (kind, base))
        one = hashes[0]
        for bad, word in (("{", "byte"), ([], "object"), ({"ab": {}}, "SHA-256"), ({one: []}, one), ({one: {"dns": []}}, "dns"),
                          ({one: {"permitted": {"host": []}}}, "host"), ({one: {"permitted": {"dns": []}}}, '"excluded": {"dns": [""]}'),
                          ({one: {"permitted": {"ip": []}}}, '["0.0.0.0/0", "::/0"]'), ({one: {"permitted": {"ip": ["10.0.0.1/8"]}}}, "10.0.0.1/8"),
                          ({one: {"permitted": {"dns": ["a..b"]}}}, one), ({one: {"distrust_after": "soon"}}, "distrust_after"),
                          ("{\"%s\": {}, \"%s\": {}}" % (one, one), "twice"),
                          *(({one: {"excluded": {kind: [base]}}}, word) for kind, base, word in (
                              ("email", "*@example.com", "wildcard"), ("email", "@example.com", "local part"),
                              ("dns", "192.0.2.1", "address"), ("dns", "2001:db8::1", "address"), ("dns", "10.0.0.0/8", "address"),
                              ("dns", "*.example.com", "wildcard; give only the domain"), ("dns", "https://example.com", "scheme"),
                              ("dns", "example.com:443", "port"), ("uri", "https://svc.example.com", "scheme"),
                              ("uri", "*.example.com", "wildcard"), ("uri", "http://", "scheme"), ("uri", "192.0.2.1", "address"),
                              ("uri", "svc.example.com/path", "path")))):
            status, result, _, err = verdict(bad)
            self.assertEqual(status, 2, err)
            self.assertNotIn(result, ("trusted", "untrusted"))
            self.assertIn(word, err)
            self.assertIn("constraints.json", err)
        request = {"leaf": self.text("leaf.pem"), "untrusted": [self.text("int.pem")], "trust": [self.text("root.pem")],
                   "time": self.at[1], "anchor_constraints": {one: {"permitted": {"dns": ["example.com"]}}}}
        bad = {**request, "anchor_constraints": {"x": {}}}
        ran = subprocess.run([CERTVERIFY, "--batch"], input=json.dumps(request) + "\n" + json.dumps(bad) + "\n",
                             capture_output=True, text=True, check=True)
        first, second = (json.loads(line) for line in ran.stdout.splitlines())
        self.assertEqual(first["verdict"], "untrusted")
        self.assertIn("names.constraints.not_permitted", [f["id"] for f in first["findings"]])
        self.assertIn("anchor_constraints", second["error"])
        no_anchor = {**request, "anchor_constraints": {"00" * 32: {}}}
        no_certificate = {**request, "trust": ["-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n"]}
        ran = subprocess.run([CERTVERIFY, "--batch"], input=json.dumps(no_anchor) + "\n" + json.dumps(no_certificate) + "\n",
                             capture_output=True, text=True, check=True)
        first, second = (json.loads(line) for line in ran.stdout.splitlines())
        self.assertEqual(first["verdict"], "trusted")
        self.assertIn("trust.constraints.no_anchor", [f["id"] for f in first["findings"]])
        self.assertEqual(second["verdict"], "untrusted")
        self.assertIn("trust.not_a_certificate", [f["id"] for f in second["findings"]])


if __name__ == "__main__":
    sys.exit(unittest.main())
