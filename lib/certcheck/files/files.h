#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/finding.h"
#include "certcheck/base/result.h"
#include "certcheck/files/contents.h"
#include "certcheck/trust/store.h"
#include "certcheck/x509/certificate.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Trust stores, certificates and evidence from files: with read_file.h the only part of the library, besides
/// net/, that reads files.
namespace certcheck::files {

struct LoadedStore {
  trust::Store store;
  /// What in the files is not a certificate, or hard to read for others (trust/checks.h, files/checks.h);
  /// messages begin with the file, evidence "file" names it too.
  Findings findings;
};

/// Trust anchors from a file of any form (files/contents.h), or from every file of a directory (not of its
/// subdirectories), in alphabetical order; there, files that are reached twice count once, and names that
/// begin with a dot or with README and hashed CRLs (c_rehash's *.r0) are skipped. Fails (io, unreadable) if
/// the path cannot be read or holds no certificate at all.
Result<LoadedStore> load_store(std::string name, const std::string& path, bool public_roots = false,
                               const ReadOptions& options = {});

/// The same, added to a store that has been loaded already.
std::optional<Error> add_to_store(LoadedStore& loaded, const std::string& path,
                                  const ReadOptions& options = {});

/// The anchors that come with the operating system, as a store "system" of public roots; those that the
/// environment names in SSL_CERT_FILE and SSL_CERT_DIR instead, where it does, which a finding says.
Result<LoadedStore> load_system_store();

/// Where load_system_store() looks, in that order: the usual places of Linux distributions and the BSDs.
std::span<const std::string_view> system_store_paths();

struct LoadedCertificates {
  std::vector<x509::CertificatePtr> certificates;
  Findings findings;  ///< as LoadedStore's
};

/// Every certificate of a file of any form (files/contents.h) in its order; from containers that have none of
/// their own, the one that issued no other comes first. Blocks of other kinds (keys, CRLs) are skipped. Fails
/// if the file cannot be read, a certificate's block or a container cannot be decoded, a certificate is cut
/// off, or there is none: then the error says what the file is. A certificate that is whole but malformed is
/// returned with its findings.
Result<LoadedCertificates> read_certificates(const std::string& path, const ReadOptions& options = {});

/// Every CRL or OCSP response (`wanted`) of a file of any form, none of which may be cut off. DER that is
/// nothing known counts as one.
Result<std::vector<Bytes>> read_all(const std::string& path, Kind wanted, const ReadOptions& options = {});

}  // namespace certcheck::files
