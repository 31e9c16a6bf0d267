// Delta CRLs where a complete CRL says that there is one: RFC 5280 5.2.4, 5.2.6, 6.3.3 (a).
#include "tests/unit/revocation/statements.h"

using namespace certcheck;
using namespace certcheck::test;
using revocation::Status;

namespace {

constexpr uint8_t hold = 6, remove_from_crl = 8;
constexpr std::string_view not_usable = "revocation.crl_not_usable";

Bytes freshest() {
  using namespace pki;
  return extension("2.5.29.46", false,
                   sequence({sequence(
                       {context(0, {context(0, {context_primitive(6, as_bytes("http://delta.test/"))})})})}));
}

/// A complete CRL with number 5 that says where its delta is.
CrlSpec complete() { return {.issuer = "int", .signer = 1, .number = 5, .extensions = {freshest()}}; }

CrlSpec delta_of(unsigned base, unsigned number) {
  return {.issuer = "int",
          .signer = 1,
          .this_update = date(2026, 5, 28),
          .number = number,
          .extensions = {pki::extension("2.5.29.27", true, pki::integer(base))}};
}

Statements with_deltas(std::vector<CrlSpec> crls) {
  Statements pki;
  pki.crls = std::move(crls);
  pki.options.require_deltas = true;
  return pki;
}

std::vector<size_t> without_delta(const Statements& pki) { return pki.check().statuses.at(0).without_delta; }

}  // namespace

TEST_CASE("a complete CRL with freshestCRL clears nothing without its delta, if deltas are required") {
  Statements pki = with_deltas({complete()});
  CHECK(pki.status() == Status::unknown);
  CHECK(without_delta(pki) == std::vector<size_t>{0});
  CHECK(has(said(pki.check(), not_usable), "a delta CRL completes it (freshestCRL)"));
  CHECK(
      has(said(pki.check(), "revocation.status_unknown"), "completed by a delta CRL that is not available"));
  SECTION("they are not") {
    pki.options.require_deltas = false;
    CHECK(pki.status() == Status::good);
    CHECK(without_delta(pki).empty());
    CHECK(pki.check().findings.empty());
  }
  SECTION("the certificate has freshestCRL instead") {
    pki.crls[0].extensions.clear();
    CHECK(pki.status() == Status::good);
    pki.end.extensions = {freshest()};
    CHECK(pki.status() == Status::unknown);
  }
  SECTION("what it lists is revoked, and only a hold may be lifted by a delta") {
    pki.crls[0].entries = {{.serial = 7}};
    CHECK(pki.status() == Status::revoked);
    CHECK(without_delta(pki).empty());
    pki.crls[0].entries[0].reason = hold;
    CHECK(pki.status() == Status::revoked);
    CHECK(without_delta(pki) == std::vector<size_t>{0});
  }
  SECTION("another statement says good, and nothing is missing") {
    pki.responses = {
        make_der(OcspSpec{.issuer = "int", .issuer_key = 1, .answers = {{.serial = 7}}, .signer = 1})};
    CHECK(pki.status() == Status::good);
    CHECK(without_delta(pki).empty());
  }
}

TEST_CASE("a delta that fits completes it") {
  Statements pki = with_deltas({complete(), delta_of(5, 6)});
  CHECK(pki.status() == Status::good);
  CHECK(without_delta(pki).empty());
  CHECK(pki.check().findings.empty());
  SECTION("and lists, or lifts") {
    pki.crls[1].entries = {{.serial = 7}};
    CHECK(pki.status() == Status::revoked);
    pki.crls[0].entries = {{.serial = 7, .reason = hold}};
    pki.crls[1].entries[0].reason = remove_from_crl;
    CHECK(pki.status() == Status::good);
  }
  SECTION("one that has expired does not") {
    pki.crls[1].next_update = date(2026, 5, 30);
    CHECK(pki.status() == Status::unknown);
    CHECK(without_delta(pki) == std::vector<size_t>{0});
  }
  SECTION("one for a newer base does not") {
    pki.crls[1] = delta_of(6, 7);
    CHECK(pki.status() == Status::unknown);
    CHECK(without_delta(pki) == std::vector<size_t>{0});
  }
}

TEST_CASE("a delta that is no newer than the complete CRL is superseded by it, which lacks nothing then") {
  for (const unsigned number : {5U, 4U}) {
    Statements pki = with_deltas({complete(), delta_of(3, number)});
    CHECK(pki.status() == Status::good);
    CHECK(has(said(pki.check(), "revocation.superseded"), "is not higher than that of the complete CRL, 05"));
    CHECK(said(pki.check(), not_usable).empty());
    // It would be replaced, if it were current.
    pki.crls[1].next_update = date(2026, 5, 30);
    CHECK(pki.status() == Status::unknown);
  }
}

TEST_CASE(
    "6.3.3 (a)(1)(i): a complete CRL that has expired is as current as the delta that is applied to it") {
  Statements pki;
  pki.crls = {complete(), delta_of(5, 6)};
  pki.crls[0].this_update = date(2026, 5, 1);
  pki.crls[0].next_update = date(2026, 5, 8);
  for (const bool required : {false, true}) {
    pki.options.require_deltas = required;
    CHECK(pki.status() == Status::good);
    CHECK(pki.check().findings.empty());
  }
  SECTION("not by one that has expired, too") {
    pki.crls[1].next_update = date(2026, 5, 30);
    CHECK(pki.status() == Status::unknown);
    // The newer one of two may have expired before the older one.
    pki.crls.push_back(delta_of(5, 6));
    pki.crls[1].this_update = date(2026, 5, 29);
    pki.crls[1].number = 7;
    CHECK(pki.status() == Status::good);
    pki.crls[1].entries = {{.serial = 7}};
    CHECK(pki.status() == Status::revoked);
  }
  SECTION("not by one that does not fit") {
    pki.crls[1] = delta_of(6, 7);
    CHECK(pki.status() == Status::unknown);
  }
  SECTION("alone it clears nothing, and a delta could bring it up to date") {
    pki.crls.pop_back();
    pki.options.require_deltas = true;
    CHECK(pki.status() == Status::unknown);
    CHECK(without_delta(pki) == std::vector<size_t>{0});
  }
}
