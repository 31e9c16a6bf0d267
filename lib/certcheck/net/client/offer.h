#pragma once

#include "certcheck/tls/code_points.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace certcheck::net {

/// The kind of key in the certificate that a server is asked for; of several it shows the one that fits.
enum class ServerKey : uint8_t { any, rsa, ecdsa, eddsa, ml_dsa };

/// What a ClientHello offers, as data. Every list is sent in its order; what is empty is left out.
struct Offer {
  std::vector<uint16_t> versions;  ///< the newest first
  std::vector<uint16_t> cipher_suites;
  std::vector<uint16_t> groups;
  std::vector<uint16_t> key_shares;  ///< of the groups, those to send a share for; made as the hello is built
  std::vector<uint16_t> signature_schemes;
  /// Of the certificates themselves, where other ones are taken than in the handshake (RFC 8446 4.2.3).
  std::vector<uint16_t> certificate_signature_schemes;
  std::vector<std::string> alpn;
  std::vector<uint16_t> certificate_compression;
  /// The extensions to send and their order; what an extension says comes from the other lists, and one that
  /// would say nothing is left out. GREASE values (RFC 8701) are sent empty.
  std::vector<uint16_t> extensions;
  bool grease = false;             ///< adds GREASE values to the suites, groups, versions and extensions
  bool compatibility_mode = true;  ///< RFC 8446 D.4: a session id and change_cipher_spec for middle boxes
  uint16_t record_size_limit = 0x4001;  ///< RFC 8449, where the extension is sent
  size_t padded_bytes = 0;              ///< RFC 7685: the message is padded to at least so many bytes
  uint16_t record_version =
      tls::tls10_version;  ///< of the record that carries the first hello (RFC 8446 5.1)

  uint16_t newest() const { return versions.empty() ? uint16_t{0} : versions.front(); }
  bool has_version(uint16_t version) const;
  /// Without every version outside the list (and TLS 1.3's suites with it).
  void keep_versions(const std::vector<uint16_t>& wanted);
  /// Without every scheme and suite under which a server would show a key of another kind. Its certificate
  /// may be signed with any.
  void keep_server_key(ServerKey kind);
};

/// What ordinary clients offer, and after it everything else that this library can complete and that does
/// not weaken what others choose: TLS 1.3 to 1.0, forward secrecy first, AEADs before CBC, 3DES last.
Offer ordinary_offer();

/// The same without the parts that make a hello large (hybrid groups) or that are new: less than 512 bytes
/// with a name and ALPN. For servers and middle boxes that read the first packet or a small buffer alone.
Offer small_offer();

/// TLS 1.2 with the suites and extensions of ten years ago.
Offer plain_offer();

/// Every suite of old TLS under which a server shows a certificate, however weak; the stronger ones first.
/// `newest` is TLS 1.2, 1.0 or SSL 3.0.
Offer legacy_offer(uint16_t newest);

/// Those of the groups and suites that this build can complete.
std::vector<uint16_t> supported_groups(const std::vector<uint16_t>& groups);

}  // namespace certcheck::net
