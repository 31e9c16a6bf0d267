#include "certcheck/revocation/revocation.h"

#include "certcheck/crypto/verifier.h"
#include "certcheck/der/oid.h"
#include "certcheck/path/path.h"
#include "certcheck/trust/store.h"

#include "certserve/pki/certificate.h"
#include "certserve/pki/der_builder.h"
#include "certserve/pki/key.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace certcheck;
using revocation::Status;

namespace {

const pki::Authority root{"Revocation Root", "root-p256"};
const pki::Authority rsa_root{"Revocation RSA Root", "root-rsa"};

Bytes extension(std::string_view id, bool critical, ByteView value) {
  std::vector<Bytes> parts{pki::oid(id)};
  if (critical) parts.push_back(pki::boolean(true));
  parts.push_back(pki::octet_string(value));
  return pki::sequence(parts);
}

/// One entry: a serial number and complete extensions.
struct Entry {
  Bytes serial;  ///< content octets
  std::vector<Bytes> extensions = {};
};

/// A CRL of the root, current in 2026.
x509::CrlPtr crl(const x509::Certificate& issuer, const std::vector<Entry>& entries,
                 const std::vector<Bytes>& extensions, std::string_view this_update = "260101000000Z",
                 pki::Digest digest = pki::Digest::sha256) {
  std::vector<Bytes> revoked;
  for (const Entry& entry : entries) {
    std::vector<Bytes> parts{pki::tlv(0x02, entry.serial), pki::utc_time("260101000000Z")};
    if (!entry.extensions.empty()) parts.push_back(pki::sequence(entry.extensions));
    revoked.push_back(pki::sequence(parts));
  }
  const bool is_rsa = issuer.subject.to_string().find("RSA") != std::string::npos;
  const pki::Key& key = pki::Key::get((is_rsa ? rsa_root : root).key);
  std::vector<Bytes> parts{pki::integer(1), key.signature_algorithm(digest), to_bytes(issuer.subject.bytes),
                           pki::utc_time(this_update), pki::utc_time("270101000000Z")};
  if (!revoked.empty()) parts.push_back(pki::sequence(revoked));
  if (!extensions.empty()) parts.push_back(pki::tlv(0xa0, pki::sequence(extensions)));
  return x509::parse_crl(pki::sign_certificate(pki::sequence(parts), key, digest));
}

Bytes number(int64_t value) { return extension("2.5.29.20", false, pki::integer(value)); }
Bytes delta_of(int64_t base) { return extension("2.5.29.27", true, pki::integer(base)); }
Bytes reason(uint8_t value) { return extension("2.5.29.21", false, pki::tlv(0x0a, Bytes{value})); }
/// issuingDistributionPoint with one of its members.
Bytes scope(uint8_t tag, ByteView content) {
  return extension("2.5.29.28", true, pki::sequence({pki::tlv(tag, content)}));
}

struct Fixture {
  x509::CertificatePtr anchor = x509::parse_certificate(issue(pki::root_certificate(root)));
  x509::CertificatePtr leaf =
      x509::parse_certificate(issue(pki::server_certificate(root, "leaf-p256", "www.test")));
  Entry of_leaf{to_bytes(leaf->serial)};
  std::optional<bool> allow_sha1 = {};

  void use_rsa() {
    anchor = x509::parse_certificate(issue(pki::root_certificate(rsa_root)));
    leaf = x509::parse_certificate(issue(pki::server_certificate(rsa_root, "leaf-p256", "www.test")));
    of_leaf = {to_bytes(leaf->serial)};
  }
  revocation::Answer check(std::vector<x509::CrlPtr> crls, revocation::Mode mode = revocation::Mode::hard,
                           bool strict = false, Profile profile = Profile::webpki) const {
    return check(std::move(crls), revocation::Options{.mode = mode}, strict, profile);
  }
  revocation::Answer check(std::vector<x509::CrlPtr> crls, const revocation::Options& how,
                           bool strict = false, Profile profile = Profile::webpki) const {
    trust::Store store("roots");
    store.add(anchor);
    const trust::Store* stores[] = {&store};
    path::Options options;
    options.time = date(2026, 6, 1);
    crypto::Verifier verifier;
    const auto validation = path::validate(leaf, {}, stores, options, verifier);
    REQUIRE(validation.trusted());
    options.strict = strict;
    options.profile = profile;
    options.allow_sha1 = allow_sha1;
    return revocation::check(validation.paths.front(), {std::move(crls), {}}, how, {{}, stores, &options},
                             verifier);
  }
  Status status(std::vector<x509::CrlPtr> crls) const { return check(std::move(crls)).statuses.at(0).status; }
};

const Bytes yes{0xff};

}  // namespace

TEST_CASE("a CRL that lists a certificate revokes it, one that does not clears it") {
  const Fixture fixture;
  CHECK(fixture.status({crl(*fixture.anchor, {}, {number(1)})}) == Status::good);
  CHECK(fixture.status({crl(*fixture.anchor, {{Bytes{0x01}}}, {number(1)})}) == Status::good);
  CHECK(fixture.status({crl(*fixture.anchor, {fixture.of_leaf}, {number(1)})}) == Status::revoked);
  CHECK(fixture.status({}) == Status::unknown);
}

TEST_CASE("softly, only what is revoked is a problem; hard, also what is unknown") {
  const Fixture fixture;
  CHECK(fixture.check({}, revocation::Mode::soft).findings.empty());
  const auto hard = fixture.check({}, revocation::Mode::hard);
  REQUIRE(hard.findings.size() == 1);
  CHECK(hard.findings[0].id() == "revocation.status_unknown");
}

TEST_CASE("RFC 5280 6.3.3 (b): a CRL counts for the kind of certificates in its scope") {
  const Fixture fixture;
  CHECK(fixture.status({crl(*fixture.anchor, {}, {number(1), scope(0x81, yes)})}) == Status::good);  // users
  CHECK(fixture.status({crl(*fixture.anchor, {}, {number(1), scope(0x82, yes)})}) == Status::unknown);  // CAs
  CHECK(fixture.status({crl(*fixture.anchor, {}, {number(1), scope(0x85, yes)})}) ==
        Status::unknown);  // attributes
}

TEST_CASE("RFC 5280 6.3.3 (d), (e), (l): reasons add up, and only all of them clear") {
  const Fixture fixture;
  const auto some = crl(*fixture.anchor, {}, {number(1), scope(0x83, Bytes{0x05, 0x60})});  // bits 1, 2
  const auto others =
      crl(*fixture.anchor, {}, {number(2), scope(0x83, Bytes{0x07, 0x1f, 0x80})});  // bits 3 to 8
  CHECK(fixture.status({some}) == Status::unknown);
  CHECK(fixture.status({others}) == Status::unknown);
  CHECK(fixture.status({some, others}) == Status::good);
}

TEST_CASE("RFC 5280 5.2.4: a delta CRL speaks before its base, which it cannot replace") {
  const Fixture fixture;
  const auto base = crl(*fixture.anchor, {fixture.of_leaf}, {number(5)});
  const auto clean_base = crl(*fixture.anchor, {}, {number(5)});
  Entry removed = fixture.of_leaf;
  removed.extensions.push_back(reason(8));
  CHECK(fixture.status({crl(*fixture.anchor, {}, {number(6), delta_of(5)})}) == Status::unknown);
  CHECK(fixture.status({base, crl(*fixture.anchor, {removed}, {number(6), delta_of(5)})}) == Status::good);
  CHECK(fixture.status({clean_base, crl(*fixture.anchor, {fixture.of_leaf}, {number(6), delta_of(5)})}) ==
        Status::revoked);
  // Made for a later base: it does not say what happened in between, but what it lists is revoked.
  const auto ahead = crl(*fixture.anchor, {fixture.of_leaf}, {number(9), delta_of(8)});
  CHECK(fixture.status({clean_base, ahead}) == Status::revoked);
  CHECK(fixture.status({ahead}) == Status::revoked);
  CHECK(fixture.status({crl(*fixture.anchor, {removed}, {number(9), delta_of(8)})}) == Status::unknown);
  // A complete CRL that is newer knows what it says.
  const auto later = crl(*fixture.anchor, {}, {number(10)}, "260201000000Z");
  CHECK(fixture.status({ahead, later}) == Status::good);
  CHECK(fixture.status({clean_base, crl(*fixture.anchor, {}, {number(9), delta_of(8)})}) == Status::good);
}

TEST_CASE("why a delta CRL cannot be applied is said with the numbers") {
  const Fixture fixture;
  const auto base = crl(*fixture.anchor, {}, {number(5)});
  const auto why = [&](int64_t crl_number, int64_t base_number) {
    const auto answer =
        fixture.check({base, crl(*fixture.anchor, {}, {number(crl_number), delta_of(base_number)})});
    REQUIRE(answer.findings.size() == 1);
    return answer.findings[0].message;
  };
  CHECK(why(9, 8).ends_with("it is for CRL number 08 or later, the complete CRL has 05"));
  CHECK(why(4, 3).ends_with("its CRL number 04 is not higher than that of the complete CRL, 05"));
}

TEST_CASE("RFC 5280 5.3.1: only what was on hold is removed without a word") {
  const Fixture fixture;
  Entry compromised = fixture.of_leaf, held = fixture.of_leaf, removed = fixture.of_leaf;
  compromised.extensions.push_back(reason(1));
  held.extensions.push_back(reason(6));
  removed.extensions.push_back(reason(8));
  const auto delta = crl(*fixture.anchor, {removed}, {number(6), delta_of(5)});
  CHECK(fixture.check({crl(*fixture.anchor, {held}, {number(5)}), delta}).findings.empty());
  const auto answer = fixture.check({crl(*fixture.anchor, {compromised}, {number(5)}), delta});
  CHECK(answer.statuses.at(0).status == Status::good);
  REQUIRE(answer.findings.size() == 1);
  CHECK(answer.findings[0].id() == "revocation.contradicted");
}

TEST_CASE("RFC 5280 6.3.3 (k): removeFromCRL in a complete CRL does not revoke, but for browsers it does") {
  const Fixture fixture;
  Entry removed = fixture.of_leaf;
  removed.extensions.push_back(reason(8));
  const auto list = crl(*fixture.anchor, {removed}, {number(5)});
  CHECK(fixture.check({list}, revocation::Mode::hard, false, Profile::rfc5280).statuses.at(0).status ==
        Status::good);
  CHECK(fixture.check({list}, revocation::Mode::hard, false, Profile::webpki).statuses.at(0).status ==
        Status::revoked);
}

TEST_CASE("of several entries about one certificate in one CRL the hardest stands, in whichever order") {
  const Fixture fixture;
  const Entry &bare = fixture.of_leaf, for_good{bare.serial, {reason(1)}}, held{bare.serial, {reason(6)}},
              removed{bare.serial, {reason(8)}};
  const auto revoked_for_good = [&](const std::vector<Entry>& entries) {
    const auto answer = fixture.check({crl(*fixture.anchor, entries, {number(1)})}, revocation::Mode::hard,
                                      false, Profile::rfc5280);
    REQUIRE(answer.statuses.at(0).status == Status::revoked);
    const auto& evidence = answer.findings.at(0).evidence;
    return std::none_of(evidence.begin(), evidence.end(),
                        [](const auto& value) { return value.second == "certificateHold"; });
  };
  CHECK(revoked_for_good({removed, for_good}));
  CHECK(revoked_for_good({for_good, removed}));
  CHECK(revoked_for_good({held, for_good}));
  CHECK(revoked_for_good({held, bare}));
  CHECK_FALSE(revoked_for_good({removed, held}));
  const auto base = crl(*fixture.anchor, {}, {number(1)});
  CHECK(fixture.status({base, crl(*fixture.anchor, {removed, for_good}, {number(2), delta_of(1)})}) ==
        Status::revoked);
}

TEST_CASE("a CRL that is signed with a broken digest has no say, one with a weak digest a warning") {
  Fixture fixture;
  const auto signed_with = [&](pki::Digest digest, const std::vector<Entry>& entries) {
    return crl(*fixture.anchor, entries, {number(1)}, "260101000000Z", digest);
  };
  const auto check = [&](pki::Digest digest, std::optional<bool> allow_sha1,
                         const std::vector<Entry>& entries = {}) {
    fixture.allow_sha1 = allow_sha1;
    return fixture.check({signed_with(digest, entries)}, revocation::Mode::hard, false, Profile::rfc5280);
  };
  fixture.use_rsa();
  const auto broken = check(pki::Digest::md5, {}, {fixture.of_leaf});
  CHECK(broken.statuses.at(0).status == Status::unknown);
  REQUIRE(broken.findings.size() == 2);
  CHECK(broken.findings[1].message.find("MD5, whose digest is broken") != std::string::npos);
  CHECK(broken.findings[1].message.find("it lists CN=www.test") != std::string::npos);
  CHECK(check(pki::Digest::md5, true).statuses.at(0).status == Status::unknown);
  for (const std::optional<bool> allowed : {std::optional<bool>(), std::optional(true)}) {
    const auto weak = check(pki::Digest::sha1, allowed);
    CHECK(weak.statuses.at(0).status == Status::good);
    REQUIRE(weak.findings.size() == 1);
    CHECK(weak.findings[0].id() == "revocation.weak_digest");
  }
  const auto refused = check(pki::Digest::sha1, false);
  CHECK(refused.statuses.at(0).status == Status::unknown);
  CHECK(refused.findings.at(1).message.ends_with("SHA-1 is refused"));
  CHECK(check(pki::Digest::sha256, false).findings.empty());
}

TEST_CASE("a CRL that is signed with an algorithm that browsers do not verify is used, and named") {
  Fixture fixture;
  fixture.use_rsa();
  const auto list = crl(*fixture.anchor, {}, {number(1)}, "260101000000Z", pki::Digest::sha224);
  for (const Profile profile : {Profile::webpki, Profile::rfc5280}) {
    const auto answer = fixture.check({list}, revocation::Mode::hard, false, profile);
    CHECK(answer.statuses.at(0).status == Status::good);
    REQUIRE(answer.findings.size() == (profile == Profile::webpki ? 1 : 0));
    if (profile == Profile::webpki) CHECK(answer.findings[0].id() == "revocation.algorithm_not_allowed");
  }
}

TEST_CASE("what the issuing key lists in a CRL that does not count is said") {
  const Fixture fixture;
  const auto said = [&](const x509::CrlPtr& list) {
    const auto answer = fixture.check({list}, revocation::Mode::soft);
    CHECK(answer.statuses.at(0).status == Status::unknown);
    REQUIRE(answer.findings.size() == 1);
    return answer.findings[0].message.find("; it lists CN=www.test") != std::string::npos;
  };
  const auto& ca = *fixture.anchor;
  const auto strange = extension("1.2.3.4", true, pki::null());
  CHECK(said(crl(ca, {fixture.of_leaf}, {number(1), strange})));
  CHECK_FALSE(said(crl(ca, {{Bytes{0x01}}}, {number(1), strange})));
  CHECK(said(crl(ca, {fixture.of_leaf}, {number(1), scope(0x82, yes)})));  // for CAs
  CHECK(said(crl(ca, {fixture.of_leaf}, {number(1)}, "260901000000Z")));   // of tomorrow
}

TEST_CASE("RFC 5280 5.2, 5.3: an unknown critical extension makes a CRL unusable, and it is said") {
  const Fixture fixture;
  const auto answer =
      fixture.check({crl(*fixture.anchor, {}, {number(1), extension("1.2.3.4", true, pki::null())})});
  CHECK(answer.statuses.at(0).status == Status::unknown);
  REQUIRE(answer.findings.size() == 2);  // also that the status is unknown
  CHECK(answer.findings[1].id() == "revocation.crl_not_usable");
  CHECK(answer.findings[1].subject == Subject{Subject::Kind::crl, 0});
  Entry strange{Bytes{0x01}, {extension("1.2.3.4", true, pki::null())}};
  CHECK(fixture.status({crl(*fixture.anchor, {strange}, {number(1)})}) == Status::unknown);
}

TEST_CASE("RFC 5280 5.3.3: an entry of an indirect CRL is about its own issuer's certificate") {
  const Fixture fixture;
  const Bytes other_issuer =
      extension("2.5.29.29", true,
                pki::sequence({pki::tlv(0xa4, pki::sequence({pki::set_of({pki::sequence(
                                                  {pki::oid("2.5.4.3"), pki::utf8("Somebody else")})})}))}));
  Entry of_other{fixture.of_leaf.serial, {other_issuer}};
  CHECK(fixture.status({crl(*fixture.anchor, {of_other}, {number(1), scope(0x84, yes)})}) == Status::good);
  CHECK(fixture.status({crl(*fixture.anchor, {fixture.of_leaf}, {number(1), scope(0x84, yes)})}) ==
        Status::revoked);
}

TEST_CASE("strictly, only a CRL that is as the standard asks clears, but any revokes") {
  const Fixture fixture;
  const auto& ca = *fixture.anchor;
  const Entry other{Bytes{0x01}};
  const auto critical_number = extension("2.5.29.20", true, pki::integer(1));
  for (const auto& [what, list] :
       {std::pair{"it has no CRL number", crl(ca, {}, {})},
        {"its CRL number is critical", crl(ca, {}, {critical_number})},
        {"it lists a certificate twice", crl(ca, {other, fixture.of_leaf, other}, {number(1)})}}) {
    INFO(what);
    const bool lists_leaf = list->revoked.size() == 3;
    CHECK(fixture.status({list}) == (lists_leaf ? Status::revoked : Status::good));
    const auto answer = fixture.check({list}, revocation::Mode::soft, true);
    CHECK(answer.statuses.at(0).status == (lists_leaf ? Status::revoked : Status::unknown));
    REQUIRE(answer.findings.size() == 1);
    CHECK((lists_leaf ? answer.findings[0].id() == "revocation.revoked"
                      : answer.findings[0].message.ends_with(what)));
  }
  const auto twice = fixture.check({crl(ca, {other, other}, {number(1)})}, revocation::Mode::hard, true);
  CHECK(twice.statuses.at(0).status == Status::unknown);
  const auto sound = fixture.check({crl(ca, {other}, {number(1)})}, revocation::Mode::hard, true);
  CHECK(sound.statuses.at(0).status == Status::good);
}

TEST_CASE("of two current CRLs the later one speaks, in whichever order they are given") {
  const Fixture fixture;
  const auto& ca = *fixture.anchor;
  const auto old_clean = crl(ca, {}, {number(1)}), old_listing = crl(ca, {fixture.of_leaf}, {number(1)});
  const auto new_clean = crl(ca, {}, {number(2)}, "260201000000Z"),
             new_listing = crl(ca, {fixture.of_leaf}, {number(2)}, "260201000000Z");
  CHECK(fixture.status({old_clean, new_listing}) == Status::revoked);
  CHECK(fixture.status({new_listing, old_clean}) == Status::revoked);
  CHECK(fixture.status({old_listing, new_clean}) == Status::good);  // it was on hold
  CHECK(fixture.status({new_clean, old_listing}) == Status::good);
}

TEST_CASE("once the time is over no CRL clears, and what was read revokes no less") {
  const Fixture fixture;
  const auto clean = crl(*fixture.anchor, {}, {number(1)});
  const auto listing = crl(*fixture.anchor, {fixture.of_leaf}, {number(2)});
  const auto status = [&](std::vector<x509::CrlPtr> crls, size_t allowed) {
    size_t asked = 0;
    revocation::Options options{.mode = revocation::Mode::hard};
    options.out_of_time = [&asked, allowed] { return ++asked > allowed; };
    return fixture.check(std::move(crls), options).statuses.at(0).status;
  };
  CHECK(status({clean}, 1) == Status::good);
  CHECK(status({clean, listing}, 1) == Status::unknown);
  CHECK(status({listing, clean}, 1) == Status::revoked);
}

// RFC 5280 4.2.1.13, 5.2.5
TEST_CASE("a name relative to the CRL issuer matches the same name alone, in either form") {
  const auto attribute = [](std::string_view value) {
    return pki::sequence({pki::oid("2.5.4.3"), pki::utf8(value)});
  };
  const auto relative = [&](std::string_view value) { return pki::tlv(0xa1, attribute(value)); };
  const Fixture sound;
  const auto full = [&](std::string_view value) {
    const ByteView issuer = sound.anchor->subject.bytes;
    const Bytes rdns = pki::concatenate({to_bytes(issuer.subspan(2)), pki::tlv(0x31, attribute(value))});
    return pki::tlv(0xa0, pki::tlv(0xa4, pki::tlv(0x30, rdns)));
  };
  const auto status = [](const Bytes& of_certificate, const Bytes& of_crl) {
    Fixture fixture;
    pki::CertificateSpec spec = pki::server_certificate(root, "leaf-p256", "www.test");
    spec.more_extensions.push_back(
        extension("2.5.29.31", false, pki::sequence({pki::sequence({pki::tlv(0xa0, of_certificate)})})));
    fixture.leaf = x509::parse_certificate(issue(spec));
    return fixture.status({crl(*fixture.anchor, {}, {number(1), scope(0xa0, of_crl)})});
  };
  CHECK(status(relative("one"), relative("one")) == Status::good);
  CHECK(status(relative("one"), relative("ONE")) == Status::good);
  CHECK(status(relative("one"), relative("two")) == Status::unknown);
  CHECK(status(relative("one"), full("one")) == Status::good);
  CHECK(status(full("one"), relative("one")) == Status::good);
  CHECK(status(full("two"), relative("one")) == Status::unknown);
}

// RFC 9608 2, 4
TEST_CASE("of a certificate that has no revocation by its CA's word nothing is looked for") {
  Fixture fixture;
  pki::CertificateSpec spec = pki::server_certificate(root, "leaf-p256", "www.test");
  spec.more_extensions.push_back(extension("2.5.29.56", false, pki::null()));
  fixture.leaf = x509::parse_certificate(issue(spec));
  const auto answer = fixture.check({});
  CHECK(answer.statuses.at(0).status == Status::good);
  CHECK(answer.statuses.at(0).source == "noRevAvail");
  CHECK(answer.findings.empty());
  // A CA may not say so of itself, even in the place of a leaf.
  spec.basic_constraints = pki::BasicConstraints{.authority = true};
  fixture.leaf = x509::parse_certificate(issue(spec));
  CHECK(fixture.check({}).statuses.at(0).status == Status::unknown);
}
