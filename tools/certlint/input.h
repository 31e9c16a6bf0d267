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
  enum class Kind : uint8_t { certificate, crl, ocsp, unreadable };
  Kind kind = Kind::certificate;
  Bytes der;
  std::string file;        ///< as named by the user; "-" for standard input
  size_t index = 0;        ///< among the things of its file, from 0
  size_t line = 0;         ///< of its BEGIN line, from 1; 0 if it was no PEM block
  Findings findings = {};  ///< why it is unreadable; subjects unset
};

std::string_view to_string(Item::Kind kind);

/// Where inputs lead. take() may block for as long as the consumer is busy.
struct Sink {
  std::function<void(Item)> take;
  /// Something that cannot be linted: text for people, naming file and block.
  std::function<void(const std::string&)> note;
  /// Octets read since the last call.
  std::function<void(size_t)> progress;
};

/// Reads every item of the files, of directories and what is below them, or of standard input ("-"), in order
/// and never more than one block ahead of the consumer: PEM text with blocks of any kind, DER, PKCS #7, JSON
/// as logs answer get-entries (RFC 6962 4.6). In directories what is none of these is passed over with a
/// note; elsewhere it is an error. Errors are returned and do not keep the other inputs from being read.
std::vector<Error> read_inputs(const std::vector<std::string>& paths, const Sink& sink);

}  // namespace certcheck::certlint
