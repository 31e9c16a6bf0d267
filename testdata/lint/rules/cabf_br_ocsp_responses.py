def revoked_for(number):
    return ocsp().change(certificate_status=constructed(1, generalized_time("20260402000000Z"), constructed(0, enumerated(number))))


def old(item, moment="20200929235959Z"):
    return item.change(produced_at=moment)


never_issued = ocsp().change(certificate_status=constructed(1, generalized_time("19700101000000Z"), constructed(0, enumerated(6))))
extended = [("1.3.6.1.5.5.7.48.1.9", False, null())]
with_reason = ocsp().change(single_extensions=[(EXTENSIONS["reason"], False, enumerated(1))])
failed = ocsp().change(status=3)
rule("cabf_br.ocsp.reason_extension", fires=[with_reason], passes=[ocsp()], not_applicable=[failed], not_effective=[old(with_reason, "20200819235959Z")])
rule("cabf_br.ocsp.reason_not_permitted", 
     fires=[*[revoked_for(number) for number in (0, 2, 6, 10)], never_issued, revoked_for(6).change(extensions=extended)],
     passes=[ocsp(), revoked_for(1), never_issued.change(extensions=extended)], not_applicable=[failed],
     not_effective=[old(revoked_for(6))])
before = "20230714235959Z"
rule("cabf_br.ocsp.reason_not_permitted_before_sc_61",
     fires=[old(revoked_for(number), moment) for number in (0, 6) for moment in (before, "20200930000000Z")], passes=[old(ocsp(), before), old(revoked_for(2), before)],
     not_applicable=[failed], not_effective=[old(revoked_for(6)), revoked_for(6)])
rule("cabf_br.ocsp.interval", fires=[ocsp().change(next_update="20260403075958Z"), ocsp().change(next_update="20260413000001Z")],
     passes=[ocsp(), ocsp().change(next_update="20260403075959Z"), ocsp().change(next_update="20260413000000Z")],
     not_applicable=[failed, ocsp().change(next_update=None)], not_effective=[old(ocsp().change(next_update="20260503000000Z"))])
