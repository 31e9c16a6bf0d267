"""Names that are wanted and names that a CA may not give out (lib/certcheck/names/checks.h)."""


def constrained(value, critical=True):
    return intermediate().extension("nc", value, critical=critical)


chain("host.wildcard_public_suffix", "The only name that matches is *.com", host="certcheck.com",
      leaf=leaf().extension("san", sequence(dns("*.com"))),
      verdict="untrusted", findings=["host.wildcard_public_suffix host"])
chain("host.wildcard_single_label", "The only name that matches is *.internal, and no public suffix is called so",
      host="etcd.internal", leaf=leaf().extension("san", sequence(dns("*.internal"))),
      verdict="untrusted", findings=["host.wildcard_single_label host"])

chain("host.several_uris", "The certificate has the SPIFFE ID, and another URI",
      host="spiffe://certcheck.com/ns/a/sa/b",
      leaf=leaf().extension("san", sequence(uri("spiffe://certcheck.com/ns/a/sa/b"), uri("https://certcheck.com/"))),
      verdict="untrusted", findings=["host.several_uris host"])

chain("names.constraints.excluded", "The CA may not issue for the leaf's domain",
      intermediate=constrained(subtrees(excluded=[dns("certcheck.com")])),
      verdict="untrusted", findings=["names.constraints.excluded certificate 0"])
chain("names.constraints.ignored", "A constraint on registered identifiers, which nobody processes, is not critical",
      intermediate=constrained(subtrees(permitted=[registered_id("2.999")]), critical=False),
      leaf=leaf().extension("san", sequence(dns("www.certcheck.com"), registered_id("2.999.1"))),
      verdict="trusted", findings=["names.constraints.ignored certificate 0"])
chain("names.constraints.unprocessable", "A constraint on registered identifiers, which nobody processes, is critical",
      intermediate=constrained(subtrees(permitted=[registered_id("2.999")])),
      leaf=leaf().extension("san", sequence(dns("www.certcheck.com"), registered_id("2.999.1"))),
      verdict="untrusted", findings=["names.constraints.unprocessable certificate 0"])
chain("names.constraints.leading_period", "A constraint on DNS names begins with a period, as in those on URIs",
      intermediate=constrained(subtrees(permitted=[dns(".certcheck.com")])), options={"profile": "rfc5280", "strict": True},
      verdict="untrusted", findings=["names.constraints.leading_period certificate 1"])
chain("names.constraints.malformed", "A constraint on addresses has five octets",
      intermediate=constrained(subtrees(permitted=[ip(192, 0, 2, 0, 24)])),
      verdict="untrusted", findings=["names.constraints.malformed certificate 1"])
chain("names.constraints.no_known_form", "An empty constraint on email addresses permits none, and the leaf has none",
      intermediate=constrained(subtrees(permitted=[email("")])),
      verdict="trusted", findings=["names.constraints.no_known_form certificate 1"])
chain("names.constraints.name_not_comparable", "The host of a URI, which the CA constrains, is an address",
      intermediate=constrained(subtrees(excluded=[uri("other.example")])),
      leaf=leaf().extension("san", sequence(dns("www.certcheck.com"), uri("http://192.0.2.1/"))),
      verdict="untrusted", findings=["names.constraints.name_not_comparable certificate 0"])
chain("names.constraints.budget_spent", "Two names and two constraints take more comparisons than the caller allows",
      intermediate=constrained(subtrees(permitted=[dns("certcheck.com"), dns("certcheck.net")])),
      options={"budget": {"name_constraint_comparisons": 1}},
      verdict="untrusted", findings=["names.constraints.budget_spent certificate 0"])
