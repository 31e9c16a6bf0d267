#include "certcheck/files/descriptor.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>

namespace certcheck::files {
namespace {

/// Has the kernel provide the pages of a large buffer at once, which are provided when they are first
/// written otherwise: one by one they take longer than reading the file does.
void provide_pages([[maybe_unused]] Bytes& buffer) {
#ifdef MADV_POPULATE_WRITE
  const auto page = static_cast<size_t>(::sysconf(_SC_PAGESIZE));
  void* begin = buffer.data();
  size_t room = buffer.capacity();
  if (room < 16 * page || std::align(page, page, begin, room) == nullptr) return;
  (void)::madvise(begin, room / page * page, MADV_POPULATE_WRITE);  // older kernels cannot
#endif
}

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) (void)::close(number_);
}

std::optional<Bytes> read_to_end(int descriptor, size_t bytes_max) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return std::nullopt;
  // Pipes say 0.
  const size_t expected = status.st_size > 0 ? static_cast<size_t>(status.st_size) : 0;
  if (S_ISREG(status.st_mode) && expected > bytes_max) {
    errno = EFBIG;
    return std::nullopt;
  }
  constexpr size_t step = size_t{1} << 16;
  // One byte more than the size says, so that the end is met without growing.
  Bytes bytes;
  bytes.reserve(expected < bytes_max ? expected + 1 : step);
  provide_pages(bytes);
  bytes.resize(bytes.capacity());
  size_t used = 0;
  while (true) {
    if (used == bytes.size()) bytes.resize(used + std::max(step, used));
    const ssize_t count = ::read(descriptor, bytes.data() + used, bytes.size() - used);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return std::nullopt;
    if (count == 0) break;
    used += static_cast<size_t>(count);
    if (used <= bytes_max) continue;
    errno = EFBIG;
    return std::nullopt;
  }
  bytes.resize(used);
  return bytes;
}

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(descriptor, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    text.remove_prefix(static_cast<size_t>(count));
  }
  return true;
}

}  // namespace certcheck::files
