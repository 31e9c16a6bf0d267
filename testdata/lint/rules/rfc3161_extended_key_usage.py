def authority(*oids, critical=True):
    return leaf().extension("eku", purposes(TIME_STAMPING, *oids), critical=critical)


old = "2001-07-31T23:59:59Z"
ca = intermediate().extension("eku", purposes(TIME_STAMPING, SERVER_AUTH))

rule("rfc3161.extended_key_usage.not_critical",
     fires=[authority(critical=False), authority(CODE_SIGNING, critical=False)], passes=[authority()],
     not_applicable=[leaf(), ca], not_effective=[authority(critical=False).change(not_before=old)])
rule("rfc3161.extended_key_usage.not_alone",
     fires=[authority(CODE_SIGNING), authority(ANY_EKU, critical=False), authority(TIME_STAMPING)], passes=[authority()],
     not_applicable=[leaf(), ca], not_effective=[authority(CODE_SIGNING).change(not_before=old)])
