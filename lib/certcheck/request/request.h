#pragma once

#include "certcheck/base/result.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/engine/inspect.h"
#include "certcheck/request/known.h"
#include "certcheck/trust/store.h"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

/// Requests and answers of `certverify --batch` (docs/batch.md), one line of JSON each.
namespace certcheck::request {

struct Request {
  engine::Input input;
  std::shared_ptr<const trust::Store> trust;  ///< never null; requests with the same anchors may share it
  engine::Options options;
};

/// Reads one request. `now` replaces a time that is not given; `known` is what earlier requests had, null if
/// nothing is kept. The error names the key and what is wrong with it, or the byte at which the line is not
/// JSON.
Result<Request> read_request(std::string_view line, Time now, Known* known = nullptr);

/// How a request is inspected that asks for something to be fetched; an error is the answer then.
using InspectFetching =
    std::function<Result<engine::Report>(engine::Input input, std::span<const trust::Store* const> stores,
                                         engine::Options options, crypto::Verifier& verifier)>;

/// The answer to one line, without a newline: a result, or {"id", "error"}. Without `fetching` requests that
/// ask for something to be fetched get an error. `is_error`, unless null, says which of the two it is.
std::string answer(std::string_view line, Time now, crypto::Verifier& verifier, Known* known = nullptr,
                   const InspectFetching& fetching = nullptr, bool* is_error = nullptr);

/// {"id": null, "error": message}, the answer to a line that cannot even be read.
std::string error_answer(const std::string& message);

}  // namespace certcheck::request
