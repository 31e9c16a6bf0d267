#include "certcheck/base/uri.h"
#include "certcheck/crypto/digest.h"
#include "certcheck/lint/cabf_br/domains.h"
#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/support/digest_oids.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/x509/algorithm.h"
#include "certcheck/x509/strings.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

/// Names of Tor's onion services: BR appendix B (until 1.7.3 C), before ballot SC-27 the EV Guidelines'
/// appendix F.
namespace certcheck::lint::cabf_br {
namespace {

constexpr std::string_view onion_suffix = ".onion";
constexpr size_t version_2_letters = 16, version_3_letters = 56, version_3_bytes = 35;

bool is_onion_name(std::string_view name) {
  return name.size() > onion_suffix.size() &&
         equal_ignoring_case(name.substr(name.size() - onion_suffix.size()), onion_suffix);
}

/// The label before "onion".
std::string_view onion_address(std::string_view name) {
  const std::string_view rest = name.substr(0, name.size() - onion_suffix.size());
  return rest.substr(rest.rfind('.') + 1);
}

/// The address with ".onion".
std::string_view onion_service(std::string_view name) {
  return name.substr(name.size() - onion_suffix.size() - onion_address(name).size());
}

/// A digit of base32 (RFC 4648 6); nullopt for another character.
std::optional<uint8_t> base32_digit(char c) {
  const char folded = to_lower(c);
  if (folded >= 'a' && folded <= 'z') return static_cast<uint8_t>(folded - 'a');
  if (c >= '2' && c <= '7') return static_cast<uint8_t>(c - '2' + 26);
  return std::nullopt;
}

bool is_base32(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return base32_digit(c).has_value(); });
}

/// What an address of version 3 holds: key (32 bytes), checksum (2), version (1). nullopt if it is none.
std::optional<std::array<uint8_t, version_3_bytes>> read_version_3(std::string_view address) {
  if (address.size() != version_3_letters || !is_base32(address)) return std::nullopt;
  std::array<uint8_t, version_3_bytes> out{};
  for (size_t i = 0; i < address.size(); ++i) {
    for (size_t bit = 0; bit < 5; ++bit) {
      const size_t place = i * 5 + bit;
      if ((*base32_digit(address[i]) >> (4 - bit) & 1U) != 0)
        out[place / 8] |= static_cast<uint8_t>(0x80U >> place % 8);
    }
  }
  return out;
}

/// For rules on onion names: not applicable without one.
template <typename Fault>
Outcome check_onion_names(const CertificateFacts& facts, const Reporter& report, Fault fault) {
  if ((facts.domain_traits.of_any() & is_onion) == 0) return Outcome::not_applicable;
  return check_domains(facts, report, CommonNames::too, is_onion, [&fault](std::string_view name) {
    return is_onion_name(name) ? fault(onion_address(name)) : std::string_view();
  });
}

// Ballot 144 and EV Guidelines appendix F; BR 1.6.9 appendix C (ballot SC-27): the label before "onion" is an
// address of version 2, for EV alone, or of version 3.
Outcome invalid_address(const CertificateFacts& facts, const Reporter& report) {
  const bool extended = facts.has(Role::extended_validated);
  return check_onion_names(facts, report, [extended](std::string_view address) -> std::string_view {
    if (address.size() != version_2_letters && address.size() != version_3_letters)
      return "is not an address of a Tor onion service";
    if (!is_base32(address)) return "has characters that an address of a Tor onion service does not have";
    return address.size() == version_2_letters && !extended
               ? "has an address of version 2, which only EV certificates could have"
               : "";
  });
}

// Ballot 144: "each CA SHALL revoke all unexpired Certificates with an Internal Name using onion as the
// right-most label [...] unless such Certificate was issued in accordance with Appendix F of the EV
// Guidelines." Ballot SC-27 (BR 1.6.9) let others have names of version 3.
Outcome onion_without_ev(const CertificateFacts& facts, const Reporter& report) {
  if (facts.issued && *facts.issued >= dates::br_1_6_9.time) return Outcome::not_applicable;
  return check_onion_names(facts, report, [&facts](std::string_view) -> std::string_view {
    return facts.has(Role::extended_validated) ? "" : "is in a certificate that is not EV";
  });
}

// BR 1.8.4 appendix B (ballot SC-54): "a valid Version 3 Onion Address, as defined in Section 6 of the Tor
// Rendezvous Specification - Version 3". The EV Guidelines' appendix F is gone since.
Outcome not_version_3(const CertificateFacts& facts, const Reporter& report) {
  return check_onion_names(facts, report, [](std::string_view address) -> std::string_view {
    const auto decoded = read_version_3(address);
    if (!decoded) return "is not a version 3 address of a Tor onion service";
    return decoded->back() == 3 ? "" : "has an address of a Tor onion service of another version than 3";
  });
}

// Tor Rendezvous Specification - Version 3, section 6: the checksum is the first two bytes of SHA3-256 over
// ".onion checksum", key and version.
Outcome wrong_checksum(const CertificateFacts& facts, const Reporter& report) {
  return check_onion_names(facts, report, [](std::string_view address) -> std::string_view {
    const auto decoded = read_version_3(address);
    if (!decoded || decoded->back() != 3) return "";
    constexpr std::string_view prefix = ".onion checksum";
    Bytes input(prefix.begin(), prefix.end());
    input.insert(input.end(), decoded->begin(), decoded->begin() + 32);
    input.push_back(decoded->back());
    const auto digest = crypto::digest(crypto::Digest::sha3_256, input);
    return digest && (*digest)[0] == (*decoded)[32] && (*digest)[1] == (*decoded)[33]
               ? ""
               : "has an address of a Tor onion service with a wrong checksum: it was mistyped or made "
                 "up";
  });
}

/// TorServiceDescriptorHash of ballot 201: a service and the hash of its key.
struct ServiceDescriptor {
  std::string_view host;
  size_t offset = 0;
};

const x509::Extension* find_descriptors(const x509::Certificate& certificate) {
  static constexpr der::Oid id{std::string_view("\x67\x81\x0c\x01\x1f")};
  const auto found = std::find_if(certificate.extensions.begin(), certificate.extensions.end(),
                                  [](const x509::Extension& each) { return each.id == id; });
  return found == certificate.extensions.end() ? nullptr : &*found;
}

/// Reads one; what is wrong with it goes to `fault`.
std::optional<ServiceDescriptor> read_descriptor(der::Reader& reader, std::string& fault) {
  ServiceDescriptor out;
  out.offset = reader.offset();
  auto sequence = reader.sequence("torServiceDescriptorHash");
  const auto uri = sequence ? sequence->take(der::tag::utf8_string, "onionURI") : std::nullopt;
  if (!uri) {
    fault = "is not a URI with a hash";
    return std::nullopt;
  }
  const x509::AlgorithmIdentifier algorithm = x509::read_algorithm(*sequence, "algorithm");
  const auto hash = sequence->bit_string("subjectPublicKeyHash");
  const std::string_view text = as_text(uri->content);
  const Uri parts = split_uri(text);
  out.host = parts.authority ? host_of(*parts.authority) : std::string_view();
  const DigestOid* const digest = find_digest(algorithm.oid);
  if (!x509::is_ascii(uri->content) || out.host.empty())
    fault = "has a URI without a host";
  else if (!equal_ignoring_case(parts.scheme, "https"))
    fault = fmt::format("has the URI {}, which is not HTTPS", text);
  else if (digest == nullptr || !digest->name.starts_with("SHA-") || digest->octets < 32)
    fault = "has a hash other than SHA-256, SHA-384 or SHA-512";
  else if (!hash || hash->unused_bits != 0 || hash->bytes.size() != digest->octets)
    fault = fmt::format("has a hash of another length than {} has", digest->name);
  return fault.empty() ? std::optional(out) : std::nullopt;
}

template <typename Predicate>
bool any_onion_name(const x509::Certificate& certificate, Predicate predicate) {
  bool found = false;
  for_each_dns_name(certificate, [&](const x509::GeneralName& name) {
    found = found || (is_onion_name(name.text()) && predicate(name.text()));
  });
  for_each_text(certificate.subject, x509::oids::common_name,
                [&](std::string_view name, const x509::Attribute&) {
                  found = found || (is_onion_name(name) && predicate(name));
                });
  return found;
}

// Ballot 201 (EV Guidelines 1.6.5, 9.7 and appendix F): with a name of version 2 goes an extension of
// TorServiceDescriptorHash, one for each service, whose keys are too short to be trusted by their address
// alone.
Outcome service_descriptors(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  const x509::Extension* const extension = find_descriptors(certificate);
  const bool extended = facts.has(Role::extended_validated);
  if (extension == nullptr) {
    const bool asked =
        facts.has(Role::subscriber) && extended && (facts.domain_traits.of_any() & is_onion) != 0 &&
        any_onion_name(certificate,
                       [](std::string_view name) { return onion_address(name).size() == version_2_letters; });
    return asked ? report.fire("tbsCertificate.extensions", {},
                               "the certificate has an onion name of version 2, but no TorServiceDescriptor")
                 : Outcome::not_applicable;
  }
  const auto fire = [&](size_t offset, std::string_view what) {
    return report.fire(place_in(certificate, *extension), offset,
                       fmt::format("a TorServiceDescriptorHash {}", what));
  };
  Findings ignored;
  der::FaultSink sink(ignored);
  der::Reader outer(extension->value, sink, {}, extension->value_offset);
  auto list = outer.sequence("torServiceDescriptor");
  if (!list || list->at_end())
    return report.fire(place_in(certificate, *extension), extension->value_offset,
                       "TorServiceDescriptor has no TorServiceDescriptorHash");
  std::vector<ServiceDescriptor> descriptors;
  while (!list->at_end()) {
    const size_t offset = list->offset();
    std::string fault;
    const auto descriptor = read_descriptor(*list, fault);
    if (!descriptor) return fire(offset, fault);
    const auto same_host = [&descriptor](const ServiceDescriptor& each) {
      return each.host == descriptor->host;
    };
    if (std::any_of(descriptors.begin(), descriptors.end(), same_host))
      return fire(offset, fmt::format("is the second one of {}", descriptor->host));
    if (!any_onion_name(certificate,
                        [&](std::string_view name) { return onion_service(name) == descriptor->host; }))
      return fire(offset, fmt::format("is of {}, which is not a name of the certificate", descriptor->host));
    descriptors.push_back(*descriptor);
  }
  const bool undescribed =
      extended && any_onion_name(certificate, [&](std::string_view name) {
        return std::none_of(descriptors.begin(), descriptors.end(), [name](const ServiceDescriptor& each) {
          return each.host == onion_service(name);
        });
      });
  return undescribed ? report.fire(place_in(certificate, *extension), extension->value_offset,
                                   "TorServiceDescriptor does not have all onion services of the certificate")
                     : Outcome::pass;
}

constexpr Lint onion_lints[] = {
    {.check = must("cabf_br.onion.invalid_address",
                   "An onion name MUST have an address of version 3, or of version 2 in an EV certificate.",
                   "CA/B BR 1.6.9 appendix C (Ballot SC-27); Ballot 144",
                   "Use the address that Tor shows for the service.", "e_san_dns_name_onion_invalid"),
     .example = "the dNSName \"example.onion\"",
     .finds_in = Unusual::domain | Unusual::common_name,
     .effective = dates::ballot_144,
     .certificate = invalid_address},
    {.check =
         must("cabf_br.onion.without_ev", "A certificate with an onion name MUST be EV, until 2020-03-26.",
              "Ballot 144; CA/B BR 1.2.4", "Issue an EV certificate.", "e_san_dns_name_onion_not_ev_cert"),
     .example = "a DV certificate of 2018 with an onion name",
     .applies = Role::subscriber,
     .effective = dates::ballot_144,
     .ineffective = dates::br_1_6_9,
     .certificate = onion_without_ev},
    {.check = must("cabf_br.onion.not_version_3", "An onion name MUST have an address of version 3.",
                   "CA/B BR appendix B (Ballot SC-54)", "Use the address that Tor shows for the service."),
     .example = "the dNSName \"expyuzz4wqqyqhjn.onion\" in a certificate of 2026",
     .applies = Role::subscriber,
     .finds_in = Unusual::domain | Unusual::common_name,
     .effective = dates::sc_54,
     .certificate = not_version_3},
    {.check = must("cabf_br.onion.wrong_checksum", "The checksum of an onion name MUST be that of its key.",
                   "CA/B BR appendix B; Tor Rendezvous Specification - Version 3 6",
                   "Use the address that Tor shows for the service."),
     .example = "an onion name with one letter changed",
     .applies = Role::subscriber,
     .finds_in = Unusual::domain | Unusual::common_name,
     .effective = dates::br_1_6_9,
     .certificate = wrong_checksum},
    {.check =
         must("cabf_br.onion.service_descriptors",
              "An EV certificate with onion names of version 2 MUST have a TorServiceDescriptorHash of each "
              "service.",
              "EV Guidelines 1.6.5 9.7, appendix F (Ballot 201); CA/B BR 1.6.9 appendix C",
              "Add the hash of the service's key.", "e_ext_tor_service_descriptor_hash_invalid"),
     .example = "an EV certificate of 2018 with an onion name and no TorServiceDescriptor",
     .effective = dates::ballot_201,
     .certificate = service_descriptors},
};

}  // namespace

constinit const Rows onion_rows = onion_lints;

}  // namespace certcheck::lint::cabf_br
