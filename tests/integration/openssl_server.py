"""`openssl s_server` with certificates that OpenSSL itself makes, and certcheck beside it."""

import contextlib
import json
import os
import pathlib
import subprocess
import tempfile

CERTCHECK = pathlib.Path(os.environ["CERTCHECK_BIN_DIR"]) / "certcheck"
TIMEOUT_SECONDS = 30
HOST = "server.test"


@contextlib.contextmanager
def serving(command, *options):
    """The port of an s_server on loopback that `command` (["openssl"]) starts with these options."""
    command = [*command, "s_server", "-accept", "127.0.0.1:0", "-www", *map(str, options)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        said = []
        for line in process.stdout:
            said.append(line)
            if line.startswith("ACCEPT"):
                break
        else:
            raise AssertionError(f"{' '.join(command)} ended: {''.join(said)}")
        yield int(line.rsplit(":", 1)[1])
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


class OpenSsl:
    """Certificates and servers by one OpenSSL, which `command` starts; its files go when it is closed."""

    def __init__(self, command):
        self.command = command
        self.folder = tempfile.TemporaryDirectory(prefix="certcheck-openssl-")

    def close(self):
        self.folder.cleanup()

    def path(self, name):
        return os.path.join(self.folder.name, name.replace(":", "-"))

    def run(self, *arguments):
        done = subprocess.run([*self.command, *arguments], capture_output=True, text=True, timeout=TIMEOUT_SECONDS)
        if done.returncode != 0:
            raise AssertionError(f"openssl {' '.join(arguments)}: {done.stderr}")

    def make(self, key, digest="-sha256"):
        """A self-signed certificate that is its own anchor, and its key: "rsa:2048", "ec:P-256", "dsa:2048", "ed25519"."""
        algorithm, _, value = key.partition(":")
        private = self.path(key + ".key")
        options = {"rsa": ["-algorithm", "RSA", "-pkeyopt", f"rsa_keygen_bits:{value}"],
                   "ec": ["-algorithm", "EC", "-pkeyopt", f"ec_paramgen_curve:{value}"]}.get(algorithm, ["-algorithm", algorithm])
        if algorithm == "dsa":
            parameters = self.path(key + ".parameters")
            self.run("genpkey", "-genparam", "-algorithm", "DSA", "-pkeyopt", f"dsa_paramgen_bits:{value}", "-out", parameters)
            options = ["-paramfile", parameters]
        self.run("genpkey", *options, "-out", private)
        config = self.path("request.cnf")
        pathlib.Path(config).write_text("[req]\ndistinguished_name=name\n[name]\n")
        self.run("req", "-x509", "-config", config, "-key", private, digest, "-out", self.path(key + ".pem"), "-subj", f"/CN={HOST}",
                 "-days", "30", "-addext", f"subjectAltName=DNS:{HOST}", "-addext", "basicConstraints=CA:FALSE",
                 "-addext", "subjectKeyIdentifier=hash", "-addext", "authorityKeyIdentifier=keyid:always")

    def server(self, key, *options):
        """The port of a server that shows the certificate made for `key`."""
        return serving(self.command, "-cert", self.path(key + ".pem"), "-key", self.path(key + ".key"), *options)

    def check(self, port, key, *options):
        """certcheck's report of the server, with the certificate made for `key` as the one root."""
        timeout = () if "--timeout" in options else ("--timeout", "10")
        done = subprocess.run([CERTCHECK, "--trust", self.path(key + ".pem"), "--connect", f"127.0.0.1:{port}", *timeout, *options, HOST],
                              capture_output=True, text=True, timeout=TIMEOUT_SECONDS)
        if done.stderr:
            raise AssertionError(done.stderr)
        return json.loads(done.stdout)
