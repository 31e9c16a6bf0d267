#include "certcheck/net/client/detail/client_hellos.h"

#include "certcheck/net/client/detail/client_hello.h"
#include "certcheck/net/client/detail/client_state.h"
#include "certcheck/tls/names.h"
#include "certcheck/tls/wire_reader.h"
#include "certcheck/tls/wire_writer.h"

#include <algorithm>
#include <iterator>

namespace certcheck::net {

using namespace tls;

namespace {

template <typename T>
bool contains(const std::vector<T>& values, const T& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

}  // namespace

void ClientHellos::write() {
  const Offer& offer = client_.options.offer;
  HelloInputs inputs;
  inputs.random = client_.client_random;
  inputs.session_id = client_.session_id;
  inputs.server_name = client_.options.server_name;
  inputs.cookie = client_.cookie;
  inputs.grease = client_.grease;
  const bool tls13_offered = offer.has_version(tls13_version);
  if (!client_.retried) client_.shares_sent = offer.key_shares;
  if (tls13_offered) {
    for (const uint16_t group : client_.shares_sent)
      if (auto share = client_.shares.add(group)) inputs.key_shares.emplace_back(group, *std::move(share));
  }
  const Bytes message = client_hello_message(offer, inputs);
  const auto hello = read_client_hello(ByteView(message).subspan(4));
  client_.sent_extensions = extension_types(hello->extensions);
  // RFC 8446 D.4: before the second hello, where the first was answered by a retry.
  if (client_.retried && !client_.session_id.empty() && !std::exchange(client_.sent_change_cipher_spec, true))
    client_.write_record(change_cipher_spec_content, Bytes{1});
  client_.write_message(message_type::client_hello, ByteView(message).subspan(4));
}

bool ClientHellos::offered_extension(uint16_t type) const {
  // RFC 5746 3.3: the suite stands for the extension.
  if (type == tls_extension::renegotiation_info &&
      contains(client_.options.offer.cipher_suites, renegotiation_info_scsv))
    return true;
  return contains(client_.sent_extensions, type);
}

// RFC 8446 4.2: no extension twice, none that was not asked for, and only in the messages that it is for.
// None of it keeps a handshake from going on.
void ClientHellos::check_extensions(const std::vector<uint16_t>& types,
                                    std::initializer_list<uint16_t> allowed) {
  std::vector<uint16_t> seen;
  for (const uint16_t type : types) {
    if (contains(seen, type)) {
      client_.note(Violation::duplicate_extension, tls_extension_name(type) + " occurs twice");
      continue;
    }
    seen.push_back(type);
    const bool retry_cookie =
        type == tls_extension::cookie && client_.step == tls::Stage::hello_retry_request;
    if (!offered_extension(type) && !retry_cookie)
      client_.note(Violation::unsolicited_extension,
                   tls_extension_name(type) + " answers nothing that was offered");
    else if (allowed.size() != 0 && std::find(allowed.begin(), allowed.end(), type) == allowed.end())
      client_.note(Violation::misplaced_extension,
                   tls_extension_name(type) + " has no place in " + stage_name(client_.step));
  }
}

// What an answer of these extensions may say, besides that it is one.
void ClientHellos::check_answers(const std::vector<TlsExtension>& extensions) {
  const auto broken = [&](const TlsExtension& extension, const std::string& what) {
    client_.note(Violation::malformed_message,
                 tls_extension_name(extension.type) + " in " + stage_name(client_.step) + " " + what);
  };
  for (const TlsExtension& extension : extensions) {
    switch (extension.type) {
      case tls_extension::server_name:             // RFC 6066 section 3
      case tls_extension::extended_master_secret:  // RFC 7627 5.1
      case tls_extension::encrypt_then_mac:        // RFC 7366 section 2
      case tls_extension::session_ticket:          // RFC 5077 3.2
      case tls_extension::status_request:          // RFC 6066 section 8
        if (!extension.data.empty()) broken(extension, "is not empty");
        break;
      case tls_extension::alpn: {  // RFC 7301 3.1
        WireReader outer(extension.data);
        WireReader list(outer.vector16().value_or(ByteView{}));
        const auto name = list.vector8();
        if (!name || name->empty() || !list.empty() || !outer.empty())
          broken(extension, "does not contain one protocol");
        break;
      }
      case tls_extension::ec_point_formats: {  // RFC 8422 5.1.2
        const auto formats = WireReader(extension.data).vector8();
        constexpr uint8_t uncompressed = 0;
        if (!formats || std::find(formats->begin(), formats->end(), uncompressed) == formats->end())
          broken(extension, "does not contain the uncompressed form");
        break;
      }
      default:
        break;
    }
  }
}

void ClientHellos::read(ByteView body, ByteView message) {
  const auto hello = read_server_hello(body);
  if (!hello)
    return client_.violate(Violation::malformed_message, stage_name(client_.step) + " cannot be read",
                           alert::decode_error);
  const bool had_version = client_.version != 0;
  if (had_version && hello->version != client_.version) {
    return client_.violate(Violation::cipher_suite_changed,
                           "the server announced " + tls_version_name(client_.version) + " and chose " +
                               tls_version_name(hello->version),
                           alert::illegal_parameter);
  }
  client_.version = hello->version;
  if (!hello->whole) {
    return client_.violate(Violation::malformed_message,
                           "an extension in " + stage_name(client_.step) + " cannot be read",
                           alert::decode_error);
  }
  // RFC 5246 7.4.1.2: opaque SessionID<0..32>.
  if (constexpr size_t session_id_max = 32; hello->session_id.size() > session_id_max) {
    client_.note(Violation::malformed_message, "the session id in " + stage_name(client_.step) + " has " +
                                                   std::to_string(hello->session_id.size()) + " bytes");
  }
  if (!accept_choices(*hello)) return;
  if (hello->is_hello_retry_request) return read_retry(*hello, message);
  client_.server_random = to_bytes(hello->random);
  if (client_.tls13()) return client_.tls13_handshake.start(*hello, message);
  client_.transcript.add(message);
  client_.tls12_handshake.start(*hello);
}

// Version, suite, compression, session id, downgrade: RFC 8446 4.1.3, RFC 5246 7.4.1.3. False if it failed.
bool ClientHellos::accept_choices(const ServerHello& hello) {
  const Offer& offer = client_.options.offer;
  const bool old_form = hello.version >= tls13_version &&
                        !find_tls_extension(hello.extensions, tls_extension::supported_versions);
  if (!offer.has_version(client_.version) || old_form) {
    if (client_.version <= ssl3_version) {
      client_.fail(ClientFailure::Kind::protocol_too_old,
                   "the server chose " + tls_version_name(client_.version), alert::protocol_version);
    } else {
      client_.violate(Violation::version_not_offered,
                      "the server chose " + tls_version_name(client_.version) + ", which was not offered",
                      alert::protocol_version);
    }
    return false;
  }
  if (client_.version == ssl3_version) {
    client_.suite_id = hello.cipher_suite;
    client_.fail(ClientFailure::Kind::protocol_too_old, "the server chose SSL 3.0", alert::protocol_version);
    return false;
  }
  if (client_.suite_id != 0 && client_.suite_id != hello.cipher_suite) {
    client_.violate(Violation::cipher_suite_changed,
                    "the server announced " + cipher_suite_name(client_.suite_id) + " and chose " +
                        cipher_suite_name(hello.cipher_suite),
                    alert::illegal_parameter);
    return false;
  }
  client_.suite_id = hello.cipher_suite;
  client_.suite = suite_parameters(client_.suite_id);
  const bool of_version = client_.suite.tls13 == client_.tls13() &&
                          !(client_.suite.tls12_only && client_.version < tls12_version);
  if (!contains(offer.cipher_suites, client_.suite_id) || !of_version) {
    client_.violate(Violation::cipher_suite_not_offered,
                    "the server chose " + cipher_suite_name(client_.suite_id) + ", which was not offered" +
                        (of_version ? std::string() : " for " + tls_version_name(client_.version)),
                    alert::illegal_parameter);
    return false;
  }
  if (hello.compression != 0) {
    client_.violate(Violation::compression,
                    "the server chose compression method " + std::to_string(hello.compression),
                    alert::illegal_parameter);
    return false;
  }
  // RFC 8446 4.1.3. Clients must not go by it (4.2.1).
  if (client_.tls13() && hello.legacy_version != tls12_version) {
    client_.note(Violation::malformed_message, "legacy_version in " + stage_name(client_.step) +
                                                   " is that of " + tls_version_name(hello.legacy_version) +
                                                   " instead of TLS 1.2");
  }
  if (client_.tls13() && !same_bytes(hello.session_id, client_.session_id)) {
    const std::string what = "the session id in " + stage_name(client_.step) + " is not the client's";
    // RFC 8446 4.1.3 has the client abort. After a ServerHello the certificate is still to be seen; a server
    // that asks for another hello may just as well say nothing more.
    if (hello.is_hello_retry_request) {
      client_.violate(Violation::session_id, what, alert::illegal_parameter);
      return false;
    }
    client_.note(Violation::session_id, what);
  } else if (!client_.tls13() && !client_.session_id.empty() &&
             same_bytes(hello.session_id, client_.session_id)) {
    // There is no session to resume: the id is noise for middle boxes.
    client_.note(Violation::session_id, "the server claims to resume a session that does not exist");
  }
  // RFC 8446 4.1.3: only where the client offered more.
  if (!hello.is_hello_retry_request) {
    const auto supported = downgrade_mark(hello.random);
    // Who offered TLS 1.3 takes neither mark of an older version; who offered TLS 1.2, none of one before
    // that.
    const bool had_tls13 = client_.version < tls13_version && offer.has_version(tls13_version);
    const bool had_tls12 = client_.version < tls12_version && offer.has_version(tls12_version);
    if (supported && (had_tls13 || had_tls12)) {
      client_.downgrade = "the server chose " + tls_version_name(client_.version) +
                          " and its random says that it supports " + tls_version_name(*supported) +
                          ": the newer version was removed from the client's offer";
      client_.note(Violation::downgrade, client_.downgrade);
    }
  }
  return true;
}

// RFC 8446 4.1.4.
void ClientHellos::read_retry(const ServerHello& hello, ByteView message) {
  if (!client_.tls13()) {
    return client_.violate(Violation::version_not_offered,
                           "a HelloRetryRequest of " + tls_version_name(client_.version),
                           alert::illegal_parameter);
  }
  if (std::exchange(client_.retried, true))
    return client_.violate(Violation::needless_retry, "a second HelloRetryRequest",
                           alert::unexpected_message);
  check_extensions(extension_types(hello.extensions),
                   {tls_extension::supported_versions, tls_extension::key_share, tls_extension::cookie});
  if (hello.group) {
    if (!contains(client_.options.offer.groups, *hello.group)) {
      return client_.violate(
          Violation::group_not_offered,
          "the server asks for " + named_group_name(*hello.group) + ", which was not offered",
          alert::illegal_parameter);
    }
    if (contains(client_.shares_sent, *hello.group)) {
      return client_.violate(
          Violation::needless_retry,
          "the server asks for a share of " + named_group_name(*hello.group) + ", which it already has",
          alert::illegal_parameter);
    }
    client_.shares.clear();
    client_.shares_sent = {*hello.group};
  } else if (hello.cookie.empty()) {
    return client_.violate(Violation::needless_retry, "a HelloRetryRequest that requests no change",
                           alert::illegal_parameter);
  }
  client_.cookie = to_bytes(hello.cookie);
  client_.transcript.set_hash(client_.suite.prf);
  client_.transcript.replace_first_hello();
  client_.transcript.add(message);
  write();
}

}  // namespace certcheck::net
