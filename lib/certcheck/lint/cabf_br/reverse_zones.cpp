#include "certcheck/base/ip_address.h"
#include "certcheck/lint/cabf_br/domains.h"
#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/support/address_blocks.h"
#include "certcheck/lint/support/rules_of_issuing.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

/// Names in in-addr.arpa and ip6.arpa, which DNS gives to IP addresses (RFC 1035 3.5, RFC 3596 2.5).
namespace certcheck::lint::cabf_br {
namespace {

constexpr size_t ipv4_labels = 4, ipv6_labels = 32;

/// The value of one label: a byte in decimal, or half a byte as a hexadecimal digit.
std::optional<unsigned> label_value(std::string_view label, bool ipv4) {
  const size_t most = ipv4 ? 3 : 1;
  if (label.empty() || label.size() > most) return std::nullopt;
  unsigned value = 0;
  for (const char c : label) {
    const char folded = to_lower(c);
    if (is_digit(c))
      value = value * 10 + static_cast<unsigned>(c - '0');
    else if (!ipv4 && folded >= 'a' && folded <= 'f')
      value = static_cast<unsigned>(folded - 'a') + 10;
    else
      return std::nullopt;
  }
  if (ipv4 && (value > 255 || (label.size() > 1 && label[0] == '0'))) return std::nullopt;
  return value;
}

struct ReverseName {
  size_t labels = 0;  ///< before the zone
  size_t wanted = 0;  ///< of an address
  std::array<uint8_t, ipv6_size> bytes{};
  bool is_address = false;
  ByteView address() const { return ByteView(bytes).first(wanted == ipv4_labels ? ipv4_size : ipv6_size); }
};

/// nullopt if the name is not in a reverse zone.
std::optional<ReverseName> read_reverse_name(std::string_view name) {
  const std::string_view zone = reverse_zone_of(name);
  if (zone.empty()) return std::nullopt;
  const bool ipv4 = zone.ends_with("in-addr.arpa");
  ReverseName out;
  out.wanted = ipv4 ? ipv4_labels : ipv6_labels;
  out.is_address = true;
  for_each_label(name.substr(0, name.size() - zone.size()), [&](std::string_view label) {
    const auto value = label_value(label, ipv4);
    if (!value) out.is_address = false;
    if (value && out.labels < out.wanted) {
      // The label closest to the zone is the most significant one.
      const size_t place = out.wanted - 1 - out.labels;
      if (ipv4)
        out.bytes[place] = static_cast<uint8_t>(*value);
      else
        out.bytes[place / 2] |= static_cast<uint8_t>(place % 2 == 0 ? *value << 4U : *value);
    }
    ++out.labels;
  });
  out.is_address = out.is_address && out.labels == out.wanted;
  return out;
}

/// For rules on names in reverse zones: not applicable without one.
template <typename Fault>
Outcome check_reverse_names(const CertificateFacts& facts, const Reporter& report, Fault fault) {
  if ((facts.domain_traits.of_any() & is_reverse_zone) == 0) return Outcome::not_applicable;
  return check_domains(facts, report, CommonNames::not_here, is_reverse_zone, fault);
}

// BR 7.1.2.7.12 and 4.2.2 (ballot SC-86): "Effective 2026-03-15, the entry MUST NOT contain a Domain Name
// that ends in an IP Address Reverse Zone Suffix."
Outcome reverse_zone(const CertificateFacts& facts, const Reporter& report) {
  const Outcome outcome =
      check_domains(facts, report, CommonNames::not_here, is_reverse_zone, [](std::string_view name) {
        return reverse_zone_of(name).empty() ? "" : "is in a reverse zone of IP addresses";
      });
  return std::max(outcome, Outcome::pass);
}

// BR 7.1.4.2.1 before 2.0.0, 4.2.2 since: reserved IP addresses cannot be validated, nor can their names.
Outcome reserved_reverse_name(const CertificateFacts& facts, const Reporter& report) {
  return check_reverse_names(facts, report, [](std::string_view name) {
    const auto reverse = read_reverse_name(name);
    return reverse && reverse->is_address && !reserved_for(reverse->address()).empty()
               ? "stands for a reserved IP address"
               : "";
  });
}

// RFC 1035 3.5 and RFC 3596 2.5: four labels of a byte each, or 32 of half a byte. What has fewer is the zone
// of a block of addresses, and nothing that a server could be reached by.
Outcome malformed_reverse_name(const CertificateFacts& facts, const Reporter& report) {
  return check_reverse_names(facts, report, [](std::string_view name) {
    const auto reverse = read_reverse_name(name);
    return reverse && !reverse->is_address ? "does not stand for an IP address" : "";
  });
}

constexpr Lint reverse_zones_lints[] = {
    {.check = must("cabf_br.reverse_zone.present", "A dNSName MUST NOT end in in-addr.arpa or ip6.arpa.",
                   "CA/B BR 7.1.2.7.12, 4.2.2; Ballot SC-86", "Use the address itself as an iPAddress.",
                   "e_arpa_domain_not_allowed"),
     .example = "the dNSName \"1.2.0.192.in-addr.arpa\"",
     .applies = Role::subscriber,
     .finds_in = Unusual::domain | Unusual::common_name,
     .effective = dates::sc_86,
     .certificate = reverse_zone},
    {.check = must("cabf_br.reverse_zone.reserved_address",
                   "A dNSName MUST NOT stand for a reserved IP address.", "CA/B BR 4.2.2; 1.8.0 7.1.4.2.1",
                   "Use a CA of your own for internal addresses.", "e_subject_contains_reserved_arpa_ip"),
     .example = "the dNSName \"1.0.0.10.in-addr.arpa\"",
     .finds_in = Unusual::domain | Unusual::common_name,
     .effective = dates::br_1_0,
     .certificate = reserved_reverse_name},
    {.check = should("cabf_br.reverse_zone.malformed",
                     "A dNSName in a reverse zone SHOULD stand for an IP address.",
                     "CA/B BR 3.2.2.6; RFC 1035 3.5; RFC 3596 2.5",
                     "Issue the certificate for the intended names.", "w_subject_contains_malformed_arpa_ip"),
     .example = "the dNSName \"2.0.192.in-addr.arpa\"",
     .finds_in = Unusual::domain | Unusual::common_name,
     .effective = dates::br_1_0,
     .certificate = malformed_reverse_name},
};

}  // namespace

constinit const Rows reverse_zones_rows = reverse_zones_lints;

}  // namespace certcheck::lint::cabf_br
