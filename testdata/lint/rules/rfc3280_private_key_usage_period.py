OLD = "1998-12-31T23:59:59Z"


def period(begin=None, end=None, critical=False):
    fields = [primitive(number, text.encode()) for number, text in enumerate((begin, end)) if text is not None]
    return leaf().extension("private_key_usage_period", sequence(*fields), critical=critical)


BEGIN, END = "20250101000000Z", "20251231235959Z"
SOUND = period(BEGIN, END)

rule("rfc3280.private_key_usage_period.critical",
     fires=[period(BEGIN, END, critical=True)], passes=[SOUND], not_applicable=[leaf()],
     not_effective=[period(BEGIN, END, critical=True).change(not_before=OLD)])

rule("rfc3280.private_key_usage_period.empty",
     fires=[period()], passes=[SOUND, period(BEGIN), period(None, END)],
     not_applicable=[leaf(), leaf().extension("private_key_usage_period", null())],
     not_effective=[period().change(not_before=OLD)])

rule("rfc3280.private_key_usage_period.time_malformed",
     fires=[period("250101000000Z"), period(BEGIN, "20251231235959"), period("202501010000Z", END), period(None, "20251331235959Z"),
            period(""), period(None, "20251231235959.5Z"), period("20250101000000+0100")],
     passes=[SOUND, period(BEGIN), period()], not_applicable=[leaf()],
     not_effective=[period("x").change(not_before=OLD)])

rule("rfc3280.private_key_usage_period.inverted",
     fires=[period(END, BEGIN)], passes=[SOUND, period(BEGIN, BEGIN)],
     not_applicable=[leaf(), period(BEGIN), period(None, END), period("x", BEGIN)],
     not_effective=[period(END, BEGIN).change(not_before=OLD)])
