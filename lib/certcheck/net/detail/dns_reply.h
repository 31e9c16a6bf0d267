#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/dns/records.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certcheck::net {

/// What a response says of one question (RFC 1035 4.1). Views the message. Private to this module.
struct DnsReply {
  uint8_t code = 0;                  ///< RCODE
  bool authenticated = false;        ///< AD (RFC 4035 3.2.3)
  std::vector<std::string> aliases;  ///< from the name asked for to the one that has the records (CNAME)
  std::vector<ByteView> data;        ///< of the records of the type asked for under the last of these names
};

/// Reads a response to the question for `name`, without a final dot, and `type`. Records that are not of that
/// chain are skipped. Any bytes give a reply or nullopt, if the message cannot be read to its answers' end.
std::optional<DnsReply> read_dns_reply(ByteView message, std::string_view name, uint16_t type);

/// The data of a record, which is part of `message`: there may be the end of a name. nullopt: it is not of
/// this form.
std::optional<dns::MxRecord> read_mx(ByteView message, ByteView data);
std::optional<dns::TlsaRecord> read_tlsa(ByteView data);
std::optional<dns::CaaRecord> read_caa(ByteView data);

}  // namespace certcheck::net
