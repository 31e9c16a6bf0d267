rule("hygiene.validity.ends_before_start",
     fires=[leaf().change(not_after="2026-03-31T23:59:59Z")],
     passes=[leaf(), leaf().change(not_after="2026-04-01T00:00:00Z"), leaf().change(not_after=utc_time("never"))])
