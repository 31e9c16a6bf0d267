rule("handshake.application_protocol.not_offered",
     fires=[handshake().offer(alpn=["http/1.1"]).change(alpn="h2"), handshake_tls12().offer(alpn=[]).change(alpn="h2")],
     passes=[handshake().change(alpn="h2")], not_applicable=[handshake()])
