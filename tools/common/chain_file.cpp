#include "common/chain_file.h"

#include "certcheck/base/pem.h"
#include "certcheck/trust/anchor.h"

#include "common/write_file.h"

namespace certcheck::tools {

std::optional<Error> write_chain(const engine::Report& report, const std::string& path) {
  const path::Path* const best = report.chain.paths.empty() ? nullptr : &report.chain.paths.front();
  if (best == nullptr || best->anchor == nullptr || !best->trusted)
    return Error{Error::Kind::unreadable,
                 "--write-chain: nothing is written, because the certificate has no trusted path"};
  const auto& certificates = best->certificates;
  // Clients have the root; an anchor that another CA issued is an intermediate to those that trust that CA.
  const bool ends_in_root = certificates.size() > 1 && trust::is_root(*best->anchor->certificate);
  NewFile file(path);
  for (size_t i = 0; i < certificates.size() - (ends_in_root ? 1 : 0); ++i)
    file.append(pem_encode("CERTIFICATE", certificates[i]->der));
  if (auto problem = file.commit()) return Error{problem->kind, "--write-chain: " + problem->message};
  return std::nullopt;
}

}  // namespace certcheck::tools
