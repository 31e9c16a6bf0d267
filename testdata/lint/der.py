"""DER from small functions, so that any deviation is one line away. Every function gives bytes."""


def tlv(tag, *content):
    value = b"".join(content)
    size = len(value)
    if size < 128:
        return bytes([tag, size]) + value
    octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(octets)]) + octets + value


def sequence(*items):
    return tlv(0x30, *items)


def set_of(*items):
    return tlv(0x31, *items)


def _base128(number):
    groups = [number & 0x7F]
    while number := number >> 7:
        groups.append(0x80 | (number & 0x7F))
    return bytes(reversed(groups))


def oid(dotted):
    arcs = [int(arc) for arc in dotted.split(".")]
    return tlv(0x06, _base128(arcs[0] * 40 + arcs[1]), *[_base128(arc) for arc in arcs[2:]])


def integer(number, tag=0x02):
    magnitude = number if number >= 0 else -number - 1
    return tlv(tag, number.to_bytes(magnitude.bit_length() // 8 + 1, "big", signed=True))


def boolean(value):
    return tlv(0x01, b"\xff" if value else b"\x00")


def null():
    return tlv(0x05)


def octet_string(content):
    return tlv(0x04, content)


def bit_string(content, unused=0):
    return tlv(0x03, bytes([unused]) + content)


def named_bits(*numbers):
    """A BIT STRING of named bits, trailing zeros left out."""
    if not numbers:
        return bit_string(b"")
    octets = bytearray(max(numbers) // 8 + 1)
    for number in numbers:
        octets[number // 8] |= 0x80 >> (number % 8)
    return bit_string(bytes(octets), 7 - max(numbers) % 8)


def utf8(text):
    return tlv(0x0C, text.encode())


def printable(text):
    return tlv(0x13, text.encode())


def teletex(text):
    return tlv(0x14, text.encode("latin-1"))


def ia5(text):
    return tlv(0x16, text.encode("latin-1"))


def visible(text):
    return tlv(0x1A, text.encode())


def numeric(text):
    return tlv(0x12, text.encode())


def bmp(text):
    return tlv(0x1E, text.encode("utf-16-be"))


def universal(text):
    return tlv(0x1C, text.encode("utf-32-be"))


def utc_time(text):
    return tlv(0x17, text.encode())


def generalized_time(text):
    return tlv(0x18, text.encode())


def enumerated(number):
    return integer(number, 0x0A)


def primitive(number, content):
    """[number] IMPLICIT of a primitive type."""
    return tlv(0x80 | number, content)


def constructed(number, *items):
    """[number] EXPLICIT, or IMPLICIT of a constructed type."""
    return tlv(0xA0 | number, *items)
