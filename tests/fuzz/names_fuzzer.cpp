// Preparing and matching names: total, and what is canonical stays as it is.

#include "certcheck/base/ascii.h"
#include "certcheck/base/ip_address.h"
#include "certcheck/names/dns_name.h"
#include "certcheck/names/idna.h"
#include "certcheck/names/match.h"
#include "certcheck/names/public_suffix.h"
#include "certcheck/names/reference_name.h"

#include "tests/fuzz/property.h"

#include <cstdint>

using namespace certcheck;
using namespace certcheck::names;
using fuzz::require;
using Kind = ReferenceName::Kind;

namespace {

/// A certificate with one name, which is not read but put together.
bool matches(x509::GeneralName::Kind kind, ByteView value, const ReferenceName& reference) {
  x509::Certificate certificate;
  x509::GeneralName name{};
  name.kind = kind;
  name.value = value;
  certificate.subject_alternative_names = {name};
  const NameMatch match = match_name(certificate, reference);
  require(match.matched == !match.by.empty(), "a match says by which name");
  require(match.matched || !match.findings.empty(), "a mismatch is explained");
  return match.matched;
}

void check_dns(std::string_view text, const ReferenceName& name) {
  require(reference_name_fault(name.value).empty(), "a DNS name is one that may be looked for");
  require(to_lower(name.value) == name.value, "a DNS name is lower case");
  require(!parse_ip_address(name.value), "a DNS name is no address");
  // Hosts with a hyphen at a label's edge are looked for, but no certificate may name them.
  if (presented_dns_name_fault(name.value).empty())
    require(matches(x509::GeneralName::Kind::dns_name, as_bytes(name.value), name), "a name matches itself");
  if (matches(x509::GeneralName::Kind::dns_name, as_bytes(text), name))
    require(presented_dns_name_fault(text).empty(), "only sound names match");
  if (const auto domain = registrable_domain(name.value)) {
    require(name.value.ends_with(*domain) && !is_public_suffix(*domain, SuffixSection::any),
            "the registrable domain is a suffix of the name and no public suffix");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text = as_text({data, size});
  for (const Kind kind : {Kind::dns, Kind::ip, Kind::email, Kind::uri, Kind::srv}) {
    const auto name = make_reference_name(kind, text);
    if (!name) {
      require(!name.error().message.empty(), "a refusal says why");
      continue;
    }
    const auto again = make_reference_name(kind, name->value);
    require(again && again->value == name->value, "what was prepared is prepared");
    if (kind == Kind::dns) check_dns(text, *name);
    if (kind == Kind::ip) {
      require(matches(x509::GeneralName::Kind::ip_address, name->address, *name),
              "an address matches itself");
      require(!matches(x509::GeneralName::Kind::dns_name, as_bytes(name->value), *name),
              "an address does not match a dNSName");
    }
  }
  if (is_a_label(text)) {
    const auto u_label = decode_a_label(text);
    require(u_label.has_value(), "an A-label can be decoded");
    const auto a_label = to_a_labels(*u_label);
    require(a_label && *a_label == to_lower(text), "a U-label gives its A-label");
  }
  return 0;
}
