#include "certcheck/net/tap.h"

#include "certcheck/net/hello.h"
#include "certcheck/net/tls_names.h"
#include "certcheck/net/traffic_cipher.h"
#include "certcheck/net/wire_reader.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace certcheck {

namespace {

constexpr size_t header_size = 5;
// RFC 5246 6.2.3 lets a protected record grow by 2048 bytes; RFC 8446 5.2 by only 256.
constexpr size_t record_size_max = (1U << 14) + 2048;
constexpr size_t plaintext_kept = 512;
// What is fed is cut into pieces, so that what is kept does not depend on how much comes at once.
constexpr size_t piece_size = 1U << 14;

constexpr uint8_t server_hello_message = 2, finished_message = 20, key_update_message = 24;

}  // namespace

struct Tap::State {
  struct Direction {
    bool from_server = false;
    bool started = false;     // a record header was seen
    bool silent = false;      // nothing more is read
    bool protected_ = false;  // TLS 1.2: change_cipher_spec went by; TLS 1.3: the handshake keys are in use
    Bytes buffer;             // an incomplete record
    Bytes handshake;          // an incomplete handshake message
    size_t handshake_total = 0;
    Bytes waiting;                // whole records for which the key is not known yet
    bool handshake_done = false;  // TLS 1.3: this side's Finished went by
    size_t messages = 0;
    // In a row, as TapLimits counts them.
    size_t warnings = 0, empty_records = 0, cipher_changes = 0, useless_records = 0;
    Bytes handshake_secret, application_secret;
    std::optional<TrafficCipher> cipher;
    bool cipher_failed = false;
  };

  State(Sink sink_, TapLimits limits_) : sink(std::move(sink_)), limits(limits_) {
    server.from_server = true;
  }

  void feed(Direction& d, ByteView bytes);
  void read_records(Direction& d);
  void read_record(Direction& d, ByteView header, ByteView body);
  void read_protected(Direction& d, ByteView header, ByteView body);
  void read_content(Direction& d, uint8_t type, ByteView content, TapEvent base);
  void read_fragment(Direction& d, ByteView fragment, const TapEvent& base);
  void read_message(Direction& d, uint8_t type, ByteView body, TapEvent event);
  void retry_waiting(Direction& d);
  bool ready_cipher(Direction& d);
  void give_up(Direction& d, std::string_view problem);
  void stop_at_limit(Direction& d, std::string problem);
  void count_useless(Direction& d, size_t& kind, size_t most, const char* what);
  static void count_useful(Direction& d) {
    d.warnings = d.empty_records = d.cipher_changes = d.useless_records = 0;
  }

  Sink sink;
  TapLimits limits;
  Direction server, client;
  bool tls13 = false;
  uint16_t cipher_suite = 0;
  bool hello_seen = false;  // the server's
  size_t bytes_before_hello = 0;
  std::string limit_exceeded;  // by the server
  bool no_tls = false;
  Bytes plaintext;
};

void Tap::State::give_up(Direction& d, std::string_view problem) {
  d.silent = true;
  // Assigning a new vector frees the memory; clear() would not.
  d.buffer = Bytes();
  d.handshake = Bytes();
  d.waiting = Bytes();
  TapEvent event{TapEvent::Kind::malformed, d.from_server};
  event.problem = problem;
  sink(event);
}

void Tap::State::stop_at_limit(Direction& d, std::string problem) {
  if (d.silent) return;
  if (d.from_server) limit_exceeded = problem;
  give_up(d, problem);
}

void Tap::State::count_useless(Direction& d, size_t& kind, size_t most, const char* what) {
  if (++kind > most)
    stop_at_limit(d, "more than " + std::to_string(most) + " " + what + " in a row");
  else if (++d.useless_records > limits.useless_records_max)
    stop_at_limit(d, "more than " + std::to_string(limits.useless_records_max) +
                         " records in a row that bring the handshake no further");
}

void Tap::State::feed(Direction& d, ByteView bytes) {
  while (!bytes.empty() && !d.silent) {
    const ByteView piece = bytes.first(std::min(bytes.size(), piece_size));
    bytes = bytes.subspan(piece.size());
    d.buffer.insert(d.buffer.end(), piece.begin(), piece.end());
    read_records(d);
  }
  if (d.from_server && no_tls) {
    const size_t room = plaintext_kept - plaintext.size();
    const ByteView more = bytes.first(std::min(room, bytes.size()));
    plaintext.insert(plaintext.end(), more.begin(), more.end());
  }
}

void Tap::State::read_records(Direction& d) {
  size_t at = 0;
  while (!d.silent) {
    const ByteView left = ByteView(d.buffer).subspan(at);
    if (left.empty()) break;
    const bool plausible = left[0] >= change_cipher_spec_content && left[0] <= application_data_content &&
                           (left.size() < 2 || left[1] == 3);
    if (!plausible) {
      if (d.from_server && !d.started) {
        no_tls = true;
        plaintext.assign(left.begin(),
                         left.begin() + static_cast<std::ptrdiff_t>(std::min(left.size(), plaintext_kept)));
        give_up(d, "the first bytes are no TLS record");
      } else {
        give_up(d, "a record of unknown type");
      }
      return;
    }
    if (left.size() < header_size) break;
    d.started = true;
    const size_t size = static_cast<size_t>(left[3]) << 8 | left[4];
    if (size > record_size_max) return give_up(d, "a record longer than the protocol allows");
    if (left.size() < header_size + size) break;
    read_record(d, left.first(header_size), left.subspan(header_size, size));
    at += header_size + size;
  }
  if (!d.silent) d.buffer.erase(d.buffer.begin(), d.buffer.begin() + static_cast<std::ptrdiff_t>(at));
}

void Tap::State::read_record(Direction& d, ByteView header, ByteView body) {
  TapEvent event{TapEvent::Kind::unreadable, d.from_server, header[0]};
  event.record_bytes = body.size();
  event.record_version = static_cast<uint16_t>(header[1] << 8 | header[2]);
  if (d.from_server && !hello_seen) {
    bytes_before_hello += header.size() + body.size();
    if (bytes_before_hello > limits.bytes_before_hello_max)
      return stop_at_limit(
          d, "more than " + std::to_string(limits.bytes_before_hello_max) + " bytes before a server hello");
  }

  if (tls13 && d.protected_ && header[0] == application_data_content) return read_protected(d, header, body);
  if (tls13 && header[0] == change_cipher_spec_content) {  // RFC 8446 D.4
    return count_useless(d, d.cipher_changes, limits.useless_records_max, "records of change_cipher_spec");
  }
  // RFC 8446 section 5: once keys are agreed, nothing but an alert may still come in the clear. What does was
  // not sent by whom the handshake authenticates.
  if (tls13 && d.protected_ && header[0] == handshake_content) return sink(event);
  if (!tls13 && d.protected_) {
    // What stands in it is known to the engine alone; an alert shows by its type.
    if (header[0] == alert_content)
      count_useless(d, d.warnings, limits.warnings_max, "alerts");
    else
      count_useful(d);
    if (d.silent) return;
    if (header[0] == application_data_content) event.kind = TapEvent::Kind::application_data;
    return sink(event);
  }
  read_content(d, header[0], body, event);
}

bool Tap::State::ready_cipher(Direction& d) {
  if (d.cipher) return true;
  const Bytes& secret = d.handshake_done ? d.application_secret : d.handshake_secret;
  if (secret.empty() || d.cipher_failed) return false;
  d.cipher = TrafficCipher::create(cipher_suite, secret, TrafficCipher::Use::open);
  d.cipher_failed = !d.cipher;
  return d.cipher.has_value();
}

void Tap::State::read_protected(Direction& d, ByteView header, ByteView body) {
  TapEvent event{TapEvent::Kind::unreadable, d.from_server, header[0]};
  event.record_bytes = body.size();
  event.record_version = static_cast<uint16_t>(header[1] << 8 | header[2]);
  if (!ready_cipher(d)) {
    if (d.cipher_failed) return sink(event);
    if (d.waiting.size() + header.size() + body.size() > limits.waiting_bytes_max) {
      return give_up(d, "no key for its protected records");
    }
    d.waiting.insert(d.waiting.end(), header.begin(), header.end());
    d.waiting.insert(d.waiting.end(), body.begin(), body.end());
    return;
  }
  const auto inner = d.cipher->open(header, body);
  if (!inner) {
    d.cipher_failed = true;
    d.cipher.reset();
    return sink(event);
  }
  // RFC 8446 5.2: content, content type, zeros.
  size_t end = inner->size();
  while (end > 0 && (*inner)[end - 1] == 0) --end;
  if (end == 0) {
    sink(event);
    return count_useless(d, d.empty_records, limits.empty_records_max, "empty records");
  }
  read_content(d, (*inner)[end - 1], ByteView(*inner).first(end - 1), event);
}

void Tap::State::read_content(Direction& d, uint8_t type, ByteView content, TapEvent event) {
  if (content.empty()) {
    count_useless(d, d.empty_records, limits.empty_records_max, "empty records");
    if (d.silent) return;
  }
  switch (type) {
    case handshake_content:
      return read_fragment(d, content, event);
    case alert_content:
      if (content.size() < 2) return give_up(d, "an alert that is cut short");
      event.kind = TapEvent::Kind::alert;
      event.level = content[0];
      event.type = content[1];
      sink(event);
      return count_useless(d, d.warnings, limits.warnings_max, "alerts");
    case change_cipher_spec_content:
      event.kind = TapEvent::Kind::change_cipher_spec;
      d.protected_ = hello_seen;  // before it there is nothing to change to
      sink(event);
      return count_useless(d, d.cipher_changes, limits.useless_records_max, "records of change_cipher_spec");
    case application_data_content:
      if (!content.empty()) count_useful(d);
      event.kind = TapEvent::Kind::application_data;
      event.body = content;
      return sink(event);
    default:
      return sink(event);
  }
}

void Tap::State::read_fragment(Direction& d, ByteView fragment, const TapEvent& base) {
  d.handshake_total += fragment.size();
  if (d.handshake_total > limits.total_bytes_max)
    return stop_at_limit(
        d, "more than " + std::to_string(limits.total_bytes_max) + " bytes of handshake messages");
  if (!fragment.empty()) count_useful(d);
  d.handshake.insert(d.handshake.end(), fragment.begin(), fragment.end());
  size_t at = 0;
  while (!d.silent && d.handshake.size() - at >= 4) {
    WireReader reader(ByteView(d.handshake).subspan(at));
    const uint8_t type = *reader.u8();
    const auto head = reader.rest();
    const size_t size = static_cast<size_t>(head[0]) << 16 | static_cast<size_t>(head[1]) << 8 | head[2];
    if (size > limits.message_bytes_max)
      return stop_at_limit(d, "a handshake message of " + std::to_string(size) + " bytes, more than " +
                                  std::to_string(limits.message_bytes_max));
    const auto body = reader.vector24();
    if (!body) break;
    at += 4 + size;
    read_message(d, type, *body, base);
  }
  if (!d.silent) {
    d.handshake.erase(d.handshake.begin(), d.handshake.begin() + static_cast<std::ptrdiff_t>(at));
  }
}

void Tap::State::read_message(Direction& d, uint8_t type, ByteView body, TapEvent event) {
  if (++d.messages > limits.messages_max)
    return stop_at_limit(d, "more than " + std::to_string(limits.messages_max) + " handshake messages");
  event.kind = TapEvent::Kind::handshake;
  event.type = type;
  event.body = body;
  if (d.from_server && type == server_hello_message) {
    hello_seen = true;
    if (const auto hello = read_server_hello(body)) {
      tls13 = hello->version == tls13_version;
      cipher_suite = hello->cipher_suite;
      // After a HelloRetryRequest both hellos come again, in the clear.
      if (tls13 && !hello->is_hello_retry_request) server.protected_ = client.protected_ = true;
    }
  }
  sink(event);
  if (!tls13 || !d.protected_) return;
  if (type == finished_message && !d.handshake_done) {
    d.handshake_done = true;
    d.cipher.reset();
  } else if (type == key_update_message) {
    d.cipher.reset();
    d.cipher_failed = true;  // nothing after it belongs to the handshake
  }
}

void Tap::State::retry_waiting(Direction& d) {
  // What still lacks its key goes back to `waiting`; each pass opens at least one record or ends.
  while (!d.silent && !d.waiting.empty() && ready_cipher(d)) {
    const Bytes records = std::exchange(d.waiting, Bytes());
    size_t at = 0;
    while (!d.silent && at < records.size()) {
      const size_t size = static_cast<size_t>(records[at + 3]) << 8 | records[at + 4];
      const ByteView record = ByteView(records).subspan(at, header_size + size);
      read_protected(d, record.first(header_size), record.subspan(header_size));
      at += record.size();
    }
  }
}

Tap::Tap(Sink sink, TapLimits limits) : state_(std::make_unique<State>(std::move(sink), limits)) {}
Tap::~Tap() = default;

void Tap::from_server(ByteView bytes) { state_->feed(state_->server, bytes); }
void Tap::from_client(ByteView bytes) { state_->feed(state_->client, bytes); }

void Tap::add_secret(std::string_view label, ByteView secret) {
  State::Direction* direction = nullptr;
  if (label.starts_with("SERVER_")) direction = &state_->server;
  if (label.starts_with("CLIENT_")) direction = &state_->client;
  if (!direction) return;
  const std::string_view which = label.substr(7);
  if (which == "HANDSHAKE_TRAFFIC_SECRET") {
    direction->handshake_secret = to_bytes(secret);
  } else if (which == "TRAFFIC_SECRET_0") {
    direction->application_secret = to_bytes(secret);
  } else {
    return;
  }
  state_->retry_waiting(*direction);
}

bool Tap::server_speaks_no_tls() const { return state_->no_tls; }
const std::string& Tap::limit_exceeded() const { return state_->limit_exceeded; }
const Bytes& Tap::server_plaintext() const { return state_->plaintext; }

size_t Tap::kept() const {
  const auto of = [](const State::Direction& d) {
    return d.buffer.size() + d.handshake.size() + d.waiting.size();
  };
  return of(state_->server) + of(state_->client) + state_->plaintext.size();
}

}  // namespace certcheck
