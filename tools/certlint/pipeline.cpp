#include "certlint/pipeline.h"

#include "common/output.h"

#include <algorithm>

namespace certcheck::certlint {
namespace {

constexpr size_t batch_items = 64;
constexpr size_t batch_octets = size_t{1} << 20;  ///< a large CRL makes a batch of its own

size_t der_bytes(const Linted& linted) {
  size_t bytes = 0;
  for (const x509::CertificatePtr& each : linted.chain) {
    bytes += each->der.size();
  }
  return bytes + (linted.certificate ? linted.certificate->der.size() : 0) +
         (linted.crl ? linted.crl->der.size() : 0) + (linted.ocsp ? linted.ocsp->der.size() : 0);
}

}  // namespace

Pipeline::Pipeline(const Options& options, const lint::Selection& selection, const lint::WeakKeys& weak_keys)
    : format_(options.format),
      document_(options.document != nullptr ? options.document->make({}) : nullptr),
      selection_(selection),
      weak_keys_(weak_keys.size() == 0 ? nullptr : &weak_keys),
      zlint_(selection) {
  if (document_) {
    tools::print(document_->begin(program.origin()));
  }
  const unsigned count = options.jobs != 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
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
  if (document_) {
    tools::print(document_->end());
  }
}

Tally Pipeline::tally() {
  const std::scoped_lock lock(mutex_);
  return tally_;
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
    Done done = process(number, std::move(items));
    lock.lock();
    done_.emplace(number, std::move(done));
    write_ready();
  }
}

std::vector<size_t> Pipeline::compare_with_earlier(size_t number, std::vector<Linted>& batch) {
  std::vector<RepeatedKeys::Trace> traces;
  std::vector<size_t> sizes, allowed;
  traces.reserve(batch.size());
  sizes.reserve(batch.size());
  allowed.reserve(batch.size());
  for (const Linted& linted : batch) {
    sizes.push_back(lint::bytes_of(linted.findings));
    traces.push_back(linted.certificate ? RepeatedKeys::trace_of(*linted.certificate)
                                        : RepeatedKeys::Trace{});
  }
  std::unique_lock lock(order_mutex_);
  // Batches are taken up in their order, so the one whose turn it is never waits for a thread.
  turn_.wait(lock, [&] { return next_batch_ == number; });
  for (size_t i = 0; i < batch.size(); ++i) {
    if (batch[i].certificate) {
      const Subject place{Subject::Kind::certificate, certificates_++, {}};
      if (auto finding = repeated_keys_.add(traces[i], place)) {
        finding->subject = batch[i].subject;
        Findings findings{std::move(*finding)};
        selection_.apply(findings);
        sizes[i] += lint::bytes_of(findings);
        batch[i].findings.insert(batch[i].findings.end(), findings.begin(), findings.end());
      }
    }
    allowed.push_back(allowance_.take(der_bytes(batch[i]), sizes[i]));
  }
  ++next_batch_;
  lock.unlock();
  turn_.notify_all();
  return allowed;
}

Pipeline::Done Pipeline::process(size_t number, std::vector<Item> items) {
  const Setting setting{selection_, weak_keys_, verifier_, format_ == Format::zlint};
  std::vector<Linted> batch;
  batch.reserve(items.size());
  for (Item& item : items) {
    batch.push_back(lint_item(std::move(item), setting));
  }
  const std::vector<size_t> allowed = compare_with_earlier(number, batch);
  Done done;
  for (size_t i = 0; i < batch.size(); ++i) {
    Linted& linted = batch[i];
    done.tally.add(linted.findings);
    // zlint's form has a result of each lint, whatever was found.
    if (format_ != Format::zlint) {
      lint::abridge(linted.findings, allowed[i]);
    }
    if (document_) {
      const report::LintedThing thing = to_report(linted);
      done.rendered.push_back(document_->render({place_of(linted.item), &thing, program.origin()}));
      continue;
    }
    switch (format_) {
      case Format::zlint:
        if (linted.item.kind == Item::Kind::chain) {
          break;  // zlint knows none: a line is a certificate, CRL or response.
        }
        done.text += zlint_.line(linted) + "\n";
        break;
      case Format::json:
        done.text += ",\n" + to_json(linted);
        break;
      case Format::ndjson:
        done.text += to_json(linted) + "\n";
        break;
      case Format::text:
        done.text += to_text(linted);
        break;
      case Format::summary:
      case Format::markdown:
        break;
    }
  }
  return done;
}

void Pipeline::write_ready() {
  for (auto next = done_.find(written_); next != done_.end(); next = done_.find(written_)) {
    std::string_view text = next->second.text;
    if (written_ == 0 && format_ == Format::json) {
      text.remove_prefix(1);  // The comma that stands before every item but the first.
    }
    tools::print(text);
    for (report::Rendered& rendered : next->second.rendered) {
      tools::print(document_->write(std::move(rendered)));
    }
    tally_.add(next->second.tally);
    done_.erase(next);
    ++written_;
  }
  room_.notify_one();
}

}  // namespace certcheck::certlint
