#pragma once

#include "certcheck/base/bytes.h"

#include "certserve/pki/key.h"

#include <botan/credentials_manager.h>
#include <botan/x509cert.h>

#include <memory>
#include <string>
#include <vector>

namespace certcheck::test {

/// What a server of Botan's shows in tests: a chain whose leaf has the key leaf-p256, to whoever asks.
class ServerCredentials final : public Botan::Credentials_Manager {
 public:
  explicit ServerCredentials(const std::vector<Bytes>& chain) {
    for (const Bytes& certificate : chain) chain_.emplace_back(certificate);
  }
  std::vector<Botan::X509_Certificate> find_cert_chain(
      const std::vector<std::string>& /*types*/, const std::vector<Botan::AlgorithmIdentifier>& /*schemes*/,
      const std::vector<Botan::X509_DN>& /*authorities*/, const std::string& /*type*/,
      const std::string& /*context*/) override {
    return chain_;
  }
  std::shared_ptr<Botan::Private_Key> private_key_for(const Botan::X509_Certificate& /*certificate*/,
                                                      const std::string& /*type*/,
                                                      const std::string& /*context*/) override {
    return pki::Key::get("leaf-p256").botan();
  }

 private:
  std::vector<Botan::X509_Certificate> chain_;
};

}  // namespace certcheck::test
