nothing = handshake().change(cipher_suite=None, kind=None)


def refused(check, *suites):
    rule(check, fires=[handshake_tls12().suite(suite) for suite in suites],
         passes=[handshake(), handshake_tls12()], not_applicable=[nothing])


refused("rfc9325.cipher_suite.no_encryption", "TLS_RSA_WITH_NULL_SHA256", "TLS_ECDHE_ECDSA_WITH_NULL_SHA")
refused("rfc9325.cipher_suite.rc4", "TLS_RSA_WITH_RC4_128_SHA", "TLS_ECDHE_RSA_WITH_RC4_128_SHA")
refused("rfc9325.cipher_suite.below_112_bits", "TLS_RSA_EXPORT_WITH_DES40_CBC_SHA", "TLS_RSA_WITH_DES_CBC_SHA",
        "TLS_RSA_EXPORT_WITH_RC4_40_MD5", "TLS_KRB5_EXPORT_WITH_RC2_CBC_40_SHA")
refused("rfc9325.cipher_suite.below_128_bits", "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
        "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA")

cbc = handshake_tls12().suite("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA")
rule("rfc9325.cipher_suite.cbc_without_encrypt_then_mac",
     fires=[cbc], passes=[cbc.answer(encrypt_then_mac=True), handshake_tls12()],
     not_applicable=[handshake(), cbc.offer(extensions=[]), nothing])
