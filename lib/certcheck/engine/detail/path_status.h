#pragma once

#include "certcheck/crypto/verifier.h"
#include "certcheck/engine/inspect.h"
#include "certcheck/path/result.h"
#include "certcheck/revocation/revocation.h"

#include <vector>

namespace certcheck::engine {

/// Adds to the best path what revocation and stapling say about it, and if it is no longer trusted then to
/// the other trusted ones until one stays trusted, which is put first. `record` is that of the handshake in
/// which the chain was presented, or null. Returns what was found about each that was asked about, in the
/// order that the paths have then: they are the first ones.
std::vector<std::vector<revocation::CertificateStatus>> apply_status(
    std::vector<path::Path>& paths, const revocation::Evidence& evidence, const tls::HandshakeRecord* record,
    const Options& options, const revocation::SignerSearch& signers, crypto::Verifier& verifier);

}  // namespace certcheck::engine
