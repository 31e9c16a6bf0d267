#!/usr/bin/python3
"""How long an answer of a running `certlint --pre-issuance` takes, beside linters that are started for each certificate.

pre_issuance_bench.py CERTLINT BUNDLE.pem [COUNT]: the bundle's certificates are asked about again and again, one after the
other, until there were COUNT (default 20,000) requests, over standard input and over a Unix socket. zlint and pkilint are
measured on the first certificates of the bundle if they are there (ZLINT=path, PKILINT=path, or in PATH)."""

import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time

TARGET_MS = 1.0
PEER_RUNS = 50


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def report(name, seconds):
    p50, p99 = (percentile(seconds, share) * 1e3 for share in (0.5, 0.99))
    verdict = "reached" if p99 < TARGET_MS else "missed"
    print(f"  {name:34} p50 {p50:9.3f} ms  p99 {p99:9.3f} ms  (target p99 < {TARGET_MS:g}: {verdict})")


def measure(send, receive, requests, count):
    seconds = []
    for number in range(count):
        line = requests[number % len(requests)]
        start = time.perf_counter()
        send(line)
        answer = receive()
        seconds.append(time.perf_counter() - start)
        if b'"error":' in answer[:40]:
            sys.exit(f"an error as answer: {answer[:200]!r}")
    return seconds[len(requests):] or seconds  # the first round fills caches


def over_standard_input(certlint, requests, count):
    with subprocess.Popen([certlint, "--pre-issuance"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as process:
        answers = os.fdopen(os.dup(process.stdout.fileno()), "rb")
        seconds = measure(process.stdin.write, answers.readline, requests, count)
        process.stdin.close()
        answers.close()
        return seconds


def over_socket(certlint, requests, count):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "gate.sock")
        process = subprocess.Popen([certlint, "--pre-issuance", "--listen", path], stderr=subprocess.PIPE)
        process.stderr.readline()
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(path)
            with client.makefile("rb") as answers:
                seconds = measure(client.sendall, answers.readline, requests, count)
        process.terminate()
        process.wait()
        process.stderr.close()
        return seconds


def by_process(command, files):
    seconds = []
    for file in files:
        start = time.perf_counter()
        subprocess.run([*command, file], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        seconds.append(time.perf_counter() - start)
    return seconds


def peers():
    zlint, pkilint = os.environ.get("ZLINT") or shutil.which("zlint"), os.environ.get("PKILINT") or shutil.which("lint_cabf_serverauth_cert")
    if zlint:
        yield "zlint, a process for each", [zlint]
    if pkilint:
        yield "pkilint, a process for each", [pkilint, "lint", "-d"]


def main(certlint, bundle, count="20000"):
    blocks = re.findall(r"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----\n", pathlib.Path(bundle).read_text(), re.DOTALL)
    requests = [json.dumps({"id": number, "certificate": block}).encode() + b"\n" for number, block in enumerate(blocks)]
    count = int(count)
    print(f"{count} requests about {len(blocks)} certificates, one at a time")
    report("certlint, standard input", over_standard_input(certlint, requests, count))
    report("certlint, Unix socket", over_socket(certlint, requests, count))
    found = list(peers())
    if not found:
        print("  no peer is at hand (zlint, pkilint)")
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, block in enumerate(blocks[:PEER_RUNS]):
            files.append(os.path.join(folder, f"{number}.pem"))
            pathlib.Path(files[-1]).write_text(block)
        for name, command in [("certlint, a process for each", [certlint, "--quiet"]), *found]:
            report(name, by_process(command, files))


if __name__ == "__main__":
    main(*sys.argv[1:])
