attributes = sequence(sequence(oid("1.3.6.1.5.5.7.9.4"), set_of(printable("DE"))))  # countryOfCitizenship
rule("rfc5280.subject_directory_attributes.critical",
     fires=[leaf().extension("sda", attributes, critical=True)],
     passes=[leaf().extension("sda", attributes)],
     not_applicable=[leaf()])
