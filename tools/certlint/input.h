#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/finding.h"
#include "certcheck/base/result.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certcheck::certlint {

/// One thing to lint, still in its encoding.
struct Item {
  enum class Kind : uint8_t { certificate, crl, ocsp, ocsp_request, chain, unreadable };
  Kind kind = Kind::certificate;
  Bytes der;                      ///< empty of a chain
  std::vector<Bytes> chain = {};  ///< its certificates in the order of the file, the leaf first
  std::string file;               ///< as named by the user; "-" for standard input
  size_t index = 0;               ///< among the things of its file, from 0
  size_t line = 0;                ///< of its BEGIN line, from 1; 0 if it was no PEM block
  Findings findings = {};         ///< about the input it is in; why it is unreadable
};

/// Where inputs lead. take() may block for as long as the consumer is busy.
struct Sink {
  std::function<void(Item)> take;
  /// Something that cannot be linted: text for people, naming file and block.
  std::function<void(const std::string&)> note;
  /// Bytes read since the last call.
  std::function<void(size_t)> progress;
};

/// Bytes of the inputs that read_inputs would read; 0 if that cannot be known, as of standard input.
size_t size_of_inputs(const std::vector<std::string>& paths);

/// Passes items on and adds, after the items of each file, the chain that its certificates make, if there
/// are two or more of them. What has more than `most` is a bundle of roots or of leaves and no chain, which
/// is noted.
class ChainGatherer {
 public:
  static constexpr size_t most = 100;

  /// Borrowed; must outlive the gatherer.
  explicit ChainGatherer(const Sink& next) : next_(next) {}
  void take(Item item);
  /// After the last item.
  void finish();

 private:
  const Sink& next_;
  Item chain_{.kind = Item::Kind::chain, .der = {}, .file = {}};
  size_t certificates_ = 0;  ///< of the file, those that are too many included
};

/// Reads every item of the files, of directories and what is below them, or of standard input ("-"), in order
/// and never more than one block ahead of the consumer: PEM text with blocks of any kind, what
/// files/contents.h reads besides, JSON as logs answer get-entries (RFC 6962 4.6). What is known to hold
/// nothing to lint is skipped with a note; what is not known, in directories too, while elsewhere it is
/// an error. Errors are returned and do not keep the other inputs from being read.
std::vector<Error> read_inputs(const std::vector<std::string>& paths, const Sink& sink);

/// The same of what a file would hold; `name` is what messages call it.
std::vector<Error> read_bytes(const std::string& name, std::string bytes, const Sink& sink);

}  // namespace certcheck::certlint
