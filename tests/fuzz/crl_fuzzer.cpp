// Certificate revocation lists: total, located, deterministic; what the index finds is what a pass over all
// entries finds.

#include "certcheck/x509/crl.h"

#include "tests/fuzz/parsed.h"

#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

using namespace certcheck;
using fuzz::require;

namespace {

/// All that an entry says, by a plain pass.
struct Read {
  size_t offset = 0, index = 0;
  std::optional<size_t> issuer_at;  ///< offset of the entry that names its issuer
  std::optional<Time> date;
  std::optional<uint64_t> reason;
};

using BySerial = std::map<std::string_view, std::vector<Read>>;

void check_lookup(const x509::RevokedCertificates& revoked, const BySerial& by_serial) {
  // What is asked is bounded: one serial number may fill the list.
  size_t questions = 256;
  for (const auto& [serial, entries] : by_serial) {
    if (questions-- == 0) return;
    size_t next = 0;
    revoked.find(as_bytes(serial), [&, &listed = entries](const x509::RevokedCertificate& entry) {
      require(next < listed.size() && entry.offset == listed[next].offset, "an entry is found in its order");
      require(entry.revocation_date.time == listed[next].date && entry.reason == listed[next].reason,
              "an entry that is found says what it says in the list");
      const auto* const named = revoked.issuer_named_for(entry.offset);
      require(named == nullptr ? !listed[next].issuer_at : named->offset == listed[next].issuer_at,
              "an entry has the issuer that was named last");
      ++next;
      return true;
    });
    require(next == entries.size(), "every entry of a serial number is found");
    size_t visits = 0;
    revoked.find(as_bytes(serial), [&visits](const x509::RevokedCertificate&) { return ++visits != 1; });
    require(visits == 1, "who has seen enough is asked no more");
  }
}

void check_entries(const x509::Crl& crl) {
  BySerial by_serial;
  std::set<std::pair<std::string_view, size_t>> seen;  // serial number, and who named the issuer
  std::optional<size_t> issuer_at, repeated;
  size_t count = 0, naming = 0;
  const auto& all = crl.revoked.summary();
  for (const auto& entry : crl.revoked) {
    require(!entry.serial.empty() && fuzz::inside(entry.serial, crl.der), "an entry has a serial number");
    require(!crl.complete || entry.revocation_date.time, "an entry of a complete CRL has a date");
    fuzz::check_extensions(entry.extensions, crl.der);
    if (entry.certificate_issuer) {
      issuer_at = entry.offset;
      require(naming < crl.revoked.naming_issuers().size() &&
                  crl.revoked.naming_issuers()[naming].offset == entry.offset &&
                  crl.revoked.naming_issuers()[naming].index == entry.index,
              "an entry that names an issuer is listed as one");
      require(crl.revoked.at(crl.revoked.naming_issuers()[naming]).certificate_issuer->size() ==
                  entry.certificate_issuer->size(),
              "an entry is read where it is");
      ++naming;
    }
    const std::string_view serial = as_text(entry.serial);
    if (!seen.emplace(serial, issuer_at.value_or(0)).second && !repeated) repeated = entry.offset;
    by_serial[serial].push_back(
        {entry.offset, entry.index, issuer_at, entry.revocation_date.time, entry.reason});
    const auto& date = entry.revocation_date.time;
    require(!date || (*all.earliest <= *date && *date <= *all.latest), "a date is within those of the list");
    require(!entry.reason || all.has_reason(*entry.reason), "a reason is among those of the list");
    for (const auto& extension : entry.extensions)
      require(extension.known.empty() || (extension.critical ? all.has_critical(extension.known)
                                                             : all.has_not_critical(extension.known)),
              "an extension is among those of the list");
    ++count;
  }
  require(count == crl.revoked.size() && naming == crl.revoked.naming_issuers().size(), "all are counted");
  require(repeated ? crl.revoked.first_repeated() && crl.revoked.first_repeated()->offset == *repeated
                   : !crl.revoked.first_repeated(),
          "the first entry that repeats another is known");
  check_lookup(crl.revoked, by_serial);
  const Bytes absent(21, 0x5a);
  if (!by_serial.contains(as_text(absent)))
    crl.revoked.find(absent, [](const x509::RevokedCertificate&) {
      require(false, "what is not listed is not found");
      return false;
    });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const ByteView input(data, size);
  const auto crl = x509::parse_crl(to_bytes(input));
  fuzz::check_parsed(*crl, *x509::parse_crl(to_bytes(input)), input);
  fuzz::check_name(crl->issuer, crl->der);
  check_entries(*crl);
  return 0;
}
