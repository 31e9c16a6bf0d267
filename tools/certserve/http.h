#pragma once

#include "certcheck/base/bytes.h"

#include <cstddef>
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

/// A whole response in plain text that closes the connection.
std::string http_response(std::string_view status, std::string_view body);

}  // namespace certcheck::certserve
