#include "certcheck/crypto/verifier.h"
#include "certcheck/path/path.h"
#include "certcheck/revocation/revocation.h"
#include "certcheck/trust/store.h"

#include "tests/support/dsa_key.h"

#include <catch2/catch_test_macros.hpp>

using namespace certcheck;
using namespace certcheck::test;

namespace {

x509::CrlPtr crl(const x509::Certificate& issuer, DsaKey& key) {
  const Bytes number = pki::sequence({pki::oid("2.5.29.20"), pki::octet_string(pki::integer(1))});
  return x509::parse_crl(key.sign(pki::sequence(
      {pki::integer(1), DsaKey::algorithm(), to_bytes(issuer.subject.bytes), pki::utc_time("260101000000Z"),
       pki::utc_time("270101000000Z"), pki::tlv(0xa0, pki::sequence({number}))})));
}

}  // namespace

// RFC 5280 6.1.4 (d)-(f): the working public key parameters go for all that the key signs.
TEST_CASE("a CRL is verified with the parameters that its issuer's key inherits") {
  DsaKey upper, lower, end;
  const auto anchor = upper.issue(root("upper", 0), upper.key_info(true)),
             middle = upper.issue(authority("lower", 0, "upper", 0), lower.key_info(false)),
             server = lower.issue(leaf("lower", 0), end.key_info(true));
  trust::Store store("roots");
  store.add(anchor);
  const trust::Store* const stores[] = {&store};
  const path::Options options{.time = now, .profile = Profile::rfc5280};
  crypto::Verifier verifier;
  const std::vector<x509::CertificatePtr> pool{middle};
  const auto validation = path::validate(server, pool, stores, options, verifier);
  REQUIRE(validation.trusted());
  const auto answer =
      revocation::check(validation.paths.front(), {{crl(*anchor, upper), crl(*middle, lower)}, {}},
                        {.mode = revocation::Mode::hard, .max_age = {}}, {pool, stores, &options}, verifier);
  REQUIRE(answer.statuses.size() == 2);
  CHECK(answer.statuses[0].status == revocation::Status::good);
  CHECK(answer.statuses[1].status == revocation::Status::good);
  CHECK(answer.findings.empty());
  // Of another key that inherits the same parameters.
  const auto forged =
      revocation::check(validation.paths.front(), {{crl(*anchor, upper), crl(*middle, end)}, {}},
                        {.mode = revocation::Mode::hard, .max_age = {}}, {pool, stores, &options}, verifier);
  CHECK(forged.statuses[0].status == revocation::Status::unknown);
}
