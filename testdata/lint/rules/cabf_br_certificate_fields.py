mail = for_mail(leaf())
rule("cabf_br.certificate.version_not_3", fires=[leaf().change(version=1), leaf().change(version=None), leaf().change(version=None, extensions=None)], passes=[leaf(), root(), mail], not_applicable=[for_mail(root())],
     not_effective=[issued(leaf().change(version=1), "2015-04-15T00:00:00Z")])
rule("cabf_br.certificate.serial_short", fires=[leaf().change(serial=4711), leaf().change(serial=(1 << 56) - 1)], passes=[leaf(), leaf().change(serial=1 << 56)],
     not_applicable=[leaf().change(serial=0), leaf().change(serial=-5), mail], not_effective=[issued(leaf().change(serial=4711), "2016-09-29T00:00:00Z")])
comment = leaf().extension("2.16.840.1.113730.1.13", ia5("hello"))
rule("cabf_br.certificate.other_extension", fires=[comment, leaf().extension("tls_feature", sequence(integer(5))), leaf().extension("1.2.3.4", null(), critical=True)],
     passes=[leaf(), leaf().without("sct").extension("poison", null(), critical=True), leaf().extension("cabf_org_id", null())], not_applicable=[root(), mail],
     not_effective=[issued(comment, "2023-09-14T23:59:59Z")])
other = root().change(issuer=name(("C", "DE"), ("O", printable("certcheck test PKI")), ("CN", "certcheck test root")))
rule("cabf_br.certificate.root_names_differ", fires=[other], passes=[root()], not_applicable=[intermediate(), leaf(), for_mail(root())],
     not_effective=[issued(other, "2020-09-29T23:59:59Z")])
odd = ("1.2.3.4", null())
rule("cabf_br.certificate.ca_other_extension",
     fires=[intermediate().extension("san", sequence(dns("pki.example"))), intermediate().extension("policy_mappings", sequence(sequence(oid(DV), oid("1.2.3.4")))),
            root().extension(*odd), root().extension("aia", access(("issuers", uri("http://aia.pki.example/root.cer")))),
            root().extension("nc", subtrees(permitted=[dns("certcheck.com")]), critical=True)],
     passes=[root(), intermediate(), intermediate().extension("nc", subtrees(permitted=[dns("certcheck.com")]), critical=True), root().extension("policies", policy_list(DV))],
     not_applicable=[leaf(), comment, for_mail(intermediate()).extension(*odd)], not_effective=[issued(root().extension(*odd), "2023-09-14T23:59:59Z")])
rule("cabf_br.certificate.non_tls_ca_other_extension", fires=[for_mail(intermediate()).extension(*odd)], passes=[for_mail(intermediate())],
     not_applicable=[intermediate().extension(*odd), root().extension(*odd), leaf(), mail], not_effective=[issued(for_mail(intermediate()).extension(*odd), "2023-09-14T23:59:59Z")])
rule("cabf_br.certificate.sct_list_critical", fires=[leaf().critical("sct"), intermediate().extension("sct", sct_list(sct(b"log one", 1_774_995_000_000)), critical=True)],
     passes=[leaf()], not_applicable=[leaf().without("sct"), intermediate(), mail], not_effective=[issued(leaf().critical("sct"), "2023-09-14T23:59:59Z")])
