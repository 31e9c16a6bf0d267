#pragma once

#include "certcheck/files/contents.h"

#include <string>
#include <string_view>
#include <vector>

namespace certcheck::files {

/// The name that the value at `pos` of a JSON or YAML text stands under, such as "ca.crt"; empty if none
/// stands right before it.
std::string_view name_before(std::string_view text, size_t pos);

/// Gathers the names that certificates and keys stand under in a text, and tells from them what the
/// certificates are there for.
class ValueNames {
 public:
  /// The parts from `first` to `end` were read from a value, which they continue if `follows`.
  void add(size_t first, size_t end, std::string_view name, bool follows);
  /// Gives the certificates their roles.
  void settle(std::vector<Part>& parts) const;

 private:
  struct Entry {
    size_t part;
    std::string name;
    bool first;  ///< of its value
  };
  std::vector<Entry> entries_;
};

}  // namespace certcheck::files
