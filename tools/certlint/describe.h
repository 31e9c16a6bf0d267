#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/lint/runner.h"
#include "certcheck/report/item.h"
#include "certcheck/x509/certificate.h"
#include "certcheck/x509/crl.h"
#include "certcheck/x509/ocsp.h"
#include "certcheck/x509/ocsp_request.h"

#include "certlint/input.h"

#include <string>
#include <vector>

namespace certcheck::certlint {

/// An item after linting. Exactly one of the parsed forms is set (the chain: not empty), none if it was
/// unreadable.
struct Linted {
  Item item;
  Subject subject;  ///< what findings about it as a whole are labelled with
  x509::CertificatePtr certificate;
  x509::CrlPtr crl;
  x509::OcspResponsePtr ocsp;
  x509::OcspRequestPtr ocsp_request;
  std::vector<x509::CertificatePtr> chain;  ///< findings' subjects are indices into it
  Findings findings;                        ///< of parser and lints, as selected
  lint::Outcomes outcomes;                  ///< of the selected lints of its kind, if they were asked for
};

/// What linting an item takes besides the item. Borrowed.
struct Setting {
  const lint::Selection& selection;
  const lint::WeakKeys* weak_keys;  ///< null: no key is listed
  crypto::Verifier& verifier;
  bool with_outcomes;  ///< fills Linted::outcomes
};

/// Parses and lints.
Linted lint_item(Item item, const Setting& setting);

/// The kind of lints that an item gets.
lint::Kind lint_kind(Item::Kind kind);

/// "chain.pem:23"; the file alone where the item is not a PEM block.
std::string place_of(const Item& item);

/// As the formats that other tools write, too, show it.
report::LintedThing to_report(const Linted& linted);

/// One JSON object on one line, without a newline.
std::string to_json(const Linted& linted);
/// Lines for people, with a final newline.
std::string to_text(const Linted& linted);

}  // namespace certcheck::certlint
