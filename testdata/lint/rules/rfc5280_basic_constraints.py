rule("rfc5280.basic_constraints.not_critical",
     fires=[root().critical("bc", False), intermediate().critical("bc", False)],
     passes=[root()],
     not_applicable=[leaf(), leaf().extension("bc", basic_constraints(ca=False))],
     not_effective=[root().critical("bc", False).change(not_before="1998-12-31T23:59:59Z")])

rule("rfc5280.basic_constraints.not_ca",
     fires=[root().without("bc"), leaf().extension("ku", named_bits(KEY_CERT_SIGN)),
            root().extension("bc", basic_constraints(ca=False))],
     passes=[intermediate(), leaf()],
     not_applicable=[leaf().without("ku"), root().without("ku")],
     not_effective=[root().without("bc").change(not_before="2002-03-31T00:00:00Z")])

rule("rfc5280.basic_constraints.path_length_without_ca",
     fires=[leaf().extension("bc", basic_constraints(ca=False, path_length=0)),
            intermediate().extension("ku", named_bits(CRL_SIGN)),
            leaf().extension("bc", basic_constraints(ca=False, path_length=-1))],
     # Of the last the parser says that the length is out of range.
     passes=[intermediate(), root(), leaf().extension("bc", basic_constraints(ca=False)),
             intermediate().extension("bc", basic_constraints(path_length=-1))],
     not_applicable=[leaf()])
