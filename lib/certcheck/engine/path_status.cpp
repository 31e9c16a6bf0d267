#include "certcheck/engine/detail/path_status.h"

#include "certcheck/engine/checks.h"
#include "certcheck/tls/code_points.h"
#include "certcheck/tls/handshake_record.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

namespace certcheck::engine {
namespace {

/// Does the certificate promise a stapled response (must-staple), and did this handshake ask for one?
bool is_staple_due(const x509::Certificate& leaf, const tls::HandshakeRecord* record) {
  if (record == nullptr || !record->completed || record->resumed || !leaf.tls_features) return false;
  const auto& features = leaf.tls_features->features;
  const auto* hello = record->last<tls::step::ClientHello>();
  return std::find(features.begin(), features.end(), uint64_t{tls::tls_extension::status_request}) !=
             features.end() &&
         hello != nullptr && hello->offers_extension(tls::tls_extension::status_request);
}

// RFC 7633 4.1: "If these features are requested by the client in its ClientHello message, then the server
// MUST return a ServerHello message that satisfies this request."; 4.2.3.1: a client that finds no
// status_request where the certificate promises it "SHOULD reject the TLS configuration", and browsers do.
// What is stapled has to say something: a response that is out of date, an error or the status unknown does
// not satisfy the request (Firefox and GnuTLS refuse alike).
Finding missing_staple(const tls::HandshakeRecord& record) {
  const bool any = !record.ocsp_staples.empty() && !record.ocsp_staples.front().empty();
  return {.check = &checks::staple_missing,
          .subject = {Subject::Kind::handshake},
          .node_path = "certificate",
          .message = std::string("the certificate requires a stapled OCSP response (must-staple), and ") +
                     (any ? "the one that was sent is not usable" : "none was sent")};
}

}  // namespace

std::vector<std::vector<revocation::CertificateStatus>> apply_status(
    std::vector<path::Path>& paths, const revocation::Evidence& evidence, const tls::HandshakeRecord* record,
    const Options& options, const revocation::SignerSearch& signers, crypto::Verifier& verifier) {
  std::vector<std::vector<revocation::CertificateStatus>> of_paths;
  const bool staple_due = !paths.empty() && is_staple_due(*paths.front().certificates.front(), record);
  const bool no_evidence = evidence.crls.empty() && evidence.responses.empty();
  if (options.revocation.mode == revocation::Mode::off && no_evidence && !staple_due) return of_paths;
  for (size_t i = 0; i < paths.size(); ++i) {
    path::Path& path = paths[i];
    if (i != 0 && !path.trusted) break;
    auto answer = revocation::check(path, evidence, options.revocation, signers, verifier);
    const bool is_revoked = std::any_of(
        answer.statuses.begin(), answer.statuses.end(),
        [](const auto& status) { return status.index == 0 && status.status == revocation::Status::revoked; });
    if (staple_due && !answer.leaf_stapled && !is_revoked) answer.findings.push_back(missing_staple(*record));
    path.findings.insert(path.findings.end(), answer.findings.begin(), answer.findings.end());
    path.trusted = path.trusted && !any_counts(answer.findings, options.path.profile, options.path.strict);
    of_paths.push_back(std::move(answer.statuses));
    if (path.trusted) {
      const auto place = paths.begin() + static_cast<std::ptrdiff_t>(i);
      std::rotate(paths.begin(), place, place + 1);
      std::rotate(of_paths.begin(), of_paths.end() - 1, of_paths.end());
      break;
    }
    if (!path.anchor) break;
  }
  return of_paths;
}

}  // namespace certcheck::engine
