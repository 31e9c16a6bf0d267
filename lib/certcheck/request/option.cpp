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
/// What is waited before each is doubled; nobody waits for weeks.
constexpr uint64_t retries_most = 20;

constexpr std::string_view trust_group = "Trust", rules_group = "Rules", revocation_group = "Revocation",
                           fetching_group = "Fetching", expectations_group = "Expectations",
                           connection_group = "Connection";

constexpr std::array table{
    Option{.key = "id", .value = "any value; returned in the result", .otherwise = "`null`"},
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
           .value = "`true`: no name is checked; cannot be combined with `name`",
           .otherwise = "`false`"},
    Option{.name = "--trust",
           .key = "trust",
           .member = &Settings::trust,
           .file = true,
           .group = trust_group,
           .type = "[NAME=]PATH",
           .help =
               "Trust these roots: [NAME=]FILE or DIR (repeatable; each NAME is evaluated separately; a NAME "
               "has no slash and no dot, and there is no file of the whole text). PEM, DER, PKCS#7, PKCS#12, "
               "JKS, Kubernetes secrets, p11-kit; OpenSSL's and p11-kit's trust settings are applied",
           .value = "list of PEM texts: trust anchors; settings in `TRUSTED CERTIFICATE` are applied",
           .otherwise = "none"},
    Option{.name = "--system-trust",
           .member = &Settings::system_trust,
           .group = trust_group,
           .help = "Trust the system's roots (default when --trust is not given)"},
    Option{.name = "--untrusted",
           .key = "untrusted",
           .member = &Settings::untrusted,
           .file = true,
           .group = trust_group,
           .type = "FILE",
           .help = "Intermediates to build paths with (repeatable)",
           .value = "list of PEM texts: intermediates in any order",
           .otherwise = "none"},
    Option{.name = "--passphrase-file",
           .member = &Settings::passphrase_file,
           .file = true,
           .group = trust_group,
           .type = "FILE",
           .help = "A file whose first line is the passphrase of PKCS#12 files and Java keystores (default: "
                   "an empty passphrase)"},
    Option{.name = "--anchor-constraints",
           .key = "anchor_constraints",
           .member = &Settings::anchor_constraints,
           .form = Form::object,
           .file = true,
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
           .help = "Fields of a root's own certificate to enforce in addition to the profile: "
                   "expiry,\nconstraints, basic_constraints; or none: only its name and key\n(a leaf that is "
                   "trusted itself keeps its own dates)",
           .value =
               "list of `\"expiry\"`, `\"constraints\"`, `\"basic_constraints\"`: fields of an anchor's own "
               "certificate to enforce in addition to the profile; or `[\"none\"]`: only its name and key",
           .otherwise = "as the profile"},
    Option{.name = "--distrust",
           .key = "distrust",
           .member = &Settings::distrust,
           .form = Form::object,
           .file = true,
           .group = trust_group,
           .type = "FILE",
           .help =
               "Certificates and keys to distrust, always or for what was logged or issued after a date,\n"
               "JSON (docs/distrust.md)",
           .value = "list of certificates and keys that are distrusted, see [distrust.md](distrust.md)",
           .otherwise = "none"},
    Option{.name = "--ct-log-list",
           .key = "ct_log_list",
           .member = &Settings::ct_log_list,
           .form = Form::object,
           .file = true,
           .group = trust_group,
           .type = "FILE",
           .help = "The logs of certificate transparency to verify SCTs with, as Google and Apple publish\n"
                   "them (docs/transparency.md)",
           .value = "object: a log list of version 3, see [transparency.md](transparency.md)",
           .otherwise = "SCTs are not verified"},
    Option{.name = "--profile",
           .key = "profile",
           .member = &Settings::profile,
           .group = rules_group,
           .help = "Validation rules: webpki (as browsers) or rfc5280",
           .value = "`\"webpki\"`, `\"rfc5280\"`",
           .otherwise = "`\"webpki\"`"},
    Option{.name = "--strict",
           .key = "strict",
           .member = &Settings::strict,
           .group = rules_group,
           .help = "Also enforce what the standard requires and a client can check",
           .value = "`true` also enforces what the standard requires and a client can check",
           .otherwise = "`false`"},
    Option{.name = "--time",
           .key = "time",
           .member = &Settings::time,
           .group = rules_group,
           .type = "RFC3339",
           .help = "Validate at this time instead of now",
           .value = "RFC 3339",
           .otherwise = "now"},
    Option{.name = "--purpose",
           .key = "purpose",
           .member = &Settings::purpose,
           .group = rules_group,
           .type = "PURPOSE",
           .help = "Purpose of the leaf: server, client, any, codeSigning, emailProtection, timeStamping, "
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
           .help = "Maximum number of intermediates between leaf and root",
           .value = "maximum number of intermediates that are not self-issued",
           .otherwise = "no limit"},
    Option{.name = "--min-key-strength",
           .key = "min_key_strength",
           .member = &Settings::min_key_strength,
           .most = path::key_strength_max,
           .group = rules_group,
           .type = "BITS",
           .help = "Minimum security strength of every key and signature digest, in bits\n(NIST SP 800-57: "
                   "RSA-2048 112, P-256 and SHA-256 128, P-384 192)",
           .value = "minimum security strength in bits (NIST SP 800-57: RSA-2048 112, P-256 128) of every "
                    "key, including the anchor's, and of every signature digest below the anchor",
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
           .help = "Require a valid certificate policy",
           .value = "boolean (RFC 5280 6.1.1 (e))",
           .otherwise = "`false`"},
    Option{.name = "--inhibit-policy-mapping",
           .key = "inhibit_policy_mapping",
           .member = &Settings::inhibit_policy_mapping,
           .group = rules_group,
           .help = "Inhibit policy mapping",
           .value = "boolean (RFC 5280 6.1.1 (f))",
           .otherwise = "`false`"},
    Option{.name = "--inhibit-any-policy",
           .key = "inhibit_any_policy",
           .member = &Settings::inhibit_any_policy,
           .group = rules_group,
           .help = "Inhibit anyPolicy",
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
           .file = true,
           .group = revocation_group,
           .type = "FILE",
           .help = "CRLs to check revocation with, PEM or DER (repeatable)",
           .value = "list of PEM CRLs",
           .otherwise = "none"},
    Option{.name = "--ocsp",
           .key = "ocsp",
           .member = &Settings::ocsp,
           .file = true,
           .group = revocation_group,
           .type = "FILE",
           .help = "OCSP responses to check revocation with, DER or PEM (repeatable)",
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
    Option{
        .name = "--aia",
        .key = "aia",
        .member = &Settings::aia,
        .group = fetching_group,
        .help = "Fetch issuers' certificates that are missing, where the certificates say (docs/fetching.md)",
        .value = "`true`: issuers' certificates that are missing are fetched from where the certificates "
                 "say, see [fetching.md](fetching.md)",
        .otherwise = "`false`"},
    Option{
        .name = "--online-revocation",
        .key = "online_revocation",
        .member = &Settings::online_revocation,
        .group = fetching_group,
        .help = "Fetch OCSP responses and CRLs where the certificates say; with --revocation off it is soft",
        .value = "`true`: OCSP responses and CRLs are fetched from where the certificates say; with "
                 "`revocation` `\"off\"` it is `\"soft\"`",
        .otherwise = "`false`"},
    Option{.name = "--ocsp-nonce",
           .key = "ocsp_nonce",
           .member = &Settings::ocsp_nonce,
           .group = fetching_group,
           .help = "Fetch OCSP responses that were made for the request (RFC 9654), past all caches",
           .value = "`true`: OCSP requests have a nonce (RFC 9654), and no cache answers them",
           .otherwise = "`false`"},
    Option{.name = "--fetch-allow",
           .member = &Settings::fetch_allow,
           .fetching = true,
           .group = fetching_group,
           .type = "NETWORK|NAME",
           .help =
               "Fetch from these addresses or names although they are private or have another port than 80 "
               "or\n8080: 10.0.0.0/8, pki.example, *.example, * (repeatable)"},
    Option{.name = "--fetch-deny",
           .member = &Settings::fetch_deny,
           .group = fetching_group,
           .type = "NETWORK|NAME",
           .help = "Never fetch from these (repeatable)"},
    Option{.name = "--cache",
           .member = &Settings::cache,
           .fetching = true,
           .file = true,
           .group = fetching_group,
           .type = "DIR",
           .help =
               "Keep what is fetched here as long as it is fresh (default: certcheck in XDG_CACHE_HOME or\n"
               "~/.cache)"},
    Option{.name = "--no-cache",
           .member = &Settings::no_cache,
           .excludes = "--cache",
           .group = fetching_group,
           .help = "Keep nothing after this run, and use nothing kept before"},
    Option{.name = "--min-days",
           .member = &Settings::min_days,
           .group = expectations_group,
           .type = "N|Nh|N%",
           .help =
               "Exit 1 if a certificate of the best path expires sooner: days, hours (12h) or a part of its\n"
               "lifetime (10%)"},
    Option{.name = "--warn-days",
           .member = &Settings::warn_days,
           .group = expectations_group,
           .type = "N|Nh|N%",
           .help = "Warn if one expires sooner"},
    Option{.name = "--expect-issuer",
           .member = &Settings::expected_issuers,
           .group = expectations_group,
           .type = "NAME",
           .help =
               "The leaf's issuer: its CN, its O or its whole name; * and ? stand for any text (repeatable: "
               "one\nsuffices, as with the others but --expect-san)"},
    Option{.name = "--expect-san",
           .member = &Settings::expected_sans,
           .group = expectations_group,
           .type = "NAME",
           .help = "A subject alternative name that the leaf must have"},
    Option{.name = "--pin",
           .member = &Settings::pins,
           .group = expectations_group,
           .type = "sha256/BASE64",
           .help = "The public key of a certificate of the path"},
    Option{.name = "--expect-fingerprint",
           .member = &Settings::expected_fingerprints,
           .group = expectations_group,
           .type = "HEX",
           .help = "The leaf's SHA-256"},
    Option{.name = "--expect-key",
           .member = &Settings::expected_keys,
           .group = expectations_group,
           .type = "KIND",
           .help = "The kind of the leaf's key: rsa, rsa:3072, ec, p-256, ed25519 ..."},
    Option{.name = "--expect-public",
           .member = &Settings::expect_public,
           .group = expectations_group,
           .help = "The path ends in a root of the system"},
    Option{.name = "--expect-root",
           .member = &Settings::expected_roots,
           .file = true,
           .excludes = "--expect-public",
           .group = expectations_group,
           .type = "FILE",
           .help = "The path ends in one of the certificates of this file"},
    Option{.name = "--require-sct",
           .member = &Settings::require_sct,
           .group = expectations_group,
           .help = "The leaf or the handshake has an SCT"},
    Option{.name = "--require-ct",
           .member = &Settings::require_ct,
           .group = expectations_group,
           .help = "The SCTs suffice for Chrome and Apple, whatever the root (with --ct-log-list)"},
    Option{.name = "--expect-tls",
           .member = &Settings::expected_versions,
           .connection = true,
           .group = expectations_group,
           .type = "VERSION",
           .help = "The TLS version negotiated: 1.3, or 1.2+ for this or a later one"},
    Option{.name = "--require-staple",
           .member = &Settings::require_staple,
           .connection = true,
           .group = expectations_group,
           .help = "The server staples a valid OCSP response that says good"},
    Option{.name = "--fail-on",
           .member = &Settings::fail_on,
           .group = expectations_group,
           .type = "SEVERITY",
           .help = "Exit 1 on any finding of this severity or worse: notice, warning, error"},
    Option{.name = "--connect",
           .member = &Settings::connect,
           .connection = true,
           .group = connection_group,
           .type = "ADDR[:PORT]",
           .help = "Connect here instead of to the target's own address"},
    Option{.name = "--resolver",
           .member = &Settings::resolver,
           .connection = true,
           .fetching = true,
           .group = connection_group,
           .type = "ADDR[:PORT]",
           .help = "Ask this name server instead of the system's"},
    Option{.name = "--proxy",
           .member = &Settings::proxy,
           .connection = true,
           .fetching = true,
           .secret = true,
           .group = connection_group,
           .type = "URL|none",
           .help = "Connect through a proxy: http://, https://, socks5:// (names are looked up here) or "
                   "socks5h:// (there) with\n"
                   "[user:password@]host[:port] (default: by https_proxy, all_proxy and no_proxy of the "
                   "environment)"},
    Option{.name = "--proxy-credentials",
           .member = &Settings::proxy_credentials,
           .connection = true,
           .fetching = true,
           .file = true,
           .group = connection_group,
           .type = "FILE",
           .help = "A file whose first line is the proxy's user:password"},
    Option{.name = "--proxy-ca",
           .member = &Settings::proxy_ca,
           .connection = true,
           .fetching = true,
           .file = true,
           .group = connection_group,
           .type = "FILE",
           .help = "The roots for the certificate of an https:// proxy, a file or folder (default: the "
                   "system's)"},
    Option{.name = "--proxy-protocol",
           .member = &Settings::proxy_protocol,
           .connection = true,
           .group = connection_group,
           .type = "v1|v2",
           .help = "Send a header of the PROXY protocol ahead of everything, as load balancers do"},
    Option{.name = "--source",
           .member = &Settings::source,
           .connection = true,
           .group = connection_group,
           .type = "ADDR",
           .help = "Connect from this address of this machine"},
    Option{.name = "--sni",
           .member = &Settings::sni,
           .connection = true,
           .group = connection_group,
           .type = "NAME|none",
           .help = "The server name to send, or none"},
    Option{.name = "--starttls",
           .member = &Settings::starttls,
           .connection = true,
           .group = connection_group,
           .type = "PROTOCOL|none",
           .help = "The protocol in which to ask for TLS, or none (default: by the target's scheme or port)"},
    Option{.name = "--tls-versions",
           .member = &Settings::tls_versions,
           .connection = true,
           .group = connection_group,
           .type = "LIST",
           .help = "TLS versions to offer, e.g. 1.3,1.2"},
    Option{
        .name = "--groups",
        .member = &Settings::groups,
        .connection = true,
        .group = connection_group,
        .type = "LIST",
        .help = "Groups for the key exchange to offer, e.g. x25519,secp256r1; a share is sent for the first"},
    Option{.name = "--ciphers",
           .member = &Settings::cipher_suites,
           .connection = true,
           .group = connection_group,
           .type = "LIST",
           .help = "Cipher suites to offer, by their registered names"},
    Option{.name = "--alpn",
           .member = &Settings::alpn,
           .connection = true,
           .group = connection_group,
           .type = "LIST|none",
           .help = "Application protocols to offer, or none"},
    Option{.name = "--cert",
           .member = &Settings::certificate,
           .connection = true,
           .file = true,
           .group = connection_group,
           .type = "FILE",
           .help = "Client certificate and chain, PEM; or with the key in one PKCS#12 file"},
    Option{.name = "--key",
           .member = &Settings::key,
           .connection = true,
           .file = true,
           .group = connection_group,
           .type = "FILE",
           .help = "The client certificate's key, PEM"},
    Option{.name = "--key-passphrase",
           .member = &Settings::key_passphrase,
           .connection = true,
           .file = true,
           .group = connection_group,
           .type = "FILE",
           .help = "A file whose first line opens an encrypted key or a PKCS#12 file"},
    Option{.name = "--timeout",
           .member = &Settings::timeout,
           .connection = true,
           .fetching = true,
           .group = connection_group,
           .type = "SECONDS",
           .help = "Time limit for everything done for a target"},
    Option{.name = "--ipv4",
           .letter = "-4",
           .member = &Settings::ipv4,
           .connection = true,
           .group = connection_group,
           .help = "IPv4 only"},
    Option{.name = "--ipv6",
           .letter = "-6",
           .member = &Settings::ipv6,
           .connection = true,
           .excludes = "--ipv4",
           .group = connection_group,
           .help = "IPv6 only"},
    Option{.name = "--all-addresses",
           .member = &Settings::all_addresses,
           .connection = true,
           .group = connection_group,
           .help = "Check every address of each host"},
    Option{
        .name = "--all-certificates",
        .member = &Settings::all_certificates,
        .connection = true,
        .excludes = "--all-addresses",
        .group = connection_group,
        .help =
            "Also ask for the certificates with RSA, ECDSA, EdDSA and ML-DSA keys, and for the one without "
            "a\nserver name; a report for each that there is"},
    Option{.name = "--protocols",
           .member = &Settings::protocols,
           .connection = true,
           .excludes = "--all-addresses",
           .group = connection_group,
           .help = "Find out which versions, cipher suites and groups the server accepts, by some dozens of "
                   "further\nhandshakes (within four times --timeout)"},
    Option{.name = "--mx",
           .member = &Settings::mail_exchangers,
           .connection = true,
           .group = connection_group,
           .help = "Targets are domains: check the mail exchangers (MX) of each, by SMTP, with a report for "
                   "each\n(docs/dns.md)"},
    Option{.name = "--dane",
           .member = &Settings::dane,
           .connection = true,
           .group = connection_group,
           .help = "Ask DNS for TLSA records, and whether they authenticate the server (docs/dns.md)"},
    Option{.name = "--caa",
           .member = &Settings::caa,
           .connection = true,
           .group = connection_group,
           .help = "Ask DNS which CAs may issue for the host and the certificate's names (docs/dns.md)"},
    Option{.name = "--caa-issuer",
           .member = &Settings::caa_issuers,
           .connection = true,
           .group = connection_group,
           .type = "DOMAIN",
           .help = "The name of the certificate's CA in CAA records, which --caa expects to be allowed\n"
                   "(repeatable; one suffices)"},
    Option{
        .name = "--retries",
        .member = &Settings::retries,
        .most = retries_most,
        .connection = true,
        .group = connection_group,
        .type = "N",
        .help =
            "Retry this many times, after a while, where a failure may be temporary: no answer in time, a\n"
            "connection cut, a name service that cannot say (default: 0)"},
    Option{.name = "--no-request",
           .member = &Settings::no_request,
           .connection = true,
           .group = connection_group,
           .help = "Send nothing after the handshake (default: a HEAD request if the protocol is HTTP)"},
};

/// Sets a member as it is in other settings.
struct Taker {
  const Settings& from;
  Settings& to;

  void operator()(std::monostate /*none*/) const {}
  template <typename T>
  void operator()(T Settings::*member) const {
    to.*member = from.*member;
  }
};

/// A member's value as text.
struct TextMaker {
  const Settings& settings;

  std::string operator()(std::monostate /*none*/) const { return {}; }
  template <typename T>
  std::string operator()(T Settings::*member) const {
    return text(settings.*member);
  }

 private:
  static std::string text(bool value) { return value ? "true" : "false"; }
  static std::string text(uint64_t value) { return std::to_string(value); }
  static std::string text(const std::string& value) { return value; }
  static std::string text(const std::vector<std::string>& values) {
    std::string out;
    for (const std::string& value : values) out.append(out.empty() ? "" : ", ").append(value);
    return out;
  }
  template <typename T>
  static std::string text(const std::optional<T>& value) {
    return value ? text(*value) : std::string();
  }
};

}  // namespace

std::span<const Option> options() { return table; }

std::string name_of(const Member& member, Spelling spelling) {
  const auto* const row =
      std::find_if(table.begin(), table.end(), [&](const Option& each) { return each.member == member; });
  if (row == table.end()) return {};
  return spelling == Spelling::request ? "\"" + std::string(row->key) + "\"" : std::string(row->name);
}

std::string name_of(const Member& member, const Settings& settings, Spelling spelling) {
  for (const Option& row : table) {
    const auto place = settings.places.find(row.name);
    if (row.member == member && place != settings.places.end()) return place->second;
  }
  return name_of(member, spelling);
}

std::string policy_key_of(const Option& option) {
  std::string key(option.name.substr(std::min(option.name.size(), std::string_view("--").size())));
  std::replace(key.begin(), key.end(), '-', '_');
  return key;
}

void take(const Option& option, const Settings& above, Settings& settings) {
  const Settings untouched;
  for (const Option& other : table) {
    const bool same = other.member == option.member;
    if (!same && other.excludes != option.name && (option.excludes.empty() || option.excludes != other.name))
      continue;
    std::visit(Taker{untouched, settings}, other.member);
    settings.places.erase(other.name);
  }
  std::visit(Taker{above, settings}, option.member);
  if (const auto place = above.places.find(option.name); place != above.places.end())
    settings.places.insert(*place);
}

std::string text_of(const Option& option, const Settings& settings) {
  std::string text = std::visit(TextMaker{settings}, option.member);
  return option.secret && !text.empty() ? "(not shown)" : text;
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
