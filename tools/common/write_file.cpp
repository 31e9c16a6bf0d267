#include "common/write_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace certcheck::tools {
namespace {

Error problem_with(const std::string& path) {
  return {Error::Kind::io, path + ": cannot be written: " + std::generic_category().message(errno)};
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

}  // namespace

std::optional<Error> write_file(const std::string& path, std::string_view text) {
  struct stat found {};
  const bool exists = ::stat(path.c_str(), &found) == 0;
  if (exists && !S_ISREG(found.st_mode)) {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return problem_with(path);
    const bool written = write_all(descriptor, text);
    const auto problem = written ? std::nullopt : std::optional(problem_with(path));
    ::close(descriptor);
    return problem;
  }
  std::string temporary = path + ".XXXXXX";
  const int descriptor = ::mkostemp(temporary.data(), O_CLOEXEC);
  if (descriptor < 0) return problem_with(path);
  // As a file that is made anew would have it, or as the one had it that is replaced.
  const mode_t mask = ::umask(0);
  ::umask(mask);
  const mode_t mode = exists ? found.st_mode & 07777U : 0666U & ~mask;
  const bool written =
      ::fchmod(descriptor, mode) == 0 && write_all(descriptor, text) && ::fsync(descriptor) == 0;
  auto problem = written ? std::nullopt : std::optional(problem_with(path));
  ::close(descriptor);
  if (!problem && ::rename(temporary.c_str(), path.c_str()) != 0) problem = problem_with(path);
  if (problem) ::unlink(temporary.c_str());
  return problem;
}

}  // namespace certcheck::tools
