#pragma once

#include "certcheck/crypto/verifier.h"
#include "certcheck/engine/input.h"
#include "certcheck/engine/options.h"
#include "certcheck/engine/report.h"
#include "certcheck/engine/want.h"
#include "certcheck/trust/store.h"

#include <memory>
#include <span>
#include <vector>

namespace certcheck::engine {

/// Validates and lints a chain, sans-I/O: it reads no clock, file or socket, and asks for what is
/// missing.
///
///     Inspection inspection(std::move(input), stores, options, verifier);
///     for (auto wants = inspection.wants(); !wants.empty(); wants = inspection.wants())
///       for (const Want& want : wants) inspection.provide(want, fetch(want));   // in parallel, if you like
///     const Report report = inspection.report();
///
/// Every want has to be answered, at least with an error; what the answers make possible is requested next,
/// each thing once, and Budget::wants of them in all. Without options.wants_issuers and wants_revocation
/// nothing is wanted. Used by one thread at a time.
class Inspection {
 public:
  /// The stores, what the options borrow and the verifier must outlive the inspection.
  Inspection(Input input, std::span<const trust::Store* const> stores, Options options,
             crypto::Verifier& verifier);
  Inspection(Inspection&&) noexcept;
  Inspection& operator=(Inspection&&) noexcept;
  ~Inspection();

  /// What is wanted now and was not provided yet; empty: report() knows all that it can.
  std::vector<Want> wants();
  /// An answer to one of wants(); others are ignored. What is received is not trusted: certificates, CRLs
  /// and responses are verified by their signatures, like what a peer sent.
  void provide(const Want& want, Provided provided);
  /// The report with what was provided until now. Called once.
  Report report();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace certcheck::engine
