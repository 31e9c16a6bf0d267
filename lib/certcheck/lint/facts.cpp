#include "certcheck/lint/facts.h"

#include "certcheck/crypto/rsa_weaknesses.h"
#include "certcheck/lint/etsi/qualified_certificate.h"
#include "certcheck/lint/support/ev_policies.h"
#include "certcheck/lint/support/key_places.h"
#include "certcheck/lint/support/purposes.h"
#include "certcheck/lint/support/reserved_policies.h"
#include "certcheck/lint/support/technical_constraints.h"
#include "certcheck/lint/support/unread.h"
#include "certcheck/names/dns_name.h"
#include "certcheck/names/public_suffix.h"
#include "certcheck/x509/extension_place.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <string_view>

namespace certcheck::lint {
namespace {

using namespace std::string_view_literals;

// Code Signing BR 7.1.6.1 and EV: 2.23.140.1.4.1, 2.23.140.1.3.
constexpr std::string_view code_signing_policies[] = {"\x67\x81\x0c\x01\x04\x01"sv, "\x67\x81\x0c\x01\x03"sv};

/// The certificate says that the key of another one made its signature.
bool names_another_key(const x509::Certificate& certificate) {
  const auto& authority = certificate.authority_key_identifier;
  const auto& subject = certificate.subject_key_identifier;
  return authority && authority->key_identifier && subject &&
         !same_bytes(*authority->key_identifier, *subject);
}

/// RFC 5280 3.2: "Self-signed certificates are self-issued certificates where the digital signature may be
/// verified by the public key bound into the certificate." Of an algorithm or a key that we cannot verify
/// with (GOST, composite, HashML-DSA), and where the signature is still to come, that is taken from the names
/// and key identifiers: nothing speaks against it.
bool is_self_signed(const x509::Certificate& certificate,
                    const std::optional<crypto::SignatureStatus>& self_signature) {
  if (!same_bytes(certificate.subject.bytes, certificate.issuer.bytes)) return false;
  if (!certificate.is_signed) return !certificate.subject.bytes.empty() && !names_another_key(certificate);
  if (!self_signature) return false;
  switch (*self_signature) {
    case crypto::SignatureStatus::valid:
      return true;
    case crypto::SignatureStatus::algorithm_unsupported:
    case crypto::SignatureStatus::key_unusable:
      return !names_another_key(certificate);
    case crypto::SignatureStatus::key_mismatch:
      return crypto::key_facts(certificate.public_key).kind == crypto::KeyKind::unknown &&
             !names_another_key(certificate);
    case crypto::SignatureStatus::invalid:
      break;
  }
  return false;
}

template <typename Predicate>
bool any_policy(const x509::Certificate& certificate, Predicate predicate) {
  return certificate.certificate_policies &&
         std::any_of(certificate.certificate_policies->policies.begin(),
                     certificate.certificate_policies->policies.end(),
                     [&](const x509::PolicyInformation& policy) { return predicate(policy.id.content()); });
}

template <size_t Count>
bool has_policy_of(const x509::Certificate& certificate, const std::string_view (&policies)[Count]) {
  return any_policy(certificate, [&policies](std::string_view id) {
    return std::find(std::begin(policies), std::end(policies), id) != std::end(policies);
  });
}

/// The roles that reserved policies of the TLS BR give. What a CA's own policy for EV says beyond that is for
/// ev_role.
Role policy_roles(const x509::Certificate& certificate) {
  Role roles = Role::any;
  if (!certificate.certificate_policies) return roles;
  for (const x509::PolicyInformation& policy : certificate.certificate_policies->policies)
    for (const ReservedPolicy& reserved : reserved_policies)
      if (policy.id == reserved.id) roles = roles | reserved.role;
  return roles;
}

/// Many CAs have a policy of their own for EV, which does not make a certificate one for TLS servers.
Role ev_role(const x509::Certificate& certificate) {
  return certificate.certificate_policies &&
                 std::any_of(certificate.certificate_policies->policies.begin(),
                             certificate.certificate_policies->policies.end(),
                             [](const x509::PolicyInformation& policy) { return is_ev_policy(policy.id); })
             ? Role::extended_validated
             : Role::any;
}

bool allows_purpose(const x509::Certificate& certificate, der::Oid purpose) {
  return !certificate.extended_key_usage || certificate.extended_key_usage->purposes.empty() ||
         certificate.extended_key_usage->has(purpose) ||
         certificate.extended_key_usage->has(x509::oids::any_extended_key_usage);
}

bool has_email_name(const x509::Certificate& certificate) {
  const auto& names = certificate.subject_alternative_names;
  return names && std::any_of(names->begin(), names->end(), [](const x509::GeneralName& name) {
           return name.kind == x509::GeneralName::Kind::rfc822_name ||
                  (name.kind == x509::GeneralName::Kind::other_name &&
                   name.type_id == x509::oids::smtp_utf8_mailbox);
         });
}

bool is_email_certificate(const x509::Certificate& certificate, const SmimeProfile& smime) {
  return smime.policies != 0 ||
         (has_email_name(certificate) && allows_purpose(certificate, x509::oids::email_protection));
}

bool has_server_name(const x509::Certificate& certificate) {
  const auto& names = certificate.subject_alternative_names;
  return names && std::any_of(names->begin(), names->end(), [](const x509::GeneralName& name) {
           return name.kind == x509::GeneralName::Kind::dns_name ||
                  name.kind == x509::GeneralName::Kind::ip_address;
         });
}

/// ETSI EN 319 411-2 5.3 and 319 412-5 4.2.3: by its policy or its QcType the certificate is qualified for
/// signatures or seals, and not for web sites. Most of them leave extKeyUsage out (EN 319 412-2 4.3.10 lets
/// them), which does not make them certificates of servers.
bool is_for_signatures(const x509::Certificate& certificate) {
  if (certificate.extended_key_usage || has_server_name(certificate)) return false;
  const auto has_policy = [&](std::initializer_list<uint8_t> numbers) {
    return std::any_of(numbers.begin(), numbers.end(),
                       [&](uint8_t number) { return etsi::has_qualified_policy(certificate, number); });
  };
  const x509::QcStatement* const types = etsi::find_statement(certificate, etsi::qc_type);
  const auto has_type = [types](der::Oid type) {
    return types != nullptr && as_text(types->info).find(type.content()) != std::string_view::npos;
  };
  if (has_policy({4, 5, 6}) || has_type(etsi::type_web)) return false;
  return has_policy({0, 1, 2, 3}) || has_type(etsi::type_esign) || has_type(etsi::type_eseal);
}

/// BR 7.1.2.3, 7.1.2.4 and 7.1.2.6: what a CA that is not a root is by its purposes.
Role subordinate_ca_roles(const x509::Certificate& certificate) {
  if (!certificate.extended_key_usage || certificate.extended_key_usage->purposes.empty()) return Role::any;
  const bool signs_precertificates = has_purpose(certificate, x509::oids::precertificate_signing);
  const Role signer = signs_precertificates ? Role::precertificate_signer : Role::any;
  if (!allows_purpose(certificate, x509::oids::server_auth))
    return Role::constrained_ca | (signs_precertificates ? signer : Role::non_tls_ca);
  return signer | (missing_technical_constraint(certificate).empty() ? Role::constrained_ca : Role::any);
}

/// What the certificate is for follows from its extensions. Where one of them could not be read that is open:
/// then it is of no kind, and rules on kinds do not apply.
Role roles_of(const x509::Certificate& certificate,
              const std::optional<crypto::SignatureStatus>& self_signature, const SmimeProfile& smime) {
  const Unread unread(certificate.findings);
  const bool lost = unread.extensions();
  const x509::Extension* constraints = certificate.find(x509::oids::basic_constraints);
  const bool kind_lost = constraints == nullptr ? lost : unread.extension(x509::node_path_of(*constraints));
  const bool self_signed = is_self_signed(certificate, self_signature);
  Role roles = self_signed ? Role::self_signed : Role::any;
  if (certificate.is_ca())
    roles = roles | Role::ca | (self_signed ? Role::root : Role::subordinate_ca);
  else if (!kind_lost)
    roles = roles | Role::leaf | (self_signed ? Role::any : Role::subscriber);
  if (lost) return roles;
  if (has_roles(roles, Role::subordinate_ca)) roles = roles | subordinate_ca_roles(certificate);
  if (certificate.find(x509::oids::precertificate_poison) != nullptr) roles = roles | Role::precertificate;
  const Role policies = policy_roles(certificate);
  // The BR are about version 3: their rules do not apply to versions without extensions.
  // RFC 8737 3: the certificate that answers an ACME challenge is self-signed, and belongs to no subscriber
  // of a CA.
  const bool answers_challenge = self_signed && certificate.find(x509::oids::acme_identifier) != nullptr;
  const bool has_purposes = !answers_challenge && (certificate.version == 3 || certificate.version == 0 ||
                                                   certificate.has_extensions);
  // BR 7.1.2.8.8: a policy of the TLS BR in a responder's certificate is not recommended, and makes it no
  // server's.
  const auto& usage = certificate.extended_key_usage;
  const bool answers_ocsp_alone = has_roles(roles, Role::leaf) && usage && usage->purposes.size() == 1 &&
                                  usage->has(x509::oids::ocsp_signing);
  const bool for_servers =
      has_purposes && !answers_ocsp_alone &&
      (policies != Role::any || (allows_purpose(certificate, x509::oids::server_auth) &&
                                 !(has_roles(roles, Role::leaf) && is_for_signatures(certificate))));
  return roles | policies | ev_role(certificate) | (for_servers ? Role::server_auth : Role::any) |
         (is_email_certificate(certificate, smime) ? Role::email : Role::any) |
         (has_policy_of(certificate, code_signing_policies) ? Role::code_signing : Role::any) |
         (has_purpose(certificate, x509::oids::ocsp_signing) ? Role::ocsp_responder : Role::any);
}

}  // namespace

bool SuffixLookups::is_public_suffix(const x509::Certificate& certificate,
                                     const x509::GeneralName& name) const {
  const auto place = static_cast<size_t>(&name - certificate.subject_alternative_names->data());
  if (place < remembered && known_[place]) return suffix_[place];
  const std::string_view text = name.text();
  const bool is_suffix =
      names::is_public_suffix(names::is_wildcard(text) ? text.substr(2) : text, names::SuffixSection::icann);
  if (place < remembered) {
    known_.set(place);
    suffix_.set(place, is_suffix);
  }
  return is_suffix;
}

SmimeProfile smime_profile_of(const x509::Certificate& certificate) {
  constexpr std::string_view arc = "\x67\x81\x0c\x01\x05"sv;
  SmimeProfile profile;
  if (!certificate.certificate_policies) return profile;
  for (const x509::PolicyInformation& policy : certificate.certificate_policies->policies) {
    const std::string_view id = policy.id.content();
    if (id.size() != arc.size() + 2 || !id.starts_with(arc)) continue;
    const auto type = static_cast<uint8_t>(id[5]), generation = static_cast<uint8_t>(id[6]);
    if (type < 1 || type > 4 || generation < 1 || generation > 3) continue;
    profile.types = static_cast<uint8_t>(profile.types | 1U << (type - 1U));
    profile.generations = static_cast<uint8_t>(profile.generations | 1U << (generation - 1U));
    ++profile.policies;
  }
  return profile;
}

uint32_t FactorLookup::of(const crypto::KeyFacts& key) const {
  if (!known_) known_ = crypto::smallest_factor(magnitude_of(key.modulus));
  return *known_;
}

CertificateFacts::CertificateFacts(const x509::Certificate& subject, crypto::Verifier& verifier,
                                   const Assumptions& assumed)
    : CertificateFacts(subject, Role::any) {
  if (assumed.as_of) issued = assumed.as_of;
  if (subject.is_signed && subject.self_issued())
    self_signature = verifier.verify(subject, subject.public_key);
  roles = roles_of(subject, self_signature, smime);
  if (const CertificateProfile* const profile = assumed.profile) {
    roles = profile->roles | shared_roles(roles, profile->kept);
    smime.types = profile->smime.types;
    smime.generations = profile->smime.generations;
  }
}

CertificateFacts::CertificateFacts(const x509::Certificate& subject, Role given)
    : certificate(subject),
      key(crypto::key_facts(subject.public_key)),
      signature(crypto::signature_facts(subject.signature_algorithm)),
      roles(given),
      domain_traits(domain_traits_of(subject)),
      parts(parts_of(subject, domain_traits)),
      smime(smime_profile_of(subject)),
      issued(subject.not_before.time) {}

}  // namespace certcheck::lint
