#include "certcheck/net/client/detail/client.h"

#include "certcheck/net/client/detail/client_state.h"
#include "certcheck/net/client/detail/leaf_key.h"
#include "certcheck/tls/key_exchange_messages.h"
#include "certcheck/tls/names.h"
#include "certcheck/tls/wire_reader.h"
#include "certcheck/tls/wire_writer.h"

#include <botan/exceptn.h>
#include <botan/rng.h>
#include <botan/system_rng.h>

#include <algorithm>
#include <utility>

namespace certcheck::net {

using namespace tls;

namespace {

constexpr size_t header_size = 5;
constexpr size_t content_max = size_t{1} << 14;  // RFC 8446 5.1
constexpr size_t plaintext_kept = 512;
// What is fed is cut into pieces, so that what is kept does not depend on how much comes at once.
constexpr size_t piece_size = size_t{1} << 14;

// Botan's interface around a test's bytes.
class GivenRandom final : public Botan::RandomNumberGenerator {
 public:
  explicit GivenRandom(std::function<void(std::span<uint8_t>)> fill) : fill_(std::move(fill)) {}
  std::string name() const override { return "given"; }
  void clear() override {}
  bool is_seeded() const override { return true; }
  bool accepts_input() const override { return false; }

 private:
  void fill_bytes_with_input(std::span<uint8_t> out, std::span<const uint8_t> /*in*/) override {
    if (!out.empty()) fill_(out);
  }
  std::function<void(std::span<uint8_t>)> fill_;
};

std::unique_ptr<Botan::RandomNumberGenerator> given_random(const ClientOptions& options) {
  return options.random ? std::make_unique<GivenRandom>(options.random) : nullptr;
}

std::string bytes_phrase(size_t size) { return std::to_string(size) + " bytes"; }

}  // namespace

ClientState::ClientState(ClientOptions options_, Client::Sink sink_)
    : options(std::move(options_)),
      sink(std::move(sink_)),
      own_random(given_random(options)),
      random(own_random ? *own_random : Botan::system_rng()),
      shares(random) {}

ClientState::~ClientState() = default;

void ClientState::start() {
  client_random.resize(32);
  random.randomize(client_random);
  if (options.offer.compatibility_mode && options.offer.has_version(tls13_version)) {
    session_id.resize(32);
    random.randomize(session_id);
  }
  if (options.offer.grease) {
    const auto nibble = static_cast<unsigned>(random.next_byte() & 0xf0);
    grease = static_cast<uint16_t>((nibble | 0x0a) << 8 | (nibble | 0x0a));
  }
  hellos.write();
}

void ClientState::receive(ByteView bytes) {
  if (version == 0 && !silent()) {
    bytes_before_hello += bytes.size();
    if (saw_record && bytes_before_hello > options.limits.bytes_before_hello_max) {
      exceed(Violation::limit_bytes_before_hello,
             "more than " + bytes_phrase(options.limits.bytes_before_hello_max) + " before a server hello");
      input = fragments = Bytes();  // nothing is read any more
      return;
    }
  }
  while (!bytes.empty() && !silent()) {
    const ByteView piece = bytes.first(std::min(bytes.size(), piece_size));
    bytes = bytes.subspan(piece.size());
    input.insert(input.end(), piece.begin(), piece.end());
    read_records();
  }
  if (no_tls && !bytes.empty() && plaintext.size() < plaintext_kept) {
    const ByteView more = bytes.first(std::min(plaintext_kept - plaintext.size(), bytes.size()));
    plaintext.insert(plaintext.end(), more.begin(), more.end());
    show(NoTls{plaintext});
  }
}

void ClientState::read_records() {
  size_t at = 0;
  while (!silent()) {
    const ByteView left = ByteView(input).subspan(at);
    if (left.empty()) break;
    const bool plausible = left[0] >= change_cipher_spec_content && left[0] <= application_data_content &&
                           (left.size() < 2 || left[1] == 3);
    if (!plausible) {
      if (!saw_record) {
        no_tls = true;
        plaintext = to_bytes(left.first(std::min(left.size(), plaintext_kept)));
        failure = ClientFailure{ClientFailure::Kind::no_tls, step, "the server does not speak TLS"};
        show(NoTls{plaintext});
      } else {
        violate(Violation::malformed_record,
                "a record begins with " + hex_number(left[0], 2) +
                    (left.size() > 1 ? " " + hex_number(left[1], 2) : std::string()),
                alert::unexpected_message);
        stopped = true;
      }
      break;
    }
    if (left.size() < header_size) break;
    saw_record = true;
    const size_t size = static_cast<size_t>(left[3]) << 8 | left[4];
    const size_t size_max = content_max + (read_cipher ? read_cipher->overhead_max() : 0);
    if (size > size_max) {
      violate(Violation::record_too_long,
              "a record of " + bytes_phrase(size) + ", of which " + std::to_string(size_max) + " are allowed",
              alert::record_overflow);
      stopped = true;
      break;
    }
    if (left.size() < header_size + size) break;
    at += header_size + size;
    if (++records > options.limits.records_max) {
      exceed(Violation::limit_records,
             "more than " + std::to_string(options.limits.records_max) + " records");
      break;
    }
    read_record(left.first(header_size), left.subspan(header_size, size));
  }
  if (silent()) {
    input = Bytes();
    fragments = Bytes();
  } else {
    input.erase(input.begin(), input.begin() + static_cast<std::ptrdiff_t>(at));
  }
}

void ClientState::read_record(ByteView header, ByteView body) {
  const uint8_t type = header[0];
  // RFC 8446 D.4, and up to TLS 1.2 a message of its own.
  if (type == change_cipher_spec_content && (tls13() || !read_cipher)) return read_change_cipher_spec(body);
  if (!read_cipher) return read_content(type, body);
  if (tls13() && type != application_data_content) {
    // RFC 8446 section 5: once keys are agreed, nothing but an alert may still come in the clear: of a server
    // that could not read ours.
    if (type == alert_content) return read_alert(body);
    violate(Violation::plaintext_record, "a record of type " + std::to_string(type) + " in plaintext",
            alert::unexpected_message);
    stopped = true;
    return;
  }
  auto opened = read_cipher->open(header, body);
  if (!opened) {
    violate(Violation::unauthentic_record,
            "a record of " + bytes_phrase(body.size()) + " does not decrypt with the established keys",
            alert::bad_record_mac);
    stopped = true;
    return;
  }
  if (const size_t protected_bytes = opened->content.size() + opened->padding;
      protected_bytes > content_max) {
    violate(Violation::record_too_long,
            "a record with " + bytes_phrase(protected_bytes) + " of content" +
                (opened->padding == 0 ? "" : " and padding"),
            alert::record_overflow);
    stopped = true;
    return;
  }
  if (opened->content_type == 0) {  // RFC 8446 5.4
    violate(Violation::malformed_record,
            "a record of " + bytes_phrase(opened->padding) + ", all of them zero", alert::unexpected_message);
    stopped = true;
    return;
  }
  read_content(opened->content_type, opened->content);
}

void ClientState::read_content(uint8_t type, ByteView content) {
  if (content.empty()) {
    // RFC 8446 5.1 and 5.4, RFC 5246 6.2.1.
    if (type == handshake_content || type == alert_content)
      note(Violation::empty_fragment,
           type == alert_content ? "an empty alert record" : "an empty handshake record");
    useless_record();
    return;
  }
  useless_records = 0;
  // RFC 8446 5.1: no other record may be between the fragments of a message.
  if (!fragments.empty() && type == application_data_content) {
    return violate(Violation::unexpected_message, "application data in the middle of a handshake message",
                   alert::unexpected_message);
  }
  switch (type) {
    case handshake_content:
      return read_fragment(content);
    case alert_content:
      return read_alert(content);
    case application_data_content:
      return read_application_data(content);
    default:
      violate(Violation::malformed_record, "content of type " + std::to_string(type),
              alert::unexpected_message);
      stopped = true;
  }
}

void ClientState::read_fragment(ByteView fragment) {
  if (handshake_bytes += fragment.size(); handshake_bytes > options.limits.handshake_bytes_max) {
    exceed(Violation::limit_handshake_bytes,
           "more than " + bytes_phrase(options.limits.handshake_bytes_max) + " of handshake messages");
    return;
  }
  fragments.insert(fragments.end(), fragment.begin(), fragment.end());
  size_t at = 0;
  while (!silent() && fragments.size() - at >= 4) {
    const ByteView left = ByteView(fragments).subspan(at);
    const size_t size = static_cast<size_t>(left[1]) << 16 | static_cast<size_t>(left[2]) << 8 | left[3];
    if (size > options.limits.message_bytes_max) {
      exceed(Violation::limit_message_bytes, "a handshake message of " + bytes_phrase(size) + ", more than " +
                                                 std::to_string(options.limits.message_bytes_max));
      return;
    }
    if (left.size() < 4 + size) break;
    at += 4 + size;
    // A copy: what is read may change the keys, which must not happen in the middle of what is left.
    const Bytes message = to_bytes(left.first(4 + size));
    const RecordCipher* cipher = read_cipher.get();
    read_message(message);
    if (read_cipher.get() != cipher && at != fragments.size() && !failed()) {
      violate(Violation::fragmented_across_keys, "more messages in the record after which the keys change",
              alert::unexpected_message);
      stopped = true;
      return;
    }
  }
  if (!silent()) fragments.erase(fragments.begin(), fragments.begin() + static_cast<std::ptrdiff_t>(at));
}

void ClientState::read_message(ByteView message) {
  const uint8_t type = message[0];
  const ByteView body = message.subspan(4);
  const bool ticket = type == message_type::new_session_ticket;
  size_t& count = ticket ? tickets : messages;
  const size_t limit = ticket ? options.limits.tickets_max : options.limits.messages_max;
  if (++count > limit) {
    exceed(ticket ? Violation::limit_tickets : Violation::limit_messages,
           "more than " + std::to_string(limit) + (ticket ? " session tickets" : " handshake messages"));
    return;
  }
  step = tls::stage_of_message(type);
  if (type == message_type::server_hello) {
    if (const auto hello = read_server_hello(body); hello && hello->is_hello_retry_request)
      step = tls::Stage::hello_retry_request;
  }
  show(HandshakeMessage{Side::server, type, body});
  if (failed()) {  // only for what is still worth seeing
    if (type == message_type::certificate || type == message_type::compressed_certificate)
      saw_certificate = true;
    return;
  }
  try {
    dispatch(type, body, message);
  } catch (const Botan::Exception& problem) {
    fail(ClientFailure::Kind::internal, std::string("this Botan: ") + problem.what(), alert::internal_error);
  }
}

void ClientState::dispatch(uint8_t type, ByteView body, ByteView message) {
  if (done) return after_handshake(type, body);
  if (type == message_type::hello_request && !tls13()) {
    // RFC 5246 7.4.1.1: to be ignored during a handshake, and no part of what is hashed.
    if (++hello_requests > options.limits.hello_requests_max) {
      exceed(Violation::limit_hello_requests,
             "more than " + std::to_string(options.limits.hello_requests_max) + " HelloRequests");
    }
    return;
  }
  if (expect == Expect::server_hello) {
    if (type != message_type::server_hello) {
      return violate(Violation::unexpected_message, stage_name(step) + " instead of server_hello",
                     alert::unexpected_message);
    }
    return hellos.read(body, message);
  }
  return tls13() ? tls13_handshake.read(type, body, message) : tls12_handshake.read(type, body, message);
}

void ClientState::after_handshake(uint8_t type, ByteView body) {
  if (type == message_type::new_session_ticket) {
    if (!read_new_session_ticket(body, tls13()))
      note(Violation::malformed_message, stage_name(step) + " cannot be read");
    return;
  }
  if (tls13() && type == message_type::key_update) return tls13_handshake.read_key_update(body);
  if (!tls13() && type == message_type::hello_request) {
    if (++hello_requests > options.limits.hello_requests_max) {
      return exceed(Violation::limit_hello_requests,
                    "more than " + std::to_string(options.limits.hello_requests_max) + " HelloRequests");
    }
    // RFC 5246 7.2.2: the answer of a client that stays with what was agreed.
    return write_alert(alert::warning, alert::no_renegotiation);
  }
  violate(Violation::unexpected_message, stage_name(step) + " after the handshake",
          alert::unexpected_message);
}

void ClientState::read_alert(ByteView content) {
  if (content.size() != 2) {
    violate(Violation::malformed_alert, "an alert of " + bytes_phrase(content.size()), alert::decode_error);
    stopped = true;
    return;
  }
  const uint8_t level = content[0], description = content[1];
  show(AlertMessage{Side::server, level, description});
  if (description == alert::close_notify) {
    closed = true;
    stopped = true;
    return;
  }
  // RFC 8446 section 6: in TLS 1.3 the level means nothing, and all but these are fatal. A warning about the
  // name (RFC 6066 section 3) comes before the version is settled, from servers that go on.
  const bool warning = tls13() ? description == alert::user_canceled ||
                                     (description == alert::unrecognized_name && level == alert::warning)
                               : level == alert::warning;
  if (!warning) {
    stopped = true;
    if (!failed() && !done) {
      failure =
          ClientFailure{ClientFailure::Kind::refused, step, "the server refused: " + alert_name(description)};
    }
    closed = true;
    return;
  }
  if (++warnings > options.limits.warnings_max) {
    exceed(Violation::limit_warnings,
           "more than " + std::to_string(options.limits.warnings_max) + " alerts in a row");
  }
}

void ClientState::read_change_cipher_spec(ByteView content) {
  const bool right = content.size() == 1 && content[0] == 1;
  if (!right) {
    violate(Violation::change_cipher_spec, "change_cipher_spec of " + bytes_phrase(content.size()),
            alert::unexpected_message);
    stopped = true;
    return;
  }
  if (!fragments.empty()) {
    violate(Violation::fragmented_across_keys, "change_cipher_spec in the middle of a handshake message",
            alert::unexpected_message);
    stopped = true;
    return;
  }
  if (version == 0) {
    return violate(Violation::change_cipher_spec, "change_cipher_spec before the server's hello",
                   alert::unexpected_message);
  }
  if (tls13()) {
    // RFC 8446 section 5: to be dropped from the hello on, and wrong once the handshake is done.
    if (done) {
      return violate(Violation::change_cipher_spec, "change_cipher_spec after the handshake",
                     alert::unexpected_message);
    }
    return useless_record();
  }
  show(ChangeCipherSpec{Side::server});
  if (!failed()) tls12_handshake.read_change_cipher_spec();
}

void ClientState::read_application_data(ByteView content) {
  if (!done) {
    return violate(Violation::unexpected_message, "application data before the handshake is complete",
                   alert::unexpected_message);
  }
  application_bytes += content.size();
  if (application_bytes > options.limits.application_bytes_max) {
    exceed(Violation::limit_application_bytes,
           "more than " + bytes_phrase(options.limits.application_bytes_max) + " of data");
    return;
  }
  show(ApplicationData{content});
}

void ClientState::write_record(uint8_t content_type, ByteView content) {
  while (!content.empty()) {
    const ByteView piece = content.first(std::min(content.size(), content_max));
    content = content.subspan(piece.size());
    const uint16_t record_version = version == 0 ? options.offer.record_version
                                    : tls13()    ? tls12_version
                                                 : version;
    const Bytes record = write_cipher
                             ? write_cipher->seal(content_type, piece)
                             : WireWriter().u8(content_type).u16(record_version).vector16(piece).take();
    output.insert(output.end(), record.begin(), record.end());
  }
}

void ClientState::write_message(uint8_t type, ByteView body) {
  const Bytes message = handshake_message(type, body);
  transcript.add(message);
  show(HandshakeMessage{Side::client, type, body});
  write_record(handshake_content, message);
}

void ClientState::write_alert(uint8_t level, uint8_t description) {
  show(AlertMessage{Side::client, level, description});
  write_record(alert_content, Bytes{level, description});
}

void ClientState::note(Violation kind, std::string message) {
  show(ProtocolViolation{kind, step, std::move(message), false});
}

void ClientState::violate(Violation kind, std::string message, uint8_t alert) {
  if (failed()) {  // one is enough; what comes after it says nothing about the server
    stopped = stopped || saw_certificate;
    return;
  }
  show(ProtocolViolation{kind, step, message, !done});
  if (done) {
    // The handshake stands; what follows it is not read any more.
    write_alert(alert::fatal, alert);
    stopped = true;
    return;
  }
  fail(ClientFailure::Kind::violation, std::move(message), alert);
}

void ClientState::exceed(Violation kind, std::string message) {
  violate(kind, std::move(message), alert::internal_error);
  stopped = true;
}

void ClientState::useless_record() {
  if (++useless_records > options.limits.useless_records_max) {
    exceed(Violation::limit_useless_records, "more than " +
                                                 std::to_string(options.limits.useless_records_max) +
                                                 " consecutive records that do not advance the handshake");
  }
}

void ClientState::fail(ClientFailure::Kind kind, std::string message, std::optional<uint8_t> alert) {
  if (failed()) return;
  failure = ClientFailure{kind, step, std::move(message)};
  if (alert) write_alert(alert::fatal, *alert);
}

void ClientState::take_leaf_key(const std::vector<Bytes>& certificates) {
  saw_certificate = true;
  if (certificates.empty()) {
    return violate(Violation::no_certificate, "the server's list of certificates is empty",
                   alert::decode_error);
  }
  const auto key = subject_public_key_info(certificates.front());
  if (!key) {
    return fail(ClientFailure::Kind::invalid_certificate,
                "the server's certificate has no readable public key (" +
                    bytes_phrase(certificates.front().size()) + ")",
                alert::bad_certificate);
  }
  leaf_key = to_bytes(*key);
}

bool ClientState::verify(uint16_t scheme, ByteView message, ByteView signature) {
  SignatureCheck check = verify_signature(scheme, leaf_key, message, signature, tls13());
  // RFC 8446 4.2.3: the curve is part of the scheme there. The proof does not depend on it.
  if (check.result == SignatureResult::wrong_key && tls13()) {
    SignatureCheck any_curve = verify_signature(scheme, leaf_key, message, signature, false);
    if (any_curve.result != SignatureResult::wrong_key) {
      note(Violation::signature_scheme_forbidden, check.detail);
      check = std::move(any_curve);
    }
  }
  if (check.result == SignatureResult::valid && !fits_key_identifier(scheme, leaf_key)) {
    note(Violation::signature_scheme_forbidden,
         handshake_scheme_name(scheme) + " does not fit the algorithm that the certificate's key is for");
  }
  show(SignatureVerified{scheme, check});
  switch (check.result) {
    case SignatureResult::valid:
      proof = Proof::signature;
      return true;
    case SignatureResult::invalid:
    case SignatureResult::wrong_key:
      key_disproved = true;
      violate(Violation::signature_invalid, check.detail, alert::decrypt_error);
      return false;
    case SignatureResult::unsupported_scheme:
      fail(ClientFailure::Kind::unsupported, check.detail, alert::handshake_failure);
      return false;
    case SignatureResult::unusable_key:
      break;
  }
  fail(ClientFailure::Kind::invalid_certificate, check.detail, alert::unsupported_certificate);
  return false;
}

void ClientState::finish_handshake() {
  done = true;
  expect = Expect::connected;
  shares.clear();
  transcript.forget_messages();
}

Client::Client(ClientOptions options, Sink sink)
    : state_(std::make_unique<ClientState>(std::move(options), std::move(sink))) {}
Client::~Client() = default;

void Client::start() {
  try {
    state_->start();
  } catch (const Botan::Exception& problem) {
    state_->fail(ClientFailure::Kind::internal, std::string("this Botan: ") + problem.what(), std::nullopt);
  }
}

void Client::receive(ByteView bytes) {
  try {
    state_->receive(bytes);
  } catch (const Botan::Exception& problem) {
    state_->fail(ClientFailure::Kind::internal, std::string("this Botan: ") + problem.what(), std::nullopt);
    state_->stopped = true;
  }
}

Bytes Client::take_output() { return std::exchange(state_->output, Bytes()); }

void Client::send(ByteView data) {
  if (state_->done && !state_->closing) state_->write_record(application_data_content, data);
}

void Client::close() {
  if (std::exchange(state_->closing, true) || state_->failed() || state_->version == 0) return;
  state_->write_alert(alert::warning, alert::close_notify);
}

bool Client::handshake_done() const { return state_->done; }
Proof Client::proof() const { return state_->proof; }
bool Client::key_disproved() const { return state_->key_disproved; }
const std::optional<ClientFailure>& Client::failure() const { return state_->failure; }
bool Client::closed() const { return state_->closed; }

bool Client::over() const {
  return state_->closed || state_->silent() || (state_->failed() && !worth_reading_on());
}

bool Client::worth_reading_on() const {
  return state_->failed() && !state_->silent() && !state_->saw_certificate && state_->version != 0;
}

uint16_t Client::version() const { return state_->version; }

size_t Client::kept() const {
  const ClientState& state = *state_;
  return state.input.size() + state.fragments.size() + state.output.size() + state.plaintext.size() +
         state.transcript.messages().size() + state.leaf_key.size();
}

}  // namespace certcheck::net
