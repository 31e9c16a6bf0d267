#include "certcheck/x509/certificate.h"

#include "certcheck/base/encoding.h"
#include "certcheck/der/checks.h"
#include "certcheck/x509/checks.h"
#include "certcheck/x509/detail/extension_reading.h"
#include "certcheck/x509/oids.h"

#include <algorithm>

namespace certcheck::x509 {
namespace {

namespace tag = der::tag;

/// RFC 5280 4.2.1.8: SEQUENCE SIZE (1..MAX) OF Attribute { type, values SET OF ANY }. Nobody asks what they
/// say.
void check_directory_attributes(der::Reader value) {
  auto list = value.sequence({});
  if (!list) return;
  value.finish();
  for (size_t index = 0; !list->at_end(); ++index) {
    const auto element = list->item(tag::sequence, index);
    if (!element) continue;
    auto fields = list->enter(*element, {}, index);
    if (!fields.oid("type")) continue;
    if (auto values = fields.set("values"))
      while (!values->at_end() && values->any({})) {
      }
    fields.finish();
  }
}

/// RFC 3280 4.2.1.4: SEQUENCE { notBefore [0] GeneralizedTime OPTIONAL, notAfter [1] GeneralizedTime OPTIONAL
/// }, the tags implicit. RFC 5280 left the extension out.
void check_key_usage_period(der::Reader value) {
  auto fields = value.sequence({});
  if (!fields) return;
  value.finish();
  fields->take_if(tag::context(0));
  fields->take_if(tag::context(1));
  fields->finish();
}

constexpr ExtensionDecoders<Certificate> decoders({
    {oids::key_usage, [](der::Reader value, Certificate& c) { c.key_usage = read_key_usage(value); }},
    {oids::extended_key_usage,
     [](der::Reader value, Certificate& c) { c.extended_key_usage = read_extended_key_usage(value); }},
    {oids::basic_constraints,
     [](der::Reader value, Certificate& c) { c.basic_constraints = read_basic_constraints(value); }},
    {oids::subject_key_identifier,
     [](der::Reader value, Certificate& c) {
       c.subject_key_identifier = read_subject_key_identifier(value);
     }},
    {oids::authority_key_identifier,
     [](der::Reader value, Certificate& c) {
       c.authority_key_identifier = read_authority_key_identifier(value);
     }},
    {oids::authority_information_access,
     [](der::Reader value, Certificate& c) {
       c.authority_information_access = read_information_access(value);
     }},
    {oids::subject_alternative_name,
     [](der::Reader value, Certificate& c) { c.subject_alternative_names = read_alternative_names(value); }},
    {oids::certificate_policies,
     [](der::Reader value, Certificate& c) { c.certificate_policies = read_certificate_policies(value); }},
    {oids::crl_distribution_points,
     [](der::Reader value, Certificate& c) {
       c.crl_distribution_points = read_crl_distribution_points(value);
     }},
    {oids::signed_certificate_timestamps,
     [](der::Reader value, Certificate& c) { c.signed_certificate_timestamps = read_sct_list(value); }},
    {oids::name_constraints,
     [](der::Reader value, Certificate& c) { c.name_constraints = read_name_constraints(value); }},
    {oids::policy_mappings,
     [](der::Reader value, Certificate& c) { c.policy_mappings = read_policy_mappings(value); }},
    {oids::policy_constraints,
     [](der::Reader value, Certificate& c) { c.policy_constraints = read_policy_constraints(value); }},
    {oids::inhibit_any_policy,
     [](der::Reader value, Certificate& c) { c.inhibit_any_policy = read_inhibit_any_policy(value); }},
    {oids::issuer_alternative_name,
     [](der::Reader value, Certificate& c) { c.issuer_alternative_names = read_alternative_names(value); }},
    {oids::freshest_crl,
     [](der::Reader value, Certificate& c) { c.freshest_crl = read_crl_distribution_points(value); }},
    {oids::subject_information_access,
     [](der::Reader value, Certificate& c) {
       c.subject_information_access = read_information_access(value);
     }},
    {oids::tls_feature, [](der::Reader value, Certificate& c) { c.tls_features = read_tls_features(value); }},
    {oids::qc_statements,
     [](der::Reader value, Certificate& c) { c.qc_statements = read_qc_statements(value); }},
    {oids::precertificate_poison,
     [](der::Reader value, Certificate& c) { c.precertificate_poison = read_null_extension(value); }},
    {oids::no_revocation_available,
     [](der::Reader value, Certificate& c) { c.no_revocation_available = read_null_extension(value); }},
    {oids::ocsp_no_check,
     [](der::Reader value, Certificate& c) { c.ocsp_no_check = read_null_extension(value); }},
    {oids::subject_directory_attributes,
     [](der::Reader value, Certificate&) { check_directory_attributes(value); }},
    {oids::private_key_usage_period, [](der::Reader value, Certificate&) { check_key_usage_period(value); }},
});

/// Whether the next element and an INTEGER after it come before the signature algorithm: the serial number
/// is the second then, and the first a version under another tag.
bool is_followed_by_integer(const der::Reader& tbs) {
  Findings ignored;
  der::FaultSink sink(ignored);
  der::Reader ahead(tbs.rest(), sink, {});
  return ahead.next() && ahead.peek() == tag::integer;
}

/// A version without its [0], or under another tag, so that what follows is read as what it is.
void read_misplaced_version(der::Reader& tbs, Certificate& c) {
  c.version_encoded = true;
  tbs.fault(der::checks::unexpected_tag, tbs.offset(),
            "the tag is " + hex_encode(tbs.rest().first(1)) + " instead of a0", "version");
  const auto field = tbs.next();
  const uint8_t number = !field || field->content.empty() ? uint8_t{0xff} : field->content.back();
  c.version = number <= 2 ? number + 1 : 0;
}

/// Version ::= INTEGER { v1(0), v2(1), v3(2) } DEFAULT v1, in [0].
void read_version(der::Reader& tbs, Certificate& c) {
  c.version = 1;
  const auto field = tbs.take_if(tag::context_constructed(0));
  if (!field) {
    if (is_followed_by_integer(tbs)) read_misplaced_version(tbs, c);
    return;
  }
  c.version_encoded = true;
  auto content = tbs.enter(*field, "version");
  const size_t offset = content.offset();
  const auto number = content.integer({});
  content.finish();
  c.version = 0;
  if (!number) return;
  const int value = number->size() == 1 ? static_cast<int8_t>((*number)[0]) : -1;
  if (value >= 0 && value <= 2)
    c.version = value + 1;
  else
    content.fault(checks::version_unsupported, offset,
                  "the version field has the value " + hex_encode(*number) + " (hexadecimal)");
  if (value == 0)
    content.fault(der::checks::default_encoded, offset, "version 1 is the default and must be omitted");
}

bool read_validity(der::Reader& tbs, Certificate& c) {
  const auto element = tbs.item(tag::sequence, {}, "validity");
  if (!element) return false;
  auto validity = tbs.enter(*element, "validity");
  c.not_before = read_time(validity, "notBefore");
  c.not_after = read_time(validity, "notAfter");
  validity.finish();
  return c.not_before.time && c.not_after.time;
}

/// Whether the next element holds a SEQUENCE, as the extensions do.
bool holds_sequence(const der::Reader& tbs) {
  Findings ignored;
  der::FaultSink sink(ignored);
  const auto element = der::Reader(tbs.rest(), sink, {}).next();
  return element && !element->content.empty() && element->content[0] == tag::sequence;
}

/// A constructed tag is a fault of its own, but for one that is wrong on the extensions: finish() reports
/// that.
std::optional<der::BitString> read_unique_id(der::Reader& tbs, std::string_view name, uint8_t number,
                                             const Certificate& c) {
  const size_t offset = tbs.offset();
  if (tbs.peek() == tag::context_constructed(number) && !holds_sequence(tbs)) {
    tbs.take(tag::context(number), name);  // records that a BIT STRING is primitive
    tbs.next();
    return std::nullopt;
  }
  if (!tbs.sees(tag::context(number))) return std::nullopt;
  const auto id = tbs.bit_string(name, tag::context(number));
  if (c.version == 1)
    tbs.fault(checks::unique_id_not_allowed, offset, "a version 1 certificate has a unique identifier", name);
  return id;
}

void read_certificate_extensions(der::Reader& tbs, Certificate& c) {
  const size_t offset = tbs.offset();
  const auto field = tbs.take_if(tag::context_constructed(3));
  if (!field) return;
  c.has_extensions = true;
  if (c.version == 1 || c.version == 2)
    tbs.fault(checks::extensions_not_allowed, offset,
              "a version " + std::to_string(c.version) + " certificate has extensions", "extensions");
  // Named like the field that the [3] holds: node paths follow names, not tags.
  c.extensions = read_explicit_extensions(tbs, *field, "extensions");
}

/// False if a mandatory field is missing.
bool read_tbs(der::Reader& tbs, Certificate& c) {
  read_version(tbs, c);
  c.serial_offset = tbs.offset();
  const bool displaced = (tbs.peek() & 0x20) != 0;  // a SEQUENCE is what follows the serial number
  const auto serial = tbs.integer("serialNumber");
  if (!serial && !displaced && c.serial_offset == tbs.offset()) tbs.next();
  if (serial) c.serial = *serial;
  c.tbs_signature = read_algorithm(tbs, "signature");
  c.issuer = read_name(tbs, "issuer", NamePlace::certificate);
  const bool valid = read_validity(tbs, c);
  c.subject = read_name(tbs, "subject", NamePlace::certificate);
  c.public_key = read_public_key_info(tbs, "subjectPublicKeyInfo");
  c.issuer_unique_id = read_unique_id(tbs, "issuerUniqueID", 1, c);
  c.subject_unique_id = read_unique_id(tbs, "subjectUniqueID", 2, c);
  read_certificate_extensions(tbs, c);
  tbs.finish();
  return serial && c.version != 0 && !c.tbs_signature.oid.empty() && !c.issuer.bytes.empty() && valid &&
         !c.subject.bytes.empty() && !c.public_key.algorithm.oid.empty() &&
         c.public_key.key.bytes.data() != nullptr;
}

/// `outer` is where the TBSCertificate is next.
bool read_tbs_element(der::Reader& outer, Certificate& c) {
  const auto element = outer.take(tag::sequence, "tbsCertificate");
  if (!element) return false;
  c.tbs = element->bytes;
  auto tbs = outer.enter(*element, "tbsCertificate");
  return read_tbs(tbs, c);
}

bool read_fields(der::Reader& certificate, Certificate& c) {
  const bool complete = read_tbs_element(certificate, c);
  c.signature_algorithm = read_algorithm(certificate, "signatureAlgorithm");
  const auto signature = certificate.bit_string("signatureValue");
  if (signature && c.is_signed) c.signature = *signature;
  certificate.finish();
  check_same_algorithm(certificate, c.tbs_signature, c.signature_algorithm);
  return complete && !c.signature_algorithm.oid.empty() && signature;
}

/// A TBSCertificate begins with its version or its serial number, a certificate with its TBSCertificate.
bool is_bare_tbs(ByteView der) {
  Findings ignored;
  der::FaultSink sink(ignored);
  der::Reader input(der, sink, {});
  const auto fields = input.sequence({});
  return fields && (fields->peek() == tag::context_constructed(0) || fields->peek() == tag::integer);
}

}  // namespace

bool identifies(const AuthorityKeyIdentifier& identifier, const Certificate& issuer) {
  return same_bytes(*identifier.serial, issuer.serial) &&
         std::any_of(identifier.issuer.begin(), identifier.issuer.end(), [&issuer](const auto& name) {
           return name.kind == GeneralName::Kind::directory_name &&
                  same_name(name.directory_name, issuer.issuer);
         });
}

std::shared_ptr<const Certificate> parse_certificate(Bytes der, CertificateForm form) {
  // Its members all begin with a value: clearing the memory first would be done twice.
  const auto certificate = std::make_shared_for_overwrite<Certificate>();
  certificate->der = std::move(der);
  der::FaultSink sink(certificate->findings);
  der::Reader input(certificate->der, sink, {});
  certificate->is_signed = form == CertificateForm::complete;
  certificate->is_bare = !certificate->is_signed && is_bare_tbs(certificate->der);
  if (certificate->is_bare) {
    certificate->complete = read_tbs_element(input, *certificate);
    certificate->signature_algorithm = certificate->tbs_signature;
  } else if (auto fields = input.sequence({})) {
    certificate->complete = read_fields(*fields, *certificate);
  }
  input.finish();
  // Asked before extensions are looked into: one that is cut off inside leaves the certificate whole.
  if (sink.cut_off()) certificate->complete = false;
  const auto tbs = input.enter(certificate->tbs, 0, "tbsCertificate");
  certificate->index_ = ExtensionIndex(certificate->extensions);
  decode_extensions(tbs.enter(certificate->tbs, 0, "extensions"), certificate->extensions, decoders,
                    *certificate);
  certificate->subject_key_ = canonical(certificate->subject);
  certificate->self_issued_ = same_bytes(certificate->subject.bytes, certificate->issuer.bytes);
  if (certificate->self_issued_) {
    certificate->issuer_key_ = certificate->subject_key_;
  } else {
    certificate->issuer_key_ = canonical(certificate->issuer);
    certificate->self_issued_ = certificate->issuer_key_ == certificate->subject_key_;
  }
  return certificate;
}

}  // namespace certcheck::x509
