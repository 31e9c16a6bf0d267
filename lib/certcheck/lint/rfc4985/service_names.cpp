#include "certcheck/lint/dates.h"
#include "certcheck/lint/rfc4985/themes.h"
#include "certcheck/lint/support/constraint_bases.h"
#include "certcheck/lint/support/names_anywhere.h"
#include "certcheck/names/dns_name.h"
#include "certcheck/names/service_name.h"

/// otherNames of type SRVName, wherever they stand, and constraints on them.
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
  if (!text) return "is not an IA5String";
  const auto parts = names::split_service_name(*text);
  return parts ? names::dns_name_fault(parts->domain) : "is not of the form _Service.Name";
}

// RFC 4985 4: "SRVName restrictions are expressed as a complete SRVName (...), just a service name (...), or
// just as a DNS name"; "DNS name restrictions are expressed as host.example.com", which covers every name
// below it, so that there is neither a leading period nor a wildcard.
std::string_view constraint_fault(const GeneralName& base) {
  const auto text = names::service_name_of(base);
  if (!text) return "is not an IA5String";
  if (!text->starts_with('_')) return text->empty() ? "is empty" : names::dns_name_fault(*text);
  if (text->find('.') != std::string_view::npos) return service_name_fault(base);
  return names::is_service_label(text->substr(1)) ? std::string_view() : "is not of the form _Service";
}

constexpr Lint service_names_lints[] = {
    for_names_anywhere<is_service_name, service_name_fault>(
        {.check = {.id = "rfc4985.service_names.malformed",
                   .severity = Severity::error,
                   .counts = Counts::never,
                   .requirement = "An SRVName MUST be an IA5String of the form _Service.Name.",
                   .citation = "RFC 4985 2",
                   .hint = "Write the service with its underscore, followed by the domain."},
         .example = "the SRVName imap.example.com",
         .effective = dates::rfc4985}),
    {.check = {.id = "rfc4985.service_names.constraint_malformed",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A constraint on SRVNames MUST be _Service.Name, _Service or a DNS name.",
               .citation = "RFC 4985 4",
               .hint = "State the constraint as the service, the domain, or both: a domain covers every name "
                       "below it."},
     .example = "a permitted SRVName .example.com",
     .effective = dates::rfc4985,
     .certificate = check_constraint_bases<is_service_name, constraint_fault>},
};

}  // namespace

constinit const Rows service_names_rows = service_names_lints;

}  // namespace certcheck::lint::rfc4985
