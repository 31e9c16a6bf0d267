#include "common/write_file.h"

#include "certcheck/files/descriptor.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

namespace certcheck::tools {
namespace {

constexpr size_t memory_max = size_t{1} << 20;

Error problem_with(const std::string& path) {
  return {Error::Kind::io, path + ": cannot be written: " + std::generic_category().message(errno)};
}

/// Exists and is something else than a regular file.
bool is_special(const std::string& path) {
  struct stat found {};
  return ::stat(path.c_str(), &found) == 0 && !S_ISREG(found.st_mode);
}

}  // namespace

NewFile::NewFile(NewFile&& other) noexcept
    : path_(std::move(other.path_)),
      text_(std::move(other.text_)),
      temporary_(std::exchange(other.temporary_, {})),
      descriptor_(std::exchange(other.descriptor_, -1)),
      problem_(std::move(other.problem_)) {}

NewFile::~NewFile() { give_up(); }

void NewFile::append(std::string_view text) {
  text_ += text;
  if (text_.size() > memory_max && !is_special(path_)) spill();
}

bool NewFile::open_temporary() {
  if (descriptor_ >= 0) return true;
  temporary_ = path_ + ".XXXXXX";
  descriptor_ = ::mkostemp(temporary_.data(), O_CLOEXEC);
  if (descriptor_ < 0) temporary_.clear();
  return descriptor_ >= 0;
}

void NewFile::spill() {
  if (!problem_ && (!open_temporary() || !files::write_all(descriptor_, text_)))
    problem_ = problem_with(path_);
  text_.clear();
}

void NewFile::give_up() {
  if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
  if (!temporary_.empty()) ::unlink(std::exchange(temporary_, {}).c_str());
}

Result<GrowingFile> GrowingFile::open(const std::string& path) {
  GrowingFile file;
  file.path_ = path;
  file.descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (file.descriptor_ < 0) return problem_with(path);
  struct stat found {};
  if (::fstat(file.descriptor_, &found) == 0 && !S_ISREG(found.st_mode))
    return Error{Error::Kind::usage, path + ": is not a regular file"};
  if (::flock(file.descriptor_, LOCK_EX | LOCK_NB) != 0)
    return Error{Error::Kind::io,
                 path + (errno == EWOULDBLOCK ? ": another run is writing to it" : ": cannot be locked")};
  return file;
}

GrowingFile::GrowingFile(GrowingFile&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      problem_(std::move(other.problem_)) {}

GrowingFile::~GrowingFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::optional<Error> GrowingFile::cut(size_t bytes) {
  if (::ftruncate(descriptor_, static_cast<off_t>(bytes)) == 0) return std::nullopt;
  return problem_with(path_);
}

void GrowingFile::append(std::string_view text) {
  if (broken_ || files::write_all(descriptor_, text)) return;
  problem_ = problem_with(path_);
  broken_ = true;
}

std::optional<Error> NewFile::commit() {
  if (is_special(path_)) {
    const int descriptor = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return problem_with(path_);
    const bool written = files::write_all(descriptor, text_);
    auto problem = written ? std::nullopt : std::optional(problem_with(path_));
    ::close(descriptor);
    return problem;
  }
  spill();
  if (problem_) return problem_;
  // As a file that is made anew would have it, or as the one had it that is replaced.
  struct stat found {};
  const mode_t mask = ::umask(0);
  ::umask(mask);
  const mode_t mode = ::stat(path_.c_str(), &found) == 0 ? found.st_mode & 07777U : 0666U & ~mask;
  if (::fchmod(descriptor_, mode) != 0 || ::fsync(descriptor_) != 0 ||
      ::rename(temporary_.c_str(), path_.c_str()) != 0)
    return problem_with(path_);
  temporary_.clear();
  return std::nullopt;
}

}  // namespace certcheck::tools
