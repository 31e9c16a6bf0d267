#pragma once

#include "certcheck/base/result.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/engine/inspect.h"
#include "certcheck/trust/store.h"

#include <string>
#include <string_view>

/// Requests and answers of `certverify --batch` (docs/batch.md), one line of JSON each.
namespace certcheck::request {

struct Request {
  engine::Input input;
  trust::Store trust{"trust"};
  engine::Options options;
};

/// Reads one request. `now` stands in for a time not given. The error names the key and what is wrong with
/// it, or the octet at which the line ends to be JSON.
Result<Request> read_request(std::string_view line, Time now);

/// The answer to one line, without a newline: a result, or {"id", "error"}.
std::string answer(std::string_view line, Time now, crypto::Verifier& verifier);

/// {"id": null, "error": message}, the answer to a line that cannot even be read.
std::string error_answer(const std::string& message);

}  // namespace certcheck::request
