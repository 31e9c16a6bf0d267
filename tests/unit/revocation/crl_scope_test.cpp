// RFC 5280 6.3.3 (b) to (d): which certificates and reasons a CRL is for, by the distribution points of both.

#include "certcheck/revocation/revocation.h"

#include "tests/support/pki_names.h"
#include "tests/unit/revocation/statements.h"

#include <string>
#include <vector>

using namespace certcheck;
using namespace certcheck::test;
using revocation::Status;

namespace {

constexpr std::string_view not_usable = "revocation.crl_not_usable";

/// DistributionPointName: fullName.
Bytes full(const std::vector<Bytes>& names) { return pki::context(0, {pki::concatenate(names)}); }
/// nameRelativeToCRLIssuer of one common name.
Bytes relative(std::string_view value) {
  return pki::context(1, {pki::sequence({pki::oid("2.5.4.3"), pki::utf8(value)})});
}

/// The fields of a DistributionPoint.
Bytes point(const Bytes& name, const Bytes& reasons = {}, const Bytes& crl_issuer = {}) {
  return pki::sequence({name.empty() ? Bytes() : pki::context(0, {name}),
                        reasons.empty() ? Bytes() : pki::context_primitive(1, reasons),
                        crl_issuer.empty() ? Bytes() : pki::context(2, {crl_issuer})});
}
Bytes points(const std::vector<Bytes>& all) { return pki::extension("2.5.29.31", false, pki::sequence(all)); }

/// issuingDistributionPoint: a name, or none, and complete other fields.
Bytes scope(const Bytes& name, const std::vector<Bytes>& fields = {}) {
  std::vector<Bytes> all{name.empty() ? Bytes() : pki::context(0, {name})};
  all.insert(all.end(), fields.begin(), fields.end());
  return pki::extension("2.5.29.28", true, pki::sequence(all));
}

const Bytes one = uri("http://crl.test/1"), two = uri("http://crl.test/2"), three = uri("http://crl.test/3");
const Bytes only_users = pki::context_primitive(1, Bytes{0xff}),
            only_cas = pki::context_primitive(2, Bytes{0xff}),
            indirect = pki::context_primitive(4, Bytes{0xff}),
            only_attributes = pki::context_primitive(5, Bytes{0xff});
Bytes only_reasons(const Bytes& bits) { return pki::context_primitive(3, bits); }

/// Bits 1 and 2, and the others; ReasonFlags (4.2.1.13).
const Bytes compromises{0x05, 0x60}, all_others{0x07, 0x1f, 0x80};

/// The issuing key's CRL with this scope about a leaf with these distribution points.
Statements with(const std::vector<Bytes>& of_certificate, const std::vector<Bytes>& of_crl) {
  Statements pki;
  pki.end.extensions = of_certificate;
  pki.crls = {{.issuer = "int", .signer = 1, .extensions = of_crl}};
  return pki;
}

Status status(const std::vector<Bytes>& of_certificate, const std::vector<Bytes>& of_crl) {
  return with(of_certificate, of_crl).status();
}

}  // namespace

TEST_CASE("6.3.3 (b)(2)(i): one of the names of both distribution points is the same") {
  CHECK(status({points({point(full({one}))})}, {scope(full({one}))}) == Status::good);
  CHECK(status({points({point(full({one, two}))})}, {scope(full({three, two}))}) == Status::good);
  CHECK(status({points({point(full({one})), point(full({two}))})}, {scope(full({two}))}) == Status::good);
  // 7.4: scheme and host of URIs without regard to case.
  CHECK(status({points({point(full({one}))})}, {scope(full({uri("HTTP://CRL.Test/1")}))}) == Status::good);
  CHECK(status({points({point(full({uri("http://crl.test/a")}))})},
               {scope(full({uri("http://crl.test/A")}))}) == Status::unknown);
  const Statements other = with({points({point(full({one}))})}, {scope(full({two}))});
  CHECK(other.status() == Status::unknown);
  CHECK(has(said(other.check(), not_usable), "its distribution point is URI:http://crl.test/2"));
  // A CRL without a distribution point's name is for all points of its issuer, a certificate without points
  // has one with its issuer's name.
  CHECK(status({points({point(full({one}))})}, {}) == Status::good);
  CHECK(status({points({point(full({one}))})}, {scope({}, {only_users})}) == Status::good);
  CHECK(status({}, {scope(full({one}))}) == Status::unknown);
  CHECK(status({}, {scope(full({directory(simple_name("int"))}))}) == Status::good);
  // What a partition lists is revoked by the issuer's word for its part alone.
  Statements listed = with({points({point(full({one}))})}, {scope(full({one}))});
  listed.crls[0].entries = {{.serial = 7}};
  CHECK(listed.status() == Status::revoked);
  listed.crls[0].extensions = {scope(full({two}))};
  CHECK(listed.status() == Status::unknown);
  CHECK(has(said(listed.check(), not_usable), "; it lists "));
}

TEST_CASE("6.3.3 (b)(2)(i): a name relative to the CRL issuer is put after its name") {
  const Bytes whole = directory(pki::name({common_name("int"), common_name("part")}));
  CHECK(status({points({point(relative("part"))})}, {scope(relative("part"))}) == Status::good);
  CHECK(status({points({point(relative("part"))})}, {scope(full({one, whole}))}) == Status::good);
  CHECK(status({points({point(full({whole}))})}, {scope(relative("part"))}) == Status::good);
  CHECK(status({points({point(relative("part"))})}, {scope(relative("other"))}) == Status::unknown);
}

TEST_CASE("6.3.3 (b)(2)(i): of a point without a name those of its cRLIssuer are compared") {
  const Bytes lists = directory(simple_name("lists"));
  Statements pki = with({points({point({}, {}, lists)})}, {scope(full({lists}), {indirect})});
  pki.pool = {authority("lists", 8, "root", 0)};
  pki.crls[0].issuer = "lists";
  pki.crls[0].signer = 8;
  CHECK(pki.status() == Status::good);
  pki.crls[0].extensions = {scope(full({one}), {indirect})};
  CHECK(pki.status() == Status::unknown);
  // (b)(1): and the CRL says that it is indirect, whoever signed it.
  pki.crls[0].extensions = {scope(full({lists}))};
  CHECK(pki.status() == Status::unknown);
  CHECK(has(said(pki.check(), not_usable), "it is not an indirect CRL (indirectCRL)"));
  // The point names who issues the CRL: a CRL of the certificate's own issuer is not from there, though that
  // issuer's CRL without a scope is for all that it issued.
  Statements own = with({points({point(full({one}), {}, lists)})}, {scope(full({one}))});
  CHECK(own.status() == Status::unknown);
  own.crls[0].extensions = {};
  CHECK(own.status() == Status::good);
}

TEST_CASE("6.3.3 (b)(2)(ii) to (iv): the kind of certificate") {
  CHECK(status({}, {scope({}, {only_users})}) == Status::good);
  CHECK(status({}, {scope({}, {only_cas})}) == Status::unknown);
  CHECK(status({}, {scope({}, {only_attributes})}) == Status::unknown);
  const auto of_issuer = [](const Bytes& kind) {
    Statements pki;
    pki.options.scope = revocation::Scope::chain;
    pki.crls = {{.issuer = "root", .signer = 0, .extensions = {scope({}, {kind})}}};
    return pki.check().statuses.at(1).status;
  };
  CHECK(of_issuer(only_cas) == Status::good);
  CHECK(of_issuer(only_users) == Status::unknown);
  CHECK(of_issuer(only_attributes) == Status::unknown);
}

TEST_CASE("6.3.3 (d), (e), (l): the reasons of a point and of its CRL count where both have them") {
  const Bytes both = points({point(full({one}), compromises), point(full({two}), all_others)});
  Statements pki = with({both}, {scope(full({one}))});
  CHECK(pki.status() == Status::unknown);
  CHECK(has(said(pki.check(), not_usable), "it covers only some revocation reasons"));
  pki.crls.push_back({.issuer = "int", .signer = 1, .extensions = {scope(full({two}))}});
  CHECK(pki.status() == Status::good);
  CHECK(said(pki.check(), not_usable).empty());
  // Reasons that the point does not have, or the CRL does not have, are not known.
  pki.crls[1].extensions = {scope(full({two}), {only_reasons(compromises)})};
  CHECK(pki.status() == Status::unknown);
  CHECK(one_says(pki.check(), not_usable, "it is for reasons that no distribution point of"));
  pki.crls[1].extensions = {scope(full({two}), {only_reasons(all_others)})};
  CHECK(pki.status() == Status::good);
  pki.crls[1].entries = {{.serial = 7, .reason = uint8_t{4}}};
  CHECK(pki.status() == Status::revoked);
}

TEST_CASE(
    "6.3.3 (c): a delta CRL is applied to a complete one of the same issuer, scope and key identifier") {
  Statements pki;
  pki.crls = {{.issuer = "int", .signer = 1, .number = 5, .entries = {{.serial = 7, .reason = uint8_t{6}}}},
              {.issuer = "int",
               .signer = 1,
               .this_update = date(2026, 5, 28),
               .number = 6,
               .entries = {{.serial = 7, .reason = uint8_t{8}}},
               .extensions = {pki::extension("2.5.29.27", true, pki::integer(5))}}};
  CrlSpec &base = pki.crls[0], &delta = pki.crls[1];
  CHECK(pki.status() == Status::good);
  SECTION("(2) its issuing distribution point is the same, or absent in both") {
    delta.extensions.push_back(scope({}, {only_users}));
    CHECK(pki.status() == Status::revoked);
    CHECK(has(said(pki.check(), not_usable), "has another issuing distribution point"));
    base.extensions = {scope({}, {only_users})};
    CHECK(pki.status() == Status::good);
  }
  SECTION("(3) its authority key identifier is the same") {
    delta.key_identifier = false;
    CHECK(pki.status() == Status::revoked);
    CHECK(has(said(pki.check(), not_usable), "has another authority key identifier"));
    base.key_identifier = false;
    CHECK(pki.status() == Status::good);
  }
  SECTION("(h) it is signed by the same key") {
    pki.pool = {authority("int", 2, "root", 0)};
    delta.signer = 2;
    CHECK(pki.status() == Status::revoked);
    CHECK(has(said(pki.check(), not_usable), "is signed by another key"));
  }
  SECTION("5.2.4: it is for the base's number") {
    base.number = 4;
    CHECK(pki.status() == Status::revoked);
    CHECK(has(said(pki.check(), not_usable), "it is for CRL number 05 or later, the complete CRL has 04"));
  }
}

TEST_CASE("what a delta CRL without its base lists is revoked, and what is missing is said") {
  Statements pki;
  pki.crls = {{.issuer = "int", .signer = 1, .number = 5},
              {.issuer = "int",
               .signer = 1,
               .this_update = date(2026, 5, 28),
               .number = 9,
               .entries = {{.serial = 7}},
               .extensions = {pki::extension("2.5.29.27", true, pki::integer(7))}}};
  const auto answer = pki.check();
  CHECK(answer.statuses.at(0).status == Status::revoked);
  CHECK(
      has(said(answer, "revocation.revoked"),
          "according to a delta CRL that cannot be combined with a complete one: it is for CRL number 07 or "
          "later, the complete CRL has 05"));
}

TEST_CASE("5.3.3: certificateIssuer counts in indirect CRLs alone") {
  const auto entry_of = [](std::string_view issuer, unsigned serial) {
    return pki::sequence({pki::integer(serial), pki::utc_time("260501000000Z"),
                          pki::sequence({pki::extension("2.5.29.29", true,
                                                        pki::sequence({directory(simple_name(issuer))}))})});
  };
  const auto plain = [](unsigned serial) {
    return pki::sequence({pki::integer(serial), pki::utc_time("260501000000Z")});
  };
  Statements pki;
  pki.crls = {{.issuer = "int", .signer = 1}};
  CrlSpec& crl = pki.crls[0];
  SECTION("in a direct one it contradicts what the CRL is for, which is not used then") {
    crl.raw_entries = {entry_of("elsewhere", 7)};
    CHECK(pki.status() == Status::unknown);
    CHECK(has(said(pki.check(), not_usable),
              "an entry is of another issuer (certificateIssuer), although it is not an indirect CRL"));
    crl.raw_entries = {entry_of("int", 7)};
    CHECK(pki.status() == Status::revoked);
  }
  SECTION("there it holds for those that follow") {
    crl.extensions = {scope({}, {indirect})};
    crl.raw_entries = {entry_of("elsewhere", 6), plain(7)};
    CHECK(pki.status() == Status::good);
    crl.raw_entries = {plain(7), entry_of("elsewhere", 6)};
    CHECK(pki.status() == Status::revoked);
    crl.raw_entries = {entry_of("elsewhere", 6), plain(7), entry_of("int", 8), plain(7)};
    CHECK(pki.status() == Status::revoked);
    crl.raw_entries = {entry_of("elsewhere", 6), entry_of("int", 8), entry_of("elsewhere", 9), plain(7)};
    CHECK(pki.status() == Status::good);
  }
}
