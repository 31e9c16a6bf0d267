rule("chain.validity.outlives_issuer",
     fires=[(leaf(), intermediate().change(not_after="2047-01-01T00:00:00Z"), root())],
     passes=[(leaf(), intermediate(), root())],
     not_applicable=[(leaf(), intermediate()), root()])

rule("chain.validity.ends_before_leaf",
     fires=[(leaf().change(not_after="2036-04-30T23:59:59Z"), intermediate(), root()),
            (leaf().change(not_after="2048-04-30T23:59:59Z"), intermediate().change(not_after="2049-01-01T00:00:00Z"),
             root())],
     passes=[(leaf(), intermediate(), root()), (leaf(), intermediate())],
     not_applicable=[leaf(), (leaf(), root())])
