#include "certcheck/base/encoding.h"
#include "certcheck/lint/chain/links.h"
#include "certcheck/lint/chain/themes.h"
#include "certcheck/lint/facts.h"
#include "certcheck/path/checks.h"

#include <fmt/format.h>

namespace certcheck::lint::chain {
namespace {

bool same_encoding(const x509::Attribute& a, const x509::Attribute& b) {
  return a.type == b.type && a.string_tag == b.string_tag && same_bytes(a.value, b.value) && a.rdn == b.rdn;
}

/// The first attribute of `name` that stands otherwise in the other; null if only what is around them
/// differs.
const x509::Attribute* first_difference(const x509::Name& name, const x509::Name& other) {
  const size_t common = std::min(name.attributes.size(), other.attributes.size());
  for (size_t i = 0; i < common; ++i)
    if (!same_encoding(name.attributes[i], other.attributes[i])) return &name.attributes[i];
  return nullptr;
}

// RFC 5280 4.1.2.6: "When the subject of the certificate is a CA, the subject field MUST be encoded in the
// same way as it is encoded in the issuer field (Section 4.1.2.4) in all certificates issued by the subject
// CA." Names that match by section 7.1 alone are lost on clients that compare bytes.
Outcome encoded_differently(Chain chain, const Reporter& report) {
  return check_links(chain, [&report](const Link& link) {
    const x509::Name& named = link.subject.certificate.issuer;
    const x509::Name& borne = link.issuer.certificate.subject;
    if (same_bytes(named.bytes, borne.bytes)) return Outcome::pass;
    const x509::Attribute* attribute = first_difference(named, borne);
    return report.fire_at(
        link.index, "tbsCertificate.issuer", attribute == nullptr ? named.offset : attribute->offset,
        fmt::format("the issuer's name is encoded differently than in the certificate of {}",
                    name_of(link.issuer)),
        {{"here", hex_encode(named.bytes)}, {"issuer_has", hex_encode(borne.bytes)}});
  });
}

constexpr const Check* name_encoding_said_by_path[] = {&path::checks::issuer_name_for_browsers};

constexpr Lint names_lints[] = {
    {.check = {.id = "chain.names.encoded_differently",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The issuer field MUST be encoded in the same way as the subject field of the "
                              "issuer's certificate.",
               .citation = "RFC 5280 4.1.2.6 (a)",
               .hint = "Copy the bytes of the CA certificate's subject into the certificates that it issues: "
                       "many clients compare nothing else."},
     .example = "an issuer as UTF8String whose own certificate has the name as PrintableString",
     .said_by_path = name_encoding_said_by_path,
     .chain = encoded_differently},
};

}  // namespace

constinit const Rows names_rows = names_lints;

}  // namespace certcheck::lint::chain
