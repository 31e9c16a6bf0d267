#pragma once

#include "certcheck/base/result.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/engine/input.h"
#include "certcheck/engine/options.h"
#include "certcheck/engine/report.h"
#include "certcheck/net/connect.h"
#include "certcheck/net/target.h"
#include "certcheck/trust/store.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// Targets in, reports out: connects to each, inspects what it presents. What a tool, a service and bindings
/// call.
namespace certcheck::scan {

struct Options {
  engine::Options engine;
  /// Judge at this moment; unset: each target at the moment when its handshake is over.
  std::optional<Time> time;
  /// Where engine.path.names is empty, the target's own host has to be matched.
  bool match_host = true;
  net::ConnectOptions connect;
  net::TargetDefaults targets = {};  ///< how targets are read
  bool each_address = false;         ///< one report for each address of a name
  size_t in_flight = 100;            ///< handshakes under way at once
  /// What is at hand besides what each server sends.
  revocation::Evidence evidence = {};
  std::vector<x509::CertificatePtr> untrusted = {};
  Findings input_findings = {};  ///< about the files that those and the anchors come from; in every report
};

/// Reads a target as people write it; its host in A-labels. The error quotes it.
Result<Target> read_target(const std::string& text, const net::TargetDefaults& defaults = {});

/// The next target as written; nullopt: there are no more. Called on one thread; may block.
using Next = std::function<std::optional<std::string>()>;
/// A report, or why a target could not even be tried; `input` is the target as written, without credentials.
/// Called by several threads at once, which do nothing else; it may wait, and new handshakes wait with it.
using Done = std::function<void(const std::string& input, Result<engine::Report> report)>;

/// Returns when `next` has no more and each target was handed to `done`. The stores and the verifier are
/// borrowed.
void run(const Options& options, std::span<const trust::Store* const> stores, crypto::Verifier& verifier,
         const Next& next, const Done& done);

}  // namespace certcheck::scan
