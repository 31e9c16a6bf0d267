V1, V2, SEMANTICS = "1.3.6.1.5.5.7.11.1", "1.3.6.1.5.5.7.11.2", "0.4.0.194121.1.1"


def stated(*info, kind=V2, more=()):
    return leaf().extension("qc", sequence(sequence(oid(kind), *info), *more))


others = [stated(sequence(oid(SEMANTICS))), stated(sequence(oid(SEMANTICS)), kind=V1),
          stated(sequence(sequence(uri("http://register.example/")))),
          stated(sequence(oid(SEMANTICS), sequence(directory(ROOT_NAME), dns("register.example"))))]
none = [leaf(), stated(), stated(kind=V1), leaf().extension("qc", sequence(sequence(oid("0.4.0.1862.1.1"))))]

rule("rfc3739.semantics_information.malformed",
     fires=[stated(oid(SEMANTICS)), stated(sequence(uri("http://register.example/"))), stated(null(), kind=V1),
            stated(sequence(oid(SEMANTICS), sequence())), stated(sequence(oid(SEMANTICS), integer(1))),
            stated(sequence(sequence(tlv(0x86, b"http://b\xfccher.example/"))))],
     passes=others + [stated(sequence())], not_applicable=none,
     not_effective=[stated(oid(SEMANTICS)).change(not_before="2003-12-31T00:00:00Z")])
rule("rfc3739.semantics_information.empty",
     fires=[stated(sequence()), stated(sequence(), kind=V1),
            stated(sequence(oid(SEMANTICS)), more=[sequence(oid(V1), sequence())])],
     passes=others, not_applicable=none + [stated(oid(SEMANTICS))],
     not_effective=[stated(sequence()).change(not_before="2003-12-31T00:00:00Z")])
