#pragma once

#include <cstddef>
#include <cstdint>

namespace certcheck {

/// How much work one inspection may cost. Each exhausted limit is a finding of its own, never a hang.
struct Budget {
  /// Signatures verified over all candidate paths. rustls/webpki and Go allow 100; solvable meshes of a
  /// hundred certificates need each edge once, so we allow some more (250 x 0.1 ms = 25 ms of P-256).
  size_t signatures = 250;
  /// Extensions of a partial path tried while building (mozilla::pkix: 200,000 calls; ours are cheaper to
  /// prune).
  size_t path_steps = 20'000;
  /// Complete candidate paths kept and validated (Botan 3.12: 50).
  size_t paths = 64;
  /// Names times constraints in one path. OpenSSL and bssl::pki stop at 2^20, with and without counting the
  /// subject; we count it and allow that much more.
  size_t name_constraint_comparisons = 1'050'000;
  /// How far the search goes on for further paths once it has found a trusted one: a better one of those that
  /// servers and stores offer side by side is a few steps away (cross-certificates, a root's successor).
  size_t steps_beyond_find = 200, signatures_beyond_find = 16;
  /// Where no path can be trusted a second search says why: its steps, candidate paths, ways that led
  /// nowhere, and signatures kept back for it from `signatures`. Ours: enough to name what is wrong with a
  /// chain of the longest length allowed, and more than a person reads.
  size_t explaining_steps = 2'000, explained_paths = 16, explained_dead_ends = 4, explaining_signatures = 32;
  /// Certificates of other names tried as the signer of one whose issuer is not available, to say that it is
  /// there under another name. Ours: a server's chain has no more.
  size_t misnamed_issuers = 4;
  /// Certificates between leaf and anchor when the caller sets no limit (OpenSSL's default is 100).
  size_t depth = 100;
  /// Nodes of the policy graph in one path (RFC 9618 bounds them by certificates x policies).
  size_t policy_nodes = 10'000;
  /// Signatures checked for one CRL beyond those by the path's own keys: of the CRL with the keys of
  /// certificates that have its issuer's name, and of these certificates. A CA has two or three keys at a
  /// time; rustls/webpki and Go allow 100 for a whole path, and a third of that is room for the certificates
  /// that a server puts alongside them.
  size_t crl_signers = 32;
  /// Signers of CRLs whose own status is looked for in further CRLs, one after another, and CAs that vouch
  /// for each other's keys by certificates. RFC 5280 6.3.3 (f) sets no limit; a CA has one signer apart, and
  /// certifies its new key by the old one and that by the new (RFC 4210 4.4).
  size_t crl_signer_depth = 3, vouching_steps = 3;
  /// Signatures checked for one OCSP response: its own and those of the certificates in it. RFC 6960 4.2.2.2
  /// needs three at most, with one delegate; the rest is for responders that send a chain along.
  size_t ocsp_signatures = 8;
  /// Things that one inspection asks for beyond what it was given: each certificate of a path of five its
  /// issuer, its response and its CRL; the rest is room for cross-certificates.
  size_t wants = 20;
};

/// How much output one thing may cause. What is omitted is counted in its place: "and 12 more of this
/// kind", "... 512 more bytes". Valid certificates stay far below all of these.
struct OutputBudget {
  /// Findings of one check about one certificate, CRL or response. People stop reading long before; the
  /// parser, which goes on to the next field after each fault, has 64 (der/reader.h).
  static constexpr size_t findings_of_a_kind = 10;
  /// Findings of one list that are listed whatever their kind; beyond it only the first of each check is. A
  /// chain of ten certificates that breaks every tenth rule of those we know stays below.
  static constexpr size_t findings = 1'000;
  /// Findings of all paths but the best together: those of a report's `chain.paths` beyond the first.
  static constexpr size_t findings_of_other_paths = 1'000;
  /// Bytes of one value. RFC 5280 appendix A.1 bounds most attributes at 64 or 128 characters, RFC 1035 2.3.4
  /// a name at 255 bytes, and addresses in extensions are rarely longer than a line of a browser.
  static constexpr size_t value_bytes = 1'024;
  /// Bytes of a distinguished name written out, and of a finding's message: four values of the longest kind.
  static constexpr size_t text_bytes = 4'096;
  /// Values that one finding shows as evidence.
  static constexpr size_t evidence_values = 32;
  /// Bytes of the names of one certificate, or of a message of the handshake, that are listed in a report.
  /// 5,000 names of 50 bytes; public CAs stop at some hundred or two thousand names.
  static constexpr size_t list_bytes = 256 * 1024;
  /// Bytes of an arc of an object identifier that is written as a number: 7 bits each. The largest arcs in
  /// use are those of 2.25 (ITU-T X.667), UUIDs of 128 bits in 19 bytes.
  static constexpr size_t arc_bytes = 19;
};

/// How much output a run of the linter gives, all inputs together, in bytes of JSON; a thing
/// beyond it shows its
/// worst findings, and the rest by name, and is counted alone where there is no room for that either
/// (lint/abridge.h). 13,000 certificates of
/// conformance suites and of our own fixtures, most of them faulty,
/// take 1.2 bytes a byte of input.
struct RunBudget {
  /// For any input: enough for all findings of some hundred small certificates, however faulty.
  static constexpr size_t bytes = 1'000'000;
  /// And for each byte of DER: a PEM file of a megabyte has 730,000 of them.
  static constexpr size_t bytes_per_byte = 4;
  /// What a thing takes before anything is said of it: where it stands, its names and dates, its fingerprint.
  static constexpr size_t thing_bytes = 400;
  /// The least that is said of a thing with findings. With `thing_bytes` it is what 300 bytes of DER bring,
  /// and there are no smaller certificates with a key and a signature.
  static constexpr size_t findings_bytes = 800;
};

}  // namespace certcheck
