#pragma once

#include "certcheck/base/bytes.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace certcheck::files {

/// A file that is open, closed in the end.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor();
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int get() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }

 private:
  int number_;
};

/// All that is left to read of a file or pipe. nullopt: errno says why not, EFBIG that it is more than
/// `bytes_max`.
std::optional<Bytes> read_to_end(int descriptor, size_t bytes_max);

/// False: errno says why not all could be written.
bool write_all(int descriptor, std::string_view text);

}  // namespace certcheck::files
