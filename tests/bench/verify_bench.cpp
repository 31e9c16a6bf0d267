// One chain of three certificates, parsed, built and validated by a client that meets it for the first time.
// The target is 1.05 times what the chain's two signatures cost alone.
#include "tests/bench/bench.h"
#include "tests/bench/chains.h"
#include "tests/bench/peers.h"

#include <cstdio>

using namespace certcheck;

int main() {
  bool reached = true;
  for (const bench::Chain& chain : bench::make_chains()) {
    const Bytes& leaf = chain.leaves.front();
    const bench::Client client(chain);
    const bench::OpensslClient openssl(chain);
    const bench::BotanClient botan(chain);
    const bench::BotanSignature upper(chain.issuer, chain.root), lower(leaf, chain.issuer);
    crypto::Verifier unused;
    if (!client.trusts(leaf, chain.issuer, unused) || !openssl.trusts(leaf, chain.issuer) ||
        !botan.trusts(leaf, chain.issuer) || !upper.valid() || !lower.valid()) {
      std::printf("%s: somebody does not trust the chain\n", chain.name.c_str());
      return 2;
    }

    bench::Comparison once("chain of 3, " + chain.name + ", once", "chains");
    const auto ours = once.measure("certcheck", [&] {
      crypto::Verifier verifier;
      bench::keep(client.trusts(leaf, chain.issuer, verifier));
    });
    const auto floor = once.measure("the two signatures alone", [&] {
      bench::keep(upper.valid());
      bench::keep(lower.valid());
    });
    once.measure("OpenSSL", [&] { bench::keep(openssl.trusts(leaf, chain.issuer)); });
    once.measure("Botan", [&] { bench::keep(botan.trusts(leaf, chain.issuer)); });
    reached = once.print(1 / (1.05 * floor.seconds)) && reached;
    std::printf("  %.3f times the signatures\n", ours.seconds / floor.seconds);
  }
  return reached ? 0 : 1;
}
