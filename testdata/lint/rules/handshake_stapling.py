promising = leaf().extension("tls_feature", sequence(integer(5))).change(serial=0x5A02)
good = handshake().show(promising, intermediate())

rule("handshake.stapling.promised_and_missing",
     fires=[good, handshake_tls12().show(promising)],
     passes=[good.staple(ocsp())],
     not_applicable=[handshake(), good.change(completed=False), good.change(resumed=True), good.offer(extensions=[]),
                     handshake().show(leaf().extension("tls_feature", sequence(integer(17)))), handshake().show()])
rule("handshake.stapling.for_another_certificate",
     fires=[good.staple(ocsp().change(serial=0x5A03)),
            handshake().show(promising.change(issuer=ROOT_NAME)).staple(ocsp())],
     passes=[good.staple(ocsp())],
     not_applicable=[good, good.staple(ocsp().change(status=3)), handshake().show().staple(ocsp())])
