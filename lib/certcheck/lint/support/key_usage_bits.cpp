#include "certcheck/lint/support/key_usage_bits.h"

#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace certcheck::lint {
namespace {

constexpr std::array<std::string_view, 9> names = {"digitalSignature", "contentCommitment", "keyEncipherment",
                                                   "dataEncipherment", "keyAgreement",      "keyCertSign",
                                                   "cRLSign",          "encipherOnly",      "decipherOnly"};

}  // namespace

std::string_view to_string(x509::KeyUsage::Bit bit) { return names[bit]; }

std::string usages_besides(const x509::KeyUsage& usage, std::initializer_list<x509::KeyUsage::Bit> allowed) {
  std::string out;
  for (size_t number = 0; number < names.size(); ++number) {
    const auto bit = static_cast<x509::KeyUsage::Bit>(number);
    if (usage.has(bit) && std::find(allowed.begin(), allowed.end(), bit) == allowed.end()) {
      out += out.empty() ? "" : ", ";
      out += names[number];
    }
  }
  return out;
}

bool has_any(const x509::KeyUsage& usage, std::initializer_list<x509::KeyUsage::Bit> bits) {
  return std::any_of(bits.begin(), bits.end(), [&usage](x509::KeyUsage::Bit bit) { return usage.has(bit); });
}

std::string key_agreement_fault(const x509::KeyUsage& usage) {
  using x509::KeyUsage;
  const std::string wrong =
      usages_besides(usage, {KeyUsage::key_agreement, KeyUsage::encipher_only, KeyUsage::decipher_only});
  if (!wrong.empty()) return fmt::format("has {}", wrong);
  if (!usage.has(KeyUsage::key_agreement)) return "lacks keyAgreement";
  return usage.has(KeyUsage::encipher_only) && usage.has(KeyUsage::decipher_only)
             ? "has both encipherOnly and decipherOnly"
             : "";
}

Outcome signatures_alone(const CertificateFacts& facts, const Reporter& report, std::string_view key) {
  using x509::KeyUsage;
  if (!facts.certificate.key_usage) return Outcome::not_applicable;
  const std::string wrong =
      usages_besides(*facts.certificate.key_usage, {KeyUsage::digital_signature, KeyUsage::content_commitment,
                                                    KeyUsage::key_cert_sign, KeyUsage::crl_sign});
  return wrong.empty()
             ? Outcome::pass
             : fire_at_key_usage(facts, report,
                                 fmt::format("keyUsage has {}, which {} cannot be used for", wrong, key));
}

Outcome fire_at_key_usage(const CertificateFacts& facts, const Reporter& report, std::string message) {
  const x509::Extension* extension = facts.certificate.find(x509::oids::key_usage);
  return report.fire(place_in(facts.certificate, *extension), extension->value_offset, std::move(message));
}

}  // namespace certcheck::lint
