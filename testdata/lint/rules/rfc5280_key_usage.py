rule("rfc5280.key_usage.no_bits",
     fires=[leaf().extension("ku", named_bits())],
     passes=[leaf()],
     not_applicable=[leaf().without("ku")],
     not_effective=[leaf().extension("ku", named_bits()).change(not_before="2008-04-30T23:59:59Z")])

rule("rfc5280.key_usage.not_critical",
     fires=[leaf().critical("ku", False), root().critical("ku", False)],
     passes=[leaf()],
     not_applicable=[leaf().without("ku")],
     not_effective=[leaf().critical("ku", False).change(not_before="1998-12-31T23:59:59Z")])

rule("rfc5280.key_usage.too_many_bits",
     fires=[leaf().extension("ku", named_bits(DIGITAL_SIGNATURE, 9)), leaf().extension("ku", named_bits(0, 24)),
            leaf().extension("ku", bit_string(b"\x80\x00"))],
     # The last is no DER: a final bit that is zero. The parser says so.
     passes=[leaf(), leaf().extension("ku", named_bits(KEY_AGREEMENT, DECIPHER_ONLY)),
             leaf().extension("ku", bit_string(b"\x80"))],
     not_applicable=[leaf().without("ku"), leaf().extension("ku", octet_string(b"\x80"))],
     not_effective=[leaf().extension("ku", named_bits(DIGITAL_SIGNATURE, 9)).change(not_before="2008-04-30T23:59:59Z")])

rule("rfc5280.key_usage.lacks_key_agreement",
     fires=[leaf().extension("ku", named_bits(DIGITAL_SIGNATURE, ENCIPHER_ONLY)),
            leaf().extension("ku", named_bits(DECIPHER_ONLY))],
     passes=[leaf(), leaf().extension("ku", named_bits(KEY_AGREEMENT, DECIPHER_ONLY))],
     not_applicable=[leaf().without("ku")],
     not_effective=[leaf().extension("ku", named_bits(ENCIPHER_ONLY)).change(not_before="1998-12-31T23:59:59Z")])

rule("rfc5280.key_usage.missing_in_ca",
     fires=[root().without("ku"), intermediate().without("ku")],
     passes=[root()],
     not_applicable=[leaf().without("ku")],
     not_effective=[root().without("ku").change(not_before="2002-03-31T23:59:59Z")])

rule("rfc5280.key_usage.ca_without_cert_sign",
     fires=[root().extension("ku", named_bits(CRL_SIGN)), intermediate().extension("ku", named_bits(DIGITAL_SIGNATURE))],
     passes=[intermediate()],
     not_applicable=[leaf(), root().without("ku")],
     not_effective=[root().extension("ku", named_bits(CRL_SIGN)).change(not_before="1998-12-31T23:59:59Z")])
