#include "certcheck/der/checks.h"
#include "certcheck/der/reader.h"
#include "certcheck/files/containers.h"
#include "certcheck/files/limits.h"

#include <algorithm>
#include <utility>

namespace certcheck::files {
namespace {

namespace tag = der::tag;

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
