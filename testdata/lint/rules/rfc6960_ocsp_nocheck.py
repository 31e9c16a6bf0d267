responder = leaf().extension("eku", purposes(OCSP_SIGNING)).extension("ocsp_nocheck", null())

rule("rfc6960.ocsp_nocheck.critical",
     fires=[responder.critical("ocsp_nocheck")], passes=[responder], not_applicable=[leaf()],
     not_effective=[responder.critical("ocsp_nocheck").change(not_before="2002-03-31T23:59:59Z")])

rule("rfc6960.ocsp_nocheck.not_a_responder",
     fires=[leaf().extension("ocsp_nocheck", null()), root().extension("ocsp_nocheck", null())],
     passes=[responder],
     not_applicable=[leaf()],
     not_effective=[leaf().extension("ocsp_nocheck", null()).change(not_before="2002-03-31T23:59:59Z")])
