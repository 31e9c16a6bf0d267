#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/time.h"
#include "certcheck/der/reader.h"

#include <optional>
#include <string_view>

namespace certcheck::x509 {

/// A Time of RFC 5280 4.1.2.5 as written, and what it means.
struct EncodedTime {
  uint8_t tag = 0;  ///< der::tag::utc_time or generalized_time
  ByteView text;    ///< content bytes
  size_t offset = 0;
  std::optional<Time> time;  ///< nullopt if no moment can be made out; deviating but clear forms (offsets, no
                             ///< seconds) have a value and a finding
};

EncodedTime read_time(der::Reader& reader, std::string_view name);
/// Where the ASN.1 has GeneralizedTime alone: a UTCTime is read with a fault.
EncodedTime read_generalized_time(der::Reader& reader, std::string_view name);

}  // namespace certcheck::x509
