#include "certcheck/request/option.h"

#include "certcheck/path/options.h"

#include <algorithm>
#include <array>

namespace certcheck::request {
namespace {

/// Intermediates between leaf and anchor; the search itself ends at Budget::depth.
constexpr uint64_t max_depth_most = 1'000;
/// Keeps dates within what can be said.
constexpr uint64_t max_age_days_most = 100'000;

constexpr std::string_view trust_group = "Trust", rules_group = "Rules", revocation_group = "Revocation";

constexpr std::array table{
    Option{.key = "id", .value = "anything; comes back in the result", .otherwise = "`null`"},
    Option{.key = "leaf",
           .member = &Settings::leaf,
           .value = "PEM; further certificates in it count as `untrusted`"},
    Option{.name = "--name",
           .key = "name",
           .member = &Settings::names,
           .form = Form::names,
           .type = "NAME",
           .help = "The leaf must be valid for this DNS name, IP address, mailbox, URI or SRV-ID "
                   "(repeatable; dns:, ip:, email:, uri: or srv: before it says which it is)",
           .value = "`{\"kind\": \"dns\" or \"ip\" or \"email\" or \"uri\" or \"srv\", \"value\": ...}` or a "
                    "list, of which all must match (an empty one is the same as none): see [Names](#names)",
           .otherwise = "not checked"},
    Option{.name = "--no-name",
           .key = "no_name",
           .member = &Settings::no_name,
           .excludes = "--name",
           .help = "Check no name",
           .value = "`true` says that no name is checked, and goes with no `name`",
           .otherwise = "`false`"},
    Option{.name = "--trust",
           .key = "trust",
           .member = &Settings::trust,
           .group = trust_group,
           .type = "[NAME=]PATH",
           .help =
               "Trust these roots: [NAME=]FILE or DIR (repeatable; each NAME is judged apart; a NAME has no "
               "slash and no dot, and there is no file of the whole text). PEM, DER, PKCS#7, PKCS#12, JKS, "
               "Kubernetes secrets, p11-kit; OpenSSL's and p11-kit's trust settings are heeded",
           .value = "list of PEM texts: trust anchors; settings in `TRUSTED CERTIFICATE` are heeded",
           .otherwise = "none"},
    Option{.name = "--system-trust",
           .member = &Settings::system_trust,
           .group = trust_group,
           .help = "Trust the system's roots (default when --trust is not given)"},
    Option{.name = "--untrusted",
           .key = "untrusted",
           .member = &Settings::untrusted,
           .group = trust_group,
           .type = "FILE",
           .help = "Intermediates to build paths with (repeatable)",
           .value = "list of PEM texts: intermediates in any order",
           .otherwise = "none"},
    Option{.name = "--passphrase-file",
           .member = &Settings::passphrase_file,
           .group = trust_group,
           .type = "FILE",
           .help = "A file whose first line opens PKCS#12 files and Java keystores (default: an empty "
                   "passphrase)"},
    Option{.name = "--anchor-constraints",
           .key = "anchor_constraints",
           .member = &Settings::anchor_constraints,
           .form = Form::object,
           .group = trust_group,
           .type = "FILE",
           .help = "Constraints on roots, JSON: permitted and excluded names, a date to distrust after "
                   "(docs/trust.md)",
           .value = "object: constraints on anchors by SHA-256, see [trust.md](trust.md)",
           .otherwise = "none"},
    Option{.name = "--anchor-checks",
           .key = "anchor_checks",
           .member = &Settings::anchor_checks,
           .separated = true,
           .group = trust_group,
           .help = "What of a root's own certificate binds besides what the profile says: expiry,\n"
                   "constraints, basic_constraints; or none: only its name and key\n"
                   "(a leaf that is trusted itself keeps its own dates)",
           .value = "list of `\"expiry\"`, `\"constraints\"`, `\"basic_constraints\"`: what of an anchor's "
                    "own certificate binds besides what the profile says; or `[\"none\"]`: only its name and "
                    "key",
           .otherwise = "as the profile"},
    Option{.name = "--profile",
           .key = "profile",
           .member = &Settings::profile,
           .group = rules_group,
           .help = "Rules that decide: webpki (as browsers) or rfc5280",
           .value = "`\"webpki\"`, `\"rfc5280\"`",
           .otherwise = "`\"webpki\"`"},
    Option{.name = "--strict",
           .key = "strict",
           .member = &Settings::strict,
           .group = rules_group,
           .help = "Also count what the standard asks and a client can hold against certificates",
           .value = "`true` also counts what the standard asks and a client can hold against certificates",
           .otherwise = "`false`"},
    Option{.name = "--time",
           .key = "time",
           .member = &Settings::time,
           .group = rules_group,
           .type = "RFC3339",
           .help = "Judge at this moment instead of now",
           .value = "RFC 3339",
           .otherwise = "now"},
    Option{.name = "--purpose",
           .key = "purpose",
           .member = &Settings::purpose,
           .group = rules_group,
           .type = "PURPOSE",
           .help = "What the leaf is for: server, client, any, codeSigning, emailProtection, timeStamping, "
                   "OCSPSigning or an OID",
           .value = "`\"server\"`, `\"client\"`, `\"any\"`, `\"codeSigning\"`, `\"emailProtection\"`, "
                    "`\"timeStamping\"`, `\"OCSPSigning\"` in any case, or a dotted OID: see "
                    "[Purposes](#purposes)",
           .otherwise = "`\"server\"`"},
    Option{.name = "--max-depth",
           .key = "max_depth",
           .member = &Settings::max_depth,
           .most = max_depth_most,
           .group = rules_group,
           .type = "N",
           .help = "Most intermediates between leaf and root",
           .value = "most intermediates that are not self-issued",
           .otherwise = "no limit"},
    Option{.name = "--min-key-strength",
           .key = "min_key_strength",
           .member = &Settings::min_key_strength,
           .most = path::key_strength_max,
           .group = rules_group,
           .type = "BITS",
           .help = "Least security strength of every key and signature digest, in bits\n"
                   "(NIST SP 800-57: RSA-2048 112, P-256 and SHA-256 128, P-384 192)",
           .value = "least security strength in bits (NIST SP 800-57: RSA-2048 112, P-256 128) of every key, "
                    "the anchor's too, and of every signature digest below the anchor",
           .otherwise = "none"},
    Option{.name = "--allow-sha1",
           .key = "allow_sha1",
           .member = &Settings::allow_sha1,
           .group = rules_group,
           .help = "Accept SHA-1 signatures",
           .value = "`true` accepts SHA-1 signatures, `false` refuses them in any profile, those of CRLs and "
                    "OCSP responses too",
           .otherwise = "as the profile"},
    Option{.name = "--refuse-sha1",
           .member = &Settings::allow_sha1,
           .sets = false,
           .excludes = "--allow-sha1",
           .group = rules_group,
           .help = "Refuse SHA-1 signatures in any profile,\nthose of CRLs and OCSP responses too"},
    Option{.name = "--policy",
           .key = "policies",
           .member = &Settings::policies,
           .group = rules_group,
           .type = "OID",
           .help = "Acceptable certificate policy (repeatable)",
           .value = "list of dotted OIDs: the initial policy set",
           .otherwise = "any policy"},
    Option{.name = "--require-explicit-policy",
           .key = "require_explicit_policy",
           .member = &Settings::require_explicit_policy,
           .group = rules_group,
           .help = "A valid policy must remain",
           .value = "boolean (RFC 5280 6.1.1 (e))",
           .otherwise = "`false`"},
    Option{.name = "--inhibit-policy-mapping",
           .key = "inhibit_policy_mapping",
           .member = &Settings::inhibit_policy_mapping,
           .group = rules_group,
           .help = "Policies may not be mapped",
           .value = "boolean (RFC 5280 6.1.1 (f))",
           .otherwise = "`false`"},
    Option{.name = "--inhibit-any-policy",
           .key = "inhibit_any_policy",
           .member = &Settings::inhibit_any_policy,
           .group = rules_group,
           .help = "anyPolicy does not count",
           .value = "boolean (RFC 5280 6.1.1 (g))",
           .otherwise = "`false`"},
    Option{.name = "--revocation",
           .key = "revocation",
           .member = &Settings::revocation,
           .group = revocation_group,
           .help = "off (only what a server staples), soft (refuse what is revoked) or hard (refuse also "
                   "what cannot be determined)",
           .value = "`\"off\"` (`crls` and `ocsp` are not used: `revocation.not_asked_for`), `\"soft\"` "
                    "(refuse what is revoked), "
                    "`\"hard\"` (refuse also what cannot be determined)",
           .otherwise = "`\"off\"`"},
    Option{.name = "--revocation-scope",
           .key = "revocation_scope",
           .member = &Settings::revocation_scope,
           .group = revocation_group,
           .help = "Whose status to check: leaf, or chain (every certificate but the root)",
           .value = "whose status is checked: `\"leaf\"`, `\"chain\"` (every certificate but the root)",
           .otherwise = "`\"chain\"`"},
    Option{.name = "--crl",
           .key = "crls",
           .member = &Settings::crls,
           .group = revocation_group,
           .type = "FILE",
           .help = "CRLs to decide from, PEM or DER (repeatable)",
           .value = "list of PEM CRLs",
           .otherwise = "none"},
    Option{.name = "--ocsp",
           .key = "ocsp",
           .member = &Settings::ocsp,
           .group = revocation_group,
           .type = "FILE",
           .help = "OCSP responses to decide from, DER or PEM (repeatable)",
           .value = "list of OCSP responses, DER in base64",
           .otherwise = "none"},
    Option{.name = "--max-age",
           .key = "max_age_days",
           .member = &Settings::max_age_days,
           .most = max_age_days_most,
           .group = revocation_group,
           .type = "DAYS",
           .help = "Skip CRLs and OCSP responses that are older; replaces the limits of the profile",
           .value = "CRLs and responses older than that are skipped",
           .otherwise = "as the profile: `webpki` uses OCSP responses for 10 days (of CA certificates with "
                        "nextUpdate: 366), CRLs without nextUpdate for 10 days (about CA certificates: 45); "
                        "`rfc5280` has no limit"},
};

}  // namespace

std::span<const Option> options() { return table; }

std::string name_of(const Member& member, Spelling spelling) {
  const auto* const row =
      std::find_if(table.begin(), table.end(), [&](const Option& each) { return each.member == member; });
  if (row == table.end()) return {};
  return spelling == Spelling::request ? "\"" + std::string(row->key) + "\"" : std::string(row->name);
}

std::string range_text(uint64_t least, uint64_t most) {
  return "a whole number from " + std::to_string(least) + " to " + std::to_string(most);
}

std::string table_of_keys() {
  std::string out = "| key | value | default |\n|---|---|---|\n";
  for (const Option& row : table) {
    if (row.key.empty()) continue;
    out.append("| `").append(row.key).append("` | ").append(row.value);
    if (row.most != 0) out.append(", ").append(range_text(0, row.most));
    out.append(" | ").append(row.otherwise).append(row.otherwise.empty() ? "|\n" : " |\n");
  }
  return out;
}

}  // namespace certcheck::request
