// Who may speak through a CRL: a key, not a name.
#include "tests/unit/revocation/statements.h"

using namespace certcheck;
using namespace certcheck::test;
using revocation::Status;

namespace {

constexpr unsigned cert_sign = 5, crl_sign = 6;
constexpr std::string_view not_usable = "revocation.crl_not_usable";

CrlSpec listing(std::string issuer, unsigned signer) {
  return {.issuer = std::move(issuer), .signer = signer, .entries = {{.serial = 7}}};
}

CrlSpec empty_and_newer(std::string issuer, unsigned signer) {
  return {.issuer = std::move(issuer), .signer = signer, .this_update = date(2026, 5, 31), .number = 9};
}

}  // namespace

TEST_CASE("a CRL of a CA's new key does not clear what that of the issuing key lists") {
  Statements pki;
  pki.pool = {authority("int", 2, "root", 0)};  // renewed with another key
  pki.crls = {listing("int", 1), empty_and_newer("int", 2)};
  CHECK(pki.status() == Status::revoked);
  std::swap(pki.crls[0], pki.crls[1]);
  CHECK(pki.status() == Status::revoked);
  SECTION("but by itself it clears, and it revokes") {
    pki.crls = {empty_and_newer("int", 2)};
    CHECK(pki.status() == Status::good);
    pki.crls = {listing("int", 2)};
    CHECK(pki.status() == Status::revoked);
  }
  SECTION("and a newer one of the issuing key lifts") {
    pki.crls = {listing("int", 2), empty_and_newer("int", 1)};
    const auto answer = pki.check();
    CHECK(answer.statuses.at(0).status == Status::good);
    CHECK(has(said(answer, "revocation.contradicted"), "2026-05-31"));
  }
}

TEST_CASE("a namesake that another CA below the same root made does not speak") {
  Statements pki;
  pki.pool = {authority("partner", 3, "root", 0), authority("int", 4, "partner", 3)};
  pki.crls = {empty_and_newer("int", 4)};
  auto answer = pki.check();
  CHECK(answer.statuses.at(0).status == Status::unknown);
  CHECK(has(said(answer, not_usable), "issued by CN=partner"));
  pki.crls.push_back(listing("int", 1));
  CHECK(pki.status() == Status::revoked);
  SECTION("nor if it claims to be self-issued, or vouches for the true key") {
    pki.pool.push_back(authority("int", 5, "int", 4));
    pki.pool.push_back(authority("int", 1, "int", 4));
    pki.crls = {empty_and_newer("int", 5)};
    CHECK(pki.status() == Status::unknown);
  }
  SECTION("nor if it issues itself the CRL that lists") {
    pki.crls = {listing("int", 4)};
    CHECK(pki.status() == Status::unknown);
  }
}

TEST_CASE("an end-entity certificate with the CA's name does not sign CRLs for it") {
  Statements pki;
  Spec namesake = authority("int", 2, "root", 0);
  namesake.ca = false;
  pki.pool = {namesake};
  pki.crls = {empty_and_newer("int", 2)};
  const auto refused = [&] {
    const auto answer = pki.check();
    return answer.statuses.at(0).status == Status::unknown &&
           has(said(answer, not_usable), "neither a CA certificate nor one for signing CRLs");
  };
  SECTION("by whomever it was issued") {
    CHECK(refused());
    pki.pool[0].purposes = {"1.3.6.1.5.5.7.3.1"};
    CHECK(refused());
    pki.pool[0].issuer = "int";
    pki.pool[0].signer = 1;
    CHECK(refused());
    pki.pool[0].purposes = {};
    CHECK(refused());
  }
  SECTION("nor lists") {
    pki.crls = {listing("int", 2)};
    CHECK(refused());
  }
  SECTION("nor as the root") {
    pki.end = leaf("root", 0);
    pki.end.serial = 7;
    pki.pool = {authority("root", 9, "root", 0)};
    pki.pool[0].ca = false;
    pki.crls = {empty_and_newer("root", 9)};
    CHECK(refused());
  }
  SECTION("unless its keyUsage says so, and extKeyUsage does not say otherwise") {
    pki.pool[0].key_usage = {crl_sign};
    CHECK(pki.status() == Status::good);
    pki.pool[0].purposes = {"1.3.6.1.5.5.7.3.1"};
    CHECK(refused());
    pki.pool[0].purposes = {"1.3.6.1.5.5.7.3.9"};  // OCSPSigning
    CHECK(pki.status() == Status::good);
    pki.pool[0].key_usage = {0};
    CHECK(pki.status() == Status::unknown);
  }
  SECTION("a CA confined to servers signs CRLs") {
    pki.pool[0].ca = true;
    pki.pool[0].purposes = {"1.3.6.1.5.5.7.3.1"};
    CHECK(pki.status() == Status::good);
  }
}

TEST_CASE("keys of one CA speak for each other where one of them vouches") {
  Statements pki;
  SECTION("new with old") {
    pki.pool = {authority("int", 2, "int", 1)};
    pki.crls = {empty_and_newer("int", 2)};
    CHECK(pki.status() == Status::good);
  }
  SECTION("new with old, twice") {
    pki.pool = {authority("int", 2, "int", 1), authority("int", 3, "int", 2)};
    pki.crls = {empty_and_newer("int", 3)};
    CHECK(pki.status() == Status::good);
  }
  SECTION("old with new, on the path") {
    pki.issuer = authority("int", 1, "int", 2);
    pki.pool = {authority("int", 2, "root", 0)};
    pki.crls = {empty_and_newer("int", 2)};
    CHECK(pki.status() == Status::good);
  }
  SECTION("of the anchor") {
    pki.end = leaf("root", 0);
    pki.end.serial = 7;
    pki.pool = {authority("root", 9, "root", 0)};
    pki.crls = {empty_and_newer("root", 9)};
    CHECK(pki.status() == Status::good);
    pki.pool = {root("root", 9)};  // nobody vouches for it
    CHECK(pki.status() == Status::unknown);
  }
  SECTION("a key for CRLs apart") {
    Spec signer = authority("int", 2, "root", 0);
    signer.ca = false;
    signer.key_usage = {crl_sign};
    pki.pool = {signer};
    pki.crls = {empty_and_newer("int", 2)};
    CHECK(pki.status() == Status::good);
    pki.pool[0].not_after = date(2026, 1, 1);
    CHECK(has(said(pki.check(), not_usable), "no valid path to the same trust anchor"));
  }
  SECTION("one that is revoked does not") {
    pki.pool = {authority("int", 2, "root", 0)};
    pki.pool[0].serial = 6;
    pki.crls = {empty_and_newer("int", 2), {.issuer = "root", .signer = 0, .entries = {{.serial = 6}}}};
    const auto answer = pki.check();
    CHECK(answer.statuses.at(0).status == Status::unknown);
    CHECK(has(said(answer, not_usable), "is revoked"));
  }
}

TEST_CASE("of a CRL that nobody may have signed, the report says what is missing") {
  Statements pki;
  SECTION("cRLSign") {
    pki.issuer.key_usage = {cert_sign};
    pki.crls = {listing("int", 1)};
    const auto answer = pki.check();
    CHECK(answer.statuses.at(0).status == Status::unknown);
    CHECK(has(said(answer, not_usable), "CN=int has signed it, but its keyUsage lacks cRLSign"));
    // Another certificate of the same key may have it.
    pki.pool = {authority("int", 1, "root", 0)};
    pki.pool[0].key_usage = {crl_sign, cert_sign};
    pki.pool[0].serial = 8;
    pki.issuer.ca = pki.pool[0].ca = true;
    CHECK(pki.status() == Status::revoked);
  }
  SECTION("the key") {
    pki.crls = {listing("int", 2)};
    CHECK(has(said(pki.check(), not_usable), "no certificate for CN=int has the key that signed it"));
  }
  SECTION("a signature that fits the key that it names") {
    pki.crls = {listing("int", 2)};
    pki.crls[0].key_identifier = false;
    pki.crls[0].extensions = {
        pki::extension("2.5.29.35", false, pki::sequence({pki::context_primitive(0, key_identifier(1))}))};
    CHECK(has(said(pki.check(), not_usable),
              "its signature does not verify with the key of CN=int that it names"));
  }
  SECTION("nothing, of another CA's") {
    pki.crls = {listing("somebody", 2)};
    CHECK(said(pki.check(), not_usable).empty());
  }
}

TEST_CASE("a server cannot exhaust what may be spent on a CRL") {
  Statements pki;
  for (unsigned i = 0; i < 300; ++i) {
    Spec fake = authority("int", 100 + i, "root", 0);
    fake.spoil_signature = true;
    pki.pool.push_back(fake);
  }
  pki.crls = {empty_and_newer("int", 2), listing("int", 1)};
  SECTION("the issuing key is tried on each") {
    CHECK(pki.status() == Status::revoked);
    pki.crls.insert(pki.crls.begin(), 20, empty_and_newer("int", 3));
    CHECK(pki.status() == Status::revoked);
  }
  SECTION("the caller's certificates, which come last, are tried first") {
    pki.pool.push_back(authority("int", 2, "root", 0));
    pki.crls = {listing("int", 2)};
    pki.crls[0].key_identifier = false;
    CHECK(pki.status() == Status::revoked);
  }
  SECTION("and it is said when the budget of one is exhausted") {
    pki.crls = {empty_and_newer("int", 2)};
    CHECK(has(said(pki.check(), not_usable), "the budget of signature checks for one CRL is exhausted"));
  }
}

TEST_CASE("RFC 5280 5.2.5: who is named as cRLIssuer speaks below the same anchor") {
  const auto point = [](std::string_view crl_issuer) {
    const Bytes name = pki::tlv(0xa4, simple_name(crl_issuer));
    return pki::extension("2.5.29.31", false, pki::sequence({pki::sequence({pki::tlv(0xa2, name)})}));
  };
  const Bytes indirect = pki::extension("2.5.29.28", true, pki::sequence({pki::tlv(0x84, Bytes{0xff})}));
  Statements pki;
  pki.end.extensions = {point("lists")};
  pki.crls = {empty_and_newer("lists", 8)};
  SECTION("issued by the root, or by the CA itself") {
    pki.pool = {authority("lists", 8, "root", 0)};
    CHECK(pki.status() == Status::unknown);  // not marked as indirect
    pki.crls[0].extensions = {indirect};
    // Without a distribution point of its own it is for that of the certificate.
    CHECK(pki.status() == Status::good);
    pki.pool = {authority("lists", 8, "int", 1)};
    CHECK(pki.status() == Status::good);
  }
  pki.crls[0].extensions = {indirect};
  SECTION("unless the CRL lists its own signer: what it lists is revoked, but it clears nothing") {
    const auto entry_of = [](std::string_view issuer, unsigned serial) {
      const Bytes name = pki::sequence({pki::tlv(0xa4, simple_name(issuer))});
      return pki::sequence({pki::integer(serial), pki::utc_time("260501000000Z"),
                            pki::sequence({pki::extension("2.5.29.29", true, name)})});
    };
    pki.pool = {authority("lists", 8, "root", 0)};
    pki.pool[0].serial = 9;
    pki.crls[0].raw_entries = {entry_of("root", 9)};
    const auto answer = pki.check();
    CHECK(answer.statuses.at(0).status == Status::unknown);
    CHECK(has(said(answer, not_usable), "it lists the certificate of its own signer as revoked"));
    pki.crls[0].raw_entries.push_back(entry_of("int", 7));
    CHECK(pki.status() == Status::revoked);
    // Another certificate of that key has taken its place.
    pki.crls[0].raw_entries = {entry_of("root", 9)};
    pki.pool.push_back(authority("lists", 8, "root", 0));
    pki.pool[1].serial = 10;
    CHECK(pki.status() == Status::good);
    std::swap(pki.pool[0], pki.pool[1]);
    CHECK(pki.status() == Status::good);
  }
  SECTION("issued elsewhere, unless that CA is constrained") {
    pki.pool = {authority("other", 3, "root", 0), authority("lists", 8, "other", 3)};
    CHECK(pki.status() == Status::good);
    pki.pool[0].extensions = {name_constraints_extension({dns("partner.test")}, {})};
    CHECK(pki.status() == Status::unknown);
    pki.pool[0].extensions = {};
    pki.pool[0].purposes = {"1.3.6.1.5.5.7.3.4"};  // e-mail protection
    CHECK(pki.status() == Status::unknown);
  }
  SECTION("under another anchor") {
    pki.pool = {authority("lists", 8, "elsewhere", 20), root("elsewhere", 20)};
    CHECK(pki.status() == Status::unknown);
  }
}
