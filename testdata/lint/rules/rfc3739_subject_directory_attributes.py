OLD = "2004-02-29T00:00:00Z"
BIRTH, PLACE, GENDER, CITIZENSHIP, RESIDENCE = (f"1.3.6.1.5.5.7.9.{n}" for n in range(1, 6))


def person(kind, *values):
    return leaf().extension("sda", sequence(sequence(oid("2.999.1"), set_of(utf8("x"))), sequence(oid(kind), set_of(*values))))


NOON = person(BIRTH, tlv(0x18, b"19590927120000Z"))

rule("rfc3739.subject_directory_attributes.date_of_birth_malformed",
     fires=[person(BIRTH, value) for value in (printable("19590927120000Z"), tlv(0x17, b"590927120000Z"), tlv(0x18, b"195909271200Z"),
                                               tlv(0x18, b"19590927120000"), tlv(0x18, b"19590931120000Z"), tlv(0x18, b""))],
     passes=[NOON, person(BIRTH, tlv(0x18, b"19590927000000Z"))],
     not_applicable=[leaf(), person(GENDER, printable("F"))],
     not_effective=[person(BIRTH, printable("x")).change(not_before=OLD)])

rule("rfc3739.subject_directory_attributes.date_of_birth_not_noon",
     fires=[person(BIRTH, tlv(0x18, b"19590927000000Z")), person(BIRTH, tlv(0x18, b"19590927120001Z"))],
     passes=[NOON, person(BIRTH, printable("x"))],
     not_applicable=[leaf(), person(GENDER, printable("F"))],
     not_effective=[person(BIRTH, tlv(0x18, b"19590927000000Z")).change(not_before=OLD)])

rule("rfc3739.subject_directory_attributes.place_of_birth_malformed",
     fires=[person(PLACE, value) for value in (ia5("Bonn"), utf8(""), octet_string(b"Bonn"), sequence())],
     passes=[person(PLACE, value) for value in (utf8("Bonn"), printable("Bonn"), bmp("Bonn"), teletex("Bonn"))],
     not_applicable=[leaf(), NOON],
     not_effective=[person(PLACE, ia5("x")).change(not_before=OLD)])

rule("rfc3739.subject_directory_attributes.gender_malformed",
     fires=[person(GENDER, value) for value in (printable("male"), printable("X"), printable(""), utf8("M"), integer(1))],
     passes=[person(GENDER, printable(text)) for text in "MmFf"],
     not_applicable=[leaf(), NOON],
     not_effective=[person(GENDER, printable("X")).change(not_before=OLD)])

rule("rfc3739.subject_directory_attributes.country_malformed",
     fires=[person(CITIZENSHIP, printable("DEU")), person(RESIDENCE, printable("D")), person(CITIZENSHIP, utf8("DE")),
            person(RESIDENCE, printable("Germany")), person(CITIZENSHIP, printable("DE"), printable("FRA"))],
     passes=[person(CITIZENSHIP, printable("DE")), person(RESIDENCE, printable("UK"))],
     not_applicable=[leaf(), NOON],
     not_effective=[person(CITIZENSHIP, printable("DEU")).change(not_before=OLD)])

rule("rfc3739.subject_directory_attributes.country_unknown",
     fires=[person(CITIZENSHIP, printable("UK")), person(RESIDENCE, printable("ZZ"))],
     passes=[person(CITIZENSHIP, printable("GB")), person(RESIDENCE, printable("de")), person(CITIZENSHIP, printable("DEU"))],
     not_applicable=[leaf(), NOON],
     not_effective=[person(CITIZENSHIP, printable("UK")).change(not_before=OLD)])
