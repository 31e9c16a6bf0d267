cross = intermediate().change(issuer=name(("CN", "certcheck older root")))

rule("chain.cross_certificates.alternative_sent",
     fires=[(leaf(), intermediate(), cross), (leaf(), cross, intermediate(), root())],
     passes=[(leaf(), intermediate(), root()), (leaf(), intermediate(), intermediate()),
             (leaf(), intermediate(), intermediate().change(spki=public_key("upper-rsa")))],
     not_applicable=[leaf()])
