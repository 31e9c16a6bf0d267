#include "certcheck/net/detail/dns_reply.h"

#include "certcheck/base/ascii.h"
#include "certcheck/tls/wire_reader.h"

#include <ares.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>

namespace certcheck::net {

namespace {

constexpr uint16_t class_internet = 1;
constexpr size_t header_bytes = 12;
/// Names of a chain that are followed; resolvers follow 16 or less (BIND: 16, Unbound: 11).
constexpr size_t aliases_most = 16;

/// A name that begins at `at` within the message, and where it ends there.
struct NameAt {
  std::string text;  ///< without a final dot, bytes that are not printable escaped by c-ares
  size_t end = 0;
};

std::optional<NameAt> read_dns_name(ByteView message, size_t at) {
  if (at >= message.size() || message.size() > size_t{std::numeric_limits<uint16_t>::max()})
    return std::nullopt;
  char* text = nullptr;
  long size = 0;
  const int status =
      ares_expand_name(message.data() + at, message.data(), static_cast<int>(message.size()), &text, &size);
  if (status != ARES_SUCCESS) return std::nullopt;
  const std::unique_ptr<char, decltype(&ares_free_string)> freed(text, &ares_free_string);
  return NameAt{text, at + static_cast<size_t>(size)};
}

struct ResourceRecord {
  std::string owner;
  uint16_t type = 0;
  ByteView data;
  size_t data_at = 0;
};

std::optional<ResourceRecord> read_resource_record(ByteView message, size_t& at) {
  auto owner = read_dns_name(message, at);
  if (!owner || owner->end > message.size()) return std::nullopt;
  tls::WireReader reader(message.subspan(owner->end));
  const auto type = reader.u16();
  const auto record_class = reader.u16();
  const auto time_to_live = reader.u32();
  const auto data = reader.vector16();
  if (!type || !record_class || !time_to_live || !data) return std::nullopt;
  at = message.size() - reader.rest().size();
  ResourceRecord record{std::move(owner->text), *type, *data, at - data->size()};
  if (*record_class != class_internet) record.type = 0;  // no type that is asked for
  return record;
}

}  // namespace

std::optional<DnsReply> read_dns_reply(ByteView message, std::string_view name, uint16_t type) {
  constexpr uint8_t response_bit = 0x80, authentic_bit = 0x20, code_mask = 0x0f;
  if (message.size() < header_bytes || (message[2] & response_bit) == 0) return std::nullopt;
  tls::WireReader header(message.subspan(4));
  const size_t questions = *header.u16(), answers = *header.u16();
  size_t at = header_bytes;
  for (size_t i = 0; i < questions; ++i) {
    const auto asked = read_dns_name(message, at);
    constexpr size_t type_and_class = 4;
    if (!asked || asked->end + type_and_class > message.size()) return std::nullopt;
    at = asked->end + type_and_class;
  }
  std::vector<ResourceRecord> records;
  for (size_t i = 0; i < answers; ++i) {
    auto record = read_resource_record(message, at);
    if (!record) return std::nullopt;
    records.push_back(*std::move(record));
  }
  DnsReply reply{.code = static_cast<uint8_t>(message[3] & code_mask),
                 .authenticated = (message[3] & authentic_bit) != 0,
                 .aliases = {},
                 .data = {}};
  std::string current(name);
  for (;;) {
    for (const ResourceRecord& record : records)
      if (record.type == type && equal_ignoring_case(record.owner, current))
        reply.data.push_back(record.data);
    const auto alias = std::find_if(records.begin(), records.end(), [&](const ResourceRecord& record) {
      return record.type == dns::type_cname && equal_ignoring_case(record.owner, current);
    });
    if (!reply.data.empty() || alias == records.end() || reply.aliases.size() == aliases_most) return reply;
    auto next = read_dns_name(message, alias->data_at);
    if (!next) return std::nullopt;
    current = std::move(next->text);
    reply.aliases.push_back(current);
  }
}

std::optional<dns::MxRecord> read_mx(ByteView message, ByteView data) {
  const std::optional<uint16_t> preference = tls::WireReader(data).u16();
  if (!preference) return std::nullopt;
  const size_t begin = static_cast<size_t>(data.data() - message.data());
  auto exchange = read_dns_name(message, begin + sizeof(uint16_t));
  if (!exchange || exchange->end != begin + data.size()) return std::nullopt;
  return dns::MxRecord{*preference, std::move(exchange->text)};
}

std::optional<dns::TlsaRecord> read_tlsa(ByteView data) {
  tls::WireReader reader(data);
  const auto usage = reader.u8(), selector = reader.u8(), matching = reader.u8();
  if (!usage || !selector || !matching) return std::nullopt;
  return dns::TlsaRecord{*usage, *selector, *matching, to_bytes(reader.rest())};
}

std::optional<dns::CaaRecord> read_caa(ByteView data) {
  tls::WireReader reader(data);
  const auto flags = reader.u8();
  const auto tag = reader.vector8();
  // RFC 8659 4.1: "The tag length MUST be at least 1."
  if (!flags || !tag || tag->empty()) return std::nullopt;
  return dns::CaaRecord{*flags, std::string(as_text(*tag)), std::string(as_text(reader.rest()))};
}

}  // namespace certcheck::net
