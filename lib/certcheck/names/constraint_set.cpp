#include "certcheck/names/constraint_set.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/ip_address.h"
#include "certcheck/names/browser_names.h"
#include "certcheck/names/checks.h"
#include "certcheck/names/dns_name.h"
#include "certcheck/names/idna.h"
#include "certcheck/x509/name.h"
#include "certcheck/x509/oids.h"

#include <algorithm>

namespace certcheck::names {

namespace {

using x509::GeneralSubtree;
using Extent = PrefixIndex::Extent;

constexpr size_t subtrees_shown = 10;

std::string reversed(std::string_view name) {
  std::string key;
  reverse_dns_name(name, key);
  return key;
}

/// A host name that cannot be taken for an address.
bool is_host_name(std::string_view name) {
  return dns_name_fault(name).empty() && !has_numeric_last_label(name);
}

/// The one bits of a mask are before its zero bits.
bool is_contiguous(ByteView mask) {
  bool ended = false;
  for (const uint8_t octet : mask) {
    for (unsigned bit = 0x80; bit != 0; bit >>= 1U)
      if ((octet & bit) == 0)
        ended = true;
      else if (ended)
        return false;
  }
  return true;
}

/// The host of a URI (RFC 3986 3.2.2) if it is given as a domain name, else why it is not, as the end of a
/// sentence.
struct UriHost {
  std::string_view host, fault;
};

UriHost uri_host(std::string_view uri) {
  constexpr std::string_view not_a_name =
      "has a host that is not a domain name, and URI constraints need a domain name";
  constexpr std::string_view address = "has an IP address for a host, and URI constraints need a domain name";
  const size_t colon = uri.find_first_of(":/?#");
  if (colon == std::string_view::npos || colon == 0 || uri[colon] != ':')
    return {{}, "has no scheme and no host, and URI constraints need a domain name"};
  if (uri.substr(colon, 3) != "://")
    return {{}, "has no host (no authority component), and URI constraints need a domain name"};
  std::string_view authority = uri.substr(colon + 3);
  authority = authority.substr(0, authority.find_first_of("/?#"));
  const size_t at = authority.rfind('@');
  if (at != std::string_view::npos) authority = authority.substr(at + 1);
  // IP-literal = "[" ( IPv6address / IPvFuture ) "]"
  if (authority.starts_with('['))
    return {{}, authority.find(']') != std::string_view::npos ? address : not_a_name};
  if (parse_ip_address(authority)) return {{}, address};
  const size_t port = authority.rfind(':');
  if (port != std::string_view::npos) {
    const std::string_view digits = authority.substr(port + 1);
    if (digits.find_first_not_of("0123456789") != std::string_view::npos) return {{}, not_a_name};
    authority = authority.substr(0, port);
  }
  if (authority.empty()) return {{}, "has an empty host, and URI constraints need a domain name"};
  if (parse_ip_address(authority)) return {{}, address};
  if (!is_host_name(authority)) return {{}, not_a_name};
  return {authority, {}};
}

/// The subtrees of a kind, for people.
std::string list(const std::vector<GeneralSubtree>& subtrees, x509::GeneralName::Kind kind) {
  std::string text;
  size_t count = 0;
  for (const GeneralSubtree& subtree : subtrees) {
    if (subtree.base.kind != kind || ++count > subtrees_shown) continue;
    if (!text.empty()) text += ", ";
    text += subtree.base.to_string();
  }
  if (count > subtrees_shown) text += " and " + std::to_string(count - subtrees_shown) + " more";
  return text;
}

Finding malformed(const x509::GeneralSubtree& subtree, std::string_view why) {
  return {.check = &checks::malformed,
          .offset = subtree.base.offset,
          .message = "the name constraint " + subtree.base.to_string() + " " + std::string(why),
          .evidence = {{"constraint", subtree.base.to_string()}}};
}

}  // namespace

ConstraintSet::ConstraintSet(const x509::NameConstraints& constraints, bool critical, Findings& findings,
                             DirectoryNames comparison)
    : constraints_(constraints), critical_(critical), comparison_(comparison) {
  // RFC 5280 4.2.1.10: "either the permittedSubtrees field or the excludedSubtrees MUST be present", and
  // GeneralSubtrees holds one or more.
  if (!constraints.has_permitted && !constraints.has_excluded) {
    findings.push_back(
        {.check = &checks::malformed, .message = "the name constraints neither permit nor exclude anything"});
  }
  if (constraints.has_permitted && constraints.permitted.empty())
    findings.push_back({.check = &checks::malformed, .message = "the list of permitted subtrees is empty"});
  if (constraints.has_excluded && constraints.excluded.empty())
    findings.push_back({.check = &checks::malformed, .message = "the list of excluded subtrees is empty"});
  for (const GeneralSubtree& subtree : constraints.permitted) add(permitted_, subtree, findings);
  for (const GeneralSubtree& subtree : constraints.excluded) add(excluded_, subtree, findings);
  seal(permitted_);
  seal(excluded_);
  for (size_t i = 0; i < constrained_.size(); ++i) constrained_[i] = permitted_.has[i] || excluded_.has[i];
}

void ConstraintSet::add(Side& side, const GeneralSubtree& subtree, Findings& findings) {
  // "the minimum MUST be zero, and maximum MUST be absent"
  if (subtree.minimum.value_or(0) != 0 || subtree.maximum)
    findings.push_back(malformed(subtree, "sets a distance (minimum or maximum)"));
  std::string_view fault;
  switch (subtree.base.kind) {
    case Kind::dns_name:
      fault = add_dns(side, subtree, findings);
      break;
    case Kind::rfc822_name:
      fault = add_email(side, subtree, findings);
      break;
    case Kind::ip_address:
      fault = add_ip(side, subtree);
      break;
    case Kind::directory_name:
      side.directory_names.add(&side == &excluded_ ? x509::canonical(subtree.base.directory_name)
                                                   : permitted_key(subtree.base.directory_name),
                               Extent::all, subtree);
      break;
    case Kind::uri:
      // The only kind whose form is widely got wrong (whole URIs for hosts) while it names no TLS server.
      // What is not critical may be ignored then; other kinds fail closed.
      if (add_uri(side, subtree, findings)) break;
      [[fallthrough]];
    case Kind::other_name:
    case Kind::x400_address:
    case Kind::edi_party_name:
    case Kind::registered_id:
      // "The syntax and semantics for name constraints for otherName, ediPartyName, and registeredID are not
      // defined in this document"
      unprocessable_.try_emplace({subtree.base.kind, subtree.base.type_id}, &subtree);
      return;
  }
  side.has[static_cast<size_t>(subtree.base.kind)] = true;
  if (fault.empty())
    ++size_;
  else
    findings.push_back(malformed(subtree, fault));
}

std::string_view ConstraintSet::add_dns(Side& side, const GeneralSubtree& subtree, Findings& findings) {
  std::string_view name = subtree.base.text();
  if (name.empty()) {
    side.dns.add({}, Extent::all, subtree);
    return {};
  }
  const bool leading_period = name.front() == '.';
  if (leading_period) name.remove_prefix(1);
  const std::string_view fault = dns_name_fault(name);
  if (!fault.empty()) return fault;
  if (leading_period) {
    // 4.2.1.10 gives the leading period a meaning in URI and email constraints only. Read as there.
    findings.push_back(
        {.check = &checks::leading_period,
         .offset = subtree.base.offset,
         .message = "the name constraint " + subtree.base.to_string() + " begins with a period",
         .evidence = {{"constraint", subtree.base.to_string()}}});
    side.dns.add(reversed(name), Extent::below, subtree);
    return {};
  }
  // "Any DNS name that can be constructed by simply adding zero or more labels to the left-hand side of the
  // name satisfies the name constraint."
  side.dns.add(reversed(name), Extent::all, subtree);
  const size_t dot = name.find('.');
  if (dot != std::string_view::npos)
    side.dns_parents.add(reversed(name.substr(dot + 1)), Extent::exact, subtree);
  return {};
}

std::string ConstraintSet::mailbox_key(const EmailAddress& address, LocalPart form) {
  std::string local =
      form == LocalPart::exact ? std::string(address.local_part) : unquoted(address.local_part);
  return (form == LocalPart::folded ? to_lower(local) : local) + "@" + to_lower(address.domain);
}

/// RFC 5280 4.2.1.10 lets labels be added to the left of a dNSName constraint, so that an empty one covers
/// every name. The forms of the others are a mailbox, a host and a domain with a period before it, none of
/// which is empty. What the standard leaves open is read as what refuses more: an empty permitted subtree
/// permits nothing (as bssl::pki and Botan have it; Go and NSS let it permit everything), an empty excluded
/// one excludes everything (as all of them have it).
bool ConstraintSet::add_empty(Side& side, PrefixIndex& index, const GeneralSubtree& subtree,
                              Findings& findings) {
  if (!subtree.base.value.empty()) return false;
  const bool excludes = &side == &excluded_;
  if (excludes) index.add({}, Extent::all, subtree);
  findings.push_back(
      {.check = &checks::no_known_form,
       .offset = subtree.base.offset,
       .message = std::string(excludes ? "an excluded " : "a permitted ") +
                  std::string(x509::to_string(subtree.base.kind)) +
                  " constraint is empty, which is not a form that RFC 5280 gives it: it " +
                  (excludes ? "excludes every name of its kind" : "permits no name of its kind"),
       .evidence = {{"constraint", subtree.base.to_string()}}});
  return true;
}

std::string_view ConstraintSet::add_email(Side& side, const GeneralSubtree& subtree, Findings& findings) {
  std::string_view text = subtree.base.text();
  if (add_empty(side, side.email_domains, subtree, findings)) return {};
  // "a particular mailbox, all addresses at a particular host, or all mailboxes in a domain"
  if (text.find('@') != std::string_view::npos) {
    const auto address = split_email_address(text);
    if (!address || !is_host_name(address->domain)) return "is not an email address";
    side.mailboxes.add(mailbox_key(*address, side.mailbox_form), Extent::exact, subtree);
    side.folded_mailboxes.add(mailbox_key(*address, LocalPart::folded), Extent::exact, subtree);
    return {};
  }
  const bool domain = text.front() == '.';
  if (domain) text.remove_prefix(1);
  if (!is_host_name(text)) return "is neither an email address nor a host or domain";
  side.email_domains.add(reversed(text), domain ? Extent::below : Extent::exact, subtree);
  return {};
}

bool ConstraintSet::add_uri(Side& side, const GeneralSubtree& subtree, Findings& findings) {
  std::string_view text = subtree.base.text();
  if (add_empty(side, side.uri, subtree, findings)) return true;
  // "The constraint MUST be specified as a fully qualified domain name and MAY specify a host or a domain.
  // [...] When the constraint begins with a period, it MAY be expanded with one or more labels."
  const bool domain = text.front() == '.';
  if (domain) text.remove_prefix(1);
  if (!is_host_name(text)) return false;
  side.uri.add(reversed(text), domain ? Extent::below : Extent::exact, subtree);
  return true;
}

std::string_view ConstraintSet::add_ip(Side& side, const GeneralSubtree& subtree) {
  // "For IPv4 addresses, the iPAddress field of GeneralName MUST contain eight (8) octets [...]. For IPv6
  // addresses, [...] 32 octets"
  const ByteView base = subtree.base.value;
  if (base.size() != 2 * ipv4_size && base.size() != 2 * ipv6_size) return "has neither 8 nor 32 bytes";
  // "encoded in the style of RFC 4632 (CIDR)", whose masks are prefixes.
  if (!is_contiguous(base.subspan(base.size() / 2))) return "has a mask that is not a prefix";
  side.addresses.add(base, subtree);
  return {};
}

void ConstraintSet::seal(Side& side) {
  for (PrefixIndex* index : {&side.dns, &side.dns_parents, &side.email_domains, &side.mailboxes,
                             &side.folded_mailboxes, &side.uri, &side.directory_names})
    index->seal();
  side.addresses.seal();
}

const GeneralSubtree* ConstraintSet::unprocessable(const x509::GeneralName& name) const {
  const auto found = unprocessable_.find({name.kind, name.type_id});
  return found == unprocessable_.end() ? nullptr : found->second;
}

ConstraintSet::Verdict ConstraintSet::decide(Kind kind, const GeneralSubtree* excluded,
                                             const GeneralSubtree* permitted) const {
  // "Any name matching a restriction in the excludedSubtrees field is invalid regardless of information
  // appearing in the permittedSubtrees."
  if (excluded != nullptr) return {Outcome::excluded, excluded};
  if (permitted == nullptr && permitted_.has[static_cast<size_t>(kind)])
    return {Outcome::not_permitted, nullptr};
  return {};
}

ConstraintSet::Verdict ConstraintSet::match_dns(std::string_view name) const {
  if (!constrains(Kind::dns_name)) return {};
  const std::string_view fault = presented_dns_name_fault(name);
  if (!fault.empty()) return {Outcome::not_comparable, nullptr, fault};
  std::string key;
  reverse_dns_name(name, key);
  const GeneralSubtree* excluded = excluded_.dns.find(key);
  if (excluded == nullptr && is_wildcard(name)) {
    // RFC 5280 knows no wildcards. One that could stand for an excluded name is excluded; the label "*"
    // itself is within a permitted subtree only if all that it stands for is.
    std::string parent;
    reverse_dns_name(name.substr(2), parent);
    excluded = excluded_.dns_parents.find(parent);
  }
  return decide(Kind::dns_name, excluded, permitted_.dns.find(key));
}

ConstraintSet::Verdict ConstraintSet::match_email(std::string_view mailbox, bool fold) const {
  if (!constrains(Kind::rfc822_name)) return {};
  const auto address = split_email_address(mailbox);
  if (!address) return {Outcome::not_comparable, nullptr, "is not an email address"};
  // RFC 9598 6: domains are compared in A-labels; RFC 8398 let SmtpUTF8Mailbox carry U-labels.
  const auto domain = to_a_labels(address->domain);
  if (address->domain.starts_with('['))
    return {Outcome::not_comparable, nullptr,
            "has an IP address for a host, and constraints on email addresses need a domain name"};
  if (!domain || !is_host_name(*domain))
    return {Outcome::not_comparable, nullptr,
            "has a host that is not a domain name, and constraints on email addresses need a domain name"};
  std::string key;
  reverse_dns_name(*domain, key);
  const auto find = [&](const Side& side) {
    const GeneralSubtree* found = side.email_domains.find(key);
    if (found != nullptr) return found;
    return (fold ? side.folded_mailboxes : side.mailboxes)
        .find(mailbox_key({address->local_part, *domain}, fold ? LocalPart::folded : side.mailbox_form));
  };
  return decide(Kind::rfc822_name, find(excluded_), find(permitted_));
}

ConstraintSet::Verdict ConstraintSet::match_uri(std::string_view uri) const {
  if (!constrains(Kind::uri)) return {};
  // "If a constraint is applied to [URIs and one] does not include an authority component with a host name
  // specified as a fully qualified domain name [...], then the application MUST reject the certificate."
  const UriHost host = uri_host(uri);
  if (!host.fault.empty()) return {Outcome::not_comparable, nullptr, host.fault};
  std::string key;
  reverse_dns_name(host.host, key);
  return decide(Kind::uri, excluded_.uri.find(key), permitted_.uri.find(key));
}

ConstraintSet::Verdict ConstraintSet::match_ip(ByteView address) const {
  if (!constrains(Kind::ip_address)) return {};
  if (address.size() != ipv4_size && address.size() != ipv6_size)
    return {Outcome::not_comparable, nullptr, "has neither 4 nor 16 bytes"};
  return decide(Kind::ip_address, excluded_.addresses.find(address), permitted_.addresses.find(address));
}

std::string ConstraintSet::permitted_key(const x509::Name& name) const {
  return comparison_ == DirectoryNames::browsers ? canonical_in_browsers(name) : x509::canonical(name);
}

ConstraintSet::Verdict ConstraintSet::match_directory_name(const x509::Name& name) const {
  return constrains(Kind::directory_name) ? decide_directory_name(name, x509::canonical(name)) : Verdict{};
}

ConstraintSet::Verdict ConstraintSet::match_subject(const x509::Certificate& certificate) const {
  return constrains(Kind::directory_name)
             ? decide_directory_name(certificate.subject, certificate.subject_key())
             : Verdict{};
}

/// Browsers let a name out of an excluded subtree by another case or type of string. What RFC 5280 7.1 takes
/// for the same name is excluded in any comparison; within a permitted subtree it is by the one that is asked
/// for.
ConstraintSet::Verdict ConstraintSet::decide_directory_name(const x509::Name& name,
                                                            std::string_view canonical) const {
  const bool as_browsers = comparison_ == DirectoryNames::browsers;
  return decide(Kind::directory_name, excluded_.directory_names.find(canonical),
                permitted_.directory_names.find(as_browsers ? permitted_key(name) : std::string(canonical)));
}

ConstraintSet::Verdict ConstraintSet::match(const x509::GeneralName& name) const {
  switch (name.kind) {
    case Kind::dns_name:
      return match_dns(name.text());
    case Kind::rfc822_name:
      return match_email(name.text(), false);
    case Kind::uri:
      return match_uri(name.text());
    case Kind::ip_address:
      return match_ip(name.value);
    case Kind::directory_name:
      return match_directory_name(name.directory_name);
    case Kind::other_name:
      // RFC 9598 6: rfc822Name constraints apply to SmtpUTF8Mailbox too.
      if (name.type_id == x509::oids::smtp_utf8_mailbox)
        return match_email(smtp_utf8_mailbox(name).value_or(std::string_view{}), false);
      return {};
    case Kind::x400_address:
    case Kind::edi_party_name:
    case Kind::registered_id:
      return {};
  }
  return {};
}

std::string ConstraintSet::list_permitted(Kind kind) const { return list(constraints_.permitted, kind); }

std::string ConstraintSet::list_excluded(Kind kind) const { return list(constraints_.excluded, kind); }

}  // namespace certcheck::names
