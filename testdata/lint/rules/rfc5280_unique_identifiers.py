issuer, subject = primitive(1, b"\0\x01"), primitive(2, b"\0\x02")

rule("rfc5280.unique_identifiers.present",
     fires=[leaf().change(subject_unique_id=subject), root().change(issuer_unique_id=issuer, subject_unique_id=subject)],
     passes=[leaf()],
     not_effective=[leaf().change(subject_unique_id=subject, not_before="2008-04-30T23:59:59Z")])
