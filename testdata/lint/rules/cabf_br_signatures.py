def signed(item=None):
    return (item or leaf()).change(algorithm=sequence(oid("1.2.840.113549.1.1.5"), null()), digest="SHA1")


rule("cabf_br.signatures.sha1",
     fires=[signed(), signed(intermediate())],
     passes=[leaf(), intermediate()],
     not_applicable=[root(), signed(root()), leaf().change(algorithm=sequence(oid("1.2.3.4")))],
     not_effective=[signed().change(not_before="2015-12-31T23:59:59Z")])

SHA1 = sequence(oid("1.2.840.113549.1.1.5"), null())
MD5, SHA224 = (sequence(oid(f"1.2.840.113549.1.1.{n}"), null()) for n in (4, 14))
WITHOUT_NULL = sequence(oid("1.2.840.113549.1.1.11"))


def signed(item, algorithm, on=None):
    """With the algorithm's name alone: the lints do not verify."""
    changed = item.change(algorithm=algorithm)
    return changed if on is None else issued(changed, on)


rule("cabf_br.signatures.not_permitted",
     fires=[signed(leaf(), MD5), signed(leaf(), SHA224), signed(leaf(), sequence(oid("1.3.101.112"))), signed(intermediate(), sequence(oid("1.2.3.4")))],
     passes=[leaf(), root(), signed(leaf(), SHA1), signed(leaf(), sequence(oid("1.2.840.10045.4.3.2")))], not_applicable=[for_mail(leaf())])
rule("cabf_br.signatures.sha1_expires_late",
     fires=[signed(leaf(), SHA1, "2015-06-01T00:00:00Z")], passes=[signed(leaf(), SHA1, "2015-06-01T00:00:00Z").change(not_after="2017-01-01T00:00:00Z")],
     not_applicable=[leaf(), signed(intermediate(), SHA1, "2015-06-01T00:00:00Z")], not_effective=[signed(leaf(), SHA1, "2015-01-15T00:00:00Z")])
rule("cabf_br.signatures.wrong_encoding",
     fires=[signed(leaf(), WITHOUT_NULL), signed(leaf(), sequence(oid("1.2.840.10045.4.3.2"), null())), signed(crl(), WITHOUT_NULL), signed(root(), MD5)],
     passes=[leaf(), crl(), signed(leaf(), SHA1)], not_applicable=[for_mail(leaf())],
     not_effective=[signed(leaf(), WITHOUT_NULL, "2020-08-19T00:00:00Z"), signed(crl(), WITHOUT_NULL).change(this_update="2020-08-19T00:00:00Z")])
late = dict(this_update="2026-10-01T00:00:00Z", next_update="2026-10-08T00:00:00Z")
rule("cabf_br.signatures.ca_sha1_after_sunset",
     fires=[signed(root(), SHA1, "2026-10-01T00:00:00Z"), signed(crl().change(**late), SHA1)], passes=[issued(root(), "2026-10-01T00:00:00Z"), crl().change(**late)],
     not_applicable=[leaf()], not_effective=[signed(root(), SHA1, "2026-09-14T23:59:59Z"), signed(crl(), SHA1)])
rule("cabf_br.signatures.ocsp_sha1",
     fires=[ocsp().change(algorithm=SHA1, digest="SHA1")], passes=[ocsp()],
     not_effective=[ocsp().change(algorithm=SHA1, digest="SHA1", produced_at="20220531235959Z")])
elliptic = intermediate().change(spki=public_key("issuing-p256"))
by_sha256, by_sha384 = (sequence(oid(f"1.2.840.10045.4.3.{n}")) for n in (2, 3))


def below(algorithm, on="2026-04-01T00:00:00Z"):
    """Signatures do not matter to this rule."""
    return issued(leaf(), on).change(algorithm=algorithm, signature=b"\0"), elliptic


rule("cabf_br.signatures.ecdsa_not_of_issuer",
     fires=[below(by_sha384), below(sequence(oid("1.2.840.10045.4.3.2"), null()))], passes=[below(by_sha256)],
     not_applicable=[(leaf(), intermediate()), (leaf(), elliptic), leaf()], not_effective=[below(by_sha384, "2020-08-19T23:59:59Z")])
