#include "certcheck/request/anchor_constraints.h"

#include "certcheck/base/encoding.h"
#include "certcheck/base/ip_address.h"
#include "certcheck/der/reader.h"
#include "certcheck/names/name_constraints.h"
#include "certcheck/request/detail/hash_text.h"
#include "certcheck/request/detail/parse_json.h"
#include "certcheck/trust/checks.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <string_view>

namespace certcheck::request {
namespace {

using Json = nlohmann::ordered_json;
using Kind = x509::GeneralName::Kind;

Error wrong(std::string message) { return Error{Error::Kind::usage, std::move(message)}; }

/// Address and mask (RFC 5280 4.2.1.10) of "10.0.0.0/8" or of a single address.
std::optional<Bytes> read_network(std::string_view text) {
  const size_t slash = text.find('/');
  auto address = parse_ip_address(text.substr(0, slash));
  if (!address) return std::nullopt;
  const size_t bits = address->size() * 8;
  size_t prefix = bits;
  if (slash != std::string_view::npos) {
    const std::string_view digits = text.substr(slash + 1);
    if (digits.empty() || digits.size() > 3 ||
        !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
      return std::nullopt;
    prefix = 0;
    for (const char c : digits) prefix = prefix * 10 + static_cast<size_t>(c - '0');
    if (prefix > bits) return std::nullopt;
  }
  Bytes mask(address->size());
  for (size_t i = 0; i < prefix; ++i) mask[i / 8] = static_cast<uint8_t>(mask[i / 8] | (0x80U >> (i % 8)));
  for (size_t i = 0; i < mask.size(); ++i)
    if (((*address)[i] & ~mask[i]) != 0)
      return std::nullopt;  // bits of hosts: the prefix is not what was meant
  address->insert(address->end(), mask.begin(), mask.end());
  return address;
}

/// Base64 of the DER of a Name.
std::optional<Bytes> read_directory(std::string_view text) {
  auto der = base64_decode(text);
  if (!der) return std::nullopt;
  Findings faults;
  der::FaultSink sink(faults);
  der::Reader reader(*der, sink, "name");
  x509::read_name(reader, "name");
  reader.finish();
  return faults.empty() ? std::move(der) : std::nullopt;
}

struct KindName {
  std::string_view name;
  Kind kind;
  std::string_view form;
  std::string_view everything;  ///< bases that all names of the kind are within, as JSON
};
constexpr KindName kinds[] = {
    {"dns", Kind::dns_name, "a DNS name", R"([""])"},
    {"email", Kind::rfc822_name, "a mailbox, a host, or a domain with a leading dot", R"([""])"},
    {"uri", Kind::uri, "a host, or a domain with a leading dot", R"([""])"},
    {"ip", Kind::ip_address, "an address or a network such as 10.0.0.0/8", R"(["0.0.0.0/0", "::/0"])"},
    {"directory", Kind::directory_name, "base64 of the DER of a name", R"(["MAA="])"}};

/// What people write instead of a host and what no name would ever match (RFC 5280 4.2.1.10); empty for what
/// can be a base.
std::string_view obstacle(Kind kind, std::string_view text) {
  if (kind == Kind::ip_address || kind == Kind::directory_name) return {};
  if (text.find("://") != std::string_view::npos) return "has a scheme; give only the host";
  if (text.find('*') != std::string_view::npos)
    return kind == Kind::dns_name ? "has a wildcard; give only the domain, which covers all names below it"
                                  : "has a wildcard; give the host, or the domain with a leading dot";
  const std::string_view host =
      text.substr(0, text.find(':') == text.rfind(':') ? text.find(':') : text.size());
  const bool bracketed = text.starts_with('[') && text.find(']') != std::string_view::npos;
  if (parse_ip_address(text) || parse_ip_address(host) || bracketed ||
      (text.find('/') != std::string_view::npos && parse_ip_address(text.substr(0, text.find('/')))))
    return "is an address; give it as ip";
  if (text.find('/') != std::string_view::npos) return "has a path; give only the host";
  if (kind != Kind::rfc822_name && text.find(':') != std::string_view::npos)
    return "has a port; give only the host";
  if (kind != Kind::rfc822_name && text.find('@') != std::string_view::npos)
    return "is a mailbox; give only the host";
  if (kind == Kind::rfc822_name && text.starts_with('@')) return "has no local part; give only the host";
  if (text.find_first_of(" \t\r\n") != std::string_view::npos) return "has a space";
  return {};
}

std::optional<Bytes> read_base(Kind kind, const std::string& text) {
  if (kind == Kind::ip_address) return read_network(text);
  if (kind == Kind::directory_name) return read_directory(text);
  return to_bytes(as_bytes(text));
}

std::optional<Error> add_subtrees(const Json& json, const std::string& where, bool permitted,
                                  trust::Constraints& constraints) {
  if (!json.is_object()) return wrong(where + " is not an object {KIND: [BASE]}");
  for (const auto& [name, bases] : json.items()) {
    const auto* kind = std::find_if(std::begin(kinds), std::end(kinds),
                                    [&wanted = name](const KindName& one) { return one.name == wanted; });
    if (kind == std::end(kinds))
      return wrong(where + ": \"" + name + "\" is not one of dns, email, uri, ip, directory");
    const std::string place = where + "." + name;
    if (!bases.is_array()) return wrong(place + " is not a list");
    // RFC 5280 4.2.1.10 has no empty list of subtrees, and one here must not come to permit everything.
    if (permitted && bases.empty())
      return wrong(place + " is empty, which permits nothing; say so with \"excluded\": {\"" + name +
                   "\": " + std::string(kind->everything) + "}");
    for (const Json& base : bases) {
      if (!base.is_string()) return wrong(place + " contains something other than a string");
      if (const auto why = obstacle(kind->kind, base.get_ref<const std::string&>()); !why.empty())
        return wrong(place + ": \"" + base.get<std::string>() + "\" " + std::string(why));
      auto bytes = read_base(kind->kind, base.get_ref<const std::string&>());
      if (!bytes)
        return wrong(place + ": \"" + base.get<std::string>() + "\" is not " + std::string(kind->form));
      constraints.add(permitted, kind->kind, *std::move(bytes));
    }
  }
  return std::nullopt;
}

/// Whether the constraints make sense as those of a CA certificate do.
std::optional<Error> check_subtrees(const trust::Constraints& constraints, const std::string& where) {
  if (!constraints.names().has_permitted && !constraints.names().has_excluded) return std::nullopt;
  size_t comparisons = std::numeric_limits<size_t>::max();
  names::NameConstraintState state(comparisons);
  Findings findings;
  state.add(constraints.names(), /*critical=*/true, findings);
  for (const Finding& finding : findings)
    if (finding.severity() == Severity::error) return wrong(where + ": " + finding.message);
  return std::nullopt;
}

Result<std::shared_ptr<const trust::Constraints>> read_one(const Json& json, const std::string& where) {
  if (!json.is_object()) return wrong(where + " is not an object");
  auto constraints = std::make_shared<trust::Constraints>();
  for (const auto& [key, value] : json.items()) {
    const std::string place = where + "." + key;
    if (key == "permitted" || key == "excluded") {
      if (auto error = add_subtrees(value, place, key == "permitted", *constraints)) return *std::move(error);
    } else if (key == "distrust_after") {
      const auto time = value.is_string() ? parse_rfc3339(value.get_ref<const std::string&>()) : std::nullopt;
      if (!time) return wrong(place + " is not an RFC 3339 time such as 2026-01-31T12:00:00Z");
      constraints->distrust_after = time;
    } else {
      return wrong(where + ": \"" + key + "\" is not one of permitted, excluded, distrust_after");
    }
  }
  if (auto error = check_subtrees(*constraints, where)) return *std::move(error);
  return std::shared_ptr<const trust::Constraints>(std::move(constraints));
}

Result<AnchorConstraints> read_all(const Json& json) {
  if (!json.is_object())
    return wrong("not an object {SHA-256: {\"permitted\", \"excluded\", \"distrust_after\"}}");
  AnchorConstraints result;
  auto by_hash = std::make_shared<trust::ConstraintsByHash>();
  for (const auto& [text, value] : json.items()) {
    const auto hash = read_hash(text);
    if (!hash) return wrong("\"" + text + "\" is not a SHA-256 in hexadecimal");
    auto one = read_one(value, "\"" + text + "\"");
    if (!one) return one.error();
    if (!by_hash->emplace(*hash, *one).second) return wrong("\"" + text + "\" is given twice");
    result.by_text.emplace_back(text, *std::move(one));
  }
  result.by_hash = std::move(by_hash);
  return result;
}

}  // namespace

Findings bind(std::span<trust::Store> stores, const AnchorConstraints& constraints) {
  std::set<const trust::Constraints*> bound;
  for (trust::Store& store : stores) {
    store.constrain(constraints.by_hash);
    for (const auto& anchor : store.all())
      for (const auto& one : anchor->constraints) bound.insert(one.get());
  }
  Findings findings;
  for (const auto& [text, one] : constraints.by_text)
    if (!bound.contains(one.get()))
      findings.push_back({.check = &trust::checks::constraints_without_anchor,
                          .subject = {Subject::Kind::input},
                          .message = "no trust anchor and no anchor's key has the SHA-256 " + text +
                                     ", for which there are constraints",
                          .evidence = {{"sha256", text}}});
  return findings;
}

Result<AnchorConstraints> parse_anchor_constraints(std::string_view text) {
  const auto json = parse_json(text);
  return json ? read_all(*json) : Result<AnchorConstraints>(json.error());
}

}  // namespace certcheck::request
