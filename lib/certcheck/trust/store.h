#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/trust/anchor.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace certcheck::trust {

/// A named set of trust anchors, found by subject name. Reading a store only indexes the encoded names; a
/// certificate is parsed when it is first asked for. Thread-safe once filled.
class Store {
 public:
  explicit Store(std::string name, bool public_roots = false);
  ~Store();
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;

  const std::string& name() const;
  size_t size() const;

  /// Adds every CERTIFICATE (also TRUSTED CERTIFICATE with its settings, X509 CERTIFICATE) block of a PEM
  /// text; the text need not outlive the call. Returns findings (trust/checks.h) for blocks that are not
  /// certificates (subject: input, index of the block).
  Findings add_pem(std::string_view text);
  /// What is there already is not added again, but its settings are merged.
  void add(x509::CertificatePtr certificate, const Settings& settings = {});
  /// False if these bytes are not a certificate that can be read up to its subject; nothing was added then.
  bool add_der(ByteView der, const Settings& settings = {});
  bool add_der(Bytes&& der, const Settings& settings);

  /// Distrusts the certificate with this issuer (x509::Certificate::issuer_key) and serial number (content
  /// bytes), which need not be available. As any that the store distrusts, it is so wherever it is on a path.
  void distrust(std::string issuer_key, Bytes serial);
  bool distrusts(const x509::Certificate& certificate) const;

  /// Binds the anchors with these hashes by what the user asks, those added before included.
  void constrain(std::shared_ptr<const ConstraintsByHash> constraints);

  /// Anchors whose subject matches this name key (x509::Certificate::subject_key), in the order added.
  /// Pointers are stable while the store lives.
  std::vector<std::shared_ptr<const Anchor>> find(std::string_view subject_key) const;
  /// The anchor that is this very certificate (same bytes), or null.
  std::shared_ptr<const Anchor> find_certificate(const x509::Certificate& certificate) const;
  /// Every anchor (parses all of them).
  std::vector<std::shared_ptr<const Anchor>> all() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace certcheck::trust
