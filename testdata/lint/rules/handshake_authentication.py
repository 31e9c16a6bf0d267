rule("handshake.authentication.anonymous",
     fires=[handshake_tls12().suite("TLS_DH_anon_WITH_AES_128_GCM_SHA256").show().change(
         kind="anonymous", group="ffdhe2048", bits=2048, signature_scheme="")],
     passes=[handshake(), handshake_tls12()],
     not_applicable=[handshake().change(cipher_suite=None, kind=None)])
