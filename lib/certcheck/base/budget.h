#pragma once

#include <cstddef>
#include <cstdint>

namespace certcheck {

/// How much work one inspection may cost. Running out is a finding of its own per limit, never a hang.
struct Budget {
  /// Signatures verified over all candidate paths. rustls/webpki and Go allow 100; solvable meshes of a
  /// hundred certificates need each edge once, so we allow some more (250 x 0.1 ms = 25 ms of P-256).
  size_t signatures = 250;
  /// Extensions of a partial path tried while building (mozilla::pkix: 200,000 calls; ours are cheaper to
  /// prune).
  size_t path_steps = 20'000;
  /// Complete candidate paths kept and judged (Botan 3.12: 50).
  size_t paths = 64;
  /// Names times constraints in one path. OpenSSL and bssl::pki stop at 2^20, with and without counting the
  /// subject; we count it and allow that much more.
  size_t name_constraint_comparisons = 1'050'000;
  /// Certificates between leaf and anchor when the caller sets no limit (OpenSSL's default is 100).
  size_t depth = 100;
  /// Nodes of the policy graph in one path (RFC 9618 bounds them by certificates x policies).
  size_t policy_nodes = 10'000;
  /// Signatures checked for one CRL beyond those by the path's own keys: of the CRL by certificates that bear
  /// its issuer's name, and of these. A CA has two or three keys at a time; rustls/webpki and Go
  /// allow 100 for a whole path, and a third of that is room for the certificates that a server puts beside
  /// them.
  size_t crl_signers = 32;
  /// Signatures checked for one OCSP response: its own and those of the certificates in it. RFC 6960 4.2.2.2
  /// needs three at most, with one delegate; the rest is for responders that send a chain along.
  size_t ocsp_signatures = 8;
};

}  // namespace certcheck
