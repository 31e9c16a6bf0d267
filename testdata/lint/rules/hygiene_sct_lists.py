LONGEST = 2 * 86_400_000
START = 1_775_001_600_000  # notBefore of leaf(), in milliseconds
one, two = sct(b"log one", START), sct(b"log two", START)
unread = b"\x00\x04\x01abc"  # of version 2


def of(*scts):
    return leaf().extension("sct", sct_list(*scts))


rule("hygiene.sct_list.log_repeated",
     fires=[of(one, two, one), of(one, sct(b"log one", START + 1)),
            of(*[sct(b"log %d" % n, START) for n in range(30)], sct(b"log 7", START + 1))],
     passes=[leaf(), of(one), of(one, unread), of(*[sct(b"log %d" % n, START) for n in range(30)])],
     not_applicable=[leaf().without("sct"), of()])
rule("hygiene.sct_list.long_after_start",
     fires=[of(one, sct(b"log two", START + LONGEST + 1)), of(sct(b"log two", 2**64 - 1))],
     passes=[leaf(), of(sct(b"log one", START + LONGEST)), of(sct(b"log one", 0)), of(unread)],
     not_applicable=[leaf().without("sct"), of(), leaf().change(not_before=utc_time("now"))])
