#include "certlint/pipeline.h"

#include "certlint/options.h"

#include <utility>

namespace certcheck::certlint {
namespace {

constexpr size_t batch_items = 64;
constexpr size_t batch_octets = size_t{1} << 20;  ///< a large CRL makes a batch of its own

}  // namespace

Pipeline::Pipeline(const Settings& settings, const lint::Selection& selection,
                   const lint::WeakKeys& weak_keys, tools::Output& output)
    : fail_on_(settings.fail_on),
      output_(output),
      selection_(selection),
      weak_keys_(weak_keys.size() == 0 ? nullptr : &weak_keys),
      assumed_(settings.assumed),
      run_(selection),
      pool_(
          settings.threads,
          [this](size_t number, std::vector<request::LintItem> items) {
            return process(number, std::move(items));
          },
          [this](tools::Output::Rendered done) { output_.write(std::move(done)); }) {}

void Pipeline::take(request::LintItem item) {
  batch_size_ += item.der.size();
  for (const Bytes& der : item.chain) batch_size_ += der.size();
  batch_.push_back(std::move(item));
  if (batch_.size() >= batch_items || batch_size_ >= batch_octets) submit();
}

void Pipeline::finish() {
  submit();
  pool_.finish();
  write_left_out();
}

void Pipeline::submit() {
  if (batch_.empty()) return;
  pool_.take(std::exchange(batch_, {}));
  batch_size_ = 0;
}

std::vector<lint::Share> Pipeline::compare_with_earlier(size_t number,
                                                        std::vector<report::LintedThing>& batch) {
  std::vector<engine::LintRun::Measure> measures;
  std::vector<lint::Share> shares;
  measures.reserve(batch.size());
  shares.reserve(batch.size());
  for (const report::LintedThing& thing : batch) measures.push_back(engine::LintRun::measure(thing.linted));
  std::unique_lock lock(order_mutex_);
  // Batches are taken up in their order, so the one whose turn it is never waits for a thread.
  turn_.wait(lock, [&] { return next_batch_ == number; });
  for (size_t i = 0; i < batch.size(); ++i) {
    shares.push_back(run_.take(batch[i].linted, measures[i]));
    if (!shares.back().listed && run_.left_out().things() == 1) left_out_from_ = batch[i].file;
  }
  ++next_batch_;
  lock.unlock();
  turn_.notify_all();
  return shares;
}

tools::Output::Rendered Pipeline::process(size_t number, std::vector<request::LintItem> items) {
  const engine::LintSetting setting{selection_, weak_keys_, verifier_, output_.needs_outcomes(), assumed_};
  std::vector<report::LintedThing> batch;
  batch.reserve(items.size());
  for (request::LintItem& item : items)
    batch.push_back({item.file, item.index, item.line, request::lint_item(item, setting)});
  const auto shares = compare_with_earlier(number, batch);
  tools::Output::Rendered rendered;
  for (size_t i = 0; i < batch.size(); ++i) {
    const report::Item item{place_of(batch[i]), &batch[i], program.origin(), fail_on_};
    if (!shares[i].listed) {
      output_.leave_out(item, rendered);
      continue;
    }
    if (shares[i].whole) {
      output_.render(item, item, rendered);
      continue;
    }
    report::LintedThing shown = batch[i];
    lint::abridge(shown.linted.findings, shares[i].findings_bytes);
    output_.render(item, {item.label, &shown, item.origin, fail_on_}, rendered);
  }
  return rendered;
}

void Pipeline::write_left_out() {
  report::LintedThing thing{.file = left_out_from_};
  thing.linted.findings = run_.left_out().findings();
  if (thing.linted.findings.empty()) return;
  output_.write_left_out({thing.file, &thing, program.origin(), fail_on_});
}

}  // namespace certcheck::certlint
