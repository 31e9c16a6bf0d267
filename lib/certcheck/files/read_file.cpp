#include "certcheck/files/read_file.h"

#include "certcheck/files/descriptor.h"
#include "certcheck/files/limits.h"

#include <fcntl.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace certcheck::files {

Result<Bytes> read_file(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  auto bytes = file ? read_to_end(file.get(), limits.file_bytes) : std::nullopt;
  if (bytes) return *std::move(bytes);
  return Error{Error::Kind::io,
               path + (errno == EFBIG ? ": larger than " + std::to_string(limits.file_bytes) + " bytes"
                                      : ": " + std::generic_category().message(errno))};
}

}  // namespace certcheck::files
