"""TLS after a dialogue in the clear, with the daemons that Debian ships: what certcheck is shown is the chain that the daemon was
given, and a daemon without TLS is said not to offer it.

The daemons come from the distribution by its own client, are unpacked in the user's cache and run as nobody in sandboxes, on
ports of loopback that the kernel chose. `scripts/test daemons` runs this; what cannot be had or run here is skipped by name."""

import atexit
import hashlib
import json
import os
import pathlib
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import identity  # noqa: E402
import packages  # noqa: E402
import sandbox  # noqa: E402
from daemons import CHAIN, DAEMONS, HOST, ISSUERS, KEY, LEAF  # noqa: E402

SOURCE = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("CERTCHECK_BUILD_DIR", SOURCE / "build/release"))
CERTCHECK, PROBE = BUILD / "bin/certcheck", BUILD / "tests/bin/starttls_probe"
START_SECONDS, CHECK_SECONDS = 60, 30
WORDS = {"not_offered": "does not offer TLS", "after_offer": "offers TLS and then refuses it"}
# What is not run, and why, for those who wonder.
NOT_RUN = {
    "opensmtpd": "SMTP is exim's, postfix's and dovecot's here",
    "ngircd": "has no STARTTLS; IRC is inspircd's here",
    "proftpd": "its TLS comes with a package of its own; FTP is vsftpd's here",
}


def certcheck_can():
    return CERTCHECK.exists() and "--starttls" in subprocess.run([CERTCHECK, "--help"], capture_output=True, text=True).stdout


class Daemons(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        problem = sandbox.problem()
        if problem:
            raise unittest.SkipTest(f"every daemon: no sandbox here ({problem})")
        try:
            cls.tree, missing = packages.unpacked([daemon.packages for daemon in DAEMONS])
        except packages.Unavailable as error:
            raise unittest.SkipTest(f"every daemon: the distribution's packages cannot be had ({error})")
        cls.folder = tempfile.TemporaryDirectory(prefix="certcheck-daemons-")
        cls.addClassCleanup(cls.folder.cleanup)
        pathlib.Path(cls.folder.name).chmod(0o755)
        cls.pki = identity.make(HOST)
        cls.root = pathlib.Path(cls.folder.name, "root.pem")
        cls.root.write_text(cls.pki["root"])
        cls.by_certcheck = certcheck_can()
        cls.running, cls.absent = {}, {}
        cls.started_by = time.monotonic() + START_SECONDS
        # All at once: most of the time a daemon takes to start it waits.
        for daemon in DAEMONS:
            if not set(missing).isdisjoint(daemon.packages):
                cls.absent[daemon.name] = "its packages are not in this distribution"
            elif daemon.root_inside and not sandbox.privileged():
                cls.absent[daemon.name] = "only root can make it root of a namespace"
            if daemon.name in cls.absent:
                continue
            for tls in (True, False):
                box = sandbox.Sandbox(cls.tree, pathlib.Path(cls.folder.name, daemon.name + ("" if tls else "-plain")), daemon.users,
                                      daemon.root_inside)
                atexit.register(box.stop)
                cls.addClassCleanup(box.stop)
                for path, name in ((CHAIN, "chain"), (LEAF, "leaf"), (ISSUERS, "issuers"), (KEY, "key")):
                    box.write(path.lstrip("/"), cls.pki[name], 0o600)
                ports = {protocol: sandbox.free_port() for protocol in daemon.protocols}
                box.start(daemon.prepare(box, ports, tls))
                cls.running[daemon.name, tls] = (box, ports)

    def started(self, daemon, tls):
        """The ports of a daemon that answers on each."""
        if daemon.name in self.absent:
            self.skipTest(f"{daemon.name}: {self.absent[daemon.name]}")
        box, ports = self.running[daemon.name, tls]
        for port in ports.values():
            if not box.wait_for(port, self.started_by):
                self.fail(f"{daemon.name} does not answer: {box.words()}")
        return ports

    def check_presented(self, protocol, port):
        """The chain arrives whole."""
        if self.by_certcheck:
            done, report = self.certcheck(protocol, port)
            self.assertEqual(report["verdict"], "trusted", done.stdout)
            presented = [certificate["sha256"] for certificate in report["chain"]["presented"]]
            # slapd sends the root behind them, too.
            self.assertEqual(presented[:len(self.pki["sha256"])], self.pki["sha256"])
            return
        with socket.create_connection(("127.0.0.1", port), CHECK_SECONDS) as plain:
            done = self.probe(plain, protocol)
            self.assertEqual(done.returncode, 0, done.stdout)
            # With the root alone trusted, a leaf without its intermediate would not verify.
            with ssl.create_default_context(cafile=self.root).wrap_socket(plain, server_hostname=HOST) as tls:
                self.assertEqual(hashlib.sha256(tls.getpeercert(binary_form=True)).hexdigest(), self.pki["sha256"][0])

    def check_refused(self, protocol, port, how):
        if self.by_certcheck:
            done, report = self.certcheck(protocol, port)
            self.assertEqual((done.returncode, report["verdict"]), (3, "unchecked"), done.stdout)
            self.assertIn(WORDS[how], done.stdout)
            return
        with socket.create_connection(("127.0.0.1", port), CHECK_SECONDS) as plain:
            done = self.probe(plain, protocol)
            self.assertEqual(done.returncode, 1, done.stdout)
            self.assertIn(f"refused {how}\n", done.stdout)
            self.assertIn(WORDS[how], done.stdout)

    def certcheck(self, protocol, port):
        done = subprocess.run([CERTCHECK, "--starttls", protocol, "--connect", f"127.0.0.1:{port}", "--trust", self.root, "--format", "json",
                               f"{HOST}:{port}"], capture_output=True, text=True, timeout=CHECK_SECONDS)
        return done, json.loads(done.stdout)

    def probe(self, plain, protocol):
        plain.setblocking(True)
        done = subprocess.run([PROBE, str(plain.fileno()), protocol, HOST], pass_fds=[plain.fileno()], capture_output=True, text=True,
                              timeout=CHECK_SECONDS)
        plain.settimeout(CHECK_SECONDS)
        return done


def tests_of(daemon):
    def with_tls(self):
        for protocol, port in self.started(daemon, True).items():
            with self.subTest(protocol=protocol):
                self.check_presented(protocol, port)

    def without_tls(self):
        for protocol, port in self.started(daemon, False).items():
            with self.subTest(protocol=protocol):
                self.check_refused(protocol, port, daemon.without_tls)

    with_tls.__doc__ = f"{daemon.name}: {', '.join(daemon.protocols)}"
    without_tls.__doc__ = f"{daemon.name} without TLS: {', '.join(daemon.protocols)}"
    return {f"test_{daemon.name}": with_tls, f"test_{daemon.name}_without_tls": without_tls}


for each in DAEMONS:
    for name, function in tests_of(each).items():
        setattr(Daemons, name, function)


if __name__ == "__main__":
    start = time.monotonic()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the daemons end, too
    for name, reason in NOT_RUN.items():
        print(f"not run: {name}: {reason}")
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(unittest.defaultTestLoader.loadTestsFromTestCase(Daemons))
    for test, reason in result.skipped:
        print(f"skipped: {reason}")
    ran = result.testsRun - len(result.skipped)
    print(f"{time.monotonic() - start:.0f} s")
    sys.exit(1 if not result.wasSuccessful() else 77 if ran <= 0 else 0)
