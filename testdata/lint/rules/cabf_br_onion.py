import base64 as _base64
import hashlib as _hashlib

mail = for_mail(leaf())


def version_3(key=b"k" * 32, version=3, checksum=None):
    end = bytes([version])
    checksum = checksum or _hashlib.sha3_256(b".onion checksum" + key + end).digest()[:2]
    return _base64.b32encode(key + checksum + end).decode().lower() + ".onion"


def named(*texts, on="2026-04-01T00:00:00Z", policy=DV):
    return leaf().extension("san", sequence(*map(dns, texts))).extension("policies", policy_list(policy)).change(not_before=on)


V2, V3 = "expyuzz4wqqyqhjn.onion", version_3()
T2018 = "2018-01-01T00:00:00Z"
rule("cabf_br.onion.invalid_address",
     fires=[named("example.onion"), named(V2), named("1" * 56 + ".onion"), leaf().change(subject=name(("CN", "example.onion")))],
     passes=[named(V3), named("www." + V3), named(V2, policy=EV)], not_applicable=[leaf(), root(), mail], not_effective=[named(V2, on="2015-04-30T00:00:00Z")])
rule("cabf_br.onion.without_ev",
     fires=[named(V2, on=T2018)], passes=[named(V2, on=T2018, policy=EV)], not_applicable=[issued(leaf(), T2018), named(V3), root(), mail],
     not_effective=[named(V2, on="2015-04-30T00:00:00Z")])
rule("cabf_br.onion.not_version_3",
     fires=[named(V2), named("example.onion"), named(version_3(version=4)), named("8" * 56 + ".onion")], passes=[named(V3), named("*." + V3.upper())],
     not_applicable=[leaf(), root(), mail], not_effective=[named(V2, on="2022-04-22T23:59:59Z")])
rule("cabf_br.onion.wrong_checksum",
     fires=[named(version_3(checksum=b"no"))], passes=[named(V3), named("www." + V3), named(V2)], not_applicable=[leaf(), root(), mail],
     not_effective=[named(version_3(checksum=b"no"), on="2020-03-26T23:59:59Z")])


def hashed(address=V2, digest="2.16.840.1.101.3.4.2.1", bits=b"h" * 32, scheme="https"):
    return sequence(utf8(f"{scheme}://{address}"), sequence(oid(digest)), bit_string(bits))


def described(*descriptors, names=(V2,), policy=EV):
    return named(*names, on=T2018, policy=policy).extension("2.23.140.1.31", sequence(*descriptors))


other = "abcdefghijklmnop.onion"
rule("cabf_br.onion.service_descriptors",
     fires=[named(V2, on=T2018, policy=EV), described(), described(hashed(), hashed()), described(hashed(other)), described(hashed(scheme="http")),
            described(hashed(bits=b"h" * 20)), described(hashed(digest="1.3.14.3.2.26", bits=b"h" * 20)), described(hashed(), names=(V2, other)),
            described(hashed("")), described(sequence()), described(hashed("é.onion"))],
     passes=[described(hashed()), described(hashed(digest="2.16.840.1.101.3.4.2.3", bits=b"h" * 64)), described(hashed(), hashed(other), names=("www." + V2, other)),
             described(hashed(), policy=DV)],
     not_applicable=[leaf(), named(V2, on=T2018), named(V3, policy=EV), root(), mail], not_effective=[issued(described(), "2017-07-07T23:59:59Z")])
