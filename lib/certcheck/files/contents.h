#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/finding.h"
#include "certcheck/base/pem.h"
#include "certcheck/files/recognise.h"
#include "certcheck/trust/settings.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What is in an input, whatever form it has: PEM, DER, containers, and text of other formats that holds
/// those. Reads no file itself.
namespace certcheck::files {

/// What a certificate is there for, as far as what it was taken from says.
enum class Role : uint8_t {
  unknown,
  anchor,      ///< to be trusted: a keystore's trusted certificate, ca.crt of a Kubernetes secret
  end_entity,  ///< of the private key alongside it, or of the signer
  chain,       ///< issuers of such a one, put alongside it for the peer
};

/// Where in a file something begins.
struct Place {
  size_t line = 1;
  /// In bytes; nullopt if the file has other bytes there: it is UTF-16, or what begins there was base64.
  std::optional<size_t> offset = 0;
  char line_end = '\n';  ///< what lines of the file end with
};

/// Where a block is whose text begins at `text`.
Place place_of(const PemBlock& block, Place text);
/// Where a text ends that begins at `start`.
Place place_after(std::string_view text, Place start);

/// One thing found.
struct Part {
  Kind kind = Kind::unknown;
  Bytes der;
  size_t block = 0;                 ///< number of the PEM block or element that it is in, from 0
  size_t line = 0;                  ///< of the block, from 1; 0 if it was not in one
  trust::Settings settings = {};    ///< of a certificate that comes with trust settings
  std::string label = {};           ///< of a block that is other_pem
  std::string_view container = {};  ///< describe() of what it was taken from; empty if it stood by itself
  Role role = Role::unknown;
};

/// How containers are opened.
struct ReadOptions {
  std::string passphrase;   ///< UTF-8
  bool open_pkcs12 = true;  ///< false: named only
};

struct Contents {
  std::vector<Part> parts;
  /// What is wrong with the input (files/checks.h): subject input, index of the block, without the name of
  /// the file; offsets count from its start.
  Findings findings;
  /// PEM blocks seen, whatever they hold.
  size_t blocks = 0;
  /// Certificates that are distrusted and not there themselves: issuer (x509::Certificate::issuer_key) and
  /// serial number (content bytes).
  std::vector<std::pair<std::string, Bytes>> distrusted;
};

/// Everything in the bytes, in its order, but for chains whose form says which certificate is the leaf
/// (a key or signer alongside it) and containers, in which the order says nothing: there the leaf comes
/// first. Total; linear but for the key derivation that a PKCS#12 file asks for, which is bounded.
Contents read_contents(ByteView bytes, const ReadOptions& options);

/// Where a PEM block that was found in the text ends, its END line included.
size_t end_of(std::string_view text, const PemBlock& block);

/// What a PEM block at a place of the file holds, taken out of its container. Findings go to `contents`,
/// which the parts are added to.
void read_block(std::string_view text, const PemBlock& block, Place place, const ReadOptions& options,
                Contents& contents);

/// The same of bytes that are not text.
void read_binary(ByteView bytes, Place place, const ReadOptions& options, Contents& contents);

/// A finding about an input as a whole or about one of its blocks.
Finding& report_input(Findings& findings, const Check& check, std::optional<size_t> block,
                      std::string message);

}  // namespace certcheck::files
