#include "certserve/scripted_session.h"

#include "certserve/pki/key.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace certcheck::certserve {
namespace {

// RFC 5246 6.2.1, 7.2, 7.4.
constexpr uint8_t handshake_record = 22;
constexpr uint8_t alert_record = 21;
constexpr uint8_t client_hello_type = 1;
constexpr uint8_t server_hello_type = 2;
constexpr uint8_t certificate_type = 11;
constexpr uint8_t server_key_exchange_type = 12;
constexpr uint8_t server_hello_done_type = 14;
constexpr uint8_t alert_handshake_failure = 40;
constexpr uint8_t alert_decode_error = 50;
constexpr size_t record_header_size = 5;
constexpr size_t message_header_size = 4;
constexpr size_t most_in_record = 1 << 14;
constexpr size_t longest_client_hello = 1 << 16;

constexpr uint16_t rsa_with_aes_128_cbc_sha = 0x002f;
constexpr uint16_t ecdhe_ecdsa_with_aes_128_gcm_sha256 = 0xc02b;
constexpr uint16_t secp256r1 = 23;
constexpr uint16_t ecdsa_secp256r1_sha256 = 0x0403;
constexpr uint16_t renegotiation_info = 0xff01;       // RFC 5746
constexpr uint16_t renegotiation_info_scsv = 0x00ff;  // the same as a cipher suite

void append(Bytes& out, ByteView more) { out.insert(out.end(), more.begin(), more.end()); }

// Big-endian in `size` bytes.
void append_number(Bytes& out, size_t value, size_t size) {
  while (size-- > 0) {
    out.push_back(static_cast<uint8_t>(value >> (8 * size)));
  }
}

void append_vector(Bytes& out, ByteView content, size_t length_size) {
  append_number(out, content.size(), length_size);
  append(out, content);
}

Bytes message(uint8_t type, ByteView body) {
  Bytes out{type};
  append_vector(out, body, 3);
  return out;
}

size_t number_at(ByteView bytes, size_t at, size_t size) {
  size_t value = 0;
  for (size_t i = 0; i < size; ++i) {
    value = value << 8 | bytes[at + i];
  }
  return value;
}

// Takes fields off the front; stays failed once there were too few bytes.
class Cursor {
 public:
  explicit Cursor(ByteView bytes) : rest_(bytes) {}

  ByteView take(size_t size) {
    if (failed_ || size > rest_.size()) {
      failed_ = true;
      return {};
    }
    const ByteView out = rest_.first(size);
    rest_ = rest_.subspan(size);
    return out;
  }
  size_t number(size_t size) {
    const ByteView bytes = take(size);
    return failed_ ? 0 : number_at(bytes, 0, size);
  }
  ByteView vector(size_t length_size) { return take(number(length_size)); }
  bool empty() const { return rest_.empty(); }
  bool failed() const { return failed_; }

 private:
  ByteView rest_;
  bool failed_ = false;
};

}  // namespace

struct ScriptedSession::ClientHello {
  Bytes random;
  std::vector<uint16_t> cipher_suites;
  bool secure_renegotiation = false;

  // RFC 5246 7.4.1.2.
  static std::optional<ClientHello> parse(ByteView body) {
    ClientHello out;
    Cursor cursor(body);
    cursor.number(2);  // client_version
    out.random = to_bytes(cursor.take(32));
    cursor.vector(1);  // session_id
    Cursor suites(cursor.vector(2));
    while (!suites.empty() && !suites.failed()) {
      out.cipher_suites.push_back(static_cast<uint16_t>(suites.number(2)));
    }
    cursor.vector(1);  // compression_methods
    if (!cursor.empty()) {
      Cursor extensions(cursor.vector(2));
      while (!extensions.empty() && !extensions.failed()) {
        out.secure_renegotiation |= extensions.number(2) == renegotiation_info;
        extensions.vector(2);
      }
    }
    out.secure_renegotiation |= out.offers(renegotiation_info_scsv);
    return cursor.failed() || suites.failed() ? std::nullopt : std::optional(out);
  }

  bool offers(uint16_t suite) const {
    return std::find(cipher_suites.begin(), cipher_suites.end(), suite) != cipher_suites.end();
  }
};

bool ScriptedSession::receive(ByteView received, Bytes& answer) {
  append(records_, received);
  while (records_.size() >= record_header_size) {
    const size_t size = number_at(records_, 3, 2);
    if (records_.size() < record_header_size + size) {
      return true;
    }
    if (answered_) {
      // An alert says that the client gives up; anything else goes on where we cannot follow.
      if (records_[0] != alert_record) {
        refuse(alert_handshake_failure, answer);
      }
      return false;
    }
    if (records_[0] != handshake_record) {
      refuse(alert_decode_error, answer);
      return false;
    }
    append(handshake_, ByteView(records_).subspan(record_header_size, size));
    records_.erase(records_.begin(), records_.begin() + static_cast<ptrdiff_t>(record_header_size + size));

    if (handshake_.size() < message_header_size) {
      continue;
    }
    const size_t message_size = number_at(handshake_, 1, 3);
    if (handshake_[0] != client_hello_type || message_size > longest_client_hello) {
      refuse(alert_decode_error, answer);
      return false;
    }
    if (handshake_.size() < message_header_size + message_size) {
      continue;
    }
    const auto hello = ClientHello::parse(ByteView(handshake_).subspan(message_header_size, message_size));
    if (!hello) {
      refuse(alert_decode_error, answer);
      return false;
    }
    // A server of TLS 1.0 answers in its own version whatever is offered; the client then knows why it stops.
    if (version_ == Version::tls12 && !hello->offers(ecdhe_ecdsa_with_aes_128_gcm_sha256)) {
      refuse(alert_handshake_failure, answer);
      return false;
    }
    answer_hello(*hello, answer);
    answered_ = true;
  }
  return true;
}

void ScriptedSession::answer_hello(const ClientHello& hello, Bytes& answer) const {
  // Never used for a key, so any value will do; the last bytes must not be RFC 8446 4.1.3's downgrade marks.
  const Bytes server_random = pki::sha256(hello.random);
  Bytes flight = server_hello(hello, server_random);
  append(flight, certificate());
  if (version_ == Version::tls12) {
    append(flight, server_key_exchange(hello, server_random));
  }
  append(flight, message(server_hello_done_type, {}));
  for (size_t at = 0; at < flight.size(); at += most_in_record) {
    answer.push_back(handshake_record);
    append_number(answer, static_cast<uint16_t>(version_), 2);
    append_vector(answer, ByteView(flight).subspan(at, std::min(most_in_record, flight.size() - at)), 2);
  }
}

Bytes ScriptedSession::server_hello(const ClientHello& hello, ByteView server_random) const {
  Bytes body;
  append_number(body, static_cast<uint16_t>(version_), 2);
  append(body, server_random);
  body.push_back(0);  // no session to resume
  append_number(
      body, version_ == Version::tls10 ? rsa_with_aes_128_cbc_sha : ecdhe_ecdsa_with_aes_128_gcm_sha256, 2);
  body.push_back(0);  // no compression
  if (hello.secure_renegotiation) {
    Bytes extension;
    append_number(extension, renegotiation_info, 2);
    append_vector(extension, Bytes{0}, 2);
    append_vector(body, extension, 2);
  }
  return message(server_hello_type, body);
}

Bytes ScriptedSession::certificate() const {
  Bytes list;
  for (const Bytes& certificate : presentation_->chain) {
    append_vector(list, certificate, 3);
  }
  Bytes body;
  append_vector(body, list, 3);
  return message(certificate_type, body);
}

// RFC 8422 5.4: a named curve, a point, and a signature over both randoms and these.
Bytes ScriptedSession::server_key_exchange(const ClientHello& hello, ByteView server_random) const {
  const pki::Key& key = pki::Key::get(presentation_->key);
  // The share is never used: the certificate's own point serves. It ends the SubjectPublicKeyInfo, 65 bytes
  // long.
  const ByteView point = ByteView(key.public_key_info()).last(65);
  Bytes body{3};  // named_curve
  append_number(body, secp256r1, 2);
  append_vector(body, point, 1);
  Bytes to_sign = hello.random;
  append(to_sign, server_random);
  append(to_sign, body);
  append_number(body, ecdsa_secp256r1_sha256, 2);
  append_vector(body, key.sign(to_sign, pki::Digest::sha256), 2);
  return message(server_key_exchange_type, body);
}

void ScriptedSession::refuse(uint8_t alert, Bytes& answer) const {
  answer.push_back(alert_record);
  append_number(answer, static_cast<uint16_t>(version_), 2);
  append_vector(answer, Bytes{2, alert}, 2);  // fatal
}

}  // namespace certcheck::certserve
