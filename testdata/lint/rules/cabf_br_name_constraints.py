def constrained(permitted=None, excluded=None):
    return intermediate().extension("nc", subtrees(permitted, excluded), critical=True)


NO_V4, NO_V6 = ip(*[0] * 8), ip(*[0] * 32)
DIRECTORY = directory(name(("C", "DE"), ("O", "certcheck")))
whole = constrained([dns("certcheck.com"), DIRECTORY], [NO_V4, NO_V6])
mail_ca = for_mail(whole)


def old(item):
    return issued(item, "2012-06-07T00:00:00Z")


rule("cabf_br.name_constraints.not_critical", fires=[whole.critical("nc", False)], passes=[whole], not_applicable=[intermediate(), leaf(), root(), mail_ca],
     not_effective=[old(whole.critical("nc", False))])
rule("cabf_br.name_constraints.excluded_directory", fires=[constrained([dns("certcheck.com")], [DIRECTORY])], passes=[whole],
     not_applicable=[intermediate(), leaf(), mail_ca], not_effective=[old(constrained(None, [DIRECTORY]))])
rule("cabf_br.name_constraints.discouraged_name",
     fires=[constrained([email("certcheck.com")]), constrained(None, [uri("certcheck.com")]), constrained([other_name("1.2.3.4", utf8("x"))])],
     passes=[whole], not_applicable=[intermediate(), leaf(), mail_ca], not_effective=[old(constrained([email("certcheck.com")]))])
mixed = constrained([dns("certcheck.com"), DIRECTORY, email("certcheck.com")], [NO_V4, NO_V6])
rule("cabf_br.name_constraints.forbidden_name", fires=[mixed, constrained([dns("certcheck.com"), DIRECTORY], [NO_V4, NO_V6, uri("certcheck.com")])],
     passes=[whole, constrained([dns("certcheck.com"), DIRECTORY, other_name("1.2.3.4", utf8("x"))], [NO_V4, NO_V6])],
     not_applicable=[intermediate(), leaf(), mail_ca, constrained([email("certcheck.com")])], not_effective=[issued(mixed, "2023-09-14T23:59:59Z")])
rule("cabf_br.name_constraints.incomplete",
     fires=[constrained([dns("certcheck.com")]), constrained([dns("certcheck.com"), DIRECTORY], [NO_V4]), constrained([dns("certcheck.com"), DIRECTORY], [NO_V6]),
            constrained([DIRECTORY], [NO_V4, NO_V6]), constrained([dns("certcheck.com")], [NO_V4, NO_V6]), constrained([DIRECTORY], [dns("certcheck.com"), NO_V4, NO_V6])],
     passes=[whole, constrained([DIRECTORY], [dns(""), NO_V4, NO_V6]),
             constrained([dns("certcheck.com"), DIRECTORY, ip(8, 8, 8, 0, 255, 255, 255, 0)], [NO_V6])],
     not_applicable=[intermediate(), leaf(), mail_ca], not_effective=[old(constrained([dns("certcheck.com")]))])
