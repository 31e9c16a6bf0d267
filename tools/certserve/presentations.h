#pragma once

#include "certserve/scenarios.h"

/// The chains of the scenarios, each made anew from the fixed keys. What depends on the host alone is the
/// same in every run, and so is the rest for the same context.
namespace certcheck::certserve::present {

Presentation good_rsa(std::string_view host);
Presentation good_p256(std::string_view host);
Presentation good_p384(std::string_view host);
Presentation good_ed25519(std::string_view host);

Presentation printable_wildcard(std::string_view host);
Presentation year_9999(std::string_view host);
Presentation postal_address(std::string_view host);
Presentation ed25519_leaf(std::string_view host);
Presentation rsa_pss_leaf(std::string_view host);

Presentation expired(std::string_view host);
Presentation not_yet_valid(std::string_view host);
Presentation expired_intermediate(std::string_view host);
Presentation expired_root_cross_signed(std::string_view host);
Presentation expired_cross_certificate(std::string_view host);

Presentation wrong_host(std::string_view host);
Presentation wildcard(std::string_view host);
Presentation no_san(std::string_view host);
Presentation ip_san_good(std::string_view host);
Presentation ip_san_bad(std::string_view host);
Presentation ip_as_dns_name(std::string_view host);
Presentation name_constraints_violated(std::string_view host);
Presentation san_1000(std::string_view host);
Presentation san_10000(std::string_view host);

Presentation self_signed(std::string_view host);
Presentation unknown_root(std::string_view host);
Presentation root_sent(std::string_view host);
Presentation missing_intermediate(std::string_view host);
Presentation wrong_order(std::string_view host);
Presentation reversed_chain(std::string_view host);
Presentation duplicate_certificates(std::string_view host);
Presentation unrelated_certificates(std::string_view host);

Presentation bad_signature(std::string_view host);
Presentation wrong_issuer_key(std::string_view host);
Presentation leaf_is_ca(std::string_view host);
Presentation intermediate_not_ca(std::string_view host);
Presentation intermediate_without_basic_constraints(std::string_view host);
Presentation path_length_exceeded(std::string_view host);
Presentation no_key_cert_sign(std::string_view host);
Presentation client_only_eku(std::string_view host);
Presentation intermediate_client_only_eku(std::string_view host);
Presentation unknown_critical_extension(std::string_view host);

Presentation sha1_leaf(std::string_view host);
Presentation sha1_intermediate(std::string_view host);
Presentation md5_leaf(std::string_view host);
Presentation rsa_1024(std::string_view host);
Presentation explicit_ec_parameters(std::string_view host);
Presentation malformed_leaf(std::string_view host);

Presentation sct_good(std::string_view host);
Presentation sct_bad_signature(std::string_view host);
Presentation sct_unknown_log(std::string_view host);

// status_presentations.cpp
Presentation stapled_good(const Context& context);
Presentation stapled_revoked(const Context& context);
Presentation stapled_expired(const Context& context);
Presentation stapled_foreign(const Context& context);
Presentation stapled_by_another_key(const Context& context);
Presentation stapled_try_later(const Context& context);
Presentation must_staple_good(const Context& context);
Presentation must_staple_missing(std::string_view host);

Presentation crl_good(const Context& context);
Presentation crl_revoked(const Context& context);
Presentation crl_revoked_intermediate(const Context& context);
Presentation crl_expired(const Context& context);
Presentation rekeyed_ca(const Context& context);
Presentation rekeyed_ca_revoked(const Context& context);

Presentation ocsp_good(const Context& context);
Presentation ocsp_revoked(const Context& context);
Presentation ocsp_unknown(const Context& context);
Presentation ocsp_down(const Context& context);
Presentation ocsp_slow(const Context& context);
Presentation ocsp_huge(const Context& context);
Presentation ocsp_redirected(const Context& context);

Presentation aia_helps(const Context& context);
Presentation aia_loops(const Context& context);

/// Nothing is presented: the server never gets that far.
Presentation nothing(std::string_view host);

/// The root that client certificates must come from, and one client's certificate and key name.
Bytes client_root();
Presentation client();

}  // namespace certcheck::certserve::present
