#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/key_places.h"
#include "certcheck/lint/words.h"

namespace certcheck::lint::cabf_br {
namespace {

// BR 7.1.3.2 lists the algorithms, of which none has SHA-1 but for old roots. BR 1.3.0 7.1.3: "Effective 1
// January 2016, CAs MUST NOT issue any new Subscriber certificates or Subordinate CA certificates using the
// SHA-1 hash algorithm." zlint looks at roots too.
Outcome sha1(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.signature.known || facts.has(Role::root)) {
    return Outcome::not_applicable;
  }
  return facts.signature.digest == crypto::Digest::sha1
             ? report.fire(signature_algorithm_place, facts.certificate.signature_algorithm.offset,
                           words("the signature is ", facts.signature.name))
             : Outcome::pass;
}

constexpr Lint signatures_lints[] = {
    {.check = {.id = "cabf_br.signatures.sha1",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A TLS server's or subordinate CA's certificate MUST NOT be signed with SHA-1.",
               .citation = "BR 7.1.3.2",
               .hint = "Issue the certificate again, signed with SHA-256 or stronger.",
               .zlint = "e_sub_cert_or_sub_ca_using_sha1"},
     .example = "a server certificate of 2026 under sha1WithRSAEncryption",
     .effective = dates::br_no_sha1,
     .certificate = sha1},
};

}  // namespace

std::span<const Lint> signatures() { return signatures_lints; }

}  // namespace certcheck::lint::cabf_br
