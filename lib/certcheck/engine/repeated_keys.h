#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/x509/certificate.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace certcheck::engine {

/// Finds keys that certificates of different subjects share, among all inputs of one run. A holder goes by
/// its subject's name, or where that is empty by its alternative names. Not thread-safe.
///
///     RepeatedKeys keys;
///     // for each certificate in input order, from one thread:
///     if (auto finding = keys.add(RepeatedKeys::trace_of(certificate), subject))
///     findings.push_back(*finding);
///
/// trace_of() is what costs time and may run in any thread.
class RepeatedKeys {
 public:
  /// Distinct keys that are remembered, at 32 bytes each, in two tables: later ones are compared with these
  /// only.
  static constexpr size_t keys_max = size_t{1} << 20;

  explicit RepeatedKeys(size_t limit = keys_max) : limit_(limit) {}

  /// What is remembered of a certificate: digests of its key and of its holder.
  struct Trace {
    std::array<uint64_t, 2> key{};  ///< zero: there is none
    uint64_t holder = 0;
    size_t offset = 0;  ///< of the key in the certificate
  };
  static Trace trace_of(const x509::Certificate& certificate);

  /// A finding if the key is that of an earlier certificate of another holder. `subject` labels it; its index
  /// is the place among the inputs.
  std::optional<Finding> add(const Trace& trace, const Subject& subject);

 private:
  struct Slot {
    std::array<uint64_t, 2> key{};
    uint64_t holder = 0;
    uint64_t index = 0;
  };
  /// Where the key stands, or the free slot where it belongs.
  Slot& slot_of(const std::array<uint64_t, 2>& key);
  void grow();

  size_t limit_;
  std::vector<Slot> slots_;  ///< a power of two of them, at most half in use
  size_t used_ = 0;
};

}  // namespace certcheck::engine
