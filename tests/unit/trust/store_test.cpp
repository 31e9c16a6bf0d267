#include "certcheck/trust/store.h"

#include "certcheck/base/pem.h"
#include "certcheck/trust/checks.h"

#include "certserve/pki/certificate.h"
#include "certserve/pki/der_builder.h"
#include "certserve/pki/key.h"

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <set>
#include <thread>

using namespace certcheck;
using trust::Store;

namespace {

/// A certificate whose signature is none: nobody here looks at it.
Bytes certificate(const Bytes& subject, int serial = 1, std::string_view key = "root-p256") {
  const Bytes algorithm = pki::sequence({pki::oid("1.2.840.10045.4.3.2")});
  const Bytes validity = pki::sequence({pki::utc_time("250101000000Z"), pki::utc_time("491231235959Z")});
  const Bytes tbs = pki::sequence({pki::context(0, {pki::integer(2)}), pki::integer(serial), algorithm,
                                   subject, validity, subject, pki::Key::get(key).public_key_info()});
  return pki::sequence({tbs, algorithm, pki::bit_string(Bytes{1, 2, 3})});
}

Bytes common_name(const Bytes& value) { return pki::name({pki::relative_name("2.5.4.3", value)}); }

std::string subject_key_of(const Bytes& name) {
  return x509::parse_certificate(certificate(name))->subject_key();
}

std::string pem(std::string_view label, const Bytes& der) { return pem_encode(label, der); }

}  // namespace

TEST_CASE("anchors are found by every encoding of their name") {
  // RFC 5280 7.1: case and insignificant space do not count, nor does the string type.
  Store store("mine");
  REQUIRE(store.add_der(certificate(common_name(pki::printable("Example Root")))));
  REQUIRE(store.add_der(certificate(common_name(pki::utf8("Ex\xc3\xa4mple")))));
  const std::vector<Bytes> alike{
      common_name(pki::printable("Example Root")), common_name(pki::utf8("Example Root")),
      common_name(pki::utf8("EXAMPLE root")), common_name(pki::printable("  Example   Root "))};
  for (const Bytes& name : alike) {
    const auto found = store.find(subject_key_of(name));
    REQUIRE(found.size() == 1);
    CHECK(found[0]->certificate->subject.to_string() == "CN=Example Root");
    CHECK(found[0]->store == "mine");
    CHECK_FALSE(found[0]->public_root);
  }
  CHECK(store.find(subject_key_of(common_name(pki::utf8("EX\xc3\x84MPLE")))).size() == 1);
  CHECK(store.find(subject_key_of(common_name(pki::printable("Example Root 2")))).empty());
  CHECK(store.find(subject_key_of(pki::name({}))).empty());
  CHECK(store.find("").empty());
}

TEST_CASE("anchors of one name come in the order added and only once each") {
  const Bytes name = common_name(pki::printable("Root"));
  Store store("mine", /*public_roots=*/true);
  store.add(x509::parse_certificate(certificate(name, 3)));
  CHECK(store.add_der(certificate(name, 1)));
  CHECK(store.add_pem(pem("CERTIFICATE", certificate(name, 2)) + pem("CERTIFICATE", certificate(name, 3)))
            .empty());
  store.add(x509::parse_certificate(certificate(name, 1)));
  CHECK(store.add_der(certificate(name, 2)));
  CHECK(store.size() == 3);
  const auto found = store.find(subject_key_of(name));
  REQUIRE(found.size() == 3);
  CHECK(found[0]->certificate->serial[0] == 3);
  CHECK(found[1]->certificate->serial[0] == 1);
  CHECK(found[2]->certificate->serial[0] == 2);
  CHECK(found[0]->public_root);
  CHECK(store.find(subject_key_of(name)) == found);  // the same objects
  CHECK(store.all() == found);
  CHECK(store.add_der(certificate(name, 1)));  // also after all were parsed
  CHECK(store.size() == 3);
}

TEST_CASE("a certificate is told from others of its name by its bytes") {
  const Bytes name = common_name(pki::printable("Root"));
  Store store("mine");
  store.add_der(certificate(name, 1));
  store.add_der(certificate(name, 2));
  const auto second = x509::parse_certificate(certificate(name, 2));
  REQUIRE(store.find_certificate(*second));
  CHECK(store.find_certificate(*second)->certificate->der == second->der);
  CHECK_FALSE(store.find_certificate(*x509::parse_certificate(certificate(name, 3))));
}

TEST_CASE("a distrust date stays with its anchor") {
  Store store("mine");
  store.add(x509::parse_certificate(certificate(common_name(pki::printable("A")))),
            {.distrust_after = date(2024, 6, 30)});
  store.add(x509::parse_certificate(certificate(common_name(pki::printable("B")))));
  CHECK(store.all()[0]->settings.distrust_after == date(2024, 6, 30));
  CHECK_FALSE(store.all()[1]->settings.distrust_after);
}

TEST_CASE("PEM texts are read whatever stands around, and each bad block is named") {
  const Bytes name = common_name(pki::printable("Root"));
  Bytes trusted = certificate(name, 3);
  const size_t size = trusted.size();
  // OpenSSL's X509_CERT_AUX: trusted uses, here server authentication
  const Bytes settings = pki::sequence({pki::sequence({pki::oid("1.3.6.1.5.5.7.3.1")})});
  trusted.insert(trusted.end(), settings.begin(), settings.end());
  const std::string text = "# Root\r\n" + pem("CERTIFICATE", certificate(name, 1)) +                 // 0
                           pem("X509 CERTIFICATE", certificate(name, 2)) +                           // 1
                           pem("TRUSTED CERTIFICATE", trusted) +                                     // 2
                           pem("PRIVATE KEY", Bytes{1, 2, 3}) +                                      // 3
                           "-----BEGIN CERTIFICATE-----\nno base64!\n-----END CERTIFICATE-----\n" +  // 4
                           pem("CERTIFICATE", pki::sequence({pki::integer(1)})) +                    // 5
                           "-----BEGIN CERTIFICATE-----\nMIIB\n";                                    // 6
  Store store("mine");
  const Findings findings = store.add_pem(text);
  CHECK(store.size() == 3);
  CHECK(store.all()[2]->certificate->der.size() == size);
  CHECK(store.all()[2]->certificate->findings.empty() ==
        x509::parse_certificate(certificate(name, 3))->findings.empty());
  REQUIRE(findings.size() == 4);
  const std::vector<std::pair<size_t, const Check*>> expected{{3, &trust::checks::block_label},
                                                              {4, &trust::checks::block_unreadable},
                                                              {5, &trust::checks::not_a_certificate},
                                                              {6, &trust::checks::block_unreadable}};
  for (size_t i = 0; i < expected.size(); ++i) {
    INFO(i);
    CHECK(findings[i].subject.kind == Subject::Kind::input);
    CHECK(findings[i].subject.index == expected[i].first);
    CHECK(findings[i].check == expected[i].second);
    CHECK(text.substr(*findings[i].offset).starts_with("-----BEGIN "));
    CHECK(findings[i].evidence.at(0).first == "line");
  }
}

TEST_CASE("what follows the certificate of an anchor is left out, and named") {
  const Bytes whole = certificate(common_name(pki::printable("Root")));
  Bytes longer = whole;
  longer.insert(longer.end(), {'j', 'u', 'n', 'k'});
  Store store("mine");
  const Findings findings = store.add_pem(pem("CERTIFICATE", longer));
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].check == &trust::checks::trailing_data);
  CHECK(findings[0].message.find("followed by 4 bytes") != std::string::npos);
  REQUIRE(store.size() == 1);
  CHECK(store.all()[0]->certificate->der == whole);
}

TEST_CASE("any bytes may be offered as an anchor") {
  Store store("mine");
  const Bytes whole = certificate(common_name(pki::printable("Root")));
  size_t taken = 0;
  for (size_t i = 0; i < whole.size(); ++i) taken += store.add_der(ByteView(whole).first(i)) ? 1 : 0;
  CHECK(taken == store.size());
  CHECK_FALSE(store.add_der({}));
  CHECK(store.all().size() == store.size());
  CHECK(store.add_pem("-----BEGIN -----BEGIN CERTIFICATE-----").size() <= 1);
}

TEST_CASE("a store that is moved keeps its anchors") {
  Store first("first");
  first.add_der(certificate(common_name(pki::printable("Root"))));
  const auto anchor = first.all().at(0);
  Store second = std::move(first);
  CHECK(second.name() == "first");
  CHECK(second.all().at(0) == anchor);
}

TEST_CASE("many threads parse one store's anchors once") {
  Store store("mine");
  std::vector<std::string> keys;
  for (int i = 0; i < 64; ++i) {
    const Bytes name = common_name(pki::printable("Root " + std::to_string(i / 2)));
    store.add_der(certificate(name, i + 1));
    keys.push_back(subject_key_of(name));
  }
  std::atomic<size_t> wrong = 0;
  std::vector<std::vector<const trust::Anchor*>> seen(8);
  std::vector<std::thread> threads;
  for (auto& mine : seen) {
    threads.emplace_back([&] {
      for (const auto& key : keys) {
        const auto found = store.find(key);
        if (found.size() != 2 || !found[0]->certificate->complete) ++wrong;
        for (const auto& anchor : found) mine.push_back(anchor.get());
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(wrong == 0);
  for (const auto& mine : seen) CHECK(mine == seen[0]);
}

TEST_CASE("the checks of the module are listed and complete") {
  std::set<std::string_view> ids;
  for (const Check* const check : trust::all_checks()) {
    CHECK(check->id.starts_with("trust."));
    CHECK(ids.insert(check->id).second);
    CHECK_FALSE(check->citation.empty());
    CHECK_FALSE(check->hint.empty());
    CHECK(check->counts == Counts::never);
  }
}
