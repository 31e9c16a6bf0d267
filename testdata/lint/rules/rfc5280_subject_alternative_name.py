rule("rfc5280.subject_alternative_name.not_critical_without_subject",
     fires=[leaf().change(subject=name())],
     passes=[leaf(), leaf().change(subject=name()).critical("san")],
     not_applicable=[leaf().without("san")])


def holding(*names):
    return leaf().extension("san", sequence(*names))


rule("rfc5280.subject_alternative_name.dns_name_not_preferred_syntax",
     fires=[holding(dns(text)) for text in
            ("under_score.example", "192.0.2.1", "a.example.", "", "f*.example", "www.*.example", "*", "a b.example",
             "-a.example", "a" * 64 + ".example", "a..example")] + [holding(dns("a.example"), dns("b_.example"))],
     passes=[leaf(), holding(dns("*.a.example")), holding(dns("3com.example")), holding(dns("xn--bih.example"))],
     not_applicable=[holding(ip(192, 0, 2, 1)), leaf().without("san")])
