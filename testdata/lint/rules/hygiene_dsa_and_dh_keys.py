# Sizes are what the rules look at; the numbers are nobody's parameters.
def dsa(bits, order=256):
    parameters = sequence(integer(2 ** bits - 1), integer(2 ** order - 1), integer(2))
    return leaf().change(spki=sequence(sequence(oid("1.2.840.10040.4.1"), parameters), bit_string(integer(5))))


def dh(bits):
    parameters = sequence(integer(2 ** bits - 1), integer(2), integer(2 ** 256 - 1))
    return leaf().change(spki=sequence(sequence(oid("1.2.840.10046.2.1"), parameters), bit_string(integer(5))))


inherited = leaf().change(spki=sequence(sequence(oid("1.2.840.10040.4.1")), bit_string(integer(5))))
unknown = leaf().change(spki=sequence(sequence(oid("1.2.3.4")), bit_string(integer(5))))

rule("hygiene.dsa_keys.modulus_breakable",
     fires=[dsa(512, 160), dsa(1023, 160)], passes=[dsa(1024, 160), dsa(2048)], not_applicable=[leaf(), inherited, dh(512)])
rule("hygiene.dh_keys.modulus_breakable",
     fires=[dh(512), dh(1023)], passes=[dh(1024), dh(2048)], not_applicable=[leaf(), dsa(512)])
rule("hygiene.dsa_keys.modulus_short",
     fires=[dsa(1024, 160), dsa(2047)], passes=[dsa(2048), dsa(3072), dsa(1023, 160)], not_applicable=[leaf(), inherited, dh(1024)])
rule("hygiene.dsa_keys.subgroup_small",
     fires=[dsa(1024, 160), dsa(2048, 223)], passes=[dsa(2048, 224), dsa(3072)], not_applicable=[leaf(), inherited])
rule("hygiene.dsa_keys.withdrawn",
     fires=[dsa(3072), inherited], passes=[leaf(), dh(2048)], not_applicable=[unknown])
rule("hygiene.dh_keys.modulus_short",
     fires=[dh(1024), dh(2047)], passes=[dh(2048), dh(1023)], not_applicable=[leaf(), dsa(1024)])
