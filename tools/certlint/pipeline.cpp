#include "certlint/pipeline.h"

#include "certlint/lint_item.h"
#include "certlint/options.h"

#include <algorithm>

namespace certcheck::certlint {
namespace {

constexpr size_t batch_items = 64;
constexpr size_t batch_octets = size_t{1} << 20;  ///< a large CRL makes a batch of its own

size_t der_bytes(const engine::Linted& linted) {
  size_t bytes = 0;
  for (const x509::CertificatePtr& each : linted.chain) {
    bytes += each->der.size();
  }
  return bytes + (linted.certificate ? linted.certificate->der.size() : 0) +
         (linted.crl ? linted.crl->der.size() : 0) + (linted.ocsp ? linted.ocsp->der.size() : 0) +
         (linted.ocsp_request ? linted.ocsp_request->der.size() : 0);
}

}  // namespace

Pipeline::Pipeline(unsigned threads, const lint::Selection& selection, const lint::WeakKeys& weak_keys,
                   tools::Output& output)
    : output_(output), selection_(selection), weak_keys_(weak_keys.size() == 0 ? nullptr : &weak_keys) {
  const unsigned count = threads != 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
  batches_max_ = 4 * size_t{count};
  for (unsigned i = 0; i < count; ++i) {
    threads_.emplace_back([this] { work(); });
  }
}

void Pipeline::take(Item item) {
  batch_size_ += item.der.size();
  for (const Bytes& der : item.chain) {
    batch_size_ += der.size();
  }
  batch_.push_back(std::move(item));
  if (batch_.size() >= batch_items || batch_size_ >= batch_octets) {
    submit();
  }
}

void Pipeline::finish() {
  if (threads_.empty()) {
    return;
  }
  submit();
  {
    const std::scoped_lock lock(mutex_);
    ended_ = true;
  }
  work_ready_.notify_all();
  for (std::thread& thread : threads_) {
    thread.join();
  }
  threads_.clear();
}

void Pipeline::submit() {
  if (batch_.empty()) {
    return;
  }
  std::unique_lock lock(mutex_);
  room_.wait(lock, [this] { return given_ - written_ < batches_max_; });
  waiting_.emplace_back(given_++, std::move(batch_));
  batch_.clear();
  batch_size_ = 0;
  lock.unlock();
  work_ready_.notify_one();
}

void Pipeline::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    work_ready_.wait(lock, [this] { return !waiting_.empty() || ended_; });
    if (waiting_.empty()) {
      return;
    }
    auto [number, items] = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    tools::Output::Rendered done = process(number, std::move(items));
    lock.lock();
    done_.emplace(number, std::move(done));
    write_ready();
  }
}

std::vector<std::optional<size_t>> Pipeline::compare_with_earlier(size_t number,
                                                                  std::vector<report::LintedThing>& batch) {
  std::vector<engine::RepeatedKeys::Trace> traces;
  std::vector<size_t> sizes;
  std::vector<std::optional<size_t>> allowed;
  traces.reserve(batch.size());
  sizes.reserve(batch.size());
  allowed.reserve(batch.size());
  for (const report::LintedThing& thing : batch) {
    const x509::CertificatePtr& certificate = thing.linted.certificate;
    sizes.push_back(lint::bytes_of(thing.linted.findings));
    traces.push_back(certificate ? engine::RepeatedKeys::trace_of(*certificate)
                                 : engine::RepeatedKeys::Trace{});
  }
  std::unique_lock lock(order_mutex_);
  // Batches are taken up in their order, so the one whose turn it is never waits for a thread.
  turn_.wait(lock, [&] { return next_batch_ == number; });
  for (size_t i = 0; i < batch.size(); ++i) {
    engine::Linted& linted = batch[i].linted;
    if (linted.certificate) {
      const Subject place{Subject::Kind::certificate, certificates_++, {}};
      if (auto finding = repeated_keys_.add(traces[i], place)) {
        finding->subject = linted.subject;
        Findings findings{std::move(*finding)};
        selection_.apply(findings);
        sizes[i] += lint::bytes_of(findings);
        linted.findings.insert(linted.findings.end(), findings.begin(), findings.end());
      }
    }
    const size_t bytes = allowance_.take(der_bytes(linted), sizes[i]);
    allowed.push_back(bytes < sizes[i] ? std::optional(bytes) : std::nullopt);
  }
  ++next_batch_;
  lock.unlock();
  turn_.notify_all();
  return allowed;
}

tools::Output::Rendered Pipeline::process(size_t number, std::vector<Item> items) {
  const engine::LintSetting setting{selection_, weak_keys_, verifier_, output_.needs_outcomes()};
  std::vector<report::LintedThing> batch;
  batch.reserve(items.size());
  for (Item& item : items) {
    batch.push_back(lint_item(std::move(item), setting));
  }
  const auto allowed = compare_with_earlier(number, batch);
  tools::Output::Rendered rendered;
  for (size_t i = 0; i < batch.size(); ++i) {
    const report::Item item{place_of(batch[i]), &batch[i], program.origin()};
    if (!allowed[i]) {
      output_.render(item, item, rendered);
      continue;
    }
    report::LintedThing shown = batch[i];
    lint::abridge(shown.linted.findings, *allowed[i]);
    output_.render(item, {item.label, &shown, item.origin}, rendered);
  }
  return rendered;
}

void Pipeline::write_ready() {
  for (auto next = done_.find(written_); next != done_.end(); next = done_.find(written_)) {
    output_.write(std::move(next->second));
    done_.erase(next);
    ++written_;
  }
  room_.notify_one();
}

}  // namespace certcheck::certlint
