def with_attribute(kind, generation, *more, without=()):
    return smime_leaf(kind, generation, *more, without=without)


def early(certificate):
    return certificate.change(not_before="2023-08-31T23:59:59Z")


street, locality, postal, description = ("street", "Am Markt 1"), ("L", "Berlin"), ("postalCode", "10117"), ("2.5.4.13", "a person")
others = [leaf(), ca_issuing(smime_policy()), ca_issuing(smime_policy("organization"))]

rule("cabf_smime.attributes.not_for_mailbox",
     fires=[with_attribute("mailbox", "legacy", ("C", "DE")), with_attribute("mailbox", "strict", ("O", "certcheck")),
            with_attribute("mailbox", "multipurpose", description)],
     passes=[smime_leaf(), with_attribute("mailbox", "strict", ("CN", "ada@certcheck.com"), ("serialNumber", "1"))],
     not_applicable=others + [smime_leaf("organization")],
     not_effective=[early(with_attribute("mailbox", "legacy", ("C", "DE")))])

rule("cabf_smime.attributes.not_allowed",
     fires=[with_attribute("individual", "multipurpose", ("O", "certcheck")), with_attribute("organization", "multipurpose", ("GN", "Ada")),
            with_attribute("organization", "legacy", ("title", "Dr.")), with_attribute("sponsor", "strict", locality, street),
            with_attribute("sponsor", "strict", postal), with_attribute("sponsor", "multipurpose", description),
            with_attribute("individual", "legacy", ("OU", "a unit"))],
     passes=[smime_leaf(kind, generation) for kind in ("organization", "sponsor", "individual") for generation in SMIME_GENERATIONS] +
            [with_attribute("sponsor", "multipurpose", locality, street, postal, ("title", "Dr."), ("OU", "a unit")),
             with_attribute("sponsor", "legacy", description)],
     not_applicable=others + [smime_leaf(), with_attribute("individual", "multipurpose", ("O", "certcheck")).extension(
         "policies", policy_list(smime_policy("individual"), smime_policy("sponsor")))],
     not_effective=[early(with_attribute("individual", "multipurpose", ("O", "certcheck")))])

rule("cabf_smime.attributes.organization_incomplete",
     fires=[smime_leaf(kind, "multipurpose", without=without) for kind in ("organization", "sponsor")
            for without in (["O"], ["organizationIdentifier"], ["O", "organizationIdentifier"])],
     passes=[smime_leaf("organization"), smime_leaf("sponsor", "legacy")],
     not_applicable=others + [smime_leaf(), smime_leaf("individual")],
     not_effective=[early(smime_leaf("organization", without=["O"]))])

rule("cabf_smime.attributes.person_missing",
     fires=[smime_leaf(kind, generation, without=["GN", "SN"]) for kind in ("sponsor", "individual") for generation in ("multipurpose", "strict")],
     passes=[smime_leaf("sponsor"), smime_leaf("individual", without=["GN"]), smime_leaf("individual", without=["SN"]),
             smime_leaf("individual", "strict", ("pseudonym", "Ada"), without=["GN", "SN"])],
     not_applicable=others + [smime_leaf("organization"), smime_leaf("sponsor", "legacy", without=["GN", "SN"])],
     not_effective=[early(smime_leaf("individual", without=["GN", "SN"]))])

rule("cabf_smime.attributes.pseudonym_and_name",
     fires=[smime_leaf("individual", "multipurpose", ("pseudonym", "Ada")), smime_leaf("sponsor", "strict", ("pseudonym", "A"), without=["GN"])],
     passes=[smime_leaf("individual", "multipurpose", ("pseudonym", "Ada"), without=["GN", "SN"])],
     not_applicable=others + [smime_leaf("individual")],
     not_effective=[early(smime_leaf("individual", "multipurpose", ("pseudonym", "Ada")))])

rule("cabf_smime.attributes.address_incomplete",
     fires=[smime_leaf("organization", "multipurpose", street), smime_leaf("organization", "multipurpose", locality, without=["C"]),
            smime_leaf("organization", "multipurpose", postal, without=["C"]), smime_leaf("sponsor", "legacy", ("ST", "Berlin"), without=["C"])],
     passes=[smime_leaf("organization", "multipurpose", street, locality, postal), smime_leaf("organization", "multipurpose", ("ST", "Berlin"), street)],
     not_applicable=others + [smime_leaf("organization")],
     not_effective=[early(smime_leaf("organization", "multipurpose", street))])
