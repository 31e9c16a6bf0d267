// RFC 4511 section 4.14 (StartTLS), in BER as its section 5.1 restricts it: lengths are definite, and may be
// longer than they need to be.
#include "certcheck/net/starttls/detail/dialogues.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace certcheck::net::starttls {

namespace {

// LDAPMessage { messageID 1, extendedReq { requestName [0] 1.3.6.1.4.1.1466.20037 } }
constexpr std::string_view start_tls_request =
    "\x30\x1d\x02\x01\x01\x77\x18\x80\x16"
    "1.3.6.1.4.1.1466.20037";

constexpr uint8_t ber_integer = 0x02, ber_octet_string = 0x04, ber_enumerated = 0x0a, ber_sequence = 0x30,
                  extended_response = 0x78;

struct BerElement {
  uint8_t tag = 0;
  ByteView content;
  size_t size = 0;  ///< with tag and length
};

/// The size of the element's header and of its content; nullopt while they are not there.
/// A content of more than 32 bits counts as 2^32 - 1.
std::optional<std::pair<size_t, size_t>> ber_sizes(ByteView bytes, bool& malformed) {
  if (bytes.size() < 2) return std::nullopt;
  if (bytes[1] < 0x80) return std::pair<size_t, size_t>(2, bytes[1]);
  const size_t count = bytes[1] & 0x7fU;
  if (count == 0 || count > 8) {
    malformed = true;
    return std::nullopt;
  }
  if (bytes.size() < 2 + count) return std::nullopt;
  uint64_t length = 0;
  for (const uint8_t byte : bytes.subspan(2, count)) length = length << 8 | byte;
  return std::pair<size_t, size_t>(2 + count, std::min<uint64_t>(length, UINT32_MAX));
}

std::optional<BerElement> take_ber(ByteView& bytes) {
  bool malformed = false;
  const auto sizes = ber_sizes(bytes, malformed);
  if (!sizes || sizes->second > bytes.size() - sizes->first) return std::nullopt;
  const BerElement element{bytes[0], bytes.subspan(sizes->first, sizes->second),
                           sizes->first + sizes->second};
  bytes = bytes.subspan(element.size);
  return element;
}

std::optional<ByteView> take_ber(ByteView& bytes, uint8_t tag) {
  const auto element = take_ber(bytes);
  return element && element->tag == tag ? std::optional(element->content) : std::nullopt;
}

// RFC 4511 appendix A.2, the ones that a server may give here.
std::string result_name(unsigned code) {
  struct Name {
    unsigned code;
    const char* name;
  };
  constexpr std::array names{Name{1, "operationsError"},
                             Name{2, "protocolError"},
                             Name{3, "timeLimitExceeded"},
                             Name{7, "authMethodNotSupported"},
                             Name{8, "strongerAuthRequired"},
                             Name{10, "referral"},
                             Name{11, "adminLimitExceeded"},
                             Name{13, "confidentialityRequired"},
                             Name{50, "insufficientAccessRights"},
                             Name{51, "busy"},
                             Name{52, "unavailable"},
                             Name{53, "unwillingToPerform"},
                             Name{80, "other"}};
  for (const Name& known : names)
    if (known.code == code) return known.name;
  return "resultCode " + std::to_string(code);
}

class Ldap final : public Dialogue {
 public:
  explicit Ldap(const Options& options) : Dialogue("LDAP", options) {
    await("the response to StartTLS");
    send(start_tls_request);
  }

 private:
  size_t message_size(ByteView received) override {
    if (received.empty()) return 0;
    bool malformed = received[0] != ber_sequence;
    const auto sizes = malformed ? std::nullopt : ber_sizes(received, malformed);
    if (malformed) not_the_protocol(as_text(received));
    if (!sizes || sizes->second > received.size() - sizes->first) return 0;
    return sizes->first + sizes->second;
  }

  void on_message(ByteView message) override {
    const auto body = take_ber(message, ber_sequence);
    ByteView rest = *body;
    const auto id = take_ber(rest, ber_integer);
    const auto operation = take_ber(rest);
    if (!id || id->size() != 1 || !operation || operation->tag != extended_response)
      return not_the_protocol(as_text(*body));
    rest = operation->content;
    const auto code_bytes = take_ber(rest, ber_enumerated);
    const auto matched = take_ber(rest, ber_octet_string);
    const auto diagnostic = take_ber(rest, ber_octet_string);
    if (!code_bytes || code_bytes->empty() || code_bytes->size() > 2 || !matched || !diagnostic)
      return not_the_protocol(as_text(*body));
    unsigned code = 0;
    for (const uint8_t byte : *code_bytes) code = code << 8 | byte;
    std::string words = result_name(code);
    if (!diagnostic->empty()) words.append(" (").append(as_text(*diagnostic)).append(")");
    // Section 4.4.1: message 0 is the notice of disconnection.
    if ((*id)[0] == 0) return refuse(Refusal::no_service, words);
    if ((*id)[0] != 1) return not_the_protocol(as_text(*body));
    if (code == 0) return be_ready();
    // Section 4.14.2: protocolError is of a server without TLS; other codes, as unavailable, of one that
    // cannot now.
    refuse(code == 2 ? Refusal::not_offered : Refusal::after_offer, words);
  }
};

}  // namespace

std::unique_ptr<Dialogue> start_ldap(const Options& options) { return std::make_unique<Ldap>(options); }

}  // namespace certcheck::net::starttls
