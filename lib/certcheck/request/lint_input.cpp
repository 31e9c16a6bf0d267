#include "certcheck/request/lint_input.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/budget.h"
#include "certcheck/base/pem.h"
#include "certcheck/files/contents.h"
#include "certcheck/files/limits.h"
#include "certcheck/files/text.h"
#include "certcheck/request/detail/log_entries.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <utility>

namespace certcheck::request {
namespace {

constexpr std::string_view begin_mark = "-----BEGIN ";
constexpr std::string_view end_mark = "-----END ";
/// Of a text without PEM blocks that may yet turn out to hold something else.
constexpr size_t undecided_max = size_t{1} << 24;
/// What tells a text that has to be read as a whole: "-----BEGIN" in base64, and names of Kubernetes that say
/// which certificate is the leaf.
constexpr std::string_view whole_marks[] = {"LS0tLS1CRUdJTi", "tls.crt", "client-certificate-data"};

/// One input, read from front to back.
class LintInputReader {
 public:
  /// Without `read_more` the text is all of it.
  LintInputReader(std::string name, Demand demand, std::string text, ReadMore read_more, const LintSink& sink)
      : name_(std::move(name)),
        demand_(demand),
        sink_(sink),
        text_(std::move(text)),
        read_more_(std::move(read_more)),
        at_end_(read_more_ == nullptr) {}

  std::vector<Error> read() {
    if (at_end_ || more()) read_by_form();
    return std::move(errors_);
  }

 private:
  void read_by_form() {
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

  /// Counts what cannot be read by kind: a file may be made of it, at a few bytes each.
  void emit_unreadable(LintItem item) {
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
          {Error::Kind::unreadable, fmt::format("{}: and {} more blocks of types that are not linted", name_,
                                                unknown_blocks_ - OutputBudget::findings_of_a_kind)});
    }
    for (const auto& [id, counted] : unreadable_) {
      const auto& [check, count] = counted;
      if (count > OutputBudget::findings_of_a_kind) {
        LintItem item{.kind = LintItem::Kind::unreadable, .der = {}, .file = {}};
        item.findings.push_back(
            more_findings(*check, {Subject::Kind::input}, count - OutputBudget::findings_of_a_kind));
        emit(std::move(item));
      }
    }
  }

  void emit(LintItem item) {
    item.file = name_;
    item.index = index_++;
    sink_.take(std::move(item));
  }

  /// False if reading failed, which was reported.
  bool more() {
    const auto read = read_more_(text_);
    if (!read) {
      errors_.push_back({read.error().kind, name_ + ": " + read.error().message});
      return false;
    }
    at_end_ = !*read;
    return true;
  }

  bool read_all(size_t most = files::limits.file_bytes) {
    while (!at_end_) {
      if (text_.size() > most) {
        errors_.push_back({Error::Kind::unreadable, name_ + ": too large for anything but PEM"});
        return false;
      }
      if (!more()) return false;
    }
    return true;
  }

  void refuse(const std::string& why) {
    if (demand_ != Demand::nothing)
      errors_.push_back({Error::Kind::unreadable, name_ + ": " + why});
    else
      sink_.note(name_ + ": skipped: " + why);
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
    for (LintItem& item : *items)
      if (item.kind == LintItem::Kind::unreadable)
        emit_unreadable(std::move(item));
      else
        emit(std::move(item));
  }

  /// Whether text_ no longer is all of the file.
  bool erased() const { return place_.offset != 0; }

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
    if (begin == std::string::npos && !found_ && !erased() && text_.size() < undecided_max) return 0;
    return begin != std::string::npos ? begin : text_.size() - std::min(text_.size(), begin_mark.size());
  }

  void read_pem() {
    while (true) {
      const size_t part = at_end_ ? text_.size() : complete_part();
      take_blocks(std::string_view(text_).substr(0, part));
      if (at_end_) break;
      place_ = files::place_after(std::string_view(text_).substr(0, part), place_);
      text_.erase(0, part);
      if (text_.size() > files::limits.file_bytes) {
        errors_.push_back({Error::Kind::unreadable, name_ + ": a PEM block without an end"});
        return;
      }
      if (!more()) return;
    }
    if (found_) return;
    if (!erased()) take(files::read_contents(as_bytes(text_), reading_));
    if (!found_) {
      const std::string what = erased() ? std::string() : files::describe_unknown(as_bytes(text_));
      const bool named = !what.empty() && what != files::describe(files::Kind::unknown);
      refuse(named ? "it is " + what : "neither PEM nor DER of a certificate, CRL, OCSP response or request");
    }
  }

  void take_blocks(std::string_view text) {
    if (!erased()) place_.line_end = line_end_of(text);
    size_t pos = 0;
    files::Place place = place_;
    const auto move_to = [&](size_t next) {
      place = files::place_after(text.substr(pos, next - pos), place);
      pos = next;
    };
    for (const PemBlock& block : find_pem_blocks(text)) {
      files::Contents contents;
      files::read_encoded_values(text.substr(pos, block.offset - pos), place, reading_, contents);
      files::read_block(text, block, files::place_of(block, place_), reading_, contents);
      take(std::move(contents));
      move_to(files::end_of(text, block));
    }
    // Before any block the whole may be something else, which is found out at the end.
    if (found_) {
      files::Contents contents;
      files::read_encoded_values(text.substr(pos), place, reading_, contents);
      take(std::move(contents));
    }
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
        Findings notices = findings_up_to(part.block);
        take_part(std::move(part), std::move(notices));
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
    LintItem item{.kind = LintItem::Kind::unreadable, .der = {}, .file = {}};
    for (const auto& [key, value] : finding.evidence)
      if (key == "line") std::from_chars(value.data(), value.data() + value.size(), item.line);
    item.findings.push_back(std::move(finding));
    emit_unreadable(std::move(item));
  }

  void take_part(files::Part part, Findings findings) {
    const auto kind = part.kind == files::Kind::certificate     ? std::optional(LintItem::Kind::certificate)
                      : part.kind == files::Kind::crl           ? std::optional(LintItem::Kind::crl)
                      : part.kind == files::Kind::ocsp_response ? std::optional(LintItem::Kind::ocsp)
                      : part.kind == files::Kind::ocsp_request  ? std::optional(LintItem::Kind::ocsp_request)
                                                                : std::nullopt;
    if (kind) {
      emit({.kind = *kind,
            .der = std::move(part.der),
            .file = {},
            .line = part.line,
            .findings = std::move(findings)});
      return;
    }
    const std::string place = part.line == 0 ? name_ : fmt::format("{}:{}", name_, part.line);
    std::string what = part.label.empty() ? std::string(files::describe(part.kind))
                                          : fmt::format("block \"{}\"", part.label);
    if (files::holds_parts(part.kind) && part.kind != files::Kind::pkcs12)
      what += " without certificates and CRLs";
    if (demand_ == Demand::all && part.kind == files::Kind::other_pem &&
        !files::recognise_label(part.label)) {
      if (++unknown_blocks_ > OutputBudget::findings_of_a_kind) return;
      errors_.push_back(
          {Error::Kind::unreadable, fmt::format("{}: {}: a type that is not linted", place, what)});
    } else {
      sink_.note(fmt::format("{}: {} skipped: it has no lints", place, what));
    }
  }

  const files::ReadOptions reading_{.passphrase = {}, .open_pkcs12 = false};
  std::string name_;
  Demand demand_;
  const LintSink& sink_;
  std::vector<Error> errors_;
  std::string text_;  ///< read and not yet taken
  ReadMore read_more_;
  bool at_end_;
  bool found_ = false;  ///< anything known at all
  size_t unknown_blocks_ = 0;
  std::map<std::string_view, std::pair<const Check*, size_t>> unreadable_;  ///< by id: how many there were
  size_t index_ = 0;
  files::Place place_;  ///< of text_ in the file
};

}  // namespace

std::vector<Error> read_lint_input(const std::string& name, Demand demand, const ReadMore& read_more,
                                   const LintSink& sink) {
  return LintInputReader(name, demand, {}, read_more, sink).read();
}

std::vector<Error> read_lint_input(const std::string& name, std::string bytes, const LintSink& sink) {
  return LintInputReader(name, Demand::all, std::move(bytes), nullptr, sink).read();
}

void ChainGatherer::take(LintItem item) {
  if (item.index == 0) {  // the first of a file, be it the same file again
    finish();
    chain_.file = item.file;
  }
  if (item.kind == LintItem::Kind::certificate && ++certificates_ <= most) chain_.chain.push_back(item.der);
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

std::vector<Error> read_lint_bytes(const std::string& name, std::string bytes, bool chain,
                                   const std::function<void(LintItem)>& take) {
  const LintSink sink{.take = take, .note = [](const std::string& /*skipped*/) {}};
  ChainGatherer chains(sink);
  LintSink gathering = sink;
  if (chain) gathering.take = [&chains](LintItem item) { chains.take(std::move(item)); };
  auto errors = read_lint_input(name, std::move(bytes), gathering);
  chains.finish();
  return errors;
}

engine::Linted lint_item(LintItem& item, const engine::LintSetting& setting) {
  const auto lint_as = [&](lint::Kind kind) {
    return engine::lint_encoded(kind, std::move(item.der), item.index, setting);
  };
  engine::Linted linted;
  switch (item.kind) {
    case LintItem::Kind::certificate:
      linted = lint_as(lint::Kind::certificate);
      break;
    case LintItem::Kind::crl:
      linted = lint_as(lint::Kind::crl);
      break;
    case LintItem::Kind::ocsp:
      linted = lint_as(lint::Kind::ocsp);
      break;
    case LintItem::Kind::ocsp_request:
      linted = lint_as(lint::Kind::ocsp_request);
      break;
    case LintItem::Kind::chain:
      linted = engine::lint_encoded_chain(item.chain, setting);
      break;
    case LintItem::Kind::unreadable:
      break;
  }
  setting.selection.apply(item.findings);
  linted.findings.insert(linted.findings.begin(), item.findings.begin(), item.findings.end());
  return linted;
}

}  // namespace certcheck::request
