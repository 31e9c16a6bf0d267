#pragma once

#include "certcheck/x509/extension_id.h"
#include "certcheck/x509/general_name.h"

#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace certcheck::lint {

/// Parts that a certificate may have: extensions, readable or not, and GeneralNames of a kind in whatever
/// place. A set of them.
class Parts {
 public:
  /// None.
  constexpr Parts() = default;
  constexpr Parts(x509::GeneralName::Kind kind) { add(kind); }
  constexpr Parts(std::initializer_list<x509::ExtensionId> extensions) {
    for (const x509::ExtensionId extension : extensions) add(extension);
  }

  constexpr void add(x509::ExtensionId extension) {
    if (!extension.empty()) bits_ |= uint64_t{1} << (extension.number() - 1);
  }
  constexpr void add(x509::GeneralName::Kind kind) {
    bits_ |= uint64_t{1} << (x509::ExtensionId::count + static_cast<size_t>(kind));
  }

  constexpr bool empty() const { return bits_ == 0; }
  constexpr bool shares(Parts other) const { return (bits_ & other.bits_) != 0; }
  bool operator==(const Parts&) const = default;

 private:
  static_assert(x509::ExtensionId::count + static_cast<size_t>(x509::GeneralName::Kind::registered_id) < 64);
  uint64_t bits_ = 0;
};

}  // namespace certcheck::lint
