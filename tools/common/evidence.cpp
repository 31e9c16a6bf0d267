#include "certcheck/base/pem.h"
#include "certcheck/files/files.h"

#include "common/verification_options.h"

#include <utility>

namespace certcheck::tools {
namespace {

/// The things of one label in a PEM file, or the whole of a DER file.
Result<std::vector<Bytes>> read_all(const std::string& option, const std::string& path,
                                    std::string_view label) {
  auto content = files::read_file(path);
  if (!content) return Error{content.error().kind, option + ": " + content.error().message};
  const auto blocks = find_pem_blocks(as_text(*content));
  std::vector<Bytes> list;
  if (blocks.empty()) {
    if (content->empty()) return Error{Error::Kind::unreadable, option + ": " + path + ": the file is empty"};
    list.push_back(*std::move(content));
    return list;
  }
  for (const PemBlock& block : blocks) {
    if (block.label != label) continue;
    auto der = block.decode();
    if (!der || !block.terminated)
      return Error{Error::Kind::unreadable,
                   option + ": " + path + ": damaged PEM in line " + std::to_string(block.line)};
    list.push_back(*std::move(der));
  }
  if (list.empty())
    return Error{Error::Kind::unreadable, option + ": " + path + ": no PEM block " + std::string(label)};
  return list;
}

}  // namespace

Result<revocation::Evidence> load_evidence(const VerificationOptions& options) {
  revocation::Evidence evidence;
  for (const auto& path : options.crls) {
    auto found = read_all("--crl", path, "X509 CRL");
    if (!found) return found.error();
    for (Bytes& der : *found) evidence.crls.push_back(x509::parse_crl(std::move(der)));
  }
  for (const auto& path : options.ocsp) {
    auto found = read_all("--ocsp", path, "OCSP RESPONSE");
    if (!found) return found.error();
    for (Bytes& der : *found) evidence.responses.push_back(x509::parse_ocsp_response(std::move(der)));
  }
  return evidence;
}

}  // namespace certcheck::tools
