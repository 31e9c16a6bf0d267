mail = for_mail(leaf())



def dsa(prime_bits=2048, order_bits=256, y=5, parameters=None):
    parameters = parameters if parameters is not None else sequence(integer(2 ** prime_bits - 1), integer(2 ** order_bits - 1), integer(2))
    return sequence(sequence(oid("1.2.840.10040.4.1"), parameters), bit_string(integer(y)))


def keyed(spki, on="2026-04-01T00:00:00Z", item=None):
    return (item or leaf()).change(spki=spki, not_before=on)


def curve(dotted, size):
    return sequence(sequence(oid("1.2.840.10045.2.1"), oid(dotted)), bit_string(b"\x04" + b"\x01" * 2 * size))


ED25519 = sequence(sequence(oid("1.3.101.112")), bit_string(b"k" * 32))
P256 = public_key("leaf-p256")
T2013, T2019 = "2013-06-01T00:00:00Z", "2019-01-01T00:00:00Z"
N = rsa_modulus()
topic = "cabf_br.public_key."
rule(topic + "algorithm_not_permitted",
     fires=[keyed(ED25519), keyed(rsa_public_key(N, algorithm=sequence(oid("1.2.840.113549.1.1.10")))), keyed(sequence(sequence(oid("1.2.3.4")), bit_string(b"k")))],
     passes=[leaf(), keyed(P256), keyed(dsa()), root()], not_applicable=[mail], not_effective=[keyed(ED25519, on="2012-06-30T00:00:00Z")])
rule(topic + "dsa", fires=[keyed(dsa())], passes=[leaf(), keyed(P256), keyed(ED25519)], not_applicable=[mail], not_effective=[keyed(dsa(), on="2020-08-19T23:59:59Z")])
rule(topic + "algorithm_encoding",
     fires=[keyed(rsa_public_key(N, algorithm=sequence(oid("1.2.840.113549.1.1.1")))), keyed(curve("1.3.132.0.10", 32)), keyed(ED25519)],
     passes=[leaf(), keyed(P256), keyed(curve("1.3.132.0.34", 48)), keyed(curve("1.3.132.0.35", 66))], not_applicable=[mail],
     not_effective=[keyed(ED25519, on="2020-08-19T23:59:59Z")])
short, shorter = rsa_public_key((1 << 1023) + 1), rsa_public_key((1 << 767) + 1)
rule(topic + "rsa_modulus_short", fires=[keyed(short), keyed(rsa_public_key((1 << 2046) + 1))], passes=[leaf()],
     not_applicable=[keyed(P256), mail, keyed(short, on="2012-01-01T00:00:00Z").change(not_after="2013-12-31T23:59:59Z")])
ancient = root().change(not_before="1998-01-01T00:00:00Z")
rule(topic + "rsa_modulus_short_in_old_root", fires=[ancient.change(spki=public_key("leaf-rsa-1024"), signer="leaf-rsa-1024")], passes=[ancient],
     not_applicable=[root(), leaf(), intermediate()])
old_ca = intermediate().change(not_before="2005-01-01T00:00:00Z", not_after="2013-12-31T23:59:59Z")
rule(topic + "rsa_modulus_short_in_old_ca", fires=[old_ca.change(spki=shorter)], passes=[old_ca, old_ca.change(spki=short)],
     not_applicable=[intermediate().change(spki=shorter), old_ca.change(not_after="2014-01-01T00:00:00Z"), old_ca.change(spki=P256), root(), leaf()])
old_leaf = leaf().change(not_before="2012-01-01T00:00:00Z", not_after="2013-12-31T23:59:59Z")
rule(topic + "rsa_modulus_short_in_old_leaf", fires=[old_leaf.change(spki=shorter)], passes=[old_leaf, old_leaf.change(spki=short)],
     not_applicable=[leaf(), old_leaf.change(spki=P256), root()])
rule(topic + "rsa_modulus_not_whole_bytes", fires=[keyed(rsa_public_key((1 << 2048) + 1))], passes=[leaf()], not_applicable=[keyed(P256), mail],
     not_effective=[keyed(rsa_public_key((1 << 2048) + 1), on=T2019)])
LATE = "2012-12-31T23:59:59Z"
rule(topic + "rsa_exponent_even", fires=[keyed(rsa_public_key(N, 65536)), keyed(rsa_public_key(N, 0))], passes=[leaf(), keyed(rsa_public_key(N, 1))],
     not_applicable=[keyed(P256), mail], not_effective=[keyed(rsa_public_key(N, 4), on=LATE)])
rule(topic + "rsa_exponent_too_small", fires=[keyed(rsa_public_key(N, e)) for e in (0, 1, 2, -3)], passes=[leaf(), keyed(rsa_public_key(N, 3)), keyed(rsa_public_key(N, 256))],
     not_applicable=[keyed(P256), mail], not_effective=[keyed(rsa_public_key(N, 1), on=LATE)])
rule(topic + "rsa_exponent_out_of_range", fires=[keyed(rsa_public_key(N, e)) for e in (3, 65535, 65536, 1 << 256, -5)],
     passes=[leaf(), keyed(rsa_public_key(N, 65537)), keyed(rsa_public_key(N, (1 << 256) - 1)), keyed(rsa_public_key(N, 1 << 24))],
     not_applicable=[keyed(P256), mail], not_effective=[keyed(rsa_public_key(N, 3), on=LATE)])
rule(topic + "rsa_modulus_even", fires=[keyed(rsa_public_key(N + 1))], passes=[leaf()], not_applicable=[keyed(P256), mail],
     not_effective=[keyed(rsa_public_key(N + 1), on=LATE)])
rule(topic + "rsa_modulus_small_factor", fires=[keyed(rsa_public_key(N * 3)), keyed(rsa_public_key(N * 751))], passes=[leaf()], not_applicable=[keyed(P256), mail],
     not_effective=[keyed(rsa_public_key(N * 3), on=LATE)])
rule(topic + "curve_not_permitted", fires=[keyed(curve("1.3.132.0.33", 28)), keyed(curve("1.3.132.0.10", 32)), keyed(curve("1.2.3.4", 32))],
     passes=[keyed(P256), keyed(curve("1.3.132.0.34", 48)), keyed(curve("1.3.132.0.35", 66))], not_applicable=[leaf(), for_mail(keyed(P256))])
rule(topic + "dsa_size", fires=[keyed(dsa(1024, 160)), keyed(dsa(2048, 160)), keyed(dsa(3072, 224))],
     passes=[keyed(dsa()), keyed(dsa(2048, 224)), keyed(dsa(3072, 256))], not_applicable=[leaf(), for_mail(keyed(dsa()))])
rule(topic + "dsa_short", fires=[keyed(dsa(1024, 160), on=T2019), keyed(dsa(2048, 160), on=T2019)], passes=[keyed(dsa(), on=T2019), keyed(dsa(2048, 224), on=T2019)],
     not_applicable=[leaf(), for_mail(keyed(dsa()))], not_effective=[keyed(dsa(1024, 160))])
inherited = sequence(sequence(oid("1.2.840.10040.4.1")), bit_string(integer(5)))
rule(topic + "dsa_without_parameters", fires=[keyed(inherited, on=T2019), keyed(dsa(parameters=sequence(integer(7), integer(0), integer(2))), on=T2019)],
     passes=[keyed(dsa(), on=T2019)], not_applicable=[leaf(), for_mail(keyed(dsa()))], not_effective=[keyed(inherited)])
rule(topic + "dsa_out_of_range", fires=[keyed(dsa(y=y), on=T2019) for y in (0, 1, -2, 2 ** 2048 - 2, 2 ** 2048 - 1)],
     passes=[keyed(dsa(y=2), on=T2019), keyed(dsa(y=2 ** 2048 - 3), on=T2019)], not_applicable=[leaf(), keyed(inherited, on=T2019), for_mail(keyed(dsa()))],
     not_effective=[keyed(dsa(y=1))])
# p = 2kq + 1 is small here, which the rule does not look at: 23 = 2 * 11 + 1, where 2 has the order 11.
small = sequence(integer(23), integer(11), integer(2))
rule(topic + "dsa_wrong_order", fires=[keyed(dsa(parameters=small, y=5), on=T2019)], passes=[keyed(dsa(parameters=small, y=4), on=T2019)],
     not_applicable=[leaf(), keyed(inherited, on=T2019), keyed(dsa(8192), on=T2019), for_mail(keyed(dsa()))], not_effective=[keyed(dsa(parameters=small, y=5))])
