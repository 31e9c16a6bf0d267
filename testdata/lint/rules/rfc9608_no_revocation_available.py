NO_REVOCATION_AVAILABLE = "2.5.29.56"


def unrevocable(base):
    return base.extension(NO_REVOCATION_AVAILABLE, null())


short_lived = unrevocable(leaf().without("crldp"))
old = {"not_before": "2024-05-31T23:59:59Z"}

rule("rfc9608.no_revocation_available.critical",
     fires=[short_lived.critical(NO_REVOCATION_AVAILABLE)], passes=[short_lived], not_applicable=[leaf()],
     not_effective=[short_lived.critical(NO_REVOCATION_AVAILABLE).change(**old)])

rule("rfc9608.no_revocation_available.in_ca",
     fires=[unrevocable(intermediate()), unrevocable(root())], passes=[short_lived], not_applicable=[root()],
     not_effective=[unrevocable(root()).change(**old)])

rule("rfc9608.no_revocation_available.contradicted",
     fires=[unrevocable(leaf()), short_lived.extension("aia", access(("ocsp", uri("http://ocsp.pki.example/")))),
            short_lived.extension("freshest_crl", distribution_points("http://crl.pki.example/delta.crl"))],
     passes=[short_lived, short_lived.without("aia")],
     not_applicable=[leaf()],
     not_effective=[unrevocable(leaf()).change(**old)])
