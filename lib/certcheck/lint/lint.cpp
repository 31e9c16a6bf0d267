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
    case Kind::chain:
      return "chain";
    case Kind::handshake:
      return "handshake";
  }
  return "certificate";
}

Outcome Reporter::fire(std::string_view node_path, std::optional<size_t> offset, std::string message,
                       Evidence evidence) const {
  if (findings_ != nullptr) {
    findings_->push_back(
        {&check_, subject_, std::string(node_path), offset, std::move(message), std::move(evidence)});
  }
  return Outcome::fired;
}

Outcome Reporter::fire_at(size_t certificate, std::string_view node_path, std::optional<size_t> offset,
                          std::string message, Evidence evidence) const {
  if (findings_ != nullptr) {
    const Subject subject{Subject::Kind::certificate, certificate, {}};
    findings_->push_back(
        {&check_, subject, std::string(node_path), offset, std::move(message), std::move(evidence)});
  }
  return Outcome::fired;
}

}  // namespace certcheck::lint
