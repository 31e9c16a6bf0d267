#pragma once

#include "certcheck/base/result.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/engine/input.h"
#include "certcheck/engine/options.h"
#include "certcheck/engine/report.h"
#include "certcheck/fetch/fetcher.h"
#include "certcheck/net/connect.h"
#include "certcheck/net/pace.h"
#include "certcheck/net/target.h"
#include "certcheck/scan/shard.h"
#include "certcheck/trust/store.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// Targets in, reports out: connects to each, inspects what it presents. What a tool, a service and bindings
/// call.
namespace certcheck::scan {

/// How a target is checked.
struct Options {
  engine::Options engine;
  std::vector<const trust::Store*> stores = {};  ///< borrowed
  /// Validate at this moment; unset: each target at the moment when its handshake is over.
  std::optional<Time> time;
  /// Where engine.path.names is empty, the target's own host has to be matched.
  bool match_host = true;
  net::ConnectOptions connect;
  net::TargetDefaults targets = {};  ///< how targets are read
  bool each_address = false;         ///< one report for each address of a name, compared with the others
  /// Ask for each certificate that the server may have, one report for each that it shows
  /// (scan/detail/all_certificates.h). Not with each_address.
  bool all_certificates = false;
  /// Find out which versions, suites and groups each server accepts, by some dozens of further handshakes
  /// with the address of the first. Not with the two above.
  bool protocols = false;
  /// The target's host is a domain whose mail exchangers are meant (RFC 5321 5.1): one report for each, whose
  /// target has `exchanger`, or one that says why there is none.
  bool exchangers = false;
  /// What is available besides what each server sends.
  revocation::Evidence evidence = {};
  std::vector<x509::CertificatePtr> untrusted = {};
  /// Fetches what `engine` wants (wants_issuers, wants_revocation), within the time that the handshake leaves
  /// of `connect.timeout`, and a second at least, but never beyond `connect.end`; null: nothing is wanted.
  std::shared_ptr<fetch::Fetcher> fetcher = {};
  Findings input_findings = {};  ///< about the files that those and the anchors come from; in every report
};

/// What holds for a whole run.
struct Limits {
  size_t in_flight = 100;  ///< handshakes under way at once
  Shard shard = {};        ///< of the targets, only these
  net::Rates rates = {};   ///< of connections
  /// Ranges of addresses may be of any; else only of loopback and of private ones.
  bool allow_public_ranges = false;
  /// Whether a target, as written, is left out; empty: none is. Called on the thread of `Next`.
  std::function<bool(const std::string& input)> left_out = {};
};

/// Reads a target as people write it; its host in A-labels. The error quotes it.
Result<Target> read_target(const std::string& text, const net::TargetDefaults& defaults = {});

/// How this target is to be checked, never null, or why it cannot be. Called by several threads at once, and
/// more than once for a target.
using OptionsFor = std::function<Result<std::shared_ptr<const Options>>(const Target& target)>;
/// The next target as written, or a range of addresses (net/address_range.h), or a target and the address to
/// connect to for it, "www.example.com:8443,192.0.2.1"; nullopt: there are no more. Called on one thread; may
/// block.
using Next = std::function<std::optional<std::string>()>;
/// A report, or why a target could not even be tried; `input` is the target as written, without credentials.
/// Called by several threads at once, which do nothing else; it may wait, and new handshakes wait with it.
using Done = std::function<void(const std::string& input, Result<engine::Report> report)>;

/// Returns when `next` has no more and each target of the shard was handed to `done`. The verifier is
/// borrowed.
void run(const Limits& limits, const OptionsFor& options_for, crypto::Verifier& verifier, const Next& next,
         const Done& done);

}  // namespace certcheck::scan
