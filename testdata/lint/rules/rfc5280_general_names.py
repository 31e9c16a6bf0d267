# Places of GeneralNames besides subjectAltName, issuerAltName and nameConstraints of certificates.
def points(*names, issuer=None):
    return sequence(sequence(constructed(0, constructed(0, *names)), *([constructed(2, *issuer)] if issuer else [])))


def idp(*names):
    return crl().extension("idp", sequence(constructed(0, constructed(0, *names))), critical=True)


def authority(item, *names):
    return item.extension("aki", sequence(primitive(0, b"k" * 20), constructed(1, *names), primitive(2, b"\1")))


def entry(*names):
    return crl().change(revoked=[revoked().extension("certificate_issuer", sequence(*names), critical=True)])


def single(kind, value):
    return ocsp().change(single_extensions=[(kind, False, value)])


def crl_reference(text):
    return single("1.3.6.1.5.5.7.48.1.3", sequence(constructed(0, ia5(text))))


def everywhere(base):
    return [leaf().extension("crldp", points(base)), leaf().extension("freshest_crl", points(base)),
            leaf().extension("crldp", points(uri("http://crl.pki.example/"), issuer=[base])),
            leaf().extension("aia", access(("issuers", base))),
            intermediate().extension("sia", access(("1.3.6.1.5.5.7.48.5", base))), authority(leaf(), base),
            idp(base), crl().extension("ian", sequence(base)), crl().extension("freshest_crl", points(base)),
            crl().extension("aia", access(("issuers", base))), authority(crl(), base), entry(base),
            single("2.5.29.29", sequence(base))]


without = root().without("aki")
old = "1998-12-31T23:59:59Z"

rule("rfc5280.general_names.uri_malformed",
     fires=everywhere(uri("http://crl.pki.example/a b")) + [crl_reference("http://crl.pki.example/%zz"), crl_reference("http://crl.pki.example/\u00fc")] +
           [leaf().extension("crldp", distribution_points(text)) for text in
            ("http://crl.pki.example/ ", "http://crl.pki.example/100%", "http:///ca.crl", "http:ca.crl",
             "http://crl.pki.example:x/", "http://[2001:db8::1/", "http://crl.pki.example/#a#b")],
     passes=[leaf(), idp(uri("http://crl.pki.example/a%20b")),
             leaf().extension("crldp", distribution_points("ldap:///cn=CA%20One?certificateRevocationList")),
             leaf().extension("crldp", distribution_points("crl.pki.example")), crl_reference("http://crl.pki.example/")],
     not_applicable=[without, crl(), ocsp()],
     not_effective=[leaf().extension("crldp", distribution_points("http://crl.pki.example/a b")).change(not_before=old)])
rule("rfc5280.general_names.uri_host_not_qualified",
     fires=everywhere(uri("http://crl/ca.crl")) + [crl_reference("http://localhost/")],
     passes=[leaf(), idp(uri("http://192.0.2.1/ca.crl")), idp(uri("http://[2001:db8::1]/ca.crl")),
             leaf().extension("crldp", distribution_points("ldap:///cn=CA?certificateRevocationList")),
             leaf().extension("crldp", distribution_points("http://crl.pki.example.:8080/"))],
     not_applicable=[without, crl(), ocsp()],
     not_effective=[leaf().extension("crldp", distribution_points("http://crl/")).change(not_before=old)])
for what, bad, good in (("dns_name_not_preferred_syntax", [dns("a b.example"), dns("http://a.example/"), dns(" "), dns(".".join(["a" * 60] * 4) + ".example.com")], dns("a.example")),
                        ("rfc822_name_not_mailbox", [email("<a@b.example>"), email("a.example")], email("a@b.example")),
                        ("ip_address_length", [ip(192, 0, 2), ip(*b"192.0.2.1")], ip(192, 0, 2, 1))):
    rule(f"rfc5280.general_names.{what}",
         fires=everywhere(bad[0]) + [idp(each) for each in bad[1:]],
         passes=[idp(good), leaf().extension("aia", access(("issuers", good))), entry(good)],
         not_applicable=[leaf(), crl(), ocsp()],
         not_effective=[authority(leaf(), bad[0]).change(not_before=old)])

def edi(*fields):
    return constructed(5, *fields)


def in_san(base):
    return leaf().extension("san", sequence(dns("a.example"), base))


PARTY, ASSIGNER = constructed(1, utf8("x")), constructed(0, utf8("y"))

rule("rfc5280.general_names.edi_party_name_malformed",
     fires=everywhere(edi(constructed(1, utf8("")))) +
           [in_san(edi(*fields)) for fields in
            ((primitive(1, b"x"),), (primitive(0, b"y"), PARTY), (ASSIGNER, primitive(1, b"x")), (), (ASSIGNER,), (PARTY, ASSIGNER),
             (PARTY, PARTY), (utf8("x"),), (constructed(1),), (constructed(1, ia5("x")),), (constructed(0, utf8("")), PARTY),
             (constructed(1, utf8("x"), utf8("y")),), (constructed(2, utf8("x")),), (PARTY, null()))] +
           [leaf().extension("ian", sequence(edi(primitive(1, b"x")))),
            intermediate().extension("nc", subtrees([edi(primitive(1, b"x"))]), critical=True)],
     passes=[in_san(edi(PARTY)), in_san(edi(ASSIGNER, PARTY)), in_san(edi(constructed(1, bmp("x")))), idp(edi(PARTY))],
     not_applicable=[leaf(), crl(), ocsp(), ocsp_request()],
     not_effective=[in_san(edi(primitive(1, b"x"))).change(not_before=old)])

NESTED = primitive(8, oid("1.2.3.4"))

rule("rfc5280.general_names.registered_id_nested",
     fires=everywhere(NESTED) + [in_san(NESTED), leaf().extension("ian", sequence(NESTED)),
                                 intermediate().extension("nc", subtrees([NESTED]), critical=True)],
     passes=[in_san(registered_id("1.2.3.4")), in_san(registered_id("0.6")), idp(registered_id("2.999"))],
     not_applicable=[leaf(), crl(), ocsp(), ocsp_request()],
     not_effective=[in_san(NESTED).change(not_before=old)])
