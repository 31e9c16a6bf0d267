CAPABILITIES = "1.2.840.113549.1.9.15"
strong = leaf().extension(CAPABILITIES, sequence(sequence(oid("2.16.840.1.101.3.4.1.42"))))
rule("rfc4262.smime_capabilities.critical", fires=[strong.critical(CAPABILITIES)], passes=[strong], not_applicable=[leaf()],
     not_effective=[issued(strong.critical(CAPABILITIES), "2005-11-30T23:59:59Z")])
