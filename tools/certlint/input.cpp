#include "certlint/input.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/budget.h"
#include "certcheck/base/pem.h"
#include "certcheck/files/contents.h"
#include "certcheck/files/limits.h"
#include "certcheck/files/text.h"

#include "certlint/contents.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <iterator>
#include <limits>
#include <map>
#include <system_error>
#include <utility>

namespace certcheck::certlint {
namespace {

constexpr std::string_view begin_mark = "-----BEGIN ";
constexpr std::string_view end_mark = "-----END ";
constexpr size_t chunk_size = size_t{1} << 20;
/// Of a text without PEM blocks that may yet turn out to hold something else.
constexpr size_t undecided_max = size_t{1} << 24;
/// What tells a text that has to be read as a whole: "-----BEGIN" in base64, and names of Kubernetes that say
/// which certificate is the leaf.
constexpr std::string_view whole_marks[] = {"LS0tLS1CRUdJTi", "tls.crt", "client-certificate-data"};

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

Error io_error(const std::string& path) {
  return {Error::Kind::io, path + ": " + std::generic_category().message(errno)};
}

/// One file or standard input, read from front to back, or what one would hold.
class FileReader {
 public:
  FileReader(std::string path, bool required, const Sink& sink, std::vector<Error>& errors)
      : path_(std::move(path)),
        required_(required),
        sink_(sink),
        errors_(errors),
        source_(std::in_place, path_) {}
  FileReader(std::string name, std::string bytes, const Sink& sink, std::vector<Error>& errors)
      : path_(std::move(name)),
        required_(true),
        sink_(sink),
        errors_(errors),
        text_(std::move(bytes)),
        at_end_(true) {}

  void read() {
    if (source_ && !source_->open()) {
      errors_.push_back(io_error(path_));
      return;
    }
    if (source_ && !more()) return;
    const ByteView start = as_bytes(text_);
    if (files::recognise_binary(start) != files::Kind::unknown) {
      read_whole();
    } else if (files::text_of_utf16(start.first(std::min<size_t>(start.size(), 64))) ||
               std::any_of(std::begin(whole_marks), std::end(whole_marks),
                           [&](std::string_view mark) { return text_.find(mark) != std::string::npos; })) {
      if (read_all(files::limits.converted_bytes)) read_whole();
    } else if (text_.find("\"leaf_input\"") != std::string::npos) {
      read_log_entries();
    } else {
      read_pem();
    }
    emit_left_out();
  }

 private:
  /// Counts what cannot be read by kind: a file may be made of it, at a few bytes each.
  void emit_unreadable(Item item) {
    if (item.findings.empty()) {
      emit(std::move(item));
      return;
    }
    const Check* const check = item.findings.front().check;
    if (++unreadable_[check->id].second <= OutputBudget::findings_of_a_kind) {
      unreadable_[check->id].first = check;
      emit(std::move(item));
    }
  }

  /// One item a kind for all that were not listed.
  void emit_left_out() {
    if (unknown_blocks_ > OutputBudget::findings_of_a_kind) {
      errors_.push_back(
          {Error::Kind::unreadable, fmt::format("{}: and {} more blocks of types that are not linted", path_,
                                                unknown_blocks_ - OutputBudget::findings_of_a_kind)});
    }
    for (const auto& [id, counted] : unreadable_) {
      const auto& [check, count] = counted;
      if (count > OutputBudget::findings_of_a_kind) {
        Item item{.kind = Item::Kind::unreadable, .der = {}, .file = {}};
        item.findings.push_back(
            more_findings(*check, {Subject::Kind::input}, count - OutputBudget::findings_of_a_kind));
        emit(std::move(item));
      }
    }
  }

  void emit(Item item) {
    item.file = path_;
    item.index = index_++;
    sink_.take(std::move(item));
  }

  /// False if reading failed, which was reported.
  bool more() {
    const size_t before = text_.size();
    const auto read = source_->append_to(text_);
    if (!read) {
      errors_.push_back(io_error(path_));
      return false;
    }
    at_end_ = !*read;
    sink_.progress(text_.size() - before);
    return true;
  }

  bool read_all(size_t most = files::limits.file_bytes) {
    while (!at_end_) {
      if (text_.size() > most) {
        errors_.push_back({Error::Kind::unreadable, path_ + ": too large for anything but PEM"});
        return false;
      }
      if (!more()) return false;
    }
    return true;
  }

  void refuse(const std::string& why) {
    if (required_ || is_meant_to_be_linted(path_))
      errors_.push_back({Error::Kind::unreadable, path_ + ": " + why});
    else
      sink_.note(path_ + ": skipped: " + why);
  }

  /// What is not a stream of PEM blocks, as a whole.
  void read_whole() {
    if (!read_all()) return;
    take(files::read_contents(as_bytes(text_), reading_));
    if (!found_) refuse("it is " + files::describe_unknown(as_bytes(text_)));
  }

  void read_log_entries() {
    if (!read_all()) return;
    auto items = items_of_log_entries(text_);
    if (!items) {
      read_pem();
      return;
    }
    found_ = true;
    for (Item& item : *items)
      if (item.kind == Item::Kind::unreadable)
        emit_unreadable(std::move(item));
      else
        emit(std::move(item));
  }

  bool begins_der(size_t pos) const {
    return pos < text_.size() && files::recognise_der(as_bytes(text_).subspan(pos)) != files::Kind::unknown;
  }

  /// Where a text that goes on may be cut so that no block is torn: after the last END line, or before the
  /// last BEGIN if none is complete, or before what may become one.
  size_t complete_part() const {
    const size_t end = text_.rfind(end_mark);
    if (end != std::string::npos) {
      const size_t line_end = text_.find('\n', end);
      // Without a line end DER may follow, which has some.
      const size_t mark_end = text_.find("-----", end + end_mark.size());
      if (mark_end < line_end && begins_der(mark_end + 5)) return mark_end + 5;
      if (line_end != std::string::npos) return line_end + 1;
      const size_t previous = end == 0 ? std::string::npos : text_.rfind(end_mark, end - 1);
      return previous == std::string::npos ? 0 : text_.find('\n', previous) + 1;
    }
    const size_t begin = text_.find(begin_mark);
    // DER after PEM text has neither mark.
    if (begin == std::string::npos && begins_der(text_.find_first_not_of(" \r\n"))) return 0;
    if (begin == std::string::npos && !found_ && !erased_ && text_.size() < undecided_max) return 0;
    return begin != std::string::npos ? begin : text_.size() - std::min(text_.size(), begin_mark.size());
  }

  void read_pem() {
    while (true) {
      const size_t part = at_end_ ? text_.size() : complete_part();
      take_blocks(std::string_view(text_).substr(0, part));
      if (at_end_) break;
      text_.erase(0, part);
      erased_ = erased_ || part != 0;
      if (text_.size() > files::limits.file_bytes) {
        errors_.push_back({Error::Kind::unreadable, path_ + ": a PEM block without an end"});
        return;
      }
      if (!more()) return;
    }
    if (found_) return;
    if (!erased_) take(files::read_contents(as_bytes(text_), reading_));
    if (!found_) {
      const std::string what = erased_ ? std::string() : files::describe_unknown(as_bytes(text_));
      const bool named = !what.empty() && what != files::describe(files::Kind::unknown);
      refuse(named ? "it is " + what : "neither PEM nor DER of a certificate, CRL, OCSP response or request");
    }
  }

  void take_blocks(std::string_view text) {
    size_t pos = 0, line = lines_ + 1;
    for (const PemBlock& block : find_pem_blocks(text)) {
      files::Contents contents;
      files::read_encoded_values(text.substr(pos, block.offset - pos), line, reading_, contents);
      files::read_block(text, block, lines_ + block.line, reading_, contents);
      take(std::move(contents));
      pos = files::end_of(text, block);
      line =
          lines_ + block.line + static_cast<size_t>(std::count(block.body.begin(), block.body.end(), '\n'));
    }
    // Before any block the whole may be something else, which is found out at the end.
    if (found_) {
      files::Contents contents;
      files::read_encoded_values(text.substr(pos), line, reading_, contents);
      take(std::move(contents));
    }
    lines_ += static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
  }

  /// Passes on what was found, with the findings about the block that it is in.
  void take(files::Contents contents) {
    found_ = found_ || contents.blocks != 0 || !contents.parts.empty() || !contents.findings.empty();
    size_t next = 0;  // finding
    std::stable_sort(contents.findings.begin(), contents.findings.end(),
                     [](const Finding& a, const Finding& b) { return a.subject.index < b.subject.index; });
    const auto findings_up_to = [&](size_t block) {
      Findings notices;
      for (; next < contents.findings.size() && contents.findings[next].subject.index.value_or(0) <= block;
           ++next) {
        Finding& finding = contents.findings[next];
        finding.subject.index.reset();
        if (finding.severity() == Severity::error) {
          take_unreadable(std::move(finding));
        } else {
          notices.push_back(std::move(finding));
        }
      }
      return notices;
    };
    // A chain's leaf may have been put before what is before it in the file.
    const bool in_order =
        std::is_sorted(contents.parts.begin(), contents.parts.end(),
                       [](const files::Part& a, const files::Part& b) { return a.block < b.block; });
    for (files::Part& part : contents.parts) {
      if (in_order) {
        take_part(std::move(part), findings_up_to(part.block));
        continue;
      }
      const auto own_begin =
          std::stable_partition(contents.findings.begin(), contents.findings.end(), [&](const Finding& one) {
            return one.severity() == Severity::error || one.subject.index != part.block;
          });
      Findings own(std::make_move_iterator(own_begin), std::make_move_iterator(contents.findings.end()));
      contents.findings.erase(own_begin, contents.findings.end());
      for (Finding& finding : own) finding.subject.index.reset();
      take_part(std::move(part), std::move(own));
    }
    for (Finding& left : findings_up_to(std::numeric_limits<size_t>::max())) take_unreadable(std::move(left));
  }

  void take_unreadable(Finding finding) {
    Item item{.kind = Item::Kind::unreadable, .der = {}, .file = {}};
    for (const auto& [key, value] : finding.evidence)
      if (key == "line") std::from_chars(value.data(), value.data() + value.size(), item.line);
    finding.offset.reset();  // counts from what was read last, not from the start of the file
    item.findings.push_back(std::move(finding));
    emit_unreadable(std::move(item));
  }

  void take_part(files::Part part, Findings findings) {
    const auto kind = part.kind == files::Kind::certificate     ? std::optional(Item::Kind::certificate)
                      : part.kind == files::Kind::crl           ? std::optional(Item::Kind::crl)
                      : part.kind == files::Kind::ocsp_response ? std::optional(Item::Kind::ocsp)
                      : part.kind == files::Kind::ocsp_request  ? std::optional(Item::Kind::ocsp_request)
                                                                : std::nullopt;
    if (kind) {
      emit({.kind = *kind,
            .der = std::move(part.der),
            .file = {},
            .line = part.line,
            .findings = std::move(findings)});
      return;
    }
    const std::string place = part.line == 0 ? path_ : fmt::format("{}:{}", path_, part.line);
    std::string what = part.label.empty() ? std::string(files::describe(part.kind))
                                          : fmt::format("block \"{}\"", part.label);
    if (files::holds_parts(part.kind) && part.kind != files::Kind::pkcs12)
      what += " without certificates and CRLs";
    if (required_ && part.kind == files::Kind::other_pem && !files::recognise_label(part.label)) {
      if (++unknown_blocks_ > OutputBudget::findings_of_a_kind) return;
      errors_.push_back(
          {Error::Kind::unreadable, fmt::format("{}: {}: a type that is not linted", place, what)});
    } else {
      sink_.note(fmt::format("{}: {} skipped: it has no lints", place, what));
    }
  }

  const files::ReadOptions reading_{.passphrase = {}, .open_pkcs12 = false};
  std::string path_;
  bool required_;
  const Sink& sink_;
  std::vector<Error>& errors_;
  std::optional<Source> source_;  ///< none: text_ is all of it
  std::string text_;              ///< read and not yet taken
  bool at_end_ = false;
  bool found_ = false;  ///< anything known at all
  size_t unknown_blocks_ = 0;
  std::map<std::string_view, std::pair<const Check*, size_t>> unreadable_;  ///< by id: how many there were
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
void read_directory(const std::string& directory, const Sink& sink, std::vector<Error>& errors) {
  const size_t errors_before = errors.size();
  size_t found = 0;
  const Sink counting{.take =
                          [&](Item item) {
                            ++found;
                            sink.take(std::move(item));
                          },
                      .note = sink.note,
                      .progress = sink.progress};
  const std::vector<std::string> files = files_below(directory, errors);
  for (const std::string& file : files) FileReader(file, false, counting, errors).read();
  if (found != 0 || errors.size() != errors_before) return;
  errors.push_back({Error::Kind::unreadable,
                    fmt::format("{}: no certificate, CRL, OCSP response or request in it{}", directory,
                                files.empty() ? std::string("; it contains no files")
                                              : "; skipped: " + some_of(files, directory))});
}

}  // namespace

std::vector<Error> read_bytes(const std::string& name, std::string bytes, const Sink& sink) {
  std::vector<Error> errors;
  FileReader(name, std::move(bytes), sink, errors).read();
  return errors;
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
    if (std::filesystem::is_directory(path, error))
      for (const std::string& file : files_below(path, unheeded)) add(file);
    else if (path == "-" || !add(path))
      return 0;
  }
  return total;
}

void ChainGatherer::take(Item item) {
  if (item.index == 0) {  // the first of a file, be it the same file again
    finish();
    chain_.file = item.file;
  }
  if (item.kind == Item::Kind::certificate && ++certificates_ <= most) chain_.chain.push_back(item.der);
  next_.take(std::move(item));
}

void ChainGatherer::finish() {
  if (certificates_ > most) {
    next_.note(fmt::format("{}: {} certificates are not linted as a chain: the limit is {}", chain_.file,
                           certificates_, most));
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
    if (path != "-" && std::filesystem::is_directory(path, ignored))
      read_directory(path, sink, errors);
    else
      FileReader(path, true, sink, errors).read();
  }
  return errors;
}

}  // namespace certcheck::certlint
