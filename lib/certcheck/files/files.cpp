#include "certcheck/files/files.h"

#include "certcheck/der/reader.h"
#include "certcheck/files/checks.h"
#include "certcheck/files/read_file.h"
#include "certcheck/trust/checks.h"
#include "certcheck/trust/pem_certificate.h"
#include "certcheck/x509/certificate.h"
#include "certcheck/x509/certificate_list.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <optional>
#include <set>
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

/// The file's name in front, and as evidence.
void name_file(Findings& findings, const std::string& path) {
  for (Finding& finding : findings) {
    finding.message = path + ": " + finding.message;
    finding.evidence.insert(finding.evidence.begin(), {"file", path});
  }
}

/// Why something of a file is lost that may have been what is wanted; null if nothing is. A key or request
/// under another label is known to be something else.
const Finding* loss_in(const Contents& contents) {
  const auto loss =
      std::find_if(contents.findings.begin(), contents.findings.end(), [](const Finding& finding) {
        return finding.severity() == Severity::error && finding.check != &checks::wrong_content;
      });
  return loss == contents.findings.end() ? nullptr : &*loss;
}

std::string place_of(const Part& part) {
  return part.line == 0 ? std::string("the file") : "the block at line " + std::to_string(part.line);
}

/// What a file without certificates is, with what to do about it.
std::string what_it_is(const Contents& contents, ByteView bytes) {
  if (bytes.empty()) return "the file is empty";
  for (const Finding& finding : contents.findings)
    if (finding.severity() == Severity::error) return finding.message;
  if (contents.parts.empty()) return "the file is " + describe_unknown(bytes);
  const Part& first = contents.parts.front();
  std::string text = place_of(first);
  text += " is " + (first.label.empty() ? std::string(describe(first.kind)) : "a " + first.label);
  // It was opened: converting it gives nothing more.
  if (holds_parts(first.kind)) return text + " without certificates";
  if (!advice(first.kind).empty()) text += "; " + std::string(advice(first.kind));
  return text;
}

/// Which certificates are given to be trusted. Not those that are alongside a key to prove who holds it, nor
/// their issuers there: Java trusts entries of trusted certificates alone (KeyStore.isCertificateEntry), and
/// a Kubernetes secret has its CA in ca.crt. Where text names nothing else, the CA that a key belongs to is
/// meant.
std::vector<bool> given_as_anchors(const std::vector<Part>& parts) {
  const auto is_given = [](const Part& part) {
    // A signer's certificate is as good as any other of its PKCS#7 bundle.
    return part.kind == Kind::certificate && (part.role == Role::unknown || part.role == Role::anchor ||
                                              part.container == describe(Kind::pkcs7));
  };
  const bool any = std::any_of(parts.begin(), parts.end(), is_given);
  std::vector<bool> given;
  given.reserve(parts.size());
  for (const Part& part : parts) {
    const bool alone = !any && part.kind == Kind::certificate && part.container.empty() &&
                       x509::parse_certificate(ByteView(part.der))->self_issued();
    given.push_back(is_given(part) || alone);
  }
  return given;
}

/// As OpenSSL, which reads X509_CERT_AUX from CAfile and CApath by the label.
bool holds_unheeded_settings(const Part& part) {
  if (!part.container.empty() || part.settings != trust::Settings{}) return false;
  trust::TrustedCertificate split = trust::split_trusted_certificate(part.der);
  return split.der.size() != part.der.size() && split.settings != trust::Settings{} &&
         split.settings.unreadable.empty();
}

struct AddedBytes {
  Findings findings;  ///< without the name of the file
  /// Why a part of the file is lost, if one is: it may have been anything, so that alone the file is of no
  /// use.
  std::string damage = {};
  bool distrusts = false;  ///< certificates that are not in it
};

/// Adds what the bytes hold; nothing of a container that cannot be read to its end.
AddedBytes add_bytes(trust::Store& store, ByteView bytes, const ReadOptions& options) {
  Contents contents = read_contents(bytes, options);
  AddedBytes added;
  Findings& findings = added.findings;
  for (Finding& finding : contents.findings) {
    // What costs an anchor is reported as that.
    if (finding.check == &checks::block_not_base64 || finding.check == &checks::block_not_terminated)
      finding.check = &trust::checks::block_unreadable;
    if (finding.check == &checks::wrong_content) finding.check = &trust::checks::not_a_certificate;
    if (finding.check == &checks::container_unreadable && added.damage.empty())
      added.damage = finding.message;
    findings.push_back(finding);
  }
  if (!added.damage.empty()) return added;
  added.distrusts = !contents.distrusted.empty();
  for (auto& [issuer, serial] : contents.distrusted) store.distrust(std::move(issuer), std::move(serial));
  const std::vector<bool> given = given_as_anchors(contents.parts);
  const auto not_used = [&](const Part& part, std::string why) {
    Finding& finding = report_input(findings, trust::checks::not_a_certificate, part.block,
                                    place_of(part) + " " + std::move(why));
    if (part.line != 0) finding.evidence = {{"line", std::to_string(part.line)}};
  };
  size_t certificates = 0, anchors = 0;
  for (size_t i = 0; i < contents.parts.size(); ++i) {
    Part& part = contents.parts[i];
    if (part.kind == Kind::certificate) {
      ++certificates;
      if (!given[i]) continue;
      ++anchors;
      if (const auto cut = cut_off(part.der)) {
        not_used(part, "contains a certificate that is " + *cut);
        if (part.line == 0) added.damage = findings.back().message;
      } else {
        const bool unheeded = holds_unheeded_settings(part);
        if (unheeded) {
          Finding& finding = report_input(
              findings, trust::checks::block_label, part.block,
              place_of(part) +
                  " has trust settings, which are used only under the label TRUSTED CERTIFICATE");
          if (part.line != 0) finding.evidence = {{"line", std::to_string(part.line)}};
        }
        const size_t trailing = trust::drop_trailing_data(part.der);
        if (!store.add_der(std::move(part.der), part.settings)) {
          not_used(part, "contains no certificate");
        } else if (trailing != 0 && !unheeded) {
          findings.push_back(trust::trailing_data_finding(place_of(part), trailing));
          findings.back().subject.index = part.block;
        }
      }
    } else if (part.line != 0 && part.container.empty()) {
      report_input(findings, trust::checks::block_label, part.block,
                   "the block at line " + std::to_string(part.line) + " is " +
                       (part.label.empty() ? std::string(describe(part.kind)) : "a " + part.label))
          .evidence = {{"line", std::to_string(part.line)}};
    }
  }
  if (certificates != 0 && anchors == 0)
    report_input(findings, trust::checks::not_a_certificate, {},
                 "the file contains the certificate of a key and no trusted certificate");
  else if (certificates == 0 && contents.blocks == 0 && !added.distrusts)
    report_input(findings, trust::checks::not_a_certificate, {}, what_it_is(contents, bytes));
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return a.subject.index < b.subject.index; });
  return added;
}

/// c_rehash and OpenSSL's lookup by hash name CRLs so.
bool is_hashed_crl(std::string_view name) {
  constexpr size_t hash_digits = 8;
  if (name.size() < hash_digits + 3 || name.substr(hash_digits, 2) != ".r") return false;
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return std::all_of(name.begin(), name.begin() + hash_digits,
                     [&](char c) { return digit(c) || (c >= 'a' && c <= 'f'); }) &&
         std::all_of(name.begin() + hash_digits + 2, name.end(), digit);
}

/// Files that are in trust directories for other reasons than to be trusted.
bool is_passed_over(std::string_view name) {
  return name.starts_with('.') || name.starts_with("README") || is_hashed_crl(name);
}

/// Paths of the directory's files, sorted. Links are followed, as hashed directories consist of them; what is
/// reached by several names goes by the one that is not a link, or the first.
Result<std::vector<std::string>> files_in(const std::string& path) {
  std::vector<fs::directory_entry> entries;
  std::error_code error;
  for (fs::directory_iterator it(path, error), end; !error && it != end; it.increment(error)) {
    std::error_code unknown;
    // A link that leads nowhere is reported when it is read.
    const bool dangling = it->is_symlink(unknown) && !fs::exists(it->path(), unknown);
    if ((dangling || it->is_regular_file(unknown)) && !is_passed_over(it->path().filename().native()))
      entries.push_back(*it);
  }
  if (error) return Error{Error::Kind::io, path + ": " + error.message()};
  std::sort(entries.begin(), entries.end());
  std::stable_partition(entries.begin(), entries.end(), [](const fs::directory_entry& entry) {
    std::error_code unknown;
    return !entry.is_symlink(unknown);
  });
  std::vector<std::string> files;
  std::set<fs::path> seen;
  for (const fs::directory_entry& entry : entries) {
    std::error_code unknown;
    const fs::path target = fs::canonical(entry.path(), unknown);
    if (unknown || seen.insert(target).second) files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

std::span<const std::string_view> system_store_paths() { return store_paths; }

std::optional<Error> add_to_store(LoadedStore& loaded, const std::string& path, const ReadOptions& options) {
  std::error_code unknown;
  const bool directory = fs::is_directory(path, unknown);
  std::vector<std::string> files{path};
  if (directory) {
    auto listed = files_in(path);
    if (!listed) return listed.error();
    files = *std::move(listed);
  }
  const size_t before = loaded.store.size();
  std::string reason;
  bool any = false, distrusts = false;
  for (const std::string& file : files) {
    const auto bytes = read_file(file);
    Findings found;
    if (bytes) {
      const size_t size = loaded.store.size();
      AddedBytes added = add_bytes(loaded.store, *bytes, options);
      found = std::move(added.findings);
      if (!added.damage.empty() && !directory)
        return Error{Error::Kind::unreadable, path + ": " + added.damage};
      // All of its certificates may have been there already.
      distrusts = distrusts || added.distrusts;
      any = any || loaded.store.size() != size ||
            std::none_of(found.begin(), found.end(),
                         [](const Finding& finding) { return finding.severity() != Severity::notice; });
    } else if (!directory) {
      return bytes.error();
    } else {
      report_input(found, trust::checks::file_unreadable, {}, bytes.error().message.substr(file.size() + 2));
    }
    if (reason.empty() && !found.empty()) reason = found[0].message;
    name_file(found, file);
    std::move(found.begin(), found.end(), std::back_inserter(loaded.findings));
  }
  if (loaded.store.size() != before || (before != 0 && any) || distrusts) return std::nullopt;
  return Error{Error::Kind::unreadable,
               path + ": no certificate in it" + (reason.empty() ? "" : ": " + reason)};
}

Result<LoadedStore> load_store(std::string name, const std::string& path, bool public_roots,
                               const ReadOptions& options) {
  LoadedStore loaded{trust::Store(std::move(name), public_roots), {}};
  if (auto error = add_to_store(loaded, path, options)) return *std::move(error);
  return loaded;
}

namespace {

// OpenSSL, Go, Python and rustls take the system's roots from there; as rustls does, nothing else is taken
// then, so that a container can do without roots that it was not given. What is named there may be a private
// root. Where only usual places are named, as many images do, nothing is changed.
std::optional<Result<LoadedStore>> load_store_of_environment() {
  struct Named {
    std::string variable, path;
  };
  std::vector<Named> named;
  for (const char* const variable : {"SSL_CERT_FILE", "SSL_CERT_DIR"}) {
    const char* const value = std::getenv(variable);
    if (value == nullptr) continue;
    // SSL_CERT_DIR is a list of folders, as PATH is one (OpenSSL's X509_get_default_cert_dir_env).
    const bool is_list = std::string_view(variable) == "SSL_CERT_DIR";
    for (std::string_view rest = value; !rest.empty();) {
      const size_t end = is_list ? std::min(rest.find(':'), rest.size()) : rest.size();
      if (end != 0) named.push_back({variable, std::string(rest.substr(0, end))});
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  const bool only_usual = std::all_of(named.begin(), named.end(), [](const Named& one) {
    return std::find(std::begin(store_paths), std::end(store_paths), one.path) != std::end(store_paths);
  });
  if (only_usual) return std::nullopt;
  LoadedStore loaded{trust::Store("system", /*public_roots=*/false), {}};
  std::string told;
  for (const auto& [variable, path] : named) {
    if (auto error = add_to_store(loaded, path, {}))
      return Error{error->kind, variable + ": " + error->message};
    told += (told.empty() ? "" : " and ") + variable + "=" + path;
  }
  report_input(loaded.findings, trust::checks::roots_of_environment, {},
               "the system's roots are those of " + told);
  return loaded;
}

}  // namespace

Result<LoadedStore> load_system_store() {
  if (auto loaded = load_store_of_environment()) return *std::move(loaded);
  for (const std::string_view path : store_paths) {
    auto loaded = load_store("system", std::string(path), /*public_roots=*/true);
    if (loaded) return loaded;
  }
  return Error{Error::Kind::unreadable, "no system trust store in any of the usual places, e.g. " +
                                            std::string(store_paths[0]) +
                                            ": give one with --trust, or in SSL_CERT_FILE or SSL_CERT_DIR"};
}

namespace {

/// What is cut off has no verdict: it says nothing of what there is, but of a file that was not written or
/// copied to its end.
Error cut_off_error(const std::string& path, Kind kind, const std::string& cut) {
  return {Error::Kind::unreadable, path + ": contains " + std::string(describe(kind)) + " that is " + cut};
}

}  // namespace

Result<LoadedCertificates> read_certificates(const std::string& path, const ReadOptions& options) {
  const auto bytes = read_file(path);
  if (!bytes) return bytes.error();
  Contents contents = read_contents(*bytes, options);
  if (const Finding* loss = loss_in(contents))
    return Error{Error::Kind::unreadable, path + ": " + loss->message};
  LoadedCertificates loaded;
  x509::CertificateList list;
  for (Part& part : contents.parts) {
    if (part.kind != Kind::certificate) continue;
    if (const auto cut = cut_off(part.der)) return cut_off_error(path, part.kind, *cut);
    // The faults of those before one that is left out are enough to reject the file by.
    if (auto certificate = list.parse(std::move(part.der)))
      loaded.certificates.push_back(std::move(certificate));
  }
  if (loaded.certificates.empty())
    return Error{Error::Kind::unreadable, path + ": no certificate in it: " + what_it_is(contents, *bytes)};
  loaded.findings = std::move(contents.findings);
  name_file(loaded.findings, path);
  return loaded;
}

Result<std::vector<Bytes>> read_all(const std::string& path, Kind wanted, const ReadOptions& options) {
  auto bytes = read_file(path);
  if (!bytes) return bytes.error();
  Contents contents = read_contents(*bytes, options);
  if (const Finding* loss = loss_in(contents))
    return Error{Error::Kind::unreadable, path + ": " + loss->message};
  std::vector<Bytes> list;
  for (Part& part : contents.parts) {
    if (part.kind != wanted) continue;
    if (const auto cut = cut_off(part.der)) return cut_off_error(path, wanted, *cut);
    list.push_back(std::move(part.der));
  }
  if (!list.empty()) return list;
  if (bytes->empty()) return Error{Error::Kind::unreadable, path + ": the file is empty"};
  // DER that is whole and broken beyond recognition is explained by the parser of what it was given as.
  if (contents.parts.empty() && contents.blocks == 0 && bytes->front() == der::tag::sequence &&
      !cut_off(*bytes)) {
    list.push_back(*std::move(bytes));
    return list;
  }
  return Error{Error::Kind::unreadable,
               path + ": not " + std::string(describe(wanted)) + ": " + what_it_is(contents, *bytes)};
}

}  // namespace certcheck::files
