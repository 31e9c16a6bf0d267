#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/finding.h"
#include "certcheck/base/result.h"
#include "certcheck/trust/store.h"
#include "certcheck/x509/certificate.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The only part of the library, besides net/, that reads files.
namespace certcheck::files {

/// Largest file that is read, bytes: the largest public CRLs have some tens of MB, and all certificates of
/// the CCADB some too.
inline constexpr size_t file_size_max = size_t{1} << 28;

/// The whole of a file, pipes included. Errors (io) name the file.
Result<Bytes> read_file(const std::string& path);

struct LoadedStore {
  trust::Store store;
  /// What in the files is no certificate (trust/checks.h); evidence "file" says where.
  Findings findings;
};

/// Trust anchors from a PEM or DER file, or from every file of a directory (not of its subdirectories), in
/// alphabetical order. Fails (io, unreadable) if the path cannot be read or holds no certificate at all.
Result<LoadedStore> load_store(std::string name, const std::string& path, bool public_roots = false);

/// The anchors that come with the operating system, as a store "system" of public roots.
Result<LoadedStore> load_system_store();

/// Where load_system_store() looks, in that order: the usual places of Linux distributions and the BSDs.
std::span<const std::string_view> system_store_paths();

/// Every certificate of a PEM file in its order, or the one of a DER file. Blocks of other kinds (keys, CRLs)
/// are passed over. Fails if the file cannot be read, a certificate's block cannot be decoded, or there is
/// none; a certificate that decodes but is malformed is returned with its findings.
Result<std::vector<x509::CertificatePtr>> read_certificates(const std::string& path);

}  // namespace certcheck::files
