def spoilt(item):
    """With one bit of the signature changed."""
    good = sign(item.signer, item.tbs(), item.digest)
    return item.change(signature=bytes([good[0] ^ 1]) + good[1:])


key = key_identifier(public_key("root-rsa"))
other = intermediate().change(subject=ROOT_NAME)  # of the same CA's name, for another key
rollover = root().change(spki=public_key("issuing-rsa"))  # the new key certified by the old one
own_serial = sequence(constructed(1, directory(ROOT_NAME)), primitive(2, b"\7"))
other_serial = sequence(constructed(1, directory(ROOT_NAME)), primitive(2, b"\6"))

rule("rfc5280.self_signature.invalid",
     description="The names are the same and the key does not verify the signature: whether the certificate says that "
                 "its own key signed it is told by the key identifiers, or else by issuer and serial number.",
     fires=[spoilt(root()), spoilt(root()).without("aki"), rollover,
            spoilt(root().change(version=None, extensions=None)),
            spoilt(root().without("ski").extension("aki", sequence(primitive(0, hashlib.sha1(public_key("root-rsa")[-270:]).digest())))),
            spoilt(root().change(serial=7).extension("aki", own_serial)),
            root().change(spki=public_key("leaf-p256"))],
     passes=[root(), root().without("aki"), root().change(version=None, extensions=None)],
     not_applicable=[intermediate(), leaf(), other,
                     rollover.extension("ski", octet_string(key_identifier(public_key("issuing-rsa")))),
                     spoilt(root().without("ski")), spoilt(root().change(serial=7).extension("aki", other_serial)),
                     root().change(algorithm=sequence(oid("1.2.643.7.1.1.3.2"))), spoilt(root()).extension("aki", null())])
