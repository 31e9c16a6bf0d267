# The key's octets do not matter here, their number does (FIPS 205 table 2).
spki = sequence(sequence(oid("2.16.840.1.101.3.4.3.20")), bit_string(bytes(32)))
hashed = leaf().change(spki=spki)
wrong = hashed.extension("ku", named_bits(DIGITAL_SIGNATURE, KEY_ENCIPHERMENT))
pre_hashed = wrong.change(spki=sequence(sequence(oid("2.16.840.1.101.3.4.3.46")), bit_string(bytes(64))))

rule("rfc9909.key_usage.not_for_signing",
     fires=[wrong, pre_hashed, hashed.extension("ku", named_bits(KEY_AGREEMENT))],
     passes=[hashed, root().change(spki=spki)],
     not_applicable=[leaf(), hashed.without("ku")],
     not_effective=[wrong.change(not_before="2025-11-30T23:59:59Z")])
