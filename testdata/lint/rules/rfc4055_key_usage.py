PSS, OAEP = "1.2.840.113549.1.1.10", "1.2.840.113549.1.1.7"


def keyed(base, algorithm, *usages):
    spki = rsa_public_key(rsa_modulus(), algorithm=sequence(oid(algorithm)))
    return base.change(spki=spki).extension("ku", named_bits(*usages))


old = "2005-05-31T23:59:59Z"
signing, encrypting = keyed(leaf(), PSS, DIGITAL_SIGNATURE), keyed(leaf(), OAEP, KEY_ENCIPHERMENT)
wrong, swapped = keyed(leaf(), PSS, KEY_ENCIPHERMENT), keyed(leaf(), OAEP, DIGITAL_SIGNATURE)
both = keyed(leaf(), OAEP, KEY_ENCIPHERMENT, DATA_ENCIPHERMENT)

rule("rfc4055.key_usage.pss_not_for_signing",
     fires=[wrong, keyed(leaf(), PSS, DIGITAL_SIGNATURE, KEY_CERT_SIGN), keyed(root(), PSS, KEY_CERT_SIGN, KEY_AGREEMENT)],
     passes=[signing, keyed(leaf(), PSS, CONTENT_COMMITMENT), keyed(root(), PSS, KEY_CERT_SIGN, CRL_SIGN)],
     not_applicable=[leaf(), signing.without("ku"), encrypting],
     not_effective=[wrong.change(not_before=old)])
rule("rfc4055.key_usage.oaep_not_for_encryption",
     fires=[swapped],
     passes=[encrypting, both],
     not_applicable=[leaf(), encrypting.without("ku"), signing],
     not_effective=[swapped.change(not_before=old)])
rule("rfc4055.key_usage.oaep_both_encipherments",
     fires=[both],
     passes=[encrypting, swapped],
     not_applicable=[leaf(), both.without("ku"), signing],
     not_effective=[both.change(not_before=old)])
