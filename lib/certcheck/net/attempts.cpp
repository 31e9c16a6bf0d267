#include "certcheck/net/detail/attempts.h"

#include "certcheck/tls/code_points.h"
#include "certcheck/tls/names.h"
#include "certcheck/tls/ssl2.h"

#include <algorithm>

namespace certcheck::net {

namespace {

using IntoleranceKind = tls::Intolerance::Kind;

// The newest version of an offer for what is obsolete: a sound server answers the first with what it has (RFC
// 5246 E.1), an intolerant one needs to be asked for the old version itself.
constexpr uint16_t legacy_versions[] = {tls::tls12_version, tls::tls10_version, tls::ssl3_version};

std::vector<std::string> protocols_of(const ConnectOptions& options) {
  return options.alpn ? *options.alpn : std::vector<std::string>{"h2", "http/1.1"};
}

// Within what the user asked for.
Offer restricted(Offer offer, const ConnectOptions& options) {
  offer.alpn = protocols_of(options);
  if (!options.versions.empty()) offer.keep_versions(options.versions);
  return offer;
}

// The alerts of who does not find what it wants in the offer, rather than choke on it.
bool found_nothing(uint8_t alert) {
  return alert == tls::alert::handshake_failure || alert == tls::alert::protocol_version ||
         alert == tls::alert::insufficient_security || alert == tls::alert::missing_extension;
}

std::string how_it_ended(const tls::HandshakeRecord& first) {
  switch (first.failure) {
    case tls::HandshakeFailure::timeout:
      return "did not answer";
    case tls::HandshakeFailure::alert:
      return "refused (" + tls::alert_name(first.alert->alert.description) + ")";
    case tls::HandshakeFailure::closed:
      return "closed the connection after";
    default:
      return "did not continue after";
  }
}

std::string quantity(size_t bytes) { return std::to_string(bytes) + " bytes"; }

/// Behind "the server refused a hello".
std::string what_it_answers(IntoleranceKind kind, const tls::HandshakeRecord& found,
                            const tls::HandshakeRecord& first, size_t first_hello_bytes, size_t hello_bytes) {
  switch (kind) {
    case IntoleranceKind::large_hello:
      return " of " + quantity(first_hello_bytes) + " and answers one of " + quantity(hello_bytes);
    case IntoleranceKind::new_tls:
      return " with TLS 1.3 and its extensions and answers one of TLS 1.2";
    case IntoleranceKind::server_name:
      return " with the server name " + first.sni + " and answers one without a name";
    case IntoleranceKind::alpn:
      return " with the application protocols of the client and answers one without";
    case IntoleranceKind::modern_only:
      break;
  }
  return " of ordinary clients and answers one that offers what is obsolete, with " +
         (found.cipher_suite ? tls::cipher_suite_name(*found.cipher_suite) : std::string("nothing")) +
         (found.version == 0 ? "" : " in " + tls::tls_version_name(found.version));
}

}  // namespace

Attempt first_attempt(const ConnectOptions& options) {
  Attempt attempt;
  // No ordinary client offers SSL 3.0.
  const bool ssl3 = options.versions == std::vector<uint16_t>{tls::ssl3_version};
  attempt.offer = restricted(ssl3 ? legacy_offer(tls::ssl3_version) : ordinary_offer(), options);
  if (!options.groups.empty()) {
    attempt.offer.groups = options.groups;
    // The first of them alone is worth a share unasked.
    attempt.offer.key_shares = {options.groups.front()};
  }
  if (!options.cipher_suites.empty()) attempt.offer.cipher_suites = options.cipher_suites;

  if (!options.signature_schemes.empty()) attempt.offer.signature_schemes = options.signature_schemes;

  attempt.offer.keep_server_key(options.server_key);

  attempt.offer.grease = options.grease;
  return attempt;
}

std::vector<Attempt> further_attempts(const tls::HandshakeRecord& record, const ConnectOptions& options) {
  std::vector<Attempt> attempts;
  if (!options.second_tries || options.server_key != ServerKey::any || record.version != 0 ||
      answered(record))
    return attempts;
  const bool timeout = record.failure == tls::HandshakeFailure::timeout;
  const bool refused = record.failure == tls::HandshakeFailure::alert && record.alert;
  if (!timeout && !refused && record.failure != tls::HandshakeFailure::closed &&
      record.failure != tls::HandshakeFailure::tls)
    return attempts;
  const uint8_t alert = refused ? record.alert->alert.description : uint8_t{0};
  const auto add = [&](Offer offer, std::vector<IntoleranceKind> explains, bool send_name = true) {
    offer = restricted(std::move(offer), options);
    if (!offer.versions.empty()) attempts.push_back({std::move(offer), send_name, std::move(explains)});
  };

  Attempt without_alpn = first_attempt(options);
  without_alpn.offer.alpn.clear();
  without_alpn.explains = {IntoleranceKind::alpn};
  if (refused && alert == tls::alert::no_application_protocol && !protocols_of(options).empty()) {
    attempts.push_back(std::move(without_alpn));
    return attempts;
  }
  Attempt without_name = first_attempt(options);
  without_name.send_name = false;
  without_name.explains = {IntoleranceKind::server_name};
  const bool has_name = !record.sni.empty();
  // RFC 6066 section 3: the server says that it does not know the name. Nobody else's certificate is wanted
  // then, but one that is shown says what runs there.
  if (refused && alert == tls::alert::unrecognized_name) {
    if (has_name) attempts.push_back(std::move(without_name));
    return attempts;
  }
  // With suites or groups of the user's own, another offer would not be what was asked for.
  if (!options.groups.empty() || !options.cipher_suites.empty()) return attempts;
  const auto add_legacy = [&] {
    for (const uint16_t version : legacy_versions) add(legacy_offer(version), {IntoleranceKind::modern_only});
  };
  if (refused && found_nothing(alert)) add_legacy();
  add(small_offer(), {IntoleranceKind::large_hello});
  add(plain_offer(), {IntoleranceKind::new_tls});
  if (has_name) {
    attempts.push_back(std::move(without_name));
    add(plain_offer(), {IntoleranceKind::new_tls, IntoleranceKind::server_name}, false);
  }
  if (timeout) return attempts;  // each costs its share of the time
  if (!refused || !found_nothing(alert)) add_legacy();
  return attempts;
}

bool may_be_ssl2(const tls::HandshakeRecord& record, const ConnectOptions& options) {
  // A user's own choices are none of SSL 2.0.
  const bool chosen = !options.versions.empty() || !options.groups.empty() ||
                      !options.cipher_suites.empty() || options.server_key != ServerKey::any;
  if (!options.second_tries || chosen || record.version != 0 || answered(record)) return false;
  // It waits for the rest of a long message, closes, or says in its own way that it does not understand.
  return record.failure == tls::HandshakeFailure::timeout ||
         record.failure == tls::HandshakeFailure::closed ||
         (record.failure == tls::HandshakeFailure::plaintext && tls::ssl2_record_bytes(record.plaintext));
}

bool answered(const tls::HandshakeRecord& record) {
  return record.completed || record.possession != tls::Possession::unproven || !record.certificates.empty();
}

void write_intolerance(tls::HandshakeRecord& found, const tls::HandshakeRecord& first, const Attempt& attempt,
                       size_t first_hello_bytes, size_t hello_bytes) {
  found.probed = true;
  if (!found.alert) found.alert = first.alert;
  const std::string before = "the server " + how_it_ended(first) + " a hello";
  if (attempt.explains.size() > 1) {
    const std::string message = before + " with TLS 1.3 and its extensions and the server name " + first.sni +
                                ", and answers only one without both";
    for (const IntoleranceKind kind : attempt.explains) found.intolerances.push_back({kind, message});
    return;
  }
  for (const IntoleranceKind kind : attempt.explains)
    found.intolerances.push_back(
        {kind, before + what_it_answers(kind, found, first, first_hello_bytes, hello_bytes)});
}

}  // namespace certcheck::net
