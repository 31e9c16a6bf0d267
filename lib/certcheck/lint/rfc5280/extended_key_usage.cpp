#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/key_usage_bits.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>
#include <bitset>

namespace certcheck::lint::rfc5280 {
namespace {

namespace oids = x509::oids;
using x509::KeyUsage;

constexpr size_t usage_count = 9;
using Usages = std::bitset<usage_count>;  ///< by KeyUsage::Bit

constexpr Usages usages(std::initializer_list<KeyUsage::Bit> bits) {
  unsigned long long set = 0;
  for (const KeyUsage::Bit bit : bits) set |= 1ULL << bit;
  return {set};
}

/// RFC 5280 4.2.1.12: the purposes that it defines, and for each the "key usage bits that may be consistent".
struct Purpose {
  der::Oid id;
  std::string_view name;
  Usages consistent;
};
constexpr Purpose purposes[] = {
    {oids::server_auth, "serverAuth",
     usages({KeyUsage::digital_signature, KeyUsage::key_encipherment, KeyUsage::key_agreement})},
    {oids::client_auth, "clientAuth", usages({KeyUsage::digital_signature, KeyUsage::key_agreement})},
    {oids::code_signing, "codeSigning", usages({KeyUsage::digital_signature})},
    {oids::email_protection, "emailProtection",
     usages({KeyUsage::digital_signature, KeyUsage::content_commitment, KeyUsage::key_encipherment,
             KeyUsage::key_agreement})},
    {oids::time_stamping, "timeStamping",
     usages({KeyUsage::digital_signature, KeyUsage::content_commitment})},
    {oids::ocsp_signing, "OCSPSigning", usages({KeyUsage::digital_signature, KeyUsage::content_commitment})},
};

const Purpose* find_purpose(der::Oid id) {
  const auto* const found = std::find_if(std::begin(purposes), std::end(purposes),
                                         [id](const Purpose& purpose) { return purpose.id == id; });
  return found == std::end(purposes) ? nullptr : found;
}

Usages usages_of(const KeyUsage& key_usage) {
  Usages set;
  for (size_t bit = 0; bit < usage_count; ++bit) set[bit] = key_usage.has(static_cast<KeyUsage::Bit>(bit));
  return set;
}

std::string list(const Usages& set) {
  std::string out;
  for (size_t bit = 0; bit < usage_count; ++bit) {
    if (set[bit]) {
      out += out.empty() ? "" : ", ";
      out += to_string(static_cast<KeyUsage::Bit>(bit));
    }
  }
  return out;
}

Outcome fire(const CertificateFacts& facts, const Reporter& report, std::string message,
             Evidence evidence = {}) {
  const x509::Extension* extension = facts.certificate.find(oids::extended_key_usage);
  return report.fire(place_in(facts.certificate, *extension), extension->value_offset, std::move(message),
                     std::move(evidence));
}

// RFC 5280 4.2.1.12: "Conforming CAs SHOULD NOT mark this extension as critical if the anyExtendedKeyUsage
// KeyPurposeId is present." Since RFC 3280.
Outcome any_critical(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::extended_key_usage);
  if (extension == nullptr || !facts.certificate.extended_key_usage) return Outcome::not_applicable;
  return extension->critical && facts.certificate.extended_key_usage->has(oids::any_extended_key_usage)
             ? report.fire(place_of(facts.certificate, *extension), extension->offset,
                           "extKeyUsage is marked critical though it has anyExtendedKeyUsage")
             : Outcome::pass;
}

/// A purpose that appears twice, or null. Few are compared each with each; many are sorted, so that they cost
/// no more than n log n.
der::Oid find_repeated(const std::vector<der::Oid>& all) {
  constexpr size_t few = 24;
  if (all.size() <= few) {
    for (auto each = all.begin(); each != all.end(); ++each)
      if (std::find(all.begin(), each, *each) != each) return *each;
    return {};
  }
  std::vector<der::Oid> sorted = all;
  std::sort(sorted.begin(), sorted.end());
  const auto repeated = std::adjacent_find(sorted.begin(), sorted.end());
  return repeated == sorted.end() ? der::Oid() : *repeated;
}

// RFC 5280 4.2.1.12: the extension "indicates one or more purposes". To name one twice adds nothing.
Outcome repeated(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.certificate.extended_key_usage) return Outcome::not_applicable;
  const der::Oid purpose = find_repeated(facts.certificate.extended_key_usage->purposes);
  if (purpose.empty()) return Outcome::pass;
  const std::string dotted = purpose.to_string();
  return fire(facts, report, fmt::format("extKeyUsage has the purpose {} more than once", dotted),
              {{"purpose", dotted}});
}

/// What keyUsage may be when the certificate has these purposes.
struct Consistent {
  Usages usages;
  bool anything = true;  ///< anyExtendedKeyUsage or a purpose of unknown usages leaves the key free
};

Consistent consistent_with(const std::vector<der::Oid>& all) {
  Consistent out;
  for (const der::Oid id : all) {
    const Purpose* purpose = find_purpose(id);
    if (purpose == nullptr) return {};
    out.usages |= purpose->consistent;
    out.anything = false;
  }
  return out;
}

// RFC 5280 4.2.1.12: "If a certificate contains both a key usage extension and an extended key usage
// extension, then both extensions MUST be processed independently and the certificate MUST only be used for a
// purpose consistent with both extensions." A usage that no purpose has a use for contradicts them all, and
// for one purpose alone the standard lists keyEncipherment "or" keyAgreement. RFC 3280 said the same, but
// zlint, whose answers these are, counts from RFC 5280. Of anyExtendedKeyUsage and of purposes that other
// documents define it says nothing, so that alongside them any usage may have its use; zlint sees that only
// in purposes that it has a name for.
Outcome inconsistent_with_key_usage(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.certificate.extended_key_usage || !facts.certificate.key_usage) return Outcome::not_applicable;
  const std::vector<der::Oid>& all = facts.certificate.extended_key_usage->purposes;
  const Consistent consistent = consistent_with(all);
  if (consistent.anything) return Outcome::pass;
  const Usages set = usages_of(*facts.certificate.key_usage);
  if (set.none()) {
    return fire_at_key_usage(facts, report,
                             "keyUsage has no usage, so none of the purposes in extKeyUsage is possible");
  }
  const Usages wrong = set & ~consistent.usages;
  if (wrong.any()) {
    return fire_at_key_usage(
        facts, report,
        fmt::format("keyUsage has {}, which is not consistent with any purpose in extKeyUsage", list(wrong)));
  }
  return all.size() == 1 && set[KeyUsage::key_encipherment] && set[KeyUsage::key_agreement]
             ? fire_at_key_usage(
                   facts, report,
                   fmt::format("keyUsage has keyEncipherment and keyAgreement, of which {} needs one",
                               find_purpose(all.front())->name))
             : Outcome::pass;
}

// RFC 5280 4.2.1.12, as above, seen from the other side: a purpose for which none of its usages is set cannot
// be made use of. "If there is no purpose consistent with both extensions, then the certificate MUST NOT be
// used for any purpose": that case is found above.
Outcome purpose_without_usage(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.certificate.extended_key_usage || !facts.certificate.key_usage) return Outcome::not_applicable;
  const Usages set = usages_of(*facts.certificate.key_usage);
  const auto usable = [&set](der::Oid id) {
    const Purpose* purpose = find_purpose(id);
    return purpose == nullptr || (purpose->consistent & set).any();
  };
  const std::vector<der::Oid>& all = facts.certificate.extended_key_usage->purposes;
  if (std::none_of(all.begin(), all.end(), usable)) return Outcome::pass;
  const auto useless = std::find_if_not(all.begin(), all.end(), usable);
  if (useless == all.end()) return Outcome::pass;
  const Purpose& purpose = *find_purpose(*useless);
  return fire(facts, report,
              fmt::format("extKeyUsage has {}, for which keyUsage would need {}", purpose.name,
                          list(purpose.consistent)),
              {{"purpose", useless->to_string()}});
}

constexpr Lint extended_key_usage_lints[] = {
    {.check = {.id = "rfc5280.extended_key_usage.any_critical",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "extKeyUsage with anyExtendedKeyUsage SHOULD NOT be critical.",
               .citation = "RFC 5280 4.2.1.12",
               .hint = "Remove anyExtendedKeyUsage, or mark extKeyUsage non-critical.",
               .zlint = "w_eku_critical_improperly"},
     .example = "a critical extKeyUsage serverAuth, anyExtendedKeyUsage",
     .effective = dates::rfc3280,
     .certificate = any_critical},
    {.check = {.id = "rfc5280.extended_key_usage.repeated",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "extKeyUsage SHOULD contain each purpose once.",
               .citation = "RFC 5280 4.2.1.12",
               .hint = "List each purpose once."},
     .example = "extKeyUsage serverAuth, clientAuth, serverAuth",
     .effective = dates::rfc2459,
     .certificate = repeated},
    {.check = {.id = "rfc5280.extended_key_usage.inconsistent_with_key_usage",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "keyUsage MUST be consistent with the purposes in extKeyUsage.",
               .citation = "RFC 5280 4.2.1.12",
               .hint = "Remove the usages that are not consistent with the purposes.",
               .zlint = "e_key_usage_and_extended_key_usage_inconsistent"},
     .example = "keyUsage digitalSignature, dataEncipherment with extKeyUsage serverAuth",
     .applies = Role::subscriber,
     .effective = dates::rfc5280,
     .certificate = inconsistent_with_key_usage},
    {.check = {.id = "rfc5280.extended_key_usage.purpose_without_usage",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "keyUsage SHOULD assert a usage for each purpose in extKeyUsage.",
               .citation = "RFC 5280 4.2.1.12",
               .hint = "Add the usage that the purpose needs, or remove the purpose."},
     .example = "keyUsage keyEncipherment with extKeyUsage serverAuth, clientAuth",
     .applies = Role::leaf,
     .effective = dates::rfc2459,
     .certificate = purpose_without_usage},
};

}  // namespace

constinit const Rows extended_key_usage_rows = extended_key_usage_lints;

}  // namespace certcheck::lint::rfc5280
