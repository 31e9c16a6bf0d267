#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/finding.h"
#include "certcheck/base/result.h"
#include "certcheck/x509/certificate.h"
#include "certcheck/x509/crl.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace certcheck::engine {

/// Something that is not available and that an inspection would look at if it could have it.
struct Want {
  enum class Kind : uint8_t {
    issuer,  ///< certificates: DER, or a PKCS #7 bundle of them (RFC 5280 4.2.2.1); PEM is read as well
    crl,     ///< a CRL, DER (RFC 5280 4.2.1.13); PEM is read as well
    ocsp,    ///< the response to `request` (RFC 6960)
  };
  Kind kind = Kind::issuer;
  x509::CertificatePtr about;  ///< whose issuer is wanted, or whose status; never null
  /// Where it can be fetched according to the certificate, in its order; one of them is enough. Whoever
  /// issued the certificate wrote them: what may be asked there is for the one who fetches to decide.
  std::vector<std::string> addresses;
  Bytes request;     ///< DER of the OCSPRequest to send; empty for the other kinds
  Bytes nonce = {};  ///< in the request, so that a response from a cache is none to it; empty if it has none
  /// Addresses of the same thing that were tried before these, without use: they count towards how many are.
  size_t tried = 0;
  /// What was kept of it cannot be used: it is to be fetched again.
  bool anew = false;
  x509::CrlPtr crl = {};  ///< of an issuer's certificate: it is to be this CRL's, not `about`'s

  bool operator==(const Want&) const = default;
};

std::string_view to_string(Want::Kind kind);

/// In a report: what was asked for, for whom, where, and the result.
struct Fetched {
  Want::Kind kind = Want::Kind::issuer;
  Subject subject;  ///< the certificate that it is about
  std::string address;
  std::size_t bytes = 0;
  std::string error;  ///< empty if it was received and could be read
  std::chrono::milliseconds took{0};
  bool from_cache = false;                  ///< of this run or an earlier one
  std::string method = {};                  ///< of HTTP: "GET" or "POST"; empty if nothing was sent
  unsigned status = 0;                      ///< of HTTP; 0 if there was none
  std::vector<std::string> redirects = {};  ///< where the server said to go, in order
  std::string note = {};                    ///< what is odd about what came; empty if nothing is
};

/// The result of a want.
struct Provided {
  std::string address;                ///< that was asked last; empty if none was
  Result<Bytes> answer;               ///< as received, or why there is nothing
  std::chrono::milliseconds took{0};  ///< to fetch it
  bool from_cache = false;
  // As in Fetched.
  std::string method = {};
  unsigned status = 0;
  std::vector<std::string> redirects = {};
  std::string note = {};
  /// Nothing came yet, but still may: it is wanted again, with what may do instead, until it comes or is no
  /// longer late.
  bool late = false;
  /// The addresses that were asked before it, in vain; kind and subject are the want's.
  std::vector<Fetched> before = {};
};

}  // namespace certcheck::engine
