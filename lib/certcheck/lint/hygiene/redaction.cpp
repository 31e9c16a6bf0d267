#include "certcheck/lint/facts.h"
#include "certcheck/lint/hygiene/themes.h"
#include "certcheck/lint/support/domain_names.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/x509/oids.h"
#include "certcheck/x509/strings.h"

#include <fmt/format.h>

namespace certcheck::lint::hygiene {
namespace {

namespace oids = x509::oids;

bool is_redacted(std::string_view name) {
  return (name.starts_with("*.") ? name.substr(2) : name).starts_with("?.");
}

// draft-strad-trans-redaction 3: in a precertificate, labels of a name may be replaced by "?" from the left,
// those after a wildcard's "*" too. It never became a standard, and logs and browsers do without.
Outcome redacted(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  const x509::Extension* extension = certificate.find(oids::subject_alternative_name);
  Outcome outcome = Outcome::pass;
  const auto fire = [&](std::string_view place, size_t offset, std::string_view name) {
    std::string printed;
    x509::append_printable(printed, name);
    outcome =
        report.fire(place, offset, fmt::format("the name \"{}\" is redacted", printed), {{"name", printed}});
  };
  for (const x509::Attribute& attribute : certificate.subject.attributes)
    if (attribute.type == oids::common_name && is_redacted(as_text(attribute.value)))
      fire("tbsCertificate.subject", attribute.offset, as_text(attribute.value));
  for_each_dns_name(certificate, [&](const x509::GeneralName& name) {
    if (is_redacted(name.text())) fire(place_in(certificate, *extension), name.offset, name.text());
  });
  return outcome;
}

constexpr Lint redaction_lints[] = {
    {.check = {.id = "hygiene.redaction.redacted",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "Host names SHOULD NOT be redacted.",
               .citation = "draft-strad-trans-redaction 3",
               .hint = "Log the precertificate with the names that the certificate has.",
               .zlint = "n_contains_redacted_dnsname"},
     .example = "the dNSName ?.example.com",
     .applies = Role::subscriber,
     .certificate = redacted},
};

}  // namespace

constinit const Rows redaction_rows = redaction_lints;

}  // namespace certcheck::lint::hygiene
