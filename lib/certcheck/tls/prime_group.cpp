#include "certcheck/tls/prime_group.h"

#include <botan/bigint.h>
#include <botan/dl_group.h>
#include <botan/exceptn.h>

#include <array>
#include <string_view>

namespace certcheck::tls {

namespace {

struct KnownPrime {
  std::string_view name;
  std::string_view botan_name;
  size_t bytes;
};

constexpr std::array known_primes{
    KnownPrime{"ffdhe2048", "ffdhe/ietf/2048", 256},  KnownPrime{"ffdhe3072", "ffdhe/ietf/3072", 384},
    KnownPrime{"ffdhe4096", "ffdhe/ietf/4096", 512},  KnownPrime{"ffdhe6144", "ffdhe/ietf/6144", 768},
    KnownPrime{"ffdhe8192", "ffdhe/ietf/8192", 1024}, KnownPrime{"modp1024", "modp/ietf/1024", 128},
    KnownPrime{"modp1536", "modp/ietf/1536", 192},    KnownPrime{"modp2048", "modp/ietf/2048", 256},
    KnownPrime{"modp3072", "modp/ietf/3072", 384},    KnownPrime{"modp4096", "modp/ietf/4096", 512},
    KnownPrime{"modp6144", "modp/ietf/6144", 768},    KnownPrime{"modp8192", "modp/ietf/8192", 1024},
};

}  // namespace

std::string prime_group_name(ByteView prime, ByteView generator) {
  if (generator.size() == 1 && generator.front() == 2) {  // of all of them
    for (const KnownPrime& known : known_primes) {
      if (known.bytes != prime.size()) continue;
      try {
        const auto group = Botan::DL_Group::from_name(known.botan_name);
        if (same_bytes(group.get_p().serialize(), prime)) return std::string(known.name);
      } catch (const Botan::Exception&) {
        continue;  // a Botan built without this group
      }
    }
  }
  return "custom";
}

}  // namespace certcheck::tls
