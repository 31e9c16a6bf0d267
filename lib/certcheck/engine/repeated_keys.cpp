#include "certcheck/engine/repeated_keys.h"

#include "certcheck/crypto/digest.h"
#include "certcheck/engine/checks.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <cstring>
#include <utility>

namespace certcheck::engine {
namespace {

constexpr size_t slots_at_first = 1024;

template <size_t Count>
std::array<uint64_t, Count> front_of(const Sha256& digest) {
  std::array<uint64_t, Count> words{};
  std::memcpy(words.data(), digest.data(), sizeof words);
  return words;
}

uint64_t holder_of(const x509::Certificate& certificate) {
  // The key of an empty name is the same for all that have none.
  const x509::Extension* names = certificate.find(x509::oids::subject_alternative_name);
  const bool named = !certificate.subject.empty();
  const ByteView holder = named              ? as_bytes(certificate.subject_key())
                          : names != nullptr ? names->value
                                             : ByteView{};
  return front_of<1>(crypto::sha256(holder))[0];
}

}  // namespace

RepeatedKeys::Trace RepeatedKeys::trace_of(const x509::Certificate& certificate) {
  const x509::SubjectPublicKeyInfo& key = certificate.public_key;
  if (key.bytes.empty() || key.key.bytes.empty()) return {};
  return {front_of<2>(crypto::sha256(key.bytes)), holder_of(certificate), key.offset};
}

std::optional<Finding> RepeatedKeys::add(const Trace& trace, const Subject& subject) {
  if (trace.key == std::array<uint64_t, 2>{}) return std::nullopt;
  if (2 * (used_ + 1) > slots_.size()) grow();
  Slot& slot = slot_of(trace.key);
  if (slot.key != trace.key) {
    if (used_ < limit_) {
      slot = {trace.key, trace.holder, subject.index.value_or(0)};
      ++used_;
    }
    return std::nullopt;
  }
  if (slot.holder == trace.holder) return std::nullopt;
  return Finding{&checks::key_repeated,
                 subject,
                 "tbsCertificate.subjectPublicKeyInfo",
                 trace.offset,
                 fmt::format("the key is also that of input {}, counted from 1, which has another subject",
                             slot.index + 1),
                 {{"first", std::to_string(slot.index)}}};
}

RepeatedKeys::Slot& RepeatedKeys::slot_of(const std::array<uint64_t, 2>& key) {
  size_t place = key[0] & (slots_.size() - 1);
  while (slots_[place].key != key && slots_[place].key != std::array<uint64_t, 2>{})
    place = (place + 1) & (slots_.size() - 1);
  return slots_[place];
}

void RepeatedKeys::grow() {
  if (used_ >= limit_ && !slots_.empty()) return;
  const std::vector<Slot> before =
      std::exchange(slots_, std::vector<Slot>(slots_.empty() ? slots_at_first : 2 * slots_.size()));
  for (const Slot& slot : before)
    if (slot.key != std::array<uint64_t, 2>{}) slot_of(slot.key) = slot;
}

}  // namespace certcheck::engine
