"""A small DNS server on loopback (RFC 1035), over UDP and TCP, that answers from a table."""

import dataclasses
import socket
import struct
import threading

A, CNAME, MX, AAAA, TLSA, CAA = 1, 5, 15, 28, 52, 257
NOERROR, SERVFAIL, NXDOMAIN = 0, 2, 3
AUTHENTICATED = 0x20


def encoded(name):
    return b"".join(bytes([len(label)]) + label.encode() for label in name.rstrip(".").split(".")) + b"\0"


@dataclasses.dataclass
class Records:
    """What a name has: addresses; (preference, host) of MX, None for the root; the data of TLSA records; (flags, tag, value) of
    CAA; data of any type as it is. `signed`: whether DNSSEC authenticates it, None: as the server's zone is."""
    addresses: tuple = ()
    mx: tuple = ()
    tlsa: tuple = ()
    caa: tuple = ()
    raw: dict = dataclasses.field(default_factory=dict)
    signed: bool | None = None

    def data(self, kind):
        for address in self.addresses:
            family = socket.AF_INET6 if ":" in address else socket.AF_INET
            if kind == (AAAA if family == socket.AF_INET6 else A):
                yield socket.inet_pton(family, address)
        if kind == MX:
            yield from (struct.pack(">H", preference) + (encoded(host) if host is not None else b"\0") for preference, host in self.mx)
        if kind == TLSA:
            yield from self.tlsa
        if kind == CAA:
            yield from (bytes([flags, len(tag)]) + tag.encode() + value.encode() for flags, tag, value in self.caa)
        yield from self.raw.get(kind, ())


class DnsServer:
    """`zone`: by name a list of addresses, Records, {"cname": name}, a code of an error, "silent", or a function that gives one of
    these. Other names do not exist. `asked` has each name and type asked for over "udp" or "tcp". A server that validates
    (`signed`) says so of what is signed, to clients that ask for it."""

    def __init__(self, zone, truncate=False, signed=False):
        self.zone, self.truncate, self.signed, self.asked = zone, truncate, signed, []
        for _ in range(20):
            self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            self.udp.bind(("127.0.0.1", 0))
            self.port = self.udp.getsockname()[1]
            try:
                self.tcp = socket.create_server(("127.0.0.1", self.port))
                break
            except OSError:  # somebody has this port of TCP
                self.udp.close()
        threading.Thread(target=self._serve_udp, daemon=True).start()
        threading.Thread(target=self._serve_tcp, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.udp.close()
        self.tcp.close()

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    def _serve_udp(self):
        while True:
            try:
                query, client = self.udp.recvfrom(4096)
            except OSError:
                return
            if (answer := self._answer(query, "udp")) is not None:
                self.udp.sendto(answer, client)

    def _serve_tcp(self):
        while True:
            try:
                connection, _ = self.tcp.accept()
            except OSError:
                return
            threading.Thread(target=self._one_tcp, args=(connection,), daemon=True).start()

    def _one_tcp(self, connection):
        with connection:
            while len(size := connection.recv(2, socket.MSG_WAITALL)) == 2:
                query = connection.recv(struct.unpack(">H", size)[0], socket.MSG_WAITALL)
                if (answer := self._answer(query, "tcp")) is not None:
                    connection.sendall(struct.pack(">H", len(answer)) + answer)

    def _answer(self, query, transport):
        labels, at = [], 12
        while query[at]:
            labels.append(query[at + 1:at + 1 + query[at]].decode())
            at += 1 + query[at]
        name = ".".join(labels).lower()
        (kind,) = struct.unpack(">H", query[at + 1:at + 3])
        question = query[12:at + 5]
        self.asked.append((name, kind, transport))
        code, records = NOERROR, b""
        count, authenticated = 0, bool(query[3] & AUTHENTICATED)
        for _ in range(20):
            entry = self.zone.get(name, NXDOMAIN)
            if callable(entry):
                entry = entry()
            if entry == "silent":
                return None
            if isinstance(entry, list):
                entry = Records(tuple(entry))
            signed = entry.get("signed") if isinstance(entry, dict) else getattr(entry, "signed", None)
            authenticated = authenticated and (self.signed if signed is None else signed)
            if isinstance(entry, int):
                code = entry
            elif isinstance(entry, dict):
                records += self._record(name, CNAME, encoded(entry["cname"]))
                count += 1
                name = entry["cname"].lower()
                continue
            else:
                for data in entry.data(kind):
                    records += self._record(name, kind, data)
                    count += 1
            break
        flags = 0x8580 | code | (AUTHENTICATED if authenticated and code != SERVFAIL else 0)
        if self.truncate and transport == "udp":
            return query[:2] + struct.pack(">HHHHH", flags | 0x200, 1, 0, 0, 0) + question
        return query[:2] + struct.pack(">HHHHH", flags, 1, count, 0, 0) + question + records

    @staticmethod
    def _record(name, kind, data):
        return encoded(name) + struct.pack(">HHIH", kind, 1, 60, len(data)) + data
