#include "certserve/pki/certificate.h"
#include "certserve/pki/der_builder.h"
#include "certserve/pki/status.h"
#include "certserve/presentation_parts.h"
#include "certserve/presentations.h"
#include "certserve/responder.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace certcheck::certserve::present {
namespace {

using pki::Authority;
using pki::CertificateSpec;
using pki::CrlSpec;
using pki::issue;

constexpr std::string_view crl_type = "application/pkix-crl";            // RFC 5280 4.2.1.13
constexpr std::string_view certificate_type = "application/pkix-cert";   // RFC 5280 4.2.2.1
constexpr std::string_view response_type = "application/ocsp-response";  // RFC 6960 A.2

/// keyCompromise, a month ago.
pki::Revocation revocation(const Context& context) {
  constexpr uint8_t key_compromise = 1;
  return {context.time - std::chrono::days(30), key_compromise};
}

pki::CrlEntry revoked(const Context& context, const CertificateSpec& certificate) {
  return {serial_number(certificate), revocation(context)};
}

// Of staples.

Bytes response(const Authority& signer, const Bytes& certificate_id, Bytes status,
               const pki::Period& period) {
  return issue(pki::OcspSpec{.responder = signer,
                             .produced_at = period.begin,
                             .statuses = {{certificate_id, std::move(status), period}}});
}

Bytes response_about(const CertificateSpec& certificate, Bytes status, const pki::Period& period) {
  return response(certificate.issuer, certificate_id(certificate.issuer, serial_number(certificate)),
                  std::move(status), period);
}

Presentation stapling(const CertificateSpec& leaf, Bytes staple) {
  return {.chain = {issue(leaf), issue(issuing_spec())},
          .key = leaf.key,
          .roots = {root()},
          .staple = std::move(staple)};
}

CertificateSpec must_staple_leaf(std::string_view host) {
  CertificateSpec leaf = leaf_spec(host);
  leaf.more_extensions = {pki::must_staple()};
  return leaf;
}

// Of CRLs.

constexpr std::string_view root_crl = "/root.crl", issuing_crl = "/issuing.crl", new_crl = "/issuing-2.crl";

std::string address(const Context& context, std::string_view path) {
  return context.published + std::string(path);
}

Page crl_page(std::string_view path, const CrlSpec& crl) {
  return {.path = std::string(path), .content_type = std::string(crl_type), .body = issue(crl)};
}

/// The certificates of a chain whose status CRLs tell.
struct Listed {
  CertificateSpec leaf, issuing;
};

Listed listed(const Context& context) {
  Listed specs{leaf_spec(context.host), issuing_spec()};
  specs.leaf.more_extensions = {pki::crl_distribution_points({address(context, issuing_crl)})};
  specs.issuing.more_extensions = {pki::crl_distribution_points({address(context, root_crl)})};
  return specs;
}

Presentation publishing(const Listed& specs, const CrlSpec& of_issuing, const CrlSpec& of_root) {
  return {.chain = {issue(specs.leaf), issue(specs.issuing)},
          .key = specs.leaf.key,
          .roots = {root()},
          .pages = {crl_page(issuing_crl, of_issuing), crl_page(root_crl, of_root)}};
}

CrlSpec current_crl(const Context& context, const Authority& issuer) {
  return {.issuer = issuer, .period = pki::current_at(context.time)};
}

/// A CA that got a new key and certified its old one with that (RFC 4210 4.4, "OldWithNew"): so both are on
/// the path of what the old key has signed. The leaf names the CRLs of both keys, that of its own issuer's
/// first.
Presentation rekeyed(const Context& context, bool is_revoked) {
  const Authority& old_authority = issuing_p256;
  const Authority new_authority{old_authority.common_name, other_issuing.key};
  CertificateSpec leaf = leaf_spec(context.host);
  leaf.more_extensions = {
      pki::crl_distribution_points({address(context, issuing_crl), address(context, new_crl)})};
  CertificateSpec old_with_new = authority_certificate(new_authority, old_authority);
  old_with_new.basic_constraints->path_length = 0;
  old_with_new.more_extensions = {pki::crl_distribution_points({address(context, new_crl)})};
  CertificateSpec renewed = authority_certificate(root_p256, new_authority);
  // Without a path length: self-issued certificates do not count (RFC 5280 6.1.4 (l)), but to some clients
  // they do.
  renewed.more_extensions = {pki::crl_distribution_points({address(context, root_crl)})};

  CrlSpec of_old = current_crl(context, old_authority), of_new = current_crl(context, new_authority);
  // The newer of the two says nothing about what the old key has signed.
  of_old.period.begin -= std::chrono::hours(24);
  of_new.number = 2;
  if (is_revoked) of_old.entries = {revoked(context, leaf)};
  return {.chain = {issue(leaf), issue(old_with_new), issue(renewed)},
          .key = leaf.key,
          .roots = {root()},
          .pages = {crl_page(issuing_crl, of_old), crl_page(new_crl, of_new),
                    crl_page(root_crl, current_crl(context, root_p256))}};
}

// Of responders.

constexpr std::string_view responder_path = "/ocsp";

CertificateSpec leaf_with_responder(const Context& context, const std::string& responder) {
  CertificateSpec leaf = leaf_spec(context.host);
  leaf.more_extensions = {pki::authority_information_access({.issuers = {}, .responders = {responder}})};
  return leaf;
}

/// A leaf that names a responder, which is this page.
Presentation with_responder(const Context& context, Page page) {
  page.path = responder_path;
  page.content_type = response_type;
  Presentation out = stapling(leaf_with_responder(context, address(context, responder_path)), {});
  out.pages = {std::move(page)};
  return out;
}

enum class Knows : uint8_t { nothing, leaf, revoked_leaf };

/// The live responder of the issuing CA.
Presentation with_live_responder(const Context& context, Knows knows) {
  const CertificateSpec leaf = leaf_with_responder(context, address(context, responder_path));
  std::vector<Responder::Record> records;
  if (knows != Knows::nothing) records.push_back({.serial = serial_number(leaf)});
  if (knows == Knows::revoked_leaf) records.front().revocation = revocation(context);
  const auto responder = std::make_shared<Responder>(issuing_p256, context.time, std::move(records));
  return with_responder(
      context, {.path = {}, .respond = [responder](ByteView request) { return responder->answer(request); }});
}

// Of missing issuers.

CertificateSpec with_issuer_at(CertificateSpec spec, const std::string& address) {
  spec.more_extensions = {pki::authority_information_access({.issuers = {address}, .responders = {}})};
  return spec;
}

Page certificate_page(std::string_view path, const CertificateSpec& certificate) {
  return {
      .path = std::string(path), .content_type = std::string(certificate_type), .body = issue(certificate)};
}

}  // namespace

Presentation stapled_good(const Context& context) {
  const CertificateSpec leaf = leaf_spec(context.host);
  return stapling(leaf, response_about(leaf, pki::status_good(), pki::current_at(context.time)));
}

Presentation stapled_revoked(const Context& context) {
  const CertificateSpec leaf = leaf_spec(context.host);
  return stapling(
      leaf, response_about(leaf, pki::status_revoked(revocation(context)), pki::current_at(context.time)));
}

Presentation stapled_expired(const Context& context) {
  const CertificateSpec leaf = leaf_spec(context.host);
  return stapling(leaf, response_about(leaf, pki::status_good(), pki::expired_at(context.time)));
}

// The response for the certificate that the server had before.
Presentation stapled_foreign(const Context& context) {
  const CertificateSpec leaf = leaf_spec(context.host);
  CertificateSpec previous = leaf;
  previous.not_before = date(2018, 6, 1);
  return stapling(leaf, response_about(previous, pki::status_good(), pki::current_at(context.time)));
}

// Another CA has signed it, which is not a delegate either (RFC 6960 4.2.2.2).
Presentation stapled_by_another_key(const Context& context) {
  const CertificateSpec leaf = leaf_spec(context.host);
  return stapling(leaf, response({leaf.issuer.common_name, other_issuing.key},
                                 certificate_id(leaf.issuer, serial_number(leaf)), pki::status_good(),
                                 pki::current_at(context.time)));
}

Presentation stapled_try_later(const Context& context) {
  return stapling(leaf_spec(context.host), pki::ocsp_error(pki::OcspError::try_later));
}

Presentation must_staple_good(const Context& context) {
  const CertificateSpec leaf = must_staple_leaf(context.host);
  return stapling(leaf, response_about(leaf, pki::status_good(), pki::current_at(context.time)));
}

Presentation must_staple_missing(std::string_view host) { return stapling(must_staple_leaf(host), {}); }

Presentation crl_good(const Context& context) {
  return publishing(listed(context), current_crl(context, issuing_p256), current_crl(context, root_p256));
}

Presentation crl_revoked(const Context& context) {
  const Listed specs = listed(context);
  CrlSpec of_issuing = current_crl(context, issuing_p256);
  of_issuing.entries = {revoked(context, specs.leaf)};
  return publishing(specs, of_issuing, current_crl(context, root_p256));
}

Presentation crl_revoked_intermediate(const Context& context) {
  const Listed specs = listed(context);
  CrlSpec of_root = current_crl(context, root_p256);
  of_root.entries = {revoked(context, specs.issuing)};
  return publishing(specs, current_crl(context, issuing_p256), of_root);
}

Presentation crl_expired(const Context& context) {
  const Listed specs = listed(context);
  CrlSpec of_issuing = current_crl(context, issuing_p256);
  of_issuing.period = pki::expired_at(context.time);
  return publishing(specs, of_issuing, current_crl(context, root_p256));
}

Presentation rekeyed_ca(const Context& context) { return rekeyed(context, false); }
Presentation rekeyed_ca_revoked(const Context& context) { return rekeyed(context, true); }

Presentation ocsp_good(const Context& context) { return with_live_responder(context, Knows::leaf); }
Presentation ocsp_revoked(const Context& context) {
  return with_live_responder(context, Knows::revoked_leaf);
}
Presentation ocsp_unknown(const Context& context) { return with_live_responder(context, Knows::nothing); }

Presentation ocsp_down(const Context& context) {
  return stapling(leaf_with_responder(context, context.refusing + std::string(responder_path)), {});
}

Presentation ocsp_slow(const Context& context) {
  Presentation out = ocsp_good(context);
  out.pages.front().manner = Page::Manner::slow;
  return out;
}

Presentation ocsp_huge(const Context& context) {
  return with_responder(context, {.path = {}, .manner = Page::Manner::huge});
}

// RFC 1918: whoever follows asks a machine of its own network for something.
Presentation ocsp_redirected(const Context& context) {
  return with_responder(context, {.path = {}, .location = "http://10.255.255.254/"});
}

Presentation aia_helps(const Context& context) {
  constexpr std::string_view path = "/issuing.cer";
  const CertificateSpec leaf = with_issuer_at(leaf_spec(context.host), address(context, path));
  return {.chain = {issue(leaf)},
          .key = leaf.key,
          .roots = {root()},
          .pages = {certificate_page(path, issuing_spec())}};
}

// Two CAs have certified each other, and each names the other as where to get on.
Presentation aia_loops(const Context& context) {
  constexpr std::string_view first_path = "/first.cer", second_path = "/second.cer";
  const Authority first{"certcheck test first looping CA", issuing_p256.key};
  const Authority second{"certcheck test second looping CA", upper_p256.key};
  const CertificateSpec leaf =
      with_issuer_at(server_certificate(first, leaf_p256, context.host), address(context, first_path));
  return {.chain = {issue(leaf)},
          .key = leaf.key,
          .roots = {root()},
          .pages = {certificate_page(first_path, with_issuer_at(authority_certificate(second, first),
                                                                address(context, second_path))),
                    certificate_page(second_path, with_issuer_at(authority_certificate(first, second),
                                                                 address(context, first_path)))}};
}

}  // namespace certcheck::certserve::present
