#include "certcheck/crypto/digest.h"

#include "certcheck/base/encoding.h"

#include <catch2/catch_test_macros.hpp>

using namespace certcheck;
using crypto::Digest;

TEST_CASE("digests of \"abc\" are those of the standards") {
  // FIPS 180-4 and FIPS 202 example values; RFC 1321 A.5
  const auto hex = [](Digest which) {
    const auto out = crypto::digest(which, as_bytes("abc"));
    return out ? hex_encode(*out) : std::string("none");
  };
  CHECK(hex(Digest::md5) == "900150983cd24fb0d6963f7d28e17f72");
  CHECK(hex(Digest::sha1) == "a9993e364706816aba3e25717850c26c9cd0d89d");
  CHECK(hex(Digest::sha224) == "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7");
  CHECK(hex(Digest::sha256) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hex(Digest::sha384) ==
        "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7");
  CHECK(hex(Digest::sha512) ==
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d"
        "4423643"
        "ce80e2a9ac94fa54ca49f");
  CHECK(hex(Digest::sha3_224) == "e642824c3f8cf24ad09234ee7d3c766fc9a3a5168d0c94ad73b46fdf");
  CHECK(hex(Digest::sha3_256) == "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532");
  CHECK(hex(Digest::sha3_384) ==
        "ec01498288516fc926459f58e2c6ad8df9b473cb0fc08c2596da7cf0e49be4b298d88cea927ac7f539f1edf228376d25");
  CHECK(hex(Digest::sha3_512) ==
        "b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e10e116e9192af3c91a7ec57647e393405734"
        "0b4cf40"
        "8d5a56592f8274eec53f0");
  CHECK(hex(Digest::shake128) == "5881092dd818bf5cf8a3ddb793fbcba74097d5c526a6d35f97b83351940f2cc8");
  CHECK(hex(Digest::shake256) ==
        "483366601360a8771c6863080cc4114d8db44530f8f1e1ee4f94ea37e78b5739d5a15bef186a5386c75744c0527e1faa9f87"
        "26e462a"
        "12a4feb06bd8801e751e4");
  CHECK(hex(Digest::md2) == "none");
  CHECK(hex(Digest::md4) == "none");
  CHECK(hex(Digest::none) == "none");
  CHECK(hex_encode(crypto::sha256({})) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("digests have names for people") {
  CHECK(to_string(Digest::none).empty());
  CHECK(to_string(Digest::md2) == "MD2");
  CHECK(to_string(Digest::sha1) == "SHA-1");
  CHECK(to_string(Digest::sha3_512) == "SHA3-512");
  CHECK(to_string(Digest::shake256) == "SHAKE256");
}
