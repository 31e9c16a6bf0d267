// Lines of `certverify --batch`: whatever is in one, the answer is one line of JSON with a verdict or an
// error.

#include "certcheck/request/request.h"

#include "tests/fuzz/property.h"

#include <nlohmann/json.hpp>

#include <cstdint>

using namespace certcheck;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static crypto::Verifier verifier;
  const std::string text = request::answer(as_text({data, size}), date(2026, 6, 1), verifier);
  require(text.find('\n') == std::string::npos, "the answer is one line");
  const auto json = nlohmann::json::parse(text, nullptr, false);
  require(json.is_object() && json.contains("id"), "the answer is an object with the request's id");
  require(json.contains("error") != json.contains("verdict"), "the answer is a verdict or an error");
  if (json.value("verdict", "") == "untrusted") {
    auto request = request::read_request(as_text({data, size}), date(2026, 6, 1));
    const trust::Store* const stores[] = {request->trust.get()};
    const engine::Report report =
        engine::inspect(std::move(request->input), stores, request->options, verifier);
    require(any_counts(report.findings, report.profile, report.strict), "a refusal is explained");
  }
  return 0;
}
