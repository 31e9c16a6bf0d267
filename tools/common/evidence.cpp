#include "common/evidence.h"

#include "certcheck/files/files.h"
#include "certcheck/request/option.h"
#include "certcheck/x509/crl.h"
#include "certcheck/x509/ocsp.h"

#include <string>
#include <utility>
#include <vector>

namespace certcheck::tools {

Result<revocation::Evidence> load_evidence(const request::Settings& settings) {
  const auto read = [&](const request::Member& option, const std::string& path,
                        files::Kind wanted) -> Result<std::vector<Bytes>> {
    auto found = files::read_all(path, wanted);
    if (!found)
      return Error{found.error().kind, request::name_of(option, settings, request::Spelling::command_line) +
                                           ": " + found.error().message};
    return found;
  };
  revocation::Evidence evidence;
  for (const auto& path : settings.crls) {
    auto found = read(&request::Settings::crls, path, files::Kind::crl);
    if (!found) return found.error();
    for (Bytes& der : *found) evidence.crls.push_back(x509::parse_crl(std::move(der)));
  }
  for (const auto& path : settings.ocsp) {
    auto found = read(&request::Settings::ocsp, path, files::Kind::ocsp_response);
    if (!found) return found.error();
    for (Bytes& der : *found) evidence.responses.push_back(x509::parse_ocsp_response(std::move(der)));
  }
  return evidence;
}

}  // namespace certcheck::tools
