printable_name = name(("C", "DE"), ("O", printable("certcheck test PKI")), ("CN", "certcheck test issuing CA"))
other_case = name(("C", "DE"), ("O", "Certcheck Test PKI"), ("CN", "certcheck test issuing CA"))

rule("chain.names.encoded_differently",
     fires=[(leaf(), intermediate().change(subject=printable_name), root()),
            (leaf().change(issuer=other_case), intermediate())],
     passes=[(leaf(), intermediate(), root()),
             (leaf().change(issuer=printable_name), intermediate().change(subject=printable_name))],
     not_applicable=[leaf(), (leaf(), root())])
