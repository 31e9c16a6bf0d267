// Where an inspection takes SCTs from, and whom it holds to the policies.

#include "certcheck/engine/inspect.h"

#include "certserve/pki/certificate.h"
#include "certserve/pki/timestamp.h"

#include <catch2/catch_test_macros.hpp>

#include <memory>
#include <utility>
#include <vector>

using namespace certcheck;

namespace {

constexpr Time checked = date(2026, 6, 1), issued = date(2026, 5, 1);
const pki::Authority root{"CT Root", "root-p256"};
const pki::TimestampSpec of_first{"log-rsa", issued}, of_second{"log-p256", issued, pki::leaf_index(7)};

/// A server that sends SCTs of two logs by TLS, below a root that is public or not.
engine::Report inspect(bool is_public, path::Purpose purpose = path::Purpose::server) {
  pki::CertificateSpec spec = pki::server_certificate(root, "leaf-p256", "www.ct.test");
  spec.not_before = issued;
  spec.not_after = issued + std::chrono::days(90);
  const auto leaf = x509::parse_certificate(issue(spec));
  trust::Store store("mine", is_public);
  store.add(x509::parse_certificate(issue(pki::root_certificate(root))));
  const trust::Store* stores[] = {&store};
  engine::Input input;
  input.presented = {leaf};
  input.handshake.emplace();
  input.handshake->completed = true;
  input.handshake->possession = tls::Possession::proven;
  input.handshake->sct_lists = {pki::timestamp_list(
      {pki::certificate_timestamp(of_first, leaf->der), pki::certificate_timestamp(of_second, leaf->der)})};
  engine::Options options;
  options.path.time = checked;
  options.path.purpose = purpose;
  options.lint = false;
  options.log_list = std::make_shared<const ct::LogList>(*ct::parse_log_list(
      pki::log_list({{"Log 1", "Operator 1", "log-rsa"}, {"Log 2", "Operator 2", "log-p256", true}})));
  crypto::Verifier verifier;
  return engine::inspect(std::move(input), stores, options, verifier);
}

}  // namespace

TEST_CASE("an inspection verifies the SCTs of the handshake, and holds public servers to the policies") {
  const engine::Report report = inspect(/*is_public=*/true);
  REQUIRE(report.transparency.timestamps.size() == 2);
  for (const ct::Timestamp& sct : report.transparency.timestamps) {
    CHECK(sct.source == ct::Source::tls);
    CHECK(sct.status == ct::TimestampStatus::valid);
  }
  REQUIRE(report.transparency.policies.size() == 2);
  for (const ct::PolicyResult& result : report.transparency.policies) CHECK(result.compliant == true);

  CHECK(inspect(/*is_public=*/false).transparency.policies.empty());
  CHECK(inspect(/*is_public=*/true, path::Purpose::client).transparency.policies.empty());
}
