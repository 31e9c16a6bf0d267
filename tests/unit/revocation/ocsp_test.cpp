// OCSP responses: who may sign them, what a staple says in every mode, and why one has no say.
#include "certcheck/revocation/ocsp_request.h"
#include "certcheck/x509/ocsp_request.h"

#include "tests/unit/revocation/statements.h"

using namespace certcheck;
using namespace certcheck::test;
using revocation::Mode;
using revocation::Scope;
using revocation::Status;

namespace {

constexpr std::string_view not_usable = "revocation.ocsp_not_usable";

OcspSpec about_leaf(Answer answer = Answer::good) {
  return {.issuer = "int", .issuer_key = 1, .answers = {{.serial = 7, .answer = answer}}, .signer = 1};
}

OcspSpec about_issuer(Answer answer) {
  return {.issuer = "root", .issuer_key = 0, .answers = {{.serial = 5, .answer = answer}}, .signer = 0};
}

Spec delegate() {
  Spec spec = authority("responder", 30, "int", 1);
  spec.ca = false;
  spec.purposes = {"1.3.6.1.5.5.7.3.9"};
  return spec;
}

}  // namespace

TEST_CASE("a response counts by the issuer's key or that of its delegate") {
  Statements pki;
  OcspSpec spec = about_leaf();
  const auto why = [&](const OcspSpec& response) {
    pki.responses = {make_der(response)};
    const auto answer = pki.check();
    return answer.statuses.at(0).status == Status::good ? std::string("good") : said(answer, not_usable);
  };
  CHECK(why(spec) == "good");
  spec.signer = 9;
  CHECK(has(why(spec), "its signature does not verify with the key of CN=int"));
  spec.signer = 30;
  spec.responder = "responder";
  CHECK(has(why(spec), "neither CN=int nor a delegate of it has signed it"));
  spec.certificates = {delegate()};
  CHECK(why(spec) == "good");
  spec.certificates[0].purposes = {};
  CHECK(has(why(spec), "lacks the purpose OCSPSigning"));
  spec.certificates = {delegate()};
  spec.certificates[0].signer = 2;
  CHECK(has(why(spec), "whose certificate CN=int has not issued"));
  spec.certificates = {delegate()};
  spec.certificates[0].not_after = date(2026, 5, 1);
  CHECK(has(why(spec), "not valid at that time"));
  spec = about_leaf();
  spec.issuer_key = 2;
  CHECK(has(why(spec), "names another key of CN=int"));
  spec = about_leaf();
  spec.answers[0].serial = 8;
  CHECK(why(spec).empty());  // another certificate's
}

TEST_CASE("a delegate is held to what its kind of certificate is held to") {
  constexpr unsigned digital_signature = 0, content_commitment = 1, key_encipherment = 2;
  Statements pki;
  OcspSpec spec = about_leaf();
  spec.signer = 30;
  spec.responder = "responder";
  spec.certificates = {delegate()};
  Spec& responder = spec.certificates[0];
  const Bytes no_check = pki::extension("1.3.6.1.5.5.7.48.1.5", false, pki::null());
  const auto why = [&] {
    pki.responses = {make_der(spec)};
    const auto answer = pki.check();
    return answer.statuses.at(0).status == Status::good ? std::string("good") : said(answer, not_usable);
  };
  for (const Profile profile : {Profile::rfc5280, Profile::webpki}) {
    pki.path_options.profile = profile;
    responder = delegate();
    for (const unsigned usage : {digital_signature, content_commitment}) {
      responder.key_usage = {usage};
      CHECK(why() == "good");
    }
    responder.key_usage = {key_encipherment};
    CHECK(has(why(), "key usage does not allow OCSPSigning"));
    responder.key_usage = {};
    responder.extensions = {pki::extension("1.2.3.4", true, pki::null())};
    CHECK(has(why(), "the critical extension 1.2.3.4 is unknown"));
    responder.extensions = {pki::extension("1.2.3.4", false, pki::null())};
    CHECK(why() == "good");
    responder.extensions = {pki::extension("1.3.6.1.5.5.7.48.1.5", true, pki::null())};
    CHECK(why() == "good");
    responder.extensions = {no_check};
    CHECK(why() == "good");
  }
  SECTION("it is not revoked, unless the CA says that it need not be looked for") {
    responder.serial = 31;
    responder.extensions = {};
    pki.crls = {{.issuer = "int", .signer = 1, .this_update = date(2026, 5, 1), .entries = {{.serial = 31}}}};
    pki.path_options.profile = Profile::rfc5280;
    CHECK(why() == "good");  // by the CRL
    CHECK(has(said(pki.check(), not_usable), "whose certificate is revoked"));
    spec.answers[0].answer = Answer::revoked;
    CHECK(why() == "good");
    responder.extensions = {no_check};
    pki.responses = {make_der(spec)};
    CHECK(pki.status() == Status::revoked);
    responder.extensions = {};
    responder.serial = 32;
    pki.responses = {make_der(spec)};
    CHECK(pki.status() == Status::revoked);
  }
}

TEST_CASE("the certificate of a delegate may be given apart from the response") {
  Statements pki;
  OcspSpec spec = about_leaf(Answer::revoked);
  spec.responder = "responder";
  spec.signer = 30;
  pki.responses = {make_der(spec)};
  CHECK(pki.status() == Status::unknown);
  pki.pool = {delegate()};
  CHECK(pki.status() == Status::revoked);
  pki.pool[0].purposes = {};
  CHECK(pki.status() == Status::unknown);
  pki.pool = {delegate()};
  pki.pool[0].signer = 2;
  CHECK(pki.status() == Status::unknown);
  CHECK(has(said(pki.check(), not_usable), "whose certificate CN=int has not issued"));
}

TEST_CASE("the delegate is found behind others of its name") {
  Statements pki;
  OcspSpec spec = about_leaf(Answer::revoked);
  spec.responder = "responder";
  spec.signer = 30;
  for (unsigned i = 0; i < 300; ++i) {
    spec.certificates.push_back(delegate());
    Spec& other = spec.certificates.back();
    other.key = 200 + i;
    if (i % 4 == 0) other.issuer = "elsewhere";
    if (i % 4 == 1) other.purposes = {};
    if (i % 4 == 2) other.not_after = date(2026, 5, 1);
    if (i % 4 == 3) other.signer = 3;  // and another authority key identifier
    if (i % 2 == 1) other.key = 30;
  }
  spec.certificates.push_back(delegate());
  pki.responses = {make_der(spec)};
  CHECK(pki.status() == Status::revoked);
}

TEST_CASE("once the time is over no response clears, and what was read revokes no less") {
  Statements pki;
  size_t asked = 0;
  const auto check = [&](const std::vector<Bytes>& responses, size_t allowed) {
    pki.responses = responses;
    asked = 0;
    pki.options.out_of_time = [&asked, allowed] { return ++asked > allowed; };
    return pki.check();
  };
  const auto status = [&](const std::vector<Bytes>& responses, size_t allowed) {
    return check(responses, allowed).statuses.at(0).status;
  };
  const Bytes good = make_der(about_leaf()), revoked = make_der(about_leaf(Answer::revoked));
  CHECK(status({good}, 1) == Status::good);
  CHECK(status({good, revoked}, 1) == Status::unknown);
  CHECK(status({revoked, good}, 1) == Status::revoked);
  CHECK(status({good, revoked}, 0) == Status::unknown);
  CHECK(has(said(check({good}, 0), "revocation.status_unknown"),
            "the time limit was reached before every OCSP response was read"));
  SECTION("within a response, too, and not for answers about other certificates") {
    OcspSpec spec = about_leaf();
    for (unsigned serial = 100; serial < 150; ++serial) spec.answers.push_back({.serial = serial});
    CHECK(status({make_der(spec)}, 1) == Status::good);
    CHECK(asked == 1);
    spec.answers.push_back({.serial = 7, .answer = Answer::revoked});
    CHECK(status({make_der(spec)}, 2) == Status::revoked);
    CHECK(status({make_der(spec)}, 1) == Status::unknown);
  }
}

TEST_CASE("who does not know a certificate lifts no revocation") {
  Statements pki;
  pki.options.mode = revocation::Mode::soft;
  OcspSpec older = about_leaf(Answer::revoked), newer = about_leaf(Answer::unknown);
  older.answers[0].this_update = date(2026, 5, 20);
  const auto status = [&] {
    pki.responses = {make_der(older), make_der(newer)};
    return pki.status();
  };
  CHECK(status() == Status::revoked);
  CHECK_FALSE(said(pki.check(), "revocation.responder_does_not_know").empty());
  older.answers[0].reason = 6;  // on hold
  CHECK(status() == Status::revoked);
  older.answers[0].reason.reset();
  older.answers[0].next_update = date(2026, 5, 25);  // out of date
  CHECK(status() == Status::revoked);
  SECTION("but where a newer one lifted it, unknown is the answer") {
    OcspSpec between = about_leaf();
    between.answers[0].this_update = date(2026, 5, 25);
    pki.responses.push_back(make_der(between));
    CHECK(pki.status() == Status::unknown);
  }
  SECTION("of good it is") {
    older = about_leaf();
    older.answers[0].this_update = date(2026, 5, 20);
    CHECK(status() == Status::unknown);
  }
}

TEST_CASE("made-up delegates in one response cost nothing to another") {
  Statements pki;
  OcspSpec spec = about_leaf();
  spec.responder = "responder";
  spec.signer = 30;
  for (unsigned i = 0; i < 300; ++i) {
    spec.certificates.push_back(delegate());
    spec.certificates.back().key = 200 + i;
  }
  pki.leaf_staples = {make_der(spec)};
  pki.responses = {make_der(about_leaf(Answer::revoked))};
  const auto answer = pki.check();
  CHECK(answer.statuses.at(0).status == Status::revoked);
  CHECK(has(said(answer, not_usable), "the budget of signature checks for one OCSP response is exhausted"));
}

TEST_CASE("a staple is verified whatever the mode and the scope") {
  Statements pki;
  pki.options.mode = Mode::off;
  SECTION("of the leaf") {
    CHECK(pki.check().statuses.empty());
    for (const auto& [answer, status] : {std::pair{Answer::good, Status::good},
                                         {Answer::revoked, Status::revoked},
                                         {Answer::unknown, Status::unknown}}) {
      pki.leaf_staples = {make_der(about_leaf(answer))};
      const auto found = pki.check();
      REQUIRE(found.statuses.size() == 1);
      CHECK(found.statuses[0].status == status);
      CHECK(found.statuses[0].source == "OCSP");
      CHECK(found.leaf_stapled == (answer != Answer::unknown));
      CHECK(said(found, "revocation.revoked").empty() == (answer != Answer::revoked));
      CHECK(said(found, "revocation.responder_does_not_know").empty() == (answer != Answer::unknown));
    }
  }
  SECTION("of an intermediate") {
    for (const Mode mode : {Mode::off, Mode::soft, Mode::hard}) {
      pki.options.mode = mode;
      pki.issuer_staples = {make_der(about_issuer(Answer::revoked))};
      const auto found = pki.check();
      CHECK(has(said(found, "revocation.revoked"), "CN=int is revoked"));
      CHECK_FALSE(found.leaf_stapled);
    }
  }
  SECTION("what is wrong with it is said") {
    const auto why = [&](Bytes staple) {
      pki.leaf_staples = {std::move(staple)};
      const auto found = pki.check();
      CHECK_FALSE(found.leaf_stapled);
      CHECK(std::none_of(found.statuses.begin(), found.statuses.end(),
                         [](const auto& status) { return status.index == 0; }));
      return said(found, not_usable) + said(found, "handshake.stapling.for_another_certificate");
    };
    OcspSpec spec = about_leaf();
    spec.answers[0].next_update = date(2026, 5, 31);
    CHECK(has(why(make_der(spec)), "the stapled OCSP response was not used: it expired"));
    spec = about_leaf();
    spec.answers[0].this_update = date(2026, 6, 2);
    CHECK(has(why(make_der(spec)), "not yet valid"));
    spec = about_leaf();
    spec.signer = 2;
    CHECK(has(why(make_der(spec)), "signature"));
    CHECK(has(why(ocsp_error(3)), "tryLater"));
    CHECK(has(why(to_bytes(as_bytes("garbage"))), "cannot be read"));
    spec = about_leaf();
    spec.answers[0].serial = 8;
    CHECK(has(why(make_der(spec)), "is about serial number 08, CN=www.example.test has 07"));
    CHECK(has(why(make_der(about_issuer(Answer::good))), "is about serial number 05"));
  }
  SECTION("what is no staple decides nothing") {
    pki.responses = {make_der(about_leaf(Answer::revoked)), ocsp_error(3)};
    const auto found = pki.check();
    CHECK(found.statuses.empty());
    CHECK(found.findings.size() == 2);
    CHECK_FALSE(any_counts(found.findings, Profile::webpki, true));
  }
}

TEST_CASE("of a staple for another certificate everything that is wrong with it is said") {
  constexpr std::string_view for_another = "handshake.stapling.for_another_certificate";
  Statements pki;
  pki.options.mode = Mode::off;
  const auto both = [&](const OcspSpec& spec, std::string_view id) {
    pki.leaf_staples = {make_der(spec)};
    const auto found = pki.check();
    CHECK_FALSE(found.leaf_stapled);
    CHECK(found.findings.size() == (id.empty() ? 1U : 2U));
    CHECK_FALSE(said(found, for_another).empty());
    return id.empty() ? std::string() : said(found, id);
  };
  OcspSpec spec = about_leaf();
  spec.answers[0].serial = 8;
  both(spec, {});
  SECTION("of the same CA") {
    spec.answers[0].next_update = date(2026, 5, 31);
    CHECK(has(both(spec, not_usable), "it expired"));
    spec.answers[0] = {.serial = 8, .this_update = date(2026, 6, 2)};
    CHECK(has(both(spec, not_usable), "not yet valid"));
    spec.answers[0].answer = Answer::revoked;
    CHECK(has(both(spec, not_usable), "; it says that the certificate with serial number 08 is revoked"));
    spec.answers[0] = {.serial = 8, .answer = Answer::unknown};
    CHECK(has(both(spec, "revocation.responder_does_not_know"),
              "does not know the certificate with serial number 08"));
    spec.answers[0] = {.serial = 8};
    spec.signer = 2;
    CHECK(has(both(spec, not_usable), "its signature does not verify"));
  }
  SECTION("of the CA above") {
    spec = about_issuer(Answer::good);
    spec.answers[0].next_update = date(2026, 5, 31);
    CHECK(has(both(spec, not_usable), "it expired"));
    spec = about_issuer(Answer::unknown);
    CHECK_FALSE(both(spec, "revocation.responder_does_not_know").empty());
    spec = about_issuer(Answer::good);
    spec.signer = 2;
    CHECK(has(both(spec, not_usable), "its signature does not verify"));
  }
  SECTION("of a CA that is not at hand") {
    spec.issuer = "elsewhere";
    spec.issuer_key = spec.signer = 9;
    spec.answers[0].next_update = date(2026, 5, 31);
    both(spec, {});
  }
}

TEST_CASE("a response that cannot be used says that it revokes") {
  Statements pki;
  pki.options.mode = Mode::soft;
  OcspSpec spec = about_leaf(Answer::revoked);
  spec.answers[0].this_update = date(2026, 6, 2);
  const auto why = [&] {
    pki.responses = {make_der(spec)};
    const auto answer = pki.check();
    CHECK(answer.statuses.at(0).status == Status::unknown);
    return said(answer, not_usable);
  };
  CHECK(has(why(),
            "it is not yet valid (thisUpdate 2026-06-02T00:00:00Z); it says that CN=www.example.test is "
            "revoked since "));
  spec.answers[0].this_update = date(2026, 5, 30);
  spec.produced_at = date(2026, 6, 2);
  CHECK(has(why(), "it was produced in the future; it says that CN=www.example.test is revoked"));
  spec.signer = 2;  // anybody may have said so
  CHECK_FALSE(has(why(), "it says that"));
}

TEST_CASE("the scope says whose status is determined") {
  Statements pki;
  pki.responses = {make_der(about_leaf())};
  pki.crls = {{.issuer = "root", .signer = 0, .entries = {{.serial = 5}}}};
  CHECK(pki.check().findings.size() == 1);
  CHECK_FALSE(said(pki.check(), "revocation.not_asked_for").empty());
  pki.options.scope = Scope::chain;
  CHECK(has(said(pki.check(), "revocation.revoked"), "CN=int is revoked"));
  pki.crls.clear();
  CHECK(has(said(pki.check(), "revocation.status_unknown"), "CN=int"));
}

TEST_CASE("RFC 6960 2.2: unknown is an answer, and no evidence is none") {
  Statements pki;
  CHECK(said(pki.check(), "revocation.status_unknown") ==
        "no CRL or OCSP response says whether CN=www.example.test is revoked");
  pki.responses = {make_der(about_leaf(Answer::unknown))};
  CHECK(has(said(pki.check(), "revocation.status_unknown"), "the OCSP responder does not know it"));
  // Another source may know it.
  pki.crls = {{.issuer = "int", .signer = 1}};
  CHECK(pki.status() == Status::good);
}

TEST_CASE("between CRLs and OCSP revoked wins, unless it was on hold or is out of date") {
  constexpr uint8_t key_compromise = 1, hold = 6;
  constexpr std::string_view contradicted = "revocation.contradicted", superseded = "revocation.superseded";
  const Time older = date(2026, 5, 10), newer = date(2026, 5, 20);
  Statements pki;
  const auto crl = [&](Time issued, std::optional<uint8_t> reason, bool lists) {
    pki.crls = {{.issuer = "int", .signer = 1, .this_update = issued}};
    if (lists) pki.crls[0].entries = {{.serial = 7, .reason = reason}};
  };
  const auto ocsp = [&](Time issued, std::optional<uint8_t> reason, Answer answer) {
    OcspSpec spec = about_leaf(answer);
    spec.answers[0].this_update = issued;
    spec.answers[0].reason = reason;
    pki.responses = {make_der(spec)};
  };
  // Status and what is said of it, with the kind of evidence.
  const auto found = [&](std::string_view id, Subject::Kind kind) {
    const auto answer = pki.check();
    const bool told = std::any_of(answer.findings.begin(), answer.findings.end(), [&](const Finding& f) {
      return f.id() == id && f.subject == Subject{kind, 0};
    });
    CHECK(told);
    return answer.statuses.at(0).status;
  };
  SECTION("revoked by a CRL") {
    crl(older, {}, true);
    ocsp(newer, {}, Answer::good);
    CHECK(found(contradicted, Subject::Kind::ocsp) == Status::revoked);
    crl(newer, {}, true);
    ocsp(older, {}, Answer::good);
    CHECK(found(superseded, Subject::Kind::ocsp) == Status::revoked);
    crl(older, hold, true);
    ocsp(newer, {}, Answer::good);
    CHECK(found(superseded, Subject::Kind::crl) == Status::good);
    ocsp(older, {}, Answer::good);
    CHECK(found(superseded, Subject::Kind::ocsp) == Status::revoked);
    ocsp(newer, {}, Answer::unknown);
    CHECK(pki.status() == Status::revoked);
    crl(older, key_compromise, true);
    pki.crls[0].next_update = date(2026, 5, 15);
    ocsp(newer, {}, Answer::good);
    CHECK(found(contradicted, Subject::Kind::crl) == Status::good);
  }
  SECTION("on hold by one CRL, revoked for good by an older one of another key") {
    pki.pool = {authority("int", 2, "root", 0)};
    crl(newer, hold, true);
    pki.crls.push_back({.issuer = "int", .signer = 2, .this_update = older, .entries = {{.serial = 7}}});
    pki.crls[0].signer = 2;
    pki.crls[1].signer = 1;
    ocsp(date(2026, 5, 25), {}, Answer::good);
    CHECK(pki.status() == Status::revoked);
  }
  SECTION("revoked by OCSP") {
    ocsp(older, {}, Answer::revoked);
    crl(newer, {}, false);
    CHECK(found(contradicted, Subject::Kind::crl) == Status::revoked);
    ocsp(older, hold, Answer::revoked);
    CHECK(found(superseded, Subject::Kind::ocsp) == Status::good);
    ocsp(newer, hold, Answer::revoked);
    CHECK(pki.status() == Status::revoked);
    // Another key of the CA does not release it.
    pki.pool = {authority("int", 2, "root", 0)};
    ocsp(older, hold, Answer::revoked);
    pki.crls[0].signer = 2;
    CHECK(pki.status() == Status::revoked);
  }
  SECTION("by both") {
    ocsp(newer, {}, Answer::revoked);
    crl(older, {}, true);
    const auto answer = pki.check();
    CHECK(answer.statuses.at(0).status == Status::revoked);
    CHECK(answer.findings.size() == 1);
  }
}

TEST_CASE("that a newer statement puts on hold what was revoked for good is said") {
  constexpr std::string_view contradicted = "revocation.contradicted";
  Statements pki;
  OcspSpec older = about_leaf(Answer::revoked), newer = about_leaf(Answer::revoked);
  older.answers[0].this_update = date(2026, 5, 20);
  newer.answers[0].reason = 6;
  pki.responses = {make_der(older), make_der(newer)};
  auto answer = pki.check();
  CHECK(answer.statuses.at(0).status == Status::revoked);
  CHECK(has(said(answer, contradicted), "which decides, says on hold"));
  pki.responses.clear();
  pki.crls = {{.issuer = "int", .signer = 1, .entries = {{.serial = 7}}},
              {.issuer = "int", .signer = 1, .number = 2, .entries = {{.serial = 7, .reason = 6}}}};
  answer = pki.check();
  CHECK(answer.statuses.at(0).status == Status::revoked);
  CHECK(has(said(answer, contradicted), "which decides, lists it as on hold"));
  std::swap(pki.crls[0].entries[0].reason, pki.crls[1].entries[0].reason);
  CHECK(said(pki.check(), contradicted).empty());
}

TEST_CASE("of one kind, too, a hold is released without a warning") {
  Statements pki;
  OcspSpec older = about_leaf(Answer::revoked);
  older.answers[0].this_update = date(2026, 5, 20);
  older.answers[0].reason = 6;
  pki.responses = {make_der(older), make_der(about_leaf())};
  auto answer = pki.check();
  CHECK(answer.statuses.at(0).status == Status::good);
  CHECK(said(answer, "revocation.contradicted").empty());
  CHECK(has(said(answer, "revocation.superseded"), "certificateHold"));
  pki.responses.clear();
  pki.crls = {{.issuer = "int", .signer = 1, .entries = {{.serial = 7, .reason = 6}}},
              {.issuer = "int", .signer = 1, .number = 2}};
  answer = pki.check();
  CHECK(answer.statuses.at(0).status == Status::good);
  CHECK(said(answer, "revocation.contradicted").empty());
  CHECK(has(said(answer, "revocation.superseded"), "with CRL number 02, which decides"));
}

TEST_CASE("RFC 6960 4.1.1, 4.2.2.3: responders by name and by key, certificates by SHA-1 and SHA-256") {
  Statements pki;
  for (const bool by_key : {false, true})
    for (const bool sha256 : {false, true}) {
      INFO(by_key << sha256);
      OcspSpec spec = about_leaf();
      spec.by_key = by_key;
      spec.sha256 = sha256;
      pki.responses = {make_der(spec)};
      CHECK(pki.status() == Status::good);
      spec.signer = 30;
      spec.responder = "responder";
      spec.certificates = {delegate()};
      pki.responses = {make_der(spec)};
      CHECK(pki.status() == Status::good);
      spec.issuer_key = 2;
      pki.responses = {make_der(spec)};
      CHECK(has(said(pki.check(), not_usable), "names another key of CN=int"));
    }
  // By the key of somebody who is not there.
  OcspSpec spec = about_leaf();
  spec.by_key = true;
  spec.signer = 9;
  pki.responses = {make_der(spec)};
  CHECK(has(said(pki.check(), not_usable), "neither CN=int nor a delegate of it has signed it"));
}

TEST_CASE("of a response about several certificates the answer about this one counts") {
  Statements pki;
  OcspSpec spec = about_leaf();
  spec.answers = {
      {.serial = 6, .answer = Answer::revoked}, {.serial = 7}, {.serial = 8, .answer = Answer::unknown}};
  pki.responses = {make_der(spec)};
  CHECK(pki.status() == Status::good);
  CHECK(pki.check().findings.empty());
  spec.answers = {
      {.serial = 6}, {.serial = 7, .answer = Answer::revoked, .reason = uint8_t{1}}, {.serial = 8}};
  pki.responses = {make_der(spec)};
  CHECK(pki.status() == Status::revoked);
  // Two about this one: the newer decides, at equal times the worse.
  spec.answers = {{.serial = 7}, {.serial = 7, .answer = Answer::revoked}};
  pki.responses = {make_der(spec)};
  CHECK(pki.status() == Status::revoked);
}

TEST_CASE("since when and why a certificate is revoked is part of its status") {
  Statements pki;
  const auto of_leaf = [&] { return pki.check().statuses.at(0); };
  OcspSpec spec = about_leaf(Answer::revoked);
  pki.responses = {make_der(spec)};
  CHECK(of_leaf().revoked_at == date(2026, 5, 1));
  CHECK(of_leaf().reason.empty());
  spec.answers[0].reason = uint8_t{1};
  pki.responses = {make_der(spec)};
  CHECK(of_leaf().reason == "keyCompromise");
  pki.responses = {make_der(about_leaf())};
  CHECK_FALSE(of_leaf().revoked_at);
  pki.responses.clear();
  pki.crls = {{.issuer = "int",
               .signer = 1,
               .entries = {{.serial = 7, .reason = uint8_t{6}, .since = date(2026, 4, 2)}}}};
  CHECK(of_leaf().status == Status::revoked);
  CHECK(of_leaf().revoked_at == date(2026, 4, 2));
  CHECK(of_leaf().reason == "certificateHold");
  pki.crls[0].entries[0].reason.reset();
  CHECK(of_leaf().reason.empty());
}

TEST_CASE(
    "RFC 9654: a response with another nonce than its request is not used, one without is, and that is "
    "said") {
  const Bytes nonce(32, 0x11);
  const auto with_nonce = [](const Bytes& value, Answer answer = Answer::good) {
    OcspSpec spec = about_leaf(answer);
    spec.extensions = {pki::extension("1.3.6.1.5.5.7.48.1.2", false, value)};
    return make_der(spec);
  };
  Statements pki;
  const auto why = [&](const Bytes& response, const Bytes& of_request) {
    pki.requested = {{response, of_request}};
    const auto answer = pki.check();
    return answer.statuses.at(0).status == Status::good ? std::string("good") : said(answer, not_usable);
  };
  CHECK(why(with_nonce(pki::octet_string(nonce)), nonce) == "good");
  CHECK(why(make_der(about_leaf()), nonce) == "good");
  CHECK(why(with_nonce(pki::octet_string(Bytes(32, 0x12))), {}) == "good");  // none was sent
  for (const Bytes& other :
       {pki::octet_string(Bytes(32, 0x12)), pki::octet_string(Bytes(16, 0x11)), pki::octet_string(Bytes{}),
        nonce, Bytes{}, pki::concatenate({pki::octet_string(nonce), pki::null()})})
    CHECK(has(why(with_nonce(other), nonce), "its nonce is not that of the request"));
  CHECK(has(why(with_nonce(pki::octet_string(Bytes(32, 0x12)), Answer::revoked), nonce),
            "; it says that CN=www.example.test is revoked"));
  const auto remark = [&](const Bytes& response) {
    pki.requested = {{response, nonce}};
    return said(pki.check(), "revocation.nonce_missing");
  };
  CHECK(has(remark(make_der(about_leaf())), "does not contain the nonce of the request"));
  CHECK(remark(with_nonce(pki::octet_string(nonce))).empty());
  CHECK(remark(make_der(about_leaf(Answer::unknown))) == remark(make_der(about_leaf())));
  // Of what is not used anyway, other things are wrong.
  CHECK(remark(ocsp_error(3)).empty());
  // Of others nothing is asked.
  pki.requested.clear();
  pki.responses = {with_nonce(pki::octet_string(Bytes(32, 0x12)))};
  CHECK(pki.status() == Status::good);
}

TEST_CASE("an OCSP request is as RFC 6960 4.1.1 has it, with a nonce if there is one") {
  const auto issuer = parsed(authority("int", 1, "root", 0));
  Spec spec = leaf("int", 1);
  spec.serial = 7;
  const auto certificate = parsed(spec);
  for (const Bytes& nonce : {Bytes{}, Bytes(32, 0x11)}) {
    const auto request = x509::parse_ocsp_request(revocation::ocsp_request(*certificate, *issuer, nonce));
    CHECK(request->complete);
    CHECK(request->findings.empty());
    REQUIRE(request->requests.size() == 1);
    CHECK(same_bytes(request->requests[0].serial, certificate->serial));
    CHECK(request->requests[0].issuer_key_hash.size() == 20);
    REQUIRE(request->extensions.size() == (nonce.empty() ? 0 : 1));
    if (!nonce.empty()) CHECK(same_bytes(request->extensions[0].value, pki::octet_string(nonce)));
  }
}
