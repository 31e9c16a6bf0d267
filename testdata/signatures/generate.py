#!/usr/bin/env python3
"""Makes vectors.json: signatures by OpenSSL (through python3-cryptography >= 47, and `openssl` for explicit
curves) and, where OpenSSL has no such scheme (SHAKE in RSASSA-PSS), by the few lines of RSA below. Keys and
salts are fresh on every run, so a new file differs from the committed one; both must pass.

Each vector: name, spki, algorithm (AlgorithmIdentifier), message, signature, all base64 but the name, and the
status that certcheck::crypto::Verifier must give."""
import base64
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, mldsa, padding, rsa, utils

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
from der import integer, oid, sequence, tlv  # noqa: E402

MESSAGE = b"What is signed is the DER encoding of tbsCertificate.\n" * 4


NULL = b"\x05\x00"
DIGESTS = {
    "MD5": (hashes.MD5, "1.2.840.113549.2.5"),
    "SHA-1": (hashes.SHA1, "1.3.14.3.2.26"),
    "SHA-224": (hashes.SHA224, "2.16.840.1.101.3.4.2.4"),
    "SHA-256": (hashes.SHA256, "2.16.840.1.101.3.4.2.1"),
    "SHA-384": (hashes.SHA384, "2.16.840.1.101.3.4.2.2"),
    "SHA-512": (hashes.SHA512, "2.16.840.1.101.3.4.2.3"),
    "SHA3-224": (hashes.SHA3_224, "2.16.840.1.101.3.4.2.7"),
    "SHA3-256": (hashes.SHA3_256, "2.16.840.1.101.3.4.2.8"),
    "SHA3-384": (hashes.SHA3_384, "2.16.840.1.101.3.4.2.9"),
    "SHA3-512": (hashes.SHA3_512, "2.16.840.1.101.3.4.2.10"),
}
RSA = {
    "MD5": "1.2.840.113549.1.1.4", "SHA-1": "1.2.840.113549.1.1.5", "SHA-224": "1.2.840.113549.1.1.14",
    "SHA-256": "1.2.840.113549.1.1.11", "SHA-384": "1.2.840.113549.1.1.12", "SHA-512": "1.2.840.113549.1.1.13",
    "SHA3-224": "2.16.840.1.101.3.4.3.13", "SHA3-256": "2.16.840.1.101.3.4.3.14",
    "SHA3-384": "2.16.840.1.101.3.4.3.15", "SHA3-512": "2.16.840.1.101.3.4.3.16",
}
ECDSA = {
    "SHA-1": "1.2.840.10045.4.1", "SHA-224": "1.2.840.10045.4.3.1", "SHA-256": "1.2.840.10045.4.3.2",
    "SHA-384": "1.2.840.10045.4.3.3", "SHA-512": "1.2.840.10045.4.3.4", "SHA3-224": "2.16.840.1.101.3.4.3.9",
    "SHA3-256": "2.16.840.1.101.3.4.3.10", "SHA3-384": "2.16.840.1.101.3.4.3.11",
    "SHA3-512": "2.16.840.1.101.3.4.3.12",
}
DSA = {
    "SHA-1": "1.2.840.10040.4.3", "SHA-224": "2.16.840.1.101.3.4.3.1", "SHA-256": "2.16.840.1.101.3.4.3.2",
    "SHA-384": "2.16.840.1.101.3.4.3.3", "SHA-512": "2.16.840.1.101.3.4.3.4",
}
PSS = "1.2.840.113549.1.1.10"

vectors = []


def add(name, spki, algorithm, signature, status="valid", message=MESSAGE):
    vectors.append({"name": name, "status": status, "spki": base64.b64encode(spki).decode(),
                    "algorithm": base64.b64encode(algorithm).decode(), "message": base64.b64encode(message).decode(),
                    "signature": base64.b64encode(signature).decode()})


def spki_of(key):
    return key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def spki(algorithm, key):
    return sequence(algorithm, tlv(3, b"\x00" + key))


def pss_parameters(digest=None, mgf=None, salt=None, trailer=None):
    fields = []
    if digest:
        fields.append(tlv(0xA0, sequence(oid(DIGESTS[digest][1]), NULL)))
    if mgf:
        fields.append(tlv(0xA1, sequence(oid("1.2.840.113549.1.1.8"), sequence(oid(DIGESTS[mgf][1]), NULL))))
    if salt is not None:
        fields.append(tlv(0xA2, integer(salt)))
    if trailer is not None:
        fields.append(tlv(0xA3, integer(trailer)))
    return sequence(*fields)


def pss_sign(key, digest, mgf, salt):
    return key.sign(MESSAGE, padding.PSS(padding.MGF1(DIGESTS[mgf][0]()), salt), DIGESTS[digest][0]())


def pss_shake_sign(key, shake, size):
    """RFC 8692 4.2.1 and RFC 8017 9.1.1 with SHAKE for digest and mask."""
    numbers = key.private_numbers()
    n = numbers.public_numbers.n
    bits = n.bit_length() - 1
    octets = (bits + 7) // 8
    salt = os.urandom(size)
    h = shake(bytes(8) + shake(MESSAGE).digest(size) + salt).digest(size)
    db = bytes(octets - 2 * size - 2) + b"\x01" + salt
    mask = shake(h).digest(len(db))
    masked = bytearray(a ^ b for a, b in zip(db, mask))
    masked[0] &= 0xFF >> (8 * octets - bits)
    em = bytes(masked) + h + b"\xbc"
    return pow(int.from_bytes(em, "big"), numbers.d, n).to_bytes((n.bit_length() + 7) // 8, "big")


def rsa_vectors():
    key, other = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
    odd = rsa.generate_private_key(public_exponent=3, key_size=2049)
    info = spki_of(key)
    for digest, algorithm in RSA.items():
        signature = key.sign(MESSAGE, padding.PKCS1v15(), DIGESTS[digest][0]())
        add(f"RSA PKCS#1 with {digest}", info, sequence(oid(algorithm), NULL), signature)
    signature = key.sign(MESSAGE, padding.PKCS1v15(), hashes.SHA256())
    sha256 = sequence(oid(RSA["SHA-256"]), NULL)
    add("RSA, parameters left out", info, sequence(oid(RSA["SHA-256"])), signature)
    add("RSA, parameters not NULL", info, sequence(oid(RSA["SHA-256"]), integer(0)), signature, "algorithm_unsupported")
    add("RSA, other message", info, sha256, signature, "invalid", MESSAGE + b"!")
    add("RSA, other key", spki_of(other), sha256, signature, "invalid")
    add("RSA, other digest", info, sequence(oid(RSA["SHA-384"]), NULL), signature, "invalid")
    add("RSA, leading zero octet", info, sha256, b"\x00" + signature, "invalid")
    add("RSA, empty signature", info, sha256, b"", "invalid")
    n = key.public_key().public_numbers().n
    add("RSA, signature plus modulus", info, sha256, (int.from_bytes(signature, "big") + n).to_bytes(257, "big"),
        "invalid")
    add("RSA, all ones", info, sha256, b"\xff" * 256, "invalid")
    add("RSA PKCS#1 with MD2", info, sequence(oid("1.2.840.113549.1.1.2"), NULL), signature, "algorithm_unsupported")
    add("RSA key, ECDSA signature algorithm", info, sequence(oid(ECDSA["SHA-256"])), signature, "key_mismatch")
    add("RSA 2049 bits, exponent 3", spki_of(odd), sha256, odd.sign(MESSAGE, padding.PKCS1v15(), hashes.SHA256()))

    for digest in ("SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512", "SHA3-256"):
        size = DIGESTS[digest][0]().digest_size
        parameters = pss_parameters() if digest == "SHA-1" else pss_parameters(digest, digest, size)
        add(f"RSASSA-PSS with {digest}", info, sequence(oid(PSS), parameters), pss_sign(key, digest, digest, size))
    pss = pss_sign(key, "SHA-256", "SHA-256", 32)
    right = pss_parameters("SHA-256", "SHA-256", 32)
    add("RSASSA-PSS, modulus of 8 n + 1 bits", spki_of(odd), sequence(oid(PSS), right),
        pss_sign(odd, "SHA-256", "SHA-256", 32))
    add("RSASSA-PSS, default digest spelled out", info, sequence(oid(PSS), pss_parameters("SHA-1", "SHA-1", 20, 1)),
        pss_sign(key, "SHA-1", "SHA-1", 20))
    add("RSASSA-PSS, salt of 0", info, sequence(oid(PSS), pss_parameters("SHA-256", "SHA-256", 0)),
        pss_sign(key, "SHA-256", "SHA-256", 0))
    add("RSASSA-PSS, MGF1 with another digest", info, sequence(oid(PSS), pss_parameters("SHA-256", None, 32)),
        pss_sign(key, "SHA-256", "SHA-1", 32))
    add("RSASSA-PSS, MGF1 with another digest, 8 n + 1 bits", spki_of(odd),
        sequence(oid(PSS), pss_parameters("SHA-256", "SHA-512", 20)), pss_sign(odd, "SHA-256", "SHA-512", 20))
    add("RSASSA-PSS, MGF1 with another digest, other message", info,
        sequence(oid(PSS), pss_parameters("SHA-256", None, 32)), pss_sign(key, "SHA-256", "SHA-1", 32), "invalid",
        MESSAGE + b"!")
    add("RSASSA-PSS, wrong mask generator digest", info, sequence(oid(PSS), pss_parameters("SHA-256", "SHA-384", 32)),
        pss, "invalid")
    add("RSASSA-PSS, wrong salt length", info, sequence(oid(PSS), pss_parameters("SHA-256", "SHA-256", 20)), pss,
        "invalid")
    add("RSASSA-PSS, salt longer than the modulus", info,
        sequence(oid(PSS), pss_parameters("SHA-256", "SHA-384", 60000)), pss, "invalid")
    add("RSASSA-PSS, no parameters", info, sequence(oid(PSS)), pss, "algorithm_unsupported")
    add("RSASSA-PSS, trailer 2", info, sequence(oid(PSS), pss_parameters("SHA-256", "SHA-256", 32, 2)), pss,
        "algorithm_unsupported")
    numbers = sequence(integer(n), integer(65537))
    add("RSASSA-PSS key", spki(sequence(oid(PSS)), numbers), sequence(oid(PSS), right), pss)
    add("RSASSA-PSS key with parameters", spki(sequence(oid(PSS), right), numbers), sequence(oid(PSS), right), pss)
    add("RSASSA-PSS key that asks for less salt", spki(sequence(oid(PSS), pss_parameters("SHA-256", "SHA-256", 20)),
        numbers), sequence(oid(PSS), right), pss)
    add("RSASSA-PSS key that asks for more salt", spki(sequence(oid(PSS), pss_parameters("SHA-256", "SHA-256", 33)),
        numbers), sequence(oid(PSS), right), pss, "key_mismatch")
    add("RSASSA-PSS key for another digest", spki(sequence(oid(PSS), pss_parameters("SHA-384", "SHA-384", 32)),
        numbers), sequence(oid(PSS), right), pss, "key_mismatch")
    add("RSASSA-PSS key, PKCS#1 signature", spki(sequence(oid(PSS)), numbers), sha256, signature, "key_mismatch")
    for bits, size, algorithm, shake in ((128, 32, "1.3.6.1.5.5.7.6.30", hashlib.shake_128),
                                         (256, 64, "1.3.6.1.5.5.7.6.31", hashlib.shake_256)):
        for holder in (key, odd):
            add(f"RSASSA-PSS with SHAKE{bits}, {holder.key_size} bits", spki_of(holder), sequence(oid(algorithm)),
                pss_shake_sign(holder, shake, size))

    # Keys that no key generator makes.
    plain = sequence(oid("1.2.840.113549.1.1.1"), NULL)
    for name, modulus, exponent in (
            ("modulus 0", 0, 65537), ("modulus 1", 1, 65537), ("even modulus", n - 1, 65537), ("exponent 0", n, 0),
            ("exponent 1", n, 1), ("even exponent", n, 65536), ("exponent beyond modulus", n, n + 2),
            ("16385 bits", (1 << 16384) + 1, 65537), ("16384 bits with an exponent as long", (1 << 16384) - 1,
             (1 << 16383) + 1), ("4097 bits with an exponent of 65", (1 << 4096) + 1, (1 << 64) + 1),
            ("2048 bits with an exponent of 257", n, (1 << 256) + 1)):
        add(f"RSA, {name}", spki(plain, sequence(integer(modulus), integer(exponent))), sha256, signature,
            "key_unusable")
    add("RSA, negative modulus", spki(plain, sequence(tlv(2, b"\x80" + n.to_bytes(256, "big")), integer(65537))),
        sha256, signature, "key_unusable")
    add("RSA, bytes after the key", spki(plain, sequence(integer(n), integer(65537)) + b"\x00"), sha256, signature,
        "key_unusable")
    add("RSA, key bits empty", spki(plain, b""), sha256, signature, "key_unusable")
    add("RSA, 16384 bits with an exponent of 64", spki(plain, sequence(integer((1 << 16384) - 1), integer((1 << 64) - 1))),
        sha256, b"\x7f" * 2048, "invalid")
    add("RSA, 2048 bits with an exponent of 256", spki(plain, sequence(integer(n), integer((1 << 256) - 1))), sha256,
        b"\x01" * 256, "invalid")
    add("RSA, 512 bits", spki_of_numbers(plain), sha256, b"\x01" * 64, "invalid")


def spki_of_numbers(plain):
    # (2^256 - 189) * (2^255 - 19)
    return spki(plain, sequence(integer((2**256 - 189) * (2**255 - 19)), integer(65537)))


def ecdsa_vectors():
    curves = (ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1(), ec.SECP224R1(), ec.SECP192R1(), ec.SECP256K1(),
              ec.BrainpoolP256R1(), ec.BrainpoolP384R1(), ec.BrainpoolP512R1())
    for curve in curves:
        key = ec.generate_private_key(curve)
        add(f"ECDSA on {curve.name} with SHA-256", spki_of(key), sequence(oid(ECDSA["SHA-256"])),
            key.sign(MESSAGE, ec.ECDSA(hashes.SHA256())))
    key, other = ec.generate_private_key(curves[0]), ec.generate_private_key(curves[0])
    info = spki_of(key)
    for digest, algorithm in ECDSA.items():
        add(f"ECDSA with {digest}", info, sequence(oid(algorithm)), key.sign(MESSAGE, ec.ECDSA(DIGESTS[digest][0]())))
    for size, like, algorithm, shake in ((32, hashes.SHA256(), "1.3.6.1.5.5.7.6.32", hashlib.shake_128),
                                         (64, hashes.SHA512(), "1.3.6.1.5.5.7.6.33", hashlib.shake_256)):
        add(f"ECDSA with {shake().name}", info, sequence(oid(algorithm)),
            key.sign(shake(MESSAGE).digest(size), ec.ECDSA(utils.Prehashed(like))))
    algorithm = sequence(oid(ECDSA["SHA-256"]))
    signature = key.sign(MESSAGE, ec.ECDSA(hashes.SHA256()))
    r, s = utils.decode_dss_signature(signature)
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    add("ECDSA, parameters NULL", info, sequence(oid(ECDSA["SHA-256"]), NULL), signature, "algorithm_unsupported")
    add("ECDSA, other message", info, algorithm, signature, "invalid", MESSAGE + b"!")
    add("ECDSA, other key", spki_of(other), algorithm, signature, "invalid")
    add("ECDSA, r = 0", info, algorithm, sequence(integer(0), integer(s)), "invalid")
    add("ECDSA, s = order", info, algorithm, sequence(integer(r), integer(order)), "invalid")
    add("ECDSA, r + order", info, algorithm, sequence(integer(r + order), integer(s)), "invalid")
    add("ECDSA, bytes after the signature", info, algorithm, signature + b"\x00", "invalid")
    add("ECDSA, signature not DER", info, algorithm, r.to_bytes(32, "big") + s.to_bytes(32, "big"), "invalid")
    add("ECDSA, empty signature", info, algorithm, b"", "invalid")
    uncompressed = key.public_key().public_bytes(serialization.Encoding.X962,
                                                 serialization.PublicFormat.UncompressedPoint)
    compressed = key.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.CompressedPoint)
    ec_key = oid("1.2.840.10045.2.1")
    named = sequence(ec_key, oid("1.2.840.10045.3.1.7"))
    add("ECDSA, compressed point", spki(named, compressed), algorithm, signature)
    add("ECDSA, point not on the curve", spki(named, uncompressed[:-1] + bytes([uncompressed[-1] ^ 1])), algorithm,
        signature, "key_unusable")
    add("ECDSA, point at infinity", spki(named, b"\x00"), algorithm, signature, "key_unusable")
    add("ECDSA, no point", spki(named, b""), algorithm, signature, "key_unusable")
    add("ECDSA, point cut off", spki(named, uncompressed[:-1]), algorithm, signature, "key_unusable")
    add("ECDSA, no curve", spki(sequence(ec_key), uncompressed), algorithm, signature, "key_unusable")
    add("ECDSA, implicit curve", spki(sequence(ec_key, NULL), uncompressed), algorithm, signature, "key_unusable")
    add("ECDSA, unknown curve", spki(sequence(ec_key, oid("1.2.3.4")), uncompressed), algorithm, signature,
        "key_unusable")
    add("ECDSA, key for key agreement", spki(sequence(oid("1.3.132.1.12"), oid("1.2.840.10045.3.1.7")), uncompressed),
        algorithm, signature, "key_mismatch")
    explicit_curve_vectors(algorithm)


def explicit_curve_vectors(algorithm):
    """By the command line, which still makes such keys; then with the curve changed."""
    with tempfile.TemporaryDirectory() as folder:
        def openssl(*arguments):
            return subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True).stdout
        openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-pkeyopt",
                "ec_param_enc:explicit", "-out", "key.pem")
        pathlib.Path(folder, "message").write_bytes(MESSAGE)
        signature = openssl("dgst", "-sha256", "-sign", "key.pem", "message")
        info = openssl("pkey", "-in", "key.pem", "-pubout", "-outform", "DER")
    add("ECDSA, P-256 spelled out", info, algorithm, signature)
    base = bytes.fromhex("046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
                         "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5")
    assert base in info
    # The attack of CVE-2020-0601: the key itself as generator, so that 1 is its private key.
    add("ECDSA, P-256 with another generator", info.replace(base, info[-65:]), algorithm, signature, "key_unusable")
    prime = bytes.fromhex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff")
    add("ECDSA, P-256 with another prime", info.replace(prime, prime[:-1] + b"\xfd"), algorithm, signature,
        "key_unusable")
    cofactor = info.index(bytes.fromhex("bce6faada7179e84f3b9cac2fc632551")) + 16
    assert info[cofactor:cofactor + 3] == b"\x02\x01\x01"
    add("ECDSA, P-256 with another cofactor", info[:cofactor + 2] + b"\x02" + info[cofactor + 3:], algorithm,
        signature, "key_unusable")


def dsa_vectors():
    for bits in (1024, 2048):
        key = dsa.generate_private_key(bits)
        for digest, algorithm in DSA.items():
            add(f"DSA-{bits} with {digest}", spki_of(key), sequence(oid(algorithm)),
                key.sign(MESSAGE, DIGESTS[digest][0]()))
    numbers = key.public_key().public_numbers()
    group = numbers.parameter_numbers
    signature = key.sign(MESSAGE, hashes.SHA256())
    algorithm = sequence(oid(DSA["SHA-256"]))
    dsa_key = oid("1.2.840.10040.4.1")

    def with_parameters(p, q, g, y):
        return spki(sequence(dsa_key, sequence(integer(p), integer(q), integer(g))), integer(y))
    add("DSA, other message", spki_of(key), algorithm, signature, "invalid", MESSAGE + b"!")
    add("DSA, no parameters", spki(sequence(dsa_key), integer(numbers.y)), algorithm, signature, "key_unusable")
    for name, p, q, g, y in (("p = 0", 0, group.q, group.g, numbers.y), ("p even", group.p - 1, group.q, group.g, 5),
                             ("q = 0", group.p, 0, group.g, numbers.y), ("q = 1", group.p, 1, group.g, numbers.y),
                             ("g = 1", group.p, group.q, 1, numbers.y), ("y = 1", group.p, group.q, group.g, 1),
                             ("y beyond p", group.p, group.q, group.g, numbers.y + group.p),
                             ("p of 4097 bits", (1 << 4096) + 1, group.q, group.g, numbers.y)):
        add(f"DSA, {name}", with_parameters(p, q, g, y), algorithm, signature, "key_unusable")


def fixed_vectors():
    for name, algorithm, key, other in (
            ("Ed25519", "1.3.101.112", *(ed25519.Ed25519PrivateKey.generate() for _ in range(2))),
            ("Ed448", "1.3.101.113", *(ed448.Ed448PrivateKey.generate() for _ in range(2))),
            ("ML-DSA-44", "2.16.840.1.101.3.4.3.17", *(mldsa.MLDSA44PrivateKey.generate() for _ in range(2))),
            ("ML-DSA-65", "2.16.840.1.101.3.4.3.18", *(mldsa.MLDSA65PrivateKey.generate() for _ in range(2))),
            ("ML-DSA-87", "2.16.840.1.101.3.4.3.19", *(mldsa.MLDSA87PrivateKey.generate() for _ in range(2)))):
        signature = key.sign(MESSAGE)
        bare = sequence(oid(algorithm))
        raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        add(name, spki_of(key), bare, signature)
        add(f"{name}, other message", spki_of(key), bare, signature, "invalid", MESSAGE + b"!")
        add(f"{name}, other key", spki_of(other), bare, signature, "invalid")
        add(f"{name}, signature cut off", spki_of(key), bare, signature[:-1], "invalid")
        add(f"{name}, empty signature", spki_of(key), bare, b"", "invalid")
        add(f"{name}, signature parameters NULL", spki_of(key), sequence(oid(algorithm), NULL), signature,
            "algorithm_unsupported")
        add(f"{name}, key parameters NULL", spki(sequence(oid(algorithm), NULL), raw), bare, signature, "key_unusable")
        add(f"{name}, key cut off", spki(bare, raw[:-1]), bare, signature, "key_unusable")
    add("ML-DSA-44 key, ML-DSA-65 signature", spki_of(mldsa.MLDSA44PrivateKey.generate()),
        sequence(oid("2.16.840.1.101.3.4.3.18")), b"\x00" * 3309, "key_mismatch")
    add("GOST R 34.10-2012", spki_of(key), sequence(oid("1.2.643.7.1.1.3.2")), b"\x00" * 64, "algorithm_unsupported")


rsa_vectors()
ecdsa_vectors()
dsa_vectors()
fixed_vectors()
path = pathlib.Path(__file__).with_name("vectors.json")
path.write_text(json.dumps(vectors, indent=0) + "\n")
print(f"{len(vectors)} vectors, {path.stat().st_size} bytes")
