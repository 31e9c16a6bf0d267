#include "certcheck/serve/detail/linting.h"

#include "certcheck/files/contents.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace certcheck::serve {
namespace {

/// Certificates that are linted as a chain; more of them are a bundle.
constexpr size_t chain_most = 100;

std::optional<lint::Kind> lint_kind(files::Kind kind) {
  switch (kind) {
    case files::Kind::certificate:
      return lint::Kind::certificate;
    case files::Kind::crl:
      return lint::Kind::crl;
    case files::Kind::ocsp_response:
      return lint::Kind::ocsp;
    case files::Kind::ocsp_request:
      return lint::Kind::ocsp_request;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::vector<report::LintedThing> lint_body(ByteView body, bool chain, const engine::LintSetting& setting) {
  files::Contents contents = files::read_contents(body, {.passphrase = {}, .open_pkcs12 = false});
  setting.selection.apply(contents.findings);
  std::vector<report::LintedThing> things;
  std::vector<Bytes> certificates;
  for (files::Part& part : contents.parts) {
    const auto kind = lint_kind(part.kind);
    if (!kind) continue;
    if (*kind == lint::Kind::certificate) certificates.push_back(part.der);
    report::LintedThing thing{
        .file = "-",
        .index = things.size(),
        .line = part.line,
        .linted = engine::lint_encoded(*kind, std::move(part.der), things.size(), setting)};
    // What is odd about how it was given comes before what is wrong with it.
    Findings& found = thing.linted.findings;
    const auto own = std::stable_partition(
        contents.findings.begin(), contents.findings.end(), [&](const Finding& finding) {
          return finding.severity() == Severity::error || finding.subject.index != part.block;
        });
    found.insert(found.begin(), std::make_move_iterator(own),
                 std::make_move_iterator(contents.findings.end()));
    contents.findings.erase(own, contents.findings.end());
    things.push_back(std::move(thing));
  }
  for (Finding& finding : contents.findings) {
    report::LintedThing unreadable{.file = "-", .index = things.size()};
    unreadable.linted.findings.push_back(std::move(finding));
    things.push_back(std::move(unreadable));
  }
  if (chain && certificates.size() > 1 && certificates.size() <= chain_most)
    things.push_back({.file = "-", .linted = engine::lint_encoded_chain(certificates, setting)});
  return things;
}

}  // namespace certcheck::serve
