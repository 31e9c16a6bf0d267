#pragma once

#include "certcheck/botan/convert.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/engine/inspect.h"
#include "certcheck/trust/store.h"

#include <botan/ocsp.h>
#include <botan/tls_alert.h>
#include <botan/tls_callbacks.h>
#include <botan/tls_exceptn.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace certcheck::botan {

/// What a Botan TLS client needs to let certcheck validate the certificates of its peers. Shared by all
/// connections of a program.
struct Verification {
  std::vector<std::shared_ptr<const trust::Store>> stores;
  /// Profile, strictness, policies ...; time, purpose and names are filled in for each connection.
  engine::Options options;
  std::shared_ptr<crypto::Verifier> verifier = std::make_shared<crypto::Verifier>();
};

/// Adds certcheck's verdict to any Botan::TLS::Callbacks: derive from VerifyCallbacks<> (or
/// VerifyCallbacks<YourBase>) and implement the rest as usual. Botan's own path validation is not used; the
/// trusted stores that its Credentials_Manager names are ignored in favour of Verification::stores. The
/// time of validation is that of tls_current_timestamp().
///
/// OCSP responses that the peer stapled are verified whatever Verification::options.revocation says. An
/// untrusted peer ends the handshake with the alert that RFC 8446 6.2 has for the reason. `report()` tells
/// the whole story, also afterwards. Botan parses certificates before it calls back: those it cannot read
/// never come here.
template <typename Base = Botan::TLS::Callbacks>
class VerifyCallbacks : public Base {
 public:
  template <typename... Args>
  explicit VerifyCallbacks(std::shared_ptr<const Verification> verification, Args&&... args)
      : Base(std::forward<Args>(args)...), verification_(std::move(verification)) {}

  void tls_verify_cert_chain(const std::vector<Botan::X509_Certificate>& chain,
                             const std::vector<std::optional<Botan::OCSP::Response>>& stapled,
                             const std::vector<Botan::Certificate_Store*>& /*trusted_roots*/,
                             Botan::Usage_Type usage, std::string_view host_name,
                             const Botan::TLS::Policy& /*policy*/) override {
    engine::Options options = verification_->options;
    options.path.time = std::chrono::floor<std::chrono::seconds>(this->tls_current_timestamp());
    options.path.purpose = usage == Botan::Usage_Type::TLS_SERVER_AUTH   ? path::Purpose::server
                           : usage == Botan::Usage_Type::TLS_CLIENT_AUTH ? path::Purpose::client
                                                                         : path::Purpose::any;
    options.path.names.clear();
    if (!host_name.empty()) {
      auto name = names::make_host_name(host_name);
      if (!name)
        throw Botan::TLS::TLS_Exception(Botan::TLS::AlertType::InternalError,
                                        "certcheck: " + name.error().message);
      options.path.names.push_back(*std::move(name));
    }
    engine::Input input;
    for (const auto& certificate : chain) input.presented.push_back(from_botan(certificate));
    for (size_t i = 0; i < stapled.size() && i < input.presented.size(); ++i)
      if (stapled[i])
        input.evidence.add_staple(x509::parse_ocsp_response(stapled[i]->raw_bits()), input.presented[i]);
    std::vector<const trust::Store*> stores;
    for (const auto& store : verification_->stores) stores.push_back(store.get());
    report_ = engine::inspect(std::move(input), stores, options, *verification_->verifier);
    if (report_->verdict != engine::Verdict::trusted)
      throw Botan::TLS::TLS_Exception(alert_for(*report_), "certcheck: " + reason(*report_));
  }

  /// What was found about the peer's chain; unset before the certificate message.
  const std::optional<engine::Report>& report() const { return report_; }

 private:
  static const Finding* deciding(const engine::Report& report) {
    for (const Finding& finding : report.findings)
      if (counts(finding.check->counts, report.profile, report.strict)) return &finding;
    return nullptr;
  }

  static std::string reason(const engine::Report& report) {
    const Finding* finding = deciding(report);
    return finding == nullptr ? "untrusted" : std::string(finding->id()) + ": " + finding->message;
  }

  static Botan::TLS::AlertType alert_for(const engine::Report& report) {
    const Finding* finding = deciding(report);
    if (finding == nullptr) return Botan::TLS::AlertType::BadCertificate;
    if (finding->id().starts_with("path.validity.")) return Botan::TLS::AlertType::CertificateExpired;
    if (finding->id() == "revocation.revoked") return Botan::TLS::AlertType::CertificateRevoked;
    if (finding->id() == "path.issuer.not_found" || finding->id() == "path.issuer.circular" ||
        finding->id() == "path.self_signed")
      return Botan::TLS::AlertType::UnknownCA;
    return Botan::TLS::AlertType::BadCertificate;
  }

  std::shared_ptr<const Verification> verification_;
  std::optional<engine::Report> report_;
};

}  // namespace certcheck::botan
