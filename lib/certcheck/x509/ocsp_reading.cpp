#include "certcheck/x509/detail/ocsp_reading.h"

#include "certcheck/base/encoding.h"
#include "certcheck/der/checks.h"
#include "certcheck/x509/certificate_list.h"
#include "certcheck/x509/checks.h"
#include "certcheck/x509/detail/extension_reading.h"

#include <memory>
#include <string>
#include <utility>

namespace certcheck::x509 {
namespace {

namespace tag = der::tag;

/// Stands for each certificate that is left out.
const CertificatePtr& left_out_certificate() {
  static const CertificatePtr left_out = [] {
    const auto certificate = std::make_shared<Certificate>();
    certificate->findings.push_back(
        Finding{.check = &der::checks::too_many_faults,
                .message = "more than " + std::to_string(CertificateList::faults_max) +
                           " faults in certificates; further certificates with faults are not listed"});
    return certificate;
  }();
  return left_out;
}

/// Whether a certificate comes next, and not a list of them: a SEQUENCE of two SEQUENCEs and a BIT STRING.
bool holds_certificate(const der::Reader& content) {
  Findings ignored;
  der::FaultSink sink(ignored);
  const auto element = der::Reader(content.rest(), sink, {}).next();
  if (!element || element->tag != tag::sequence) return false;
  der::Reader fields(element->content, sink, {});
  return fields.take(tag::sequence, {}) && fields.take(tag::sequence, {}) && fields.peek() == tag::bit_string;
}

}  // namespace

bool read_certificate_id(der::Reader& fields, std::string_view name, CertificateId& id) {
  const auto element = fields.item(tag::sequence, {}, name);
  if (!element) return false;
  auto parts = fields.enter(*element, name);
  id.hash_algorithm = read_algorithm(parts, "hashAlgorithm");
  const auto name_hash = parts.octet_string("issuerNameHash");
  const auto key_hash = parts.octet_string("issuerKeyHash");
  const auto serial = parts.integer("serialNumber");
  parts.finish();
  if (name_hash) id.issuer_name_hash = *name_hash;
  if (key_hash) id.issuer_key_hash = *key_hash;
  if (serial) id.serial = *serial;
  return !id.hash_algorithm.oid.empty() && name_hash && key_hash && serial;
}

int read_ocsp_version(der::Reader& fields) {
  const auto field = fields.take_if(tag::context_constructed(0));
  if (!field) return 1;
  auto content = fields.enter(*field, "version");
  const size_t offset = content.offset();
  const auto number = content.integer({});
  content.finish();
  if (!number) return 1;
  if (number->size() == 1 && (*number)[0] == 0)
    content.fault(der::checks::default_encoded, offset, "version 1 is the default and must be omitted");
  else
    content.fault(checks::version_unsupported, offset,
                  "the version field has the value " + hex_encode(*number) + " (hexadecimal)");
  return number->size() == 1 && (*number)[0] < 0x7f ? (*number)[0] + 1 : 0;
}

std::vector<Extension> read_optional_extensions(der::Reader& fields, uint8_t number, std::string_view name) {
  const auto field = fields.take_if(tag::context_constructed(number));
  return field ? read_explicit_extensions(fields, *field, name) : std::vector<Extension>();
}

IncludedCertificates read_included_certificates(der::Reader& fields) {
  IncludedCertificates out;
  const auto field = fields.take_if(tag::context_constructed(0));
  if (!field) return out;
  out.has_certificates = true;
  auto content = fields.enter(*field, {});
  if (holds_certificate(content)) {
    content.fault(der::checks::unexpected_tag, content.offset(),
                  "the SEQUENCE of the certificates is missing: [0] is explicit", "certs");
    return out;
  }
  if (auto list = content.sequence("certs")) {
    CertificateList read;
    for (size_t index = 0; !list->at_end(); ++index)
      if (const auto element = list->item(tag::sequence, index)) {
        auto certificate = read.parse(to_bytes(element->bytes));
        out.certificates.push_back(certificate ? std::move(certificate) : left_out_certificate());
        out.certificate_offsets.push_back(element->offset);
      }
  }
  content.finish();
  return out;
}

}  // namespace certcheck::x509
