#include "certcheck/files/read_file.h"

#include "certcheck/files/limits.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace certcheck::files {
namespace {

class Descriptor {
 public:
  explicit Descriptor(const std::string& path) : number_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

Error io_error(const std::string& path) {
  return Error{Error::Kind::io, path + ": " + std::generic_category().message(errno)};
}

}  // namespace

Result<Bytes> read_file(const std::string& path) {
  const Descriptor file(path);
  struct stat status {};
  if (file.number() < 0 || ::fstat(file.number(), &status) != 0) return io_error(path);
  const Error too_large{Error::Kind::io,
                        path + ": larger than " + std::to_string(limits.file_bytes) + " bytes"};
  if (S_ISREG(status.st_mode) && static_cast<uint64_t>(status.st_size) > limits.file_bytes) return too_large;
  constexpr size_t step = size_t{1} << 16;
  // One byte more than the size says, so that the end is met without growing; pipes say 0.
  const size_t expected = status.st_size > 0 ? static_cast<size_t>(status.st_size) : 0;
  Bytes bytes(expected < limits.file_bytes ? expected + 1 : step);
  size_t used = 0;
  while (true) {
    if (used == bytes.size()) bytes.resize(used + std::max(step, used));
    const ssize_t count = ::read(file.number(), bytes.data() + used, bytes.size() - used);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return io_error(path);
    if (count == 0) break;
    used += static_cast<size_t>(count);
    if (used > limits.file_bytes) return too_large;
  }
  bytes.resize(used);
  return bytes;
}

}  // namespace certcheck::files
