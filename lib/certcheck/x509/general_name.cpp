#include "certcheck/x509/general_name.h"

#include "certcheck/base/budget.h"
#include "certcheck/base/ip_address.h"
#include "certcheck/base/shorten.h"
#include "certcheck/der/checks.h"
#include "certcheck/x509/checks.h"
#include "certcheck/x509/oids.h"
#include "certcheck/x509/strings.h"

#include <array>
#include <tuple>

namespace certcheck::x509 {
namespace {

using Kind = GeneralName::Kind;

constexpr std::array<std::string_view, 9> kind_names{"otherName",
                                                     "rfc822Name",
                                                     "dNSName",
                                                     "x400Address",
                                                     "directoryName",
                                                     "ediPartyName",
                                                     "uniformResourceIdentifier",
                                                     "iPAddress",
                                                     "registeredID"};

/// Whether the alternative is a constructed type (RFC 5280 A.2; directoryName is a CHOICE, hence explicit).
constexpr bool is_constructed(Kind kind) {
  return kind == Kind::other_name || kind == Kind::x400_address || kind == Kind::directory_name ||
         kind == Kind::edi_party_name;
}

constexpr uint8_t tag_of(Kind kind) {
  const auto number = static_cast<uint8_t>(kind);
  return is_constructed(kind) ? der::tag::context_constructed(number) : der::tag::context(number);
}

/// An address, or the address and mask of a name constraint (RFC 5280 4.2.1.10).
std::string ip_text(ByteView value) {
  const size_t half = value.size() / 2;
  if (value.size() != 8 && value.size() != 32) return format_ip_address(value);
  return format_ip_address(value.first(half)) + '/' + format_ip_address(value.subspan(half));
}

void read_other_name(der::Reader& fields, GeneralName& result) {
  if (const auto type = fields.oid("type-id")) result.type_id = *type;
  if (const auto value = fields.take(der::tag::context_constructed(0), "value")) {
    result.value = value->content;
    auto inner = fields.enter(*value, "value");
    inner.any({});
    inner.finish();
  }
  fields.finish();
}

}  // namespace

std::string_view to_string(Kind kind) { return kind_names[static_cast<size_t>(kind)]; }

std::optional<std::string_view> GeneralName::other_text(der::Oid type, uint8_t tag) const {
  if (kind != Kind::other_name || type_id != type) return std::nullopt;
  Findings faults;
  der::FaultSink sink(faults);
  der::Reader reader(value, sink, "value");
  const auto text = reader.take(tag, "text");
  reader.finish();
  if (!text || !faults.empty()) return std::nullopt;
  return as_text(text->content);
}

std::string GeneralName::to_string() const {
  std::string text;
  switch (kind) {
    case Kind::other_name:
      for (const auto& [type, tag, label] :
           {std::tuple{oids::dns_srv, der::tag::ia5_string, "SRV:"},
            {oids::smtp_utf8_mailbox, der::tag::utf8_string, "SmtpUTF8Mailbox:"}}) {
        const auto value_text = other_text(type, tag);
        if (!value_text) continue;
        text = label;
        append_printable(text, shortened(*value_text, OutputBudget::value_bytes));
        return text;
      }
      return "otherName:" + type_id.to_string() + ":#" + shortened_hex(value, OutputBudget::value_bytes);
    case Kind::rfc822_name:
      text = "email:";
      break;
    case Kind::dns_name:
      text = "DNS:";
      break;
    case Kind::uri:
      text = "URI:";
      break;
    case Kind::directory_name:
      return "directory:" + directory_name.to_string();
    case Kind::ip_address:
      return "IP:" + ip_text(value);
    case Kind::registered_id:
      return "registeredID:" + der::Oid(value).to_string();
    case Kind::x400_address:
      return "x400Address:#" + shortened_hex(value, OutputBudget::value_bytes);
    case Kind::edi_party_name:
      return "ediPartyName:#" + shortened_hex(value, OutputBudget::value_bytes);
  }
  append_printable(text, shortened(as_text(value), OutputBudget::value_bytes));
  return text;
}

namespace {

/// Records a fault that names the tags of every kind, and skips what has another.
void not_a_general_name(der::Reader& reader, std::string_view name, std::optional<size_t> index) {
  for (auto kind = Kind::other_name; kind != Kind::registered_id;
       kind = static_cast<Kind>(static_cast<uint8_t>(kind) + 1))
    reader.sees(tag_of(kind));
  reader.item(tag_of(Kind::registered_id), index, name);
}

}  // namespace

std::optional<GeneralName> read_general_name(der::Reader& reader, std::string_view name,
                                             std::optional<size_t> index) {
  if (reader.at_end()) {
    reader.take(tag_of(Kind::dns_name), name);
    return std::nullopt;
  }
  const uint8_t tag = reader.peek();
  const auto number = static_cast<uint8_t>(tag & 0x1f);
  if ((tag & 0xc0) != 0x80 || number >= kind_names.size()) {
    not_a_general_name(reader, name, index);
    return std::nullopt;
  }
  GeneralName result;
  result.kind = static_cast<Kind>(number);
  const auto element = reader.item(tag_of(result.kind), index, name);
  if (!element) return std::nullopt;
  result.offset = element->offset;
  result.value = element->content;
  const std::string_view kind_name = kind_names[number];
  const auto place = reader.enter(*element, name, index);
  auto content = place.enter(*element, kind_name);
  switch (result.kind) {
    case Kind::other_name:
      read_other_name(content, result);
      break;
    case Kind::directory_name:
      if (content.peek() == der::tag::set) {
        content.fault(der::checks::unexpected_tag, content.offset(),
                      "the tag is 31 instead of 30: a Name is a CHOICE, so that [4] is explicit");
        break;
      }
      result.directory_name = read_name(content, {});
      content.finish();
      break;
    case Kind::x400_address:
    case Kind::edi_party_name:
      while (!content.at_end()) content.any({});
      break;
    case Kind::rfc822_name:
    case Kind::dns_name:
    case Kind::uri:
      if (!is_ascii(result.value))
        content.fault(checks::general_name_not_ascii, element->content_offset(),
                      result.to_string() + " is not ASCII");
      break;
    case Kind::registered_id:
      place.oid_in(*element, kind_name);
      break;
    case Kind::ip_address:
      break;
  }
  return result;
}

std::vector<GeneralName> read_general_names(der::Reader& reader) {
  std::vector<GeneralName> names;
  // GeneralNames ::= SEQUENCE SIZE (1..MAX) OF GeneralName
  if (reader.at_end()) reader.fault(checks::sequence_empty, reader.offset(), "the list of names is empty");
  names.reserve(reader.count());
  for (size_t index = 0; !reader.at_end(); ++index)
    if (auto name = read_general_name(reader, {}, index)) names.push_back(std::move(*name));
  return names;
}

}  // namespace certcheck::x509
