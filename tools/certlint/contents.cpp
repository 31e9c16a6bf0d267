#include "certlint/contents.h"

#include "certcheck/base/encoding.h"
#include "certcheck/der/reader.h"
#include "certcheck/lint/words.h"

#include "certlint/checks.h"

#include <nlohmann/json.hpp>

#include <string>
#include <utility>

namespace certcheck::certlint {
namespace {

using namespace std::string_view_literals;
namespace tag = der::tag;

constexpr der::Oid signed_data{"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"sv};

Item unreadable(const Check& check, std::string message, std::optional<size_t> offset = {}) {
  Item item{.kind = Item::Kind::unreadable, .der = {}, .file = {}};
  item.findings.push_back({&check, {Subject::Kind::input, {}, {}}, {}, offset, std::move(message), {}});
  return item;
}

ContentKind recognise_signed(der::Reader tbs) {
  // Certificate: [0] version?, serial, algorithm, issuer, validity. CRL: version?, algorithm, issuer,
  // thisUpdate.
  tbs.take_if(tag::context_constructed(0));
  tbs.take_if(tag::integer);
  if (tbs.take_if(tag::sequence) && tbs.take_if(tag::sequence) &&
      (tbs.peek() == tag::utc_time || tbs.peek() == tag::generalized_time)) {
    return ContentKind::crl;
  }
  return ContentKind::certificate;
}

/// RFC 5652 5.1: certificates [0] and crls [1] of SignedData.
std::vector<Item> items_of_pkcs7(ByteView der) {
  Findings findings;
  der::FaultSink faults(findings);
  der::Reader outer(der, faults, "ContentInfo");
  std::vector<Item> items;
  auto content_info = outer.sequence("contentInfo");
  const auto type = content_info ? content_info->oid("contentType") : std::nullopt;
  auto wrapper =
      type == signed_data ? content_info->constructed(tag::context_constructed(0), "content") : std::nullopt;
  auto data = wrapper ? wrapper->sequence("signedData") : std::nullopt;
  if (!data || !data->take(tag::integer, "version") || !data->take(tag::set, "digestAlgorithms") ||
      !data->take(tag::sequence, "encapContentInfo")) {
    items.push_back(unreadable(checks::container_unreadable,
                               findings.empty()
                                   ? "the PKCS #7 content is no SignedData"
                                   : lint::words("the PKCS #7 content cannot be read: ", findings[0].message),
                               findings.empty() ? std::optional<size_t>() : findings[0].offset));
    return items;
  }
  for (const auto& [number, kind] :
       {std::pair{uint8_t{0}, Item::Kind::certificate}, {uint8_t{1}, Item::Kind::crl}}) {
    if (const auto set = data->take_if(tag::context_constructed(number))) {
      der::Reader members = data->enter(*set, "members");
      while (const auto member = members.next()) {
        if (member->tag == tag::sequence) {
          items.push_back({.kind = kind, .der = to_bytes(member->bytes), .file = {}});
        }
      }
    }
  }
  return items;
}

/// RFC 5246 4.3: a vector with its length in three octets.
std::optional<ByteView> vector_at(ByteView bytes, size_t at) {
  if (bytes.size() < at + 3) {
    return std::nullopt;
  }
  const size_t size =
      static_cast<size_t>(bytes[at]) << 16 | static_cast<size_t>(bytes[at + 1]) << 8 | bytes[at + 2];
  return bytes.size() - at - 3 < size ? std::nullopt : std::optional(bytes.subspan(at + 3, size));
}

Item item_of_log_entry(const nlohmann::json& entry, size_t number) {
  const auto field = [&entry](const char* name) -> Bytes {
    const auto found = entry.is_object() ? entry.find(name) : entry.end();
    return entry.is_object() && found != entry.end() && found->is_string()
               ? base64_decode(found->get_ref<const std::string&>()).value_or(Bytes{})
               : Bytes{};
  };
  // RFC 6962 3.4: version, leaf type, timestamp (8 octets), entry type (2); then an ASN.1Cert, or for a
  // precertificate what the log signs, while the precertificate itself leads extra_data (4.6).
  const Bytes leaf = field("leaf_input");
  constexpr size_t entry_type = 10;
  if (leaf.size() > entry_type + 1 && leaf[entry_type] == 0) {
    const bool precertificate = leaf[entry_type + 1] == 1;
    const Bytes extra = precertificate ? field("extra_data") : Bytes{};
    const auto der = precertificate ? vector_at(extra, 0) : vector_at(leaf, entry_type + 2);
    if (der) {
      return {.kind = Item::Kind::certificate, .der = to_bytes(*der), .file = {}};
    }
  }
  return unreadable(checks::container_unreadable,
                    lint::words("entry ", number, " of the log cannot be read"));
}

}  // namespace

ContentKind recognise_der(ByteView der) {
  Findings ignored;
  der::FaultSink faults(ignored);
  der::Reader outer(der, faults, "input");
  const auto element = outer.take_if(tag::sequence);
  if (!element) {
    return der.empty() || der[0] != tag::sequence ? ContentKind::other : ContentKind::certificate;
  }
  der::Reader content = outer.enter(*element, "input");
  switch (content.peek()) {
    case tag::oid:
      return ContentKind::pkcs7;
    case tag::enumerated:
      return ContentKind::ocsp;
    default:
      break;
  }
  const auto tbs = content.take_if(tag::sequence);
  return tbs ? recognise_signed(content.enter(*tbs, "tbs")) : ContentKind::certificate;
}

std::optional<ContentKind> recognise_label(std::string_view label) {
  if (label == "CERTIFICATE" || label == "X509 CERTIFICATE" || label == "TRUSTED CERTIFICATE") {
    return ContentKind::certificate;
  }
  if (label == "X509 CRL" || label == "CRL") {
    return ContentKind::crl;
  }
  if (label == "OCSP RESPONSE") {
    return ContentKind::ocsp;
  }
  if (label == "PKCS7" || label == "CMS" || label == "PKCS #7 SIGNED DATA") {
    return ContentKind::pkcs7;
  }
  return label.ends_with("KEY") || label.ends_with("PARAMETERS") || label.ends_with("REQUEST")
             ? std::nullopt
             : std::optional(ContentKind::other);
}

std::vector<Item> items_of(ContentKind kind, Bytes der) {
  switch (kind) {
    case ContentKind::pkcs7:
      return items_of_pkcs7(der);
    case ContentKind::crl:
    case ContentKind::ocsp:
    case ContentKind::certificate: {
      std::vector<Item> items(1);
      items[0].kind = kind == ContentKind::crl    ? Item::Kind::crl
                      : kind == ContentKind::ocsp ? Item::Kind::ocsp
                                                  : Item::Kind::certificate;
      items[0].der = std::move(der);
      return items;
    }
    case ContentKind::other:
      break;
  }
  return {};
}

std::optional<std::vector<Item>> items_of_log_entries(std::string_view json) {
  const auto answer = nlohmann::json::parse(json, nullptr, false);
  if (!answer.is_object() || !answer.contains("entries") || !answer["entries"].is_array()) {
    return std::nullopt;
  }
  std::vector<Item> items;
  for (const auto& entry : answer["entries"]) {
    items.push_back(item_of_log_entry(entry, items.size()));
  }
  return items;
}

}  // namespace certcheck::certlint
