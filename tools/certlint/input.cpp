#include "certlint/input.h"

#include "certcheck/base/ascii.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

namespace certcheck::certlint {
namespace {

using request::Demand;
using request::LintSink;

constexpr size_t chunk_size = size_t{1} << 20;

/// An open file or standard input.
class Source {
 public:
  explicit Source(const std::string& path)
      : descriptor_(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)),
        owned_(path != "-") {}
  ~Source() {
    if (owned_ && descriptor_ >= 0) ::close(descriptor_);
  }
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  bool open() const { return descriptor_ >= 0; }
  /// Appends up to a chunk to the text; false at the end. nullopt: errno says why.
  std::optional<bool> append_to(std::string& text) {
    const size_t used = text.size();
    text.resize(used + chunk_size);
    ssize_t count = 0;
    do {
      count = ::read(descriptor_, text.data() + used, chunk_size);
    } while (count < 0 && errno == EINTR);
    text.resize(used + static_cast<size_t>(std::max<ssize_t>(count, 0)));
    return count < 0 ? std::nullopt : std::optional(count > 0);
  }

 private:
  int descriptor_;
  bool owned_;
};

/// Names under which certificates and CRLs are kept: who has a directory linted counts on such a file.
bool is_meant_to_be_linted(const std::string& path) {
  constexpr std::string_view extensions[] = {".pem", ".crt", ".cer", ".cert", ".der", ".crl"};
  const std::string extension = to_lower(std::filesystem::path(path).extension().string());
  return std::find(std::begin(extensions), std::end(extensions), extension) != std::end(extensions);
}

std::string last_problem() { return std::generic_category().message(errno); }

void read_file(const std::string& path, Demand demand, const LintSink& sink, const Progress& progress,
               std::vector<Error>& errors) {
  Source source(path);
  if (!source.open()) {
    errors.push_back({Error::Kind::io, path + ": " + last_problem()});
    return;
  }
  const auto read_more = [&](std::string& text) -> Result<bool> {
    const size_t before = text.size();
    const auto read = source.append_to(text);
    if (!read) return Error{Error::Kind::io, last_problem()};
    progress(text.size() - before);
    return *read;
  };
  auto of_file = request::read_lint_input(path, demand, read_more, sink);
  errors.insert(errors.end(), std::make_move_iterator(of_file.begin()),
                std::make_move_iterator(of_file.end()));
}

/// The regular files below a directory, in order of name. A folder that cannot be read hides no other.
std::vector<std::string> files_below(const std::string& directory, std::vector<Error>& errors) {
  namespace fs = std::filesystem;
  std::vector<std::string> out;
  std::vector<std::string> folders{directory};
  while (!folders.empty()) {
    const std::string folder = std::move(folders.back());
    folders.pop_back();
    std::error_code error, ignored;
    fs::directory_iterator entry(folder, error);
    for (const fs::directory_iterator end; !error && entry != end; entry.increment(error))
      if (entry->is_regular_file(ignored))
        out.push_back(entry->path().string());
      else if (entry->is_directory(ignored) && !entry->is_symlink(ignored))
        folders.push_back(entry->path().string());
    if (error) errors.push_back({Error::Kind::io, folder + ": " + error.message()});
  }
  std::sort(out.begin(), out.end());
  return out;
}

/// "a, b and 3 more", of files below the directory.
std::string some_of(const std::vector<std::string>& files, const std::string& directory) {
  constexpr size_t listed = 5;
  std::string text;
  for (size_t i = 0; i < std::min(files.size(), listed); ++i)
    text += (i == 0 ? "" : ", ") + std::filesystem::path(files[i]).lexically_relative(directory).string();
  return files.size() > listed ? fmt::format("{} and {} more", text, files.size() - listed) : text;
}

/// Whoever has a directory linted counts on something being there: a check that ran on nothing, because files
/// moved or were not generated, must not pass.
void read_directory(const std::string& directory, const LintSink& sink, const Progress& progress,
                    std::vector<Error>& errors) {
  const size_t errors_before = errors.size();
  size_t found = 0;
  const LintSink counting{.take =
                              [&](request::LintItem item) {
                                ++found;
                                sink.take(std::move(item));
                              },
                          .note = sink.note};
  const std::vector<std::string> files = files_below(directory, errors);
  for (const std::string& file : files)
    read_file(file, is_meant_to_be_linted(file) ? Demand::something : Demand::nothing, counting, progress,
              errors);
  if (found != 0 || errors.size() != errors_before) return;
  errors.push_back({Error::Kind::unreadable,
                    fmt::format("{}: no certificate, CRL, OCSP response or request in it{}", directory,
                                files.empty() ? std::string("; it contains no files")
                                              : "; skipped: " + some_of(files, directory))});
}

}  // namespace

size_t size_of_inputs(const std::vector<std::string>& paths) {
  std::vector<Error> unheeded;
  size_t total = 0;
  const auto add = [&total](const std::string& file) {
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    total += error ? 0 : size;
    return !error;
  };
  for (const std::string& path : paths) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error))
      for (const std::string& file : files_below(path, unheeded)) add(file);
    else if (path == "-" || !add(path))
      return 0;
  }
  return total;
}

std::vector<Error> read_inputs(const std::vector<std::string>& paths, const LintSink& sink,
                               const Progress& progress) {
  std::vector<Error> errors;
  for (const std::string& path : paths) {
    std::error_code ignored;
    if (path != "-" && std::filesystem::is_directory(path, ignored))
      read_directory(path, sink, progress, errors);
    else
      read_file(path, Demand::all, sink, progress, errors);
  }
  return errors;
}

}  // namespace certcheck::certlint
