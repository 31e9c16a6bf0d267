def with_nonce(octets):
    return ocsp().extension("nonce", octet_string(octets))


def ask(octets):
    return ocsp_request().extension("nonce", octet_string(octets))


rule("rfc9654.nonce.length",
     fires=[with_nonce(b""), with_nonce(bytes(129)), with_nonce(bytes(300)), ocsp().extension("nonce", bytes(16)),
            ocsp().extension("nonce", octet_string(b"a") + b"b")] +
           [ask(b""), ask(bytes(129)), ocsp_request().extension("nonce", bytes(16))],
     passes=[with_nonce(b"n"), with_nonce(bytes(128)), ask(b"n"), ask(bytes(128))], not_applicable=[ocsp(), ocsp().change(status=3), ocsp_request().change(extensions=[])],
     not_effective=[with_nonce(b"").change(produced_at="20240731235959Z")])
rule("rfc9654.nonce.request_too_short",
     fires=[ask(b"n"), ask(bytes(16)), ask(bytes(31))], passes=[ask(bytes(32)), ask(bytes(128))],
     not_applicable=[ask(b""), ocsp_request().extension("nonce", bytes(16)), ocsp_request().change(extensions=[])])
