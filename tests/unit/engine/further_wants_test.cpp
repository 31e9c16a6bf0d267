#include "certcheck/engine/checks.h"
#include "certcheck/engine/inspection.h"

#include "certserve/pki/certificate.h"
#include "certserve/pki/der_builder.h"
#include "tests/support/pki_status.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace certcheck;
using engine::Inspection;
using engine::Want;

namespace {

const std::string first = "http://ca.wants.test/1", second = "http://ca.wants.test/2",
                  third = "http://ca.wants.test/3";
constexpr std::string_view ca_issuers = "1.3.6.1.5.5.7.48.2", ocsp = "1.3.6.1.5.5.7.48.1";

Bytes location(std::string_view address) { return pki::context_primitive(6, as_bytes(address)); }

Bytes access(std::string_view method, const std::vector<std::string>& addresses) {
  std::vector<Bytes> descriptions;
  for (const std::string& address : addresses)
    descriptions.push_back(pki::sequence({pki::oid(method), location(address)}));
  return pki::extension("1.3.6.1.5.5.7.1.1", false, pki::sequence(descriptions));
}

/// One distribution point with these addresses.
Bytes point(const std::vector<std::string>& addresses) {
  Bytes names;
  for (const std::string& address : addresses) {
    const Bytes name = location(address);
    names.insert(names.end(), name.begin(), name.end());
  }
  return pki::extension("2.5.29.31", false,
                        pki::sequence({pki::sequence({pki::context(0, {pki::context(0, {names})})})}));
}

constexpr std::string_view root_name = "Wants Root", middle_name = "Wants Intermediate";

struct Made {
  Made() { store.add(x509::parse_certificate(make_der(test::root(std::string(root_name), 1)))); }

  Inspection inspection(const std::vector<Bytes>& presented, revocation::Mode mode = revocation::Mode::off) {
    engine::Options options;
    options.path.time = test::now;
    options.path.profile = Profile::rfc5280;
    options.wants_issuers = true;
    options.revocation.mode = mode;
    options.wants_revocation = mode != revocation::Mode::off;
    engine::Input input;
    for (const Bytes& each : presented) input.presented.push_back(x509::parse_certificate(each));
    return Inspection(std::move(input), stores, std::move(options), verifier);
  }

  trust::Store store{"mine"};
  std::vector<const trust::Store*> stores{&store};
  crypto::Verifier verifier;
};

test::Spec middle(unsigned key) {
  return test::authority(std::string(middle_name), key, std::string(root_name), 1);
}

/// The leaf of a root, with status from there.
Bytes leaf_of_root(Bytes extension) {
  test::Spec leaf = test::leaf(std::string(root_name), 1);
  leaf.serial = 7;
  leaf.extensions.push_back(std::move(extension));
  return make_der(leaf);
}

Bytes crl(bool revoked, unsigned signer = 1) {
  test::CrlSpec spec{.issuer = std::string(root_name), .signer = signer};
  if (revoked) spec.entries = {{.serial = 7}};
  return make_der(spec);
}

}  // namespace

TEST_CASE("an issuer is wanted where the one that was sent makes no path") {
  Made made;
  test::Spec leaf = test::leaf(std::string(middle_name), 2);
  leaf.extensions.push_back(access(ca_issuers, {first}));
  test::Spec expired = middle(2), constrained = middle(2);
  expired.not_after = test::now - std::chrono::hours(24);
  constrained.extensions.push_back(pki::extension(
      "2.5.29.30", true,
      pki::sequence(
          {pki::context(0, {pki::sequence({pki::context_primitive(2, as_bytes("other.test"))})})})));
  for (const Bytes& sent : {make_der(expired), make_der(constrained), make_der(middle(3))}) {
    Inspection inspection = made.inspection({make_der(leaf), sent});
    const auto wants = inspection.wants();
    REQUIRE(wants.size() == 1);
    CHECK(wants[0].addresses == std::vector{first});
    inspection.provide(wants[0], {.address = first, .answer = make_der(middle(2))});
    CHECK(inspection.wants().empty());
    CHECK(inspection.report().verdict == engine::Verdict::trusted);
  }
  // Nothing is, where no other issuer changes what is wrong.
  leaf.not_after = test::now - std::chrono::hours(24);
  CHECK(made.inspection({make_der(leaf), make_der(middle(2))}).wants().empty());
}

TEST_CASE("beside a root that is not trusted, the certificate that another CA gave it is wanted") {
  Made made;
  test::Spec issuing = test::authority(std::string(middle_name), 2, "Old Root", 4);
  issuing.extensions.push_back(access(ca_issuers, {first}));
  Inspection inspection = made.inspection({make_der(test::leaf(std::string(middle_name), 2)),
                                           make_der(issuing), make_der(test::root("Old Root", 4))});
  const auto wants = inspection.wants();
  REQUIRE(wants.size() == 1);
  inspection.provide(
      wants[0],
      {.address = first, .answer = make_der(test::authority("Old Root", 4, std::string(root_name), 1))});
  CHECK(inspection.wants().empty());
  CHECK(inspection.report().verdict == engine::Verdict::trusted);
}

TEST_CASE("an answer that is of no use leads to the next address") {
  Made made;
  test::Spec leaf = test::leaf(std::string(middle_name), 2);
  leaf.extensions.push_back(access(ca_issuers, {first, second, third}));
  for (const Bytes& useless : {make_der(middle(3)), Bytes{1, 2, 3}}) {
    Inspection inspection = made.inspection({make_der(leaf)});
    auto wants = inspection.wants();
    REQUIRE(wants.size() == 1);
    inspection.provide(wants[0], {.address = first, .answer = useless, .method = "GET"});
    wants = inspection.wants();
    REQUIRE(wants.size() == 1);
    CHECK(wants[0].addresses == std::vector{second, third});
    CHECK(wants[0].tried == 1);
    CHECK_FALSE(wants[0].anew);
    inspection.provide(wants[0], {.address = second, .answer = make_der(middle(2))});
    CHECK(inspection.wants().empty());
    const auto report = inspection.report();
    CHECK(report.verdict == engine::Verdict::trusted);
    CHECK(report.fetched.size() == 2);
  }
}

TEST_CASE("so does a CRL or an OCSP response that says nothing") {
  for (const bool is_crl : {true, false}) {
    Made made;
    const Bytes leaf = leaf_of_root(is_crl ? point({first, second}) : access(ocsp, {first, second}));
    const Bytes useful =
        is_crl ? crl(true)
               : make_der(test::OcspSpec{.issuer = std::string(root_name),
                                         .issuer_key = 1,
                                         .answers = {{.serial = 7, .answer = test::Answer::revoked}},
                                         .signer = 1});
    Inspection inspection = made.inspection({leaf}, revocation::Mode::soft);
    auto wants = inspection.wants();
    REQUIRE(wants.size() == 1);
    inspection.provide(wants[0], {.address = first, .answer = is_crl ? crl(false, 5) : test::ocsp_error(3)});
    wants = inspection.wants();
    REQUIRE(wants.size() == 1);
    CHECK(wants[0].addresses == std::vector{second});
    inspection.provide(wants[0], {.address = second, .answer = useful});
    CHECK(inspection.wants().empty());
    CHECK(inspection.report().verdict == engine::Verdict::untrusted);
  }
}

TEST_CASE("what was kept and is of no use is fetched again, once") {
  Made made;
  Inspection inspection = made.inspection({leaf_of_root(point({first}))}, revocation::Mode::soft);
  auto wants = inspection.wants();
  REQUIRE(wants.size() == 1);
  inspection.provide(wants[0], {.address = first, .answer = crl(false, 5), .from_cache = true});
  wants = inspection.wants();
  REQUIRE(wants.size() == 1);
  CHECK(wants[0].addresses == std::vector{first});
  CHECK(wants[0].anew);
  inspection.provide(wants[0], {.address = first, .answer = crl(true), .from_cache = false});
  CHECK(inspection.wants().empty());
  CHECK(inspection.report().verdict == engine::Verdict::untrusted);
}

TEST_CASE("an issuer that was kept and is the right one is not fetched again") {
  Made made;
  test::Spec leaf = test::leaf(std::string(middle_name), 2);
  leaf.extensions.push_back(access(ca_issuers, {first}));
  Inspection inspection = made.inspection({make_der(leaf)});
  const auto wants = inspection.wants();
  REQUIRE(wants.size() == 1);
  inspection.provide(wants[0],
                     {.address = first,
                      .answer = make_der(test::authority(std::string(middle_name), 2, "Unknown", 4)),
                      .from_cache = true});
  CHECK(inspection.wants().empty());
}

TEST_CASE("what is late is wanted again beside what may do instead") {
  Made made;
  test::Spec spec = test::leaf(std::string(root_name), 1);
  spec.serial = 7;
  spec.extensions = {access(ocsp, {first}), point({second})};
  Inspection inspection = made.inspection({make_der(spec)}, revocation::Mode::soft);
  auto wants = inspection.wants();
  REQUIRE(wants.size() == 1);
  CHECK(wants[0].kind == Want::Kind::ocsp);
  const Error late{Error::Kind::network, "no answer in the time that is left for it"};
  inspection.provide(wants[0],
                     {.address = first, .answer = late, .took = std::chrono::seconds(2), .late = true});
  wants = inspection.wants();
  REQUIRE(wants.size() == 2);
  CHECK(wants[0].kind == Want::Kind::ocsp);
  CHECK(wants[1].kind == Want::Kind::crl);
  inspection.provide(wants[0],
                     {.address = first, .answer = late, .took = std::chrono::seconds(1), .late = true});
  inspection.provide(wants[1], {.address = second, .answer = crl(true)});
  CHECK(inspection.wants().empty());
  const auto report = inspection.report();
  CHECK(report.verdict == engine::Verdict::untrusted);
  REQUIRE(report.fetched.size() == 2);
  CHECK(report.fetched[1].address == first);
  CHECK(report.fetched[1].took == std::chrono::seconds(3));
}

TEST_CASE("while no path is accepted, the statuses of the others are asked for") {
  Made made;
  made.store.add(x509::parse_certificate(make_der(test::root("Wants Root B", 6))));
  test::Spec a = middle(2), b = test::authority(std::string(middle_name), 2, "Wants Root B", 6);
  a.extensions.push_back(point({first}));
  b.extensions.push_back(point({second}));
  test::Spec leaf = test::leaf(std::string(middle_name), 2);
  leaf.extensions.push_back(point({third}));
  Inspection inspection = made.inspection({make_der(leaf), make_der(a), make_der(b)}, revocation::Mode::hard);
  const auto answer = [&](const Want& want) -> Result<Bytes> {
    if (want.addresses.front() == third)
      return make_der(test::CrlSpec{.issuer = std::string(middle_name), .signer = 2});
    if (want.addresses.front() == second)
      return make_der(test::CrlSpec{.issuer = "Wants Root B", .signer = 6});
    return Error{Error::Kind::network, "nobody answers"};
  };
  for (auto wants = inspection.wants(); !wants.empty(); wants = inspection.wants())
    for (const Want& want : wants)
      inspection.provide(want, {.address = want.addresses.front(), .answer = answer(want)});
  const auto report = inspection.report();
  CHECK(report.verdict == engine::Verdict::trusted);
  CHECK(std::any_of(report.fetched.begin(), report.fetched.end(),
                    [](const auto& each) { return each.address == second; }));
}
