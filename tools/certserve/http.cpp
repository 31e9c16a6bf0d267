#include "certserve/http.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/encoding.h"

#include "certserve/scenarios.h"

#include <algorithm>
#include <charconv>

namespace certcheck::certserve {
namespace {

constexpr std::string_view line_end = "\r\n", head_end = "\r\n\r\n";

/// The text up to a separator, which both are taken off `rest`; all of it if there is none.
std::string_view take_until(std::string_view& rest, std::string_view separator) {
  const size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view taken = rest.substr(0, end);
  rest.remove_prefix(std::min(end + separator.size(), rest.size()));
  return taken;
}

/// What the header fields say; 0 if it is not a number.
size_t content_length(std::string_view fields) {
  while (!fields.empty()) {
    std::string_view value = take_until(fields, line_end);
    if (!equal_ignoring_case(take_until(value, ":"), "content-length")) continue;
    value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
    size_t bytes = 0;
    (void)std::from_chars(value.data(), value.data() + value.size(), bytes);
    return bytes;
  }
  return 0;
}

}  // namespace

bool http_request_complete(std::string_view received) { return received.find(head_end) != received.npos; }

std::optional<HttpRequest> read_http_request(std::string_view received) {
  if (!http_request_complete(received)) return std::nullopt;
  std::string_view head = take_until(received, head_end);
  std::string_view request_line = take_until(head, line_end);
  const size_t body_bytes = content_length(head);
  if (received.size() < body_bytes) return std::nullopt;
  const std::string_view method = take_until(request_line, " "), target = take_until(request_line, " ");
  return HttpRequest{std::string(method), std::string(target), std::string(received.substr(0, body_bytes))};
}

std::string http_head(std::string_view status, std::string_view content_type, size_t body_bytes,
                      std::string_view more_fields) {
  std::string out = "HTTP/1.1 ";
  out.append(status).append("\r\nContent-Type: ").append(content_type);
  out.append("\r\nContent-Length: ").append(std::to_string(body_bytes)).append(line_end);
  return out.append(more_fields).append("Connection: close").append(head_end);
}

std::string http_response(std::string_view status, std::string_view body) {
  return http_head(status, "text/plain; charset=utf-8", body.size()).append(body);
}

std::string scenario_response(const Scenario& scenario) {
  return http_response("200 OK",
                       std::string(scenario.name) + ": " + std::string(scenario.description) + "\n");
}

std::string percent_decode(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto byte =
        text.front() == '%' && text.size() > 2 ? hex_decode(text.substr(1, 2)) : std::optional<Bytes>();
    out.push_back(byte ? static_cast<char>(byte->front()) : text.front());
    text.remove_prefix(byte ? 3 : 1);
  }
  return out;
}

}  // namespace certcheck::certserve
