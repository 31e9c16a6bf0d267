both = ["TLS 1.3", "TLS 1.2"]
old = handshake_tls12().change(version="TLS 1.1")

rule("rfc9325.protocol.no_tls13",
     fires=[handshake_tls12().offer(versions=both)], passes=[handshake()],
     not_applicable=[handshake_tls12(), old.offer(versions=both), handshake().change(version=None, cipher_suite=None)])
rule("rfc9325.protocol.no_extended_master_secret",
     fires=[handshake_tls12().answer(extended_master_secret=False)], passes=[handshake_tls12()],
     not_applicable=[handshake(), handshake_tls12().answer(extended_master_secret=False).offer(extensions=[]),
                     old.answer(extended_master_secret=False)])
rule("rfc9325.protocol.no_secure_renegotiation",
     fires=[handshake_tls12().answer(secure_renegotiation=False),
            handshake_tls12().answer(secure_renegotiation=False).offer(
                extensions=[], cipher_suites=["TLS_EMPTY_RENEGOTIATION_INFO_SCSV"])],
     passes=[handshake_tls12()],
     not_applicable=[handshake(), handshake_tls12().answer(secure_renegotiation=False).offer(extensions=[])])
rule("rfc9325.protocol.compression",
     fires=[handshake_tls12().answer(compression=True)], passes=[handshake_tls12()], not_applicable=[handshake()])
