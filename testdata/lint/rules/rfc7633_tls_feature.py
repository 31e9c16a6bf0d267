def featured(base, *features):
    return base.extension("tls_feature", sequence(*map(integer, features)))


stapling = featured(leaf(), 5)
old = {"not_before": "2015-09-30T23:59:59Z"}
client = leaf().extension("eku", purposes(CLIENT_AUTH)).without("policies")

rule("rfc7633.tls_feature.critical",
     fires=[stapling.critical("tls_feature")], passes=[stapling], not_applicable=[leaf()],
     not_effective=[stapling.critical("tls_feature").change(**old)])

rule("rfc7633.tls_feature.no_tls_extension",
     fires=[featured(leaf(), 5, 65536)], passes=[stapling, featured(leaf(), 65535)], not_applicable=[leaf()],
     not_effective=[featured(leaf(), 65536).change(**old)])

rule("rfc7633.tls_feature.unknown_feature",
     fires=[featured(leaf(), 16), featured(leaf(), 5, 0)],
     passes=[stapling, featured(leaf(), 5, 17), featured(leaf(), 65536)],
     not_applicable=[leaf()],
     not_effective=[featured(leaf(), 16).change(**old)])

rule("rfc7633.tls_feature.empty",
     fires=[featured(leaf())], passes=[stapling], not_applicable=[leaf()], not_effective=[featured(leaf()).change(**old)])

rule("rfc7633.tls_feature.not_for_servers",
     fires=[featured(client, 5)],
     passes=[stapling, featured(intermediate(), 5), featured(leaf().without("eku"), 5)],
     not_applicable=[leaf(), client],
     not_effective=[featured(client, 5).change(**old)])
