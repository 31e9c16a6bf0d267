COMPLIANCE, PDS, LEGISLATION = (f"0.4.0.1862.1.{n}" for n in (1, 5, 7))
OTHER = sequence(oid("0.4.0.1862.1.4"))


def location(url="https://www.pki.example/pds.pdf", language="en"):
    return sequence(ia5(url), printable(language))


def statements(*more):
    return leaf().extension("qc", sequence(*more))


def disclosing(*locations):
    return statements(sequence(oid(COMPLIANCE)), sequence(oid(PDS), sequence(*locations)))


SOUND = disclosing(location(), location("https://www.pki.example/de.pdf", "de"))
none = [leaf(), statements(OTHER), statements(sequence(oid(COMPLIANCE)))]
BEFORE_2_2, BEFORE_2_4 = "2017-10-31T00:00:00Z", "2023-08-31T00:00:00Z"

rule("etsi.qc_statements.pds_malformed",
     fires=[disclosing(), disclosing(location(language="eng")), disclosing(location(language="")),
            disclosing(location(), sequence(utf8("https://www.pki.example/"), printable("de"))),
            disclosing(sequence(ia5("https://www.pki.example/"))), disclosing(sequence(ia5("https://www.pki.example/"), utf8("en"))),
            disclosing(sequence(ia5("https://www.pki.example/"), printable("en"), null())), disclosing(ia5("https://www.pki.example/")),
            statements(sequence(oid(PDS))), statements(sequence(oid(PDS), ia5("https://www.pki.example/")))],
     passes=[SOUND, statements(OTHER, sequence(oid(PDS), sequence(location())))],
     not_applicable=none,
     not_effective=[disclosing().change(not_before=BEFORE_2_2)])

rule("etsi.qc_statements.pds_not_english",
     fires=[disclosing(location(language="de")), disclosing(location(language="de"), location(language="fr"))],
     passes=[SOUND, disclosing(location(language="EN")), disclosing(location(language="de"), location())],
     not_applicable=none + [statements(sequence(oid(PDS), sequence(location(language="de")))),
                            statements(sequence(oid(COMPLIANCE)), sequence(oid(LEGISLATION), sequence(printable("CH"))),
                                       sequence(oid(PDS), sequence(location(language="de"))))],
     not_effective=[disclosing(location(language="de")).change(not_before=BEFORE_2_2)])

rule("etsi.qc_statements.pds_not_https",
     fires=[disclosing(location("http://www.pki.example/pds.pdf")), disclosing(location("www.pki.example/pds.pdf")),
            disclosing(location("https:www.pki.example")), disclosing(location(), location("http://www.pki.example/de", "de")),
            disclosing(location("ftp://www.pki.example/pds.pdf"))],
     passes=[SOUND, disclosing(location("HTTPS://www.pki.example/"))],
     not_applicable=none,
     not_effective=[disclosing(location("http://www.pki.example/")).change(not_before=BEFORE_2_4)])

rule("etsi.qc_statements.pds_language_unknown",
     fires=[disclosing(location(language=code)) for code in ("gr", "n3", "xx", "a ", "  ")] +
           [disclosing(location(), location(language="UA"))],
     passes=[SOUND, disclosing(location(language="DE")), disclosing(location(language="zu")), disclosing(location(language="aa")),
             disclosing(location(language="eng"))],
     not_applicable=none,
     not_effective=[disclosing(location(language="gr")).change(not_before=BEFORE_2_2)])

rule("etsi.qc_statements.pds_language_not_lower_case",
     fires=[disclosing(location(language="EN")), disclosing(location(), location(language="dE"))],
     passes=[SOUND, disclosing(location(language="n3"))],
     not_applicable=none,
     not_effective=[disclosing(location(language="EN")).change(not_before=BEFORE_2_2)])
