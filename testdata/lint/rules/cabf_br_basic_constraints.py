rule("cabf_br.basic_constraints.subscriber_not_critical",
     fires=[leaf().extension("bc", basic_constraints(ca=False))],
     passes=[leaf().extension("bc", basic_constraints(ca=False), critical=True)],
     not_applicable=[leaf(), intermediate(),
                     leaf().extension("bc", basic_constraints(ca=False)).extension("eku", purposes(CODE_SIGNING)).without("policies")],
     not_effective=[leaf().extension("bc", basic_constraints(ca=False)).change(not_before="2023-09-14T23:59:59Z")])
