#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/time.h"
#include "certcheck/der/reader.h"
#include "certcheck/x509/encoded_time.h"
#include "certcheck/x509/extension_id.h"
#include "certcheck/x509/extensions.h"
#include "certcheck/x509/general_name.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <optional>
#include <span>
#include <vector>

namespace certcheck::x509 {

/// RFC 5280 5.1.2.6 and 5.3. Views point into the CRL's bytes.
struct RevokedCertificate {
  ByteView serial;  ///< content bytes
  EncodedTime revocation_date;
  std::vector<Extension> extensions;
  std::optional<uint64_t> reason;  ///< CRLReason, 5.3.1
  std::optional<EncodedTime> invalidity_date;
  std::optional<std::vector<GeneralName>> certificate_issuer;  ///< 5.3.3
  bool has_extensions = false;
  size_t offset = 0;
  size_t index = 0;  ///< in the SEQUENCE OF, counting those that cannot be read
};

/// The entries of a CRL. There may be a million of them, so none is kept: each is read from the CRL's bytes,
/// which must outlive this, when it is asked for. An index of 8 bytes an entry finds a serial number. Entries
/// without a readable serial number are left out.
class RevokedCertificates {
 public:
  /// What occurs among the entries: who looks for something rare need not read them all.
  class Summary {
   public:
    std::optional<Time> earliest, latest;  ///< revocationDate
    bool has_generalized_time = false;     ///< a revocationDate is GeneralizedTime
    bool has_extensions = false;
    /// The first critical extension that RFC 5280 5.3 does not define, of the first entry with one.
    std::optional<der::Oid> unknown_critical;

    bool has_reason(uint64_t reason) const { return reason < 64 && ((reasons_ >> reason) & 1) != 0; }
    bool has_reasons() const { return reasons_ != 0; }
    bool has(ExtensionId id) const { return has_critical(id) || has_not_critical(id); }
    bool has_critical(ExtensionId id) const { return ((critical_ >> id.number()) & 1) != 0; }
    bool has_not_critical(ExtensionId id) const { return ((not_critical_ >> id.number()) & 1) != 0; }

    void add(const RevokedCertificate& entry);

   private:
    uint64_t reasons_ = 0, critical_ = 0, not_critical_ = 0;  ///< bits by value, and by ExtensionId::number()
  };

  /// Reads one entry after the other. What it refers to is valid until it moves on.
  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = RevokedCertificate;
    using difference_type = std::ptrdiff_t;
    using pointer = const RevokedCertificate*;
    using reference = const RevokedCertificate&;

    /// The end.
    Iterator() = default;
    reference operator*() const { return entry_; }
    pointer operator->() const { return &entry_; }
    Iterator& operator++() {
      advance();
      return *this;
    }
    void operator++(int) { advance(); }
    bool operator==(const Iterator& other) const { return at_entry_ == other.at_entry_; }

   private:
    friend class RevokedCertificates;
    Iterator(ByteView rest, size_t offset, size_t index) : rest_(rest), offset_(offset), next_index_(index) {
      advance();
    }
    void advance();

    ByteView rest_;
    size_t offset_ = 0, next_index_ = 0;
    bool at_entry_ = false;
    RevokedCertificate entry_;
  };

  /// Where an entry is.
  struct Place {
    size_t offset = 0, index = 0;
  };

  Iterator begin() const { return {list_, offset_, 0}; }
  Iterator end() const { return {}; }
  size_t size() const { return slots_.size(); }
  bool empty() const { return slots_.empty(); }
  const Summary& summary() const { return summary_; }

  /// The entry at a place of this list.
  RevokedCertificate at(const Place& place) const;
  /// Calls `visit` with each entry of a serial number, in the order of the list, until it returns false.
  void find(ByteView serial, const std::function<bool(const RevokedCertificate& entry)>& visit) const;

  /// The entries with certificateIssuer, in the order of the list.
  std::span<const Place> naming_issuers() const { return naming_issuers_; }
  /// The one of them that says who issued the certificate of the entry at `offset` (5.3.3): that entry itself
  /// or the last before it. Null: nobody said otherwise, it is the issuer of the CRL.
  const Place* issuer_named_for(size_t offset) const;

  /// The first entry about a certificate that an earlier one is about, by its serial number and by what
  /// issuer_named_for() says of both.
  const std::optional<Place>& first_repeated() const { return first_repeated_; }

 private:
  friend bool read_revoked_certificates(der::Reader& list, int version, RevokedCertificates& out);

  void add(const RevokedCertificate& entry);
  void make_index();
  void find_repeated();
  ByteView serial_at(size_t offset) const;

  ByteView list_;      ///< content of the SEQUENCE OF
  size_t offset_ = 0;  ///< of that
  /// An entry each: a hash of its serial number in the upper bits, by which they are sorted, and in the lower
  /// where it begins in list_. Those of one hash are in the order of the list.
  std::vector<uint64_t> slots_;
  std::vector<Place> naming_issuers_;
  std::optional<Place> first_repeated_;
  Summary summary_;
};

/// Reads the content of revokedCertificates through the end of `list`, of a CRL of a version (1 or 2). False
/// if a mandatory field, or a whole entry, is missing.
bool read_revoked_certificates(der::Reader& list, int version, RevokedCertificates& out);

}  // namespace certcheck::x509
