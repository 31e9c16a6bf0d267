attributes = sequence(sequence(oid("1.3.6.1.5.5.7.9.4"), set_of(printable("DE"))))  # countryOfCitizenship
rule("rfc5280.subject_directory_attributes.critical",
     fires=[leaf().extension("sda", attributes, critical=True)],
     passes=[leaf().extension("sda", attributes)],
     not_applicable=[leaf()])
rule("rfc5280.subject_directory_attributes.empty",
     fires=[leaf().extension("sda", sequence())], passes=[leaf().extension("sda", attributes)],
     not_applicable=[leaf()], not_effective=[leaf().extension("sda", sequence()).change(not_before="1998-12-31T23:59:59Z")])
