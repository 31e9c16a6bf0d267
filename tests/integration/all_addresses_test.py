"""certcheck --all-addresses: the addresses of a name, each with a server of its own, are compared."""
import os
import pathlib
import socket
import ssl
import sys
import tempfile
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"]) / "tests/cli"))
import support  # noqa: E402
from dns_server import DnsServer  # noqa: E402
from support import pki  # noqa: E402
from tls_endpoint import GUARD_SECONDS, HOST  # noqa: E402


class AllAddresses(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.authority = pki.Certificate("Addresses Root")
        self.root = self.folder / "root.pem"
        self.root.write_text(self.authority.pem)

    def context(self, name, *names, valid=(-30, 300), newest=ssl.TLSVersion.TLSv1_3):
        leaf = self.authority.server(*(names or (HOST,)), valid=valid)
        path = self.folder / f"{name}.pem"
        path.write_text(leaf.pem + leaf.key_pem)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        context.maximum_version = newest
        return context

    def check(self, contexts, *arguments):
        """The reports by address. `contexts`: by address; None where nobody answers."""
        port = None
        for address, context in contexts.items():
            if context is None:
                continue
            listener = socket.create_server((address, port or 0))
            self.addCleanup(listener.close)
            port = listener.getsockname()[1]
            self.serve(listener, context)
        with DnsServer({HOST: list(contexts)}) as dns:
            done = support.run("certcheck", "--trust", self.root, "--resolver", dns.address, "--timeout", "20", "--all-addresses", *arguments,
                               f"{HOST}:{port}", timeout=GUARD_SECONDS)
        made = {report["target"]["address"]: report for report in support.reports(done.stdout)}
        self.assertEqual(set(made), set(contexts))
        for report in made.values():
            self.assertEqual(set(report["target"]["addresses"]), set(contexts))
        return done, made

    @staticmethod
    def serve(listener, context):
        def run():
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                try:
                    with context.wrap_socket(connection, server_side=True) as tls:
                        tls.recv(100)
                except OSError:
                    connection.close()
        threading.Thread(target=run, daemon=True).start()

    @staticmethod
    def compared(report):
        return sorted(one for one in support.ids(report) if one.startswith("endpoint.") or one == "handshake.address_not_connected")

    def test_an_expired_certificate_at_one_address(self):
        good = self.context("good")
        done, made = self.check({"127.0.0.1": good, "127.0.0.2": self.context("old", valid=(-100, -5)), "127.0.0.3": good})
        self.assertEqual(done.returncode, 1)
        self.assertEqual({address: report["verdict"] for address, report in made.items()},
                         {"127.0.0.1": "trusted", "127.0.0.2": "untrusted", "127.0.0.3": "trusted"})
        for address in "127.0.0.1", "127.0.0.3":
            self.assertEqual(self.compared(made[address]), ["endpoint.addresses_differ.certificate", "endpoint.addresses_differ.verdict"])
        (verdict,) = [one for one in made["127.0.0.1"]["findings"] if one["id"].endswith("differ.verdict")]
        self.assertEqual((verdict["severity"], verdict["message"]), ("warning", "trusted here, at 127.0.0.2 untrusted (path.validity.expired)"))
        self.assertIn("endpoint.addresses_differ.expiry", self.compared(made["127.0.0.2"]))

    def test_an_older_version_and_a_dead_address(self):
        done, made = self.check({"127.0.0.1": self.context("new"), "127.0.0.2": None,
                                 "127.0.0.3": self.context("old", newest=ssl.TLSVersion.TLSv1_2)})
        self.assertEqual(done.returncode, 3)
        for address in "127.0.0.1", "127.0.0.3":
            self.assertEqual(self.compared(made[address]), ["endpoint.addresses_differ.certificate", "endpoint.addresses_differ.version",
                                                            "handshake.address_not_connected"])
            (dead,) = [one for one in made[address]["findings"] if one["id"] == "handshake.address_not_connected"]
            self.assertEqual(dead["message"], f"no connection to 127.0.0.2: Connection refused; {address} answers")
        self.assertEqual(self.compared(made["127.0.0.2"]), [])

    def test_addresses_that_answer_alike(self):
        good = self.context("good")
        done, made = self.check({"127.0.0.1": good, "127.0.0.2": good})
        self.assertEqual(done.returncode, 0)
        self.assertEqual([self.compared(report) for report in made.values()], [[], []])
        # In the order of the addresses, whoever is done first.
        self.assertEqual([report["target"]["address"] for report in made.values()], made["127.0.0.1"]["target"]["addresses"])


if __name__ == "__main__":
    unittest.main()
