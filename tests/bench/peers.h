#pragma once

#include "tests/bench/chains.h"

#include <botan/certstor.h>
#include <botan/x509cert.h>
#include <botan/x509path.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <chrono>
#include <memory>
#include <string>

/// The same work as Client's, done by others. Each parses what the server sends anew; trust is prepared once.
namespace certcheck::bench {

struct OpensslFree {
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(X509_STORE* store) const { X509_STORE_free(store); }
  void operator()(X509_STORE_CTX* context) const { X509_STORE_CTX_free(context); }
  void operator()(STACK_OF(X509) * stack) const { sk_X509_free(stack); }
};

inline std::unique_ptr<X509, OpensslFree> openssl_parse(ByteView der) {
  const unsigned char* start = der.data();
  return std::unique_ptr<X509, OpensslFree>(d2i_X509(nullptr, &start, static_cast<long>(der.size())));
}

class OpensslClient {
 public:
  explicit OpensslClient(const Chain& chain) : store_(X509_STORE_new()) {
    X509_STORE_add_cert(store_.get(), openssl_parse(chain.root).get());
  }

  bool trusts(ByteView leaf, ByteView issuer) const {
    const auto subject = openssl_parse(leaf), intermediate = openssl_parse(issuer);
    const std::unique_ptr<STACK_OF(X509), OpensslFree> pool(sk_X509_new_null());
    sk_X509_push(pool.get(), intermediate.get());
    const std::unique_ptr<X509_STORE_CTX, OpensslFree> context(X509_STORE_CTX_new());
    X509_STORE_CTX_init(context.get(), store_.get(), subject.get(), pool.get());
    X509_VERIFY_PARAM* const parameters = X509_STORE_CTX_get0_param(context.get());
    X509_VERIFY_PARAM_set_time(parameters, moment.time_since_epoch().count());
    X509_VERIFY_PARAM_set1_host(parameters, host.data(), host.size());
    X509_VERIFY_PARAM_set_purpose(parameters, X509_PURPOSE_SSL_SERVER);
    return X509_verify_cert(context.get()) == 1;
  }

 private:
  std::unique_ptr<X509_STORE, OpensslFree> store_;
};

class BotanClient {
 public:
  explicit BotanClient(const Chain& chain) { store_.add_certificate(Botan::X509_Certificate(chain.root)); }

  bool trusts(ByteView leaf, ByteView issuer) const {
    const std::vector<Botan::X509_Certificate> presented{Botan::X509_Certificate(leaf),
                                                         Botan::X509_Certificate(issuer)};
    return Botan::x509_path_validate(presented, Botan::Path_Validation_Restrictions(false, 110), store_, host,
                                     Botan::Usage_Type::TLS_SERVER_AUTH,
                                     std::chrono::system_clock::time_point(moment.time_since_epoch()))
        .successful_validation();
  }

 private:
  Botan::Certificate_Store_In_Memory store_;
};

}  // namespace certcheck::bench
