late = generalized_time("20291231235959Z")

rule("rfc5280.validity.wrong_time_type",
     fires=[leaf().change(not_after=late), leaf().change(not_before=generalized_time("20260401000000Z"), not_after=late)],
     passes=[leaf(), root().change(not_after="2050-01-01T00:00:00Z")])
