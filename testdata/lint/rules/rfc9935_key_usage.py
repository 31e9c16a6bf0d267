# The key's octets do not matter here, their number does (FIPS 203 table 3).
kem = leaf().change(spki=sequence(sequence(oid("2.16.840.1.101.3.4.4.2")), bit_string(bytes(1184))))

rule("rfc9935.key_usage.not_key_encipherment",
     fires=[kem, kem.extension("ku", named_bits(DIGITAL_SIGNATURE, KEY_ENCIPHERMENT)), kem.extension("ku", named_bits())],
     passes=[kem.extension("ku", named_bits(KEY_ENCIPHERMENT))],
     not_applicable=[leaf(), kem.without("ku")],
     not_effective=[kem.change(not_before="2026-01-31T23:59:59Z")])
