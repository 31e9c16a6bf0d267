"""`certcheck serve` as a process, and certserve's servers that it checks."""

import json
import os
import pathlib
import queue
import signal
import socket
import subprocess
import threading
import urllib.error
import urllib.request

BIN = pathlib.Path(os.environ["CERTCHECK_BIN_DIR"])
TOKEN = "a-token-that-nobody-guesses-0123"
WAIT_SECONDS = 60


class Scenarios:
    """Some of certserve's servers, each with a module of a policy file that leads to it."""

    def __init__(self, folder, *names):
        self.process = subprocess.Popen([BIN / "certserve", "--pki", folder / "pki", *names], stdout=subprocess.PIPE, text=True)
        self.rows = {row["name"]: row for row in (json.loads(self.process.stdout.readline()) for _ in names)}
        self.policy = folder / "policy.toml"
        self.policy.write_text("".join(
            f'[module.{name}]\nconnect = "{row["address"]}:{row["port"]}"\ntrust = "{row["root_file"]}"\n' for name, row in self.rows.items()))

    def host(self, name):
        return self.rows[name]["host"]

    def close(self):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self):
        return self.body.decode()

    def json(self):
        return json.loads(self.body)

    def metrics(self):
        """Values by series."""
        return dict(line.rsplit(" ", 1) for line in self.text.splitlines() if line and not line.startswith("#"))


class Service:
    def __init__(self, *options, environment=None):
        self.process = subprocess.Popen([BIN / "certcheck", "serve", "--listen", "127.0.0.1:0", *map(str, options)],
                                        stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True,
                                        env={**os.environ, **(environment or {})})
        self.events, self.lines = [], queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self.port = self.wait_for("listening")["port"]

    def _read(self):
        for line in self.process.stderr:
            try:
                event = json.loads(line)
            except ValueError:
                event = {"event": "text", "text": line}
            self.events.append(event)
            self.lines.put(event)
        self.lines.put({"event": "closed"})

    def wait_for(self, name, **members):
        """The next line of the log that is this event."""
        while True:
            event = self.lines.get(timeout=WAIT_SECONDS)
            if event["event"] == name and all(event.get(key) == value for key, value in members.items()):
                return event
            if event["event"] == "closed":
                raise AssertionError(f"the service ended: {self.events}")

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def ask(self, path, body=None, method=None, token=None, **headers):
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        if token:
            fields["Authorization"] = f"Bearer {token}"
        request = urllib.request.Request(self.url(path), data=body, method=method, headers=fields)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=WAIT_SECONDS) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read())

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=WAIT_SECONDS)

    def say(self, data):
        """All that comes back for these bytes until the service closes the connection."""
        with self.connect() as connection:
            connection.sendall(data)
            return read_all(connection)

    def resident_kilobytes(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])

    def stop(self):
        """The exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(WAIT_SECONDS)
        finally:
            self.process.kill()
        self.reader.join(WAIT_SECONDS)
        self.process.stderr.close()
        return status


def read_all(connection):
    data = b""
    try:
        while chunk := connection.recv(65536):
            data += chunk
    except ConnectionError:
        pass
    return data


def statuses(data):
    """Of answers that stand one behind the other."""
    found = []
    while data:
        head, _, rest = data.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        found.append(int(lines[0].split()[1]))
        length = next((int(line.split(":")[1]) for line in lines if line.lower().startswith("content-length:")), 0)
        data = rest[length:]
    return found


class Canary:
    """A listener that nobody is to touch."""

    def __init__(self, address="127.0.0.1"):
        self.listener = socket.create_server((address, 0), family=socket.AF_INET6 if ":" in address else socket.AF_INET)
        self.port, self.touched = self.listener.getsockname()[1], 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.touched += 1
            connection.close()

    def close(self):
        self.listener.close()
