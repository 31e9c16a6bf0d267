rule("rfc9325.signature.broken_digest",
     fires=[handshake_tls12().change(signature_scheme=scheme)
            for scheme in ("rsa_pkcs1_sha1", "ecdsa_sha1", "rsa_pkcs1_md5")],
     passes=[handshake(), handshake_tls12().change(signature_scheme="ed25519")],
     not_applicable=[handshake_tls12().change(signature_scheme="")])
