DELEGATION = "1.3.6.1.4.1.44363.44"


def delegating(value=null(), critical=False):
    return leaf().extension(DELEGATION, value, critical=critical)


old = "2023-06-30T23:59:59Z"
other_usage = delegating().extension("ku", named_bits(KEY_ENCIPHERMENT))

rule("rfc9345.delegation_usage.critical",
     fires=[delegating(critical=True)], passes=[delegating()], not_applicable=[leaf()],
     not_effective=[delegating(critical=True).change(not_before=old)])
rule("rfc9345.delegation_usage.not_null",
     fires=[delegating(boolean(True)), delegating(b""), delegating(null() + null())], passes=[delegating()],
     not_applicable=[leaf()], not_effective=[delegating(b"").change(not_before=old)])
rule("rfc9345.delegation_usage.without_digital_signature",
     fires=[other_usage, delegating().without("ku")], passes=[delegating()], not_applicable=[leaf()],
     not_effective=[other_usage.change(not_before=old)])
