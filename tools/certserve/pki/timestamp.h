#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/time.h"

#include "certserve/pki/certificate.h"

#include <string>
#include <vector>

/// Signed certificate timestamps of the logs of the test PKI, and the list of these logs (RFC 6962).
namespace certcheck::pki {

/// What an SCT shall say.
struct TimestampSpec {
  std::string log;        ///< key of keys/ that the log signs with
  Time time;              ///< when the log issued it
  Bytes extensions = {};  ///< content of CtExtensions
};

/// The extensions of an SCT of a log with the static API: leaf_index.
Bytes leaf_index(uint64_t index);

/// A SerializedSCT for a certificate with embedded SCTs, over the same without any.
Bytes precertificate_timestamp(const TimestampSpec& spec, const CertificateSpec& certificate);
/// One for the TLS extension or an OCSP response, over a complete certificate.
Bytes certificate_timestamp(const TimestampSpec& spec, ByteView certificate);

/// SignedCertificateTimestampList, as the TLS extension has it.
Bytes timestamp_list(const std::vector<Bytes>& timestamps);
/// The extension of a certificate with that list.
Bytes timestamp_list_extension(const std::vector<Bytes>& timestamps);

/// One log of a list.
struct ListedLog {
  std::string description, operated_by;
  std::string key;  ///< of keys/
  bool has_static_api = false;
};

/// The logs in the JSON of log lists (version 3), each usable since 2019.
std::string log_list(const std::vector<ListedLog>& logs);

}  // namespace certcheck::pki
