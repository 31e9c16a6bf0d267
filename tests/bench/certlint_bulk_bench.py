#!/usr/bin/python3
"""certlint over a bundle of a million certificates: how many a second, and how much memory at most.

certlint_bulk_bench.py CERTLINT BUNDLE.pem [COUNT]: the bundle's certificates are given again and again through a pipe
until there were COUNT (default 1,000,000) of them."""

import os
import re
import subprocess
import sys
import threading
import time

MEMORY_TARGET_MIB = 200


def run(certlint, blocks, count, output_format):
    """Seconds of wall time, seconds of processor time, MiB of memory at most."""
    process = subprocess.Popen([certlint, "--quiet", "--format", output_format, "-"],
                               stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    start = time.monotonic()

    def feed():
        whole, rest = divmod(count, len(blocks))
        bundle = b"".join(blocks)
        for _ in range(whole):
            process.stdin.write(bundle)
        process.stdin.write(b"".join(blocks[:rest]))
        process.stdin.close()

    feeder = threading.Thread(target=feed)
    feeder.start()
    _, _, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    feeder.join()
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main(certlint, bundle, count="1000000"):
    text = open(bundle, "rb").read()
    blocks = re.findall(rb"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----\n", text, re.DOTALL)
    count = int(count)
    print(f"certlint on {count} certificates ({len(blocks)} different ones) from a pipe, {os.cpu_count()} cores")
    for output_format in ("summary", "zlint", "ndjson"):
        seconds, processor, memory = run(certlint, blocks, count, output_format)
        print(f"  {output_format:10} {count / seconds:12.0f} certificates/s  {count / processor:12.0f} a second of processor time"
              f"  {memory:8.1f} MiB at most (target {MEMORY_TARGET_MIB}: {'reached' if memory < MEMORY_TARGET_MIB else 'missed'})")


if __name__ == "__main__":
    main(*sys.argv[1:])
