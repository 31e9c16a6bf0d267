#pragma once

#include "certcheck/der/reader.h"
#include "certcheck/x509/algorithm.h"
#include "certcheck/x509/ocsp.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

/// What OCSP requests and responses share (RFC 6960 4.1.1, 4.2.1).
namespace certcheck::x509 {

/// A CertID, the field `name`; false if any part of it could not be read.
bool read_certificate_id(der::Reader& fields, std::string_view name, CertificateId& id);

/// Version ::= INTEGER { v1(0) } DEFAULT v1, in [0], as people say it; 0 if it is not a number of one byte.
int read_ocsp_version(der::Reader& fields);

/// Extensions in [number] EXPLICIT, the field `name`; none if the field is absent. Their values are read when
/// the rest has been, so that one that is cut off leaves the whole as it is.
std::vector<Extension> read_optional_extensions(der::Reader& fields, uint8_t number, std::string_view name);

/// certs [0] EXPLICIT SEQUENCE OF Certificate OPTIONAL. The faults that are kept are bounded; what is left
/// out for that has an empty `der`.
IncludedCertificates read_included_certificates(der::Reader& fields);

/// The elements of a SEQUENCE OF SEQUENCE to its end. `read` says whether all that is mandatory in one was
/// read: those are kept. False if one was not.
template <typename Element>
bool read_elements(der::Reader& list, bool (*read)(der::Reader& fields, Element& element),
                   std::vector<Element>& elements) {
  bool complete = true;
  for (size_t index = 0; !list.at_end(); ++index) {
    const auto item = list.item(der::tag::sequence, index);
    if (!item) {
      complete = false;
      continue;
    }
    auto fields = list.enter(*item, {}, index);
    Element element;
    element.offset = item->offset;
    if (read(fields, element))
      elements.push_back(std::move(element));
    else
      complete = false;
  }
  return complete;
}

/// What ends a BasicOCSPResponse and the Signature of a request: { signatureAlgorithm, signature, certs }.
/// False if there is no signature.
template <typename Message>
bool read_signature(der::Reader& fields, Message& message) {
  message.signature_algorithm = read_algorithm(fields, "signatureAlgorithm");
  const auto signature = fields.bit_string("signature");
  if (signature) message.signature = *signature;
  static_cast<IncludedCertificates&>(message) = read_included_certificates(fields);
  fields.finish();
  return !message.signature_algorithm.oid.empty() && signature;
}

}  // namespace certcheck::x509
