// Certificates whose CA need not support their revocation: BR 1.6.1, 4.9.1.1.
#include "tests/unit/revocation/statements.h"

#include <chrono>

using namespace certcheck;
using namespace certcheck::test;
using namespace std::chrono_literals;
using revocation::Status;

namespace {

/// A leaf of that validity, notAfter included.
Statements with_validity(Time begin, std::chrono::seconds validity) {
  Statements pki;
  pki.end.not_before = begin;
  pki.end.not_after = begin + validity - 1s;
  pki.end.dns_names = {"www.example.test"};
  pki.end.purposes = {"1.3.6.1.5.5.7.3.1"};
  pki.path_options.time = begin;
  pki.path_options.profile = Profile::webpki;
  return pki;
}

}  // namespace

TEST_CASE("a short life is what the Baseline Requirements said when the certificate was issued") {
  const auto is_short = [](Time begin, std::chrono::seconds validity) {
    const auto status = with_validity(begin, validity).check().statuses.at(0);
    CHECK((status.status == Status::good) == (status.source == "short-lived"));
    return status.status == Status::good;
  };
  CHECK(is_short(date(2026, 3, 15), 604'800s));
  CHECK_FALSE(is_short(date(2026, 3, 15), 604'801s));
  CHECK(is_short(date(2026, 3, 15) - 1s, 864'000s));
  CHECK_FALSE(is_short(date(2026, 3, 15) - 1s, 864'001s));
  CHECK(is_short(date(2025, 1, 1), 1s));
}

TEST_CASE("under hard nobody misses the status of a short-lived certificate, where nobody could know it") {
  Statements about = with_validity(date(2026, 6, 1), 518'400s);
  CHECK(about.status() == Status::good);
  CHECK(about.check().findings.empty());
  SECTION("RFC 5280 knows no such certificates") {
    about.path_options.profile = Profile::rfc5280;
    CHECK(about.status() == Status::unknown);
  }
  SECTION("one that says where its status is has one") {
    using namespace pki;
    const Bytes uri = context_primitive(6, as_bytes("http://status.test/"));
    const Bytes point = sequence({context(0, {context(0, {uri})})});
    const auto access = [&](std::string_view method) {
      return extension("1.3.6.1.5.5.7.1.1", false, sequence({sequence({oid(method), uri})}));
    };
    about.end.extensions = {access("1.3.6.1.5.5.7.48.2")};  // its issuer
    CHECK(about.status() == Status::good);
    about.end.extensions = {access("1.3.6.1.5.5.7.48.1")};
    CHECK(about.status() == Status::unknown);
    about.end.extensions = {extension("2.5.29.31", false, sequence({point}))};
    CHECK(about.status() == Status::unknown);
  }
  SECTION("what is said counts") {
    about.crls = {{.issuer = "int", .signer = 1, .entries = {{.serial = 7}}}};
    CHECK(about.status() == Status::revoked);
    about.crls[0].entries.clear();
    CHECK(about.check().statuses.at(0).source == "CRL of CN=int");
    about.crls.clear();
    about.responses = {make_der(OcspSpec{.issuer = "int",
                                         .issuer_key = 1,
                                         .answers = {{.serial = 7, .answer = Answer::unknown}},
                                         .signer = 1,
                                         .produced_at = date(2026, 6, 1)})};
    CHECK(about.status() == Status::unknown);
  }
  SECTION("what was not read for want of time may say that it is revoked") {
    about.crls = {{.issuer = "int", .signer = 1, .entries = {{.serial = 7}}}};
    about.options.out_of_time = [] { return true; };
    CHECK(about.status() == Status::unknown);
  }
  SECTION("a CA's is none") {
    about.options.scope = revocation::Scope::chain;
    CHECK(about.check().statuses.at(1).status == Status::unknown);
  }
}
