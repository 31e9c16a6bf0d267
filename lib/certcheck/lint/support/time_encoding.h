#pragma once

#include "certcheck/der/reader.h"
#include "certcheck/x509/encoded_time.h"

namespace certcheck::lint {

/// RFC 5280 4.1.2.5 and 5.1.2.4: dates through the year 2049 are UTCTime. That cannot say more, so only a
/// GeneralizedTime can be of the wrong type.
inline bool is_of_wrong_type(const x509::EncodedTime& time) {
  return time.tag == der::tag::generalized_time && time.time && *time.time < date(2050, 1, 1);
}

}  // namespace certcheck::lint
