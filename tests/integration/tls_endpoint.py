"""A TLS server with a certificate of its own for tests of how connections come about, and certcheck run against it."""

import os
import pathlib
import socket
import ssl
import sys
import threading

sys.path.insert(0, str(pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"]) / "tests/cli"))
import support  # noqa: E402
from support import pki  # noqa: E402
from tls_server import Server  # noqa: E402

HOST = "server.test"
# Far beyond what anything here takes on a busy machine, far below a hang.
GUARD_SECONDS = 120


class Endpoint:
    """A root, and a context for servers of `HOST` (and other names)."""

    def __init__(self, folder, names=(HOST,)):
        folder = pathlib.Path(folder)
        root = pki.Certificate("Endpoint Root")
        leaf = root.server(*names)
        self.root = folder / "root.pem"
        self.root.write_text(root.pem)
        self.chain = folder / "chain.pem"
        self.chain.write_text(leaf.pem)
        self.key = folder / "key.pem"
        self.key.write_text(leaf.key_pem)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(self.chain, self.key)

    def serve(self, connection):
        with self.context.wrap_socket(connection, server_side=True) as tls:
            tls.recv(100)

    def certcheck(self, *arguments, environment=None, timeout=15):
        """The finished process and its report, None if there is none. Of the environment's proxies only those given count."""
        done = support.run("certcheck", "--trust", self.root, "--format", "json", "--timeout", timeout, *arguments,
                           timeout=GUARD_SECONDS, env=support.environment(**(environment or {})))
        found = support.reports(done.stdout) if done.returncode != 2 else []
        return done, found[0] if found else None


class EndpointTest(support.FolderTest):
    """Tests with an `endpoint` of these names, and a `server` that serves it."""
    names = (HOST,)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.endpoint = Endpoint(cls.folder, cls.names)
        cls.server = cls.enterClassContext(Server(cls.endpoint.serve))


def receive(connection, size):
    received = b""
    while len(received) < size:
        more = connection.recv(size - len(received))
        assert more, "the client left"
        received += more
    return received


def receive_until(connection, end):
    """By single bytes: what follows may be TLS."""
    received = b""
    while not received.endswith(end):
        received += receive(connection, 1)
    return received


def relay(one, other):
    """Both ways until either side closes."""
    def copy(source, sink):
        try:
            while data := source.recv(65536):
                sink.sendall(data)
        except OSError:
            pass
        finally:
            for end in (source, sink):
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass
    back = threading.Thread(target=copy, args=(other, one), daemon=True)
    back.start()
    copy(one, other)
    back.join()


_held = []


def closed_port(address="127.0.0.1"):
    """A port where nobody listens, nor will: this process has it, so that nobody else gets it meanwhile."""
    held = socket.socket()
    held.bind((address, 0))
    _held.append(held)
    return held.getsockname()[1]


def free_port(address="127.0.0.1"):
    """A port for a program that cannot ask for any: it was free a moment ago, and may be somebody's when it begins."""
    with socket.create_server((address, 0)) as server:
        return server.getsockname()[1]
