"""Certification paths (lib/certcheck/path/checks.h) and how servers present them (lib/certcheck/engine/checks.h)."""

secp256k1_generator = bytes.fromhex("0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798")
sha1 = sequence(oid("1.2.840.113549.1.1.5"), null())
sha224 = sequence(oid("1.2.840.113549.1.1.14"), null())
gost = sequence(oid("1.2.643.7.1.1.3.2"))
other_policy = {"policies": ["2.999.1"], "require_explicit_policy": True}


def untrusted(check, description, findings=None, **given):
    chain(check, description, verdict="untrusted", findings=findings or [f"{check} certificate 0"], **given)


# The anchor

untrusted("path.anchor.constraint_unreadable", "The root's name constraints, which bind in the web PKI, cannot be read",
          root=root().extension("nc", null(), critical=True),
          findings=["path.anchor.constraint_unreadable anchor", "der.unexpected_tag anchor"])
untrusted("path.anchor.distrusted_after", "The leaf was issued after the day from which its root is distrusted",
          options={"distrust_after": "2026-03-31T00:00:00Z"})
chain("path.anchor.expired", "The root's own certificate has expired, which RFC 5280 does not mind",
      root=root().change(not_before="2020-01-01T00:00:00Z", not_after="2026-04-15T00:00:00Z"),
      options={"profile": "rfc5280"}, verdict="trusted", findings=["path.anchor.expired anchor"])
chain("path.anchor.not_a_ca", "The root has no basic constraints, which RFC 5280 does not mind",
      root=root().without("bc"), options={"profile": "rfc5280"},
      verdict="trusted", findings=["path.anchor.not_a_ca anchor"])
untrusted("path.anchor.not_trusted", "The chain ends in a root that is no anchor",
          presented=[leaf(), intermediate(), root()],
          root=root().change(subject=name(("CN", "other root")), issuer=name(("CN", "other root"))),
          findings=["path.anchor.not_trusted certificate 2", "chain.root_sent certificate 2"])
untrusted("path.anchor.other_key", "The root was generated again under its name, and the anchor is the earlier one",
          root=root().change(spki=public_key("leaf-rsa"), signer="leaf-rsa")
          .extension("ski", octet_string(key_identifier(public_key("leaf-rsa"))))
          .extension("aki", sequence(primitive(0, key_identifier(public_key("leaf-rsa"))))),
          findings=["path.anchor.other_key certificate 1", "path.signature.invalid certificate 1"])
chain("path.anchor.not_root", "The anchor is the intermediate, which another CA issued", presented=[leaf()],
      root=intermediate(), verdict="trusted",
      findings=["path.anchor.not_root anchor", "chain.missing_intermediate certificate 0"])

chain("path.anchor.identifies_another", "The root's own authorityKeyIdentifier has the issuer and serial number of another certificate",
      root=root().extension("aki", sequence(primitive(0, key_identifier(public_key("root-rsa"))), constructed(1, directory(name(("CN", "another CA")))),
                                            primitive(2, b"\x01"))), verdict="trusted",
      findings=["path.anchor.identifies_another anchor"])

# Budgets: each is so small that this chain does not fit

untrusted("path.budget.depth", "No intermediate is within the budget", options={"budget": {"depth": 0}},
          findings=["path.budget.depth path"])
untrusted("path.budget.paths", "The only path that is within the budget does not count",
          options={"budget": {"paths": 1}, **other_policy},
          findings=["path.budget.paths path", "path.policy.none_valid certificate 0"])
untrusted("path.budget.policy_nodes", "One policy is more than the budget", options={"budget": {"policy_nodes": 0}},
          findings=["path.budget.policy_nodes certificate 1"])
untrusted("path.budget.signatures", "No signature can be checked within the budget",
          options={"budget": {"signatures": 0}},
          findings=["path.budget.signatures path", "path.budget.signatures certificate 0",
                    "path.budget.signatures certificate 1"])
untrusted("path.budget.steps", "The way to the intermediate is one step more than the budget",
          options={"budget": {"path_steps": 0}, **other_policy},
          findings=["path.budget.steps path", "path.policy.none_valid certificate 0"])

# The certificates between

untrusted("path.depth.exceeded", "One intermediate is more than the caller allows", options={"max_depth": 0},
          findings=["path.depth.exceeded path"])
upper_name, upper_key_id = name(("CN", "certcheck test upper CA")), key_identifier(public_key("upper-rsa"))
untrusted("path.issuer.circular", "Two CAs have certified each other, and neither has a certificate of the root",
          presented=[leaf(),
                     intermediate().change(issuer=upper_name, signer="upper-rsa").extension("bc", basic_constraints())
                     .extension("aki", sequence(primitive(0, upper_key_id))),
                     intermediate().change(subject=upper_name, spki=public_key("upper-rsa"), issuer=ISSUING_NAME, signer="issuing-rsa")
                     .extension("bc", basic_constraints()).extension("ski", octet_string(upper_key_id))
                     .extension("aki", sequence(primitive(0, key_identifier(public_key("issuing-rsa")))))],
          findings=["path.issuer.circular certificate 2"])
untrusted("path.issuer.other_key", "The intermediate was generated again under its name after it had issued the leaf",
          intermediate=intermediate().change(spki=public_key("leaf-rsa"))
          .extension("ski", octet_string(key_identifier(public_key("leaf-rsa")))),
          findings=["path.issuer.other_key certificate 0", "path.signature.invalid certificate 0"])
chain("path.issuer.key_id_mismatch", "The leaf names another key of the CA whose key signed it",
      leaf=leaf().extension("aki", sequence(primitive(0, b"\x01" * 20))), verdict="trusted",
      findings=["path.issuer.key_id_mismatch certificate 0"])
untrusted("path.issuer.name_mismatch", "The key of the intermediate signed, but the leaf names another issuer",
          leaf=leaf().change(issuer=name(("CN", "renamed CA"))),
          findings=["path.issuer.name_mismatch certificate 0", "chain.unrelated certificate 1",
                    "chain.missing_intermediate certificate 0"])
untrusted("path.issuer.name_not_matched_by_browsers", "Issuer and subject are equal by Unicode's folding alone",
          root=root().change(subject=name(("CN", "M\u00c4R")), issuer=name(("CN", "M\u00c4R"))),
          intermediate=intermediate().change(issuer=name(("CN", "m\u00e4r"))),
          findings=["path.issuer.name_not_matched_by_browsers certificate 1"])
chain("path.issuer.serial_mismatch", "The leaf names the serial number of another certificate of its issuer",
      leaf=leaf().extension("aki", sequence(constructed(1, directory(ROOT_NAME)), primitive(2, b"\x12\x35"))),
      intermediate=intermediate().change(serial=0x1234),
      verdict="trusted", findings=["path.issuer.serial_mismatch certificate 0"])
untrusted("path.version.not_v3", "The intermediate is of version 1",
          intermediate=intermediate().change(version=None, extensions=None),
          findings=["path.version.not_v3 certificate 1"])
untrusted("path.policy.mapping_of_any_policy", "The intermediate maps anyPolicy to another",
          intermediate=intermediate().extension("policy_mappings", sequence(sequence(oid("2.5.29.32.0"), oid(DV)))),
          findings=["path.policy.mapping_of_any_policy certificate 1"])
untrusted("path.policy.none_valid", "The chain does not assert the policy that the caller requires",
          options=other_policy, findings=["path.policy.none_valid certificate 0"])

# The leaf

untrusted("path.leaf.not_v3", "The server's certificate is of version 1",
          leaf=leaf().change(version=None, extensions=None),
          findings=["path.leaf.not_v3 certificate 0", "host.no_subject_alternative_name host",
                    "host.common_name_only host"])
untrusted("path.key.algorithm_not_allowed", "An X25519 key, which can sign nothing",
          leaf=leaf().change(spki=sequence(sequence(oid("1.3.101.110")), bit_string(b"\x09" + bytes(31)))))
untrusted("path.key.curve_not_allowed", "A key on secp256k1",
          leaf=leaf().change(spki=sequence(sequence(oid("1.2.840.10045.2.1"), oid("1.3.132.0.10")),
                                           bit_string(secp256k1_generator))))
untrusted("path.key.unusable", "An Ed25519 key one octet short",
          leaf=leaf().change(spki=sequence(sequence(oid("1.3.101.112")), bit_string(bytes(31)))))
chain("path.key.weak", "An RSA key of 1024 bits where the web PKI's rules do not bind",
      leaf=leaf().change(spki=public_key("leaf-rsa-1024")), options={"profile": "rfc5280"},
      verdict="trusted", findings=["path.key.weak certificate 0"])
chain("path.extension.ignored_critical", "Application policies of Windows, critical, alongside an extended key usage",
      leaf=leaf().extension("1.3.6.1.4.1.311.21.10", sequence(sequence(oid("1.3.6.1.5.5.7.3.1"))), critical=True),
      verdict="trusted", findings=["path.extension.ignored_critical certificate 0"])
untrusted("path.extension.number_too_large", "The intermediate allows 256 CAs below it",
          intermediate=intermediate().extension("bc", basic_constraints(path_length=256), critical=True),
          findings=["path.extension.number_too_large certificate 1"])
untrusted("path.policy.unknown_qualifier", "A critical policy has a qualifier that nobody defined",
          leaf=leaf().extension("policies", policy_list((DV, sequence(oid("2.999.1"), null()))), critical=True))
untrusted("path.key.below_minimum_strength", "RSA keys of 2048 bits where 128 bits of strength are asked for",
          options={"min_key_strength": 128},
          findings=["path.key.below_minimum_strength certificate 0", "path.key.below_minimum_strength certificate 1",
                    "path.key.below_minimum_strength anchor"])
untrusted("path.signature.below_minimum_strength", "A signature over SHA-1 where 80 bits of strength are asked for",
          leaf=leaf().change(algorithm=sha1, digest="SHA1"),
          options={"min_key_strength": 80, "profile": "rfc5280"},
          findings=["path.signature.below_minimum_strength certificate 0",
                    "path.signature.weak_digest_allowed certificate 0"])
untrusted("path.signature.algorithm_not_allowed", "A signature over SHA-224",
          leaf=leaf().change(algorithm=sha224, digest="SHA224"))
untrusted("path.signature.parameters_malformed", "The algorithm identifier of ECDSA has NULL as parameters",
          leaf=leaf().change(algorithm=sequence(oid("1.2.840.10045.4.3.2"), null())))
untrusted("path.signature.unsupported", "A signature by GOST R 34.10-2012", leaf=leaf().change(algorithm=gost))
itself = leaf().change(issuer=name(("CN", "itself")), subject=name(("CN", "itself")), algorithm=gost)
chain("path.signature.unsupported_allowed", "A self-issued certificate that is trusted itself, with a signature by GOST R 34.10-2012",
      presented=[itself], root=itself, options={"profile": "rfc5280"},
      verdict="trusted", findings=["path.signature.unsupported_allowed certificate 0"])
chain("path.signature.weak_digest_allowed", "A signature over SHA-1 where it is allowed",
      leaf=leaf().change(algorithm=sha1, digest="SHA1"), options={"allow_sha1": True},
      verdict="trusted", findings=["path.signature.weak_digest_allowed certificate 0"])
untrusted("path.validity.unreadable", "notAfter in the thirteenth month",
          leaf=leaf().change(not_after=utc_time("261301000000Z")),
          findings=["path.validity.unreadable certificate 0", "x509.time.invalid certificate 0"])
chain("path.tls_feature.not_inherited", "The intermediate has must-staple, the leaf has not",
      intermediate=intermediate().extension("tls_feature", sequence(integer(5))), verdict="trusted",
      findings=["path.tls_feature.not_inherited certificate 0"])

# Presentation

untrusted("chain.empty", "A server that sent no certificate", presented=[], findings=["chain.empty chain"])

# What other purposes than TLS ask of the leaf


def for_purpose(check, description, purpose, usages, critical=True, ku=(DIGITAL_SIGNATURE,), findings=None):
    """The CA has no extKeyUsage, so only the leaf's decides."""
    certificate = leaf().extension("ku", named_bits(*ku), critical=True).without("eku")
    if usages:
        certificate = certificate.extension("eku", purposes(*usages), critical=critical)
    untrusted(check, description, leaf=certificate, intermediate=intermediate().without("eku"),
              options={"purpose": purpose}, findings=findings)


for_purpose("path.extended_key_usage.missing", "An OCSP responder with anyExtendedKeyUsage, not OCSPSigning",
            "OCSPSigning", [ANY_EKU])
for_purpose("path.extended_key_usage.not_alone", "A certificate for time stamping and for servers", "timeStamping",
            [TIME_STAMPING, SERVER_AUTH])
for_purpose("path.extended_key_usage.not_critical", "extKeyUsage of a certificate for time stamping is not critical",
            "timeStamping", [TIME_STAMPING], critical=False)
for_purpose("path.key_usage.time_stamping_with_ca_bits", "A certificate for time stamping signs CRLs, too",
            "timeStamping", [TIME_STAMPING], ku=(DIGITAL_SIGNATURE, CRL_SIGN))
for_purpose("path.code_signing.not_conforming", "A certificate for code signing and for servers", "codeSigning",
            [CODE_SIGNING, SERVER_AUTH])

def trusted(aux):
    """The root as OpenSSL's TRUSTED CERTIFICATE, with these settings behind it."""
    import base64
    text = base64.encodebytes(root().der() + aux).decode()
    return f"-----BEGIN TRUSTED CERTIFICATE-----\n{text}-----END TRUSTED CERTIFICATE-----\n"


chain("path.anchor.purpose_not_trusted", "The store trusts its root for e-mail alone",
      root=trusted(sequence(sequence(oid("1.3.6.1.5.5.7.3.4")))), verdict="untrusted",
      findings=["path.anchor.purpose_not_trusted anchor"])
chain("path.anchor.settings_unreadable", "Settings that are not a SEQUENCE follow the root",
      root=trusted(octet_string(b"trust me")), verdict="untrusted",
      findings=["path.anchor.settings_unreadable anchor"])
