#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/finding.h"
#include "certcheck/base/result.h"
#include "certcheck/x509/certificate.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace certcheck::engine {

/// Something that is not at hand and that an inspection would look at if it could have it.
struct Want {
  enum class Kind : uint8_t {
    issuer,  ///< certificates: DER, or a PKCS #7 bundle of them (RFC 5280 4.2.2.1); PEM is read as well
    crl,     ///< a CRL, DER (RFC 5280 4.2.1.13); PEM is read as well
    ocsp,    ///< the response to `request` (RFC 6960)
  };
  Kind kind = Kind::issuer;
  x509::CertificatePtr about;  ///< whose issuer is wanted, or whose status; never null
  /// Where it can be had by the certificate's own word, in its order; one of them is enough. Whoever issued
  /// the certificate wrote them: what may be asked there is for the one who fetches to decide.
  std::vector<std::string> addresses;
  Bytes request;  ///< DER of the OCSPRequest to send; empty for the other kinds

  bool operator==(const Want&) const = default;
};

std::string_view to_string(Want::Kind kind);

/// What came of a want.
struct Provided {
  std::string address;                   ///< that was asked last; empty if none was
  Result<Bytes> answer;                  ///< as received, or why there is nothing
  std::chrono::milliseconds took{0};     ///< to fetch it
  bool from_cache = false;
};

/// The same in a report: what was asked for, for whom, and what came of it.
struct Fetched {
  Want::Kind kind = Want::Kind::issuer;
  Subject subject;  ///< the certificate that it is about
  std::string address;
  std::size_t bytes = 0;
  std::string error;  ///< empty if it was had and could be read
  std::chrono::milliseconds took{0};
  bool from_cache = false;
};

}  // namespace certcheck::engine
