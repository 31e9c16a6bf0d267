rule("rfc5280.key_usage.no_bits",
     fires=[leaf().extension("ku", named_bits())],
     passes=[leaf()],
     not_applicable=[leaf().without("ku")],
     not_effective=[leaf().extension("ku", named_bits()).change(not_before="2008-04-30T23:59:59Z")])
