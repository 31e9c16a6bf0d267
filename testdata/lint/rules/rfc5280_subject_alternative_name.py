rule("rfc5280.subject_alternative_name.not_critical_without_subject",
     fires=[leaf().change(subject=name())],
     passes=[leaf(), leaf().change(subject=name()).critical("san")],
     not_applicable=[leaf().without("san")])
