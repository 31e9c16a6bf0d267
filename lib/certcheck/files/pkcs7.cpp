#include "certcheck/files/detail/pkcs7.h"

#include "certcheck/der/checks.h"
#include "certcheck/der/reader.h"
#include "certcheck/files/detail/unpacked.h"
#include "certcheck/files/limits.h"
#include "certcheck/x509/certificate.h"

#include <algorithm>
#include <utility>

namespace certcheck::files {
namespace {

namespace tag = der::tag;

/// RFC 5652 5.3: SignerInfo { version, sid, ... } with sid { issuer, serialNumber } or [0]
/// subjectKeyIdentifier. The certificate of the first signer is the end entity's.
void mark_signer(der::Reader signers, std::vector<Part>& parts) {
  auto signer = signers.sequence("signerInfo");
  if (!signer || !signer->take(tag::integer, "version")) return;
  std::optional<ByteView> key_identifier, issuer, serial;
  if (const auto by_key = signer->take_if(tag::context(0))) {
    key_identifier = by_key->content;
  } else if (auto sid = signer->sequence("issuerAndSerialNumber")) {
    const auto name = sid->take(tag::sequence, "issuer");
    const auto number = name ? sid->take(tag::integer, "serialNumber") : std::nullopt;
    if (!number) return;
    issuer = name->bytes;
    serial = number->content;
  }
  if (!key_identifier && !serial) return;
  for (Part& part : parts) {
    if (part.kind != Kind::certificate) continue;
    const auto one = x509::parse_certificate(ByteView(part.der));
    const bool found =
        key_identifier
            ? one->subject_key_identifier && same_bytes(*one->subject_key_identifier, *key_identifier)
            : same_bytes(one->serial, *serial) && same_bytes(one->issuer.bytes, *issuer);
    if (!found) continue;
    part.role = Role::end_entity;
    return;
  }
}

}  // namespace

Unpacked unpack_pkcs7(ByteView der) {
  Unpacked unpacked;
  Findings faults;
  der::FaultSink sink(faults);
  der::Reader outer(der, sink, "ContentInfo");
  auto content_info = outer.sequence("contentInfo");
  const auto type = content_info ? content_info->oid("contentType") : std::nullopt;
  auto wrapper =
      type == signed_data ? content_info->constructed(tag::context_constructed(0), "content") : std::nullopt;
  auto data = wrapper ? wrapper->sequence("signedData") : std::nullopt;
  if (!data || !data->take(tag::integer, "version") || !data->take(tag::set, "digestAlgorithms") ||
      !data->take(tag::sequence, "encapContentInfo")) {
    // Lengths of indefinite form are a fault of DER only.
    const auto first = std::find_if(faults.begin(), faults.end(), [](const Finding& fault) {
      return fault.check != &der::checks::length_indefinite;
    });
    unpacked.fault = "the PKCS#7 content is not SignedData";
    if (first != faults.end()) {
      unpacked.fault = "the PKCS#7 content cannot be read: " + first->message;
      unpacked.offset = first->offset;
    }
    return unpacked;
  }
  for (const auto& [number, kind] : {std::pair{uint8_t{0}, Kind::certificate}, {uint8_t{1}, Kind::crl}}) {
    const auto set = data->take_if(tag::context_constructed(number));
    if (!set) continue;
    der::Reader members = data->enter(*set, "members");
    while (const auto member = members.next())
      if (member->tag == tag::sequence && unpacked.parts.size() < limits.parts)
        unpacked.parts.push_back({.kind = kind, .der = to_bytes(member->bytes)});
  }
  if (const auto signers = data->take_if(tag::set))
    mark_signer(data->enter(*signers, "signerInfos"), unpacked.parts);
  const auto cut = std::find_if(faults.begin(), faults.end(),
                                [](const Finding& fault) { return fault.check == &der::checks::truncated; });
  if (cut != faults.end()) {
    unpacked.fault = "the PKCS#7 content cannot be read to its end: " + cut->message;
    unpacked.offset = cut->offset;
  }
  return unpacked;
}

Unpacked unpack_certificate_path(ByteView der) {
  Unpacked unpacked;
  Findings faults;
  der::FaultSink sink(faults);
  der::Reader outer(der, sink, "PkiPath");
  if (auto path = outer.sequence("path"))
    while (const auto member = path->next())
      if (member->tag == tag::sequence && unpacked.parts.size() < limits.parts)
        unpacked.parts.push_back({.kind = Kind::certificate, .der = to_bytes(member->bytes)});
  std::reverse(unpacked.parts.begin(), unpacked.parts.end());
  return unpacked;
}

}  // namespace certcheck::files
