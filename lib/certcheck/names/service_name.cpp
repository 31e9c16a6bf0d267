#include "certcheck/names/service_name.h"

#include "certcheck/der/reader.h"
#include "certcheck/x509/oids.h"

#include <algorithm>

namespace certcheck::names {

namespace {

bool is_service_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

}  // namespace

bool is_service_label(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), is_service_character);
}

std::optional<ServiceName> split_service_name(std::string_view text) {
  const size_t dot = text.find('.');
  if (!text.starts_with('_') || dot == std::string_view::npos || dot + 1 == text.size()) return std::nullopt;
  const ServiceName name{text.substr(1, dot - 1), text.substr(dot + 1)};
  if (!is_service_label(name.service)) return std::nullopt;
  return name;
}

std::optional<std::string_view> service_name_of(const x509::GeneralName& name) {
  return name.other_text(x509::oids::dns_srv, der::tag::ia5_string);
}

}  // namespace certcheck::names
