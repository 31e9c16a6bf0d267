#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/path/detail/graph.h"
#include "certcheck/x509/certificate.h"

#include <string>
#include <utility>
#include <vector>

/// CAs that were generated again under their old name: most faults of private PKIs. The words for a
/// certificate whose issuer's name is there with a key that did not sign it. Internal to path/.
namespace certcheck::path {

/// Reports that `issuer`, which has the issuer's name, did not sign the certificate
/// (path.signature.invalid), and before that, unless its key is the one that the certificate names, that it
/// is another CA of the name (path.anchor.other_key, path.issuer.other_key). `status` is invalid or
/// key_mismatch.
void report_not_signed_by(Findings& findings, const x509::Certificate& certificate, const GraphNode& issuer,
                          crypto::SignatureStatus status);

/// True if both are certificates of one name and key.
bool same_name_and_key(const x509::Certificate& a, const x509::Certificate& b);

/// What the trust anchor `anchor` is to a self-signed certificate of its name that is not trusted: the end of
/// a sentence, and evidence.
std::string describe_namesake(const x509::Certificate& certificate, const trust::Anchor& anchor,
                              std::vector<std::pair<std::string, std::string>>& evidence);

}  // namespace certcheck::path
