"""An HTTP server on loopback whose every byte a test decides, with what it was asked."""

import socket

from tls_server import Server, reset


def answer(body=b"", status="200 OK", kind=None, more=""):
    """A whole answer with its length."""
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{more}"
    if kind:
        head += f"Content-Type: {kind}\r\n"
    return head.encode() + b"\r\n" + body


def redirect(location, status="302 Found"):
    return answer(status=status, more=f"Location: {location}\r\n")


class HttpServer(Server):
    """`pages`: by path ("*" for all others) bytes to send, or a function of the connection, the method and the body, whose
    bytes are sent, if it returns any. `asked` has the method, path and header fields of each request."""

    def __init__(self, pages, address="127.0.0.1"):
        self.pages, self.asked = pages, []
        super().__init__(self._serve, address)

    def url(self, path="/", host="127.0.0.1"):
        return f"http://{host}:{self.port}{path}"

    def paths(self):
        return [path for _, path, _ in self.asked]

    def _serve(self, connection):
        head = b""
        while b"\r\n\r\n" not in head:
            more = connection.recv(65536)
            if not more:
                return
            head += more
        head, body = head.split(b"\r\n\r\n", 1)
        lines = head.decode("latin-1").split("\r\n")
        method, path, _ = lines[0].split(" ")
        fields = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines[1:])}
        while len(body) < int(fields.get("content-length", "0")):
            body += connection.recv(65536)
        self.asked.append((method, path, fields))
        page = self.pages.get(path, self.pages.get("*", answer(status="404 Not Found")))
        if callable(page):
            page = page(connection, method, body)
        if page:
            connection.sendall(page)
            connection.shutdown(socket.SHUT_WR)


def refuse(connection, *_):
    """The connection ends with a reset."""
    reset(connection)
