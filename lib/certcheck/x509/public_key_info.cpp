#include "certcheck/x509/public_key_info.h"

#include "certcheck/base/finding.h"
#include "certcheck/der/reader.h"

#include <string_view>

namespace certcheck::x509 {

std::optional<SubjectPublicKeyInfo> parse_public_key_info(ByteView der) {
  constexpr std::string_view name = "subjectPublicKeyInfo";
  Findings faults;
  der::FaultSink sink(faults);
  der::Reader reader(der, sink, name);
  const SubjectPublicKeyInfo key = read_public_key_info(reader, name);
  reader.finish();
  return faults.empty() ? std::optional(key) : std::nullopt;
}

}  // namespace certcheck::x509
