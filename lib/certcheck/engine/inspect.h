#pragma once

#include "certcheck/crypto/verifier.h"
#include "certcheck/engine/report.h"
#include "certcheck/lint/selection.h"
#include "certcheck/path/options.h"
#include "certcheck/revocation/revocation.h"
#include "certcheck/tls/handshake_record.h"
#include "certcheck/trust/store.h"
#include "certcheck/x509/certificate.h"

#include <functional>
#include <optional>
#include <span>
#include <vector>

/// The facade: one call that validates and lints a chain in the right order. It reads no clock, file or
/// socket.
///
///     crypto::Verifier verifier;                       // one for the whole program
///     trust::Store roots("mine");
///     roots.add_pem(text_of_roots);
///     engine::Input input;
///     for (auto& der : chain) input.presented.push_back(x509::parse_certificate(der));
///     engine::Options options;
///     options.path.time = now;
///     options.path.names = {*names::make_host_name("example.com")};
///     const trust::Store* stores[] = {&roots};
///     const engine::Report report = engine::inspect(std::move(input), stores, options, verifier);
namespace certcheck::engine {

/// What there is to judge.
struct Input {
  std::optional<Target> target;
  std::optional<tls::HandshakeRecord> handshake;  ///< of the connection the chain came from
  std::vector<x509::CertificatePtr> presented;    ///< the leaf first; the rest in the order sent
  std::vector<x509::CertificatePtr> untrusted;    ///< further intermediates at hand, not sent by the peer
  Findings input_findings;        ///< about the files that the input and the anchors come from
  revocation::Evidence evidence;  ///< CRLs and OCSP responses at hand, with what the peer stapled
};

struct Options {
  path::Options path;  ///< its `judge` is set by inspect()
  bool lint = true;    ///< lint the best path, its certificates, the handshake and the evidence
  /// Which lints; null: those that bind the chain by its anchor. Borrowed: must outlive the report, whose
  /// findings may point to its checks.
  const lint::Selection* selection = nullptr;
  revocation::Options revocation;
  bool judge_presentation = true;  ///< findings about the order and completeness of `presented`
  /// Asked between the steps of the work; once it says yes, what is left is not done, and a finding says so.
  /// Null: never.
  std::function<bool()> out_of_time;
};

/// An Input from a handshake: its certificates parsed, its staples noted.
Input input_of(tls::HandshakeRecord handshake, Target target);

Report inspect(Input input, std::span<const trust::Store* const> stores, const Options& options,
               crypto::Verifier& verifier);

}  // namespace certcheck::engine
