#include "certcheck/x509/crl.h"

#include "certcheck/base/encoding.h"
#include "certcheck/der/checks.h"
#include "certcheck/x509/checks.h"
#include "certcheck/x509/detail/extension_reading.h"
#include "certcheck/x509/oids.h"

#include <algorithm>

namespace certcheck::x509 {
namespace {

namespace tag = der::tag;

/// CRLNumber and BaseCRLNumber ::= INTEGER (0..MAX)
std::optional<ByteView> read_crl_number(der::Reader value) {
  const size_t offset = value.offset();
  const auto number = value.integer({});
  value.finish();
  if (number && (*number)[0] >= 0x80)
    value.fault(der::checks::integer_out_of_range, offset, "the number of the CRL is negative");
  return number;
}

std::optional<IssuingDistributionPoint> read_issuing_distribution_point(der::Reader value) {
  auto fields = value.sequence({});
  if (!fields) return std::nullopt;
  IssuingDistributionPoint result;
  const size_t offset = fields->offset();
  if (const auto name = fields->take_if(tag::context_constructed(0))) {
    auto content = fields->enter(*name, "distributionPoint");
    read_distribution_point_name(content, result.point.emplace());
    result.point->offset = offset;
  }
  result.only_user_certificates = fields->flag("onlyContainsUserCerts", tag::context(1));
  result.only_ca_certificates = fields->flag("onlyContainsCACerts", tag::context(2));
  if (fields->sees(tag::context(3)))
    result.only_some_reasons = fields->named_bits("onlySomeReasons", tag::context(3));
  result.indirect = fields->flag("indirectCRL", tag::context(4));
  result.only_attribute_certificates = fields->flag("onlyContainsAttributeCerts", tag::context(5));
  fields->finish();
  value.finish();
  return result;
}

constexpr ExtensionDecoders<Crl> crl_decoders({
    {oids::authority_key_identifier,
     [](der::Reader value, Crl& crl) {
       crl.authority_key_identifier = read_authority_key_identifier(value);
     }},
    {oids::issuer_alternative_name,
     [](der::Reader value, Crl& crl) { crl.issuer_alternative_names = read_alternative_names(value); }},
    {oids::crl_number, [](der::Reader value, Crl& crl) { crl.crl_number = read_crl_number(value); }},
    {oids::delta_crl_indicator,
     [](der::Reader value, Crl& crl) { crl.delta_crl_indicator = read_crl_number(value); }},
    {oids::issuing_distribution_point,
     [](der::Reader value, Crl& crl) {
       crl.issuing_distribution_point = read_issuing_distribution_point(value);
     }},
    {oids::freshest_crl,
     [](der::Reader value, Crl& crl) { crl.freshest_crl = read_crl_distribution_points(value); }},
    {oids::authority_information_access,
     [](der::Reader value, Crl& crl) { crl.authority_information_access = read_information_access(value); }},
});

bool is_time(uint8_t type) { return type == tag::utc_time || type == tag::generalized_time; }

/// Version ::= INTEGER, there only if it is v2(1).
void read_version(der::Reader& tbs, Crl& crl) {
  if ((tbs.peek() & 0x80) != 0) {
    // With a tag, as certificates have it: what follows is read as what it is.
    crl.version_encoded = true;
    tbs.fault(der::checks::unexpected_tag, tbs.offset(),
              "the tag is " + hex_encode(tbs.rest().first(1)) + " instead of 02 or 30", "version");
    const auto field = tbs.next();
    crl.version = field && !field->content.empty() && field->content.back() == 1 ? 2 : 0;
    return;
  }
  if (tbs.peek() != tag::integer) return;
  const size_t offset = tbs.offset();
  crl.version_encoded = true;
  const auto number = tbs.integer("version");
  const int value = number && number->size() == 1 ? static_cast<int8_t>((*number)[0]) : -1;
  crl.version = value == 0 || value == 1 ? value + 1 : 0;
  if (number && value != 1)
    tbs.fault(checks::version_unsupported, offset,
              "the version field has the value " + hex_encode(*number) + " (hexadecimal), not 1", "version");
}

/// A time under a tag where nextUpdate would be, which in OCSP has one: [0] is also the tag of the
/// extensions.
bool is_tagged_time(const der::Reader& tbs) {
  if ((tbs.peek() & 0xc0) != 0x80) return false;
  Findings ignored;
  der::FaultSink sink(ignored);
  const auto element = der::Reader(tbs.rest(), sink, {}).next();
  if (!element || element->content.empty()) return false;
  const uint8_t first = element->content[0];
  // The tag may be explicit, or in place of the time's own, be the bit for constructed set or not.
  const bool is_explicit = (element->tag & 0x20) != 0 && is_time(first);
  const ByteView digits = element->content.first(element->content.size() - 1);
  return is_explicit || (element->content.back() == 'Z' && !digits.empty() &&
                         std::all_of(digits.begin(), digits.end(),
                                     [](uint8_t digit) { return digit >= '0' && digit <= '9'; }));
}

void skip_tagged_time(der::Reader& tbs) {
  tbs.fault(der::checks::unexpected_tag, tbs.offset(),
            "the tag is " + hex_encode(tbs.rest().first(1)) + " instead of 17 or 18", "nextUpdate");
  tbs.next();
}

/// Whether the next element holds entries under another tag, implicit or explicit: an entry begins with a
/// serial number, an extension, which [0] is for, with its identifier.
bool is_tagged_list(const der::Reader& tbs) {
  Findings ignored;
  der::FaultSink sink(ignored);
  der::Reader input(tbs.rest(), sink, {});
  auto element = input.next();
  constexpr size_t depth =
      2;  // of SEQUENCEs around the first field: the list, unless it is implicit; the entry
  for (size_t i = 0; element && i < depth; ++i) {
    if (element->content.empty() || element->content[0] != tag::sequence) return false;
    der::Reader content(element->content, sink, {});
    element = content.next();
    if (element && !element->content.empty() && element->content[0] == tag::integer) return true;
  }
  return false;
}

void read_crl_extensions(der::Reader& tbs, Crl& crl) {
  const size_t offset = tbs.offset();
  const auto field = tbs.take_if(tag::context_constructed(0));
  if (!field) return;
  crl.has_extensions = true;
  if (crl.version == 1)
    tbs.fault(checks::extensions_not_allowed, offset, "a version 1 CRL has extensions", "crlExtensions");
  crl.extensions = read_explicit_extensions(tbs, *field, "crlExtensions");
}

/// False if a mandatory field, or a whole entry, is missing.
bool read_tbs(der::Reader& tbs, Crl& crl) {
  read_version(tbs, crl);
  crl.tbs_signature = read_algorithm(tbs, "signature");
  crl.issuer = read_name(tbs, "issuer");
  crl.this_update = read_time(tbs, "thisUpdate");
  if (tbs.sees(tag::utc_time) || tbs.sees(tag::generalized_time))
    crl.next_update = read_time(tbs, "nextUpdate");
  else if (is_tagged_time(tbs))
    skip_tagged_time(tbs);
  bool entries = true;
  if (const auto revoked = tbs.take_if(tag::sequence)) {
    crl.has_revoked_certificates = true;
    auto list = tbs.enter(*revoked, "revokedCertificates");
    entries = read_revoked_certificates(list, crl.version, crl.revoked);
  } else if (is_tagged_list(tbs)) {
    entries = false;
    tbs.fault(der::checks::unexpected_tag, tbs.offset(),
              "the tag is " + hex_encode(tbs.rest().first(1)) + " instead of 30", "revokedCertificates");
    tbs.next();
  }
  read_crl_extensions(tbs, crl);
  tbs.finish();
  return crl.version != 0 && !crl.tbs_signature.oid.empty() && !crl.issuer.bytes.empty() &&
         crl.this_update.time && entries;
}

bool read_fields(der::Reader& certificate_list, Crl& crl) {
  bool complete = false;
  if (const auto element = certificate_list.take(tag::sequence, "tbsCertList")) {
    crl.tbs = element->bytes;
    auto tbs = certificate_list.enter(*element, "tbsCertList");
    complete = read_tbs(tbs, crl);
  }
  crl.signature_algorithm = read_algorithm(certificate_list, "signatureAlgorithm");
  const auto signature = certificate_list.bit_string("signatureValue");
  if (signature) crl.signature = *signature;
  certificate_list.finish();
  check_same_algorithm(certificate_list, crl.tbs_signature, crl.signature_algorithm);
  return complete && !crl.signature_algorithm.oid.empty() && signature;
}

}  // namespace

CrlPtr parse_crl(Bytes der) {
  return parse_message<Crl>(std::move(der), read_fields, [](const der::Reader& input, Crl& crl) {
    const auto tbs = input.enter(crl.tbs, 0, "tbsCertList");
    crl.index_ = ExtensionIndex(crl.extensions);
    decode_extensions(tbs.enter(crl.tbs, 0, "crlExtensions"), crl.extensions, crl_decoders, crl);
  });
}

}  // namespace certcheck::x509
