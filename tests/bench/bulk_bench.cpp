// Many leaves of one issuer, validated with one shared Verifier: what a scanner or a busy client does. First
// on one core, beside peers that share their trust store; then on every core at once.
#include "tests/bench/bench.h"
#include "tests/bench/chains.h"
#include "tests/bench/peers.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <numeric>
#include <thread>
#include <vector>

using namespace certcheck;

namespace {

constexpr size_t leaf_count = 4'000;

struct Seconds {
  double wall = 0, cpu = 0;
};

/// What one leaf takes when `threads` work through all of them. Nothing is remembered at first. CPU time
/// above that of one thread is what sharing the Verifier costs; on a busy machine wall clock says little.
Seconds per_leaf(const bench::Chain& chain, const bench::Client& client, size_t threads) {
  crypto::Verifier verifier;
  std::atomic<size_t> next = 0, distrusted = 0;
  std::vector<double> cpu(threads);
  const auto start = std::chrono::steady_clock::now();
  std::vector<std::thread> workers;
  for (double& mine : cpu) {
    workers.emplace_back([&] {
      for (size_t n = next++; n < chain.leaves.size(); n = next++)
        if (!client.trusts(chain.leaves[n], chain.issuer, verifier)) ++distrusted;
      mine = bench::thread_seconds();
    });
  }
  for (auto& worker : workers) worker.join();
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  if (distrusted != 0) std::printf("  %zu leaves were not trusted\n", distrusted.load());
  const auto leaves = static_cast<double>(chain.leaves.size());
  return {wall.count() / leaves, std::accumulate(cpu.begin(), cpu.end(), 0.0) / leaves};
}

}  // namespace

int main() {
  bool reached = true;
  for (const bench::Chain& chain : bench::make_chains(leaf_count)) {
    const bench::Client client(chain);
    const bench::OpensslClient openssl(chain);
    const bench::BotanClient botan(chain);
    size_t next = 0;
    const auto leaf = [&]() -> const Bytes& { return chain.leaves[next++ % chain.leaves.size()]; };

    bench::Comparison bulk("chain of 3, " + chain.name + ", in bulk", "chains");
    // Fewer edges than leaves, so that each leaf is forgotten before it comes again.
    crypto::Verifier verifier({.keys = 2'048, .edges = leaf_count / 4});
    bulk.measure("certcheck", [&] { bench::keep(client.trusts(leaf(), chain.issuer, verifier)); });
    // Different ones in turn here too: the processor predicts its way through a signature seen before.
    std::vector<bench::BotanSignature> signatures;
    for (const Bytes& der : chain.leaves) signatures.emplace_back(der, chain.issuer);
    auto prepared = signatures.front().verifier();
    bulk.measure("the leaf's signature alone",
                 [&] { bench::keep(signatures[next++ % signatures.size()].valid(prepared)); });
    crypto::Verifier remembering;
    bulk.measure("certcheck, leaf seen before",
                 [&] { bench::keep(client.trusts(chain.leaves.front(), chain.issuer, remembering)); });
    bulk.measure("OpenSSL", [&] { bench::keep(openssl.trusts(leaf(), chain.issuer)); });
    bulk.measure("Botan", [&] { bench::keep(botan.trusts(leaf(), chain.issuer)); });
    reached = bulk.print(chain.name == "RSA-2048" ? 30'000 : 9'000) && reached;

    const size_t cores = std::max(1U, std::thread::hardware_concurrency());
    for (const size_t threads : {size_t{1}, cores, 4 * cores}) {
      const Seconds took = per_leaf(chain, client, threads);
      std::printf("  %2zu threads: %.0f chains/s by wall clock, %.1f us CPU a chain\n", threads,
                  1 / took.wall, took.cpu * 1e6);
    }
  }
  return reached ? 0 : 1;
}
