#include "certserve/handmade_session.h"

#include "certcheck/tls/code_points.h"
#include "certcheck/tls/wire_writer.h"

#include "certserve/handmade_parts.h"
#include "certserve/http.h"
#include "certserve/pki/key.h"

#include <botan/exceptn.h>
#include <botan/system_rng.h>

#include <algorithm>
#include <utility>

namespace certcheck::certserve {

using namespace net;
using namespace tls;

namespace {

constexpr size_t header_size = 5;
constexpr size_t content_max = size_t{1} << 14;  // RFC 8446 5.1
constexpr size_t message_max = size_t{1} << 16;  // no client says more at once

}  // namespace

HandmadeSession::HandmadeSession(const Script& script, std::shared_ptr<const Presentation> presentation,
                                 std::shared_ptr<const std::string> response)
    : script_(script), presentation_(std::move(presentation)), response_(std::move(response)) {}

HandmadeSession::~HandmadeSession() = default;

bool HandmadeSession::tls13() const { return version_ == tls13_version; }

bool HandmadeSession::receive(ByteView received, Bytes& answer) {
  records_.insert(records_.end(), received.begin(), received.end());
  bool open = true;
  try {
    open = read_records();
  } catch (const Botan::Exception&) {
    open = refuse(alert::internal_error);  // a share or a secret that is none
  }
  answer.insert(answer.end(), output_.begin(), output_.end());
  output_.clear();
  return open;
}

bool HandmadeSession::read_records() {
  while (records_.size() >= header_size) {
    const size_t size = static_cast<size_t>(records_[3]) << 8 | records_[4];
    if (records_[0] < change_cipher_spec_content || records_[0] > application_data_content)
      return refuse(alert::decode_error);
    if (records_.size() < header_size + size) return true;
    const Bytes record(records_.begin(), records_.begin() + static_cast<ptrdiff_t>(header_size + size));
    records_.erase(records_.begin(), records_.begin() + static_cast<ptrdiff_t>(record.size()));
    if (!read_record(ByteView(record).first(header_size), ByteView(record).subspan(header_size)))
      return false;
  }
  return true;
}

bool HandmadeSession::read_record(ByteView header, ByteView body) {
  const uint8_t type = header[0];
  if (type == change_cipher_spec_content && tls13()) return true;  // RFC 8446 D.4
  if (!read_cipher_) return read_content(type, body);
  const auto opened = read_cipher_->open(header, body);
  return opened ? read_content(opened->content_type, opened->content) : refuse(alert::bad_record_mac);
}

bool HandmadeSession::read_content(uint8_t type, ByteView content) {
  switch (type) {
    case handshake_content:
      break;
    case change_cipher_spec_content:
      return read_change_cipher_spec();
    case alert_content:
      // A client that does not renegotiate says so and stays (RFC 5246 7.2.2).
      return content.size() == 2 && content[1] == alert::no_renegotiation;
    case application_data_content:
      return read_request(content);
    default:
      return refuse(alert::unexpected_message);
  }
  fragments_.insert(fragments_.end(), content.begin(), content.end());
  while (fragments_.size() >= 4) {
    const size_t size =
        static_cast<size_t>(fragments_[1]) << 16 | static_cast<size_t>(fragments_[2]) << 8 | fragments_[3];
    if (size > message_max) return refuse(alert::decode_error);
    if (fragments_.size() < 4 + size) return true;
    const Bytes message(fragments_.begin(), fragments_.begin() + static_cast<ptrdiff_t>(4 + size));
    fragments_.erase(fragments_.begin(), fragments_.begin() + static_cast<ptrdiff_t>(message.size()));
    if (!read_message(message[0], ByteView(message).subspan(4), message)) return false;
  }
  return true;
}

bool HandmadeSession::read_message(uint8_t type, ByteView body, ByteView message) {
  if (version_ == 0)
    return type == message_type::client_hello ? read_client_hello_message(body, message)
                                              : refuse(alert::decode_error);
  if (done_) return refuse(alert::unexpected_message);
  // Of SSL 3.0 there is no other half.
  if (version_ <= ssl3_version) return refuse(alert::handshake_failure);
  if (type == message_type::finished && read_cipher_)
    return tls13() ? read_tls13_finished(body, message) : read_old_finished(body, message);
  if (type == message_type::client_key_exchange && !tls13() && !pending_read_cipher_)
    return read_client_key_exchange(body, message);
  return refuse(alert::unexpected_message);
}

bool HandmadeSession::read_request(ByteView content) {
  if (!done_) return refuse(alert::unexpected_message);
  request_.append(as_text(content));
  if (!http_request_complete(request_)) return request_.size() < request_bytes_max;
  write_record(application_data_content, as_bytes(*response_));
  write_record(alert_content, Bytes{alert::warning, alert::close_notify});
  return false;
}

bool HandmadeSession::read_client_hello_message(ByteView body, ByteView message) {
  const auto hello = read_client_hello(body);
  if (script_.deed == Script::Deed::send_error_of_ssl3) {
    version_ = ssl3_version;
    return refuse(alert::handshake_failure);
  }
  if (!hello) return refuse(alert::decode_error);
  transcript_.add(message);
  server_random_.resize(32);
  Botan::system_rng().randomize(server_random_);
  const auto offers = [&](const auto& list, uint16_t value) {
    return std::find(list.begin(), list.end(), value) != list.end();
  };
  if (script_.newest == tls13_version && offers(hello->versions, tls13_version) &&
      offers(hello->key_shares, x25519_group)) {
    version_ = tls13_version;
    return start_tls13(*hello);
  }
  // Servers of old answer in their own version, whatever is offered; the client then knows why it stops.
  const uint16_t newest = std::min(script_.newest, tls12_version);
  version_ = std::max(script_.oldest, std::min(newest, hello->legacy_version));
  if (version_ > tls12_version || hello->legacy_version < script_.oldest) {
    version_ = std::min(version_, tls12_version);
    return refuse(alert::protocol_version);
  }
  return start_old(*hello);
}

void HandmadeSession::write_record(uint8_t type, ByteView content) {
  const uint16_t version = version_ == 0 ? tls10_version : std::min(version_, tls12_version);
  while (!content.empty()) {
    const ByteView piece = content.first(std::min(content.size(), content_max));
    content = content.subspan(piece.size());
    const Bytes record = write_cipher_ ? write_cipher_->seal(type, piece)
                                       : WireWriter().u8(type).u16(version).vector16(piece).take();
    output_.insert(output_.end(), record.begin(), record.end());
  }
}

void HandmadeSession::say(uint8_t type, ByteView body) {
  const Bytes message = handshake_message(type, body);
  transcript_.add(message);
  flight_.insert(flight_.end(), message.begin(), message.end());
}

void HandmadeSession::send_flight() { write_record(handshake_content, std::exchange(flight_, Bytes())); }

bool HandmadeSession::refuse(uint8_t alert) {
  write_record(alert_content, Bytes{alert::fatal, alert});
  return false;
}

}  // namespace certcheck::certserve
