good = leaf().der()
broken = leaf().change(signature=bytes([sign("issuing-rsa", leaf().tbs())[0] ^ 1]) + sign("issuing-rsa", leaf().tbs())[1:])
by_another = leaf().change(signer="upper-rsa")

rule("chain.signatures.invalid",
     fires=[(broken, intermediate(), root()), (by_another, intermediate()),
            (leaf(), intermediate().change(signer="upper-rsa"), root())],
     passes=[(leaf(), intermediate(), root()), (leaf(), intermediate())],
     not_applicable=[leaf(), (leaf(), root()),
                     (leaf().change(algorithm=sequence(oid("1.2.3.4"))), intermediate())])
unknown = leaf().change(algorithm=sequence(oid("1.2.643.7.1.1.3.2")))
rule("chain.signatures.not_verified",
     fires=[(unknown, intermediate(), root()),
            (leaf(), intermediate().change(algorithm=sequence(oid("1.2.3.4"))), root())],
     passes=[(leaf(), intermediate(), root()), (broken, intermediate())],
     not_applicable=[leaf(), (leaf(), root())])
