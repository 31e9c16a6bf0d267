# The key's octets do not matter here, their number does (FIPS 204 table 2).
spki = sequence(sequence(oid("2.16.840.1.101.3.4.3.18")), bit_string(bytes(1952)))
lattice = leaf().change(spki=spki)
pre_hashed = leaf().change(spki=sequence(sequence(oid("2.16.840.1.101.3.4.3.33")), bit_string(bytes(1952))))

rule("rfc9881.key_usage.not_for_signing",
     fires=[lattice.extension("ku", named_bits(DIGITAL_SIGNATURE, KEY_ENCIPHERMENT)),
            pre_hashed.extension("ku", named_bits(KEY_AGREEMENT))],
     passes=[lattice, root().change(spki=spki)],
     not_applicable=[leaf(), lattice.without("ku")])
