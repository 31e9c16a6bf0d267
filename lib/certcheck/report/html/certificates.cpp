#include "certcheck/base/encoding.h"
#include "certcheck/base/shorten.h"
#include "certcheck/crypto/signature_facts.h"
#include "certcheck/report/html/detail/sections.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace certcheck::report::html {
namespace {

/// Names of a list that are shown.
constexpr size_t names_max = 100;

std::string list(const std::vector<std::string>& values) {
  std::string out = "<ul>\n";
  for (size_t i = 0; i < std::min(values.size(), names_max); ++i)
    out += "<li>" + apart(values[i]) + "</li>\n";
  if (values.size() > names_max) out += fmt::format("<li>and {} more</li>\n", values.size() - names_max);
  return out + "</ul>\n";
}

std::string field(std::string_view name, std::string_view markup) {
  return fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", escaped(name), markup);
}

std::string text_field(std::string_view name, std::string_view text) { return field(name, apart(text)); }

std::string code(std::string_view text) { return "<code>" + escaped(text) + "</code>"; }

std::string moment(const x509::EncodedTime& time) {
  return time.time ? format_rfc3339(*time.time) : "unreadable: " + shortened(as_text(time.text), 64);
}

struct ExtensionName {
  der::Oid id;
  std::string_view name;
};
constexpr std::array extension_names{
    ExtensionName{x509::oids::subject_key_identifier, "subjectKeyIdentifier"},
    ExtensionName{x509::oids::key_usage, "keyUsage"},
    ExtensionName{x509::oids::subject_alternative_name, "subjectAltName"},
    ExtensionName{x509::oids::issuer_alternative_name, "issuerAltName"},
    ExtensionName{x509::oids::basic_constraints, "basicConstraints"},
    ExtensionName{x509::oids::name_constraints, "nameConstraints"},
    ExtensionName{x509::oids::crl_distribution_points, "cRLDistributionPoints"},
    ExtensionName{x509::oids::certificate_policies, "certificatePolicies"},
    ExtensionName{x509::oids::policy_mappings, "policyMappings"},
    ExtensionName{x509::oids::authority_key_identifier, "authorityKeyIdentifier"},
    ExtensionName{x509::oids::policy_constraints, "policyConstraints"},
    ExtensionName{x509::oids::extended_key_usage, "extKeyUsage"},
    ExtensionName{x509::oids::freshest_crl, "freshestCRL"},
    ExtensionName{x509::oids::inhibit_any_policy, "inhibitAnyPolicy"},
    ExtensionName{x509::oids::authority_information_access, "authorityInfoAccess"},
    ExtensionName{x509::oids::subject_information_access, "subjectInfoAccess"},
    ExtensionName{x509::oids::qc_statements, "qcStatements"},
    ExtensionName{x509::oids::tls_feature, "TLSFeature"},
    ExtensionName{x509::oids::ocsp_no_check, "ocsp-nocheck"},
    ExtensionName{x509::oids::signed_certificate_timestamps, "signedCertificateTimestampList"},
    ExtensionName{x509::oids::precertificate_poison, "precertificate poison"},
};

struct PurposeName {
  der::Oid id;
  std::string_view name;
};
constexpr std::array purpose_names{
    PurposeName{x509::oids::any_extended_key_usage, "any"},
    PurposeName{x509::oids::server_auth, "serverAuth"},
    PurposeName{x509::oids::client_auth, "clientAuth"},
    PurposeName{x509::oids::code_signing, "codeSigning"},
    PurposeName{x509::oids::email_protection, "emailProtection"},
    PurposeName{x509::oids::time_stamping, "timeStamping"},
    PurposeName{x509::oids::ocsp_signing, "OCSPSigning"},
};

template <typename Rows>
std::string name_of(der::Oid id, const Rows& rows) {
  for (const auto& row : rows)
    if (row.id == id) return std::string(row.name);
  return id.to_string();
}

std::vector<std::string> texts(const std::vector<x509::GeneralName>& names) {
  std::vector<std::string> out;
  for (size_t i = 0; i < names.size(); ++i)
    out.push_back(i < names_max ? names[i].to_string() : std::string());  // only counted
  return out;
}

std::string key_usage_text(const x509::KeyUsage& usage) {
  constexpr std::array<std::string_view, 9> bits{"digitalSignature", "contentCommitment", "keyEncipherment",
                                                 "dataEncipherment", "keyAgreement",      "keyCertSign",
                                                 "cRLSign",          "encipherOnly",      "decipherOnly"};
  std::string out;
  for (size_t i = 0; i < bits.size(); ++i)
    if (usage.has(static_cast<x509::KeyUsage::Bit>(i)))
      out += (out.empty() ? "" : ", ") + std::string(bits[i]);
  return out.empty() ? "no bit is set" : out;
}

/// What an extension says, as far as a reader looks for it; the rest in hexadecimal.
std::string value_of(const x509::Extension& extension, const x509::Certificate& certificate) {
  using namespace x509::oids;
  const der::Oid id = extension.id;
  if (id == subject_alternative_name && certificate.subject_alternative_names)
    return list(texts(*certificate.subject_alternative_names));
  if (id == issuer_alternative_name && certificate.issuer_alternative_names)
    return list(texts(*certificate.issuer_alternative_names));
  if (id == key_usage && certificate.key_usage) return apart(key_usage_text(*certificate.key_usage));
  if (id == extended_key_usage && certificate.extended_key_usage) {
    std::vector<std::string> names;
    for (const der::Oid purpose : certificate.extended_key_usage->purposes)
      names.push_back(name_of(purpose, purpose_names));
    return list(names);
  }
  if (id == basic_constraints && certificate.basic_constraints) {
    const auto& constraints = *certificate.basic_constraints;
    return apart(constraints.ca ? "a CA" + (constraints.path_length ? fmt::format(", at most {} below it",
                                                                                  *constraints.path_length)
                                                                    : std::string())
                                : std::string("not a CA"));
  }
  if (id == authority_information_access && certificate.authority_information_access) {
    std::vector<std::string> lines;
    for (const auto& each : certificate.authority_information_access->descriptions)
      lines.push_back((each.method == ocsp_access         ? "OCSP "
                       : each.method == ca_issuers_access ? "issuers "
                                                          : each.method.to_string() + " ") +
                      each.location.to_string());
    return list(lines);
  }
  if (id == crl_distribution_points && certificate.crl_distribution_points) {
    std::vector<std::string> lines;
    for (const auto& point : certificate.crl_distribution_points->points)
      for (const auto& name : point.full_name) lines.push_back(name.to_string());
    return list(lines);
  }
  if (id == certificate_policies && certificate.certificate_policies) {
    std::vector<std::string> lines;
    for (const auto& policy : certificate.certificate_policies->policies)
      lines.push_back(policy.id.to_string());
    return list(lines);
  }
  if (id == name_constraints && certificate.name_constraints) {
    std::vector<std::string> lines;
    for (const auto& each : certificate.name_constraints->permitted)
      lines.push_back("permitted " + each.base.to_string());
    for (const auto& each : certificate.name_constraints->excluded)
      lines.push_back("excluded " + each.base.to_string());
    return list(lines);
  }
  if (id == signed_certificate_timestamps && certificate.signed_certificate_timestamps)
    return apart(fmt::format("{} timestamps", certificate.signed_certificate_timestamps->size()));
  constexpr size_t bytes_shown = 40;
  return code(shortened_hex(extension.value, bytes_shown));
}

std::string fields_of(const x509::Certificate& certificate, const ShownThing& thing, const Item& item) {
  std::string out =
      text_field("version", certificate.version == 0 ? "unreadable" : std::to_string(certificate.version));
  out += field("serial number", code(shortened_hex(certificate.serial, 64)));
  out += text_field("signature", crypto::signature_facts(certificate.signature_algorithm).name);
  out += text_field("issuer", certificate.issuer.to_string());
  out += text_field("valid from", moment(certificate.not_before));
  out += text_field("valid until", moment(certificate.not_after));
  out += text_field("subject", certificate.subject.to_string());
  std::string key = certificate.public_key.algorithm.oid.to_string();
  if (item.report() != nullptr) key = item.report()->chain.details_of(certificate).key;
  out += text_field("key", key);
  if (thing.subject.sha256) out += field("SHA-256", code(hex_encode(*thing.subject.sha256)));
  constexpr size_t extensions_max = 64;
  for (size_t i = 0; i < std::min(certificate.extensions.size(), extensions_max); ++i) {
    const x509::Extension& extension = certificate.extensions[i];
    out += field(name_of(extension.id, extension_names) + (extension.critical ? " (critical)" : ""),
                 value_of(extension, certificate));
  }
  if (certificate.extensions.size() > extensions_max)
    out +=
        text_field("extensions", fmt::format("and {} more", certificate.extensions.size() - extensions_max));
  return out;
}

std::string fields_of(const engine::Linted& linted) {
  std::string out;
  if (linted.crl) {
    out += text_field("issuer", linted.crl->issuer.to_string());
    out += text_field("this update", moment(linted.crl->this_update));
    if (linted.crl->next_update) out += text_field("next update", moment(*linted.crl->next_update));
    out += text_field("signature", crypto::signature_facts(linted.crl->signature_algorithm).name);
  }
  if (linted.ocsp) {
    out += text_field("produced at", moment(linted.ocsp->produced_at));
    out += text_field("responses", std::to_string(linted.ocsp->responses.size()));
  }
  if (linted.subject.sha256) out += field("SHA-256", code(hex_encode(*linted.subject.sha256)));
  return out;
}

}  // namespace

std::vector<ShownThing> shown_things(const Item& item) {
  std::vector<ShownThing> things;
  const auto add = [&](const x509::Certificate& certificate, std::optional<size_t> index,
                       const std::optional<Sha256>& sha256, std::string origin) {
    const std::string name = certificate.subject.to_string();
    things.push_back({&certificate,
                      certificate.der,
                      {Subject::Kind::certificate, index, sha256},
                      name.empty() ? "(no subject name)" : name,
                      std::move(origin)});
  };
  if (const engine::Report* const report = item.report()) {
    const engine::ChainReport& chain = report->chain;
    for (size_t i = 0; i < chain.presented.size(); ++i)
      add(*chain.presented[i], i, chain.details_of(*chain.presented[i]).sha256,
          fmt::format("presented as {}", i + 1));
    if (chain.paths.empty()) return things;
    const path::Path& best = chain.paths.front();
    for (const auto& certificate : best.certificates) {
      const Sha256& sha256 = chain.details_of(*certificate).sha256;
      if (std::any_of(things.begin(), things.end(),
                      [&](const auto& each) { return each.subject.sha256 == sha256; }))
        continue;
      const bool is_anchor = best.anchor && certificate == best.certificates.back();
      add(*certificate, {}, sha256, is_anchor ? "from the store " + best.anchor->store : "on the best path");
    }
    return things;
  }
  const LintedThing& thing = *item.linted();
  const engine::Linted& linted = thing.linted;
  for (size_t i = 0; i < linted.chain.size(); ++i)
    add(*linted.chain[i], i, {}, fmt::format("certificate {} of the chain", i + 1));
  if (linted.certificate) add(*linted.certificate, linted.subject.index, linted.subject.sha256, {});
  const ByteView der = linted.crl ? linted.crl->der : linted.ocsp ? linted.ocsp->der : ByteView();
  if (!der.empty()) things.push_back({nullptr, der, linted.subject, title_of(thing)});
  return things;
}

std::optional<size_t> place_of(const Finding& finding, const std::vector<ShownThing>& things) {
  const Subject& subject = finding.subject;
  for (size_t i = 0; i < things.size(); ++i) {
    const Subject& of_thing = things[i].subject;
    if (subject.kind != of_thing.kind && things[i].certificate != nullptr) continue;
    if (subject.sha256 && of_thing.sha256 ? subject.sha256 == of_thing.sha256
                                          : subject.kind == of_thing.kind && subject.index == of_thing.index)
      return i;
  }
  return std::nullopt;
}

std::string things_in_full(const Item& item, const std::vector<ShownThing>& things, const Place& place) {
  /// A server may send hundreds of certificates; these are more than any chain has.
  constexpr size_t things_max = 16;
  std::vector<std::vector<const Finding*>> about(things.size());
  for (const Finding& finding : item.findings())
    if (const auto thing = place_of(finding, things)) about[*thing].push_back(&finding);
  std::string out;
  for (size_t i = 0; i < std::min(things.size(), things_max); ++i) {
    const ShownThing& thing = things[i];
    const std::string name = fmt::format("{}, {}", i + 1, fitted(thing.title, 64));
    const std::string fields = thing.certificate != nullptr ? fields_of(*thing.certificate, thing, item)
                                                            : fields_of(item.linted()->linted);
    std::string content = scrolled(
        "Fields of " + name,
        fmt::format("<table class=\"fields\">\n<caption>Fields</caption>\n<tbody>\n{}</tbody>\n</table>\n",
                    fields));
    const auto marked =
        static_cast<size_t>(std::count_if(about[i].begin(), about[i].end(), [&](const Finding* each) {
          return each->offset && *each->offset < thing.der.size();
        }));
    content += fmt::format("<p>{} bytes{}.</p>\n", thing.der.size(),
                           marked == 0 ? std::string() : ", those marked that a problem points to");
    content += hex_view(thing.der, about[i], bytes_id(place, i), "Bytes of " + name);
    const std::string summary = fmt::format(
        "<strong>{}</strong> {}{}", apart(shortened(thing.title, 256)),
        about[i].empty() ? std::string()
                         : fmt::format("<span class=\"count\">{} problem{}</span> ", about[i].size(),
                                       about[i].size() == 1 ? "" : "s"),
        thing.origin.empty() ? std::string() : "<span class=\"dim\">" + apart(thing.origin) + "</span>");
    out += folded(summary, content, marked != 0);
  }
  if (things.size() > things_max)
    out += fmt::format("<p>And {} other certificates.</p>\n", things.size() - things_max);
  return section(place, "certificates", item.linted() != nullptr ? "Contents" : "Certificates", out);
}

}  // namespace certcheck::report::html
