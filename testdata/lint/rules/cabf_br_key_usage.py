rule("cabf_br.key_usage.ca_without_cert_sign",
     fires=[root().extension("ku", named_bits(CRL_SIGN))],
     passes=[root(), intermediate()],
     not_applicable=[leaf(), root().without("ku")])
