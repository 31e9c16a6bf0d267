#include "certcheck/lint/lint.h"

namespace certcheck::lint {

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::not_applicable:
      return "not_applicable";
    case Outcome::not_effective:
      return "not_effective";
    case Outcome::pass:
      return "pass";
    case Outcome::fired:
      return "fired";
  }
  return "pass";
}

std::string_view to_string(Kind kind) {
  switch (kind) {
    case Kind::certificate:
      return "certificate";
    case Kind::crl:
      return "crl";
    case Kind::ocsp:
      return "ocsp";
    case Kind::ocsp_request:
      return "ocsp_request";
    case Kind::chain:
      return "chain";
    case Kind::handshake:
      return "handshake";
  }
  return "certificate";
}

std::vector<std::string_view> role_names(Role roles) {
  static constexpr std::pair<Role, std::string_view> all[] = {
      {Role::leaf, "leaf"},
      {Role::ca, "ca"},
      {Role::self_signed, "self_signed"},
      {Role::subscriber, "subscriber"},
      {Role::subordinate_ca, "subordinate_ca"},
      {Role::root, "root"},
      {Role::server_auth, "server_auth"},
      {Role::email, "email"},
      {Role::code_signing, "code_signing"},
      {Role::ocsp_responder, "ocsp_responder"},
      {Role::domain_validated, "domain_validated"},
      {Role::organization_validated, "organization_validated"},
      {Role::individual_validated, "individual_validated"},
      {Role::extended_validated, "extended_validated"},
      {Role::precertificate, "precertificate"},
      {Role::non_tls_ca, "non_tls_ca"},
      {Role::precertificate_signer, "precertificate_signer"},
      {Role::constrained_ca, "constrained_ca"},
      {Role::cross_certificate, "cross_certificate"},
      {Role::not_cross_certificate, "not_cross_certificate"},
      {Role::tls_br, "tls_br"},
  };
  std::vector<std::string_view> names;
  for (const auto& [role, name] : all)
    if (has_roles(roles, role)) names.push_back(name);
  return names;
}

Outcome Reporter::fire(std::string_view node_path, std::optional<size_t> offset, std::string message,
                       Evidence evidence) const {
  if (findings_ != nullptr && ++fired_ <= OutputBudget::findings_of_a_kind) {
    findings_->push_back(
        {&check_, subject_, std::string(node_path), offset, std::move(message), std::move(evidence)});
    findings_->back().ranked = ranked_;
    shorten(findings_->back());
  }
  return Outcome::fired;
}

Outcome Reporter::fire_at(size_t certificate, std::string_view node_path, std::optional<size_t> offset,
                          std::string message, Evidence evidence) const {
  if (findings_ != nullptr) {
    const Subject subject{Subject::Kind::certificate, certificate, {}};
    findings_->push_back(
        {&check_, subject, std::string(node_path), offset, std::move(message), std::move(evidence)});
    findings_->back().ranked = ranked_;
    shorten(findings_->back());
  }
  return Outcome::fired;
}

void Reporter::say_how_many_more() const {
  findings_->push_back(more_findings(check_, subject_, fired_ - OutputBudget::findings_of_a_kind));
  findings_->back().ranked = ranked_;
}

}  // namespace certcheck::lint
