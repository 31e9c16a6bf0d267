#pragma once

#include "certcheck/base/check.h"
#include "certcheck/tls/handshake_record.h"

#include <span>

namespace certcheck::engine {

/// One check for each rule of the protocol that a server can break in a handshake, and one for each thing
/// that it cannot take. None decides about trust but a signature of another key: what is proven of the
/// certificate is proven.
const Check& check_for(tls::Violation kind);
const Check& check_for(tls::Intolerance::Kind kind);

std::span<const Check* const> protocol_checks();

}  // namespace certcheck::engine
