def pointing(*fields):
    """crlDistributionPoints of one point with further fields."""
    return sequence(sequence(constructed(0, constructed(0, uri("http://crl.pki.example/issuing.crl"))), *fields))


rule("chain.revocation_signers.issuer_cannot_sign_crls",
     fires=[(leaf(), intermediate().extension("ku", named_bits(KEY_CERT_SIGN)))],
     passes=[(leaf(), intermediate())],
     not_applicable=[(leaf().without("crldp"), intermediate().extension("ku", named_bits(KEY_CERT_SIGN))),
                     (leaf(), intermediate().without("ku")), leaf(),
                     (leaf().extension("crldp", pointing(constructed(2, directory(ROOT_NAME)))),
                      intermediate().extension("ku", named_bits(KEY_CERT_SIGN)))])

RESPONDER_NAME = name(("CN", "certcheck test responder"))


class Delegated(OcspResponse):
    """A response whose signer is a certificate within."""
    responder = constructed(1, RESPONDER_NAME)
    certificates = ()

    def der(self):
        data = sequence(self.responder, generalized_time(self.produced_at), sequence(self.single()))
        basic = sequence(data, self.algorithm, bit_string(sign("leaf-rsa", data)),
                         constructed(0, sequence(*[certificate.der() for certificate in self.certificates])))
        return sequence(enumerated(0), constructed(0, sequence(oid("1.3.6.1.5.5.7.48.1.1"), octet_string(basic))))


def responder():
    return (leaf().only("aki", "ku").change(subject=RESPONDER_NAME)
            .extension("eku", purposes(OCSP_SIGNING)).extension("ocsp_nocheck", null()))


def answer(*certificates):
    return Delegated().change(certificates=certificates)


by_key = constructed(2, octet_string(hashlib.sha1(public_key("leaf-rsa")[-270:]).digest()))
old = {"produced_at": "20130501000000Z", "this_update": "20130501000000Z", "next_update": "20130507000000Z"}
# The issuing CA itself, and a response without the certificate of its signer.
no_delegate = [ocsp(), answer(), ocsp().change(status=1), answer(leaf()),
               answer(intermediate()).change(responder=constructed(1, ISSUING_NAME))]

rule("chain.revocation_signers.delegate_without_purpose",
     fires=[answer(responder().without("eku")), answer(responder().extension("eku", purposes(SERVER_AUTH))),
            answer(leaf()).change(responder=by_key)],
     passes=[answer(responder()), answer(leaf(), responder()), answer(responder()).change(responder=by_key)],
     not_applicable=no_delegate,
     not_effective=[answer(responder().without("eku")).change(**old)])

rule("chain.revocation_signers.delegate_of_another_ca",
     fires=[answer(responder().change(issuer=ROOT_NAME, signer="root-rsa"))],
     passes=[answer(responder())],
     not_applicable=no_delegate,
     not_effective=[answer(responder().change(issuer=ROOT_NAME, signer="root-rsa")).change(**old)])

rule("chain.revocation_signers.delegate_not_valid",
     fires=[answer(responder()).change(produced_at="20260701000000Z"),
            answer(responder().change(not_before="2026-04-04T00:00:00Z"))],
     passes=[answer(responder()), answer(responder().change(not_before="2026-04-03T00:00:00Z"))],
     not_applicable=no_delegate,
     not_effective=[answer(responder()).change(**old)])

rule("chain.revocation_signers.delegate_revocation_unsaid",
     fires=[answer(responder().without("ocsp_nocheck"))],
     passes=[answer(responder()),
             answer(responder().without("ocsp_nocheck").extension(
                 "crldp", distribution_points("http://crl.pki.example/issuing.crl")))],
     not_applicable=no_delegate,
     not_effective=[answer(responder().without("ocsp_nocheck")).change(**old)])
