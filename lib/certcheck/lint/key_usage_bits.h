#pragma once

#include "certcheck/x509/extensions.h"

#include <initializer_list>
#include <string>

namespace certcheck::lint {

/// The standard's name of a bit of keyUsage (RFC 5280 4.2.1.3).
std::string_view to_string(x509::KeyUsage::Bit bit);

/// The usages that are set and not among `allowed`, by name, with commas between; empty if there are none.
std::string usages_besides(const x509::KeyUsage& usage, std::initializer_list<x509::KeyUsage::Bit> allowed);

}  // namespace certcheck::lint
