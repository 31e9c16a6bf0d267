"""Each command of docs/cookbook.md, as it is there: a shell runs the blocks in order in one folder, and prints the lines that the
document shows. Hosts such as www.example.com are servers of this test, which programs reach through the proxy of their environment;
their roots are the system's.

In a block, lines after "$ " (continued by "> ") are typed, others are printed, in that order, perhaps with further lines between them;
"..." stands for any text. `cookbook_test.py --show` prints what the commands print."""

import os
import pathlib
import re
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"]) / "tests/integration"))
from cryptography import x509  # noqa: E402
from cryptography.hazmat.primitives import serialization  # noqa: E402
from cryptography.x509.oid import ExtendedKeyUsageOID  # noqa: E402
from support import BIN, SOURCE, environment, pki  # noqa: E402
from tls_server import Server  # noqa: E402

DOCUMENT = SOURCE / "docs/cookbook.md"


def receive_until(connection, end):
    data = b""
    while not data.endswith(end):
        more = connection.recv(1)
        if not more:
            raise ConnectionResetError
        data += more
    return data


def smtp(connection):
    connection.sendall(b"220 mail.example.com ESMTP\r\n")
    for answer in (b"250-mail.example.com\r\n250 STARTTLS\r\n", b"220 go ahead\r\n"):
        receive_until(connection, b"\r\n")
        connection.sendall(answer)


class World:
    """The servers and files that the cookbook speaks of."""

    def __init__(self, folder):
        self.folder = folder
        self.root = pki.Certificate("Corp Root")
        self.authority = self.root.authority("Corp Issuing CA")
        points = x509.CRLDistributionPoints([x509.DistributionPoint([x509.UniformResourceIdentifier("http://pki.example.com/corp.crl")],
                                                                     None, None, None)])
        self.www = self.authority.server("www.example.com", "example.com", valid=(-30, 60.5))
        client = pki.Certificate("probe", self.authority, ca=False, valid=(-30, 60.5), changes={
            "san": pki.names("probe.example.com"), "eku": pki.purposes(ExtendedKeyUsageOID.CLIENT_AUTH)})
        lost = self.authority.server("lost.example.com", valid=(-30, 60.5), more=[(points, False)])
        crl = self.authority.crl(lost)
        self.crl = x509.load_pem_x509_crl(crl.encode()).public_bytes(serialization.Encoding.DER)
        self.servers = {}
        self.serve("www.example.com:443", self.www)
        self.serve("192.0.2.7:8443", self.www)
        self.serve("shop.example.com:443", self.authority.server("shop.example.com", valid=(-80, 9.5)))
        self.serve("old.example.com:443", self.authority.server("old.example.com", valid=(-90, -1.5)))
        self.serve("broken.example.com:443", self.authority.server("broken.example.com", valid=(-30, 299.5)), chain=False)
        self.serve("mail.example.com:25", self.authority.server("mail.example.com", valid=(-30, 60.5)), dialogue=smtp)
        self.serve("lost.example.com:443", lost)
        self.serve("api.example.com:443", self.authority.server("api.example.com", valid=(-30, 60.5)), clients=True)
        self.proxy = Server(self.forward)

        self.write("corp-root.pem", self.root.pem)
        self.write("fullchain.pem", self.www.pem + self.authority.pem)
        self.write("www.pem", self.www.pem)
        self.write("intermediates.pem", self.authority.pem)
        self.write("client.pem", client.pem + self.authority.pem)
        self.write("client.key", client.key_pem)
        self.write("lost.pem", lost.pem + self.authority.pem)
        self.write("corp.crl", crl)
        self.write("deploy/www.pem", self.www.pem)
        self.write("deploy/shop.pem", self.authority.server("shop.example.com", valid=(-30, 60.5), changes={"ski": None}).pem)
        # Whose root is not the system's.
        self.serve("intranet.corp.example:8443", pki.Certificate("Intranet Root").server("intranet.corp.example", valid=(-30, 60.5)), chain=False)
        self.write("intranet-root.pem", self.servers["intranet.corp.example:8443"][1].issuer.pem)

    def write(self, name, text):
        file = self.folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
        return file

    def serve(self, endpoint, leaf, chain=True, dialogue=None, clients=False):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.write(".server.pem", leaf.pem + (leaf.issuer.pem if chain else "") + leaf.key_pem))
        if clients:
            context.load_verify_locations(cadata=self.root.pem)
            context.verify_mode = ssl.CERT_REQUIRED

        def serve(connection):
            if dialogue:
                dialogue(connection)
            with context.wrap_socket(connection, server_side=True) as tls:
                if tls.recv(4096):
                    tls.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        self.servers[endpoint] = Server(serve), leaf

    def forward(self, connection):
        """What an HTTP proxy does: CONNECT to the servers, and the CRL by GET."""
        method, target, _ = receive_until(connection, b"\r\n\r\n").decode().split(" ", 2)
        if method == "GET" and target == "http://pki.example.com/corp.crl":
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/pkix-crl\r\nContent-Length: %d\r\n\r\n" % len(self.crl) + self.crl)
        elif method == "CONNECT" and target in self.servers:
            with socket.create_connection(("127.0.0.1", self.servers[target][0].port)) as server:
                connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                back = threading.Thread(target=copy, args=(server, connection), daemon=True)
                back.start()
                copy(connection, server)
                back.join()
        else:
            connection.sendall(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")

    def environment(self):
        proxy = f"http://127.0.0.1:{self.proxy.port}"
        return environment(PATH=f"{BIN}:{os.environ['PATH']}", all_proxy=proxy, http_proxy=proxy, https_proxy=proxy,
                           SSL_CERT_FILE=str(self.folder / "corp-root.pem"), XDG_CACHE_HOME=str(self.folder / ".cache"), TZ="UTC")


def copy(source, sink):
    try:
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def recipes(text):
    """(title, script, [line that is printed]) of each section with a block."""
    found = []
    for title, body in re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL):
        script, printed, typed = "", [], False
        for block in re.findall(r"^```console\n(.*?)^```$", body, re.MULTILINE | re.DOTALL):
            for line in block.splitlines():
                if line.startswith("$ ") or (typed and line.startswith(">")):
                    script += line[2:] + "\n"
                    typed = True
                else:
                    printed.append(line)
                    typed = False
        if script:
            found.append((title, script, printed))
    return found


class Cookbook(unittest.TestCase):
    maxDiff = None

    def run_recipe(self, world, script):
        # A command that is wrongly used ends with 2, which no recipe wants.
        trap = 'trap \'[ $? != 2 ] || echo "wrong usage: $BASH_COMMAND"\' ERR\n'
        done = subprocess.run(["bash", "-c", trap + script], cwd=world.folder, env=world.environment(), stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120, check=False)
        return done.stdout

    def test_every_command(self):
        found = recipes(DOCUMENT.read_text())
        self.assertGreaterEqual(len(found), 20)
        with tempfile.TemporaryDirectory() as folder:
            world = World(pathlib.Path(folder))
            for title, script, printed in found:
                output = self.run_recipe(world, script)
                if "--show" in sys.argv:
                    print(f"== {title}\n{script}--\n{output}")
                    continue
                with self.subTest(title):
                    self.assertNotIn("wrong usage:", output)
                    self.assertNotRegex(output, r"(?m)^bash: ")
                    lines = iter(output.splitlines())
                    for wanted in printed:
                        pattern = ".*".join(map(re.escape, wanted.split("...")))
                        self.assertTrue(any(re.fullmatch(pattern, line) for line in lines), f"{wanted}\nis not in\n{output}")

    def test_its_list_has_every_recipe(self):
        text = DOCUMENT.read_text()
        listed = re.findall(r"^- \[(.*?)\]\(#(.*?)\)$", text, re.MULTILINE)
        self.assertEqual([title for title, _ in listed], [title for title, _, _ in recipes(text)])
        for title, anchor in listed:
            self.assertEqual(anchor, re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-"))


if __name__ == "__main__":
    unittest.main(argv=[each for each in sys.argv if each != "--show"])
