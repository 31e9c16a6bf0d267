#pragma once

#include "certcheck/base/result.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/engine/inspect.h"
#include "certcheck/trust/store.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace certcheck::tools {

/// One line of `certverify --batch`, read and checked.
struct Request {
  nlohmann::ordered_json id;  ///< whatever the caller gave, null if nothing
  engine::Input input;
  trust::Store trust{"trust"};
  engine::Options options;
};

/// Reads one request. `now` stands in for a time not given. The error names the key and what is wrong with
/// it.
Result<Request> read_request(const nlohmann::ordered_json& json, Time now);

/// {"id", "error"}, one line of JSON without a newline.
std::string error_answer(const nlohmann::ordered_json& id, const std::string& message);

/// The answer to one line of input, one line of JSON without a newline: a result, or {"id", "error"}.
std::string answer(std::string_view line, Time now, crypto::Verifier& verifier);

}  // namespace certcheck::tools
