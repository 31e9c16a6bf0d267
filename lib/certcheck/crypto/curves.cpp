#include "certcheck/crypto/detail/curves.h"

#include "certcheck/der/oid_table.h"

#include <array>
#include <cstddef>
#include <utility>

namespace certcheck::crypto {
namespace {

using der::Oid;
using namespace std::string_view_literals;

constexpr std::array curves{
    // ANSI X9.62 prime curves; the first and the last are NIST's P-192 and P-256
    Curve{Oid{"\x2a\x86\x48\xce\x3d\x03\x01\x01"sv}, "P-192", 192},
    Curve{Oid{"\x2a\x86\x48\xce\x3d\x03\x01\x02"sv}, "prime192v2", 192},
    Curve{Oid{"\x2a\x86\x48\xce\x3d\x03\x01\x03"sv}, "prime192v3", 192},
    Curve{Oid{"\x2a\x86\x48\xce\x3d\x03\x01\x04"sv}, "prime239v1", 239},
    Curve{Oid{"\x2a\x86\x48\xce\x3d\x03\x01\x05"sv}, "prime239v2", 239},
    Curve{Oid{"\x2a\x86\x48\xce\x3d\x03\x01\x06"sv}, "prime239v3", 239},
    Curve{Oid{"\x2a\x86\x48\xce\x3d\x03\x01\x07"sv}, "P-256", 256},
    // SEC 2 (versions 1 and 2), prime fields
    Curve{Oid{"\x2b\x81\x04\x00\x06"sv}, "secp112r1", 112},
    Curve{Oid{"\x2b\x81\x04\x00\x07"sv}, "secp112r2", 112},
    Curve{Oid{"\x2b\x81\x04\x00\x1c"sv}, "secp128r1", 128},
    Curve{Oid{"\x2b\x81\x04\x00\x1d"sv}, "secp128r2", 128},
    Curve{Oid{"\x2b\x81\x04\x00\x09"sv}, "secp160k1", 160},
    Curve{Oid{"\x2b\x81\x04\x00\x08"sv}, "secp160r1", 160},
    Curve{Oid{"\x2b\x81\x04\x00\x1e"sv}, "secp160r2", 160},
    Curve{Oid{"\x2b\x81\x04\x00\x1f"sv}, "secp192k1", 192},
    Curve{Oid{"\x2b\x81\x04\x00\x20"sv}, "secp224k1", 224},
    Curve{Oid{"\x2b\x81\x04\x00\x21"sv}, "P-224", 224},
    Curve{Oid{"\x2b\x81\x04\x00\x0a"sv}, "secp256k1", 256},
    Curve{Oid{"\x2b\x81\x04\x00\x22"sv}, "P-384", 384},
    Curve{Oid{"\x2b\x81\x04\x00\x23"sv}, "P-521", 521},
    // SEC 2, binary fields
    Curve{Oid{"\x2b\x81\x04\x00\x04"sv}, "sect113r1", 113},
    Curve{Oid{"\x2b\x81\x04\x00\x05"sv}, "sect113r2", 113},
    Curve{Oid{"\x2b\x81\x04\x00\x16"sv}, "sect131r1", 131},
    Curve{Oid{"\x2b\x81\x04\x00\x17"sv}, "sect131r2", 131},
    Curve{Oid{"\x2b\x81\x04\x00\x01"sv}, "K-163", 163},
    Curve{Oid{"\x2b\x81\x04\x00\x02"sv}, "sect163r1", 163},
    Curve{Oid{"\x2b\x81\x04\x00\x0f"sv}, "B-163", 163},
    Curve{Oid{"\x2b\x81\x04\x00\x18"sv}, "sect193r1", 193},
    Curve{Oid{"\x2b\x81\x04\x00\x19"sv}, "sect193r2", 193},
    Curve{Oid{"\x2b\x81\x04\x00\x1a"sv}, "K-233", 233},
    Curve{Oid{"\x2b\x81\x04\x00\x1b"sv}, "B-233", 233},
    Curve{Oid{"\x2b\x81\x04\x00\x03"sv}, "sect239k1", 239},
    Curve{Oid{"\x2b\x81\x04\x00\x10"sv}, "K-283", 283},
    Curve{Oid{"\x2b\x81\x04\x00\x11"sv}, "B-283", 283},
    Curve{Oid{"\x2b\x81\x04\x00\x24"sv}, "K-409", 409},
    Curve{Oid{"\x2b\x81\x04\x00\x25"sv}, "B-409", 409},
    Curve{Oid{"\x2b\x81\x04\x00\x26"sv}, "K-571", 571},
    Curve{Oid{"\x2b\x81\x04\x00\x27"sv}, "B-571", 571},
    // RFC 5639
    Curve{Oid{"\x2b\x24\x03\x03\x02\x08\x01\x01\x01"sv}, "brainpoolP160r1", 160},
    Curve{Oid{"\x2b\x24\x03\x03\x02\x08\x01\x01\x02"sv}, "brainpoolP160t1", 160},
    Curve{Oid{"\x2b\x24\x03\x03\x02\x08\x01\x01\x03"sv}, "brainpoolP192r1", 192},
    Curve{Oid{"\x2b\x24\x03\x03\x02\x08\x01\x01\x04"sv}, "brainpoolP192t1", 192},
    Curve{Oid{"\x2b\x24\x03\x03\x02\x08\x01\x01\x05"sv}, "brainpoolP224r1", 224},
    Curve{Oid{"\x2b\x24\x03\x03\x02\x08\x01\x01\x06"sv}, "brainpoolP224t1", 224},
    Curve{Oid{"\x2b\x24\x03\x03\x02\x08\x01\x01\x07"sv}, "brainpoolP256r1", 256},
    Curve{Oid{"\x2b\x24\x03\x03\x02\x08\x01\x01\x08"sv}, "brainpoolP256t1", 256},
    Curve{Oid{"\x2b\x24\x03\x03\x02\x08\x01\x01\x09"sv}, "brainpoolP320r1", 320},
    Curve{Oid{"\x2b\x24\x03\x03\x02\x08\x01\x01\x0a"sv}, "brainpoolP320t1", 320},
    Curve{Oid{"\x2b\x24\x03\x03\x02\x08\x01\x01\x0b"sv}, "brainpoolP384r1", 384},
    Curve{Oid{"\x2b\x24\x03\x03\x02\x08\x01\x01\x0c"sv}, "brainpoolP384t1", 384},
    Curve{Oid{"\x2b\x24\x03\x03\x02\x08\x01\x01\x0d"sv}, "brainpoolP512r1", 512},
    Curve{Oid{"\x2b\x24\x03\x03\x02\x08\x01\x01\x0e"sv}, "brainpoolP512t1", 512},
    // ANSSI and GB/T 32918
    Curve{Oid{"\x2a\x81\x7a\x01\x81\x5f\x65\x82\x00\x01"sv}, "FRP256v1", 256},
    Curve{Oid{"\x2a\x81\x1c\xcf\x55\x01\x82\x2d"sv}, "SM2", 256},
};

template <size_t... Places>
consteval auto table_of(std::index_sequence<Places...>) {
  return der::OidTable({curves[Places].oid...});
}

constexpr auto numbers = table_of(std::make_index_sequence<curves.size()>());

}  // namespace

std::span<const Curve> named_curves() { return curves; }

const Curve* find_curve(Oid oid) {
  const size_t number = numbers.number_of(oid);
  return number == 0 ? nullptr : &curves[number - 1];
}

}  // namespace certcheck::crypto
