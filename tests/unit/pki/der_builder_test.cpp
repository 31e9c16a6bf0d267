#include "certserve/pki/der_builder.h"

#include "certcheck/base/encoding.h"

#include <catch2/catch_test_macros.hpp>

using namespace certcheck;
using namespace certcheck::pki;

TEST_CASE("Lengths take the fewest bytes", "[der]") {
  const auto header = [](size_t size) {
    const Bytes whole = octet_string(Bytes(size));
    REQUIRE(whole.size() > size);
    return hex_encode(ByteView(whole).first(whole.size() - size));
  };
  CHECK(header(0) == "0400");
  CHECK(header(127) == "047f");
  CHECK(header(128) == "048180");
  CHECK(header(255) == "0481ff");
  CHECK(header(256) == "04820100");
  CHECK(header(65'536) == "0483010000");
}

TEST_CASE("Integers are the shortest two's complement", "[der]") {
  CHECK(hex_encode(integer(0)) == "020100");
  CHECK(hex_encode(integer(127)) == "02017f");
  CHECK(hex_encode(integer(128)) == "02020080");
  CHECK(hex_encode(integer(-1)) == "0201ff");
  CHECK(hex_encode(integer(-128)) == "020180");
  CHECK(hex_encode(integer(-129)) == "0202ff7f");
  CHECK(hex_encode(integer(INT64_MIN)) == "02088000000000000000");
  CHECK(hex_encode(unsigned_integer(Bytes{})) == "020100");
  CHECK(hex_encode(unsigned_integer(Bytes{0, 0, 0x7f})) == "02017f");
  CHECK(hex_encode(unsigned_integer(Bytes{0x80, 1})) == "0203008001");
}

TEST_CASE("Object identifiers", "[der]") {
  CHECK(hex_encode(oid("1.2.840.113549.1.1.11")) == "06092a864886f70d01010b");
  CHECK(hex_encode(oid("2.5.29.17")) == "0603551d11");
  // X.690 8.19.5: the first two arcs are one number, which may need two bytes.
  CHECK(hex_encode(oid("2.999.3")) == "0603883703");
}

TEST_CASE("Named bit lists end with the last bit set", "[der]") {
  CHECK(hex_encode(named_bits({})) == "030100");
  CHECK(hex_encode(named_bits({0})) == "03020780");
  CHECK(hex_encode(named_bits({5, 6})) == "03020106");
  CHECK(hex_encode(named_bits({0, 8})) == "0303078080");
}

TEST_CASE("Times change their type in 2050", "[der]") {
  const Time last_utc = date(2050, 1, 1) - std::chrono::seconds(1);
  CHECK(time(last_utc) == utc_time("491231235959Z"));
  CHECK(time(date(2050, 1, 1)) == generalized_time("20500101000000Z"));
  CHECK(time(date(1950, 1, 1)) == utc_time("500101000000Z"));
  CHECK(time(date(1949, 12, 31)) == generalized_time("19491231000000Z"));
}

TEST_CASE("Extensions leave out what is the default", "[der]") {
  CHECK(hex_encode(extension("2.5.29.19", true, sequence({}))) == "300c0603551d130101ff04023000");
  CHECK(hex_encode(extension("2.5.29.19", false, sequence({}))) == "30090603551d1304023000");
}

TEST_CASE("Names and tags", "[der]") {
  CHECK(hex_encode(name({relative_name("2.5.4.3", utf8("a"))})) == "300c310a300806035504030c0161");
  CHECK(hex_encode(context(0, {integer(2)})) == "a003020102");
  CHECK(hex_encode(context_primitive(2, as_bytes("a"))) == "820161");
  CHECK(hex_encode(concatenate({null(), boolean(false)})) == "0500010100");
}
