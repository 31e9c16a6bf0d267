rule("rfc5280.authority_information_access.critical",
     fires=[leaf().critical("aia")], passes=[leaf()], not_applicable=[root()])

rule("rfc5280.subject_information_access.critical",
     fires=[intermediate().extension("sia", access(("1.3.6.1.5.5.7.48.5", uri("http://pki.example/"))), critical=True)],
     passes=[intermediate().extension("sia", access(("1.3.6.1.5.5.7.48.5", uri("http://pki.example/"))))],
     not_applicable=[intermediate()])
