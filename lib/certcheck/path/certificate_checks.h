#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/path/options.h"
#include "certcheck/trust/anchor.h"
#include "certcheck/x509/certificate.h"

#include <string>

/// What can be said of one certificate in its role without knowing the rest of the path. Internal to path/
/// and revocation/. Every function appends findings whose subject is unset.
namespace certcheck::path {

/// All that the sources of this folder check of one certificate (validity, extensions, authority, purpose,
/// algorithms, anchor_settings), and what is wrong with its own encoding. `anchor` is null unless the role is
/// anchor.
Findings check_certificate(const x509::Certificate& certificate, Role role, const trust::Anchor* anchor,
                           const Options& options);
/// What the caller's check says; of an anchor it is asked only where more than name and key binds.
void run_caller_check(const x509::Certificate& certificate, Role role, const Options& options,
                      Findings& findings);

/// What binds of an anchor's certificate besides name and key: what the caller asks for, under webpki what
/// browsers check on it, under --strict everything; nothing if the caller says so.
///
/// Browsers: Chromium lets the constraints of every anchor bind and the expiry of those that the user or an
/// administrator added (trust_store_nss.cc, cert_verify_proc_builtin.cc), but not of its own root store's;
/// mozilla::pkix, Go and bssl::pki's require_anchor_basic_constraints let a version 3 anchor without
/// basicConstraints issue nothing.
trust::AnchorChecks anchor_checks_in_force(const Options& options, const trust::Anchor& anchor);

/// Appends a finding and returns it for more to be filled in.
Finding& report(Findings& findings, const Check& check, std::string message);
/// The same, placed at an extension of the certificate.
Finding& report_extension(Findings& findings, const Check& check, const x509::Certificate& certificate,
                          x509::ExtensionId id, std::string message);

}  // namespace certcheck::path
