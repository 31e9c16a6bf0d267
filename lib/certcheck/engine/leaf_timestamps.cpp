#include "certcheck/engine/detail/leaf_timestamps.h"

#include <utility>

namespace certcheck::engine {
namespace {

ct::Given given_by(const Input& input) {
  ct::Given given{.leaf = input.presented.front().get()};
  if (input.handshake && !input.handshake->sct_lists.empty())
    given.tls_list = input.handshake->sct_lists.front();
  for (const revocation::Staple& staple : input.evidence.staples)
    if (same_bytes(staple.certificate->der, given.leaf->der) &&
        staple.response < input.evidence.responses.size())
      given.staples.push_back({staple.response, input.evidence.responses[staple.response].get()});
  return given;
}

bool is_for_servers(path::Purpose purpose) {
  return purpose == path::Purpose::server || purpose == path::Purpose::any;
}

}  // namespace

LeafTimestamps::LeafTimestamps(const Input& input, const Options& options, crypto::Verifier& verifier)
    : options_(options), verifier_(verifier), presented_(ct::read_timestamps(given_by(input))) {}

path::FirstLogged LeafTimestamps::first_logged(const x509::Certificate* issuer) {
  if (!options_.log_list) return {{}, "no log list was given"};
  if (presented_.scts.empty()) return {{}, "it came without SCTs"};
  const std::string key = issuer == nullptr ? std::string() : std::string(as_text(issuer->public_key.bytes));
  if (const auto known = known_.find(key); known != known_.end()) return known->second;
  Findings ignored;
  const ct::Transparency transparency = ct::verify(
      presented_, issuer, {.log_list = options_.log_list, .time = options_.path.time}, verifier_, ignored);
  path::FirstLogged logged{ct::first_logged(transparency, options_.path.time), {}};
  if (!logged.time) logged.reason = "none of its SCTs is a valid one of a log that is accepted now";
  return known_.emplace(key, std::move(logged)).first->second;
}

// "In CT-enforcing versions of Chrome, all publicly-trusted TLS certificates are required to be CT
// Compliant"; Apple's policy is about "publicly trusted Transport Layer Security (TLS) server authentication
// certificates". A private CA's certificates are in no log.
ct::Transparency LeafTimestamps::on(const path::Path* best, Findings& findings) const {
  const x509::Certificate* issuer = nullptr;
  if (best != nullptr && best->certificates.size() > 1) issuer = best->certificates[1].get();
  const bool is_public = best != nullptr && best->anchor && best->anchor->public_root;
  findings.insert(findings.end(), presented_.findings.begin(), presented_.findings.end());
  return ct::verify(presented_, issuer,
                    {.log_list = options_.log_list,
                     .time = options_.path.time,
                     .check_policies = (is_public && is_for_servers(options_.path.purpose)) ||
                                       options_.expectations.transparency},
                    verifier_, findings);
}

}  // namespace certcheck::engine
