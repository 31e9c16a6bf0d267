// An OCSP response from its bytes to what it says about a certificate, its signature verified, beside
// OpenSSL: signed by the CA itself, and by a delegate whose certificate it brings along.

#include "certcheck/crypto/digest.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/path/path.h"
#include "certcheck/revocation/revocation.h"
#include "certcheck/trust/store.h"

#include "certserve/pki/certificate.h"
#include "certserve/pki/der_builder.h"
#include "certserve/pki/key.h"
#include "tests/bench/bench.h"

#include <openssl/ocsp.h>
#include <openssl/x509.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

using namespace certcheck;

namespace {

constexpr std::string_view ocsp_signing = "1.3.6.1.5.5.7.3.9", no_check = "1.3.6.1.5.5.7.48.1.5";
constexpr Time moment = date(2026, 6, 1);

/// A CA with a server's certificate, and who signs responses.
struct Issuer {
  pki::Authority authority;
  x509::CertificatePtr root = x509::parse_certificate(issue(pki::root_certificate(authority)));
  x509::CertificatePtr leaf =
      x509::parse_certificate(issue(pki::server_certificate(authority, "leaf-p256", "www.test")));
};

Bytes delegate_of(const pki::Authority& authority, std::string_view key) {
  pki::CertificateSpec spec = pki::server_certificate(authority, key, "ocsp.test");
  spec.extended_key_usage = {ocsp_signing};
  spec.more_extensions.push_back(pki::extension(no_check, false, pki::null()));
  return issue(spec);
}

/// The OCSPResponse (RFC 6960 4.2.1) that the leaf is good, by its issuer where no delegate is given.
Bytes says_good(const Issuer& issuer, const Bytes& delegate, std::string_view key) {
  const Bytes begin = pki::generalized_time("20260530000000Z"),
              end = pki::generalized_time("20260605000000Z");
  const auto sha1 = [](ByteView bytes) {
    return pki::octet_string(crypto::digest(crypto::Digest::sha1, bytes).value());
  };
  const Bytes id = pki::sequence({pki::sequence({pki::oid("1.3.14.3.2.26"), pki::null()}),
                                  sha1(issuer.root->subject.bytes), sha1(issuer.root->public_key.key.bytes),
                                  pki::tlv(der::tag::integer, issuer.leaf->serial)});
  const Bytes good = pki::tlv(0x80, {});
  const Bytes single = pki::sequence({id, good, begin, pki::context(0, {end})});
  const auto signer = delegate.empty() ? issuer.root : x509::parse_certificate(ByteView(delegate));
  const Bytes data =
      pki::sequence({pki::context(1, {to_bytes(signer->subject.bytes)}), begin, pki::sequence({single})});
  const pki::Key& signing = pki::Key::get(key);
  const Bytes certificates = delegate.empty() ? Bytes() : pki::context(0, {pki::sequence({delegate})});
  const Bytes basic = pki::sequence({data, signing.signature_algorithm(pki::Digest::sha256),
                                     pki::bit_string(signing.sign(data, pki::Digest::sha256)), certificates});
  return pki::sequence(
      {pki::tlv(der::tag::enumerated, Bytes{0}),
       pki::context(0, {pki::sequence({pki::oid("1.3.6.1.5.5.7.48.1.1"), pki::octet_string(basic)})})});
}

/// Everything but the response is there before, as it is for OpenSSL.
class Client {
 public:
  explicit Client(const Issuer& issuer) {
    store_.add(issuer.root);
    options_.time = moment;
    const trust::Store* const stores[] = {&store_};
    crypto::Verifier verifier;
    path_ = path::validate(issuer.leaf, {}, stores, options_, verifier).paths.front();
  }

  bool is_good(const Bytes& response) const {
    const trust::Store* const stores[] = {&store_};
    crypto::Verifier verifier;
    const auto answer =
        revocation::check(path_, {{}, {x509::parse_ocsp_response(Bytes(response))}},
                          {.mode = revocation::Mode::hard}, {{}, stores, &options_}, verifier);
    return answer.statuses.at(0).status == revocation::Status::good;
  }

 private:
  trust::Store store_{"roots"};
  path::Options options_;
  path::Path path_;
};

struct OpensslFree {
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(X509_STORE* store) const { X509_STORE_free(store); }
  void operator()(STACK_OF(X509) * stack) const { sk_X509_free(stack); }
  void operator()(OCSP_RESPONSE* response) const { OCSP_RESPONSE_free(response); }
  void operator()(OCSP_BASICRESP* response) const { OCSP_BASICRESP_free(response); }
  void operator()(OCSP_CERTID* id) const { OCSP_CERTID_free(id); }
};
template <typename T>
using Owned = std::unique_ptr<T, OpensslFree>;

Owned<X509> openssl_certificate(ByteView der) {
  const unsigned char* start = der.data();
  return Owned<X509>(d2i_X509(nullptr, &start, static_cast<long>(der.size())));
}

class OpensslClient {
 public:
  explicit OpensslClient(const Issuer& issuer)
      : root_(openssl_certificate(issuer.root->der)),
        leaf_(openssl_certificate(issuer.leaf->der)),
        issuers_(sk_X509_new_null()),
        store_(X509_STORE_new()) {
    sk_X509_push(issuers_.get(), root_.get());
    X509_STORE_add_cert(store_.get(), root_.get());
    X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store_.get()), moment.time_since_epoch().count());
  }

  bool is_good(const Bytes& der) const {
    const unsigned char* start = der.data();
    const Owned<OCSP_RESPONSE> response(d2i_OCSP_RESPONSE(nullptr, &start, static_cast<long>(der.size())));
    const Owned<OCSP_BASICRESP> basic(OCSP_response_get1_basic(response.get()));
    if (OCSP_basic_verify(basic.get(), issuers_.get(), store_.get(), 0) != 1) return false;
    const Owned<OCSP_CERTID> id(OCSP_cert_to_id(nullptr, leaf_.get(), root_.get()));
    int status = -1;
    return OCSP_resp_find_status(basic.get(), id.get(), &status, nullptr, nullptr, nullptr, nullptr) == 1 &&
           status == V_OCSP_CERTSTATUS_GOOD;
  }

 private:
  Owned<X509> root_, leaf_;
  Owned<STACK_OF(X509)> issuers_;
  Owned<X509_STORE> store_;
};

void compare(const char* what, const Issuer& issuer, const Bytes& response) {
  const Client client(issuer);
  const OpensslClient openssl(issuer);
  bench::Comparison comparison(what, "responses");
  comparison.measure("certcheck", [&] {
    if (!client.is_good(response)) std::exit(2);
  });
  comparison.measure("OpenSSL", [&] {
    if (!openssl.is_good(response)) std::exit(2);
  });
  comparison.print();
}

}  // namespace

int main() {
  const Issuer p256{{"Bench Root", "root-p256"}}, rsa{{"Bench RSA Root", "root-rsa"}};
  compare("a response by the CA, P-256", p256, says_good(p256, {}, "root-p256"));
  compare("a response by the CA, RSA", rsa, says_good(rsa, {}, "root-rsa"));
  compare("a response by a delegate, P-256 below P-256", p256,
          says_good(p256, delegate_of(p256.authority, "other-issuing-p256"), "other-issuing-p256"));
  compare("a response by a delegate, RSA below RSA", rsa,
          says_good(rsa, delegate_of(rsa.authority, "issuing-rsa"), "issuing-rsa"));
}
