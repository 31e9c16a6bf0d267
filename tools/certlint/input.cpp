#include "certlint/input.h"

#include "certcheck/base/encoding.h"
#include "certcheck/base/pem.h"
#include "certcheck/files/files.h"
#include "certcheck/lint/words.h"
#include "certcheck/trust/pem_certificate.h"

#include "certlint/checks.h"
#include "certlint/contents.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

namespace certcheck::certlint {
namespace {

constexpr std::string_view begin_mark = "-----BEGIN ";
constexpr std::string_view end_mark = "-----END ";
constexpr size_t chunk_size = size_t{1} << 20;
constexpr size_t bare_base64_max = size_t{1}
                                   << 24;  ///< of a file that may yet turn out to be base64 without PEM lines

/// An open file or standard input.
class Source {
 public:
  explicit Source(const std::string& path)
      : descriptor_(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)),
        owned_(path != "-") {}
  ~Source() {
    if (owned_ && descriptor_ >= 0) {
      ::close(descriptor_);
    }
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

Error io_error(const std::string& path) {
  return {Error::Kind::io, path + ": " + std::generic_category().message(errno)};
}

/// One file or standard input, read from front to back.
class FileReader {
 public:
  FileReader(std::string path, bool required, const Sink& sink, std::vector<Error>& errors)
      : path_(std::move(path)), required_(required), sink_(sink), errors_(errors), source_(path_) {}

  void read() {
    if (!source_.open()) {
      errors_.push_back(io_error(path_));
      return;
    }
    if (!more()) {
      return;
    }
    const auto first = static_cast<uint8_t>(text_.empty() ? 0 : text_[0]);
    const size_t visible = text_.find_first_not_of(" \t\r\n\xef\xbb\xbf");
    if (first == 0x30 && text_.find(begin_mark) == std::string::npos) {
      read_der();
    } else if (visible != std::string::npos && text_[visible] == '{') {
      read_log_entries();
    } else {
      read_pem();
    }
  }

 private:
  void emit(Item item) {
    item.file = path_;
    item.index = index_++;
    sink_.take(std::move(item));
  }

  /// False if reading failed, which was reported.
  bool more() {
    const size_t before = text_.size();
    const auto read = source_.append_to(text_);
    if (!read) {
      errors_.push_back(io_error(path_));
      return false;
    }
    at_end_ = !*read;
    sink_.progress(text_.size() - before);
    return true;
  }

  bool read_all() {
    while (!at_end_) {
      if (text_.size() > files::file_size_max) {
        errors_.push_back({Error::Kind::unreadable, path_ + ": too large for anything but PEM"});
        return false;
      }
      if (!more()) {
        return false;
      }
    }
    return true;
  }

  void refuse(const std::string& why) {
    if (required_) {
      errors_.push_back({Error::Kind::unreadable, path_ + ": " + why});
    } else {
      sink_.note(path_ + ": passed over: " + why);
    }
  }

  void read_der() {
    if (!read_all()) {
      return;
    }
    const ByteView der = as_bytes(text_);
    for (Item& item : items_of(recognise_der(der), to_bytes(der))) {
      emit(std::move(item));
    }
  }

  void read_log_entries() {
    if (!read_all()) {
      return;
    }
    auto items = items_of_log_entries(text_);
    if (!items) {
      refuse("JSON, but no answer of a log to get-entries");
      return;
    }
    for (Item& item : *items) {
      emit(std::move(item));
    }
  }

  /// Where a text that goes on may be cut so that no block is torn: behind the last END line, or before the
  /// last BEGIN if none is complete, or before what may become one.
  size_t complete_part() const {
    const size_t end = text_.rfind(end_mark);
    if (end != std::string::npos) {
      const size_t line_end = text_.find('\n', end);
      if (line_end != std::string::npos) {
        return line_end + 1;
      }
      const size_t previous = end == 0 ? std::string::npos : text_.rfind(end_mark, end - 1);
      return previous == std::string::npos ? 0 : text_.find('\n', previous) + 1;
    }
    const size_t begin = text_.find(begin_mark);
    if (begin == std::string::npos && !found_blocks_ && !erased_ && text_.size() < bare_base64_max) {
      return 0;
    }
    return begin != std::string::npos ? begin : text_.size() - std::min(text_.size(), begin_mark.size());
  }

  void read_pem() {
    while (true) {
      const size_t part = at_end_ ? text_.size() : complete_part();
      take_blocks(std::string_view(text_).substr(0, part));
      if (at_end_) {
        break;
      }
      text_.erase(0, part);
      erased_ = erased_ || part != 0;
      if (text_.size() > files::file_size_max) {
        errors_.push_back({Error::Kind::unreadable, path_ + ": a PEM block without an end"});
        return;
      }
      if (!more()) {
        return;
      }
    }
    if (!found_blocks_ && !take_bare_base64()) {
      refuse("neither PEM nor DER of a certificate, CRL or OCSP response");
    }
  }

  /// Base64 of DER without the lines of PEM around it, as OCSP responses are often kept.
  bool take_bare_base64() {
    const auto der = erased_ ? std::nullopt : base64_decode(text_);
    if (!der || recognise_der(*der) == ContentKind::other) {
      return false;
    }
    for (Item& item : items_of(recognise_der(*der), *der)) {
      emit(std::move(item));
    }
    return true;
  }

  void take_blocks(std::string_view text) {
    for (const PemBlock& block : find_pem_blocks(text)) {
      found_blocks_ = true;
      take_block(block, lines_ + block.line);
    }
    lines_ += static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
  }

  void take_block(const PemBlock& block, size_t line) {
    const auto kind = recognise_label(block.label);
    const std::string place = lint::words(path_, ":", line, ": block \"", block.label, "\"");
    if (!kind) {
      sink_.note(place + " passed over: it has no lints");
      return;
    }
    if (*kind == ContentKind::other) {
      errors_.push_back({Error::Kind::unreadable, place + ": not known to hold anything to lint"});
      return;
    }
    auto der = trust::is_certificate_block(block) && block.terminated ? trust::decode_certificate_block(block)
                                                                      : block.decode();
    if (!block.terminated || !der) {
      const Check& check = block.terminated ? checks::block_not_base64 : checks::block_not_terminated;
      Item item{.kind = Item::Kind::unreadable, .der = {}, .file = {}, .index = 0, .line = line};
      item.findings.push_back({&check,
                               {Subject::Kind::input, {}, {}},
                               {},
                               {},
                               place + (block.terminated ? " is not base64" : " has no END line"),
                               {}});
      emit(std::move(item));
      return;
    }
    for (Item& item : items_of(*kind, std::move(*der))) {
      item.line = line;
      emit(std::move(item));
    }
  }

  std::string path_;
  bool required_;
  const Sink& sink_;
  std::vector<Error>& errors_;
  Source source_;
  std::string text_;  ///< read and not yet taken
  bool at_end_ = false;
  bool found_blocks_ = false;
  size_t index_ = 0;
  size_t lines_ = 0;     ///< before text_
  bool erased_ = false;  ///< text_ no longer is all of the file
};

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
    for (const fs::directory_iterator end; !error && entry != end; entry.increment(error)) {
      if (entry->is_regular_file(ignored)) {
        out.push_back(entry->path().string());
      } else if (entry->is_directory(ignored) && !entry->is_symlink(ignored)) {
        folders.push_back(entry->path().string());
      }
    }
    if (error) {
      errors.push_back({Error::Kind::io, folder + ": " + error.message()});
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

std::string_view to_string(Item::Kind kind) {
  switch (kind) {
    case Item::Kind::certificate:
      return "certificate";
    case Item::Kind::crl:
      return "crl";
    case Item::Kind::ocsp:
      return "ocsp";
    case Item::Kind::chain:
      return "chain";
    case Item::Kind::unreadable:
      return "unreadable";
  }
  return "unreadable";
}

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
    if (std::filesystem::is_directory(path, error)) {
      for (const std::string& file : files_below(path, unheeded)) {
        add(file);
      }
    } else if (path == "-" || !add(path)) {
      return 0;
    }
  }
  return total;
}

void ChainGatherer::take(Item item) {
  if (item.index == 0) {  // the first of a file, be it the same file again
    finish();
    chain_.file = item.file;
  }
  if (item.kind == Item::Kind::certificate && ++certificates_ <= most) {
    chain_.chain.push_back(item.der);
  }
  next_.take(std::move(item));
}

void ChainGatherer::finish() {
  if (certificates_ > most) {
    next_.note(lint::words(chain_.file, ": ", certificates_, " certificates are not linted as a chain, for ",
                           most, " are the most"));
  } else if (certificates_ > 1) {
    next_.take(chain_);
  }
  chain_.chain.clear();
  certificates_ = 0;
}

std::vector<Error> read_inputs(const std::vector<std::string>& paths, const Sink& sink) {
  std::vector<Error> errors;
  for (const std::string& path : paths) {
    std::error_code ignored;
    if (path != "-" && std::filesystem::is_directory(path, ignored)) {
      for (const std::string& file : files_below(path, errors)) {
        FileReader(file, false, sink, errors).read();
      }
    } else {
      FileReader(path, true, sink, errors).read();
    }
  }
  return errors;
}

}  // namespace certcheck::certlint
