#include "certcheck/engine/repeated_keys.h"
#include "certcheck/lint/abridge.h"
#include "certcheck/report/format.h"
#include "certcheck/request/lint_request.h"

#include "certlint/input.h"
#include "certlint/lint_item.h"
#include "common/clock.h"
#include "common/version.h"
#include "work.h"

#include <memory>
#include <utility>

namespace certcheck::bindings {
namespace {

/// Makes the document while things are linted, one after the other.
class Document {
 public:
  Document(const request::LintRequest& request, crypto::Verifier& verifier)
      : selection_(request.rules),
        setting_{selection_, nullptr, verifier, false, request.assumed},
        origin_{"certlint", tools::version, tools::now()},
        format_(report::find_format("json")->make(
            {.content = report::Content::linted, .selection = &selection_})),
        text_(format_->begin(origin_)) {}

  void take(certlint::Item item) {
    const size_t bytes = item.der.size();
    report::LintedThing thing = certlint::lint_item(std::move(item), setting_);
    if (thing.linted.certificate) compare_with_earlier(thing.linted);
    Findings& findings = thing.linted.findings;
    const lint::Share share = allowance_.take(bytes, lint::bytes_of(findings));
    count(thing);
    if (!share.listed) {
      left_out_.add(findings);
      return;
    }
    if (!share.whole) lint::abridge(findings, share.findings_bytes);
    write(thing);
  }

  std::string end(const std::string& name) {
    report::LintedThing rest{.file = name};
    rest.linted.findings = left_out_.findings();
    if (!rest.linted.findings.empty()) write(rest);
    text_ += format_->end(total_);
    return std::move(text_);
  }

 private:
  report::Item item_of(const report::LintedThing& thing) const {
    return {report::place_of(thing), &thing, origin_};
  }
  void count(const report::LintedThing& thing) { total_.add(item_of(thing)); }
  void write(const report::LintedThing& thing) { text_ += format_->write(format_->render(item_of(thing))); }

  void compare_with_earlier(engine::Linted& linted) {
    const auto trace = engine::RepeatedKeys::trace_of(*linted.certificate);
    auto finding = repeated_keys_.add(trace, {Subject::Kind::certificate, certificates_++, {}});
    if (!finding) return;
    finding->subject = linted.subject;
    Findings findings{*std::move(finding)};
    selection_.apply(findings);
    linted.findings.insert(linted.findings.end(), findings.begin(), findings.end());
  }

  const lint::Selection selection_;
  const engine::LintSetting setting_;
  const report::Origin origin_;
  const std::unique_ptr<report::Format> format_;
  engine::RepeatedKeys repeated_keys_;
  size_t certificates_ = 0;
  lint::RunAllowance allowance_;
  lint::LeftOut left_out_;
  report::Tally total_;
  std::string text_;
};

}  // namespace

Result<std::string> lint(Context& context, std::string_view bytes, std::string_view options) {
  const auto request = request::read_lint_request(options);
  if (!request) return request.error();
  Document document(*request, context.verifier);
  size_t things = 0;
  const certlint::Sink sink{.take =
                                [&](certlint::Item item) {
                                  ++things;
                                  document.take(std::move(item));
                                },
                            .note = [](const std::string& /*skipped*/) {},
                            .progress = [](size_t /*bytes*/) {}};
  certlint::ChainGatherer chains(sink);
  certlint::Sink gathering = sink;
  if (request->chain) gathering.take = [&chains](certlint::Item item) { chains.take(std::move(item)); };
  const auto errors = certlint::read_bytes(request->name, std::string(bytes), gathering);
  chains.finish();
  if (!errors.empty()) return errors.front();
  if (things == 0) return Error{Error::Kind::unreadable, request->name + ": nothing in it can be linted"};
  return document.end(request->name);
}

}  // namespace certcheck::bindings
