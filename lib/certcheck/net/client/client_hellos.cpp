#include "certcheck/net/client/client_hello.h"
#include "certcheck/net/client/detail/client_state.h"
#include "certcheck/tls/names.h"
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

void Client::State::write_client_hello() {
  const Offer& offer = options.offer;
  HelloInputs inputs;
  inputs.random = client_random;
  inputs.session_id = session_id;
  inputs.server_name = options.server_name;
  inputs.cookie = cookie;
  inputs.grease = grease;
  const bool tls13_offered = offer.has_version(tls13_version);
  if (!retried) shares_sent = offer.key_shares;
  if (tls13_offered) {
    for (const uint16_t group : shares_sent) {
      if (auto share = shares.add(group)) inputs.key_shares.emplace_back(group, *std::move(share));
    }
  }
  const Bytes message = client_hello_message(offer, inputs);
  const auto hello = read_client_hello(ByteView(message).subspan(4));
  sent_extensions = extension_types(hello->extensions);
  // RFC 8446 D.4: before the second hello, where the first was answered by a retry.
  if (retried && !session_id.empty() && !std::exchange(sent_change_cipher_spec, true)) {
    write_record(change_cipher_spec_content, Bytes{1});
  }
  write_message(message_type::client_hello, ByteView(message).subspan(4));
}

bool Client::State::offered_extension(uint16_t type) const {
  // RFC 5746 3.3: the suite stands for the extension.
  if (type == tls_extension::renegotiation_info &&
      contains(options.offer.cipher_suites, renegotiation_info_scsv))
    return true;
  return contains(sent_extensions, type);
}

// RFC 8446 4.2: no extension twice, none that was not asked for, and only in the messages that it is for.
// None of it keeps a handshake from going on.
void Client::State::check_extensions(const std::vector<uint16_t>& types,
                                     std::initializer_list<uint16_t> allowed) {
  std::vector<uint16_t> seen;
  for (const uint16_t type : types) {
    if (contains(seen, type)) {
      note(Violation::duplicate_extension, tls_extension_name(type) + " occurs twice");
      continue;
    }
    seen.push_back(type);
    const bool retry_cookie = type == tls_extension::cookie && step == "hello_retry_request";
    if (!offered_extension(type) && !retry_cookie) {
      note(Violation::unsolicited_extension, tls_extension_name(type) + " answers nothing that was offered");
    } else if (allowed.size() != 0 && std::find(allowed.begin(), allowed.end(), type) == allowed.end()) {
      note(Violation::misplaced_extension, tls_extension_name(type) + " has no place in " + step);
    }
  }
}

void Client::State::read_server_hello_message(ByteView body, ByteView message) {
  const auto hello = read_server_hello(body);
  if (!hello) {
    return violate(Violation::malformed_message, step + " cannot be read", alert::decode_error);
  }
  const bool had_version = version != 0;
  if (had_version && hello->version != version) {
    return violate(Violation::cipher_suite_changed,
                   "the server announced " + tls_version_name(version) + " and chose " +
                       tls_version_name(hello->version),
                   alert::illegal_parameter);
  }
  version = hello->version;
  if (!hello->whole) {
    return violate(Violation::malformed_message, "an extension in " + step + " cannot be read",
                   alert::decode_error);
  }
  if (!accept_choices(*hello)) return;
  if (hello->is_hello_retry_request) return read_retry(*hello, message);
  server_random = to_bytes(hello->random);
  if (tls13()) return start_tls13(*hello, message);
  transcript.add(message);
  start_tls12(*hello);
}

// Version, suite, compression, session id, downgrade: RFC 8446 4.1.3, RFC 5246 7.4.1.3. False if it failed.
bool Client::State::accept_choices(const ServerHello& hello) {
  const Offer& offer = options.offer;
  const bool old_form = hello.version >= tls13_version &&
                        !find_tls_extension(hello.extensions, tls_extension::supported_versions);
  if (!offer.has_version(version) || old_form) {
    if (version <= ssl3_version) {
      fail(ClientFailure::Kind::protocol_too_old, "the server chose " + tls_version_name(version),
           alert::protocol_version);
    } else {
      violate(Violation::version_not_offered,
              "the server chose " + tls_version_name(version) + ", which was not offered",
              alert::protocol_version);
    }
    return false;
  }
  if (version == ssl3_version) {
    suite_id = hello.cipher_suite;
    fail(ClientFailure::Kind::protocol_too_old, "the server chose SSL 3.0", alert::protocol_version);
    return false;
  }
  if (suite_id != 0 && suite_id != hello.cipher_suite) {
    violate(Violation::cipher_suite_changed,
            "the server announced " + cipher_suite_name(suite_id) + " and chose " +
                cipher_suite_name(hello.cipher_suite),
            alert::illegal_parameter);
    return false;
  }
  suite_id = hello.cipher_suite;
  suite = suite_parameters(suite_id);
  const bool of_version = suite.tls13 == tls13() && !(suite.tls12_only && version < tls12_version);
  if (!contains(offer.cipher_suites, suite_id) || !of_version) {
    violate(Violation::cipher_suite_not_offered,
            "the server chose " + cipher_suite_name(suite_id) + ", which was not offered" +
                (of_version ? std::string() : " for " + tls_version_name(version)),
            alert::illegal_parameter);
    return false;
  }
  if (hello.compression != 0) {
    violate(Violation::compression,
            "the server chose compression method " + std::to_string(hello.compression),
            alert::illegal_parameter);
    return false;
  }
  if (tls13() && !same_bytes(hello.session_id, session_id)) {
    const std::string what = "the session id in " + step + " is not the client's";
    // RFC 8446 4.1.3 has the client abort. Behind a ServerHello the certificate is still to be seen; a server
    // that asks for another hello may just as well say nothing more.
    if (hello.is_hello_retry_request) {
      violate(Violation::session_id, what, alert::illegal_parameter);
      return false;
    }
    note(Violation::session_id, what);
  } else if (!tls13() && !session_id.empty() && same_bytes(hello.session_id, session_id)) {
    // There is no session to resume: the id is noise for middle boxes.
    note(Violation::session_id, "the server claims to resume a session that does not exist");
  }
  // RFC 8446 4.1.3: only where the client offered more.
  if (!hello.is_hello_retry_request) {
    const auto supported = downgrade_mark(hello.random);
    if (supported &&
        ((version == tls12_version && *supported == tls13_version && offer.has_version(tls13_version)) ||
         (version < tls12_version && offer.has_version(tls12_version)))) {
      downgrade = "the server chose " + tls_version_name(version) + " and its random says that it supports " +
                  tls_version_name(*supported) +
                  ": somebody removed the newer version from the client's offer";
      note(Violation::downgrade, downgrade);
    }
  }
  return true;
}

// RFC 8446 4.1.4.
void Client::State::read_retry(const ServerHello& hello, ByteView message) {
  if (!tls13()) {
    return violate(Violation::version_not_offered, "a HelloRetryRequest of " + tls_version_name(version),
                   alert::illegal_parameter);
  }
  if (std::exchange(retried, true)) {
    return violate(Violation::needless_retry, "a second HelloRetryRequest", alert::unexpected_message);
  }
  check_extensions(extension_types(hello.extensions),
                   {tls_extension::supported_versions, tls_extension::key_share, tls_extension::cookie});
  if (hello.group) {
    if (!contains(options.offer.groups, *hello.group)) {
      return violate(Violation::group_not_offered,
                     "the server asks for " + named_group_name(*hello.group) + ", which was not offered",
                     alert::illegal_parameter);
    }
    if (contains(shares_sent, *hello.group)) {
      return violate(
          Violation::needless_retry,
          "the server asks for a share of " + named_group_name(*hello.group) + ", which it already has",
          alert::illegal_parameter);
    }
    shares.clear();
    shares_sent = {*hello.group};
  } else if (hello.cookie.empty()) {
    return violate(Violation::needless_retry, "a HelloRetryRequest that asks for nothing",
                   alert::illegal_parameter);
  }
  cookie = to_bytes(hello.cookie);
  transcript.set_hash(suite.prf);
  transcript.replace_first_hello();
  transcript.add(message);
  write_client_hello();
}

}  // namespace certcheck::net
