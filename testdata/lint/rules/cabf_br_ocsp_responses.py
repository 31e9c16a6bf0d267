def revoked_for(number):
    return ocsp().change(certificate_status=constructed(1, generalized_time("20260402000000Z"), constructed(0, enumerated(number))))


def old(item):
    return item.change(produced_at="20200819235959Z")


with_reason = ocsp().change(single_extensions=[(EXTENSIONS["reason"], False, enumerated(1))])
failed = ocsp().change(status=3)
rule("cabf_br.ocsp.reason_extension", fires=[with_reason], passes=[ocsp()], not_applicable=[failed], not_effective=[old(with_reason)])
rule("cabf_br.ocsp.reason_not_permitted", fires=[revoked_for(number) for number in (0, 2, 6, 10)], passes=[ocsp(), revoked_for(1)], not_applicable=[failed],
     not_effective=[old(revoked_for(6))])
rule("cabf_br.ocsp.interval", fires=[ocsp().change(next_update="20260403075958Z"), ocsp().change(next_update="20260413000001Z")],
     passes=[ocsp(), ocsp().change(next_update="20260403075959Z"), ocsp().change(next_update="20260413000000Z")],
     not_applicable=[failed, ocsp().change(next_update=None)], not_effective=[old(ocsp().change(next_update="20260503000000Z"))])
