#pragma once

#include "certcheck/x509/general_name.h"

#include <optional>
#include <string_view>

namespace certcheck::names {

/// An SRVName in its two parts (RFC 4985 2: "_Service.Name"). Views the text.
struct ServiceName {
  std::string_view service;  ///< without the underscore
  std::string_view domain;   ///< as written
};

/// The name of a service in the characters of RFC 6335 5.1: letters, digits and hyphens, one at least.
bool is_service_label(std::string_view name);

/// Splits "_service.domain". nullopt unless a service is named and a domain follows; the domain's own syntax
/// is not checked.
std::optional<ServiceName> split_service_name(std::string_view text);

/// The text of an otherName of type SRVName, which views the name's bytes; nullopt if the name is another or
/// is not an IA5String.
std::optional<std::string_view> service_name_of(const x509::GeneralName& name);

}  // namespace certcheck::names
