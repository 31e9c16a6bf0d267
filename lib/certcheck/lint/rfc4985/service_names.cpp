#include "certcheck/lint/dates.h"
#include "certcheck/lint/names_anywhere.h"
#include "certcheck/lint/rfc4985/themes.h"
#include "certcheck/names/dns_name.h"
#include "certcheck/names/service_name.h"

/// otherNames of type SRVName, wherever they stand.
namespace certcheck::lint::rfc4985 {
namespace {

using x509::GeneralName;

bool is_service_name(const GeneralName& name) {
  return name.kind == GeneralName::Kind::other_name && name.type_id == x509::oids::dns_srv;
}

// RFC 4985 2: "SRVName ::= IA5String (SIZE (1..MAX))", "_Service.Name": the service as in RFC 2782 and the
// domain name in the form of a dNSName.
std::string_view service_name_fault(const GeneralName& name) {
  const auto text = names::service_name_of(name);
  if (!text) {
    return "is no IA5String";
  }
  const auto parts = names::split_service_name(*text);
  return parts ? names::dns_name_fault(parts->domain) : "is not of the form _Service.Name";
}

constexpr Lint service_names_lints[] = {
    for_names_anywhere<is_service_name, service_name_fault>(
        {.check = {.id = "rfc4985.service_names.malformed",
                   .severity = Severity::error,
                   .counts = Counts::never,
                   .requirement = "An SRVName MUST be an IA5String of the form _Service.Name.",
                   .citation = "RFC 4985 2",
                   .hint = "Write the service with its underscore, and the domain behind it."},
         .example = "the SRVName imap.example.com",
         .effective = dates::rfc4985}),
};

}  // namespace

std::span<const Lint> service_names() { return service_names_lints; }

}  // namespace certcheck::lint::rfc4985
