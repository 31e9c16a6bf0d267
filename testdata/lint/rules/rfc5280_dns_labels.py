def holding(*names):
    return leaf().extension("san", sequence(*map(dns, names)))


nameless = leaf().change(subject=name(("O", "certcheck"))).extension("san", sequence(ip(192, 0, 2, 1)))
EARLIER = {"not_before": "2008-04-30T00:00:00Z"}

rule("rfc5280.dns_labels.empty",
     fires=[holding("a..example.com"), holding("example.com."), holding(".example.com"), holding("a.com", "")],
     passes=[leaf(), holding("*.example.com"), leaf().without("san")],
     not_applicable=[intermediate(), nameless],
     not_effective=[holding("a..example.com").change(**EARLIER)])

rule("rfc5280.dns_labels.too_long",
     fires=[holding("a" * 64 + ".example.com"), holding("example.com", "www." + "a" * 64 + ".com")],
     passes=[leaf(), holding("a" * 63 + ".example.com")],
     not_applicable=[intermediate(), nameless],
     not_effective=[holding("a" * 64 + ".example.com").change(**EARLIER)])

rule("rfc5280.dns_labels.hyphen_at_edge",
     fires=[holding("-example.co.uk"), holding("www.example-.co.uk"), holding("WWW.-EXAMPLE.CO.UK"),
            holding("example.com", "a.b.-example.com"), holding("-example.com", "com"), holding("-a.unheard-of")],
     passes=[leaf(), holding("-www.example.co.uk"), holding("exa-mple.co.uk"), holding("example.github.io"),
             leaf().without("san")],
     not_applicable=[intermediate(), nameless, holding("com"), holding("co.uk", "-example.co.uk"), holding(""),
                     holding("-example.com."), holding(".-example.com"), holding("localhost")],
     not_effective=[holding("-example.co.uk").change(**EARLIER)])

rule("rfc5280.dns_labels.underscore",
     fires=[holding("exam_ple.co.uk"), holding("example.com", "www._example.com"), holding("a_b.c.kobe.jp"),
            holding("under_score.github.io", "_github.io")],
     passes=[leaf(), holding("_www.example.co.uk"), holding("*.example.com"), holding("a_b.c.example.kobe.jp"),
             holding("under_score.github.io")],
     not_applicable=[intermediate(), nameless, holding("co.uk"), holding("exam_ple.co.uk."), holding("a_b.kobe.jp")],
     not_effective=[holding("exam_ple.co.uk").change(**EARLIER)])

rule("rfc5280.dns_labels.underscore_below",
     fires=[holding("under_score.example.co.uk"), holding("a.b_.c.example.com"), holding("under_score.github.io")],
     passes=[leaf(), holding("exam_ple.co.uk"), holding("*.example.com")],
     not_applicable=[intermediate(), nameless, holding("co.uk", "a_.example.com")],
     not_effective=[holding("under_score.example.co.uk").change(**EARLIER)])
