#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace certcheck::names {

/// The name a caller wants to reach: RFC 9525 "reference identifier".
struct ReferenceName {
  enum class Kind : uint8_t { dns, ip, email, uri, srv };
  Kind kind = Kind::dns;
  /// dns: lower-case A-labels without a final dot; ip: canonical text; email: local part as given, domain as
  /// dns; uri: as compared, scheme and host in lower case; srv: "_service.domain", domain as dns
  std::string value;
  Bytes address;  ///< ip: 4 or 16 bytes
};

std::string_view to_string(ReferenceName::Kind kind);

/// "dns", "ip", ... in any case; nullopt if the word is none of them.
std::optional<ReferenceName::Kind> parse_kind(std::string_view word);

/// Prepares what a user typed: IDNA (UTS 46 mapped) for host names, one final dot removed, IPv6 brackets and
/// zone refused, as are ports, paths and wildcards. The error says what is wrong with the name.
Result<ReferenceName> make_reference_name(ReferenceName::Kind kind, std::string_view input);
/// An IP address if the text is one, else a DNS name.
Result<ReferenceName> make_host_name(std::string_view input);
/// A name of any kind, which shows from its form: a URI has a scheme, a mailbox an "@", an SRV-ID begins with
/// "_". "dns:", "ip:", "email:", "uri:" or "srv:" before it says which kind is meant. The URL of a web page
/// is refused unless "uri:" says that it is one: who gives it means the host.
Result<ReferenceName> make_name(std::string_view input);

}  // namespace certcheck::names
