#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/der/oid.h"
#include "certcheck/der/reader.h"
#include "certcheck/x509/extension_id.h"
#include "certcheck/x509/extension_names.h"
#include "certcheck/x509/extension_policies.h"
#include "certcheck/x509/sct_list.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

/// Extensions as encoded, and their contents; those of names, of policies and of certificate transparency are
/// in headers of their own, which this one brings. All views point into the bytes of the certificate or CRL.
namespace certcheck::x509 {

/// One Extension as it stands (RFC 5280 4.1).
struct Extension {
  der::Oid id;
  ExtensionId known;  ///< the same, if it is known
  bool critical = false;
  bool critical_encoded = false;  ///< the BOOLEAN is there (DER leaves a FALSE out)
  ByteView value;                 ///< content of extnValue
  size_t offset = 0;              ///< of the Extension
  size_t index = 0;               ///< in the SEQUENCE OF, counting those that cannot be read
  size_t value_offset = 0;        ///< of value's first byte
};

/// RFC 5280 4.2.1.9
struct BasicConstraints {
  bool ca = false;
  bool has_path_length = false;  ///< whatever the value
  std::optional<uint64_t> path_length;
};

/// RFC 5280 4.2.1.3; bit numbers as in the standard.
struct KeyUsage {
  enum Bit : uint8_t {
    digital_signature = 0,
    content_commitment = 1,
    key_encipherment = 2,
    data_encipherment = 3,
    key_agreement = 4,
    key_cert_sign = 5,
    crl_sign = 6,
    encipher_only = 7,
    decipher_only = 8,
  };
  der::BitString bits;
  bool has(Bit bit) const { return bits.bit(bit); }
  bool none() const;  ///< no bit set at all
};

/// RFC 5280 4.2.1.12
struct ExtendedKeyUsage {
  std::vector<der::Oid> purposes;
  bool has(der::Oid purpose) const;
};

/// RFC 7633: TLS extension numbers that the server promises (5 = status_request)
struct TlsFeatures {
  std::vector<uint64_t> features;
};

/// ETSI EN 319 412-5
struct QcStatement {
  der::Oid id;
  ByteView info;  ///< the whole element; empty if absent
};
struct QcStatements {
  std::vector<QcStatement> statements;
};

/// The decoders. Each reads the content of extnValue through a reader placed there and returns nullopt when
/// the structure cannot be made out; faults are recorded in any case.
std::optional<BasicConstraints> read_basic_constraints(der::Reader value);
std::optional<KeyUsage> read_key_usage(der::Reader value);
std::optional<ExtendedKeyUsage> read_extended_key_usage(der::Reader value);
std::optional<ByteView> read_subject_key_identifier(der::Reader value);
std::optional<TlsFeatures> read_tls_features(der::Reader value);
std::optional<QcStatements> read_qc_statements(der::Reader value);
/// Extensions whose value is a NULL: precertificate poison (RFC 6962 3.1), OCSP nocheck (RFC 6960 4.2.2.2.1),
/// noRevAvail (RFC 9608 2).
bool read_null_extension(der::Reader value);

/// CRLReason (RFC 5280 5.3.1), of a CRL entry or an OCSP response.
std::optional<uint64_t> read_crl_reason(der::Reader value);

/// SEQUENCE OF Extension through the reader's end, duplicates kept.
std::vector<Extension> read_extensions(der::Reader& reader);
/// The same in place of what `extensions` has, whose memory is used again: a CRL may have a million entries.
void read_extensions(der::Reader& reader, std::vector<Extension>& extensions);

/// The first extension with this id, or null.
const Extension* find_extension(const std::vector<Extension>& extensions, ExtensionId id);

/// Where the first of each known extension is in a list: what find_extension says, at the cost of reading
/// two values. Lists that are asked often have one. A byte an extension, because every certificate is read
/// with one.
class ExtensionIndex {
 public:
  ExtensionIndex() = default;
  explicit ExtensionIndex(const std::vector<Extension>& extensions);

  /// In the list that the index was made of.
  const Extension* find(const std::vector<Extension>& extensions, ExtensionId id) const {
    const uint8_t place = places_[id.number()];
    if (place == 0) return nullptr;
    return place < beyond ? &extensions[place - 1U] : find_extension(extensions, id);
  }

 private:
  static constexpr uint8_t beyond = 0xff;  ///< the first one is too far down the list to be noted here

  std::array<uint8_t, ExtensionId::count + 1> places_{};  ///< counted from 1; 0: there is none
};

}  // namespace certcheck::x509
