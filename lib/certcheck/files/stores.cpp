#include "certcheck/base/pem.h"
#include "certcheck/files/files.h"
#include "certcheck/trust/checks.h"
#include "certcheck/trust/pem_certificate.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

namespace certcheck::files {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 12> store_paths{
    "/etc/ssl/certs/ca-certificates.crt",                 // Debian, Ubuntu, Arch, Gentoo, Alpine
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",  // Fedora, RHEL 7 and later
    "/etc/pki/tls/certs/ca-bundle.crt",                   // RHEL 6, CentOS
    "/var/lib/ca-certificates/ca-bundle.pem",             // openSUSE, SLES
    "/etc/ssl/ca-bundle.pem",                             // older openSUSE
    "/etc/pki/tls/cacert.pem",                            // OpenELEC
    "/etc/ssl/cert.pem",                                  // OpenBSD, FreeBSD 12.2 and later, Alpine, macOS
    "/usr/local/etc/ssl/cert.pem",                        // FreeBSD's ca_root_nss
    "/usr/local/share/certs/ca-root-nss.crt",             // FreeBSD, DragonFly
    "/etc/openssl/certs/ca-certificates.crt",             // NetBSD 10 and later
    "/etc/openssl/certs",                                 // NetBSD
    "/etc/ssl/certs",                                     // anybody's directory of single files
};

/// A SEQUENCE of more than 127 octets, as every certificate is; no text starts like that.
bool is_der(ByteView bytes) {
  return bytes.size() > 2 && bytes[0] == der::tag::sequence && (bytes[1] & 0x80) != 0;
}

/// Adds what the bytes hold; findings name the file.
void add_bytes(trust::Store& store, ByteView bytes, const std::string& path, Findings& findings) {
  const size_t before = store.size();
  Findings found = is_der(bytes) ? Findings{} : store.add_pem(as_text(bytes));
  // All of its certificates may have been there already, as in directories with hashed links.
  const bool nothing = is_der(bytes) ? !store.add_der(bytes)
                                     : store.size() == before && find_pem_blocks(as_text(bytes)).empty();
  if (nothing)
    found.push_back(Finding{.check = &trust::checks::not_a_certificate,
                            .subject = {.kind = Subject::Kind::input},
                            .message = "the file is no certificate, neither PEM nor DER"});
  for (Finding& finding : found) {
    finding.message = path + ": " + finding.message;
    finding.evidence.insert(finding.evidence.begin(), {"file", path});
    findings.push_back(std::move(finding));
  }
}

/// Paths of the directory's files, sorted; links are followed, as hashed directories consist of them.
Result<std::vector<std::string>> files_in(const std::string& path) {
  std::vector<std::string> files;
  std::error_code error;
  for (fs::directory_iterator it(path, error), end; !error && it != end; it.increment(error)) {
    std::error_code unknown;
    if (it->is_regular_file(unknown)) files.push_back(it->path().string());
  }
  if (error) return Error{Error::Kind::io, path + ": " + error.message()};
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

std::span<const std::string_view> system_store_paths() { return store_paths; }

Result<LoadedStore> load_store(std::string name, const std::string& path, bool public_roots) {
  LoadedStore loaded{trust::Store(std::move(name), public_roots), {}};
  std::error_code unknown;
  const bool directory = fs::is_directory(path, unknown);
  std::vector<std::string> files{path};
  if (directory) {
    auto listed = files_in(path);
    if (!listed) return listed.error();
    files = *std::move(listed);
  }
  for (const std::string& file : files) {
    const auto bytes = read_file(file);
    if (bytes)
      add_bytes(loaded.store, *bytes, file, loaded.findings);
    else if (!directory)
      return bytes.error();
    else
      loaded.findings.push_back(Finding{.check = &trust::checks::file_unreadable,
                                        .subject = {.kind = Subject::Kind::input},
                                        .message = bytes.error().message,
                                        .evidence = {{"file", file}}});
  }
  if (loaded.store.size() != 0) return loaded;
  std::string reason = path + ": no certificate in it";
  if (!loaded.findings.empty()) reason += " (" + loaded.findings[0].message + ")";
  return Error{Error::Kind::unreadable, std::move(reason)};
}

Result<LoadedStore> load_system_store() {
  for (const std::string_view path : store_paths) {
    auto loaded = load_store("system", std::string(path), /*public_roots=*/true);
    if (loaded) return loaded;
  }
  return Error{Error::Kind::unreadable, "no system trust store in any of the usual places, e.g. " +
                                            std::string(store_paths[0]) + ": give one"};
}

Result<std::vector<x509::CertificatePtr>> read_certificates(const std::string& path) {
  auto bytes = read_file(path);
  if (!bytes) return bytes.error();
  std::vector<x509::CertificatePtr> certificates;
  if (is_der(*bytes)) {
    certificates.push_back(x509::parse_certificate(*std::move(bytes)));
    return certificates;
  }
  for (const PemBlock& block : find_pem_blocks(as_text(*bytes))) {
    if (!trust::is_certificate_block(block)) continue;
    auto der = trust::decode_certificate_block(block);
    if (!der)
      return Error{Error::Kind::unreadable,
                   path + ":" + std::to_string(block.line) + ": the block of this certificate is damaged"};
    certificates.push_back(x509::parse_certificate(*std::move(der)));
  }
  if (certificates.empty()) return Error{Error::Kind::unreadable, path + ": no certificate in it"};
  return certificates;
}

}  // namespace certcheck::files
