#include "certcheck/engine/comparison.h"

#include "certcheck/engine/inspect.h"

#include "tests/support/pki.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

using namespace certcheck;
using engine::Report;

namespace {

constexpr std::string_view host = "www.example.test";

/// One answer of an endpoint, and what becomes of it.
struct Answer {
  std::string place;
  test::Spec leaf = test::leaf("Intermediate", 2);
  bool sends_intermediate = true;
  uint16_t version = 0x0304, suite = 0x1301;
  bool without_name = false;
};

class Endpoint {
 public:
  void add(const Answer& answer) {
    tls::HandshakeRecord record;
    record.completed = true;
    record.possession = tls::Possession::proven;
    record.address = answer.place;
    record.version = answer.version;
    record.cipher_suite = answer.suite;
    record.certificates = {make_der(answer.leaf)};
    if (answer.sends_intermediate) record.certificates.push_back(make_der(intermediate()));
    add(answer.place, std::move(record), answer.without_name);
  }
  void add(const std::string& place, tls::HandshakeRecord record, bool without_name = false) {
    trust::Store store("mine");
    store.add(x509::parse_certificate(make_der(test::root("Root", 1))));
    const trust::Store* stores[] = {&store};
    engine::Options options;
    options.path.time = test::now;
    if (!without_name) options.path.names = {*names::make_host_name(host)};
    crypto::Verifier verifier;
    reports_.push_back(
        engine::inspect(engine::input_of(std::move(record), Target{}), stores, options, verifier));
    compared_.push_back({place, &reports_.back(), without_name});
    before_.push_back(reports_.back().findings.size());
  }
  Endpoint& compare_addresses() {
    engine::compare_addresses(compared_);
    return *this;
  }
  Endpoint& compare_certificates() {
    engine::compare_certificates(compared_);
    return *this;
  }

  /// What the comparison added to a report.
  std::vector<std::string> ids(size_t index) const {
    std::vector<std::string> ids;
    for (size_t i = before_[index]; i < reports_[index].findings.size(); ++i)
      ids.emplace_back(reports_[index].findings[i].id());
    std::sort(ids.begin(), ids.end());
    return ids;
  }
  std::string message(size_t index, std::string_view id) const {
    for (size_t i = before_[index]; i < reports_[index].findings.size(); ++i)
      if (reports_[index].findings[i].id() == id) return reports_[index].findings[i].message;
    return {};
  }
  const Report& report(size_t index) const { return reports_[index]; }

 private:
  static test::Spec intermediate() { return test::authority("Intermediate", 2, "Root", 1); }

  std::deque<Report> reports_;
  std::vector<engine::Compared> compared_;
  std::vector<size_t> before_;
};

test::Spec leaf_until(Time end, unsigned key = 3) {
  test::Spec leaf = test::leaf("Intermediate", 2);
  leaf.not_after = end;
  leaf.key = key;
  leaf.serial = key;
  return leaf;
}

tls::HandshakeRecord refused(const std::string& address, bool dead) {
  tls::HandshakeRecord record;
  record.failure = tls::HandshakeFailure::connect;
  record.stopped_at = tls::Stage::connect;
  record.error = "no connection";
  record.address = address;
  record.addresses_tried = {{.address = address, .why = "Connection refused", .dead = dead}};
  return record;
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("addresses that answer alike have nothing said of them") {
  Endpoint endpoint;
  endpoint.add({.place = "at 192.0.2.1"});
  endpoint.add({.place = "at 192.0.2.2"});
  endpoint.compare_addresses();
  REQUIRE(endpoint.report(0).verdict == engine::Verdict::trusted);
  CHECK(endpoint.ids(0).empty());
  CHECK(endpoint.ids(1).empty());
}

TEST_CASE("an expired certificate at one address shows at all of them") {
  Endpoint endpoint;
  endpoint.add({.place = "at 192.0.2.1"});
  endpoint.add({.place = "at 192.0.2.2", .leaf = leaf_until(date(2026, 5, 1))});
  endpoint.add({.place = "at 192.0.2.3"});
  endpoint.compare_addresses();
  CHECK(endpoint.ids(0) == Ids{"endpoint.addresses_differ.certificate", "endpoint.addresses_differ.verdict"});
  CHECK(endpoint.ids(1) == Ids{"endpoint.addresses_differ.certificate", "endpoint.addresses_differ.expiry",
                               "endpoint.addresses_differ.verdict"});
  CHECK(endpoint.message(0, "endpoint.addresses_differ.verdict") ==
        "trusted here, at 192.0.2.2 untrusted (path.validity.expired)");
  CHECK(endpoint.message(1, "endpoint.addresses_differ.verdict") ==
        "untrusted (path.validity.expired) here, at 192.0.2.1 and at 192.0.2.3 trusted");
  CHECK(contains(endpoint.message(1, "endpoint.addresses_differ.certificate"), "until 2026-05-01T00:00:00Z"));
  CHECK(endpoint.message(1, "endpoint.addresses_differ.expiry") ==
        "valid until 2026-05-01T00:00:00Z here, at 192.0.2.1 and at 192.0.2.3 until 2027-01-01T00:00:00Z");
  // None of it decides.
  CHECK(endpoint.report(0).verdict == engine::Verdict::trusted);
}

TEST_CASE("certificates that end within 30 days of each other were renewed together") {
  for (const auto& [end, expected] : {std::pair{date(2026, 12, 2), false}, {date(2026, 12, 1), true}}) {
    Endpoint endpoint;
    endpoint.add({.place = "at 192.0.2.1", .leaf = leaf_until(end)});
    endpoint.add({.place = "at 192.0.2.2"});
    endpoint.compare_addresses();
    CHECK(endpoint.message(0, "endpoint.addresses_differ.expiry").empty() != expected);
    CHECK(endpoint.message(1, "endpoint.addresses_differ.expiry").empty());
  }
}

TEST_CASE("with the same certificate, another chain, version or class of suites is a difference") {
  Endpoint endpoint;
  endpoint.add({.place = "at 192.0.2.1"});
  endpoint.add({.place = "at 192.0.2.2", .sends_intermediate = false});
  endpoint.add({.place = "at 192.0.2.3", .version = 0x0303, .suite = 0xc02f});
  endpoint.add({.place = "at 192.0.2.4", .version = 0x0303, .suite = 0x003c});
  endpoint.compare_addresses();
  CHECK(contains(endpoint.message(0, "endpoint.addresses_differ.chain"), "at 192.0.2.2 the leaf alone"));
  CHECK(contains(endpoint.message(1, "endpoint.addresses_differ.chain"),
                 "the leaf alone here, at 192.0.2.1, at 192.0.2.3 and at 192.0.2.4 the leaf and "));
  CHECK(endpoint.message(0, "endpoint.addresses_differ.version") ==
        "TLS 1.3 here, at 192.0.2.3 and at 192.0.2.4 TLS 1.2");
  // ECDHE with an AEAD is as good as TLS 1.3's; key transport with CBC is not.
  CHECK(endpoint.message(2, "endpoint.addresses_differ.cipher_suite") ==
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 here, at 192.0.2.4 TLS_RSA_WITH_AES_128_CBC_SHA256");
  CHECK(endpoint.message(0, "endpoint.addresses_differ.cipher_suite") ==
        "TLS_AES_128_GCM_SHA256 here, at 192.0.2.4 TLS_RSA_WITH_AES_128_CBC_SHA256");
  CHECK(endpoint.message(0, "endpoint.addresses_differ.certificate").empty());
}

TEST_CASE(
    "names that the certificate at another address is for are named, whatever their case or wildcards") {
  test::Spec more = leaf_until(date(2027, 1, 1));
  more.dns_names = {"WWW.example.test", "a.wild.test", "mail.example.test"};
  test::Spec wild = leaf_until(date(2027, 1, 1), 4);
  wild.dns_names = {"www.example.test", "*.wild.test"};
  Endpoint endpoint;
  endpoint.add({.place = "at 192.0.2.1", .leaf = more});
  endpoint.add({.place = "at 192.0.2.2", .leaf = wild});
  endpoint.compare_addresses();
  CHECK(endpoint.message(1, "endpoint.addresses_differ.names") ==
        "the certificate is not for DNS:mail.example.test, but the one at 192.0.2.1 is");
  CHECK(endpoint.message(0, "endpoint.addresses_differ.names") ==
        "the certificate is not for DNS:*.wild.test, but the one at 192.0.2.2 is");
}

TEST_CASE("an address that nobody answers at is named where others answer") {
  Endpoint endpoint;
  endpoint.add({.place = "192.0.2.1"});
  endpoint.add("192.0.2.2", refused("192.0.2.2", true));
  endpoint.add("2001:db8::1", refused("2001:db8::1", false));  // this machine has no IPv6
  endpoint.compare_addresses();
  CHECK(endpoint.ids(0) == Ids{"handshake.address_not_connected"});
  CHECK(endpoint.message(0, "handshake.address_not_connected") ==
        "no connection to 192.0.2.2: Connection refused; 192.0.2.1 answers");
  CHECK(endpoint.ids(1).empty());
  CHECK(endpoint.ids(2).empty());
}

TEST_CASE("of hundreds of addresses each report names some") {
  Endpoint endpoint;
  endpoint.add({.place = "at 192.0.2.1", .leaf = leaf_until(date(2026, 5, 1))});
  for (unsigned i = 0; i < 40; ++i)
    endpoint.add(
        {.place = "at 198.51.100." + std::to_string(i), .leaf = leaf_until(date(2027, 1, 1), 10 + i)});
  endpoint.compare_addresses();
  CHECK(endpoint.ids(0).size() == 3);
  CHECK(
      endpoint.message(0, "endpoint.addresses_differ.verdict") ==
      "untrusted (path.validity.expired) here, at 198.51.100.0, at 198.51.100.1, at 198.51.100.2 and 4 more "
      "trusted");
  CHECK(contains(endpoint.message(40, "endpoint.addresses_differ.verdict"), "at 192.0.2.1 untrusted"));
}

TEST_CASE("certificates of one server are compared in names, issuer, verdict and expiry") {
  test::Spec other = test::leaf("Root", 1);
  other.key = 9;
  other.not_after = date(2026, 7, 1);
  other.dns_names = {"www.example.test", "old.example.test"};
  Endpoint endpoint;
  endpoint.add({.place = "for ordinary clients"});
  endpoint.add({.place = "for RSA clients", .leaf = other});
  endpoint.compare_certificates();
  REQUIRE(endpoint.report(1).verdict == engine::Verdict::trusted);
  CHECK(endpoint.ids(0) == Ids{"endpoint.certificates_differ.issuer", "endpoint.certificates_differ.names"});
  CHECK(endpoint.ids(1) == Ids{"endpoint.certificates_differ.expiry", "endpoint.certificates_differ.issuer"});
  CHECK(endpoint.message(0, "endpoint.certificates_differ.names") ==
        "the certificate is not for DNS:old.example.test, but the one for RSA clients is");
  CHECK(endpoint.message(1, "endpoint.certificates_differ.issuer") ==
        "issued by CN=Root below CN=Root here, for ordinary clients issued by CN=Intermediate below CN=Root");

  Endpoint broken;
  broken.add({.place = "for ordinary clients"});
  broken.add({.place = "for RSA clients", .leaf = leaf_until(date(2026, 5, 1))});
  broken.compare_certificates();
  CHECK(broken.ids(0) == Ids{"endpoint.certificates_differ.verdict"});
  CHECK(broken.ids(1) == Ids{"endpoint.certificates_differ.expiry", "endpoint.certificates_differ.verdict"});
}

TEST_CASE("a certificate for other names without SNI is a notice, and is compared no further") {
  test::Spec other = leaf_until(date(2026, 5, 1));
  other.dns_names = {"default.example.test"};
  Endpoint endpoint;
  endpoint.add({.place = "for ordinary clients"});
  endpoint.add({.place = "for clients without SNI", .leaf = other, .without_name = true});
  endpoint.compare_certificates();
  CHECK(endpoint.ids(0).empty());
  CHECK(endpoint.ids(1) == Ids{"endpoint.default_certificate.other_names"});
  CHECK(contains(endpoint.message(1, "endpoint.default_certificate.other_names"),
                 "is shown, which is not for www.example.test"));

  Endpoint same_name;
  same_name.add({.place = "for ordinary clients"});
  same_name.add(
      {.place = "for clients without SNI", .leaf = leaf_until(date(2026, 5, 1)), .without_name = true});
  same_name.compare_certificates();
  CHECK(same_name.ids(0) == Ids{"endpoint.certificates_differ.verdict"});
}
