// Lints run on every certificate of a fleet: one that finds nothing must not allocate.
#include "certcheck/lint/registry.h"

#include "fixtures.h"

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <new>
#include <set>

namespace {

// Of this thread. Counted by the replaced operator new below, which serves this whole program. Not inlined,
// or GCC takes malloc and delete for a pair that does not match.
thread_local size_t allocations = 0;

}  // namespace

[[gnu::noinline]] void* operator new(size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size != 0 ? size : 1)) return memory;
  throw std::bad_alloc();
}
// What std::stable_sort borrows is given back to the delete below.
[[gnu::noinline]] void* operator new(size_t size, const std::nothrow_t& /*none*/) noexcept {
  ++allocations;
  return std::malloc(size != 0 ? size : 1);
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, size_t) noexcept { std::free(memory); }

namespace certcheck::lint {
namespace {

/// Runs one lint's function and counts what it allocates.
template <typename Function, typename... Arguments>
std::pair<Outcome, size_t> counted(const Check& check, Function function, const Arguments&... arguments) {
  const Subject unset;
  const size_t before = allocations;
  const Outcome outcome = function(arguments..., Reporter(check, unset, nullptr));
  return {outcome, allocations - before};
}

// What they need takes memory where it is asked for: a digest of the key (only beside a list of weak keys),
// the name of the signature's algorithm (once a list or response).
const std::set<std::string_view> allocating_lints = {"hygiene.weak_keys.listed", "hygiene.crl.broken_digest",
                                                     "hygiene.crl.weak_digest", "hygiene.ocsp.broken_digest",
                                                     "hygiene.ocsp.weak_digest"};

// Elsewhere text may have to be converted before it is compared (a BMPString), or long lists sorted.
TEST_CASE("lints of ordinary certificates allocate nothing unless they fire") {
  for (const auto& folder : std::filesystem::directory_iterator(test::lint_testdata() / "cases/ordinary")) {
    if (folder.path().extension() != ".pem") continue;
    const test::Fixture fixture(folder.path());
    std::vector<std::string> allocating;
    const auto check_count = [&](const Lint& lint, std::pair<Outcome, size_t> result) {
      if (result.first != Outcome::fired && result.second != 0 && !allocating_lints.contains(lint.check.id))
        allocating.emplace_back(lint.check.id);
    };
    for (const Entry& entry : entries()) {
      const Lint& lint = *entry.lint;
      for (const auto& facts : fixture.facts)
        if (lint.certificate != nullptr && entry.needs().includes(facts->roles))
          check_count(lint, counted(lint.check, lint.certificate, *facts));
      for (const auto& crl : fixture.crls)
        if (lint.crl != nullptr) check_count(lint, counted(lint.check, lint.crl, *crl));
      for (const auto& response : fixture.responses)
        if (lint.ocsp != nullptr) check_count(lint, counted(lint.check, lint.ocsp, *response));
    }
    CAPTURE(folder.path().string(), allocating);
    CHECK(allocating.empty());
  }
}

}  // namespace
}  // namespace certcheck::lint
