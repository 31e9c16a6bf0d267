#include "certcheck/base/ip_address.h"
#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/repeated.h"
#include "certcheck/lint/words.h"
#include "certcheck/names/dns_name.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <string>
#include <vector>

namespace certcheck::lint::cabf_br {
namespace {

namespace oids = x509::oids;

using Kind = x509::GeneralName::Kind;

/// Calls `visit` with the text and the attribute of each common name. Nothing is copied where the text's
/// octets are its encoding, as in nearly all certificates.
template <typename Visit>
void for_each_common_name(const x509::Certificate& certificate, Visit visit) {
  for (const x509::Attribute& attribute : certificate.subject.attributes) {
    if (attribute.type != oids::common_name) {
      continue;
    }
    if (attribute.string_tag == der::tag::utf8_string || attribute.string_tag == der::tag::printable_string ||
        attribute.string_tag == der::tag::ia5_string) {
      visit(as_text(attribute.value), attribute);
    } else {
      visit(attribute.text().value_or(std::string(as_text(attribute.value))), attribute);
    }
  }
}

template <typename Predicate>
bool any_name(const x509::Certificate& certificate, Predicate predicate) {
  const auto& names = certificate.subject_alternative_names;
  return names && std::any_of(names->begin(), names->end(), predicate);
}

/// What a common name may be, for looking it up: the dNSNames and the addresses of subjectAltName.
class Names {
 public:
  Names(const x509::Certificate& certificate, bool exactly) : certificate_(certificate), exactly_(exactly) {
    // For a few common names each is compared with each, which takes no memory. For more the names are
    // sorted, so that all cost no more than n log n.
    const auto& attributes = certificate.subject.attributes;
    const auto count = std::count_if(attributes.begin(), attributes.end(), [](const x509::Attribute& each) {
      return each.type == oids::common_name;
    });
    sorts_ = static_cast<size_t>(count) > few;
    if (sorts_ && certificate.subject_alternative_names) {
      for (const x509::GeneralName& entry : *certificate.subject_alternative_names) {
        if (entry.kind == Kind::dns_name || entry.kind == Kind::ip_address) {
          sorted_.push_back(key(text_of(entry)));
        }
      }
      std::sort(sorted_.begin(), sorted_.end());
    }
  }

  bool have(std::string_view name) const {
    return sorts_ ? std::binary_search(sorted_.begin(), sorted_.end(), key(name)) : any_is(name);
  }

  bool have_wildcard_below(std::string_view domain) const {
    return sorts_ ? have(words("*.", domain))
                  : any_name(certificate_, [domain](const x509::GeneralName& entry) {
                      return entry.kind == Kind::dns_name && names::is_wildcard(entry.text()) &&
                             entry.text().substr(2) == domain;
                    });
  }

 private:
  static std::string text_of(const x509::GeneralName& entry) {
    return entry.kind == Kind::dns_name ? std::string(entry.text()) : format_ip_address(entry.value);
  }

  std::string key(std::string_view text) const {
    return exactly_ ? std::string(text) : names::to_lower(text);
  }

  bool any_is(std::string_view name) const {
    const auto equal = [this, name](std::string_view text) {
      return exactly_ ? text == name : names::equal_ignoring_case(text, name);
    };
    return any_name(certificate_, [&equal](const x509::GeneralName& entry) {
      return entry.kind == Kind::dns_name ? equal(entry.text())
                                          : entry.kind == Kind::ip_address && equal(text_of(entry));
    });
  }

  const x509::Certificate& certificate_;
  bool exactly_;
  bool sorts_ = false;
  std::vector<std::string> sorted_;  ///< keys, if there are many common names
};

Outcome fire(const Reporter& report, const x509::Attribute& attribute, std::string_view name,
             std::string_view complaint) {
  return report.fire("tbsCertificate.subject", attribute.offset,
                     words("the common name \"", name, "\" ", complaint),
                     {{"common_name", std::string(name)}});
}

Outcome compare(const CertificateFacts& facts, const Reporter& report, bool exactly,
                std::string_view complaint) {
  Outcome outcome = Outcome::not_applicable;
  const Names names(facts.certificate, exactly);
  for_each_common_name(facts.certificate, [&](std::string_view name, const x509::Attribute& attribute) {
    if (!names.have(name)) {
      outcome = fire(report, attribute, name, complaint);
    } else if (outcome == Outcome::not_applicable) {
      outcome = Outcome::pass;
    }
  });
  return outcome;
}

// BR 7.1.4.3 (until 2.0.0 7.1.4.2.2): the common name is one of the names in subjectAltName. Spelling was
// left open until ballot SC-48.
Outcome not_from_san(const CertificateFacts& facts, const Reporter& report) {
  return compare(facts, report, false, "is not among the names of subjectAltName");
}

// BR 7.1.4.3 since ballot SC-48: a host name as "a character-for-character copy of the dNSName entry value",
// an IPv4 address as RFC 3986 3.2.2 writes it, an IPv6 address as RFC 5952 4 does.
Outcome not_exactly_from_san(const CertificateFacts& facts, const Reporter& report) {
  return compare(facts, report, true, "is no exact copy of a name of subjectAltName");
}

bool is_hexadecimal(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (names::to_lower(c) >= 'a' && names::to_lower(c) <= 'f');
  });
}

/// True for what software takes for an address, well written or not: with a colon, or with a last label that
/// is a number, decimal or hexadecimal (the URL Standard's "ends in a number").
bool reads_as_address(std::string_view name) {
  const std::string_view last = name.substr(name.rfind('.') + 1);
  return name.find(':') != std::string_view::npos || names::has_numeric_last_label(name) ||
         (last.size() > 2 && last[0] == '0' && names::to_lower(last[1]) == 'x' &&
          is_hexadecimal(last.substr(2)));
}

/// True for what people take for a name in the DNS: labels with dots between them, whatever characters they
/// are of.
bool reads_as_domain(std::string_view name) {
  const size_t dot = name.find('.');
  return dot != std::string_view::npos && dot > 0 && dot + 1 < name.size() &&
         name.find(' ') == std::string_view::npos;
}

// BR 7.1.4.3, as far as a relying party can hold it against a certificate: the common name reads as an
// address or a domain, the certificate has names of that kind, and it is none of them. A common name of
// another kind ("Printer 7", or a domain beside addresses alone) deceives nobody, nor does the domain that a
// wildcard stands below.
Outcome contradicts_san(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  const Names names(certificate, true);
  const bool has_address =
      any_name(certificate, [](const x509::GeneralName& entry) { return entry.kind == Kind::ip_address; });
  const bool has_domain = any_name(certificate, [](const x509::GeneralName& entry) {
    return entry.kind == Kind::dns_name && reads_as_domain(entry.text());
  });
  Outcome outcome = Outcome::not_applicable;
  for_each_common_name(certificate, [&](std::string_view name, const x509::Attribute& attribute) {
    const bool address = reads_as_address(name);
    if (address ? !has_address : !has_domain || !reads_as_domain(name)) {
      return;
    }
    if (!names.have_wildcard_below(name) && !names.have(name)) {
      outcome = fire(report, attribute, name, "is none of the names of its kind in subjectAltName");
    } else if (outcome == Outcome::not_applicable) {
      outcome = Outcome::pass;
    }
  });
  return outcome;
}

constexpr Lint common_name_lints[] = {
    {.check = {.id = "cabf_br.common_name.not_from_san",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The common name is one of the names of subjectAltName.",
               .citation = "CA/B BR 1.7.9 7.1.4.2.2 a",
               .hint = "Add the common name to subjectAltName, or leave it out.",
               .zlint = "e_subject_common_name_not_from_san"},
     .example = "common name a.example beside the one dNSName b.example",
     .applies = Role::leaf,
     .effective = dates::br_1_0,
     .ineffective = dates::sc_48,
     .certificate = not_from_san},
    {.check = {.id = "cabf_br.common_name.not_exactly_from_san",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The common name is an exact copy of one of the names of subjectAltName.",
               .citation = "CA/B BR 7.1.4.3",
               .hint = "Copy the name from subjectAltName as it stands, or leave the common name out.",
               .zlint = "e_subject_common_name_not_exactly_from_san"},
     .example = "common name Example.COM beside the dNSName example.com",
     .applies = Role::leaf,
     .effective = dates::sc_48,
     .certificate = not_exactly_from_san},
    {.check = {.id = "cabf_br.common_name.contradicts_san",
               .severity = Severity::error,
               .counts = Counts::webpki_strict,
               .requirement =
                   "A common name that reads as a domain or an address is one of those in subjectAltName.",
               .citation = "CA/B BR 7.1.4.3",
               .hint = "Copy the name from subjectAltName as it stands, or leave the common name out."},
     .example = "common name 0xC0000201 beside the iPAddress 192.0.2.1",
     .applies = Role::leaf,
     .effective = dates::sc_48,
     .certificate = contradicts_san},
};

}  // namespace

std::span<const Lint> common_name() { return common_name_lints; }

}  // namespace certcheck::lint::cabf_br
