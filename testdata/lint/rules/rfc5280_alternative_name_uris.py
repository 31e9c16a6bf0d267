def holding(extension, *texts):
    return leaf().extension(extension, sequence(*map(uri, texts)))


def before_rfc5280(certificate):
    return certificate.change(not_before="2008-04-30T00:00:00Z")


def shared_rule(check, **outcomes):
    """One function stands behind both extensions: for the issuer's a few of the cases will do."""
    rule(check, **{outcome: cases if topic == "subject" else cases[:2] for outcome, cases in outcomes.items()})


for topic, extension in (("subject", "san"), ("issuer", "ian")):
    other_kind = leaf().extension(extension, sequence(dns("a b")))

    shared_rule(f"rfc5280.{topic}_alternative_name.uri_relative",
                fires=[holding(extension, text) for text in
                       ("www.example.com", "/path", "//www.example.com/", "1http://www.example.com/", ":a", "a/b:c", "?a:b", "")] +
                      [holding(extension, "https://www.example.com/", "www.example.com")],
                passes=[holding(extension, text) for text in ("https://www.example.com/", "urn:a:b", "a+b-c.1:x", "http:",
                                                             "http://a.example:http/")]
                       + [other_kind],
                not_applicable=[leaf().without("san")],
                not_effective=[before_rfc5280(holding(extension, "www.example.com"))])

    shared_rule(f"rfc5280.{topic}_alternative_name.uri_malformed",
                fires=[holding(extension, text) for text in
                       ("www.example.com", "http:", "http://", "http:?a", "http://#a", "http://a.example/a b",
                        "http://a.example/<a>", "http://a.example/%", "http://a.example/%4", "http://a.example/%4g",
                        "http://a.example:http/", "http://[2001:db8::1/", "http://a.example/[a]", "http://a.example/#a#b",
                        "http://[2001:db8::1]a/", "http://a.example/\0", "http://a.example/\\", "http://a.example/\x7f", "http://user@", "")] +
                      [holding(extension, "https://www.example.com/", "http:")],
                passes=[holding(extension, text) for text in
                        ("https://www.example.com", "https://a:b@www.example.com:8080/a/b;c=d?e=f&g=/?#/?h", "urn:a:b",
                         "mailto:a@b.example", "ldap://[2001:db8::1]:389/c=GB?objectClass?one", "file:///etc/hosts",
                         "http://a.example:/", "a:/b", "ftp://user@", "http://a.example/%4a", "http://a.example/\xe4")] +
                       [other_kind],
                not_applicable=[leaf().without("san")],
                not_effective=[before_rfc5280(holding(extension, "http:"))])

    shared_rule(f"rfc5280.{topic}_alternative_name.uri_host_not_qualified",
                fires=[holding(extension, text) for text in
                       ("https://localhost/", "https://localhost:8080/", "https://*/", "https://*.com/", "https://a.*.example/",
                        "file:///etc/hosts", "https://192.0.2/", "https://192.0.2.256/", "https://2001:db8::1/",
                        "https://[192.0.2.1]/", "https://user@:80/", "https://a_b.example..com/", "https://.a.example/",
                        "//localhost/", "www.example.com", "test//user@*.com:1337/test")] +
                      [holding(extension, "https://www.example.com/", "https://localhost/")],
                passes=[holding(extension, text) for text in
                        ("https://www.example.com/", "https://www.example.com", "https://user:word@www.example.com:8080/a?b",
                         "https://www.example.com.?a", "https://*.example.com/", "https://192.0.2.1:8443/",
                         "https://[2001:db8::1]/", "https://[2001:db8::1]:8443", "mailto:a@localhost", "urn:a:b", "a:/b",
                         "//www.example.com/", "https://\xe4.example/", "")] + [other_kind],
                not_applicable=[leaf().without("san")],
                not_effective=[before_rfc5280(holding(extension, "https://localhost/"))])
