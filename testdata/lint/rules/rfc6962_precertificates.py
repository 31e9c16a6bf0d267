final = leaf().without("sct")
poisoned = final.extension("poison", null(), critical=True)

rule("rfc6962.precertificate.poison_not_critical",
     fires=[poisoned.critical("poison", False)], passes=[poisoned], not_applicable=[final],
     not_effective=[poisoned.critical("poison", False).change(not_before="2013-05-31T23:59:59Z")])
rule("rfc6962.precertificate.with_scts",
     fires=[leaf().extension("poison", null(), critical=True)], passes=[poisoned], not_applicable=[leaf(), final],
     not_effective=[leaf().extension("poison", null(), critical=True).change(not_before="2013-05-31T23:59:59Z")])
