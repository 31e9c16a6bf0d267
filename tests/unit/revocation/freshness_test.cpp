// How long a statement of status is used, and what one that is out of date says nevertheless.
#include "tests/unit/revocation/statements.h"

using namespace certcheck;
using namespace certcheck::test;
using revocation::Status;
using std::chrono::days;

namespace {

CrlSpec crl_of(Time issued, std::optional<Time> next = {}) {
  return {.issuer = "int", .signer = 1, .this_update = issued, .next_update = next};
}

Bytes ocsp_of(SingleSpec single, std::string issuer = "int", unsigned key = 1) {
  return make_der(
      OcspSpec{.issuer = std::move(issuer), .issuer_key = key, .answers = {single}, .signer = key});
}

}  // namespace

TEST_CASE("without nextUpdate the profile says how long a statement is used") {
  Statements pki;
  const auto status = [&](Profile profile, CrlSpec crl) {
    pki.path_options.profile = profile;
    pki.crls = {std::move(crl)};
    return pki.status();
  };
  CHECK(status(Profile::rfc5280, crl_of(date(2025, 6, 1))) == Status::good);
  CHECK(status(Profile::webpki, crl_of(now - days(10))) == Status::good);
  CHECK(status(Profile::webpki, crl_of(now - days(11))) == Status::unknown);
  CHECK(has(said(pki.check(), "revocation.crl_not_usable"), "without nextUpdate used for 10 days"));
  CHECK(status(Profile::webpki, crl_of(now - days(300), now + days(1))) == Status::good);
  pki.options.max_age = days(30);
  CHECK(status(Profile::webpki, crl_of(now - days(11))) == Status::good);
  CHECK(status(Profile::webpki, crl_of(now - days(31), now + days(1))) == Status::unknown);
  CHECK(status(Profile::rfc5280, crl_of(now - days(31))) == Status::unknown);
}

TEST_CASE("CRLs of CA certificates are used for longer") {
  Statements pki;
  pki.path_options.profile = Profile::webpki;
  pki.options.scope = revocation::Scope::chain;
  for (const auto& [age, status] : {std::pair{45, Status::good}, {46, Status::unknown}}) {
    pki.crls = {{.issuer = "root", .signer = 0, .this_update = now - days(age), .next_update = {}}};
    CHECK(pki.check().statuses.at(1).status == status);
  }
}

TEST_CASE("OCSP responses are used for ten days in the web PKI, whatever they say") {
  Statements pki;
  const auto status = [&](Profile profile, Time issued, std::optional<Time> next) {
    pki.path_options.profile = profile;
    pki.responses = {ocsp_of({.serial = 7, .this_update = issued, .next_update = next})};
    return pki.status();
  };
  CHECK(status(Profile::webpki, now - days(10), {}) == Status::good);
  CHECK(status(Profile::webpki, now - days(11), {}) == Status::unknown);
  CHECK(status(Profile::webpki, now - days(11), now + days(1000)) == Status::unknown);
  CHECK(status(Profile::rfc5280, now - days(300), {}) == Status::good);
  CHECK(status(Profile::rfc5280, now - days(300), now - days(1)) == Status::unknown);
  pki.options.max_age = days(20);
  CHECK(status(Profile::webpki, now - days(11), now + days(1)) == Status::good);
  SECTION("of CA certificates for a year, if they say until when") {
    pki.options.max_age.reset();
    pki.options.scope = revocation::Scope::chain;
    for (const auto& [next, expected] :
         {std::pair{std::optional(now + days(30)), Status::good}, {std::optional<Time>(), Status::unknown}}) {
      pki.responses = {ocsp_of({.serial = 5, .this_update = now - days(90), .next_update = next}, "root", 0)};
      CHECK(pki.check().statuses.at(1).status == expected);
    }
  }
}

TEST_CASE("what was revoked for good stays so when the statement is out of date") {
  constexpr uint8_t hold = 6;
  Statements pki;
  pki.options.mode = revocation::Mode::soft;
  SECTION("a CRL") {
    pki.crls = {crl_of(now - days(30), now - days(20))};
    CHECK(pki.status() == Status::unknown);
    CHECK(
        has(said(pki.check(), "revocation.crl_not_usable"), "it expired (nextUpdate 2026-05-12T00:00:00Z)"));
    pki.crls[0].entries = {{.serial = 7}};
    auto answer = pki.check();
    CHECK(answer.statuses.at(0).status == Status::revoked);
    CHECK(has(said(answer, "revocation.revoked"), "out of date"));
    pki.options.mode = revocation::Mode::hard;
    CHECK(pki.status() == Status::revoked);
    pki.crls[0].entries[0].reason = hold;
    answer = pki.check();
    CHECK(answer.statuses.at(0).status == Status::unknown);
    CHECK(has(said(answer, "revocation.crl_not_usable"), "on hold"));
    pki.crls[0].entries[0].reason.reset();
    // A newer one that is current takes it back; one of another key does not.
    pki.crls.push_back(crl_of(now - days(1), now + days(6)));
    CHECK(pki.status() == Status::good);
    pki.pool = {authority("int", 2, "root", 0)};
    pki.crls[1].signer = 2;
    CHECK(pki.status() == Status::revoked);
    pki.crls.pop_back();
    pki.responses = {ocsp_of({.serial = 7})};
    CHECK(pki.status() == Status::good);
  }
  SECTION("one that is too old, or not signed by who may") {
    pki.path_options.profile = Profile::webpki;
    pki.crls = {crl_of(now - days(30))};
    pki.crls[0].entries = {{.serial = 7}};
    CHECK(pki.status() == Status::revoked);
    pki.crls[0].signer = 3;
    CHECK(pki.status() == Status::unknown);
  }
  SECTION("an OCSP response") {
    SingleSpec single{.serial = 7, .answer = Answer::revoked, .next_update = now - days(1)};
    pki.responses = {ocsp_of(single)};
    CHECK(pki.status() == Status::revoked);
    CHECK(has(said(pki.check(), "revocation.revoked"), "out of date"));
    single.reason = hold;
    pki.responses = {ocsp_of(single)};
    CHECK(pki.status() == Status::unknown);
    CHECK(has(said(pki.check(), "revocation.ocsp_not_usable"), "on hold"));
  }
  SECTION("not what is of tomorrow") {
    pki.crls = {crl_of(now + days(1), now + days(20))};
    pki.crls[0].entries = {{.serial = 7}};
    CHECK(pki.status() == Status::unknown);
    CHECK(has(said(pki.check(), "revocation.crl_not_usable"), "not yet valid"));
  }
}

TEST_CASE("a hold in a delta CRL without its base takes no other revocation back") {
  constexpr uint8_t hold = 6, key_compromise = 1;
  const auto delta_indicator = [](unsigned base) {
    return pki::extension("2.5.29.27", true, pki::integer(base));
  };
  Statements pki;
  pki.crls = {{.issuer = "int", .signer = 1, .entries = {{.serial = 7, .reason = key_compromise}}},
              {.issuer = "int",
               .signer = 1,
               .this_update = date(2026, 5, 27),
               .number = 9,
               .entries = {{.serial = 7, .reason = hold}},
               .extensions = {delta_indicator(8)}}};
  const auto reason = [&] {
    const auto answer = pki.check();
    CHECK(answer.statuses.at(0).status == Status::revoked);
    return said(answer, "revocation.revoked");
  };
  CHECK(has(reason(), "keyCompromise"));
  std::swap(pki.crls[0], pki.crls[1]);
  CHECK(has(reason(), "keyCompromise"));
  // Nothing newer lifts it then.
  pki.responses = {ocsp_of({.serial = 7, .this_update = date(2026, 5, 28)})};
  CHECK(has(reason(), "keyCompromise"));
  std::swap(pki.crls[0], pki.crls[1]);
  SECTION("where the complete CRL has a hold, too, that is lifted") {
    pki.crls[0].entries[0].reason = hold;
    CHECK(pki.status() == Status::good);
  }
  SECTION("where the complete CRL lists nothing, the hold stands") {
    pki.responses.clear();
    pki.crls[0].entries.clear();
    CHECK(has(reason(), "certificateHold"));
    // A newer complete CRL that lists nothing releases it.
    pki.crls[0].this_update = date(2026, 5, 28);
    CHECK(pki.status() == Status::good);
  }
  SECTION("with its base the delta decides, and that it softens is said") {
    pki.responses.clear();
    pki.crls[1].extensions = {delta_indicator(1)};
    CHECK(has(reason(), "certificateHold"));
    CHECK(has(said(pki.check(), "revocation.contradicted"), "lists as on hold CN=www.example.test"));
  }
}

TEST_CASE("at equal thisUpdate the higher CRL number decides, then revoked") {
  Statements pki;
  const CrlSpec clean{.issuer = "int", .signer = 1, .number = 255};
  CrlSpec listing = clean;
  listing.entries = {{.serial = 7}};
  const auto status = [&](std::optional<unsigned> of_clean, std::optional<unsigned> of_listing) {
    pki.crls = {clean, listing};
    pki.crls[0].number = of_clean;
    pki.crls[1].number = of_listing;
    const Status one = pki.status();
    std::swap(pki.crls[0], pki.crls[1]);
    CHECK(pki.status() == one);
    return one;
  };
  CHECK(status(255, 256) == Status::revoked);
  CHECK(status(256, 255) == Status::good);
  CHECK(status(255, 255) == Status::revoked);
  CHECK(status({}, {}) == Status::revoked);
  CHECK(status(1, {}) == Status::good);
}

TEST_CASE("a statement that was issued after the time of validation is used as far as clocks may differ") {
  using std::chrono::seconds;
  const auto status = [](Time issued, seconds ahead, bool by_crl) {
    Statements pki;
    pki.options.ahead = ahead;
    if (by_crl)
      pki.crls = {{.issuer = "int", .signer = 1, .this_update = issued}};
    else
      pki.responses = {make_der(OcspSpec{.issuer = "int",
                                         .issuer_key = 1,
                                         .answers = {{.serial = 7, .this_update = issued}},
                                         .signer = 1,
                                         .produced_at = issued})};
    return pki.status();
  };
  for (const bool by_crl : {false, true}) {
    CHECK(status(now, seconds(0), by_crl) == Status::good);
    CHECK(status(now + seconds(1), seconds(0), by_crl) == Status::unknown);
    CHECK(status(now + seconds(300), seconds(300), by_crl) == Status::good);
    CHECK(status(now + seconds(301), seconds(300), by_crl) == Status::unknown);
  }
}
