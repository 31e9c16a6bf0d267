#include "certcheck/files/detail/p11_kit.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/encoding.h"
#include "certcheck/der/reader.h"
#include "certcheck/trust/checks.h"
#include "certcheck/x509/certificate.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

namespace certcheck::files {
namespace {

using namespace std::string_view_literals;
namespace tag = der::tag;

/// The purposes that an anchor is rejected for, as p11-kit staples them to its key.
constexpr der::Oid openssl_reject{"\x2b\x06\x01\x04\x01\x99\x77\x06\x0a\x01"sv};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r";
  const size_t start = text.find_first_not_of(blanks);
  return start == std::string_view::npos ? std::string_view()
                                         : text.substr(start, text.find_last_not_of(blanks) - start + 1);
}

/// A quoted value: bytes, those that do not print as %XX. nullopt if it is not quoted or an escape is wrong.
std::optional<std::string> unquoted(std::string_view value) {
  if (value.size() < 2 || value.front() != '"' || value.back() != '"') return std::nullopt;
  value = value.substr(1, value.size() - 2);
  std::string out;
  for (size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '%') {
      out.push_back(value[i]);
      continue;
    }
    const auto byte = hex_decode(value.substr(i + 1, 2));
    if (!byte || byte->size() != 1) return std::nullopt;
    out.push_back(static_cast<char>((*byte)[0]));
    i += 2;
  }
  return out;
}

/// NSS keeps the time as the text of a UTCTime, or a zero byte for none.
struct Date {
  bool valid = false;
  std::optional<Time> time;
};
Date read_date(std::string_view value) {
  const auto text = unquoted(value);
  if (!text) return {trimmed(value) == "false", {}};
  if (text->size() == 1 && (*text)[0] == '\0') return {true, {}};
  const auto digits = [&](size_t at, size_t count) {
    int number = 0;
    for (size_t i = at; i < at + count; ++i)
      number = i < text->size() && (*text)[i] >= '0' && (*text)[i] <= '9' && number >= 0
                   ? number * 10 + ((*text)[i] - '0')
                   : -1;
    return number;
  };
  constexpr size_t utc_time = 13, generalized_time = 15;
  if ((text->size() != utc_time && text->size() != generalized_time) || text->back() != 'Z') return {};
  const size_t year_digits = text->size() - 11;
  int year = digits(0, year_digits);
  if (year_digits == 2 && year >= 0) year += year < 50 ? 2000 : 1900;  // RFC 5280 4.1.2.5.1
  int part[5];
  for (size_t i = 0; i < 5; ++i) part[i] = digits(year_digits + 2 * i, 2);
  if (year < 0 || std::any_of(std::begin(part), std::end(part), [](int number) { return number < 0; }))
    return {};
  const auto unsigned_part = [&](size_t i) { return static_cast<unsigned>(part[i]); };
  const auto time = make_time(year, unsigned_part(0), unsigned_part(1), unsigned_part(2), unsigned_part(3),
                              unsigned_part(4));
  return {time.has_value(), time};
}

/// One object: its attributes up to the next mark, and its PEM blocks.
struct Object {
  std::map<std::string_view, std::string_view> attributes;
  std::vector<Part> certificates;
  Bytes public_key;  ///< SubjectPublicKeyInfo of a stapled extension

  std::string_view find(std::string_view name) const {
    const auto found = attributes.find(name);
    return found == attributes.end() ? std::string_view() : found->second;
  }
};

trust::Settings settings_of(const Object& object) {
  trust::Settings settings;
  const auto flag = [&](std::string_view name) -> std::optional<bool> {
    const std::string_view value = object.find(name);
    if (value.empty()) return std::nullopt;
    if (value != "true" && value != "false")
      settings.unreadable = std::string(name) + " is neither true nor false";
    return value == "true";
  };
  settings.distrusted = flag("x-distrusted").value_or(false);
  // Neither trusted nor distrusted: known, but an anchor for nothing.
  if (!flag("trusted").value_or(true)) settings.trusted_purposes.emplace();
  const auto date = [&](std::string_view name, std::optional<Time>& time) {
    const std::string_view value = object.find(name);
    if (value.empty()) return;
    const Date read = read_date(value);
    if (!read.valid) settings.unreadable = std::string(name) + " is not a time";
    time = read.time;
  };
  date("nss-server-distrust-after", settings.distrust_after);
  date("nss-email-distrust-after", settings.email_distrust_after);
  return settings;
}

/// The purposes in an ExtKeyUsageSyntax, which stands alone or as the value of an Extension; that has to be
/// the one that the object's id says.
std::optional<std::vector<std::string>> read_purposes(std::string_view value, std::string_view id) {
  const auto bytes = unquoted(value);
  if (!bytes) return std::nullopt;
  Findings faults;
  der::FaultSink sink(faults);
  der::Reader outer(as_bytes(*bytes), sink, "value");
  auto list = outer.sequence("value");
  if (!list) return std::nullopt;
  std::vector<std::string> purposes;
  while (const auto element = list->next()) {
    if (element->tag == tag::octet_string) {
      if (purposes.size() != 1 || purposes.front() != id) return std::nullopt;
      const auto inner = x509::read_extended_key_usage(list->enter(*element, "extnValue"));
      if (!inner) return std::nullopt;
      purposes.clear();
      for (const der::Oid purpose : inner->purposes) purposes.emplace_back(purpose.content());
      break;
    }
    if (element->tag == tag::oid) purposes.emplace_back(as_text(element->content));
  }
  return purposes;
}

/// The value of a stapled extension: of extnValue alone, or as the whole Extension.
struct Stapled {
  Bytes bytes;
  ByteView value;  ///< views `bytes`
  bool critical = false;
};
std::optional<Stapled> read_stapled(std::string_view value, std::string_view id) {
  const auto bytes = unquoted(value);
  if (!bytes) return std::nullopt;
  Stapled stapled{.bytes = to_bytes(as_bytes(*bytes)), .value = {}};
  stapled.value = stapled.bytes;
  Findings faults;
  der::FaultSink sink(faults);
  der::Reader outer(stapled.value, sink, "value");
  auto extension = outer.sequence("value");
  const auto oid = extension ? extension->take_if(tag::oid) : std::nullopt;
  if (!oid || as_text(oid->content) != id) return stapled;
  if (const auto critical = extension->take_if(tag::boolean))
    stapled.critical = !critical->content.empty() && critical->content[0] != 0;
  const auto content = extension->take(tag::octet_string, "extnValue");
  if (!content) return std::nullopt;
  stapled.value = content->content;
  return stapled;
}

/// nullptr if they cannot be read.
std::shared_ptr<const trust::Constraints> read_constraints(ByteView value) {
  Findings faults;
  der::FaultSink sink(faults);
  const auto read = x509::read_name_constraints(der::Reader(value, sink, "value"));
  if (!read || !faults.empty() || (!read->has_permitted && !read->has_excluded)) return nullptr;
  auto constraints = std::make_shared<trust::Constraints>();
  constraints->asker = "the store";
  for (const bool permitted : {true, false}) {
    for (const x509::GeneralSubtree& subtree : permitted ? read->permitted : read->excluded) {
      using Kind = x509::GeneralName::Kind;
      const Kind kind = subtree.base.kind;
      const bool has_form = kind == Kind::dns_name || kind == Kind::rfc822_name || kind == Kind::uri ||
                            kind == Kind::ip_address || kind == Kind::directory_name;
      if (!has_form || subtree.minimum.value_or(0) != 0 || subtree.maximum) return nullptr;
      constraints->add(permitted, kind, to_bytes(subtree.base.value));
    }
  }
  return constraints;
}

/// Whether a stapled extension leaves the CA what it may do anyway.
bool asks_nothing(std::string_view id, const Stapled& stapled) {
  Findings faults;
  der::FaultSink sink(faults);
  const der::Reader value(stapled.value, sink, "value");
  if (id == x509::oids::basic_constraints.content()) {
    const auto read = x509::read_basic_constraints(value);
    return read && faults.empty() && read->ca && !read->has_path_length;
  }
  if (id == x509::oids::key_usage.content()) {
    const auto read = x509::read_key_usage(value);
    return read && faults.empty() && read->has(x509::KeyUsage::key_cert_sign);
  }
  return !stapled.critical;
}

/// What an extension that is stapled to a key says of its certificates. What cannot be applied is not passed
/// over: the store would constrain its anchor for nothing.
trust::Settings stapled_settings(const Object& object) {
  const std::string_view dotted = object.find("object-id"), value = object.find("value");
  const std::string id = der::encode_oid(dotted);
  trust::Settings settings;
  if (id == x509::oids::extended_key_usage.content() || id == openssl_reject.content()) {
    auto purposes = read_purposes(value, id);
    if (!purposes)
      settings.unreadable = "the extended key usage stapled to its key";
    else if (id == openssl_reject.content())
      settings.rejected_purposes = *std::move(purposes);
    else
      settings.trusted_purposes = *std::move(purposes);
    return settings;
  }
  const auto stapled = read_stapled(value, id);
  if (stapled && id == x509::oids::name_constraints.content())
    if (auto constraints = read_constraints(stapled->value))
      settings.constraints.push_back(std::move(constraints));
    else
      settings.unreadable = "the name constraints stapled to its key";
  else if (!stapled || !asks_nothing(id, *stapled))
    settings.unreadable = "the extension " + std::string(dotted) + " stapled to its key is not applied";
  return settings;
}

class P11Kit {
 public:
  P11Kit(std::string_view text, Place start, const ReadOptions& options, Contents& contents)
      : text_(text), start_(start), options_(options), contents_(contents) {}

  void read() {
    Place place = start_;
    for (size_t begin = text_.find(p11_kit_mark), counted = 0; begin != std::string_view::npos;) {
      const size_t end = std::min(text_.find(p11_kit_mark, begin + 1), text_.size());
      place = place_after(text_.substr(counted, begin - counted), place);
      counted = begin;
      objects_.push_back(read_object(text_.substr(begin, end - begin), place));
      begin = end == text_.size() ? std::string_view::npos : end;
    }
    staple();
    for (Object& object : objects_)
      for (Part& part : object.certificates) contents_.parts.push_back(std::move(part));
  }

 private:
  /// Attributes precede or follow a PEM block.
  static void read_attributes(std::string_view text, Object& object) {
    for (size_t pos = 0; pos < text.size();) {
      const size_t end = std::min(text.find('\n', pos), text.size());
      const std::string_view row = text.substr(pos, end - pos);
      pos = end + 1;
      const size_t colon = row.find(':');
      if (colon == std::string_view::npos || trimmed(row).starts_with('#')) continue;
      object.attributes[trimmed(row.substr(0, colon))] = trimmed(row.substr(colon + 1));
    }
  }

  Object read_object(std::string_view text, Place start) {
    Object object;
    const auto blocks = find_pem_blocks(text);
    size_t pos = 0;
    for (const PemBlock& block : blocks) {
      read_attributes(text.substr(pos, block.offset - pos), object);
      pos = end_of(text, block);
    }
    read_attributes(text.substr(std::min(pos, text.size())), object);
    const trust::Settings settings = settings_of(object);
    Contents found;
    found.blocks = contents_.blocks;
    for (const PemBlock& block : blocks) read_block(text, block, place_of(block, start), options_, found);
    contents_.blocks = found.blocks;
    std::move(found.findings.begin(), found.findings.end(), std::back_inserter(contents_.findings));
    for (Part& part : found.parts) {
      if (part.kind == Kind::public_key) {
        object.public_key = std::move(part.der);
      } else {
        if (part.kind == Kind::certificate) part.settings.merge(settings);
        object.certificates.push_back(std::move(part));
      }
    }
    // The certificate itself may be an attribute as well.
    if (const auto value = unquoted(object.find("value")); value && object.certificates.empty()) {
      Bytes der = to_bytes(as_bytes(*value));
      if (recognise_der(der) == Kind::certificate) {
        object.certificates.push_back({.kind = Kind::certificate,
                                       .der = std::move(der),
                                       .block = contents_.blocks++,
                                       .line = start.line,
                                       .settings = settings});
      }
    }
    if (const auto key = unquoted(object.find("public-key-info")); key && object.public_key.empty())
      object.public_key = to_bytes(as_bytes(*key));
    if (settings.distrusted && object.certificates.empty()) read_distrusted(object, start.line);
    return object;
  }

  /// A certificate that nobody has to have in order to distrust it.
  void read_distrusted(const Object& object, size_t line) {
    const auto issuer = unquoted(object.find("issuer")), serial = unquoted(object.find("serial-number"));
    if (issuer && serial) {
      Findings faults;
      der::FaultSink sink(faults);
      der::Reader name(as_bytes(*issuer), sink, "issuer"), number(as_bytes(*serial), sink, "serial-number");
      const x509::Name read = x509::read_name(name, "issuer");
      const auto element = number.take(tag::integer, "serial-number");
      name.finish();
      number.finish();
      if (faults.empty() && element) {
        contents_.distrusted.emplace_back(x509::canonical(read), to_bytes(element->content));
        return;
      }
    }
    report_input(contents_.findings, trust::checks::not_a_certificate, {},
                 "the object at line " + std::to_string(line) +
                     " distrusts something, and has neither a certificate nor an issuer and serial-number "
                     "that say what")
        .evidence = {{"line", std::to_string(line)}};
  }

  /// Gives the certificates of a key what is stapled to it.
  void staple() {
    std::map<std::string, trust::Settings> by_key;
    for (const Object& object : objects_) {
      if (object.find("class") != "x-certificate-extension" || object.public_key.empty()) continue;
      by_key[std::string(as_text(object.public_key))].merge(stapled_settings(object));
    }
    if (by_key.empty()) return;
    for (Object& object : objects_)
      for (Part& part : object.certificates) {
        if (part.kind != Kind::certificate) continue;
        const auto certificate = x509::parse_certificate(ByteView(part.der));
        const auto found = by_key.find(std::string(as_text(certificate->public_key.bytes)));
        if (found != by_key.end()) part.settings.merge(found->second);
      }
  }

  std::string_view text_;
  Place start_;
  const ReadOptions& options_;
  Contents& contents_;
  std::vector<Object> objects_;
};

}  // namespace

void read_p11_kit(std::string_view text, Place start, const ReadOptions& options, Contents& contents) {
  P11Kit(text, start, options, contents).read();
}

}  // namespace certcheck::files
