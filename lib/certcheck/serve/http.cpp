#include "certcheck/serve/detail/http.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/encoding.h"

namespace certcheck::serve {
namespace {

/// RFC 3986 2.1, and the plus sign of forms (WHATWG URL 5.1), which Prometheus writes for a space.
std::optional<std::string> decoded(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      out.push_back(text[at] == '+' ? ' ' : text[at]);
      continue;
    }
    const auto byte = text.size() - at < 3 ? std::nullopt : hex_decode(text.substr(at + 1, 2));
    if (!byte) return std::nullopt;
    out.push_back(static_cast<char>(byte->front()));
    at += 2;
  }
  return out;
}

}  // namespace

HttpAnswer refusal(unsigned status, std::string_view label, std::string message) {
  HttpAnswer answer{.status = status, .body = std::move(message) + "\n"};
  answer.facts.refusal = label;
  return answer;
}

std::optional<std::vector<std::pair<std::string, std::string>>> parse_query(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> values;
  while (!query.empty()) {
    const std::string_view part = query.substr(0, query.find('&'));
    query.remove_prefix(part.size() == query.size() ? part.size() : part.size() + 1);
    if (part.empty()) continue;
    const size_t equals = part.find('=');
    auto name = decoded(part.substr(0, equals));
    auto value = decoded(equals == std::string_view::npos ? std::string_view() : part.substr(equals + 1));
    if (!name || !value) return std::nullopt;
    values.emplace_back(*std::move(name), *std::move(value));
  }
  return values;
}

std::string_view bearer_token(std::string_view authorization) {
  constexpr std::string_view scheme = "bearer ";
  if (!equal_ignoring_case(authorization.substr(0, scheme.size()), scheme)) return {};
  authorization.remove_prefix(scheme.size());
  const size_t first = authorization.find_first_not_of(' ');
  return first == std::string_view::npos ? std::string_view() : authorization.substr(first);
}

}  // namespace certcheck::serve
