#pragma once

#include "certcheck/base/encoding.h"
#include "certcheck/lint/crl_place.h"
#include "certcheck/lint/lint.h"

#include <string>

namespace certcheck::lint {

/// A serial number for people; of one that is too long to be one, its start.
inline std::string shown_serial(ByteView serial) {
  constexpr size_t most = 20;
  return serial.size() <= most ? hex_encode(serial) : hex_encode(serial.first(most)) + "...";
}

/// For rules on each entry of a CRL, of which there may be a million: one finding tells the first entry that
/// breaks the rule and how many do. Entries that are not `concerned` do not count; if none is, the rule does
/// not apply. `describe` gives what is said of that entry.
template <typename Concerned, typename Wrong, typename Describe>
Outcome check_entries(const x509::Crl& crl, const Reporter& report, Concerned concerned, Wrong wrong,
                      Describe describe) {
  const x509::RevokedCertificate* first = nullptr;
  size_t count = 0;
  bool applies = false;
  for (const x509::RevokedCertificate& entry : crl.revoked) {
    if (!concerned(entry)) {
      continue;
    }
    applies = true;
    if (wrong(entry)) {
      first = first == nullptr ? &entry : first;
      ++count;
    }
  }
  if (first == nullptr) {
    return applies ? Outcome::pass : Outcome::not_applicable;
  }
  const std::string serial = shown_serial(first->serial);
  return report.fire(place_of(crl, *first), first->offset,
                     words("the entry of serial number ", serial, " ", describe(*first)),
                     {{"serial", serial}, {"entries", words(count)}});
}

/// For rules on all entries: they apply if there is one.
inline bool any_entry(const x509::RevokedCertificate&) { return true; }

}  // namespace certcheck::lint
