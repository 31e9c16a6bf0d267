"""certcheck on its way through what Debian ships: tinyproxy (CONNECT), microsocks (SOCKS 5) and haproxy (PROXY protocol), in
sandboxes as in starttls_test.py. `scripts/test daemons` runs this; what cannot be had or run here is skipped by name."""

import atexit
import dataclasses
import json
import os
import pathlib
import signal
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import socket
import unittest
from collections.abc import Callable

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import identity  # noqa: E402
import packages  # noqa: E402
import sandbox  # noqa: E402

SOURCE = pathlib.Path(__file__).resolve().parents[2]
CERTCHECK = pathlib.Path(os.environ.get("CERTCHECK_BUILD_DIR", SOURCE / "build/release")) / "bin/certcheck"
HOST = "localhost"  # that the proxies know it, too
USER, PASSWORD = "certcheck", "sesame"
START_SECONDS, CHECK_SECONDS = 60, 30


@dataclasses.dataclass
class Intermediary:
    name: str
    packages: list[str]
    # Given the sandbox, its port, the server's port and whether credentials are wanted, writes the configuration and returns the script.
    prepare: Callable[..., str]
    scheme: str = ""  # of a proxy; empty: stands before the server
    users: list[str] = dataclasses.field(default_factory=list)


def tinyproxy(box, port, _, credentials):
    box.write("etc/tinyproxy/tinyproxy.conf", f"""
Port {port}
Listen 127.0.0.1
Timeout 30
{f"BasicAuth {USER} {PASSWORD}" if credentials else ""}
""")
    return "exec tinyproxy -d -c /etc/tinyproxy/tinyproxy.conf"


def microsocks(_, port, __, credentials):
    return f"exec microsocks -i 127.0.0.1 -p {port} {f'-u {USER} -P {PASSWORD}' if credentials else ''}"


def haproxy(box, port, server, _):
    """Takes nothing without a header of the PROXY protocol, and passes on what is behind it."""
    box.write("etc/haproxy/haproxy.cfg", f"""
defaults
  mode tcp
  timeout connect 10s
  timeout client 30s
  timeout server 30s
frontend in
  bind 127.0.0.1:{port} accept-proxy
  default_backend out
backend out
  server one 127.0.0.1:{server}
""")
    return "exec haproxy -f /etc/haproxy/haproxy.cfg"


INTERMEDIARIES = [
    Intermediary("tinyproxy", ["tinyproxy-bin"], tinyproxy, "http", ["tinyproxy"]),
    Intermediary("microsocks", ["microsocks"], microsocks, "socks5h"),
    Intermediary("haproxy", ["haproxy"], haproxy, users=["haproxy"]),
]


class Intermediaries(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if problem := sandbox.problem():
            raise unittest.SkipTest(f"every daemon: no sandbox here ({problem})")
        try:
            cls.tree, cls.missing = packages.unpacked([each.packages for each in INTERMEDIARIES])
        except packages.Unavailable as error:
            raise unittest.SkipTest(f"every daemon: the distribution's packages cannot be had ({error})")
        cls.folder = tempfile.TemporaryDirectory(prefix="certcheck-daemons-")
        cls.addClassCleanup(cls.folder.cleanup)
        pathlib.Path(cls.folder.name).chmod(0o755)
        made = identity.make(HOST)
        for name in "root", "chain", "key":
            pathlib.Path(cls.folder.name, f"{name}.pem").write_text(made[name])
        cls.root = f"{cls.folder.name}/root.pem"
        cls.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        cls.context.load_cert_chain(f"{cls.folder.name}/chain.pem", f"{cls.folder.name}/key.pem")
        cls.listener = socket.create_server(("127.0.0.1", 0))
        cls.addClassCleanup(cls.listener.close)
        cls.port = cls.listener.getsockname()[1]
        threading.Thread(target=cls.serve, daemon=True).start()

    @classmethod
    def serve(cls):
        def one(connection):
            try:
                with cls.context.wrap_socket(connection, server_side=True) as tls:
                    tls.recv(100)
            except OSError:
                pass  # a client that only looked whether somebody is there
        while True:
            try:
                connection, _ = cls.listener.accept()
            except OSError:
                return
            threading.Thread(target=one, args=(connection,), daemon=True).start()

    def started(self, each, credentials):
        if not set(self.missing).isdisjoint(each.packages):
            self.skipTest(f"{each.name}: its packages are not in this distribution")
        box = sandbox.Sandbox(self.tree, pathlib.Path(self.folder.name, each.name + ("-credentials" if credentials else "")), each.users)
        atexit.register(box.stop)
        self.addCleanup(box.stop)
        port = sandbox.free_port()
        box.start(each.prepare(box, port, self.port, credentials))
        if not box.wait_for(port, time.monotonic() + START_SECONDS):
            self.fail(f"{each.name} does not answer: {box.words()}")
        return port

    def certcheck(self, *arguments):
        done = subprocess.run([CERTCHECK, "--trust", self.root, "--format", "json", *arguments], capture_output=True, text=True,
                              timeout=CHECK_SECONDS)
        return done, json.loads(done.stdout)

    def check_trusted(self, *arguments):
        done, report = self.certcheck(*arguments)
        self.assertEqual((done.returncode, report["verdict"]), (0, "trusted"), done.stdout)
        return report

    def check_finding(self, finding, *arguments):
        done, report = self.certcheck(*arguments)
        self.assertEqual((done.returncode, [each["id"] for each in report["findings"]]), (3, [finding]), done.stdout)


def tests_of(each):
    def proxy(self):
        port = self.started(each, False)
        url, target = f"{each.scheme}://127.0.0.1:{port}", f"{HOST}:{self.port}"
        self.assertEqual(self.check_trusted("--proxy", url, target)["target"]["proxy"]["url"], url)
        self.check_finding("proxy.no_connection", "--proxy", url, f"127.0.0.1:{sandbox.free_port()}")

    def proxy_with_credentials(self):
        port = self.started(each, True)
        target = f"{HOST}:{self.port}"
        self.check_trusted("--proxy", f"{each.scheme}://{USER}:{PASSWORD}@127.0.0.1:{port}", target)
        for credentials in "", f"{USER}:wrong@":
            self.check_finding("proxy.authentication", "--proxy", f"{each.scheme}://{credentials}127.0.0.1:{port}", target)

    def header(self):
        port = self.started(each, False)
        for version in "v1", "v2":
            report = self.check_trusted("--proxy-protocol", version, f"{HOST}:{port}")
            self.assertEqual(report["target"]["proxy_protocol"], version)
        done, report = self.certcheck("--timeout", "5", f"{HOST}:{port}")
        self.assertEqual((done.returncode, report["verdict"]), (3, "unchecked"))

    if not each.scheme:
        return {f"test_{each.name}": header}
    return {f"test_{each.name}": proxy, f"test_{each.name}_with_credentials": proxy_with_credentials}


for each in INTERMEDIARIES:
    for name, function in tests_of(each).items():
        function.__doc__ = each.name
        setattr(Intermediaries, name, function)


if __name__ == "__main__":
    start = time.monotonic()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the daemons end, too
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(unittest.defaultTestLoader.loadTestsFromTestCase(Intermediaries))
    for test, reason in result.skipped:
        print(f"skipped: {reason}")
    ran = result.testsRun - len(result.skipped)
    print(f"{time.monotonic() - start:.0f} s")
    sys.exit(1 if not result.wasSuccessful() else 77 if ran <= 0 else 0)
