#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/finding.h"
#include "certcheck/base/result.h"
#include "certcheck/engine/linted.h"
#include "certcheck/engine/linting.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

/// What there is to lint in bytes of any form: what certlint, the service and the bindings are given.
namespace certcheck::request {

/// One thing to lint, still in its encoding.
struct LintItem {
  enum class Kind : uint8_t { certificate, crl, ocsp, ocsp_request, chain, unreadable };
  Kind kind = Kind::certificate;
  Bytes der;                      ///< empty of a chain
  std::vector<Bytes> chain = {};  ///< its certificates in the order of the input, the leaf first
  std::string file;               ///< the name of its input
  size_t index = 0;               ///< among the things of its input, from 0
  size_t line = 0;                ///< of its BEGIN line, from 1; 0 if it was no PEM block
  Findings findings = {};         ///< about the input it is in; why it is unreadable
};

/// Where inputs lead. take() may block for as long as the consumer is busy.
struct LintSink {
  std::function<void(LintItem)> take;
  /// Something that cannot be linted: text for people, naming input and block.
  std::function<void(const std::string&)> note;
};

/// What an input has to hold; what it lacks of that is an error, and a note otherwise.
enum class Demand : uint8_t {
  all,        ///< something to lint, and nothing unknown
  something,  ///< something to lint
  nothing,
};

/// Appends more of an input to the text; false at its end. The error says why nothing can be read.
using ReadMore = std::function<Result<bool>(std::string& text)>;

/// Reads every item of an input in order and never more than one block ahead of the consumer: PEM text with
/// blocks of any kind, what files/contents.h reads besides, JSON as logs answer get-entries (RFC 6962 4.6).
/// `name` is what messages call it. Errors do not keep what follows from being read.
std::vector<Error> read_lint_input(const std::string& name, Demand demand, const ReadMore& read_more,
                                   const LintSink& sink);
/// The same of bytes that are there, with Demand::all.
std::vector<Error> read_lint_input(const std::string& name, std::string bytes, const LintSink& sink);

/// Passes items on and adds, after the items of each input, the chain that its certificates make, if there
/// are two or more of them. What has more than `most` is a bundle of roots or of leaves and no chain, which
/// is noted.
class ChainGatherer {
 public:
  static constexpr size_t most = 100;

  /// Borrowed; must outlive the gatherer.
  explicit ChainGatherer(const LintSink& next) : next_(next) {}
  void take(LintItem item);
  /// After the last item.
  void finish();

 private:
  const LintSink& next_;
  LintItem chain_{.kind = LintItem::Kind::chain, .der = {}, .file = {}};
  size_t certificates_ = 0;  ///< of the input, those that are too many included
};

/// read_lint_input() of bytes that are there, and with the chain that they make if `chain` says so. Nothing
/// is noted.
std::vector<Error> read_lint_bytes(const std::string& name, std::string bytes, bool chain,
                                   const std::function<void(LintItem)>& take);

/// Parses and lints. What is wrong with how it was given comes before what is wrong with it. The item is
/// without its bytes then.
engine::Linted lint_item(LintItem& item, const engine::LintSetting& setting);

}  // namespace certcheck::request
