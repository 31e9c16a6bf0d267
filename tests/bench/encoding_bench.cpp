// Base64 decoding, the first step on every PEM input, beside Botan's.

#include "certcheck/base/encoding.h"

#include "tests/bench/bench.h"

#include <botan/base64.h>

using namespace certcheck;

int main() {
  const std::string text = base64_encode(Bytes(1200, 0x5a));
  bench::Comparison decode("decode the base64 of a certificate of 1,200 bytes", "certificates");
  decode.measure("certcheck", [&] { bench::keep(base64_decode(text)); });
  decode.measure("Botan", [&] { bench::keep(Botan::base64_decode(text)); });
  decode.print();
}
