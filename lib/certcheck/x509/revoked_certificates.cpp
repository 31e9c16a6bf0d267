#include "certcheck/x509/revoked_certificates.h"

#include "certcheck/der/checks.h"
#include "certcheck/x509/checks.h"
#include "certcheck/x509/detail/extension_reading.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>
#include <utility>

namespace certcheck::x509 {
namespace {

namespace tag = der::tag;

constexpr unsigned offset_bits = 40, hash_bits = 24;
constexpr uint64_t offset_mask = (uint64_t{1} << offset_bits) - 1;

/// The hash of a serial number as the upper bits of a slot. Who can choose serial numbers can make them
/// collide: then a question costs a walk through those that do, which is linear, as the list itself.
uint64_t hash_of(ByteView serial) {
  return uint64_t{std::hash<std::string_view>{}(as_text(serial))} << offset_bits;
}

EncodedTime read_invalidity_date(der::Reader value) {
  const auto time = read_generalized_time(value, {});
  value.finish();
  return time;
}

constexpr ExtensionDecoders<RevokedCertificate> entry_decoders({
    {oids::crl_reason,
     [](der::Reader value, RevokedCertificate& entry) { entry.reason = read_crl_reason(value); }},
    {oids::invalidity_date,
     [](der::Reader value, RevokedCertificate& entry) {
       entry.invalidity_date = read_invalidity_date(value);
     }},
    {oids::certificate_issuer,
     [](der::Reader value, RevokedCertificate& entry) {
       entry.certificate_issuer = read_alternative_names(value);
     }},
});

/// Encodings of crlEntryExtensions that have no faults and name no issuer. The entries of a CRL have a few of
/// them, nearly all a reason, and what was seen in one entry need not be read in the next to sum them up.
class KnownExtensions {
 public:
  /// True from the second time on that the encoding is met.
  bool knows(const der::Element& encoding) {
    const auto end = known_.begin() + static_cast<std::ptrdiff_t>(count_);
    if (std::find_if(known_.begin(), end, [&](ByteView one) { return same_bytes(one, encoding.bytes); }) !=
        end)
      return true;
    if (count_ == known_.size() || tries_ == tries_max) return false;
    ++tries_;
    Findings faults;
    der::FaultSink sink(faults);
    der::Reader list(encoding.content, sink, {});
    RevokedCertificate entry;
    read_extensions(list, entry.extensions);
    decode_extensions(list, entry.extensions, entry_decoders, entry);
    if (faults.empty() && !entry.certificate_issuer) known_[count_++] = encoding.bytes;
    return false;
  }

 private:
  /// Those after them are read in each entry, as where each has a date of its own.
  static constexpr size_t tries_max = 64;
  std::array<ByteView, 12> known_;
  size_t count_ = 0, tries_ = 0;
};

/// False if a mandatory field is missing. `entry` may have been used for another one. Extensions that are
/// `known`, unless that is null, are left out of it.
bool read_entry(der::Reader& fields, const RevokedCertificates::Place& place, KnownExtensions* known,
                RevokedCertificate& entry) {
  entry.serial = {};
  entry.revocation_date = {};
  entry.extensions.clear();
  entry.reason.reset();
  entry.invalidity_date.reset();
  entry.certificate_issuer.reset();
  entry.has_extensions = false;
  entry.offset = place.offset;
  entry.index = place.index;
  const auto serial = fields.integer("userCertificate");
  if (!serial) return false;
  entry.serial = *serial;
  entry.revocation_date = read_time(fields, "revocationDate");
  if (const auto extensions = fields.take_if(tag::sequence)) {
    entry.has_extensions = true;
    const bool is_known = known != nullptr && known->knows(*extensions);
    if (!is_known) {
      auto list = fields.enter(*extensions, "crlEntryExtensions");
      read_extensions(list, entry.extensions);
      decode_extensions(list, entry.extensions, entry_decoders, entry);
    }
  }
  fields.finish();
  return entry.revocation_date.time.has_value();
}

}  // namespace

void RevokedCertificates::Summary::add(const RevokedCertificate& entry) {
  if (const auto& date = entry.revocation_date.time) {
    earliest = std::min(earliest.value_or(*date), *date);
    latest = std::max(latest.value_or(*date), *date);
  }
  has_generalized_time = has_generalized_time || entry.revocation_date.tag == tag::generalized_time;
  if (entry.reason) reasons_ |= uint64_t{1} << std::min<uint64_t>(*entry.reason, 63);
  for (const Extension& extension : entry.extensions) {
    has_extensions = true;
    (extension.critical ? critical_ : not_critical_) |= uint64_t{1} << extension.known.number();
    if (extension.critical && !unknown_critical && entry_decoders.decoder_of(extension.known) == nullptr)
      unknown_critical = extension.id;
  }
}

void RevokedCertificates::Iterator::advance() {
  // What is wrong with entries was found when the CRL was parsed.
  Findings ignored;
  der::FaultSink sink(ignored);
  der::Reader list(rest_, sink, {}, offset_);
  at_entry_ = false;
  while (!at_entry_ && !list.at_end()) {
    const size_t index = next_index_++;
    const auto element = list.item(tag::sequence, index);
    if (!element) continue;
    auto fields = list.enter(*element, {}, index);
    read_entry(fields, {element->offset, index}, nullptr, entry_);
    at_entry_ = !entry_.serial.empty();
  }
  rest_ = list.rest();
  offset_ = list.offset();
}

RevokedCertificate RevokedCertificates::at(const Place& place) const {
  return *Iterator(list_.subspan(place.offset - offset_), place.offset, place.index);
}

ByteView RevokedCertificates::serial_at(size_t offset) const {
  Findings ignored;
  der::FaultSink sink(ignored);
  der::Reader list(list_.subspan(offset - offset_), sink, {}, offset);
  const auto element = list.next();
  if (!element) return {};
  auto fields = list.enter(*element, {});
  return fields.integer({}).value_or(ByteView());
}

void RevokedCertificates::find(ByteView serial,
                               const std::function<bool(const RevokedCertificate&)>& visit) const {
  const uint64_t hash = hash_of(serial);
  for (auto slot = std::lower_bound(slots_.begin(), slots_.end(), hash);
       slot != slots_.end() && (*slot & ~offset_mask) == hash; ++slot) {
    const size_t offset = offset_ + (*slot & offset_mask);
    if (!same_bytes(serial_at(offset), serial)) continue;
    const Iterator entry(list_.subspan(offset - offset_), offset, 0);
    if (!visit(*entry)) return;
  }
}

const RevokedCertificates::Place* RevokedCertificates::issuer_named_for(size_t offset) const {
  const auto after =
      std::upper_bound(naming_issuers_.begin(), naming_issuers_.end(), offset,
                       [](size_t wanted, const Place& place) { return wanted < place.offset; });
  return after == naming_issuers_.begin() ? nullptr : &*std::prev(after);
}

void RevokedCertificates::add(const RevokedCertificate& entry) {
  slots_.push_back(hash_of(entry.serial) | ((entry.offset - offset_) & offset_mask));
  if (entry.certificate_issuer) naming_issuers_.push_back({entry.offset, entry.index});
  summary_.add(entry);
}

/// Sorts the slots by their hashes: a radix sort, which takes the same time whatever serial numbers a CRL
/// has.
void RevokedCertificates::make_index() {
  constexpr unsigned digit_bits = hash_bits / 2;
  constexpr uint64_t digit_mask = (uint64_t{1} << digit_bits) - 1;
  slots_.shrink_to_fit();
  std::vector<uint64_t> other(slots_.size());
  for (const unsigned shift : {offset_bits, offset_bits + digit_bits}) {
    std::array<size_t, (size_t{1} << digit_bits) + 1> starts{};
    for (const uint64_t slot : slots_) ++starts[((slot >> shift) & digit_mask) + 1];
    for (size_t digit = 1; digit < starts.size(); ++digit) starts[digit] += starts[digit - 1];
    for (const uint64_t slot : slots_) other[starts[(slot >> shift) & digit_mask]++] = slot;
    slots_.swap(other);
  }
}

void RevokedCertificates::find_repeated() {
  struct Candidate {
    std::string_view serial;
    const Place* issuer;
    size_t offset;
    auto key() const { return std::tuple(serial, issuer, offset); }
  };
  std::vector<Candidate> candidates;
  std::optional<size_t> first;
  for (auto slot = slots_.begin(); slot != slots_.end();) {
    const uint64_t hash = *slot & ~offset_mask;
    const auto end =
        std::find_if(slot + 1, slots_.end(), [hash](uint64_t one) { return (one & ~offset_mask) != hash; });
    if (end - slot > 1) {
      candidates.clear();
      for (; slot != end; ++slot) {
        const size_t offset = offset_ + (*slot & offset_mask);
        candidates.push_back({as_text(serial_at(offset)), issuer_named_for(offset), offset});
      }
      std::sort(candidates.begin(), candidates.end(),
                [](const Candidate& a, const Candidate& b) { return a.key() < b.key(); });
      for (size_t i = 1; i < candidates.size(); ++i)
        if (candidates[i].serial == candidates[i - 1].serial &&
            candidates[i].issuer == candidates[i - 1].issuer)
          first = std::min(first.value_or(candidates[i].offset), candidates[i].offset);
    }
    slot = end;
  }
  if (!first) return;
  // Its number in the list, counting those that cannot be read.
  const auto found =
      std::find_if(begin(), end(), [&](const RevokedCertificate& entry) { return entry.offset == *first; });
  first_repeated_ = {*first, found->index};
}

bool read_revoked_certificates(der::Reader& list, int version, RevokedCertificates& out) {
  constexpr size_t shortest = 20;  // bytes of an entry: bounds what lengths that lie can make us reserve
  out.list_ = list.rest();
  out.offset_ = list.offset();
  out.slots_.reserve(std::min(list.count(), list.rest().size() / shortest));
  bool complete = true, told = false;
  RevokedCertificate entry;
  KnownExtensions known;
  for (size_t index = 0; !list.at_end(); ++index) {
    const auto element = list.item(tag::sequence, index);
    if (!element) {
      complete = false;
      continue;
    }
    auto fields = list.enter(*element, {}, index);
    complete = read_entry(fields, {element->offset, index}, &known, entry) && complete;
    if (entry.has_extensions && version == 1 && !told) {
      fields.fault(checks::extensions_not_allowed, element->offset,
                   "a version 1 CRL has entries with extensions, this one first", "crlEntryExtensions");
      told = true;
    }
    if (!entry.serial.empty()) out.add(entry);
  }
  out.make_index();
  out.find_repeated();
  return complete;
}

}  // namespace certcheck::x509
