def holding(*items):
    return leaf().extension("policies", policy_list(*items))


OTHER = sequence(oid("1.2.3.4.9"), utf8("text"))
ANY = "2.5.29.32.0"

rule("rfc5280.certificate_policies.duplicate",
     fires=[holding(DV, DV), holding(DV, "1.2.3.4", (DV, cps("http://cps.example"))),
            holding(*[f"1.2.3.{n}" for n in range(20)], DV, "1.2.3.7")],
     passes=[leaf(), holding(DV, "1.2.3.4"), holding(*[f"1.2.3.{n}" for n in range(20)], DV)],
     not_applicable=[leaf().without("policies")],
     not_effective=[holding(DV, DV).change(not_before="2008-04-30T00:00:00Z")])

rule("rfc5280.certificate_policies.any_policy_qualifier",
     fires=[holding((ANY, OTHER)), holding(DV, (ANY, cps("http://cps.example"), OTHER))],
     passes=[holding(ANY), holding((ANY, cps("http://cps.example"), notice(utf8("text")))), holding(ANY, (DV, OTHER))],
     not_applicable=[leaf(), leaf().without("policies")],
     not_effective=[holding((ANY, OTHER)).change(not_before="2002-03-31T00:00:00Z")])

rule("rfc5280.certificate_policies.unknown_qualifier",
     fires=[holding((DV, OTHER)), holding((DV, cps("http://cps.example"), OTHER))],
     passes=[holding((DV, cps("http://cps.example"), notice(utf8("text"))))],
     not_applicable=[leaf(), holding((ANY, OTHER)), leaf().without("policies")],
     not_effective=[holding((DV, OTHER)).change(not_before="2002-03-31T00:00:00Z")])

rule("rfc5280.certificate_policies.qualified",
     fires=[holding((DV, cps("http://cps.example"))), holding("1.2.3.4", (DV, OTHER))],
     # The parser finds that the list of qualifiers is empty.
     passes=[leaf(), leaf().extension("policies", sequence(sequence(oid("1.2.3.4"), sequence())))],
     not_applicable=[leaf().without("policies")],
     not_effective=[holding((DV, OTHER)).change(not_before="1998-12-31T00:00:00Z")])

noticed = root().extension("policies", policy_list((ANY, notice(utf8("text")))))

rule("rfc5280.certificate_policies.user_notice_to_self",
     fires=[noticed],
     passes=[root().extension("policies", policy_list((ANY, cps("http://cps.example"))))],
     not_applicable=[intermediate().extension("policies", policy_list((ANY, notice(utf8("text"))))), root(),
                     holding((DV, notice(utf8("text"))))],
     not_effective=[noticed.change(not_before="2002-03-31T00:00:00Z")])
