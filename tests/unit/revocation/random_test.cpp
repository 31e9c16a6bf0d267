// CRLs and OCSP responses about random PKIs with several keys a name, compared with RFC 5280 6.3 and RFC 6960
// read naively from what the things were made of.
#include "certcheck/path/path.h"
#include "certcheck/revocation/revocation.h"

#include "tests/support/pki_status.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace certcheck;
using namespace certcheck::test;
using revocation::Status;

namespace {

constexpr uint8_t certificate_hold = 6, key_compromise = 1;
constexpr unsigned crl_sign = 6, cert_sign = 5;
constexpr std::string_view server_auth = "1.3.6.1.5.5.7.3.1", ocsp_signing = "1.3.6.1.5.5.7.3.9";

/// A root and CAs below it: few names, several keys for each, issued by the root, by each other and by
/// themselves.
struct Pki {
  Spec anchor, end;
  std::vector<Spec> pool;
  std::vector<CrlSpec> crls;
};

class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  Pki make_pki() {
    Pki pki{.anchor = root("root", 0), .end = leaf("", 0), .pool = {}, .crls = {}};
    std::set<std::pair<std::string, unsigned>> entities;
    const unsigned certificates = 2 + below(6);
    for (unsigned i = 0; i < certificates; ++i) {
      Spec spec = authority_at(10 + i);
      if (entities.insert({spec.subject, spec.key}).second) pki.pool.push_back(spec);
    }
    const Spec& issuer = pki.pool[below(static_cast<unsigned>(pki.pool.size()))];
    pki.end = leaf(issuer.subject, issuer.key);
    pki.end.serial = 100;
    const unsigned lists = 1 + below(6);
    for (unsigned i = 0; i < lists; ++i) pki.crls.push_back(crl(pki));
    return pki;
  }

 private:
  unsigned below(unsigned n) { return static_cast<unsigned>(random_() % n); }
  bool one_in(unsigned n) { return below(n) == 0; }
  static std::string name(unsigned n) { return n == 0 ? "root" : "name" + std::to_string(n); }
  static constexpr unsigned names = 3;
  unsigned key(unsigned of_name) { return of_name == 0 ? below(2) : of_name * 10 + below(3); }

  Spec authority_at(unsigned serial) {
    const unsigned subject = below(names), issuer = one_in(3) ? subject : below(names);
    Spec spec = authority(name(subject), key(subject), name(issuer), key(issuer));
    spec.serial = serial;
    if (one_in(2)) spec.key_usage = {cert_sign, crl_sign};
    if (one_in(8)) spec.key_usage = {cert_sign};
    if (one_in(8)) {
      spec.ca = false;
      spec.key_usage.clear();
      if (one_in(2)) spec.key_usage = {crl_sign};
      if (one_in(2)) spec.purposes = {one_in(2) ? server_auth : ocsp_signing};
    }
    return spec;
  }

  CrlSpec crl(const Pki& pki) {
    const unsigned issuer = below(names);
    CrlSpec spec{.issuer = name(issuer), .signer = key(issuer)};
    if (one_in(2)) {  // of the leaf's issuer
      spec.issuer = pki.end.issuer;
      spec.signer = one_in(2) ? pki.end.signer : pki.end.signer / 10 * 10 + below(3);
    }
    spec.this_update = date(2026, 5, 20 + below(3));
    if (one_in(4)) spec.next_update = date(2026, 5, 30);  // stale
    if (one_in(12)) spec.this_update = date(2026, 6, 2);  // of tomorrow
    spec.number = 1 + below(3);
    if (one_in(6)) spec.number.reset();
    spec.key_identifier = !one_in(3);
    for (unsigned serial = 10; serial < 10 + 8; ++serial)
      if (one_in(8)) spec.entries.push_back(entry(serial));
    if (one_in(2)) spec.entries.push_back(entry(100));
    return spec;
  }

  CrlEntry entry(unsigned serial) {
    CrlEntry entry{.serial = serial};
    if (one_in(3)) entry.reason = one_in(2) ? certificate_hold : key_compromise;
    return entry;
  }

  std::mt19937 random_;
};

using Way = std::vector<Spec>;  ///< leaf first, anchor last

/// 6.3.3 for one certificate after the other, and what was made of the CRLs' specs alone.
class Naive {
 public:
  Naive(const Pki& pki) : pki_(pki) {}

  Status status(const Way& way, size_t index, unsigned depth = 0) const {
    std::vector<Statement> statements;
    for (const CrlSpec& crl : pki_.crls) {
      if (crl.issuer != way[index].issuer || crl.this_update > now) continue;
      const Word word = word_of(crl, way, index, depth);
      if (word == Word::none) continue;
      statements.push_back(statement(crl, way, index));
      statements.back().clears = word == Word::full;
    }
    bool covered = false;
    for (const Statement& one : statements) {
      if (std::any_of(statements.begin(), statements.end(),
                      [&](const Statement& other) { return overrules(other, one, way[index].signer); }))
        continue;
      const bool stale = one.stale;
      if (one.entry && !(stale && one.entry->reason == certificate_hold)) return Status::revoked;
      covered = covered || (!stale && !one.entry && one.clears);
    }
    return covered ? Status::good : Status::unknown;
  }

 private:
  struct Statement {
    const CrlSpec* crl;
    bool stale;
    std::optional<CrlEntry> entry;
    bool clears = true;
  };
  /// What a CRL may say of a certificate: that of a signer whom it lists itself only that it is revoked.
  enum class Word { none, revoked, full };

  static Statement statement(const CrlSpec& crl, const Way& way, size_t index) {
    Statement statement{.crl = &crl, .stale = crl.next_update && *crl.next_update < now, .entry = {}};
    for (const CrlEntry& entry : crl.entries)
      if (entry.serial == way[index].serial) statement.entry = entry;
    return statement;
  }

  static bool overrules(const Statement& newer, const Statement& older, unsigned issuing_key) {
    if (newer.stale && !older.stale) return false;
    if (newer.crl->signer != older.crl->signer && newer.crl->signer != issuing_key) return false;
    if (newer.crl->this_update != older.crl->this_update)
      return newer.crl->this_update > older.crl->this_update;
    return newer.crl->signer == older.crl->signer &&
           newer.crl->number.value_or(0) > older.crl->number.value_or(0);
  }

  static bool signs_crls(const Spec& spec) {
    if (spec.key_usage.empty()) return spec.ca;
    if (!spec.ca && !spec.purposes.empty() && spec.purposes[0] == server_auth) return false;
    return std::find(spec.key_usage.begin(), spec.key_usage.end(), crl_sign) != spec.key_usage.end();
  }

  Word word_of(const CrlSpec& crl, const Way& way, size_t index, unsigned depth) const {
    size_t top = index + 1;
    while (top + 1 < way.size() && way[top].subject == way[top].issuer) ++top;
    for (size_t i = index + 1; i <= top; ++i)
      if (way[i].key == crl.signer && signs_crls(way[i])) return Word::full;
    if (depth >= 3) return Word::none;
    Word word = Word::none;
    for (const Spec& signer : pki_.pool) {
      if (signer.subject != crl.issuer || signer.key != crl.signer || signer.key == way[index].key) continue;
      if (!signs_crls(signer)) continue;
      for (const Way& of_signer : vouched(signer, way, index + 1, top, 3)) {
        bool revoked = false;
        for (size_t i = 0; of_signer.size() - i > way.size() - index - 1; ++i)
          revoked = revoked || status(of_signer, i, depth + 1) == Status::revoked;
        if (revoked) continue;
        const bool listed = signer.issuer == crl.issuer &&
                            std::any_of(crl.entries.begin(), crl.entries.end(),
                                        [&](const CrlEntry& entry) { return entry.serial == signer.serial; });
        if (!listed) return Word::full;
        word = Word::revoked;
      }
    }
    return word;
  }

  /// The paths of a signer for whom the CA at `issuer` to `top` of the way vouches, or who vouches for that.
  std::vector<Way> vouched(const Spec& signer, const Way& way, size_t issuer, size_t top,
                           unsigned steps) const {
    std::vector<Way> ways;
    if (steps == 0) return ways;
    const auto add = [&](size_t from) {
      Way of_signer{signer};
      of_signer.insert(of_signer.end(), way.begin() + static_cast<std::ptrdiff_t>(from), way.end());
      ways.push_back(std::move(of_signer));
    };
    if (top + 1 < way.size() && signer.issuer == way[top + 1].subject && signer.signer == way[top + 1].key)
      add(top + 1);
    if (signer.issuer != signer.subject) return ways;
    for (size_t i = issuer; i <= top; ++i)
      if (signer.signer == way[i].key) add(i);
    for (const Spec& other : pki_.pool) {
      if (!other.ca || other.subject != signer.subject || other.serial == signer.serial ||
          other.key != signer.signer)
        continue;
      for (Way& of_other : vouched(other, way, issuer, top, steps - 1)) {
        of_other.insert(of_other.begin(), signer);
        ways.push_back(std::move(of_other));
      }
    }
    return ways;
  }

  const Pki& pki_;
};

x509::CertificatePtr certificate(const Spec& spec) { return x509::parse_certificate(make_der(spec)); }

}  // namespace

TEST_CASE("CRLs of random PKIs decide as RFC 5280 6.3, read naively, has them decide") {
  std::map<Status, size_t> seen;
  constexpr unsigned count = 3'000;
  crypto::Verifier verifier;
  for (unsigned seed = 0; seed < count; ++seed) {
    const Pki pki = Maker(seed).make_pki();
    trust::Store store("random");
    store.add(certificate(pki.anchor));
    const trust::Store* const stores[] = {&store};
    std::map<std::string, Spec> specs;
    const auto remember = [&](const Spec& spec) {
      auto parsed = certificate(spec);
      specs.emplace(std::string(as_text(parsed->der)), spec);
      return parsed;
    };
    remember(pki.anchor);
    std::vector<x509::CertificatePtr> pool;
    for (const Spec& spec : pki.pool) pool.push_back(remember(spec));
    const path::Options options{.time = now, .profile = Profile::rfc5280};
    const auto validation = path::validate(remember(pki.end), pool, stores, options, verifier);
    if (!validation.trusted()) continue;
    const path::Path& path = validation.paths.front();
    Way way;
    for (const auto& one : path.certificates) way.push_back(specs.at(std::string(as_text(one->der))));

    revocation::Evidence evidence;
    for (const CrlSpec& crl : pki.crls) evidence.crls.push_back(x509::parse_crl(make_der(crl)));
    const revocation::Options hard{.mode = revocation::Mode::hard, .max_age = {}};
    const auto answer = revocation::check(path, evidence, hard, {pool, stores, &options}, verifier);
    REQUIRE(answer.statuses.size() + 1 == way.size());
    std::reverse(evidence.crls.begin(), evidence.crls.end());
    const auto reversed = revocation::check(path, evidence, hard, {pool, stores, &options}, verifier);
    for (size_t i = 0; i + 1 < way.size(); ++i) {
      INFO("seed " << seed << ", certificate " << i);
      const Status expected = Naive(pki).status(way, i);
      CHECK(answer.statuses[i].status == expected);
      CHECK(reversed.statuses[i].status == expected);
      ++seen[expected];
    }
  }
  // The generator is no good if it makes one kind only.
  CHECK(seen[Status::good] > count / 10);
  CHECK(seen[Status::revoked] > count / 10);
  CHECK(seen[Status::unknown] > count / 10);
}

TEST_CASE(
    "of random OCSP answers about one certificate the newest that knows it decides, at a tie the worst") {
  const Spec anchor = root("root", 0);
  Spec end = leaf("root", 0);
  end.serial = 7;
  trust::Store store("random");
  store.add(certificate(anchor));
  const trust::Store* const stores[] = {&store};
  const path::Options options{.time = now, .profile = Profile::rfc5280};
  crypto::Verifier verifier;
  const auto validation = path::validate(certificate(end), {}, stores, options, verifier);
  REQUIRE(validation.trusted());
  std::map<Status, size_t> seen;
  for (unsigned seed = 0; seed < 1'000; ++seed) {
    std::mt19937 random(seed);
    const auto below = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
    std::vector<SingleSpec> all;
    revocation::Evidence evidence;
    for (unsigned responses = 1 + below(3); responses != 0; --responses) {
      OcspSpec spec{.issuer = "root", .issuer_key = 0, .answers = {}};
      for (unsigned answers = 1 + below(3); answers != 0; --answers) {
        SingleSpec single{.serial = 7, .answer = static_cast<Answer>(below(3))};
        if (below(2) == 0) single.reason = below(2) == 0 ? certificate_hold : key_compromise;
        single.this_update = date(2026, 5, 20 + below(3));
        if (below(3) == 0) single.next_update = date(2026, 5, 30);  // stale
        spec.answers.push_back(single);
        all.push_back(single);
      }
      evidence.responses.push_back(x509::parse_ocsp_response(make_der(spec)));
    }
    const auto rank = [](const SingleSpec& one) {
      return one.answer == Answer::revoked   ? (one.reason == certificate_hold ? 2 : 3)
             : one.answer == Answer::unknown ? 1
                                             : 0;
    };
    std::optional<SingleSpec> current, stale, knows;
    const auto take = [&](std::optional<SingleSpec>& best, const SingleSpec& one) {
      if (!best || std::pair(best->this_update, rank(*best)) < std::pair(one.this_update, rank(one)))
        best = one;
    };
    for (const SingleSpec& one : all) {
      const bool is_stale = *one.next_update < now;
      take(is_stale ? stale : current, one);
      if (!is_stale && one.answer != Answer::unknown) take(knows, one);
    }
    // Who does not know a certificate lifts nothing.
    if (knows && knows->answer == Answer::revoked) current = knows;
    Status expected = !current                             ? Status::unknown
                      : current->answer == Answer::good    ? Status::good
                      : current->answer == Answer::revoked ? Status::revoked
                                                           : Status::unknown;
    if (stale && rank(*stale) == 3 && (!knows || stale->this_update > knows->this_update))
      expected = Status::revoked;
    const auto answer =
        revocation::check(validation.paths.front(), evidence, {.mode = revocation::Mode::hard, .max_age = {}},
                          {{}, stores, &options}, verifier);
    INFO("seed " << seed);
    CHECK(answer.statuses.at(0).status == expected);
    ++seen[expected];
  }
  for (const auto& [status, times] : seen) CHECK(times > 100);
  CHECK(seen.size() == 3);
}
