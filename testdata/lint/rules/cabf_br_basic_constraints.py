rule("cabf_br.basic_constraints.subscriber_not_critical",
     fires=[leaf().extension("bc", basic_constraints(ca=False))],
     passes=[leaf().extension("bc", basic_constraints(ca=False), critical=True)],
     not_applicable=[leaf(), intermediate(),
                     leaf().extension("bc", basic_constraints(ca=False)).extension("eku", purposes(CODE_SIGNING)).without("policies")],
     not_effective=[leaf().extension("bc", basic_constraints(ca=False)).change(not_before="2023-09-14T23:59:59Z")])

rule("cabf_br.basic_constraints.cert_sign_without_ca",
     fires=[leaf().extension("ku", named_bits(KEY_CERT_SIGN)).extension("bc", basic_constraints(ca=False), critical=True)],
     passes=[root(), intermediate()], not_applicable=[leaf(), root().without("ku"), leaf().extension("bc", basic_constraints(ca=False)), for_mail(intermediate())],
     not_effective=[issued(leaf().extension("ku", named_bits(KEY_CERT_SIGN)).extension("bc", basic_constraints(ca=False)), "2012-06-30T00:00:00Z")])
rule("cabf_br.basic_constraints.ca_without_cert_sign",
     fires=[root().extension("ku", named_bits(DIGITAL_SIGNATURE))], passes=[leaf().extension("bc", basic_constraints(ca=False))],
     not_applicable=[root(), leaf(), root().without("ku"), for_mail(intermediate())],
     not_effective=[issued(root().extension("ku", named_bits(CRL_SIGN)), "2012-06-30T00:00:00Z")])
rule("cabf_br.basic_constraints.root_path_length",
     fires=[root().extension("bc", basic_constraints(path_length=3))], passes=[root()], not_applicable=[intermediate(), leaf()],
     not_effective=[issued(root().extension("bc", basic_constraints(path_length=3)), "2012-06-30T00:00:00Z")])
