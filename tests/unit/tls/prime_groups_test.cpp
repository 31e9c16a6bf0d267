#include "certcheck/tls/detail/prime_groups.h"

#include "certcheck/base/encoding.h"
#include "certcheck/tls/code_points.h"

#include <botan/bigint.h>
#include <botan/dl_group.h>
#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <string>

using namespace certcheck;
using namespace certcheck::tls;

namespace {

const Bytes two{2};

Bytes prime_of(const std::string& name) {
  return Botan::DL_Group::from_name(name).get_p().serialize<Bytes>();
}

}  // namespace

TEST_CASE("the fields of RFC 7919 have code points") {
  for (const auto& [bits, code_point] : {std::pair{2048, named_group::ffdhe2048},
                                         {3072, named_group::ffdhe3072},
                                         {4096, named_group::ffdhe4096},
                                         {6144, named_group::ffdhe6144},
                                         {8192, named_group::ffdhe8192}}) {
    CAPTURE(bits);
    const auto identity = identify_prime_group(prime_of("ffdhe/ietf/" + std::to_string(bits)), two);
    CHECK(identity.code_point == code_point);
    CHECK(identity.prime == PrimeGroup::none);
  }
}

TEST_CASE("the fields of RFC 2409 and 3526 are known by name") {
  for (const auto& [bits, group] : {std::pair{1024, PrimeGroup::modp1024},
                                    {1536, PrimeGroup::modp1536},
                                    {2048, PrimeGroup::modp2048},
                                    {3072, PrimeGroup::modp3072},
                                    {4096, PrimeGroup::modp4096},
                                    {6144, PrimeGroup::modp6144},
                                    {8192, PrimeGroup::modp8192}}) {
    CAPTURE(bits);
    const auto identity = identify_prime_group(prime_of("modp/ietf/" + std::to_string(bits)), two);
    CHECK_FALSE(identity.code_point);
    CHECK(identity.prime == group);
  }
}

TEST_CASE("every other field is the server's own") {
  const Bytes prime = prime_of("modp/ietf/1024");
  const auto is_custom = [](const Bytes& p, const Bytes& generator) {
    const auto identity = identify_prime_group(p, generator);
    return identity.prime == PrimeGroup::custom && !identity.code_point;
  };
  CHECK(is_custom(prime, {5}));
  CHECK(is_custom(prime, {2, 2}));
  for (size_t i = 0; i < prime.size(); ++i) {
    Bytes other = prime;
    other[i] ^= 1;
    CHECK(is_custom(other, two));
  }
  CHECK(is_custom({}, {}));
  CHECK(is_custom(Bytes(128, 0xff), two));
  CHECK(is_custom(Bytes(130, 0xff), two));
  CHECK(is_custom(prime_of("dsa/jce/1024"), two));
}
