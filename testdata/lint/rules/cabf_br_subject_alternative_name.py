rule("cabf_br.subject_alternative_name.missing",
     fires=[leaf().without("san"), root().without("bc")], passes=[leaf()], not_applicable=[intermediate()])

rule("cabf_br.subject_alternative_name.should_not_be_critical",
     fires=[leaf().critical("san")],
     passes=[leaf(), leaf().critical("san").change(subject=name())],
     not_applicable=[leaf().without("san")])

rule("cabf_br.subject_alternative_name.subscriber_critical",
     fires=[leaf().critical("san")],
     passes=[leaf(), leaf().critical("san").change(subject=name())],
     not_applicable=[leaf().without("san"), root()],
     not_effective=[leaf().critical("san").change(not_before="2023-09-14T00:00:00Z")])

rule("cabf_br.subject_alternative_name.wildcard_public_suffix",
     fires=[leaf().extension("san", sequence(dns(text))) for text in ("*.com", "*.co.uk", "*.CO.UK")],
     passes=[leaf().extension("san", sequence(dns(text))) for text in ("*.certcheck.com", "*.internal")],
     not_applicable=[leaf(), leaf().without("san")])
