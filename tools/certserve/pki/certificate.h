#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/time.h"

#include "certserve/pki/key.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certcheck::pki {

/// Bits of KeyUsage (RFC 5280 4.2.1.3).
enum KeyUsage : unsigned {
  digital_signature = 0,
  key_encipherment = 2,
  key_cert_sign = 5,
  crl_sign = 6,
};

/// Key purposes (RFC 5280 4.2.1.12).
inline constexpr std::string_view server_auth = "1.3.6.1.5.5.7.3.1";
inline constexpr std::string_view client_auth = "1.3.6.1.5.5.7.3.2";

/// GeneralNames for a subjectAltName.
Bytes dns_name(std::string_view name);
Bytes ip_address(ByteView address);  ///< 4 or 16 bytes

/// Extensions that say where to ask, whole. Each address is a URI.
struct InformationAccess {
  std::vector<std::string> issuers = {};     ///< caIssuers
  std::vector<std::string> responders = {};  ///< OCSP
};
Bytes authority_information_access(const InformationAccess& access);
/// One distribution point for each address.
Bytes crl_distribution_points(const std::vector<std::string>& addresses);
/// The server staples OCSP responses (RFC 7633).
Bytes must_staple();

/// Who signs: a name and a key. A certificate of its own may or may not exist.
struct Authority {
  std::string common_name;
  std::string key;  ///< of keys/
};

struct BasicConstraints {
  bool authority = false;
  std::optional<unsigned> path_length = {};
};

/// What a certificate shall say. server_certificate() and the functions like it make sound ones; scenarios
/// spoil one field.
struct CertificateSpec {
  std::optional<std::string> organization = {};
  std::string common_name;
  bool printable_common_name = false;  ///< PrintableString, whatever its characters
  std::vector<Bytes> more_names = {};  ///< complete RelativeDistinguishedNames of the subject, put first
  std::string key;                     ///< of keys/
  Authority issuer;
  /// Before clients began to limit how long servers' certificates are valid (Apple HT210176): these last.
  Time not_before = date(2019, 6, 1);
  Time not_after = date(2050, 1, 1) - std::chrono::seconds(1);  ///< the last second UTCTime can say
  Digest digest = Digest::sha256;
  bool explicit_curve = false;
  std::optional<BasicConstraints> basic_constraints = {};
  std::vector<unsigned> key_usage = {};                   ///< KeyUsage bits; no extension if empty
  std::vector<std::string_view> extended_key_usage = {};  ///< no extension if empty
  std::vector<Bytes> subject_alternative_names = {};      ///< no extension if empty
  std::vector<Bytes> more_extensions = {};                ///< complete Extension elements, put last
  /// SerializedSCTs (timestamp.h), in an extension after all others; none if empty. The serial number does
  /// not depend on them, because logs sign it.
  std::vector<Bytes> timestamps = {};
};

/// A TLS server's certificate for the DNS name `host`.
CertificateSpec server_certificate(const Authority& issuer, std::string_view key, std::string_view host);
/// A CA's certificate.
CertificateSpec authority_certificate(const Authority& issuer, const Authority& subject);
/// A CA's certificate signed by itself.
CertificateSpec root_certificate(const Authority& root);

/// The Name of a CA.
Bytes authority_name(const Authority& authority);
/// The extension that names the key of who signs.
Bytes authority_key_identifier(const Authority& signer);

/// The serial number that the certificate will have: a digest of the rest, big-endian.
Bytes serial_number(const CertificateSpec& spec);

/// The certificate, DER: the same bytes for the same spec in every run.
Bytes issue(const CertificateSpec& spec);

/// The TBSCertificate alone, to be spoilt and signed by sign_certificate().
Bytes to_be_signed(const CertificateSpec& spec);
/// A certificate around any bytes; CRLs and basic OCSP responses have the same form.
Bytes sign_certificate(ByteView to_be_signed, const Key& key, Digest digest);

}  // namespace certcheck::pki
