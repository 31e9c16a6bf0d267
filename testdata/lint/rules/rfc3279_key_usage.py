def keyed(base, algorithm):
    """With a key of another algorithm; its octets do not matter here."""
    return base.change(spki=sequence(sequence(oid(algorithm)), bit_string(integer(5))))


def used(base, *usages):
    return base.extension("ku", named_bits(*usages))


elliptic = leaf().change(spki=public_key("leaf-p256"))
dsa, dsa_root = keyed(leaf(), "1.2.840.10040.4.1"), keyed(root(), "1.2.840.10040.4.1")
diffie_hellman = keyed(leaf(), "1.2.840.10046.2.1")

rule("rfc3279.key_usage.rsa_leaf_not_permitted",
     fires=[used(leaf(), KEY_AGREEMENT), used(leaf(), DIGITAL_SIGNATURE, CRL_SIGN), used(leaf(), KEY_CERT_SIGN),
            used(leaf(), DIGITAL_SIGNATURE, DECIPHER_ONLY)],
     passes=[leaf(), used(leaf(), DIGITAL_SIGNATURE, CONTENT_COMMITMENT, KEY_ENCIPHERMENT, DATA_ENCIPHERMENT)],
     not_applicable=[root(), leaf().without("ku"), elliptic],
     not_effective=[used(leaf(), KEY_AGREEMENT).change(not_before="2002-03-31T23:59:59Z")])

rule("rfc3279.key_usage.rsa_ca_not_permitted",
     fires=[used(root(), KEY_CERT_SIGN, KEY_AGREEMENT), used(intermediate(), KEY_CERT_SIGN, ENCIPHER_ONLY)],
     passes=[root(), used(intermediate(), DIGITAL_SIGNATURE, KEY_ENCIPHERMENT, KEY_CERT_SIGN)],
     not_applicable=[leaf(), root().without("ku"), root().change(spki=public_key("root-p256"))],
     not_effective=[used(root(), KEY_AGREEMENT).change(not_before="2002-03-31T23:59:59Z")])

rule("rfc3279.key_usage.rsa_ca_encipherment",
     fires=[used(root(), KEY_CERT_SIGN, KEY_ENCIPHERMENT), used(intermediate(), CRL_SIGN, DATA_ENCIPHERMENT)],
     passes=[root(), used(root(), DIGITAL_SIGNATURE, KEY_ENCIPHERMENT)],
     not_applicable=[leaf(), root().without("ku")],
     not_effective=[used(root(), KEY_CERT_SIGN, KEY_ENCIPHERMENT).change(not_before="2002-03-31T23:59:59Z")])

rule("rfc3279.key_usage.dsa_not_permitted",
     fires=[used(dsa, KEY_ENCIPHERMENT), used(dsa, CRL_SIGN), used(dsa_root, KEY_CERT_SIGN, KEY_AGREEMENT)],
     passes=[dsa, used(dsa, DIGITAL_SIGNATURE, CONTENT_COMMITMENT), dsa_root],
     not_applicable=[leaf(), dsa.without("ku")],
     not_effective=[used(dsa, KEY_ENCIPHERMENT).change(not_before="2002-03-31T23:59:59Z")])

rule("rfc3279.key_usage.diffie_hellman_not_agreement",
     fires=[diffie_hellman, used(diffie_hellman, ENCIPHER_ONLY),
            used(diffie_hellman, KEY_AGREEMENT, ENCIPHER_ONLY, DECIPHER_ONLY)],
     passes=[used(diffie_hellman, KEY_AGREEMENT), used(diffie_hellman, KEY_AGREEMENT, DECIPHER_ONLY)],
     not_applicable=[leaf(), diffie_hellman.without("ku")],
     not_effective=[diffie_hellman.change(not_before="2002-03-31T23:59:59Z")])
