#include "certcheck/net/protocol_survey.h"

#include "certcheck/net/client/offer.h"
#include "certcheck/tls/cipher_suites.h"
#include "certcheck/tls/code_points.h"
#include "certcheck/tls/names.h"

#include <algorithm>
#include <string>
#include <utility>

namespace certcheck::net {

using tls::CipherSuite;
using tls::KeyExchange;

namespace {

/// Servers and what is in front of them choke on more than 127 suites, and some on a hello of more than 512
/// bytes; ordinary clients offer some fifty.
constexpr size_t suites_at_once = 100;
/// A server of many suites and groups has some two hundred over all versions.
constexpr size_t most_handshakes = 600;
/// After so many in a row that no server answered, it is not for what was offered.
constexpr size_t most_unreachable = 3;

constexpr uint16_t all_versions[] = {tls::tls13_version, tls::tls12_version, tls::tls11_version,
                                     tls::tls10_version, tls::ssl3_version};

bool contains(const std::vector<uint16_t>& list, uint16_t value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool is_elliptic(uint16_t suite) {
  const CipherSuite* known = tls::find_cipher_suite(suite);
  return known != nullptr && (known->method == CipherSuite::Method::ecdhe_ecdsa ||
                              known->method == CipherSuite::Method::ecdhe_rsa);
}

/// The suites that a version knows, those of ordinary clients first: what a server has of these is found in
/// its own order.
std::vector<uint16_t> suites_of(uint16_t version) {
  std::vector<uint16_t> ids = ordinary_offer().cipher_suites;
  for (const CipherSuite& suite : tls::cipher_suites())
    if (suite.method != CipherSuite::Method::none && !contains(ids, suite.id)) ids.push_back(suite.id);
  std::erase_if(ids, [version](uint16_t id) {
    const CipherSuite* suite = tls::find_cipher_suite(id);
    return (suite->method == CipherSuite::Method::tls13) != (version == tls::tls13_version);
  });
  return ids;
}

/// The groups that a version knows, each of which the client can offer. In TLS 1.2 a group of a finite field
/// shows only where the server follows RFC 7919.
std::vector<uint16_t> groups_of(uint16_t version) {
  return version == tls::tls13_version ? ordinary_offer().groups : legacy_offer(tls::tls12_version).groups;
}

/// Whether the record says nothing about the offer: nobody was reached.
bool unreachable(const tls::HandshakeRecord& record) {
  using Failure = tls::HandshakeFailure;
  return record.version == 0 && (record.failure == Failure::resolve || record.failure == Failure::connect ||
                                 record.failure == Failure::starttls || record.failure == Failure::timeout ||
                                 record.failure == Failure::local || record.failure == Failure::usage ||
                                 record.failure == Failure::internal || record.failure == Failure::plaintext);
}

}  // namespace

ProtocolSurvey::ProtocolSurvey(const ConnectOptions& common) : common_(common) {
  common_.second_tries = false;
  common_.send_request = false;
  common_.first_data_wait = std::chrono::milliseconds(0);
  for (const uint16_t version : all_versions)
    if (common_.versions.empty() || contains(common_.versions, version))
      versions_.insert(versions_.begin(), version);
  common_.groups.clear();
  over_ = !begin_version();
}

bool ProtocolSurvey::begin_version() {
  if (current_ && !current_->cipher_suites.empty()) support_.versions.push_back(*std::exchange(current_, {}));
  current_.reset();
  if (versions_.empty()) return false;
  current_.emplace().version = versions_.back();
  versions_.pop_back();
  unasked_ = suites_of(current_->version);
  asking_ = Asking::suites;
  return begin_chunk();
}

bool ProtocolSurvey::begin_chunk() {
  const size_t count = std::min(unasked_.size(), suites_at_once);
  offered_.assign(unasked_.begin(), unasked_.begin() + static_cast<std::ptrdiff_t>(count));
  unasked_.erase(unasked_.begin(), unasked_.begin() + static_cast<std::ptrdiff_t>(count));
  return count != 0;
}

void ProtocolSurvey::begin_groups() {
  asking_ = Asking::groups;
  offered_ = groups_of(current_->version);
  const bool elliptic =
      current_->version == tls::tls13_version ||
      std::any_of(current_->cipher_suites.begin(), current_->cipher_suites.end(), is_elliptic);
  if (!elliptic || current_->version == tls::ssl3_version) offered_.clear();
}

std::shared_ptr<const ConnectOptions> ProtocolSurvey::next() {
  if (over_) return nullptr;
  auto options = std::make_shared<ConnectOptions>(common_);
  options->versions = {current_->version};
  if (current_->version < tls::tls13_version)
    options->signature_schemes = legacy_offer(tls::tls12_version).signature_schemes;
  switch (asking_) {
    case Asking::suites:
      options->cipher_suites = offered_;
      break;
    case Asking::order:
      // The other way round than the server chose.
      options->cipher_suites.assign(current_->cipher_suites.rbegin(), current_->cipher_suites.rend());
      break;
    case Asking::groups:
      options->groups = offered_;
      options->cipher_suites.clear();
      for (const uint16_t suite : current_->cipher_suites)
        if (current_->version == tls::tls13_version || is_elliptic(suite))
          options->cipher_suites.push_back(suite);
      break;
  }
  return options;
}

void ProtocolSurvey::take(tls::HandshakeRecord record) {
  if (over_) return;
  ++support_.handshakes;
  if (unreachable(record)) {
    // Once more with the same.
    if (++unreachable_ < most_unreachable) return;
    // A server may keep silent over a version that it does not know.
    if (record.failure != tls::HandshakeFailure::timeout || !current_->cipher_suites.empty() ||
        support_.versions.empty())
      return break_off(record.error.empty() ? "the server was not reached" : record.error);
  }
  unreachable_ = 0;
  const uint16_t version = record.version;
  if (version != current_->version) {
    next_step();
  } else if (asking_ == Asking::groups) {
    take_group(record);
    keep(std::move(record));
  } else {
    take_suite(record);
    if (asking_ == Asking::suites) keep(std::move(record));
  }
  if (!over_ && support_.handshakes >= most_handshakes)
    break_off("it takes more than " + std::to_string(most_handshakes) + " handshakes");
}

void ProtocolSurvey::break_off(std::string reason) {
  support_.incomplete = std::move(reason);
  over_ = true;
  if (!current_->cipher_suites.empty()) support_.versions.push_back(*std::exchange(current_, {}));
}

void ProtocolSurvey::take_suite(const tls::HandshakeRecord& record) {
  if (asking_ == Asking::order) {
    if (record.cipher_suite) current_->server_order = *record.cipher_suite == current_->cipher_suites.front();
    begin_groups();
    if (offered_.empty()) over_ = !begin_version();
    return;
  }
  // Whoever chooses what was not offered would be asked for ever.
  if (!record.cipher_suite || !contains(offered_, *record.cipher_suite)) return next_step();
  current_->cipher_suites.push_back(*record.cipher_suite);
  std::erase(offered_, *record.cipher_suite);
  if (offered_.empty()) next_step();
}

void ProtocolSurvey::take_group(const tls::HandshakeRecord& record) {
  const auto group = record.key_exchange ? record.key_exchange->group : std::nullopt;
  if (!group || !contains(offered_, *group)) return next_step();
  current_->groups.push_back(*group);
  std::erase(offered_, *group);
  if (offered_.empty()) next_step();
}

void ProtocolSurvey::next_step() {
  if (asking_ == Asking::suites && begin_chunk()) return;
  if (asking_ == Asking::suites && current_->cipher_suites.size() > 1) {
    asking_ = Asking::order;
    return;
  }
  if (asking_ != Asking::groups && !current_->cipher_suites.empty()) {
    begin_groups();
    if (!offered_.empty()) return;
  }
  over_ = !begin_version();
}

// Without what it showed, which the first handshake has shown.
void ProtocolSurvey::keep(tls::HandshakeRecord record) {
  if (record.version == 0) return;
  record.certificates.clear();
  record.ocsp_staples.clear();
  record.sct_lists.clear();
  kept_.push_back(std::move(record));
}

}  // namespace certcheck::net
