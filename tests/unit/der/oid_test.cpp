#include "certcheck/der/oid.h"

#include <catch2/catch_test_macros.hpp>

using namespace certcheck;
using der::Oid;

TEST_CASE("object identifiers are written in dots and read back") {
  const std::vector<std::pair<std::string_view, Bytes>> pairs{
      {"2.5.29.19", {0x55, 0x1d, 0x13}},
      {"1.2.840.113549.1.1.11", {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b}},
      {"0.0", {0x00}},
      {"0.39", {0x27}},
      {"1.0", {0x28}},
      {"1.39", {0x4f}},
      {"2.0", {0x50}},
      {"2.47", {0x7f}},
      {"2.48", {0x81, 0x00}},  // X.690 8.19.4: 40 x 2 + 48 = 128
      {"2.999.3", {0x88, 0x37, 0x03}},
      {"1.2.4294967295", {0x2a, 0x8f, 0xff, 0xff, 0xff, 0x7f}},
  };
  for (const auto& [dotted, content] : pairs) {
    INFO(dotted);
    CHECK(Oid(content).to_string() == dotted);
    CHECK(der::encode_oid(dotted) == as_text(content));
  }
}

TEST_CASE("arcs larger than a machine word are exact") {
  // 2.25.(2^128 - 1): a UUID of ones, X.667
  Bytes content{0x69, 0x83};
  content.insert(content.end(), 17, 0xff);
  content.push_back(0x7f);
  CHECK(Oid(content).to_string() == "2.25.340282366920938463463374607431768211455");
  // 2.(2^70 - 80) as the first arc pair: the 80 is taken off a large number too.
  Bytes first(9, 0x80);
  first[0] = 0x81;
  first.insert(first.end(), {0x80, 0x00});
  CHECK(Oid(first).to_string() == "2.1180591620717411303344");
}

TEST_CASE("what no object identifier in use has is shortened") {
  // 2.25 and an arc of 64 kB: not converted, which would take its square.
  Bytes content(65'537, 0xff);
  content[0] = 0x69;
  content.back() = 0x7f;
  CHECK(Oid(content).to_string() == "2.25.(" + std::string(38, 'f') + "... 65517 more bytes)");
  // One that is large already at its first pair.
  Bytes first(21, 0x80);
  first[0] = 0x81;
  first.back() = 0x00;
  CHECK(Oid(first).to_string() == "2.(81808080808080808080808080808080808080... 2 more bytes)");
  const Bytes many(100'000, 0x01);
  const std::string text = Oid(many).to_string();
  CHECK(text.starts_with("0.1.1.1.1."));
  CHECK(text.ends_with(" more bytes"));
  CHECK(text.size() < 1'100);
}

TEST_CASE("what is not an object identifier is told as such") {
  CHECK(Oid(ByteView()).to_string() == "invalid:");
  const Bytes cut{0x2a, 0x86};
  CHECK(Oid(cut).to_string() == "invalid:2a86");
  for (const std::string_view text :
       {"", "1", "1.", ".1", "1..2", "3.1", "1.40", "1.2.x", "1.02", "-1.2", "1.2 "})
    CHECK(der::encode_oid(text).empty());
}

TEST_CASE("object identifiers compare by content") {
  const Bytes a{0x55, 0x1d, 0x13}, b{0x55, 0x1d, 0x13}, c{0x55, 0x1e, 0x13}, d{0x55, 0x1d};
  CHECK(Oid(a) == Oid(b));
  CHECK(Oid(a) != Oid(c));
  CHECK(Oid(a) != Oid(d));
  CHECK(Oid(d) < Oid(a));
  CHECK(Oid() == Oid(ByteView()));
}
