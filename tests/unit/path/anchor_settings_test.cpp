// What a store and the user say of an anchor besides that it is there.

#include "certcheck/crypto/digest.h"
#include "certcheck/trust/settings.h"

#include "certserve/pki/der_builder.h"
#include "validating.h"

#include <memory>

using namespace certcheck;
using test::counted;
using test::Ids;
using trust::Settings;

namespace {

constexpr std::string_view server = "1.3.6.1.5.5.7.3.1", client = "1.3.6.1.5.5.7.3.2", any = "2.5.29.37.0";

std::vector<std::string> purposes(std::initializer_list<std::string_view> dotted) {
  std::vector<std::string> out;
  for (const std::string_view one : dotted) out.push_back(der::encode_oid(one));
  return out;
}

/// What counts of a leaf below an intermediate below a root, under the settings of each in the store.
Ids validated(const Settings& settings, path::Purpose purpose = path::Purpose::server,
              const std::shared_ptr<const trust::ConstraintsByHash>& constraints = nullptr,
              const Settings& of_intermediate = {}) {
  const auto root = test::make(test::root("Root", 1));
  const auto intermediate = test::make(test::authority("Issuing", 2, "Root", 1));
  const auto leaf = test::make(test::leaf("Issuing", 2));
  trust::Store store("test");
  store.add(root, settings);
  if (of_intermediate != Settings{}) store.add(intermediate, of_intermediate);
  if (constraints) store.constrain(constraints);
  const trust::Store* const stores[] = {&store};
  const std::vector<x509::CertificatePtr> pool{intermediate};
  path::Options options{.time = test::now, .profile = Profile::rfc5280, .purpose = purpose};
  crypto::Verifier verifier;
  return counted(path::validate(leaf, pool, stores, options, verifier), options);
}

const Ids rejected{"path.anchor.purpose_not_trusted@2"};

std::shared_ptr<const trust::ConstraintsByHash> for_root(
    const std::shared_ptr<const trust::Constraints>& constraints, bool by_key) {
  const auto root = test::make(test::root("Root", 1));
  auto by_hash = std::make_shared<trust::ConstraintsByHash>();
  by_hash->emplace(crypto::sha256(by_key ? root->public_key.bytes : ByteView(root->der)), constraints);
  return by_hash;
}

}  // namespace

TEST_CASE("an anchor is trusted for the purposes that its store lists, and for none that it rejects") {
  CHECK(validated({}).empty());
  CHECK(validated({.trusted_purposes = purposes({server})}).empty());
  CHECK(validated({.trusted_purposes = purposes({client, server})}).empty());
  CHECK(validated({.trusted_purposes = purposes({any})}).empty());
  CHECK(validated({.trusted_purposes = purposes({client})}) == rejected);
  CHECK(validated({.trusted_purposes = purposes({client})}, path::Purpose::client).empty());
  CHECK(validated({.trusted_purposes = purposes({})}) == rejected);
  CHECK(validated({.rejected_purposes = purposes({server})}) == rejected);
  CHECK(validated({.rejected_purposes = purposes({any})}) == rejected);
  CHECK(validated({.rejected_purposes = purposes({client})}).empty());
  CHECK(validated({.rejected_purposes = purposes({server})}, path::Purpose::client).empty());
  // Who rejects a purpose and lists it as well rejects it.
  CHECK(validated({.trusted_purposes = purposes({server}), .rejected_purposes = purposes({server})}) ==
        rejected);
}

TEST_CASE("no purpose in particular is anyExtendedKeyUsage, as in OpenSSL's X509_check_trust") {
  const auto purpose = path::Purpose::any;
  CHECK(validated({}, purpose).empty());
  CHECK(validated({.trusted_purposes = purposes({any})}, purpose).empty());
  CHECK(validated({.trusted_purposes = purposes({server})}, purpose) == rejected);
  CHECK(validated({.rejected_purposes = purposes({any})}, purpose) == rejected);
  CHECK(validated({.rejected_purposes = purposes({server})}, purpose).empty());
}

TEST_CASE("an anchor that is distrusted or whose settings are broken is found and rejected") {
  CHECK(validated({.distrusted = true}) == rejected);
  CHECK(validated({.distrusted = true}, path::Purpose::any) == rejected);
  CHECK(validated({.unreadable = "a reason"}) == Ids{"path.anchor.settings_unreadable@2"});
}

TEST_CASE("a store's distrust reaches certificates below its anchors") {
  CHECK(validated({}, path::Purpose::server, nullptr, {.distrusted = true}) ==
        Ids{"path.anchor.purpose_not_trusted@1"});
  CHECK(validated({}, path::Purpose::server, nullptr, {.trusted_purposes = purposes({server})}).empty());
}

TEST_CASE("a store distrusts by issuer and serial number what it does not have") {
  test::Spec ca = test::authority("Issuing", 2, "Root", 1);
  ca.serial = 2;
  const auto root = test::make(test::root("Root", 1));
  const auto intermediate = test::make(ca);
  const auto leaf = test::make(test::leaf("Issuing", 2));
  path::Options options{.time = test::now, .profile = Profile::rfc5280};
  crypto::Verifier verifier;
  const auto validated_without = [&](const x509::Certificate& distrusted, bool before) {
    trust::Store store("test");
    if (!before) store.add(root);
    store.distrust(distrusted.issuer_key(), to_bytes(distrusted.serial));
    if (before) store.add(root);
    const trust::Store* const stores[] = {&store};
    return counted(path::validate(leaf, {&intermediate, 1}, stores, options, verifier), options);
  };
  for (const bool before : {true, false}) {
    CHECK(validated_without(*root, before) == Ids{"path.anchor.purpose_not_trusted@2"});
    CHECK(validated_without(*intermediate, before) == Ids{"path.anchor.purpose_not_trusted@1"});
    CHECK(validated_without(*leaf, before) == Ids{"path.anchor.purpose_not_trusted@0"});
    CHECK(validated_without(*test::make(test::root("Other", 3)), before).empty());
  }
}

TEST_CASE("name constraints that are stapled to an anchor bind what it issues, in every profile") {
  for (const std::string_view permitted : {"example.test", "example.com"}) {
    auto constraints = std::make_shared<trust::Constraints>();
    constraints->add(true, x509::GeneralName::Kind::dns_name, to_bytes(as_bytes(permitted)));
    CHECK(validated({.constraints = {constraints}}) ==
          (permitted == "example.test" ? Ids{} : Ids{"names.constraints.not_permitted@0"}));
  }
}

TEST_CASE("a leaf that its store distrusts is not its own anchor") {
  const auto leaf = test::make(test::root("www.example.test", 7));
  for (const bool distrusted : {false, true}) {
    trust::Store store("test");
    store.add(leaf, {.distrusted = distrusted});
    const trust::Store* const stores[] = {&store};
    path::Options options{.time = test::now, .profile = Profile::rfc5280};
    crypto::Verifier verifier;
    const auto validation = path::validate(leaf, {}, stores, options, verifier);
    CHECK(validation.trusted() == !distrusted);
    CHECK(test::has(validation, "path.anchor.purpose_not_trusted") == distrusted);
  }
}

TEST_CASE("the user's constraints bind by certificate and by key, in every profile") {
  for (const bool by_key : {false, true}) {
    auto dates = std::make_shared<trust::Constraints>();
    dates->distrust_after = date(2024, 12, 31);
    CHECK(validated({}, path::Purpose::server, for_root(dates, by_key)) ==
          Ids{"path.anchor.constrained_after@0"});
    dates->distrust_after = date(2025, 1, 1);  // the leaf's own notBefore
    CHECK(validated({}, path::Purpose::server, for_root(dates, by_key)).empty());

    auto permitted = std::make_shared<trust::Constraints>();
    permitted->add(true, x509::GeneralName::Kind::dns_name, to_bytes(as_bytes("example.test")));
    CHECK(validated({}, path::Purpose::server, for_root(permitted, by_key)).empty());
    auto elsewhere = std::make_shared<trust::Constraints>();
    elsewhere->add(true, x509::GeneralName::Kind::dns_name, to_bytes(as_bytes("example.com")));
    CHECK(validated({}, path::Purpose::server, for_root(elsewhere, by_key)) ==
          Ids{"names.constraints.not_permitted@0"});
    auto excluded = std::make_shared<trust::Constraints>();
    excluded->add(false, x509::GeneralName::Kind::dns_name, to_bytes(as_bytes("example.test")));
    CHECK(validated({}, path::Purpose::server, for_root(excluded, by_key)) ==
          Ids{"names.constraints.excluded@0"});
  }
}

TEST_CASE("the user's constraints bind a leaf that is its own anchor") {
  const auto validated_with = [](std::string_view permitted, Profile profile) {
    const auto leaf = test::make(test::leaf("Root", 1));
    auto constraints = std::make_shared<trust::Constraints>();
    constraints->add(true, x509::GeneralName::Kind::dns_name, to_bytes(as_bytes(permitted)));
    auto by_hash = std::make_shared<trust::ConstraintsByHash>();
    by_hash->emplace(crypto::sha256(leaf->der), constraints);
    trust::Store store("test");
    store.add(leaf);
    store.constrain(by_hash);
    const trust::Store* const stores[] = {&store};
    path::Options options{.time = test::now, .profile = profile};
    crypto::Verifier verifier;
    return counted(path::validate(leaf, {}, stores, options, verifier), options);
  };
  CHECK(validated_with("example.test", Profile::webpki).empty());
  CHECK(validated_with("example.com", Profile::webpki) == Ids{"names.constraints.not_permitted@0"});
}

TEST_CASE("the store's dates are for servers and for e-mail, and count where browsers decide") {
  const auto verdict = [](const Settings& settings, path::Purpose purpose) {
    const auto root = test::make(test::root("Root", 1));
    trust::Store store("test");
    store.add(root, settings);
    const trust::Store* const stores[] = {&store};
    path::Options options{.time = test::now, .profile = Profile::webpki, .purpose = purpose};
    crypto::Verifier verifier;
    return test::has(path::validate(test::make(test::leaf("Root", 1)), {}, stores, options, verifier),
                     "path.anchor.distrusted_after");
  };
  CHECK(verdict({.distrust_after = date(2024, 12, 31)}, path::Purpose::server));
  CHECK_FALSE(verdict({.distrust_after = date(2025, 1, 1)}, path::Purpose::server));
  CHECK_FALSE(verdict({.distrust_after = date(2024, 12, 31)}, path::Purpose::client));
  CHECK_FALSE(verdict({.email_distrust_after = date(2024, 12, 31)}, path::Purpose::server));
}

TEST_CASE("settings are merged so that nothing that restricts is lost") {
  Settings settings{.distrust_after = date(2025, 1, 1)};
  settings.merge({});
  CHECK(settings.distrust_after == date(2025, 1, 1));
  settings.merge({.trusted_purposes = purposes({server}), .distrust_after = date(2024, 1, 1)});
  CHECK(settings.distrust_after == date(2024, 1, 1));
  CHECK(settings.trusted_purposes == purposes({server}));
  settings.merge({.trusted_purposes = purposes({client}), .rejected_purposes = purposes({any})});
  CHECK(settings.trusted_purposes == purposes({server, client}));
  settings.merge({.distrusted = true, .unreadable = "why"});
  settings.merge({});
  CHECK(settings.distrusted);
  CHECK(settings.unreadable == "why");
  CHECK(settings.rejected_purposes == purposes({any}));
}

TEST_CASE("X509_CERT_AUX is read strictly") {
  const Bytes list = pki::sequence({pki::oid(server), pki::oid(client)});
  const Bytes reject = pki::context(0, {pki::oid(any)});
  CHECK(trust::read_certificate_aux(pki::sequence({})) == Settings{});
  CHECK(trust::read_certificate_aux(pki::sequence({list})) ==
        Settings{.trusted_purposes = purposes({server, client})});
  CHECK(trust::read_certificate_aux(pki::sequence({reject, pki::utf8("alias")})) ==
        Settings{.rejected_purposes = purposes({any})});
  CHECK(trust::read_certificate_aux(pki::sequence({pki::sequence({})})) ==
        Settings{.trusted_purposes = purposes({})});
  for (const Bytes& bad : {Bytes{}, Bytes{0x30}, pki::sequence({pki::sequence({pki::integer(1)})}),
                           pki::sequence({pki::integer(1)}), pki::integer(1)})
    CHECK_FALSE(trust::read_certificate_aux(bad).unreadable.empty());
}
