// What is read of an input, and what is found in it, takes memory in proportion to its bytes, whatever they
// are.
#include "certcheck/engine/linting.h"

#include "tests/support/large_structures.h"

#include <catch2/catch_test_macros.hpp>

#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <new>

// Sanitizers have an allocator of their own.
#ifndef __has_feature
#define __has_feature(feature) 0  // GCC has a macro instead
#endif
#if !defined(__SANITIZE_ADDRESS__) && !__has_feature(address_sanitizer)

namespace {

/// Bytes that the thread has from the heap, and the most that it had since the peak was set.
thread_local size_t held = 0, peak = 0;

}  // namespace

// All other forms of these operators call these. Not inlined, or GCC takes malloc and delete for a pair that
// does not match.
[[gnu::noinline]] void* operator new(size_t size) {
  void* const place = std::malloc(size != 0 ? size : 1);
  if (place == nullptr) throw std::bad_alloc();
  held += malloc_usable_size(place);
  peak = std::max(peak, held);
  return place;
}

[[gnu::noinline]] void operator delete(void* place) noexcept {
  held -= malloc_usable_size(place);
  std::free(place);
}

[[gnu::noinline]] void operator delete(void* place, size_t) noexcept { operator delete(place); }

namespace certcheck {
namespace {

using test::LargeStructure;
using test::Structure;

/// The most memory that parsing and linting holds at a time, beyond what it is given.
size_t memory_of_linting(const Bytes& der, Structure structure) {
  static const lint::Selection everything;
  static crypto::Verifier verifier;
  const lint::Kind kind = structure == Structure::certificate ? lint::Kind::certificate
                          : structure == Structure::crl       ? lint::Kind::crl
                          : structure == Structure::ocsp      ? lint::Kind::ocsp
                                                              : lint::Kind::ocsp_request;
  const size_t before = held;
  peak = held;
  const engine::Linted linted = engine::lint_encoded(kind, der, 0, {everything, nullptr, verifier, false});
  CHECK(linted.kind);
  return peak - before;
}

TEST_CASE("linting holds memory in proportion to what is linted") {
  // The base holds 256 faults of a structure and as many of the certificates in it, with these. A name of two
  // bytes is one of 104 in memory, in a list that may have room for twice as many.
  constexpr size_t bytes = 200'000, base = 1'000'000, times = 130;
  for (const LargeStructure& structure : test::large_structures()) {
    const Bytes der = structure.make(std::max<size_t>(bytes / structure.bytes_each, 1));
    memory_of_linting(der, structure.structure);  // what is made once stays
    const size_t memory = memory_of_linting(der, structure.structure);
    INFO(structure.name << ": " << memory << " bytes for " << der.size());
    CHECK(memory <= base + times * der.size());
  }
}

}  // namespace
}  // namespace certcheck

#endif
