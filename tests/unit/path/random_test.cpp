#include "tests/unit/path/validating.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <map>
#include <random>

using namespace certcheck;
using namespace certcheck::test;

namespace {

/// A certificate of a random PKI, in the terms of the naive search below.
struct Member {
  Spec spec;
  std::vector<std::string> excluded_names;  ///< common names of CAs that it excludes
  std::vector<std::string> permitted_dns;   ///< domains that it permits
  bool anchor = false;
};

/// A random PKI: few names and keys for many certificates, so that there are crosses, loops, several keys
/// under a name and names that lie, with all that can spoil a path.
struct Pki {
  std::vector<Member> members;
  Spec end;
  std::optional<size_t> max_depth;
};

class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  Pki make_pki() {
    Pki pki;
    const unsigned names = 2 + below(4), certificates = 3 + below(8);
    keys_per_name_ = 1 + below(2);
    for (unsigned i = 0; i < certificates; ++i) pki.members.push_back(member(names, i));
    for (unsigned i = 0; i < 1 + below(2); ++i)
      pki.members[below(static_cast<unsigned>(pki.members.size()))].anchor = true;
    const unsigned issuer = below(names);
    pki.end = leaf(name(issuer), key(issuer));
    pki.end.dns_names = {one_in(2) ? "www.a.test" : "www.b.test"};
    if (one_in(4)) pki.max_depth = below(4);
    return pki;
  }

 private:
  unsigned below(unsigned n) { return static_cast<unsigned>(random_() % n); }
  bool one_in(unsigned n) { return below(n) == 0; }
  static std::string name(unsigned n) { return "name" + std::to_string(n); }
  unsigned key(unsigned of_name) { return of_name * 10 + below(keys_per_name_); }

  Member member(unsigned names, unsigned serial) {
    const unsigned subject = below(names), issuer = one_in(4) ? subject : below(names);
    Member member{.spec = authority(name(subject), key(subject), name(issuer), key(issuer))};
    Spec& spec = member.spec;
    spec.serial = serial + 1;
    spec.key_identifiers = !one_in(3);
    if (one_in(10)) spec.signer = 77;
    if (one_in(10)) spec.not_after = date(2026, 1, 1);
    if (one_in(12)) spec.ca = false;
    if (one_in(12)) spec.basic_constraints = false;
    if (one_in(10)) spec.key_usage = {6};
    if (one_in(10)) spec.purposes = {"1.3.6.1.5.5.7.3.2"};
    if (spec.ca && spec.basic_constraints && one_in(3)) spec.path_length = below(3);
    std::vector<Bytes> permitted, excluded;
    if (one_in(6)) {
      member.excluded_names.push_back(name(below(names)));
      excluded.push_back(directory(simple_name(member.excluded_names.back())));
    }
    if (one_in(6)) {
      member.permitted_dns.push_back(one_in(2) ? "a.test" : "b.test");
      permitted.push_back(dns(member.permitted_dns.back()));
    }
    if (!permitted.empty() || !excluded.empty())
      spec.extensions = {name_constraints_extension(permitted, excluded)};
    return member;
  }

  std::mt19937 random_;
  unsigned keys_per_name_ = 1;
};

/// The standard read naively: every simple path, each validated on its own from what the certificates were
/// made of.
class Naive {
 public:
  explicit Naive(const Pki& pki) : pki_(pki), used_(pki.members.size()) {}
  bool trusted() { return extend(pki_.end); }

 private:
  bool extend(const Spec& child) {
    for (size_t i = 0; i < pki_.members.size(); ++i) {
      const Member& issuer = pki_.members[i];
      if (used_[i] || issuer.spec.subject != child.issuer || issuer.spec.key != child.signer) continue;
      if (issuer.anchor && sound()) return true;
      used_[i] = true;
      route_.push_back(&issuer);
      const bool found = extend(issuer.spec);
      route_.pop_back();
      used_[i] = false;
      if (found) return true;
    }
    return false;
  }

  /// Are the intermediates of the route, leaf's side first, all that they should be?
  bool sound() const {
    size_t followers = 0;
    for (size_t i = 0; i < route_.size(); ++i) {
      const Spec& ca = route_[i]->spec;
      if (now > ca.not_after || !ca.ca || !ca.basic_constraints || !ca.purposes.empty()) return false;
      if (!ca.key_usage.empty()) return false;  // made without keyCertSign only
      if (ca.path_length && followers > *ca.path_length) return false;
      for (const std::string& domain : route_[i]->permitted_dns)
        if (!pki_.end.dns_names[0].ends_with("." + domain)) return false;
      for (const std::string& excluded : route_[i]->excluded_names)
        for (size_t below = 0; below < i; ++below)
          if (route_[below]->spec.subject == excluded && route_[below]->spec.issuer != excluded) return false;
      if (ca.subject != ca.issuer) ++followers;
    }
    return !pki_.max_depth || followers <= *pki_.max_depth;
  }

  const Pki& pki_;
  std::vector<bool> used_;
  std::vector<const Member*> route_;
};

}  // namespace

TEST_CASE("a random PKI is validated as the standard, read naively, validates it") {
  size_t trusted = 0;
  constexpr unsigned count = 2'000;
  // Verified signatures are the same over and over; what is under test is the search.
  crypto::Verifier verifier;
  for (unsigned seed = 0; seed < count; ++seed) {
    const Pki pki = Maker(seed).make_pki();
    trust::Store store("random");
    std::vector<x509::CertificatePtr> pool;
    for (const Member& member : pki.members) {
      x509::CertificatePtr certificate = make(member.spec);
      if (member.anchor) store.add(certificate);
      pool.push_back(std::move(certificate));
    }
    path::Options options{.time = now, .profile = Profile::rfc5280, .max_depth = pki.max_depth};
    const trust::Store* const stores[] = {&store};
    const path::Validation validation = path::validate(make(pki.end), pool, stores, options, verifier);
    INFO("seed " << seed);
    const bool expected = Naive(pki).trusted();
    REQUIRE(validation.trusted() == expected);
    // The order of the pool may change which path is best, never whether there is one.
    std::reverse(pool.begin(), pool.end());
    REQUIRE(path::validate(make(pki.end), pool, stores, options, verifier).trusted() == expected);
    // Whatever comes out is explained.
    REQUIRE_FALSE(validation.paths.empty());
    REQUIRE(counted(validation, options).empty() == expected);
    if (expected) ++trusted;
  }
  // The generator is no good if it makes one kind only.
  CHECK(trusted > count / 10);
  CHECK(trusted < count * 9 / 10);
}
