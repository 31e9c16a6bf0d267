rule("chain.key_identifiers.not_of_issuer",
     fires=[(leaf().extension("aki", sequence(primitive(0, b"\x01" * 20))), intermediate(), root()),
            (leaf(), intermediate().extension("ski", octet_string(b"\x01" * 20)))],
     passes=[(leaf(), intermediate(), root())],
     not_applicable=[leaf(), (leaf(), root()), (leaf().without("aki"), intermediate()),
                     (leaf(), intermediate().without("ski")), root()])


def issued_by(name_of_issuer, serial):
    return sequence(primitive(0, key_identifier(public_key("issuing-rsa"))), constructed(1, directory(name_of_issuer)),
                    primitive(2, integer(serial)[2:]))


rule("chain.key_identifiers.issuer_and_serial_not_of_issuer",
     fires=[(leaf().extension("aki", issued_by(ROOT_NAME, 0x1235)), intermediate().change(serial=0x1234)),
            (leaf().extension("aki", issued_by(ISSUING_NAME, 0x1234)), intermediate().change(serial=0x1234))],
     passes=[(leaf().extension("aki", issued_by(ROOT_NAME, 0x1234)), intermediate().change(serial=0x1234))],
     not_applicable=[(leaf(), intermediate()), leaf()])
