DS, NR, KE, DE, KA, CERT, EO, DO = 0, 1, 2, 3, 4, 5, 7, 8
ec, ed25519, ed448 = public_key("leaf-p256"), public_key("leaf-ed25519"), public_key("client-ed448")


def used(*bits, generation="multipurpose", spki=None):
    certificate = smime_leaf("mailbox", generation).extension("ku", named_bits(*bits))
    return certificate if spki is None else certificate.change(spki=spki)


def early(certificate):
    return certificate.change(not_before="2023-08-31T23:59:59Z")


others = [leaf().extension("ku", named_bits(DS, CERT)), ca_issuing(smime_policy()).extension("ku", named_bits(CERT))]

rule("cabf_smime.key_usage.missing",
     fires=[smime_leaf().without("ku")],
     passes=[smime_leaf()],
     not_applicable=[case.without("ku") for case in others],
     not_effective=[early(smime_leaf().without("ku"))])

rule("cabf_smime.key_usage.not_critical",
     fires=[smime_leaf().critical("ku", False)],
     passes=[smime_leaf()],
     not_applicable=[case.critical("ku", False) for case in others] + [smime_leaf().without("ku")],
     not_effective=[early(smime_leaf().critical("ku", False))])

rule("cabf_smime.key_usage.rsa_strict",
     fires=[used(*bits, generation="strict") for bits in ((DS, CERT), (KE, DE), (KE, NR), (DS, KE, DE), (DS, KA))],
     passes=[used(*bits, generation="strict") for bits in ((DS,), (DS, NR), (KE,), (DS, KE), (DS, KE, NR))],
     not_applicable=others + [used(DS, CERT), used(NR, generation="strict"), used(DS, CERT, generation="strict", spki=ec),
                              used(generation="strict").without("ku")],
     not_effective=[early(used(DS, CERT, generation="strict"))])

rule("cabf_smime.key_usage.rsa",
     fires=[used(*bits) for bits in ((DS, CERT), (DS, DE), (KE, NR), (KE, KA), (DS, KE, EO))] + [used(DS, CERT, generation="legacy")],
     passes=[used(*bits) for bits in ((DS,), (DS, NR), (KE,), (KE, DE), (DS, KE), (DS, KE, NR, DE))],
     not_applicable=others + [used(DS, CERT, generation="strict"), used(NR), used(DS, CERT, spki=ec), used().without("ku")],
     not_effective=[early(used(DS, CERT))])

rule("cabf_smime.key_usage.rsa_neither",
     fires=[used(DE), used(NR), used(CERT, generation="strict")],
     passes=[used(DS), used(KE, CERT)],
     not_applicable=others + [used(), used(DE, spki=ec), used().without("ku")],
     not_effective=[early(used(DE))])

rule("cabf_smime.key_usage.ec",
     fires=[used(*bits, spki=ec) for bits in ((DS, CERT), (DS, KE), (KA, NR), (DS, EO), (DS, KA, DE))],
     passes=[used(*bits, spki=ec) for bits in ((DS,), (DS, NR), (KA,), (KA, EO), (KA, DO), (DS, KA, NR, EO))],
     not_applicable=others + [used(DS, CERT), used(NR, spki=ec), used(spki=ec).without("ku")],
     not_effective=[early(used(DS, CERT, spki=ec))])

rule("cabf_smime.key_usage.ec_neither",
     fires=[used(KE, spki=ec), used(CERT, spki=ec)],
     passes=[used(DS, spki=ec), used(KA, CERT, spki=ec)],
     not_applicable=others + [used(spki=ec), used(KE), used(spki=ec).without("ku")],
     not_effective=[early(used(KE, spki=ec))])

rule("cabf_smime.key_usage.edwards",
     fires=[used(NR, spki=ed25519), used(DS, KA, spki=ed25519), used(DS, CERT, spki=ed448), used(spki=ed448)],
     passes=[used(DS, spki=ed25519), used(DS, NR, spki=ed448)],
     not_applicable=others + [used(DS, CERT), used(DS, CERT, spki=ec), used(spki=ed25519).without("ku")],
     not_effective=[early(used(NR, spki=ed25519))])
