def sized(bits):
    return leaf().change(spki=rsa_public_key(rsa_modulus() >> (2048 - bits) | 1 if bits <= 2048 else
                                             (rsa_modulus() << (bits - 2048)) | 1))


rule("mozilla.keys.rsa_not_whole_octets",
     fires=[sized(2047), sized(2052)],
     passes=[leaf(), sized(3072)],
     not_applicable=[leaf().change(spki=public_key("leaf-p256"))],
     not_effective=[sized(2047).change(not_before="2017-02-27T00:00:00Z")])
