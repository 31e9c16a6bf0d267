#pragma once

#include "certcheck/base/bytes.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace certcheck::tls {

/// What comes after so many certificates or names in one message is left out: no real server comes near, and
/// an empty entry of three bytes would cost us a hundred, and a kilobyte in a report. No client builds paths
/// of more than a hundred certificates (OpenSSL's default depth).
constexpr size_t listed_certificates_max = 256, listed_names_max = 1000;

/// A Certificate message of either side and either shape (RFC 5246 7.4.2, RFC 8446 4.4.2).
struct CertificateMessage {
  std::vector<Bytes> certificates;   ///< as sent
  std::vector<Bytes> ocsp_staples;   ///< TLS 1.3: at the index of its certificate; empty where there is none
  std::vector<Bytes> sct_lists;      ///< likewise
  Bytes context;                     ///< TLS 1.3: of the request it answers; a server's is empty
  std::vector<uint16_t> extensions;  ///< TLS 1.3: those of all certificates together
  size_t left_out = 0;               ///< certificates beyond listed_certificates_max
  std::optional<uint16_t> repeated_extension;  ///< TLS 1.3: one that a certificate has twice
  bool extensions_whole = true;                ///< TLS 1.3: false if one of a certificate cannot be read
  /// TLS 1.3: of each status_request its place among the certificates, where it holds no OCSP response.
  std::vector<size_t> malformed_staples;
  bool whole = true;  ///< false if it ends inside a certificate, says more than it should, or lists too many
};

CertificateMessage read_certificate_message(ByteView body, bool tls13);

/// RFC 5246 7.4.4, RFC 8446 4.3.2.
struct CertificateRequest {
  Bytes context;                           ///< TLS 1.3: to be repeated in the answer
  std::vector<uint8_t> certificate_types;  ///< up to TLS 1.2
  std::vector<uint16_t> signature_schemes;
  std::vector<Bytes> acceptable_cas;  ///< DER Names
  std::vector<uint16_t> extensions;   ///< TLS 1.3
  bool whole = true;                  ///< false if it ends too early, or says more than it should
};

CertificateRequest read_certificate_request(ByteView body, uint16_t version);

/// The OCSPResponse of a CertificateStatus (RFC 6066 section 8: opaque OCSPResponse<1..2^24-1>); nullopt if
/// it holds none.
std::optional<Bytes> read_certificate_status(ByteView body);

}  // namespace certcheck::tls
