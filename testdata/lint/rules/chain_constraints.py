def limited(certificate, path_length):
    return certificate.extension("bc", basic_constraints(path_length=path_length))


rule("chain.constraints.path_length_beyond_issuer",
     fires=[(limited(intermediate(), 1), limited(root(), 1)), (limited(intermediate(), 0), limited(root(), 0))],
     passes=[(leaf(), limited(intermediate(), 0), limited(root(), 1)),
             # A certificate for a CA's own next key counts for nothing.
             (limited(intermediate().change(subject=ROOT_NAME), 1), limited(root(), 1))],
     not_applicable=[(leaf(), intermediate(), root()), (leaf(), intermediate()), root()])

rule("chain.constraints.purpose_not_in_issuer",
     fires=[(leaf().extension("eku", purposes(SERVER_AUTH, CLIENT_AUTH)), intermediate()),
            (leaf(), intermediate().extension("eku", purposes(EMAIL_PROTECTION)))],
     passes=[(leaf(), intermediate()), (leaf().extension("eku", purposes(OCSP_SIGNING)), intermediate()),
             (leaf().extension("eku", purposes(SERVER_AUTH, CLIENT_AUTH)),
              intermediate().extension("eku", purposes(ANY_EKU)))],
     not_applicable=[(leaf().without("eku"), intermediate()), (leaf(), intermediate().without("eku")), leaf()])


def permitting(certificate, *bases):
    return certificate.extension("nc", subtrees(permitted=list(bases)), critical=True)


def excluding(certificate, *bases):
    return certificate.extension("nc", subtrees(excluded=list(bases)), critical=True)


country, organization = name(("C", "DE")), name(("C", "DE"), ("O", "certcheck"))
ten, ten_one = ip(10, 0, 0, 0, 255, 0, 0, 0), ip(10, 1, 0, 0, 255, 255, 0, 0)

rule("chain.constraints.names_beyond_issuer",
     fires=[(permitting(intermediate(), dns("example.org")), permitting(root(), dns("example.com"))),
            (permitting(intermediate(), dns("com")), permitting(root(), dns("example.com"))),
            (permitting(intermediate(), ten), permitting(root(), ten_one)),
            (permitting(intermediate(), directory(country)), permitting(root(), directory(organization))),
            (permitting(intermediate(), dns("www.example.com")), excluding(root(), dns("example.com")))],
     passes=[(permitting(intermediate(), dns("www.example.com")), permitting(root(), dns("example.com"))),
             (permitting(intermediate(), ten_one), permitting(root(), ten)),
             (permitting(intermediate(), directory(organization)), permitting(root(), directory(country))),
             (permitting(intermediate(), dns("example.org")), permitting(root(), directory(country))),
             (permitting(intermediate(), email("example.org")), permitting(root(), email("example.com")))],
     not_applicable=[(permitting(intermediate(), dns("example.org")), root()),
                     (leaf(), permitting(intermediate(), dns("example.org"))),
                     (permitting(intermediate().change(issuer=ISSUING_NAME), dns("example.org")),
                      permitting(root(), dns("example.com")))])


def promising(certificate, *features):
    return certificate.extension("tls_feature", sequence(*map(integer, features)))


rule("chain.constraints.feature_not_inherited",
     fires=[(leaf(), promising(intermediate(), 5)), (promising(leaf(), 5), promising(intermediate(), 5, 17))],
     passes=[(promising(leaf(), 5), promising(intermediate(), 5)), (promising(leaf(), 17, 5), promising(intermediate(), 5))],
     not_applicable=[(promising(leaf(), 5), intermediate()), promising(intermediate(), 5)])
