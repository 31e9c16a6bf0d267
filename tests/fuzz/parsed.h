#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/x509/extensions.h"
#include "certcheck/x509/name.h"

#include "tests/fuzz/property.h"

#include <algorithm>

/// What holds of everything that is parsed, whatever the bytes.
namespace certcheck::fuzz {

inline bool inside(ByteView view, const Bytes& bytes) {
  return view.empty() ||
         (view.data() >= bytes.data() && view.data() + view.size() <= bytes.data() + bytes.size());
}

inline bool same_findings(const Findings& a, const Findings& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Finding& x, const Finding& y) {
    return x.check == y.check && x.node_path == y.node_path && x.offset == y.offset && x.message == y.message;
  });
}

inline void check_findings(const Findings& findings, size_t size) {
  for (const auto& finding : findings) {
    require(finding.check != nullptr && !finding.message.empty(), "a finding says what is wrong");
    require(finding.offset.value_or(0) <= size, "a finding lies inside of the bytes");
  }
}

inline void check_name(const x509::Name& name, const Bytes& der) {
  require(inside(name.bytes, der), "a name views the bytes");
  for (const auto& attribute : name.attributes) {
    require(inside(attribute.value, der), "an attribute views the bytes");
    require(attribute.rdn < name.rdn_count, "an attribute stands in an RDN");
  }
  for (const char c : name.to_string())
    require(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f, "a name is shown without control characters");
  require(x509::same_name(name, name) && x509::is_within(name, name), "a name matches itself");
}

inline void check_extensions(const std::vector<x509::Extension>& extensions, const Bytes& der) {
  for (const auto& extension : extensions) {
    require(!extension.id.empty() && inside(as_bytes(extension.id.content()), der) &&
                inside(extension.value, der),
            "an extension views the bytes");
    require(extension.value.empty() || extension.value.data() == der.data() + extension.value_offset,
            "an extension's value stands at its offset");
  }
}

/// Of a Certificate, Crl or OcspResponse, and a second parse of the same bytes.
template <typename Parsed>
void check_parsed(const Parsed& parsed, const Parsed& again, ByteView input) {
  require(same_bytes(parsed.der, input), "bytes are kept as received");
  require(parsed.complete || !parsed.findings.empty(), "what is not complete has a finding");
  require(parsed.complete == again.complete && same_findings(parsed.findings, again.findings),
          "the same bytes give the same findings");
  check_findings(parsed.findings, input.size());
  check_extensions(parsed.extensions, parsed.der);
  require(inside(parsed.tbs, parsed.der) && inside(parsed.signature.bytes, parsed.der) &&
              inside(parsed.signature_algorithm.bytes, parsed.der),
          "fields view the bytes");
}

}  // namespace certcheck::fuzz
