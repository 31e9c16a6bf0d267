#pragma once

#include "certcheck/base/result.h"
#include "certcheck/files/contents.h"
#include "certcheck/path/options.h"
#include "certcheck/revocation/revocation.h"
#include "certcheck/trust/store.h"

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace certcheck::tools {

/// The trust, time, profile and policy options that certcheck and certverify share, as the user gave them.
struct VerificationOptions {
  std::vector<std::string> names;  ///< that the leaf must match
  bool no_name = false;            ///< none, said so
  std::vector<std::string> trust;  ///< [NAME=]FILE or DIRECTORY
  bool system_trust = false;
  std::vector<std::string> untrusted;  ///< files
  std::string passphrase_file;         ///< opens PKCS#12 files and Java keystores
  std::string anchor_constraints;      ///< a file of anchor_constraints.h
  std::string time;                    ///< RFC 3339; empty: now
  std::string profile = "webpki";
  bool strict = false;
  bool refuse_sha1 = false, allow_sha1 = false;
  std::string purpose = "server";
  std::optional<size_t> max_depth;
  std::optional<unsigned> min_key_strength;  ///< bits
  std::vector<std::string> policies;
  bool require_explicit_policy = false, inhibit_policy_mapping = false, inhibit_any_policy = false;
  std::vector<std::string> anchor_checks;
  std::vector<std::string> crls, ocsp;  ///< files
  std::string revocation = "off", revocation_scope = "chain";
  std::optional<unsigned> max_age_days;
};

void add_verification_options(CLI::App& app, VerificationOptions& options);

/// The error names the option and what is wrong with it.
Result<path::Options> to_path_options(const VerificationOptions& options, Time now);

// The values of single options; the error says which words are allowed. Batch requests use them too.
Result<Profile> parse_profile(std::string_view text);
/// A name of a purpose in any case, or an OID.
std::optional<Error> read_purpose(std::string_view text, path::Options& options);
Result<trust::AnchorChecks> parse_anchor_checks(const std::vector<std::string>& words);
Result<revocation::Mode> parse_revocation_mode(std::string_view text);
Result<revocation::Scope> parse_revocation_scope(std::string_view text);
/// OID content octets as PolicyInputs wants them.
Result<std::string> parse_policy(std::string_view dotted);

Result<revocation::Options> to_revocation_options(const VerificationOptions& options);
/// The files of --crl (PEM, every block, or DER) and --ocsp (DER or PEM).
Result<revocation::Evidence> load_evidence(const VerificationOptions& options);

/// What trust, untrusted and chain files are opened with.
Result<files::ReadOptions> to_read_options(const VerificationOptions& options);

struct Stores {
  std::vector<trust::Store> stores;
  Findings findings;  ///< about their files, for the report
};

/// The stores of --trust and --system-trust, bound by --anchor-constraints; the system's alone when neither
/// is given and `system_by_default`. Warnings for people are appended: one for each file that something is
/// wrong with.
Result<Stores> load_stores(const VerificationOptions& options, const files::ReadOptions& reading,
                           bool system_by_default, std::vector<std::string>& warnings);

/// The certificates of the files of --untrusted. Findings about the files are appended.
Result<std::vector<x509::CertificatePtr>> load_untrusted(const VerificationOptions& options,
                                                         const files::ReadOptions& reading,
                                                         Findings& findings);

}  // namespace certcheck::tools
