#include "certlint/lint_item.h"

#include <utility>

namespace certcheck::certlint {
namespace {

engine::Linted lint_by_kind(Item& item, const engine::LintSetting& setting) {
  switch (item.kind) {
    case Item::Kind::certificate:
      return engine::lint_encoded(lint::Kind::certificate, std::move(item.der), item.index, setting);
    case Item::Kind::crl:
      return engine::lint_encoded(lint::Kind::crl, std::move(item.der), item.index, setting);
    case Item::Kind::ocsp:
      return engine::lint_encoded(lint::Kind::ocsp, std::move(item.der), item.index, setting);
    case Item::Kind::ocsp_request:
      return engine::lint_encoded(lint::Kind::ocsp_request, std::move(item.der), item.index, setting);
    case Item::Kind::chain:
      return engine::lint_encoded_chain(item.chain, setting);
    case Item::Kind::unreadable:
      break;
  }
  return {};
}

}  // namespace

report::LintedThing lint_item(Item item, const engine::LintSetting& setting) {
  report::LintedThing thing{std::move(item.file), item.index, item.line, lint_by_kind(item, setting)};
  setting.selection.apply(item.findings);
  Findings& findings = thing.linted.findings;
  findings.insert(findings.begin(), item.findings.begin(), item.findings.end());
  return thing;
}

}  // namespace certcheck::certlint
