rule("rfc5280.issuer.empty", fires=[leaf().change(issuer=name())], passes=[leaf()])

rule("rfc5280.subject.ca_empty",
     fires=[intermediate().change(subject=name())],
     passes=[intermediate()],
     not_applicable=[leaf().change(subject=name())])
