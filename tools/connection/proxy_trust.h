#pragma once

#include "certcheck/base/result.h"
#include "certcheck/net/proxy/proxy.h"
#include "certcheck/request/settings.h"

#include <optional>

namespace certcheck::tools {

/// Has the certificate of a proxy that is reached by TLS validated: by the roots of --proxy-ca, or the
/// system's, in the profile webpki, for the proxy's host, at the time of the connection. What is wrong with
/// the option.
std::optional<Error> trust_proxy(const request::Settings& settings, net::Proxy& proxy);

}  // namespace certcheck::tools
