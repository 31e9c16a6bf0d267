"""A small TLS server for hostile tests: each message, record and segment of a handshake can be changed. TLS 1.3 with
X25519 or P-256 and TLS_AES_128_GCM_SHA256, TLS 1.2 with P-256 and TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256."""

import hashlib
import hmac
import os
import socket
import struct
import threading

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, x25519
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

CHANGE_CIPHER_SPEC, ALERT, HANDSHAKE, DATA = 20, 21, 22, 23
UNCOMPRESSED = serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint


class Server:
    """Calls `serve(connection)` on a thread for each connection, at a port that the kernel chose."""

    def __init__(self, serve, address="127.0.0.1"):
        self.serve = serve
        self.socket = socket.create_server((address, 0), backlog=256)
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def _accept(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self._one, args=(connection,), daemon=True).start()

    def _one(self, connection):
        try:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.serve(connection)
        except (OSError, AssertionError, KeyError):
            pass  # the client left, or wanted otherwise
        finally:
            connection.close()


def u16(value):
    return struct.pack(">H", value)


def u24(value):
    return struct.pack(">I", value)[1:]


def record(kind, content):
    return bytes([kind]) + b"\x03\x03" + u16(len(content)) + content


def message(kind, body):
    return bytes([kind]) + u24(len(body)) + body


def extension(kind, data):
    return u16(kind) + u16(len(data)) + data


def server_hello(suite, extensions=b"", version=0x0303, random=b"\x42" * 32, session=b""):
    return message(2, u16(version) + random + bytes([len(session)]) + session + u16(suite) + b"\0"
                   + u16(len(extensions)) + extensions)


def read_record(connection):
    data = b""
    while len(data) < 5 or len(data) < 5 + int.from_bytes(data[3:5], "big"):
        more = connection.recv(5 - len(data) if len(data) < 5 else 5 + int.from_bytes(data[3:5], "big") - len(data))
        if not more:
            raise ConnectionResetError
        data += more
    return data


def wait_until_closed(connection, seconds=10):
    connection.settimeout(seconds)
    while connection.recv(65536):
        pass


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def parse_client_hello(hello):
    """Of the message's body: random, session and extensions by number."""
    random, at = hello[2:34], 34
    session = hello[at + 1:at + 1 + hello[at]]
    at += 1 + len(session)
    at += 2 + int.from_bytes(hello[at:at + 2], "big")
    at += 1 + hello[at]
    extensions, at = {}, at + 2
    while at < len(hello):
        size = int.from_bytes(hello[at + 2:at + 4], "big")
        extensions[int.from_bytes(hello[at:at + 2], "big")] = hello[at + 4:at + 4 + size]
        at += 4 + size
    return random, session, extensions


def mac(key, data):
    return hmac.new(key, data, "sha256").digest()


def digest(data):
    return hashlib.sha256(data).digest()


def expand_label(secret, label, context, size):
    info = u16(size) + bytes([6 + len(label)]) + b"tls13 " + label + bytes([len(context)]) + context
    out, block, number = b"", b"", 1
    while len(out) < size:
        block = mac(secret, block + info + bytes([number]))
        out, number = out + block, number + 1
    return out[:size]


class Sealer:
    """Protects records of TLS 1.3 with one traffic secret."""

    def __init__(self, secret):
        self.cipher = AESGCM(expand_label(secret, b"key", b"", 16))
        self.iv = int.from_bytes(expand_label(secret, b"iv", b"", 12), "big")
        self.sequence = 0

    def seal(self, kind, content):
        header = b"\x17\x03\x03" + u16(len(content) + 17)
        nonce = (self.iv ^ self.sequence).to_bytes(12, "big")
        self.sequence += 1
        return header + self.cipher.encrypt(nonce, content + bytes([kind]), header)


class Tls13:
    """Reads the client's hello; then each method makes one message of the server and notes it in the transcript."""

    def __init__(self, connection, identity):
        self.connection, (self.key, self.chain) = connection, identity
        hello = read_record(connection)[5:]
        self.transcript = hello
        _, self.session, self.extensions = parse_client_hello(hello[4:])

    def _say(self, kind, body):
        self.transcript += message(kind, body)
        return message(kind, body)

    def hello(self):
        offered, shares, at = self.extensions[51][2:], {}, 0
        while at < len(offered):
            size = int.from_bytes(offered[at + 2:at + 4], "big")
            shares[int.from_bytes(offered[at:at + 2], "big")] = offered[at + 4:at + 4 + size]
            at += 4 + size
        if 29 in shares:
            group, own = 29, x25519.X25519PrivateKey.generate()
            shared = own.exchange(x25519.X25519PublicKey.from_public_bytes(shares[29]))
            share = own.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        else:
            group, own = 23, ec.generate_private_key(ec.SECP256R1())
            peer = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), shares[23])
            shared = own.exchange(ec.ECDH(), peer)
            share = own.public_key().public_bytes(*UNCOMPRESSED)
        said = server_hello(0x1301, extension(51, u16(group) + u16(len(share)) + share) + extension(43, b"\x03\x04"),
                            random=os.urandom(32), session=self.session)
        self.transcript += said
        early = mac(b"\0" * 32, b"\0" * 32)
        secret = mac(expand_label(early, b"derived", digest(b""), 32), shared)
        self.traffic = expand_label(secret, b"s hs traffic", digest(self.transcript), 32)
        self.master = mac(expand_label(secret, b"derived", digest(b""), 32), b"\0" * 32)
        self.sealer = Sealer(self.traffic)
        return said

    def encrypted_extensions(self):
        return self._say(8, u16(0))

    def certificate_request(self, context=b""):
        algorithms = extension(13, u16(2) + u16(0x0403))
        return self._say(13, bytes([len(context)]) + context + u16(len(algorithms)) + algorithms)

    def certificate(self):
        entries = b"".join(u24(len(der)) + der + u16(0) for der in self.chain)
        return self._say(11, b"\0" + u24(len(entries)) + entries)

    def certificate_verify(self):
        content = b" " * 64 + b"TLS 1.3, server CertificateVerify\0" + digest(self.transcript)
        signature = self.key.sign(content, ec.ECDSA(hashes.SHA256()))
        return self._say(15, u16(0x0403) + u16(len(signature)) + signature)

    def finished(self):
        return self._say(20, mac(expand_label(self.traffic, b"finished", b"", 32), digest(self.transcript)))

    def seal_all(self, content):
        return b"".join(self.sealer.seal(HANDSHAKE, content[at:at + 16000]) for at in range(0, len(content), 16000))

    def flight(self):
        """All records to the server's Finished; what is sealed then is under the keys for data."""
        clear = record(HANDSHAKE, self.hello())
        sealed = self.seal_all(self.encrypted_extensions() + self.certificate() + self.certificate_verify()
                               + self.finished())
        self.sealer = Sealer(expand_label(self.master, b"s ap traffic", digest(self.transcript), 32))
        return clear + sealed


def prf(secret, label, seed, size):
    seed, out = label + seed, b""
    block = seed
    while len(out) < size:
        block = mac(secret, block)
        out += mac(secret, block + seed)
    return out[:size]


class Tls12:
    """Reads the client's hello. flight() makes what the server says first, finish() reads the client's part and makes
    the server's change_cipher_spec and Finished."""

    def __init__(self, connection, identity, random=None, response=b""):
        """`response` is stapled, if there is one."""
        self.connection, (self.key, self.chain), self.response = connection, identity, response
        self.transcript = read_record(connection)[5:]
        self.client_random, _, _ = parse_client_hello(self.transcript[4:])
        self.random, self.sequence = random or os.urandom(32), 0

    def messages(self):
        """server_hello, certificate, [certificate_status], server_key_exchange and server_hello_done."""
        stapled = extension(5, b"") if self.response else b""
        hello = server_hello(0xc02b, extension(0xff01, b"\0") + extension(23, b"") + extension(11, b"\1\0") + stapled,
                             random=self.random)
        status = message(22, b"\1" + u24(len(self.response)) + self.response) if self.response else b""
        entries = b"".join(u24(len(der)) + der for der in self.chain)
        self.own = ec.generate_private_key(ec.SECP256R1())
        point = self.own.public_key().public_bytes(*UNCOMPRESSED)
        parameters = b"\x03\x00\x17" + bytes([len(point)]) + point
        signature = self.key.sign(self.client_random + self.random + parameters, ec.ECDSA(hashes.SHA256()))
        said = [hello, message(11, u24(len(entries)) + entries), status,
                message(12, parameters + b"\x04\x03" + u16(len(signature)) + signature), message(14, b"")]
        self.transcript += b"".join(said)
        return said

    def flight(self):
        said = b"".join(self.messages())
        return b"".join(record(HANDSHAKE, said[at:at + 16384]) for at in range(0, len(said), 16384))

    def finish(self):
        exchange = read_record(self.connection)[5:]
        assert exchange[0] == 16
        self.transcript += exchange
        peer = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), exchange[5:5 + exchange[4]])
        master = prf(self.own.exchange(ec.ECDH(), peer), b"extended master secret", digest(self.transcript), 48)
        keys = prf(master, b"key expansion", self.random + self.client_random, 40)
        client, self.cipher, self.iv = AESGCM(keys[:16]), AESGCM(keys[16:32]), keys[36:40]
        assert read_record(self.connection)[0] == CHANGE_CIPHER_SPEC
        sealed = read_record(self.connection)
        plain_size = len(sealed) - 5 - 8 - 16
        self.transcript += client.decrypt(keys[32:36] + sealed[5:13], sealed[13:],
                                          b"\0" * 8 + b"\x16\x03\x03" + u16(plain_size))
        finished = message(20, prf(master, b"server finished", digest(self.transcript), 12))
        return record(CHANGE_CIPHER_SPEC, b"\1") + self.seal(HANDSHAKE, finished)

    def seal(self, kind, content):
        number = struct.pack(">Q", self.sequence)
        self.sequence += 1
        associated = number + bytes([kind]) + b"\x03\x03" + u16(len(content))
        return record(kind, number + self.cipher.encrypt(self.iv + number, content, associated))
