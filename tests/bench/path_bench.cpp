// What a path costs: beside its signatures alone, in bulk, and as chains, pools, names and policies grow.

#include "certcheck/crypto/verifier.h"
#include "certcheck/path/detail/policies.h"
#include "certcheck/path/path.h"
#include "certcheck/trust/store.h"
#include "certcheck/x509/certificate.h"

#include "certserve/pki/certificate.h"
#include "certserve/pki/der_builder.h"
#include "tests/bench/bench.h"
#include "tests/support/pki.h"

#include <botan/ber_dec.h>
#include <botan/pubkey.h>
#include <botan/x509_key.h>

#include <cstdio>
#include <string>
#include <vector>

using namespace certcheck;

namespace {

std::string numbered(std::string text, unsigned number) { return text.append(std::to_string(number)); }

path::Options options() { return {.time = test::now, .profile = Profile::rfc5280}; }

bool trusted(const x509::CertificatePtr& leaf, const std::vector<x509::CertificatePtr>& pool,
             const trust::Store& store, const path::Options& options, crypto::Verifier& verifier) {
  const trust::Store* const stores[] = {&store};
  return path::validate(leaf, pool, stores, options, verifier).trusted();
}

/// The floor: load the issuer's key, check the signature, by Botan and nothing else.
bool check_signature(const x509::Certificate& child, const x509::Certificate& issuer) {
  const auto key = Botan::X509::load_key(issuer.public_key.bytes);
  const ByteView bytes = child.signature_algorithm.bytes;
  Botan::AlgorithmIdentifier algorithm;
  Botan::BER_Decoder(bytes).decode(algorithm);
  Botan::PK_Verifier verifier(*key, algorithm);
  return verifier.verify_message(child.tbs, child.signature.bytes);
}

void compare_with_signatures(const std::string& kind) {
  const pki::Authority root{.common_name = "root " + kind, .key = "root-" + kind},
      issuing{.common_name = "issuing " + kind, .key = "issuing-" + kind};
  const Bytes leaf = issue(pki::server_certificate(issuing, "leaf-" + kind, "www.example.test"));
  const Bytes intermediate = issue(pki::authority_certificate(root, issuing));
  trust::Store store("bench");
  store.add(x509::parse_certificate(issue(pki::root_certificate(root))));
  path::Options server = options();
  server.profile = Profile::webpki;
  server.names = {*names::make_host_name("www.example.test")};

  bench::Comparison once("chain of 3, " + kind + ", parsed, built and verified once", "chains");
  const auto ours = once.measure("certcheck", [&] {
    crypto::Verifier verifier;
    if (!trusted(x509::parse_certificate(leaf), {x509::parse_certificate(intermediate)}, store, server,
                 verifier))
      std::abort();
  });
  const auto a = x509::parse_certificate(leaf), b = x509::parse_certificate(intermediate);
  const auto floor = once.measure("its two signatures alone", [&] {
    if (!check_signature(*a, *b) || !check_signature(*b, *store.all().front()->certificate)) std::abort();
  });
  once.print();
  std::printf("  %.3f times the signatures (target 1.05)\n", ours.seconds / floor.seconds);

  crypto::Verifier warm;
  bench::Comparison bulk("the same with every signature remembered", "chains");
  bulk.measure("certcheck", [&] {
    bench::keep(
        trusted(x509::parse_certificate(leaf), {x509::parse_certificate(intermediate)}, store, server, warm));
  });
  bulk.print();
}

/// One line for each size, signatures remembered: the cost per unit must not grow with the size.
template <typename Prepare>
void growth(const char* what, const std::vector<unsigned>& sizes, Prepare prepare) {
  std::printf("%s\n", what);
  for (const unsigned size : sizes) {
    const auto run = prepare(size);
    const auto measured = bench::measure(what, run, 1, 5);
    std::printf("  %6u: %10.1f us, %8.3f us each\n", size, measured.seconds * 1e6,
                measured.seconds * 1e6 / size);
  }
}

/// Everything that one validation needs, kept together.
struct Case {
  x509::CertificatePtr leaf;
  std::vector<x509::CertificatePtr> pool;
  std::shared_ptr<trust::Store> store = std::make_shared<trust::Store>("bench");
  std::shared_ptr<crypto::Verifier> verifier = std::make_shared<crypto::Verifier>();
  path::Options options = ::options();

  void operator()() const { bench::keep(trusted(leaf, pool, *store, options, *verifier)); }
};

x509::CertificatePtr make(const test::Spec& spec) { return x509::parse_certificate(test::make_der(spec)); }

Case chain(unsigned intermediates) {
  Case c;
  c.options.budget.depth = intermediates;
  c.options.budget.signatures = 10'000;
  c.leaf = make(test::leaf("ca1", 1));
  for (unsigned i = 1; i <= intermediates; ++i)
    c.pool.push_back(make(test::authority(numbered("ca", i), i, numbered("ca", i + 1), i + 1)));
  c.store->add(make(test::root(numbered("ca", intermediates + 1), intermediates + 1)));
  return c;
}

Case pool_of(unsigned strangers) {
  Case c = chain(2);
  for (unsigned i = 0; i < strangers; ++i)
    c.pool.push_back(make(test::authority(numbered("stranger", i), i, "nobody", 0)));
  return c;
}

Case decoys(unsigned count) {
  Case c = chain(1);
  for (unsigned i = 0; i < count; ++i) c.pool.push_back(make(test::authority("ca1", 100 + i, "ca2", 2)));
  return c;
}

Case names_and_constraints(unsigned count) {
  Case c = chain(1);
  std::vector<Bytes> permitted;
  test::Spec leaf = test::leaf("ca1", 1);
  for (unsigned i = 0; i < count; ++i) {
    permitted.push_back(test::dns(numbered("t", i) + ".test"));
    leaf.dns_names.push_back(numbered("t", i) + ".test");
  }
  permitted.push_back(test::dns("example.test"));
  test::Spec ca = test::authority("ca1", 1, "ca2", 2);
  ca.extensions = {test::name_constraints(permitted, {})};
  c.pool = {make(ca)};
  c.leaf = make(leaf);
  c.options.budget.name_constraint_comparisons = size_t{1} << 40;
  return c;
}

Case policies(unsigned width) {
  Case c = chain(20);
  std::vector<std::string> oids;
  std::vector<std::pair<std::string, std::string>> mappings;
  for (unsigned i = 0; i < width; ++i) {
    oids.push_back(numbered("1.2.3.", i));
    mappings.emplace_back(oids.back(), numbered("1.2.3.", (i + 1) % width));
  }
  c.options.budget.policy_nodes = 1'000'000;
  c.pool.clear();
  for (unsigned i = 1; i <= 20; ++i) {
    test::Spec ca = test::authority(numbered("ca", i), i, numbered("ca", i + 1), i + 1);
    ca.extensions = {test::policies(oids), test::policy_mappings(mappings)};
    c.pool.push_back(make(ca));
  }
  test::Spec leaf = test::leaf("ca1", 1);
  leaf.extensions = {test::policies(oids)};
  c.leaf = make(leaf);
  c.options.policy.require_explicit_policy = true;
  return c;
}

}  // namespace

int main() {
  compare_with_signatures("rsa");
  compare_with_signatures("p256");
  growth("intermediates on the path", {1, 10, 100, 400}, chain);
  growth("strangers in the pool", {10, 100, 1'000, 10'000}, pool_of);
  growth("decoys of the issuer's name", {10, 100, 1'000, 5'000}, decoys);
  growth("names times as many constraints", {10, 100, 1'000, 4'000}, names_and_constraints);
  growth("policies, each mapped, on 20 intermediates", {5, 50, 500}, policies);
}
