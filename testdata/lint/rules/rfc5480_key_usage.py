def used(base, *usages):
    return base.extension("ku", named_bits(*usages))


elliptic, elliptic_root = leaf().change(spki=public_key("leaf-p256")), root().change(spki=public_key("root-p256"))
# The same point for ECDH alone.
P256 = oid("1.2.840.10045.3.1.7")
ecdh, ecmqv = (leaf().change(spki=sequence(sequence(oid(algorithm), P256), bit_string(public_key("leaf-p256")[-65:])))
               for algorithm in ("1.3.132.1.12", "1.3.132.1.13"))

rule("rfc5480.key_usage.leaf_unexpected",
     fires=[used(elliptic, KEY_ENCIPHERMENT), used(elliptic, DIGITAL_SIGNATURE, CRL_SIGN),
            used(elliptic, DIGITAL_SIGNATURE, ENCIPHER_ONLY)],
     passes=[elliptic, used(elliptic, DIGITAL_SIGNATURE, CONTENT_COMMITMENT, KEY_AGREEMENT),
             used(elliptic, KEY_AGREEMENT, ENCIPHER_ONLY)],
     not_applicable=[leaf(), elliptic_root, ecdh, elliptic.without("ku")],
     not_effective=[used(elliptic, KEY_ENCIPHERMENT).change(not_before="2012-06-30T23:59:59Z")])

rule("rfc5480.key_usage.ca_key_agreement",
     fires=[used(elliptic_root, KEY_CERT_SIGN, KEY_AGREEMENT), used(elliptic_root, CRL_SIGN, DECIPHER_ONLY)],
     passes=[elliptic_root, used(elliptic_root, KEY_AGREEMENT)],
     not_applicable=[root(), elliptic, elliptic_root.without("ku")],
     not_effective=[used(elliptic_root, KEY_CERT_SIGN, KEY_AGREEMENT).change(not_before="2009-02-28T23:59:59Z")])

rule("rfc5480.key_usage.ecdh_not_agreement",
     fires=[ecdh, ecmqv, used(ecdh, KEY_AGREEMENT, CRL_SIGN), used(ecdh, KEY_AGREEMENT, ENCIPHER_ONLY, DECIPHER_ONLY)],
     passes=[used(ecdh, KEY_AGREEMENT), used(ecmqv, KEY_AGREEMENT, ENCIPHER_ONLY)],
     not_applicable=[leaf(), elliptic, ecdh.without("ku")],
     not_effective=[ecdh.change(not_before="2009-02-28T23:59:59Z")])
