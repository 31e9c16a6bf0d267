def with_serial(certificate, serial=1):
    return certificate.change(serial=serial)


rule("chain.serial_numbers.reused",
     fires=[(with_serial(leaf().change(issuer=ROOT_NAME, signer="root-rsa")), with_serial(root())),
            (leaf(), with_serial(intermediate()), with_serial(root())),
            (with_serial(leaf().change(issuer=ROOT_NAME, signer="root-rsa")), intermediate(), with_serial(root()))],
     passes=[(leaf(), intermediate(), root()), (with_serial(leaf()), with_serial(intermediate()), root()),
             (leaf(), with_serial(intermediate()), with_serial(intermediate())),
             (with_serial(leaf(), 129), with_serial(leaf(), 128))],
     not_applicable=[leaf(), root(),
                     (with_serial(leaf().extension("poison", null(), critical=True)),
                      with_serial(leaf().extension("poison", null(), critical=True).change(subject=name(("CN", "b")))))],
     not_effective=[(with_serial(leaf().change(issuer=ROOT_NAME, signer="root-rsa", not_before="1998-01-01T00:00:00Z")),
                     with_serial(root()))])
