"""The client's side of a TLS 1.3 handshake as far as the server's Finished, for what Python's own TLS cannot offer: the
server's messages in the clear, by type. X25519 and TLS_AES_128_GCM_SHA256, certificates compressed by zlib."""

import os

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import x25519
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from tls_server import CHANGE_CIPHER_SPEC, HANDSHAKE, digest, expand_label, extension, mac, message, read_record, record, u16

RAW = serialization.Encoding.Raw, serialization.PublicFormat.Raw


def client_hello(share):
    extensions = (extension(43, b"\x02\x03\x04") + extension(10, u16(2) + u16(29)) + extension(27, b"\x02\0\1")
                  + extension(13, u16(6) + u16(0x0403) + u16(0x0804) + u16(0x0807))
                  + extension(51, u16(len(share) + 4) + u16(29) + u16(len(share)) + share))
    return message(1, u16(0x0303) + os.urandom(32) + b"\0" + u16(2) + u16(0x1301) + b"\1\0" + u16(len(extensions))
                   + extensions)


def share_in(hello):
    """Of a server's hello without a session id."""
    at = 2 + 32 + 1 + 2 + 1 + 2
    while int.from_bytes(hello[at:at + 2], "big") != 51:
        at += 4 + int.from_bytes(hello[at + 2:at + 4], "big")
    return hello[at + 8:at + 8 + 32]


def server_messages(connection):
    own = x25519.X25519PrivateKey.generate()
    hello = client_hello(own.public_key().public_bytes(*RAW))
    connection.sendall(record(HANDSHAKE, hello))
    answer = read_record(connection)
    assert answer[0] == HANDSHAKE
    shared = own.exchange(x25519.X25519PublicKey.from_public_bytes(share_in(answer[9:])))
    early = mac(b"\0" * 32, b"\0" * 32)
    secret = mac(expand_label(early, b"derived", digest(b""), 32), shared)
    traffic = expand_label(secret, b"s hs traffic", digest(hello + answer[5:]), 32)
    cipher = AESGCM(expand_label(traffic, b"key", b"", 16))
    iv = int.from_bytes(expand_label(traffic, b"iv", b"", 12), "big")
    messages, stream, sequence = {2: answer[9:]}, b"", 0
    while 20 not in messages:
        sealed = read_record(connection)
        if sealed[0] == CHANGE_CIPHER_SPEC:
            continue
        content = cipher.decrypt((iv ^ sequence).to_bytes(12, "big"), sealed[5:], sealed[:5])
        sequence += 1
        stream += content[:-1]
        while len(stream) >= 4 and len(stream) >= 4 + int.from_bytes(stream[1:4], "big"):
            end = 4 + int.from_bytes(stream[1:4], "big")
            messages[stream[0]], stream = stream[4:end], stream[end:]
    return messages
