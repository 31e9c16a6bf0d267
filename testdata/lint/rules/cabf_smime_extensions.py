LEI, LEI_ROLE = "1.3.6.1.4.1.52266.1", "1.3.6.1.4.1.52266.2"
STAMP, ARCHIVE, CAPABILITIES = "1.2.840.113583.1.1.9.1", "1.2.840.113583.1.1.9.2", "1.2.840.113549.1.9.15"
key_id = primitive(0, b"\x01" * 20)
attributes = sequence(sequence(oid("1.3.6.1.5.5.7.9.4"), set_of(printable("DE"))))


def extended(extension, kind="mailbox", generation="multipurpose", critical=False, value=null()):
    return smime_leaf(kind, generation).extension(extension, value, critical=critical)


def identified(*fields):
    return smime_leaf().extension("aki", sequence(*fields))


def early(certificate):
    return certificate.change(not_before="2023-08-31T23:59:59Z")


others = [leaf().without("aki"), ca_issuing(smime_policy()).without("aki"), smime_leaf().extension("policies", policy_list("1.2.3")).without("aki")]

rule("cabf_smime.extensions.aki_missing",
     fires=[smime_leaf().without("aki")],
     passes=[smime_leaf()],
     not_applicable=others,
     not_effective=[early(smime_leaf().without("aki"))])

rule("cabf_smime.extensions.aki_critical",
     fires=[smime_leaf().critical("aki")],
     passes=[smime_leaf()],
     not_applicable=others + [smime_leaf().without("aki")],
     not_effective=[early(smime_leaf().critical("aki"))])

rule("cabf_smime.extensions.aki_fields",
     fires=[identified(), identified(key_id, constructed(1, directory(ROOT_NAME))), identified(key_id, primitive(2, b"\1"))],
     passes=[smime_leaf(), identified(key_id)],
     not_applicable=others + [smime_leaf().without("aki")],
     not_effective=[early(identified())])

rule("cabf_smime.extensions.capabilities_critical",
     fires=[extended(CAPABILITIES, critical=True, value=sequence())],
     passes=[extended(CAPABILITIES, value=sequence())],
     not_applicable=[smime_leaf(), leaf().extension(CAPABILITIES, sequence(), critical=True)],
     not_effective=[early(extended(CAPABILITIES, critical=True, value=sequence()))])

rule("cabf_smime.extensions.directory_attributes",
     fires=[extended("sda", generation=generation, value=attributes) for generation in ("multipurpose", "strict")],
     passes=[smime_leaf()],
     not_applicable=[extended("sda", generation="legacy", value=attributes), leaf().extension("sda", attributes)],
     not_effective=[early(extended("sda", value=attributes))])

rule("cabf_smime.extensions.qc_critical",
     fires=[extended("qc", critical=True, value=sequence())],
     passes=[extended("qc", value=sequence())],
     not_applicable=[smime_leaf(), leaf().extension("qc", sequence(), critical=True)],
     not_effective=[early(extended("qc", critical=True, value=sequence()))])

rule("cabf_smime.extensions.lei_present",
     fires=[extended(LEI), extended(LEI_ROLE), extended(LEI, "individual", "strict")],
     passes=[smime_leaf(), smime_leaf("individual")],
     not_applicable=[extended(LEI, "organization"), extended(LEI_ROLE, "sponsor"), leaf().extension(LEI, null())],
     not_effective=[early(extended(LEI))])

rule("cabf_smime.extensions.lei_role_present",
     fires=[extended(LEI_ROLE, "organization")],
     passes=[smime_leaf("organization"), extended(LEI, "organization")],
     not_applicable=[extended(LEI_ROLE, "sponsor"), extended(LEI_ROLE)],
     not_effective=[early(extended(LEI_ROLE, "organization"))])

rule("cabf_smime.extensions.lei_critical",
     fires=[extended(LEI, "organization", critical=True), extended(LEI_ROLE, "sponsor", critical=True)],
     passes=[smime_leaf("organization"), extended(LEI, "sponsor")],
     not_applicable=[extended(LEI, critical=True), leaf().extension(LEI, null(), critical=True)],
     not_effective=[early(extended(LEI, "organization", critical=True))])

rule("cabf_smime.extensions.adobe_present",
     fires=[extended(STAMP, generation="strict"), extended(ARCHIVE, "organization", "strict")],
     passes=[smime_leaf("mailbox", "strict")],
     not_applicable=[extended(STAMP), leaf().extension(STAMP, null())],
     not_effective=[early(extended(STAMP, generation="strict"))])

rule("cabf_smime.extensions.adobe_critical",
     fires=[extended(STAMP, critical=True), extended(ARCHIVE, generation="legacy", critical=True)],
     passes=[extended(STAMP), extended(ARCHIVE, generation="legacy")],
     not_applicable=[smime_leaf(), extended(STAMP, generation="strict", critical=True)],
     not_effective=[early(extended(STAMP, critical=True))])
