#include "certlint/describe.h"

#include "certcheck/base/encoding.h"
#include "certcheck/base/shorten.h"
#include "certcheck/crypto/digest.h"
#include "certcheck/engine/linting.h"
#include "certcheck/lint/embedded.h"
#include "certcheck/lint/words.h"
#include "certcheck/report/json.h"
#include "certcheck/x509/strings.h"

#include <nlohmann/json.hpp>

#include <iterator>
#include <optional>
#include <utility>

namespace certcheck::certlint {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::optional<Time>& time) { return time ? Json(format_rfc3339(*time)) : Json(); }

std::string title_of(const Linted& linted) {
  if (!linted.chain.empty()) {
    return lint::words("chain of ", linted.chain.size(), " certificates");
  }
  if (linted.certificate) {
    const std::string subject = linted.certificate->subject.to_string();
    return lint::words("certificate ", subject.empty() ? "without a subject name" : subject);
  }
  if (linted.crl) {
    return "CRL of " + linted.crl->issuer.to_string();
  }
  return linted.ocsp ? "OCSP response" : linted.ocsp_request ? "OCSP request" : "unreadable";
}

}  // namespace

lint::Kind lint_kind(Item::Kind kind) {
  return kind == Item::Kind::crl            ? lint::Kind::crl
         : kind == Item::Kind::ocsp         ? lint::Kind::ocsp
         : kind == Item::Kind::ocsp_request ? lint::Kind::ocsp_request
         : kind == Item::Kind::chain        ? lint::Kind::chain
                                            : lint::Kind::certificate;
}

Linted lint_item(Item item, const Setting& setting) {
  const auto& [selection, weak_keys, verifier, with_outcomes] = setting;
  Linted linted;
  lint::Outcomes* const outcomes = with_outcomes ? &linted.outcomes : nullptr;
  linted.item = std::move(item);
  Bytes der = std::move(linted.item.der);
  const auto label = [&](Subject::Kind kind) {
    return linted.subject = Subject{kind, linted.item.index, crypto::sha256(der)};
  };
  switch (linted.item.kind) {
    case Item::Kind::certificate: {
      const Subject subject = label(Subject::Kind::certificate);
      linted.certificate = x509::parse_certificate(std::move(der));
      lint::CertificateFacts facts(*linted.certificate, verifier);
      facts.weak_keys = weak_keys;
      engine::lint_thing(facts, subject, selection, linted.findings, outcomes);
      break;
    }
    case Item::Kind::crl: {
      const Subject subject = label(Subject::Kind::crl);
      linted.crl = x509::parse_crl(std::move(der));
      engine::lint_thing(*linted.crl, subject, selection, linted.findings, outcomes);
      break;
    }
    case Item::Kind::ocsp: {
      const Subject subject = label(Subject::Kind::ocsp);
      linted.ocsp = x509::parse_ocsp_response(std::move(der));
      engine::lint_thing(*linted.ocsp, subject, selection, linted.findings, outcomes);
      lint::run_embedded(*linted.ocsp, selection, verifier, weak_keys, subject, linted.findings);
      break;
    }
    case Item::Kind::ocsp_request: {
      const Subject subject = label(Subject::Kind::ocsp);
      linted.ocsp_request = x509::parse_ocsp_request(std::move(der));
      engine::lint_thing(*linted.ocsp_request, subject, selection, linted.findings, outcomes);
      lint::run_embedded(*linted.ocsp_request, selection, verifier, weak_keys, subject, linted.findings);
      break;
    }
    case Item::Kind::chain:
      // The certificates were linted by themselves already.
      for (const Bytes& each : linted.item.chain) {
        linted.chain.push_back(x509::parse_certificate(each));
      }
      linted.findings = engine::lint_chain(linted.chain, selection, verifier);
      break;
    case Item::Kind::unreadable:
      break;
  }
  // What is wrong with how it was given comes before what is wrong with it.
  selection.apply(linted.item.findings);
  linted.findings.insert(linted.findings.begin(), linted.item.findings.begin(), linted.item.findings.end());
  return linted;
}

std::string place_of(const Item& item) {
  return item.line != 0 ? lint::words(item.file, ":", item.line) : item.file;
}

report::LintedThing to_report(const Linted& linted) {
  report::LintedThing thing{.file = linted.item.file,
                            .index = linted.item.index,
                            .line = linted.item.line,
                            .kind = std::string(to_string(linted.item.kind)),
                            .title = title_of(linted),
                            .name = {},
                            .expires = {},
                            .sha256 = linted.subject.sha256,
                            .findings = linted.findings};
  if (linted.certificate) {
    thing.name = linted.certificate->subject.to_string();
    thing.expires = linted.certificate->not_after.time;
  } else if (linted.crl) {
    thing.name = linted.crl->issuer.to_string();
    thing.expires = linted.crl->next_update ? linted.crl->next_update->time : std::nullopt;
  }
  return thing;
}

std::string to_json(const Linted& linted) {
  Json out = {{"file", linted.item.file},
              {"index", linted.item.index},
              {"line", linted.item.line == 0 ? Json() : Json(linted.item.line)},
              {"kind", to_string(linted.item.kind)},
              {"subject", nullptr},
              {"issuer", nullptr},
              {"serial", nullptr},
              {"not_before", nullptr},
              {"not_after", nullptr},
              {"sha256", nullptr},
              {"findings", Json::array()}};
  if (linted.subject.sha256) {
    out["sha256"] = hex_encode(*linted.subject.sha256);
  }
  if (linted.certificate) {
    const x509::Certificate& certificate = *linted.certificate;
    out["subject"] = certificate.subject.to_string();
    out["issuer"] = certificate.issuer.to_string();
    out["serial"] = shortened_hex(certificate.serial, OutputBudget::value_bytes);
    out["not_before"] = text_or_null(certificate.not_before.time);
    out["not_after"] = text_or_null(certificate.not_after.time);
  } else if (linted.crl) {
    out["issuer"] = linted.crl->issuer.to_string();
    out["not_before"] = text_or_null(linted.crl->this_update.time);
    out["not_after"] = linted.crl->next_update ? text_or_null(linted.crl->next_update->time) : Json();
  } else if (linted.ocsp) {
    out["not_before"] = text_or_null(linted.ocsp->produced_at.time);
  }
  std::string text = x509::inert_json(out.dump(-1, ' ', false, Json::error_handler_t::replace));
  // The findings are written by the module that defines their form.
  text.resize(text.size() - std::string_view("[]}").size());
  return text + report::to_json(linted.findings) + "}";
}

std::string to_text(const Linted& linted) {
  std::string out = x509::printable(place_of(linted.item));
  out += ": " + title_of(linted) + (linted.findings.empty() ? ": nothing found\n" : "\n");
  for (const Finding& finding : linted.findings) {
    out += lint::words("  ", to_string(finding.severity()), " ", finding.id());
    if (!linted.chain.empty() && finding.subject.index) {
      out += lint::words(" in certificate ", *finding.subject.index + 1);
    }
    out += ": ";
    out += x509::printable(finding.message);
    out += lint::words(" (", finding.check->citation, ")");
    if (!finding.node_path.empty()) {
      out += lint::words(", at ", finding.node_path);
    }
    if (finding.offset) {
      out += lint::words(", byte ", *finding.offset);
    }
    out += "\n";
  }
  return out;
}

}  // namespace certcheck::certlint
