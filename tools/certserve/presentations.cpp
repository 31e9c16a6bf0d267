#include "certserve/presentations.h"

#include "certserve/pki/certificate.h"
#include "certserve/pki/der_builder.h"
#include "certserve/pki/timestamp.h"
#include "certserve/presentation_parts.h"

#include <algorithm>
#include <vector>

namespace certcheck::certserve::present {
namespace {

using pki::Authority;
using pki::CertificateSpec;
using pki::Digest;
using pki::issue;
using pki::server_certificate;

const Authority root_rsa{"certcheck test root RSA", "root-rsa"};
const Authority issuing_rsa{"certcheck test issuing CA RSA", "issuing-rsa"};
const Authority root_p384{"certcheck test root P-384", "root-p384"};
const Authority issuing_p384{"certcheck test issuing CA P-384", "issuing-p384"};
const Authority root_ed25519{"certcheck test root Ed25519", "root-ed25519"};
const Authority issuing_ed25519{"certcheck test issuing CA Ed25519", "issuing-ed25519"};

CertificateSpec rsa_leaf_spec(std::string_view host) {
  return server_certificate(issuing_rsa, "leaf-rsa", host);
}

CertificateSpec rsa_issuing_spec() {
  CertificateSpec spec = authority_certificate(root_rsa, issuing_rsa);
  spec.basic_constraints->path_length = 0;
  return spec;
}

// What most scenarios are: a leaf (spoilt or not) and the sound intermediate and root.
Presentation under_issuing(const CertificateSpec& leaf) {
  return {{issue(leaf), issue(issuing_spec())}, leaf.key, {root()}};
}

// The same with RSA all the way, where the algorithms of signatures and handshakes matter.
Presentation under_rsa(const CertificateSpec& leaf, const CertificateSpec& issuing = rsa_issuing_spec()) {
  return {{issue(leaf), issue(issuing)}, leaf.key, {issue(root_certificate(root_rsa))}};
}

// A sound leaf under an intermediate that is spoilt.
Presentation with_issuing(std::string_view host, const CertificateSpec& issuing) {
  return {{issue(leaf_spec(host)), issue(issuing)}, std::string(leaf_p256), {root()}};
}

// leaf <- issuing <- upper <- root
Presentation three_levels(std::string_view host) {
  CertificateSpec issuing = issuing_spec();
  issuing.issuer = upper_p256;
  CertificateSpec upper = authority_certificate(root_p256, upper_p256);
  upper.basic_constraints->path_length = 1;
  return {{issue(leaf_spec(host)), issue(issuing), issue(upper)}, std::string(leaf_p256), {root()}};
}

void make_expired(CertificateSpec& spec) {
  spec.not_before = date(2024, 1, 1);
  spec.not_after = date(2025, 1, 1) - std::chrono::seconds(1);
}

const pki::ListedLog first_log{"certcheck test log 1", "certcheck test operator 1", "log-rsa"};
const pki::ListedLog second_log{"certcheck test log 2", "certcheck test operator 2", "log-p256", true};
// Soon after the notBefore of leaf_spec().
const pki::TimestampSpec of_first_log{first_log.key, date(2019, 6, 1) + std::chrono::hours(1)};
const pki::TimestampSpec of_second_log{second_log.key, date(2019, 6, 1) + std::chrono::hours(2),
                                       pki::leaf_index(1'234'567)};

Presentation with_logs(const CertificateSpec& leaf, const std::vector<pki::ListedLog>& logs) {
  Presentation presentation = under_issuing(leaf);
  presentation.log_list = pki::log_list(logs);
  return presentation;
}

Presentation with_many_names(std::string_view host, size_t count) {
  CertificateSpec leaf = leaf_spec(host);
  for (size_t i = 1; i < count; ++i)
    leaf.subject_alternative_names.push_back(pki::dns_name(std::to_string(i) + ".many.test"));
  return under_issuing(leaf);
}

}  // namespace

Presentation good_rsa(std::string_view host) { return under_rsa(rsa_leaf_spec(host)); }
Presentation good_p256(std::string_view host) { return under_issuing(leaf_spec(host)); }

Presentation good_p384(std::string_view host) {
  CertificateSpec leaf = server_certificate(issuing_p384, "leaf-p384", host);
  CertificateSpec issuing = authority_certificate(root_p384, issuing_p384);
  CertificateSpec anchor = root_certificate(root_p384);
  for (CertificateSpec* spec : {&leaf, &issuing, &anchor}) spec->digest = Digest::sha384;
  return {{issue(leaf), issue(issuing)}, leaf.key, {issue(anchor)}};
}

// The leaf has a P-256 key: Botan 3.12 signs no handshake with Ed25519.
Presentation good_ed25519(std::string_view host) {
  const CertificateSpec leaf = server_certificate(issuing_ed25519, leaf_p256, host);
  return {{issue(leaf), issue(authority_certificate(root_ed25519, issuing_ed25519))},
          leaf.key,
          {issue(root_certificate(root_ed25519))}};
}

// "*" is not a character of PrintableString, which is what node-forge takes for it.
Presentation printable_wildcard(std::string_view) {
  CertificateSpec leaf = leaf_spec("*.certcheck.test");
  leaf.printable_common_name = true;
  return under_issuing(leaf);
}

// IEEE 802.1AR 8.7: devices without an end.
Presentation year_9999(std::string_view host) {
  CertificateSpec leaf = leaf_spec(host);
  leaf.not_after = date(9999, 12, 31) + std::chrono::hours(24) - std::chrono::seconds(1);
  return under_issuing(leaf);
}

// X.520 6.5.6: PostalAddress is a SEQUENCE OF DirectoryString, where other attributes are strings.
Presentation postal_address(std::string_view host) {
  CertificateSpec leaf = leaf_spec(host);
  leaf.more_names = {pki::relative_name(
      "2.5.4.16", pki::sequence({pki::utf8("Example Street 1"), pki::utf8("Example City")}))};
  return under_issuing(leaf);
}

Presentation ed25519_leaf(std::string_view host) {
  const CertificateSpec leaf = server_certificate(issuing_ed25519, "leaf-ed25519", host);
  return {{issue(leaf), issue(authority_certificate(root_ed25519, issuing_ed25519))},
          leaf.key,
          {issue(root_certificate(root_ed25519))}};
}

Presentation rsa_pss_leaf(std::string_view host) {
  return under_rsa(server_certificate(issuing_rsa, "leaf-rsa-pss", host));
}

Presentation expired(std::string_view host) {
  CertificateSpec leaf = leaf_spec(host);
  make_expired(leaf);
  return under_issuing(leaf);
}

Presentation not_yet_valid(std::string_view host) {
  CertificateSpec leaf = leaf_spec(host);
  leaf.not_before = date(2045, 1, 1);
  leaf.not_after = date(2046, 1, 1) - std::chrono::seconds(1);
  return under_issuing(leaf);
}

Presentation expired_intermediate(std::string_view host) {
  CertificateSpec issuing = issuing_spec();
  make_expired(issuing);
  return with_issuing(host, issuing);
}

// leaf <- issuing <- the old root, which exists twice: self-signed and expired, and cross-signed by the root
// that clients trust. Both are sent, the expired one first.
Presentation expired_root_cross_signed(std::string_view host) {
  CertificateSpec issuing = issuing_spec();
  issuing.issuer = other_root;
  CertificateSpec expired_root = root_certificate(other_root);
  expired_root.not_before = date(2005, 1, 1);
  expired_root.not_after = date(2025, 1, 1) - std::chrono::seconds(1);
  const CertificateSpec cross = authority_certificate(root_p256, other_root);
  return {{issue(leaf_spec(host)), issue(issuing), issue(expired_root), issue(cross)},
          std::string(leaf_p256),
          {root()}};
}

// leaf <- issuing <- the trusted root. The server also sends the trusted root's cross certificate from an old
// root; both of these have expired, and the client still has the old root in its store.
Presentation expired_cross_certificate(std::string_view host) {
  CertificateSpec cross = authority_certificate(other_root, root_p256);
  CertificateSpec old_root = root_certificate(other_root);
  for (CertificateSpec* spec : {&cross, &old_root}) {
    spec->not_before = date(2005, 1, 1);
    spec->not_after = date(2025, 1, 1) - std::chrono::seconds(1);
  }
  return {{issue(leaf_spec(host)), issue(issuing_spec()), issue(cross)},
          std::string(leaf_p256),
          {issue(old_root), root()}};
}

Presentation wrong_host(std::string_view) { return under_issuing(leaf_spec("another-host.certcheck.test")); }
Presentation wildcard(std::string_view) { return under_issuing(leaf_spec("*.certcheck.test")); }

Presentation no_san(std::string_view host) {
  CertificateSpec leaf = leaf_spec(host);
  leaf.subject_alternative_names.clear();
  return under_issuing(leaf);
}

Presentation ip_san_good(std::string_view host) {
  CertificateSpec leaf = leaf_spec(host);
  leaf.subject_alternative_names = {pki::ip_address(Bytes{127, 0, 0, 1}),
                                    pki::ip_address(Bytes{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1})};
  return under_issuing(leaf);
}

Presentation ip_san_bad(std::string_view) {
  CertificateSpec leaf = leaf_spec("192.0.2.1");
  leaf.subject_alternative_names = {pki::ip_address(Bytes{192, 0, 2, 1})};  // RFC 5737 TEST-NET-1
  return under_issuing(leaf);
}

Presentation ip_as_dns_name(std::string_view host) { return under_issuing(leaf_spec(host)); }

Presentation name_constraints_violated(std::string_view host) {
  CertificateSpec issuing = issuing_spec();
  // NameConstraints (RFC 5280 4.2.1.10): permittedSubtrees [0] with one GeneralSubtree.
  const Bytes permitted = pki::context(0, {pki::sequence({pki::dns_name("permitted.test")})});
  issuing.more_extensions = {pki::extension("2.5.29.30", true, pki::sequence({permitted}))};
  return with_issuing(host, issuing);
}

Presentation san_1000(std::string_view host) { return with_many_names(host, 1000); }
Presentation san_10000(std::string_view host) { return with_many_names(host, 10'000); }

Presentation self_signed(std::string_view host) {
  const CertificateSpec leaf =
      server_certificate({std::string(host), std::string(leaf_p256)}, leaf_p256, host);
  return {{issue(leaf)}, leaf.key, {root()}};
}

Presentation unknown_root(std::string_view host) {
  const CertificateSpec leaf = server_certificate(other_issuing, leaf_p256, host);
  return {{issue(leaf), issue(authority_certificate(other_root, other_issuing))}, leaf.key, {root()}};
}

Presentation root_sent(std::string_view host) {
  Presentation out = good_p256(host);
  out.chain.push_back(root());
  return out;
}

Presentation missing_intermediate(std::string_view host) {
  Presentation out = good_p256(host);
  out.chain.pop_back();
  return out;
}

Presentation wrong_order(std::string_view host) {
  Presentation out = three_levels(host);
  std::swap(out.chain[1], out.chain[2]);
  return out;
}

Presentation reversed_chain(std::string_view host) {
  Presentation out = three_levels(host);
  std::reverse(out.chain.begin(), out.chain.end());
  return out;
}

Presentation duplicate_certificates(std::string_view host) {
  Presentation out = good_p256(host);
  out.chain.push_back(out.chain[1]);
  return out;
}

Presentation unrelated_certificates(std::string_view host) {
  Presentation out = good_p256(host);
  out.chain.push_back(issue(authority_certificate(other_root, other_issuing)));
  return out;
}

Presentation bad_signature(std::string_view host) {
  Presentation out = good_p256(host);
  out.chain[0].back() ^= 0x01;  // the last bit of the signature's s: still well-formed DER
  return out;
}

// The authority key identifier names the key that signed, as after a CA's change of key under the same name.
Presentation wrong_issuer_key(std::string_view host) {
  return under_issuing(server_certificate({issuing_p256.common_name, other_issuing.key}, leaf_p256, host));
}

Presentation leaf_is_ca(std::string_view host) {
  CertificateSpec leaf = leaf_spec(host);
  leaf.basic_constraints = pki::BasicConstraints{.authority = true};
  leaf.key_usage.push_back(pki::key_cert_sign);
  CertificateSpec issuing = issuing_spec();
  issuing.basic_constraints->path_length = {};
  return {{issue(leaf), issue(issuing)}, leaf.key, {root()}};
}

// Without key usage, which would be a second fault: an end entity's may not allow signing certificates.
Presentation intermediate_not_ca(std::string_view host) {
  CertificateSpec issuing = issuing_spec();
  issuing.basic_constraints = pki::BasicConstraints{.authority = false};
  issuing.key_usage.clear();
  return with_issuing(host, issuing);
}

Presentation intermediate_without_basic_constraints(std::string_view host) {
  CertificateSpec issuing = issuing_spec();
  issuing.basic_constraints = {};
  issuing.key_usage.clear();
  return with_issuing(host, issuing);
}

Presentation path_length_exceeded(std::string_view host) {
  CertificateSpec issuing = issuing_spec();
  issuing.issuer = upper_p256;
  CertificateSpec upper = authority_certificate(root_p256, upper_p256);
  upper.basic_constraints->path_length = 0;
  return {{issue(leaf_spec(host)), issue(issuing), issue(upper)}, std::string(leaf_p256), {root()}};
}

Presentation no_key_cert_sign(std::string_view host) {
  CertificateSpec issuing = issuing_spec();
  issuing.key_usage = {pki::digital_signature, pki::crl_sign};
  issuing.basic_constraints->path_length = {};  // RFC 5280 4.2.1.9: only alongside keyCertSign
  return with_issuing(host, issuing);
}

Presentation client_only_eku(std::string_view host) {
  CertificateSpec leaf = leaf_spec(host);
  leaf.extended_key_usage = {pki::client_auth};
  return under_issuing(leaf);
}

Presentation intermediate_client_only_eku(std::string_view host) {
  CertificateSpec issuing = issuing_spec();
  issuing.extended_key_usage = {pki::client_auth};
  return with_issuing(host, issuing);
}

Presentation unknown_critical_extension(std::string_view host) {
  CertificateSpec leaf = leaf_spec(host);
  // RFC 5612 keeps enterprise number 32473 for examples.
  leaf.more_extensions = {pki::extension("1.3.6.1.4.1.32473.1", true, pki::null())};
  return under_issuing(leaf);
}

Presentation sha1_leaf(std::string_view host) {
  CertificateSpec leaf = rsa_leaf_spec(host);
  leaf.digest = Digest::sha1;
  return under_rsa(leaf);
}

Presentation sha1_intermediate(std::string_view host) {
  CertificateSpec issuing = rsa_issuing_spec();
  issuing.digest = Digest::sha1;
  return under_rsa(rsa_leaf_spec(host), issuing);
}

Presentation md5_leaf(std::string_view host) {
  CertificateSpec leaf = rsa_leaf_spec(host);
  leaf.digest = Digest::md5;
  return under_rsa(leaf);
}

Presentation rsa_1024(std::string_view host) {
  return under_rsa(server_certificate(issuing_rsa, "leaf-rsa-1024", host));
}

Presentation explicit_ec_parameters(std::string_view host) {
  CertificateSpec leaf = leaf_spec(host);
  leaf.explicit_curve = true;
  return under_issuing(leaf);
}

Presentation malformed_leaf(std::string_view host) {
  CertificateSpec leaf = leaf_spec(host);
  // The extension's value claims one byte more than the extension has.
  const Bytes value{0x04, 0x03, 0x05, 0x00};
  leaf.more_extensions = {pki::sequence({pki::oid("1.3.6.1.4.1.32473.2"), value})};
  return under_issuing(leaf);
}

// Two logs of two operators; the second has the static API.
Presentation sct_good(std::string_view host) {
  CertificateSpec leaf = leaf_spec(host);
  leaf.timestamps = {pki::precertificate_timestamp(of_first_log, leaf),
                     pki::precertificate_timestamp(of_second_log, leaf)};
  return with_logs(leaf, {first_log, second_log});
}

// The first log signed the same certificate for another name.
Presentation sct_bad_signature(std::string_view host) {
  CertificateSpec leaf = leaf_spec(host);
  leaf.timestamps = {pki::precertificate_timestamp(of_first_log, leaf_spec("other.certcheck.test")),
                     pki::precertificate_timestamp(of_second_log, leaf)};
  return with_logs(leaf, {first_log, second_log});
}

Presentation sct_unknown_log(std::string_view host) {
  Presentation presentation = sct_good(host);
  presentation.log_list = pki::log_list({first_log});
  return presentation;
}

Presentation nothing(std::string_view) { return {{}, {}, {root()}}; }

Bytes client_root() { return issue(root_certificate(other_root)); }

Presentation client() {
  CertificateSpec leaf = server_certificate(other_issuing, "client-p256", "client.certcheck.test");
  leaf.extended_key_usage = {pki::client_auth};
  return {{issue(leaf), issue(authority_certificate(other_root, other_issuing))}, leaf.key, {client_root()}};
}

}  // namespace certcheck::certserve::present
