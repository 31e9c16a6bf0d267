#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/path/options.h"
#include "certcheck/trust/anchor.h"
#include "certcheck/x509/certificate.h"

#include <optional>
#include <string>

/// What can be said of one certificate in its role without knowing the rest of the path. Internal to path/
/// and revocation/. Every function appends findings whose subject is unset.
namespace certcheck::path {

/// Everything below, and what is wrong with the certificate's own encoding. `anchor` is null unless the role
/// is anchor.
Findings check_certificate(const x509::Certificate& certificate, Role role, const trust::Anchor* anchor,
                           const Options& options);
/// What the caller's judge says; of an anchor it is asked only where more than name and key binds.
void ask_judge(const x509::Certificate& certificate, Role role, const Options& options, Findings& findings);

/// What binds of an anchor's certificate besides name and key: what the caller asks for, under webpki what
/// browsers hold against it, under --strict everything; nothing if the caller says so.
///
/// Browsers: Chromium lets the constraints of every anchor bind and the expiry of those that the user or an
/// administrator added (trust_store_nss.cc, cert_verify_proc_builtin.cc), but not of its own root store's;
/// mozilla::pkix, Go and bssl::pki's require_anchor_basic_constraints let a version 3 anchor without
/// basicConstraints issue nothing.
trust::AnchorChecks anchor_checks_in_force(const Options& options, const trust::Anchor& anchor);

/// validity.cpp: RFC 5280 6.1.3 (a)(2)
void check_validity(const x509::Certificate& certificate, Time time, Findings& findings);

/// extensions.cpp: RFC 5280 6.1.4 (o), 6.1.5 (f)
void check_critical_extensions(const x509::Certificate& certificate, const Options& options,
                               Findings& findings);

/// authority.cpp: RFC 5280 6.1.4 (k), (n) of a certificate that issues the next one
void check_authority(const x509::Certificate& certificate, Findings& findings);
/// authority.cpp: the same for an anchor, as far as it is asked for (RFC 5937 3)
void check_anchor_authority(const x509::Certificate& certificate, const trust::AnchorChecks& in_force,
                            Findings& findings);

/// purpose.cpp: extended key usage nested through the path, the leaf's key usage
void check_purpose(const x509::Certificate& certificate, Role role, const Options& options,
                   Findings& findings);

/// purpose.cpp: the purpose as extKeyUsage names it; anyExtendedKeyUsage for Purpose::any
der::Oid key_purpose(const Options& options);
/// purpose.cpp: "TLS servers", "codeSigning", "1.3.6.1.5.5.7.3.17"
std::string purpose_text(const Options& options);

/// anchor_settings.cpp: what the anchor's store and the user say of it
void check_anchor_settings(const trust::Anchor& anchor, const Options& options, Findings& findings);
/// anchor_settings.cpp: the dates after which an anchor's store or the user distrusts what it issues
void check_distrust_dates(const trust::Anchor& anchor, const x509::Certificate& leaf, const Options& options,
                          Findings& findings);

/// algorithms.cpp: which keys and which signature algorithms the profile and the caller admit
void check_key(const x509::Certificate& certificate, const Options& options, Findings& findings);
void check_signature_algorithm(const x509::Certificate& certificate, const Options& options,
                               Findings& findings);
/// True if check_signature_algorithm() reports such findings.
bool is_about_signature_algorithm(const Finding& finding);

/// Appends a finding and returns it for more to be filled in.
Finding& report(Findings& findings, const Check& check, std::string message);
/// The same, placed at an extension of the certificate.
Finding& report_extension(Findings& findings, const Check& check, const x509::Certificate& certificate,
                          x509::ExtensionId id, std::string message);

}  // namespace certcheck::path
