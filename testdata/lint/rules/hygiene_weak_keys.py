import math

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec


def is_prime(number):
    """Miller-Rabin with fixed bases: the numbers are ours, not an opponent's."""
    if any(number % small == 0 for small in (2, 3, 5, 7, 11, 13)):
        return False
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for base in (2, 3, 5, 7, 11, 13, 17, 19):
        x = pow(base, odd, number)
        if x not in (1, number - 1) and not any((x := x * x % number) == number - 1 for _ in range(twos - 1)):
            return False
    return True


def next_prime(number, step=2):
    number |= 1
    while not is_prime(number):
        number += step
    return number


def random_number(bits, seed):
    """Deterministic, its two highest bits set."""
    octets = b"".join(hashlib.sha256(f"{seed} {i}".encode()).digest() for i in range(bits // 256 + 1))
    return int.from_bytes(octets, "big") % 2 ** (bits - 2) | 3 << (bits - 2)


def keyed(modulus):
    return leaf().change(spki=rsa_public_key(modulus))


def far_apart(rounds, bits=2048):
    """A modulus that takes Fermat's method about so many rounds: (q - p)^2 / 8 sqrt(n) of them."""
    p = next_prime(random_number(bits // 2, "close"))
    return p * next_prime(p + math.isqrt(8 * rounds * p))


small_primes = [n for n in range(2, 702) if all(n % k for k in range(2, math.isqrt(n) + 1))]
primorial = math.prod(small_primes)


def flawed_prime(seed):
    """k * M + 65537^a mod M, as the library made them for 2048 bits."""
    rest = pow(65537, random_number(256, seed), primorial)
    candidate = random_number(1024, seed) // primorial * primorial + rest
    return next_prime(candidate, 2 * primorial if candidate % 2 else primorial)


def nearly_flawed():
    """A power of 65537 modulo each small prime, but not one and the same power."""
    modulus, number = 1, 0
    for prime in small_primes[:39]:
        wanted = pow(65537, prime % 5 + prime // 7, prime)
        number += modulus * ((wanted - number) * pow(modulus, -1, prime) % prime)
        modulus *= prime
    return number + modulus * 2 * (random_number(2048, "near") // modulus // 2)


# Named in testdata/lint/weak-keys.txt.
known = next_prime(random_number(1024, "known p")) * next_prime(random_number(1024, "known q"))
odd = rsa_modulus() // 751 | 1
known_elliptic = ec.derive_private_key(random_number(255, "known"), ec.SECP256R1()).public_key().public_bytes(
    serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
elliptic = leaf().change(spki=public_key("leaf-p256"))
pss = leaf().change(spki=rsa_public_key(far_apart(1), algorithm=sequence(oid("1.2.840.113549.1.1.10"))))

cut_off = leaf().change(spki=sequence(sequence(oid("1.2.840.113549.1.1.1"), null()), bit_string(b"\x30\x03\x02\x05\x01")))

rule("hygiene.weak_keys.small_factor",
     fires=[keyed(odd * 751), keyed(rsa_modulus() // 3 * 3 | 1 if rsa_modulus() // 3 % 2 else rsa_modulus() // 3 * 3 + 3),
            keyed(rsa_modulus() - 1), keyed(743 * (rsa_modulus() >> 1537 | 1))],
     passes=[leaf(), keyed(next_prime(random_number(1024, "p")) * 757), keyed(known)],
     not_applicable=[elliptic, keyed(0)])
rule("hygiene.weak_keys.roca",
     fires=[keyed(flawed_prime("p") * flawed_prime("q"))],
     passes=[leaf(), keyed(nearly_flawed()), keyed(known)],
     not_applicable=[elliptic, keyed(-65537), cut_off])
rule("hygiene.weak_keys.close_primes",
     fires=[keyed(far_apart(0)), keyed(far_apart(90)), keyed(far_apart(60, 1034)), keyed(far_apart(30, 3000)),
            keyed(next_prime(random_number(1024, "square")) ** 2), pss],
     passes=[leaf(), keyed(far_apart(120)), keyed(known)],
     not_applicable=[elliptic, keyed(1 << 16384 | 1), cut_off])
rule("hygiene.weak_keys.listed",
     description="with the list testdata/lint/weak-keys.txt",
     fires=[keyed(known), leaf().change(spki=known_elliptic)],
     passes=[leaf(), elliptic],
     not_applicable=[leaf().change(spki=b"")])
