SMTP_UTF8_MAILBOX = "1.3.6.1.5.5.7.8.9"


def mailbox(value, extension="san"):
    value = value if isinstance(value, bytes) else utf8(value)
    return leaf().extension(extension, sequence(dns("a.example"), other_name(SMTP_UTF8_MAILBOX, value)))


def before(moment, certificate):
    return certificate.change(not_before=moment)


SOUND = mailbox("m\u00fcller@b.example")
elsewhere = [leaf(), leaf().without("san"), leaf().extension("san", sequence(email("a@B.example"))),
             leaf().extension("san", sequence(other_name("1.2.3", ia5("a@B.example"))))]
RFC8398, RFC9598 = "2018-04-30T00:00:00Z", "2024-04-30T00:00:00Z"

rule("rfc9598.smtp_utf8_mailbox.not_utf8_string",
     fires=[mailbox(ia5("a@b.example")), mailbox(octet_string(b"a"), "ian"), mailbox(sequence(utf8("\u00fc@b.example")))],
     passes=[SOUND, mailbox("m\u00fcller@b.example", "ian")],
     not_applicable=elsewhere,
     not_effective=[before(RFC8398, mailbox(ia5("a@b.example")))])

rule("rfc9598.smtp_utf8_mailbox.byte_order_mark",
     fires=[mailbox("\ufeff\u00fc@b.example"), mailbox("\ufeff\u00fc@b.example", "ian")],
     passes=[SOUND, mailbox(ia5("a@b.example"))],
     not_applicable=elsewhere,
     not_effective=[before(RFC8398, mailbox("\ufeff\u00fc@b.example"))])

rule("rfc9598.smtp_utf8_mailbox.not_mailbox",
     fires=[mailbox(text) for text in
            ("<\u00fc@b.example>", "\u00fc@b.example (me)", "\u00fc a@b.example", "\u00fc", "\u00fc@", "@b.example",
             "\u00fc@b..example", "\u00fc.@b.example", tlv(0x0C, b"\xfc@b.example"))] +
           [mailbox("\u00fc", "ian")],
     passes=[SOUND, mailbox('"\u00fc a"@b.example'), mailbox("\u00fc@b\u00fccher.example"), mailbox("")],
     not_applicable=elsewhere,
     not_effective=[before(RFC8398, mailbox("\u00fc"))])

rule("rfc9598.smtp_utf8_mailbox.ascii_local_part",
     fires=[mailbox("a@b.example"), mailbox("a@b\u00fccher.example"), mailbox("a@b.example", "ian")],
     passes=[SOUND],
     not_applicable=elsewhere,
     not_effective=[before(RFC8398, mailbox("a@b.example"))])

rule("rfc9598.smtp_utf8_mailbox.u_label",
     fires=[mailbox("\u00fc@b\u00fccher.example"), mailbox("a@b\u00fccher.example"),
            mailbox("\u00fc@b\u00fccher.example", "ian")],
     passes=[SOUND, mailbox("\u00fc@xn--bcher-kva.example")],
     not_applicable=elsewhere,
     not_effective=[before(RFC9598, mailbox("\u00fc@b\u00fccher.example"))])

rule("rfc9598.smtp_utf8_mailbox.upper_case",
     fires=[mailbox("\u00fc@B.example"), mailbox("\u00fc@XN--bcher-kva.example"), mailbox("\u00fc@b.EXAMPLE", "ian")],
     passes=[SOUND, mailbox("M\u00dcLLER@b.example"), mailbox("\u00fc@[IPv6:2001:DB8::1]")],
     not_applicable=elsewhere,
     not_effective=[before(RFC9598, mailbox("\u00fc@B.example"))])
