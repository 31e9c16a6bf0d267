#include "certcheck/request/known.h"

#include "certcheck/request/distrust.h"

#include <algorithm>
#include <list>
#include <mutex>
#include <optional>
#include <utility>

namespace certcheck::request {
namespace {

/// A text, and what it means.
template <typename Meaning>
struct ReadText {
  std::shared_ptr<const std::string> text;
  std::shared_ptr<const Meaning> meaning;
};

ByteView bytes_of(const x509::CrlPtr& crl) { return crl->der; }
template <typename Meaning>
ByteView bytes_of(const ReadText<Meaning>& read) {
  return as_bytes(*read.text);
}

/// Values that were made of bytes, which `bytes_of` has of each, the last used first.
template <typename Value>
class LastUsed {
 public:
  explicit LastUsed(Known::Limits limits) : limits_(limits) {}

  /// Compares the bytes: what a hash would cost is more.
  std::optional<Value> find(ByteView bytes) {
    const std::lock_guard lock(mutex_);
    return find_locked(bytes);
  }

  /// The one that is kept: another thread may have made it in the meantime.
  Value add(Value value) {
    const std::lock_guard lock(mutex_);
    if (auto known = find_locked(bytes_of(value))) return *std::move(known);
    kept_.push_front(value);
    bytes_ += bytes_of(value).size();
    while (!kept_.empty() && (kept_.size() > limits_.count || bytes_ > limits_.bytes)) {
      bytes_ -= bytes_of(kept_.back()).size();
      kept_.pop_back();
    }
    return value;
  }

 private:
  std::optional<Value> find_locked(ByteView bytes) {
    const auto found = std::find_if(kept_.begin(), kept_.end(),
                                    [&](const Value& one) { return same_bytes(bytes_of(one), bytes); });
    if (found == kept_.end()) return std::nullopt;
    kept_.splice(kept_.begin(), kept_, found);
    return *found;
  }

  const Known::Limits limits_;
  std::mutex mutex_;
  std::list<Value> kept_;
  size_t bytes_ = 0;
};

/// What takes time in proportion to the text is done outside of the lock; two threads may do it twice.
template <typename Meaning, typename Parse>
Result<std::shared_ptr<const Meaning>> read_once(LastUsed<ReadText<Meaning>>& known, std::string text,
                                                 Parse parse) {
  if (const auto found = known.find(as_bytes(text))) return found->meaning;
  Result<std::shared_ptr<const Meaning>> meaning = parse(text);
  if (!meaning) return meaning;
  return known.add({std::make_shared<const std::string>(std::move(text)), *meaning}).meaning;
}

}  // namespace

struct Known::State {
  explicit State(Limits limits) : anchors(limits), crls(limits), log_lists(limits), distrust_lists(limits) {}

  LastUsed<ReadText<GivenAnchors>> anchors;
  LastUsed<x509::CrlPtr> crls;
  LastUsed<ReadText<ct::LogList>> log_lists;
  LastUsed<ReadText<trust::DistrustList>> distrust_lists;
};

Known::Known() : Known(Limits{}) {}
Known::Known(Limits limits) : state_(std::make_unique<State>(limits)) {}
Known::~Known() = default;

Known::Anchors Known::anchors(const std::vector<std::string>& texts, const std::string& constraints,
                              const std::function<Anchors()>& read) {
  // With their lengths, so that no other texts are the same one after the other.
  std::string all;
  const auto add = [&](const std::string& text) {
    all.append(std::to_string(text.size())).append(" ").append(text);
  };
  add(constraints);
  for (const std::string& text : texts) add(text);
  return read_once(state_->anchors, std::move(all), [&](const std::string& /*text*/) { return read(); });
}

x509::CrlPtr Known::crl(Bytes der) {
  if (auto known = state_->crls.find(der)) return *std::move(known);
  return state_->crls.add(x509::parse_crl(std::move(der)));
}

Result<std::shared_ptr<const ct::LogList>> Known::log_list(std::string json) {
  return read_once(state_->log_lists, std::move(json),
                   [](const std::string& text) -> Result<std::shared_ptr<const ct::LogList>> {
                     auto list = ct::parse_log_list(text);
                     if (!list) return list.error();
                     return std::make_shared<const ct::LogList>(*std::move(list));
                   });
}

Result<std::shared_ptr<const trust::DistrustList>> Known::distrust(std::string json) {
  return read_once(state_->distrust_lists, std::move(json),
                   [](const std::string& text) { return parse_distrust(text); });
}

}  // namespace certcheck::request
