#pragma once

#include "certcheck/base/bytes.h"

#include <string>
#include <string_view>

namespace certcheck::certserve {

/// True once the head of a HTTP/1.x request has come in whole.
bool http_request_complete(std::string_view received);

/// A whole response in plain text that closes the connection.
std::string http_response(std::string_view status, std::string_view body);

}  // namespace certcheck::certserve
