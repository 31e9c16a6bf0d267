#pragma once

#include <string>
#include <utility>
#include <variant>

namespace certcheck {

/// Why an operation failed (I/O, no budget, a bug). Bad certificates are not errors but findings.
struct Error {
  enum class Kind { usage, unreadable, io, network, timeout, protocol, internal };
  Kind kind = Kind::internal;
  std::string message;  ///< names what failed and where, e.g. "roots.pem: no such file"
};

/// A value or the reason why there is none.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: implicit by design
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: implicit by design

  explicit operator bool() const { return state_.index() == 0; }
  T& operator*() & { return *std::get_if<0>(&state_); }
  const T& operator*() const& { return *std::get_if<0>(&state_); }
  T&& operator*() && { return std::move(*std::get_if<0>(&state_)); }
  T* operator->() { return std::get_if<0>(&state_); }
  const T* operator->() const { return std::get_if<0>(&state_); }
  const Error& error() const { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace certcheck
