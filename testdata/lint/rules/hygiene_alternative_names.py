def holding(extension, *texts):
    return leaf().extension(extension, sequence(*map(dns, texts)))


for topic, extension in (("subject", "san"), ("issuer", "ian")):
    sound = holding(extension, "www.certcheck.com", "*.certcheck.com")
    absent = leaf().without("san")

    def other_kind(text):
        return leaf().extension(extension, sequence(email(text)))

    rule(f"hygiene.{topic}_alternative_name.bare_wildcard",
         fires=[holding(extension, text) for text in ("*", "www.*", "a*")] + [holding(extension, "a.example", "*")],
         passes=[sound, other_kind("*")],
         not_applicable=[absent])

    rule(f"hygiene.{topic}_alternative_name.wildcard_not_first",
         fires=[holding(extension, text) for text in ("www.*.example", "f*.example", "**.example", "www.*")],
         passes=[sound, holding(extension, "*"), holding(extension, "*a.example"), holding(extension, ""),
                 other_kind("www.*.example")],
         not_applicable=[absent])

    rule(f"hygiene.{topic}_alternative_name.null_character",
         fires=[holding(extension, "www.example.com\0.example.net"), holding(extension, "\0")],
         passes=[sound, other_kind("\0")],
         not_applicable=[absent])

    rule(f"hygiene.{topic}_alternative_name.leading_period",
         fires=[holding(extension, ".example.com"), holding(extension, ".")],
         passes=[sound, holding(extension, ""), other_kind(".example.com")],
         not_applicable=[absent])

rule("hygiene.subject_alternative_name.public_suffix",
     fires=[holding("san", text) for text in ("co.uk", "CO.UK", "com")] +
           [holding("san", "www.certcheck.com", "com")],
     passes=[holding("san", text) for text in
             ("certcheck.com", "*.co.uk", "github.io", "a.example", "com.", ".com", "co\n.uk", "", "*", "localhost",
              "etcd", "kubernetes", "internal", "*.internal")] +
            [leaf().extension("san", sequence(email("com")))],
     not_applicable=[leaf().without("san")])

rule("hygiene.issuer_alternative_name.public_suffix",
     fires=[holding("ian", text) for text in ("com", "co.uk", "*.com", "CO.UK")],
     passes=[holding("ian", text) for text in
             ("www.certcheck.com", "certcheck.com", "*.certcheck.com", "localhost", "etcd", "internal", "*.internal",
              "github.io", "com.", ".com", "", "*")] +
            [leaf().extension("ian", sequence(email("com")))],
     not_applicable=[leaf()])

rule("hygiene.subject_alternative_name.duplicate_dns_name",
     fires=[holding("san", "www.certcheck.com", "WWW.certcheck.com"),
            holding("san", "a.example", "b.example", "a.example", "c.example", "a.example")],
     passes=[leaf(), holding("san", "www.certcheck.com", "certcheck.com", "*.certcheck.com"),
             leaf().extension("san", sequence(dns("a.example"), email("a.example"), email("a.example"))),
             holding("san", *[f"{number}.example" for number in range(300)])],
     not_applicable=[leaf().without("san")])
