"""Every option of every tool with values that it does not take: exit status 2 and an error that names the option and says what it
takes. The tools' own --help says which options there are, so that none is without a row here."""
import concurrent.futures
import os
import re
import subprocess
import unittest

from support import FolderTest, pki, run

FLAG = "flag"
NOTHING = "/nonexistent/file"


class Number:
    """A whole number of a range."""
    def __init__(self, least, most):
        self.words = f"a whole number from {least} to {most}"
        self.bad = ["-1", "+1", " 1", "x", "1.5", "0x1", "01", str(most + 1), "9" * 40] + ["0"] * (least > 0)


class Seconds:
    def __init__(self, most):
        self.words = f"takes from 0.001 to {most} seconds"
        self.bad = ["-1", "0", "x", "nan", "inf", "1e9", " 1", "1s", "0.0001"]


class Text:
    """A text of some form; `words` is in each error, whatever the value."""
    def __init__(self, *bad, words="", needs=()):
        self.bad, self.words, self.needs = list(bad), words, needs


class Any:
    """Any text but an empty one has a meaning."""
    bad, words = [], ""


class File:
    """A file to be read. `wrong`: one of something else is an error, too."""
    def __init__(self, wrong=True, folder=False, needs=()):
        self.wrong, self.folder, self.needs = wrong, folder, needs


class NewFile:
    """A file to be written. It is found out when it is written that it cannot be."""


class NewFolder:
    """A folder, made if there is none; a file is none."""


FETCHED = ["--aia"]
OID = "is not an object identifier"
REMAINING = Text("x", "-1", "1x", "101%", "99999999999999999999")

# What certcheck and certverify have alike.
CHAIN = {
    "--name": Text("a..b", "www.cli.test:443", "*.cli.test", "https://www.cli.test/", "dns:", "ip:1.2.3"),
    "--no-name": FLAG,
    "--trust": File(folder=True),
    "--system-trust": FLAG,
    "--untrusted": File(),
    "--passphrase-file": File(wrong=False),
    "--anchor-constraints": File(),
    "--anchor-checks": Text("x", "expiry,x", ",", "none,expiry"),
    "--distrust": File(),
    "--ct-log-list": File(),
    "--profile": Text("x", "WEBPKI", words="is neither webpki nor rfc5280"),
    "--strict": FLAG,
    "--time": Text("yesterday", "2026-13-01T00:00:00Z", "0", "-1", words="is not an RFC 3339 time"),
    "--purpose": Text("x", "1.", "-1", words="server, client, any"),
    "--max-depth": Number(0, 1000),
    "--min-key-strength": Number(0, 256),
    "--allow-sha1": FLAG,
    "--refuse-sha1": FLAG,
    "--policy": Text("x", "1.", "9.9.9", "-1", words=OID),
    "--require-explicit-policy": FLAG,
    "--inhibit-policy-mapping": FLAG,
    "--inhibit-any-policy": FLAG,
    "--revocation": Text("x", "on", words="is not one of off, soft, hard"),
    "--revocation-scope": Text("x", words="is neither leaf nor chain"),
    "--crl": File(),
    "--ocsp": File(),
    "--max-age": Number(0, 100_000),
    "--aia": FLAG,
    "--online-revocation": FLAG,
    "--ocsp-nonce": FLAG,
    "--fetch-allow": Text("@", "a b", "10.0.0.0/33", "1.2.3.4/x", "*."),
    "--fetch-deny": Text("@", "a b", "10.0.0.0/33"),
    "--cache": Text(NOTHING.replace("nonexistent", "proc"), needs=FETCHED),
    "--no-cache": FLAG,
    "--min-days": REMAINING,
    "--warn-days": REMAINING,
    "--expect-issuer": Any(),
    "--expect-san": Any(),
    "--pin": Text("x", "sha256/", "sha256/AAAA", "sha1/AAAA"),
    "--expect-fingerprint": Text("x", "00", "g" * 64),
    "--expect-key": Text("x", "rsa:", "rsa:x", "rsa:-1"),
    "--expect-public": FLAG,
    "--expect-root": File(),
    "--require-sct": FLAG,
    "--require-ct": FLAG,
    "--fail-on": Text("x", "fatal", "never", words="is not one of notice, warning, error"),
    "--resolver": Text("x", "127.0.0.1:x", "127.0.0.1:65536", "-1", words="is not the address of a name server", needs=FETCHED),
    "--proxy": Text("a b", "ftp://proxy.test", "http://", "http://proxy.test:x", "http://proxy.test:65536", needs=FETCHED),
    "--proxy-credentials": File(wrong=False, needs=[*FETCHED, "--proxy", "http://proxy.test"]),
    "--proxy-ca": File(folder=True, needs=[*FETCHED, "--proxy", "https://proxy.test"]),
    "--timeout": Seconds(86_400),
    "--format": Text("x", "JSON", words="json"),
    "--output": Text("x", "=", "=x.json", "json=", "sqlite=x"),
    "--fields": Text("x", "target,x", ",", "findings."),
    "--brief": FLAG,
    "--list-checks": FLAG,
    "--explain": Text("x", "path."),
    "--write-chain": NewFile(),
    "--help": FLAG,
    "--completion": Text("x", "tcsh"),
    "--manual": FLAG,
    "--version": FLAG,
}
TABLE = {
    "certverify": {**CHAIN, "--batch": FLAG, "--help-batch": FLAG},
    "certcheck": {
        **CHAIN,
        "--targets": File(wrong=False),
        "--policy-file": File(),
        "--check-policy": File(),
        "--baseline": File(),
        "--shard": Text("x", "1", "0/2", "3/2", "-1/2", "1/0", "1/x"),
        "--resume": NewFile(),
        "--store": NewFile(),
        "--write-chain": Any(),  # written once the server was trusted
        "--concurrency": Number(1, 100_000),
        "--allow-public-ranges": FLAG,
        "--rate": Text("x", "0", "-1", "1/d", "nan"),
        "--address-rate": Text("x", "0", "-1", "1/d"),
        "--deadline": Seconds(31_536_000),
        "--expect-tls": Text("x", "1.4", "3"),
        "--require-staple": FLAG,
        "--connect": Text("a b", "127.0.0.1:x", "127.0.0.1:65536"),
        "--proxy-protocol": Text("x", "v3", "1", words="is neither v1 nor v2"),
        "--source": Text("x", "1.2.3", words="is not an IP address"),
        "--sni": Text("a..b", "a b"),
        "--starttls": Text("x", "SMTPS"),
        "--tls-versions": Text("x", "1.4", "1.3,"),
        "--groups": Text("x", "x25519,"),
        "--ciphers": Text("x", "TLS_AES_128_GCM_SHA256,"),
        "--alpn": Text(",", "h2,", "x" * 256, words="a protocol's name has from 1 to 255 bytes"),
        "--cert": File(needs=["--key", "KEY"]),
        "--key": File(needs=["--cert", "LEAF"]),
        "--key-passphrase": File(wrong=False, needs=["--cert", "LEAF", "--key", "KEY"]),
        "--ipv4": FLAG,
        "--ipv6": FLAG,
        "--all-addresses": FLAG,
        "--all-certificates": FLAG,
        "--protocols": FLAG,
        "--mx": FLAG,
        "--dane": FLAG,
        "--caa": FLAG,
        "--caa-issuer": Text("a b", "-", needs=["--caa"]),
        "--retries": Number(0, 20),
        "--no-request": FLAG,
    },
    "certlint": {
        "--format": Text("x", "sqlite", words="json"),
        "--output": Text("x", "=", "json="),
        "--include": Text("no.such.check"),
        "--exclude": Text("no.such.check"),
        "--severity": Text("x", "x=", "*=fatal", "=error"),
        "--config": File(),
        "--fail-on": Text("x", "fatal", words="error"),
        "--chain": FLAG,
        "--as-of": Text("yesterday", "2026-13-01", "0", words="is neither a day"),
        "--profile": Text("x", "DV", words="is not a kind of certificate"),
        "--pre-issuance": FLAG,
        "--listen": Text(NOTHING, words="is for --pre-issuance"),
        "--weak-keys": File(),
        "--jobs": Number(1, 1024),
        "--list-checks": FLAG,
        "--explain": Text("x"),
        "--quiet": FLAG,
        "--help": FLAG,
        "--completion": Text("x", "tcsh"),
        "--manual": FLAG,
        "--version": FLAG,
    },
    "certserve": {
        "--list": FLAG,
        "--port": Number(0, 65_535),
        "--address": Text("x", "1.2.3", "127.0.0.1:1", words="is not an IP address"),
        "--time": Text("yesterday", "0", words="is not a time of RFC 3339"),
        "--pki": NewFolder(),
        "--write-testdata": NewFolder(),
        "--help": FLAG,
        "--completion": Text("x", "tcsh"),
        "--manual": FLAG,
        "--version": FLAG,
    },
}


class OptionValuesTest(FolderTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        root = pki.Certificate("Options Root")
        leaf = root.server("www.cli.test")
        cls.root, cls.leaf, cls.key, cls.garbage = (cls.folder / name for name in ("root.pem", "leaf.pem", "leaf.key", "garbage.pem"))
        cls.root.write_text(root.pem)
        cls.leaf.write_text(leaf.pem)
        cls.key.write_text(leaf.key_pem)
        cls.garbage.write_text("[] is nothing that anybody reads\n")
        cls.commands = {"certverify": ["--trust", cls.root, cls.leaf], "certcheck": ["--trust", cls.root, "127.0.0.1:1"],
                        "certlint": [cls.leaf], "certserve": ["good-p256"]}

    def check_refused(self, cases):
        """Of each (tool, words, what is said) exit status 2, and all that in the last line of standard error."""
        files = {"LEAF": self.leaf, "KEY": self.key}

        def run_one(case):
            tool, words, _ = case
            try:
                return run(tool, *(files.get(word, word) for word in words), *self.commands[tool])
            except subprocess.TimeoutExpired:
                return None
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            results = list(pool.map(run_one, cases))
        for (tool, words, said), result in zip(cases, results):
            with self.subTest(tool=tool, words=words):
                self.assertIsNotNone(result, "it was accepted")
                self.assertEqual(result.returncode, 2, result.stderr)
                for each in said:
                    self.assertIn(str(each), result.stderr.splitlines()[-1])

    @staticmethod
    def rows(of_flags):
        return [(tool, option, row) for tool, rows in TABLE.items() for option, row in rows.items() if (row is FLAG) == of_flags]

    def test_every_option_has_a_row(self):
        for tool, rows in TABLE.items():
            with self.subTest(tool):
                listed = re.findall(r"^ +(?:-\w,)*(--[a-z][a-z0-9-]*)", run(tool, "--help").stdout, re.MULTILINE)
                self.assertEqual(sorted(set(listed)), sorted(rows))

    def test_flags_take_no_value(self):
        self.check_refused([(tool, [f"{option}={value}"], [option, "takes no value"])
                            for tool, option, _ in self.rows(of_flags=True) for value in ("", "-1", "false")])

    def test_nothing_is_no_value_and_takes_none_from_the_next(self):
        self.check_refused([(tool, words, [option, "the value is empty"]) for tool, option, _ in self.rows(of_flags=False)
                            for words in ([f"{option}="], [option, ""])])
        for tool, option, _ in self.rows(of_flags=False):
            result = run(tool, option)
            self.assertEqual(result.returncode, 2)
            self.assertIn(option, result.stderr)

    def test_short_options_do_so_too(self):
        self.check_refused([("certcheck", ["-4=1"], ["--ipv4 takes no value"]), ("certlint", ["-q=x"], ["--quiet takes no value"]),
                            ("certlint", ["-qj="], ["--jobs", "a whole number"]), ("certverify", ["-o", ""], ["--output: the value is empty"])])

    def test_an_option_of_one_value_is_given_once(self):
        once = ("certcheck", ["--timeout", "1", "--timeout=2", "localhost"], ["--timeout is given twice"])
        self.check_refused([once, ("certverify", ["--profile", "webpki", "--profile", "webpki"], ["--profile is given twice"])])

    def test_values_of_no_meaning(self):
        self.check_refused([(tool, [*getattr(row, "needs", ()), f"{option}={value}"], [option, row.words])
                            for tool, option, row in self.rows(of_flags=False) for value in getattr(row, "bad", ())])

    def test_files_that_cannot_be_read(self):
        cases = []
        for tool, option, row in self.rows(of_flags=False):
            if isinstance(row, File):
                cases.append((tool, [*row.needs, option, NOTHING], [option, NOTHING, "No such file"]))
                if not row.folder:
                    cases.append((tool, [*row.needs, option, self.folder], [option, self.folder, "directory"]))
                if row.wrong:
                    cases.append((tool, [*row.needs, option, self.garbage], [option, self.garbage]))
        self.check_refused(cases)

    def test_files_that_cannot_be_written(self):
        self.check_refused([(tool, [option, NOTHING], [option, NOTHING])
                            for tool, option, row in self.rows(of_flags=False) if isinstance(row, NewFile)]
                           + [(tool, [option, self.garbage], [option, self.garbage])
                              for tool, option, row in self.rows(of_flags=False) if isinstance(row, NewFolder)])

    def test_what_has_no_effect_is_told(self):
        cache = self.folder / "cache"
        everywhere = ["--fetch-allow=*", f"--cache={cache}"]
        of_files = ["--timeout=5", "--resolver=127.0.0.1", "--proxy=http://proxy.test", "--proxy=none"]
        self.check_refused([(tool, [option], [option.split("=")[0], "has no effect without --aia or --online-revocation"])
                            for tool, options in {"certcheck": everywhere, "certverify": everywhere + of_files}.items() for option in options])
        self.assertFalse(cache.exists())
        # What these forbid is not done.
        for option in ("--no-cache", "--fetch-deny=*"):
            self.assertEqual(run("certverify", option, *self.commands["certverify"]).returncode, 0)

    def test_how_to_fetch_may_be_said_for_all_and_what_of_some(self):
        policy = self.folder / "policy.toml"
        policy.write_text('[defaults]\nfetch_allow = ["*.test"]\n[group.fetching]\ntargets = ["a.test"]\naia = true\n')
        self.assertEqual(run("certcheck", "--check-policy", policy).returncode, 0)
        policy.write_text('[defaults]\nfetch_allow = ["*.test"]\n')
        result = run("certcheck", "--check-policy", policy)
        self.assertEqual(result.returncode, 2)
        self.assertIn("policy.toml:2: fetch_allow has no effect without", result.stderr)


if __name__ == "__main__":
    unittest.main()
