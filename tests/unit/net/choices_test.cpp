#include "certcheck/net/client/choices.h"

#include <catch2/catch_test_macros.hpp>

using namespace certcheck;
using namespace certcheck::net;

using Values = std::vector<uint16_t>;

TEST_CASE("what to offer is read from the names that people use") {
  CHECK(*read_versions("1.2,1.3") == Values{0x0304, 0x0303});
  CHECK(*read_versions("tls1.0,TLSv1.1") == Values{0x0302, 0x0301});
  CHECK(*read_groups("x25519,P-256,SECP384R1,X25519MLKEM768,0x0100") == Values{29, 23, 24, 4588, 256});
  CHECK(*read_cipher_suites("TLS_AES_128_GCM_SHA256,ecdhe_rsa_with_aes_128_gcm_sha256,0x002f,0x002f") ==
        Values{0x1301, 0xc02f, 0x002f});
}

TEST_CASE("what cannot be offered is named") {
  for (const char* list : {"1.4", "", ",", "1.3,,1.2", "ssl3"}) {
    CAPTURE(list);
    CHECK_FALSE(read_versions(list));
  }
  // With what there is instead.
  const std::string groups = read_groups("x25519,curve9").error().message;
  CHECK(groups.starts_with("\"curve9\" is not a group that can be offered; groups are "));
  CHECK(groups.find("secp256r1, ") != std::string::npos);
  CHECK(groups.find("GC256A") == std::string::npos);
  CHECK(read_versions("1.4").error().message.find("1.3, 1.2, 1.1 and 1.0") != std::string::npos);
  CHECK(read_cipher_suites("x").error().message.find("as TLS_AES_128_GCM_SHA256") != std::string::npos);
  CHECK_FALSE(read_groups("GC256A"));  // known by name, and not to Botan
  CHECK_FALSE(read_cipher_suites("0x1234567"));
  CHECK(read_versions("x").error().kind == Error::Kind::usage);
}
