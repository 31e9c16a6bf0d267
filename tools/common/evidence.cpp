#include "certcheck/files/files.h"

#include "common/verification_options.h"

#include <utility>

namespace certcheck::tools {

Result<revocation::Evidence> load_evidence(const request::Settings& settings) {
  const auto read = [](const std::string& option, const std::string& path,
                       files::Kind wanted) -> Result<std::vector<Bytes>> {
    auto found = files::read_all(path, wanted);
    if (!found) return Error{found.error().kind, option + ": " + found.error().message};
    return found;
  };
  revocation::Evidence evidence;
  for (const auto& path : settings.crls) {
    auto found = read("--crl", path, files::Kind::crl);
    if (!found) return found.error();
    for (Bytes& der : *found) evidence.crls.push_back(x509::parse_crl(std::move(der)));
  }
  for (const auto& path : settings.ocsp) {
    auto found = read("--ocsp", path, files::Kind::ocsp_response);
    if (!found) return found.error();
    for (Bytes& der : *found) evidence.responses.push_back(x509::parse_ocsp_response(std::move(der)));
  }
  return evidence;
}

}  // namespace certcheck::tools
