def with_nonce(octets):
    return ocsp().extension("nonce", octet_string(octets))


rule("rfc9654.nonce.length",
     fires=[with_nonce(b""), with_nonce(bytes(129)), with_nonce(bytes(300)), ocsp().extension("nonce", bytes(16)),
            ocsp().extension("nonce", octet_string(b"a") + b"b")],
     passes=[with_nonce(b"n"), with_nonce(bytes(128))], not_applicable=[ocsp(), ocsp().change(status=3)],
     not_effective=[with_nonce(b"").change(produced_at="20240731235959Z")])
