#pragma once

#include "certcheck/base/encoding.h"
#include "certcheck/lint/lint.h"
#include "certcheck/lint/support/crl_place.h"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <string>

namespace certcheck::lint {

/// A serial number for people; of one that is too long to be one, its start.
inline std::string shown_serial(ByteView serial) {
  constexpr size_t most = 20;
  return serial.size() <= most ? hex_encode(serial) : hex_encode(serial.first(most)) + "...";
}

/// Whether a rule on entries has anything to look at, by what the parser saw of them all.
enum class EntryRule : uint8_t {
  not_applicable,  ///< it is about none
  kept,            ///< none breaks it
  looks            ///< one may break it: each is read
};

/// By conditions on the whole list: that the rule applies to an entry, and that one may break it.
inline EntryRule rule_where(bool applies, bool may_be_broken) {
  if (!applies) return EntryRule::not_applicable;
  return may_be_broken ? EntryRule::looks : EntryRule::kept;
}

/// For rules on each entry of a CRL, of which there may be a million: one finding tells the first entry that
/// breaks the rule and how many do. `describe` gives what is said of that entry.
template <typename Wrong, typename Describe>
Outcome check_entries(const x509::Crl& crl, const Reporter& report, EntryRule rule, Wrong wrong,
                      Describe describe) {
  if (rule != EntryRule::looks) return rule == EntryRule::kept ? Outcome::pass : Outcome::not_applicable;
  std::string place, serial, description;
  size_t offset = 0, count = 0;
  for (const x509::RevokedCertificate& entry : crl.revoked) {
    if (!wrong(entry)) continue;
    if (++count != 1) continue;
    place = place_of_entry(entry.index);
    serial = shown_serial(entry.serial);
    description = describe(entry);
    offset = entry.offset;
  }
  if (count == 0) return Outcome::pass;
  return report.fire(place, offset, fmt::format("the entry of serial number {} {}", serial, description),
                     {{"serial", serial}, {"entries", fmt::format("{}", count)}});
}

}  // namespace certcheck::lint
