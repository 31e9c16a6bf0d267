#!/usr/bin/env python3
"""Makes a list for --distrust from Mozilla's certdata.txt, which is in the source package ca-certificates of Debian
(docs/distrust.md): what is distrusted for servers, and roots that are distrusted after a date.

    distrust_from_certdata.py certdata.txt > distrust.json
"""

import datetime
import hashlib
import json
import re
import sys

OCTAL = re.compile(r"\\([0-7]{3})")


def objects(lines):
    """The objects, each a dictionary of its attributes: bytes of what is in octal, else the last word."""
    found, lines = [], iter(lines)
    for line in lines:
        words = line.split(None, 2)
        if len(words) < 2 or not words[0].startswith("CKA_"):
            continue
        if words[0] == "CKA_CLASS":
            found.append({})
        if not found:
            raise ValueError(f"{words[0]} before the first CKA_CLASS")
        if words[1] == "MULTILINE_OCTAL":
            value = bytearray()
            for octal in lines:
                if octal.strip() == "END":
                    break
                value += bytes(int(byte, 8) for byte in OCTAL.findall(octal))
            found[-1][words[0]] = bytes(value)
        else:
            found[-1][words[0]] = words[2].strip() if len(words) > 2 else ""
    return found


def entries(all_objects):
    certificates = [each for each in all_objects if each["CKA_CLASS"] == "CKO_CERTIFICATE" and "CKA_VALUE" in each]
    distrusted = {each.get("CKA_CERT_SHA1_HASH") for each in all_objects
                  if each["CKA_CLASS"] == "CKO_NSS_TRUST" and each.get("CKA_TRUST_SERVER_AUTH") == "CKT_NSS_NOT_TRUSTED"}
    for each in certificates:
        der, after = each["CKA_VALUE"], each.get("CKA_NSS_SERVER_DISTRUST_AFTER")
        entry = {"certificate_sha256": hashlib.sha256(der).hexdigest(), "reason": each.get("CKA_LABEL", "").strip('"'),
                 "source": "Mozilla's certdata.txt"}
        if hashlib.sha1(der).digest() in distrusted:
            yield {**entry, "from": "always"}
        elif isinstance(after, bytes):
            time = datetime.datetime.strptime(after.decode("ascii"), "%y%m%d%H%M%SZ")
            yield {**entry, "from": {"not_before_after": time.strftime("%Y-%m-%dT%H:%M:%SZ")}}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as file:
        found = list(entries(objects(file)))
    json.dump(found, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
