#pragma once

#include "certcheck/base/bytes.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace certcheck::certserve {

/// The longest head of a request that is read; nginx stops at four buffers of 8 KiB.
inline constexpr size_t request_bytes_max = 32 * 1024;

/// True once the head of a HTTP/1.x request has come in whole.
bool http_request_complete(std::string_view received);

struct Scenario;
/// What every server answers that speaks TLS.
std::string scenario_response(const Scenario& scenario);

/// A request as far as certserve's servers look at it.
struct HttpRequest {
  std::string method, path;  ///< the path as it stands, with the query
  std::string body;
};
/// Reads a request that is there in whole, its body included; nullopt if more has to come.
std::optional<HttpRequest> read_http_request(std::string_view received);

/// What comes before a body of so many bytes. The connection closes after it.
std::string http_head(std::string_view status, std::string_view content_type, size_t body_bytes,
                      std::string_view more_fields = {});

/// A whole response in plain text that closes the connection.
std::string http_response(std::string_view status, std::string_view body);

/// Bytes for the "%3D" of a path (RFC 3986 2.1); what is not encoded so stays.
std::string percent_decode(std::string_view text);

}  // namespace certcheck::certserve
