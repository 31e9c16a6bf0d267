rule("rfc5280.serial_number.negative",
     fires=[leaf().change(serial=-1), leaf().change(serial=-(2**100))], passes=[leaf(), leaf().change(serial=0x80)])

rule("rfc5280.serial_number.zero", fires=[leaf().change(serial=0)], passes=[leaf(), leaf().change(serial=256)])

rule("rfc5280.serial_number.too_long",
     fires=[leaf().change(serial=2**160), leaf().change(serial=2**159)],  # the latter for its leading zero
     passes=[leaf(), leaf().change(serial=2**159 - 1)],
     not_effective=[leaf().change(serial=2**160, not_before="2002-03-31T23:59:59Z")])
