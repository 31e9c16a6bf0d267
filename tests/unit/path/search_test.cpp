#include "tests/unit/path/validating.h"

#include <catch2/catch_test_macros.hpp>

#include <chrono>

using namespace certcheck;
using namespace certcheck::test;

namespace {

std::string numbered(std::string text, unsigned number) { return text.append(std::to_string(number)); }

/// A debug build under a sanitizer is some 30 times slower than what is asked for.
constexpr auto patience = std::chrono::seconds(3);

template <typename Function>
std::chrono::steady_clock::duration time_of(Function function) {
  const auto start = std::chrono::steady_clock::now();
  function();
  return std::chrono::steady_clock::now() - start;
}

/// Every CA certifies every other: `size` names, a certificate for each ordered pair.
std::vector<x509::CertificatePtr> full_mesh(unsigned size, bool key_identifiers = true) {
  std::vector<x509::CertificatePtr> pool;
  for (unsigned subject = 1; subject <= size; ++subject) {
    for (unsigned issuer = 1; issuer <= size; ++issuer) {
      if (subject == issuer) continue;
      Spec spec = authority(numbered("ca", subject), subject, numbered("ca", issuer), issuer);
      spec.key_identifiers = key_identifiers;
      pool.push_back(make(spec));
    }
  }
  return pool;
}

}  // namespace

TEST_CASE("a hundred decoys of the issuer's name do not hide the way") {
  for (const bool key_identifiers : {true, false}) {
    Question question{.leaf = make(leaf("issuing", 1)), .anchors = {make(root("root", 0))}};
    for (unsigned i = 0; i < 150; ++i) {
      Spec decoy = authority("issuing", 100 + i, "root", 0);
      decoy.key_identifiers = key_identifiers;
      question.pool.push_back(make(decoy));
    }
    Spec right = authority("issuing", 1, "root", 0);
    right.key_identifiers = key_identifiers;
    question.pool.push_back(make(right));
    CHECK(question.validate().trusted());
  }
}

TEST_CASE("decoys cost their budget and no more") {
  Question question{.leaf = make(leaf("issuing", 1)), .anchors = {make(root("root", 0))}};
  for (unsigned i = 0; i < 400; ++i) {
    Spec decoy = authority("issuing", 100 + i, "root", 0);
    decoy.key_identifiers = false;
    question.pool.push_back(make(decoy));
  }
  path::Validation validation;
  CHECK(time_of([&] { validation = question.validate(); }) < patience);
  const Ids ids = counted(validation, question.options);
  CHECK(std::count(ids.begin(), ids.end(), "path.budget.signatures") == 1);
  CHECK(std::count(ids.begin(), ids.end(), "path.signature.invalid@0") == 1);
}

TEST_CASE("a full mesh that leads to an anchor is solved") {
  for (const unsigned size : {4U, 12U, 35U}) {
    Question question{
        .leaf = make(leaf("ca1", 1)), .pool = full_mesh(size), .anchors = {make(root("root", 0))}};
    question.pool.push_back(make(authority(numbered("ca", size), size, "root", 0)));
    path::Validation validation;
    CHECK(time_of([&] { validation = question.validate(); }) < patience);
    REQUIRE(validation.trusted());
    CHECK(validation.paths.front().certificates.size() == 4);
    CHECK(validation.findings.empty());
  }
}

TEST_CASE("a mesh of a hundred certificates with one way through it is solved") {
  // ca1 .. ca50, each certified by the next two; only one of each pair is signed with the right key.
  Question question{.leaf = make(leaf("ca1", 1)), .anchors = {make(root("ca51", 51))}};
  for (unsigned i = 1; i <= 50; ++i) {
    const std::string name = numbered("ca", i);
    question.pool.push_back(make(authority(name, i, numbered("ca", i + 1), i + 1)));
    Spec wrong = authority(name, i, numbered("ca", i + 1), 1000 + i);
    wrong.key_identifiers = false;
    wrong.not_before = date(2025, 6, 1);  // the newer of the two, so it is tried first
    question.pool.push_back(make(wrong));
  }
  path::Validation validation;
  CHECK(time_of([&] { validation = question.validate(); }) < patience);
  REQUIRE(validation.trusted());
  CHECK(validation.paths.front().certificates.size() == 52);
}

TEST_CASE("a full mesh that leads nowhere ends at once") {
  Question question{.leaf = make(leaf("ca1", 1)), .pool = full_mesh(35), .anchors = {make(root("root", 0))}};
  path::Validation validation;
  CHECK(time_of([&] { validation = question.validate(); }) < patience);
  CHECK_FALSE(validation.trusted());
  CHECK(has(validation, "path.issuer.circular"));
}

TEST_CASE("a full mesh where every path fails as a whole ends within its budget") {
  // No policy is valid, which shows only when a path is complete.
  Question question{.leaf = make(leaf("ca1", 1)), .pool = full_mesh(12), .anchors = {make(root("root", 0))}};
  for (unsigned i = 1; i <= 12; ++i)
    question.pool.push_back(make(authority(numbered("ca", i), i, "root", 0)));
  question.options.policy.require_explicit_policy = true;
  path::Validation validation;
  CHECK(time_of([&] { validation = question.validate(); }) < patience);
  const Ids ids = counted(validation, question.options);
  CHECK(std::count(ids.begin(), ids.end(), "path.budget.paths") == 1);
  CHECK(validation.paths.size() == question.options.budget.paths);
}

TEST_CASE("a mesh that excludes its own names ends within its budget") {
  // Each CA excludes the next one's name, so that every path of more than a few steps dies late.
  Question question{.leaf = make(leaf("ca1", 1)), .anchors = {make(root("root", 0))}};
  const unsigned size = 14;
  for (unsigned subject = 1; subject <= size; ++subject) {
    for (unsigned issuer = 1; issuer <= size; ++issuer) {
      if (subject == issuer) continue;
      Spec spec = authority(numbered("ca", subject), subject, numbered("ca", issuer), issuer);
      if (subject == size)
        spec.extensions = {name_constraints_extension({}, {directory(simple_name("ca1"))})};
      question.pool.push_back(make(spec));
    }
  }
  Spec top = authority(numbered("ca", size), size, "root", 0);
  top.extensions = {name_constraints_extension({}, {directory(simple_name("ca1"))})};
  question.pool.push_back(make(top));
  path::Validation validation;
  CHECK(time_of([&] { validation = question.validate(); }) < patience);
  CHECK_FALSE(validation.trusted());
  CHECK((has(validation, "path.budget.steps") || has(validation, "path.budget.signatures")));
}

TEST_CASE("name constraints in bulk cost their budget and no more") {
  std::vector<Bytes> permitted, excluded;
  Spec end = leaf("ca", 1);
  for (unsigned i = 0; i < 2'000; ++i) {
    permitted.push_back(dns(numbered("t", i) + ".test"));
    excluded.push_back(dns(numbered("x", i) + ".test"));
    end.dns_names.push_back(numbered("t", i) + ".test");
  }
  Spec ca = authority("ca", 1, "root", 0);
  ca.extensions = {name_constraints_extension(permitted, excluded)};
  const Question question{.leaf = make(end), .pool = {make(ca)}, .anchors = {make(root("root", 0))}};
  path::Validation validation;
  CHECK(time_of([&] { validation = question.validate(); }) < patience);
  CHECK_FALSE(validation.trusted());
}

TEST_CASE("many CAs of one name that certify each other cost their budget and no more") {
  // Each of them could have issued each by name; the anchor bears the name too, with yet another key.
  Question question{.leaf = make(leaf("ca", 1)), .anchors = {make(root("ca", 0))}};
  for (unsigned i = 1; i <= 1'000; ++i) {
    Spec spec = authority("ca", i, "ca", i % 50 + 1);
    spec.key_identifiers = false;
    spec.path_length = 0;
    question.pool.push_back(make(spec));
  }
  size_t validated = 0;
  question.options.check_certificate = [&](const x509::Certificate&, path::Role, Findings&) { ++validated; };
  path::Validation validation;
  CHECK(time_of([&] { validation = question.validate(); }) < patience);
  CHECK_FALSE(validation.trusted());
  CHECK(validated <= question.options.budget.signatures + 16);
}

TEST_CASE("paths are no longer than the budget allows") {
  Question question{.leaf = make(leaf("ca1", 1)), .anchors = {make(root("ca12", 12))}};
  for (unsigned i = 1; i <= 11; ++i)
    question.pool.push_back(make(authority(numbered("ca", i), i, numbered("ca", i + 1), i + 1)));
  question.options.budget.depth = 11;
  CHECK(question.validate().trusted());
  question.options.budget.depth = 10;
  CHECK(has(question.validate(), "path.budget.depth"));
  CHECK_FALSE(question.validate().trusted());
}

TEST_CASE("remembered signatures cost nothing of the budget") {
  Question question{.leaf = make(leaf("issuing", 1)),
                    .pool = {make(authority("issuing", 1, "root", 0))},
                    .anchors = {make(root("root", 0))}};
  trust::Store store("test");
  store.add(question.anchors[0]);
  const trust::Store* const stores[] = {&store};
  crypto::Verifier verifier;
  CHECK(path::validate(question.leaf, question.pool, stores, question.options, verifier).trusted());
  question.options.budget.signatures = 0;
  CHECK(path::validate(question.leaf, question.pool, stores, question.options, verifier).trusted());
  crypto::Verifier fresh;
  const path::Validation validation =
      path::validate(question.leaf, question.pool, stores, question.options, fresh);
  CHECK_FALSE(validation.trusted());
  CHECK(has(validation, "path.budget.signatures"));
}
