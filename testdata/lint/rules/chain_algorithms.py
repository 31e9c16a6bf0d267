unknown_key = sequence(sequence(oid("1.2.3.4")), bit_string(b"\0"))

rule("chain.algorithms.issuer_key_weaker",
     description="One level of strength below is ordinary, two are not.",
     fires=[(leaf().change(spki=public_key("leaf-p384")), intermediate()),
            (leaf().change(spki=public_key("leaf-p256")), intermediate().change(spki=public_key("leaf-rsa-1024")))],
     passes=[(leaf(), intermediate(), root()), (leaf().change(spki=public_key("leaf-p256")), intermediate()),
             (leaf().change(spki=public_key("leaf-p384")), intermediate().change(spki=public_key("issuing-p256")))],
     not_applicable=[(leaf().change(spki=unknown_key), intermediate()), leaf()])
