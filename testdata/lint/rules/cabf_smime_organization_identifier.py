LEI = "5493000IBP32UQZ0KL24"


def identified(text, kind="organization", country="DE", generation="multipurpose"):
    more = [("organizationIdentifier", text)] + ([("C", country)] if country else [])
    return smime_leaf(kind, generation, *more, without=["organizationIdentifier", "C"])


def early(certificate):
    return certificate.change(not_before="2023-08-31T23:59:59Z")


others = [leaf(), smime_leaf(), ca_issuing(smime_policy("organization"), subject=name(("C", "DE")))]

rule("cabf_smime.organization_identifier.malformed",
     fires=[identified(text) for text in ("NTRDE", "NTRDE-", "ntrDE-1", "GOVDE-1", "INTXG-1", "NTR", "NTRUS+-1", "NTRUS+CALI-1")],
     passes=[smime_leaf("organization"), identified("GOVUS+CA"), identified("INTXG"), identified("NTRUS+CA-1"), identified("PSDBE-NBB-1")],
     not_applicable=others,
     not_effective=[early(identified("NTRDE"))])

rule("cabf_smime.organization_identifier.scheme_unknown",
     fires=[identified("DUNDE-1"), identified("PASDE-1")],
     passes=[identified(f"{scheme}DE-1") for scheme in ("NTR", "VAT", "PSD")] + [identified(f"LEIXG-{LEI}"), identified("GOVDE"), identified("INTXG")],
     not_applicable=others + [identified("dunDE-1")],
     not_effective=[early(identified("DUNDE-1"))])

rule("cabf_smime.organization_identifier.country_unknown",
     fires=[identified("NTRUK-1"), identified("NTRXG-1"), identified("NTREL-1"), identified(f"LEIUS-{LEI}"), identified("INTUS")],
     passes=[identified("NTRDE-1"), identified("VATEL-1"), identified("VATXI-1"), identified(f"LEIXG-{LEI}"), identified("INTXG")],
     not_applicable=others + [identified("DUNUK-1"), identified("NTR")],
     not_effective=[early(identified("NTRUK-1"))])

rule("cabf_smime.organization_identifier.subdivision",
     fires=[identified("VATUS+CA-1"), identified("PSDBE+B-NBB-1")],
     passes=[identified("NTRUS+CA-1"), identified("GOVUS+CA")],
     not_applicable=others + [identified("VATDE-1")],
     not_effective=[early(identified("VATUS+CA-1"))])

rule("cabf_smime.organization_identifier.other_country",
     fires=[identified("NTRFR-1"), identified("GOVUS", "sponsor"), identified("VATEL-1")],
     passes=[identified("NTRDE-1"), identified("VATEL-1", country="GR"), identified("VATXI-1", country="GB"), identified("VATEL-1", country="EL")],
     not_applicable=others + [identified("NTRFR-1", country=None), identified(f"LEIXG-{LEI}"), identified("INTXG"), identified("NTR"),
                              identified("NTRFR-1", "individual")],
     not_effective=[early(identified("NTRFR-1"))])

rule("cabf_smime.organization_identifier.lei_invalid",
     fires=[identified("LEIXG-5493000IBP32UQZ0KL25"), identified("LEIXG-1"), identified("LEIXG-5493000ibp32uqz0kl24"),
            identified("LEIXG-5493000IBP32UQZ0KLAB")],
     passes=[identified(f"LEIXG-{LEI}")],
     not_applicable=others + [identified("NTRDE-1")],
     not_effective=[early(identified("LEIXG-1"))])

rule("cabf_smime.organization_identifier.not_euid",
     fires=[identified("NTRDE-HRB12345"), identified("NTRDE-DER3306."), identified("NTRDE-DE.HRB1")],
     passes=[identified("NTRDE-DER3306.HRB12345")],
     not_applicable=others + [identified("NTRFR-1"), identified("VATDE-1")],
     not_effective=[identified("NTRDE-HRB12345").change(not_before="2025-05-13T23:59:59Z")])
