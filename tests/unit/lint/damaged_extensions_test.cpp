// No rule draws a conclusion from what could not be read: extensions of the fixtures are damaged in several
// ways, and no lint finds anything that it does not find of the sound one.
#include "certcheck/der/writer.h"
#include "certcheck/lint/embedded.h"

#include "fixtures.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>

namespace certcheck::lint {
namespace {

namespace fs = std::filesystem;

/// An extension by where it is: offsets from the start of what is linted.
struct Target {
  size_t extension, id, value, size;
};

using Targets = std::vector<Target>;

void add_targets(const std::vector<x509::Extension>& extensions, const Bytes& der, size_t offset,
                 Targets& targets) {
  for (const x509::Extension& extension : extensions) {
    const auto* const id = reinterpret_cast<const uint8_t*>(extension.id.content().data());
    targets.push_back({extension.offset + offset, static_cast<size_t>(id - der.data()) - 2 + offset,
                       extension.value_offset + offset, extension.value.size()});
  }
}

/// `bytes`, which start at `offset`, with the content of the element at the target's value replaced and the
/// lengths of all around it corrected.
Bytes with_value(ByteView bytes, size_t offset, const Target& target, const Bytes& value) {
  Bytes out;
  Findings ignored;
  der::FaultSink sink(ignored);
  der::Reader reader(bytes, sink, {}, offset);
  while (const auto element = reader.next()) {
    const size_t begin = element->content_offset(), end = begin + element->content.size();
    const bool is_value = begin == target.value && element->content.size() == target.size;
    const bool is_around = begin < target.value && target.value + target.size <= end;
    // The BIT STRING and OCTET STRINGs that are not around it are copied as they are, whatever they hold.
    const Bytes replaced = is_value ? der::tlv(element->tag, value)
                           : is_around
                               ? der::tlv(element->tag, with_value(element->content, begin, target, value))
                               : Bytes(element->bytes.begin(), element->bytes.end());
    out.insert(out.end(), replaced.begin(), replaced.end());
  }
  return out;
}

struct Damage {
  std::string_view name;
  Bytes (*of)(const Bytes& value);  ///< null: the tag of extnID is another
};

Bytes joined(Bytes head, const Bytes& tail) {
  head.insert(head.end(), tail.begin(), tail.end());
  return head;
}

uint8_t tag_of(const Bytes& value) { return value.empty() ? der::tag::sequence : value[0]; }

const Damage damages[] = {
    {"in an element of another type", [](const Bytes& value) { return der::tlv(0xc5, value); }},
    {"cut off",
     [](const Bytes& value) {
       return joined({tag_of(value), 0x82, 0x7f, 0x7f},
                     value.size() < 2 ? Bytes() : Bytes(value.begin() + 2, value.end()));
     }},
    {"empty", [](const Bytes& /*value*/) { return Bytes(); }},
    {"a header alone",
     [](const Bytes& value) {
       return Bytes{tag_of(value), 0x7f};
     }},
    {"noise",
     [](const Bytes& /*value*/) {
       return Bytes{0xde, 0xad, 0xbe, 0xef};
     }},
    {"under another extnID", nullptr},
};

Bytes damaged(const Bytes& der, const Target& target, const Damage& damage) {
  if (damage.of == nullptr) {
    Bytes out = der;
    out[target.id] = 0x26;
    return out;
  }
  const auto begin = der.begin() + static_cast<std::ptrdiff_t>(target.value);
  return with_value(der, 0, target,
                    damage.of(Bytes(begin, begin + static_cast<std::ptrdiff_t>(target.size))));
}

const Selection& all_lints() {
  static const Selection all;
  return all;
}

/// The ids of what the lints find, and the node paths of what the parser found.
struct Found {
  std::map<std::string_view, std::string> of_lints;  ///< node path of the first
  std::vector<std::string> of_parser;

  void add(const Findings& findings, const Findings& parser) {
    for (const Finding& finding : findings)
      if (std::none_of(parser.begin(), parser.end(),
                       [&finding](const Finding& one) { return one.check == finding.check; }))
        of_lints.emplace(finding.id(), finding.node_path);
    for (const Finding& finding : parser) of_parser.push_back(finding.node_path);
  }
};

Targets targets_of(const x509::Certificate& certificate) {
  Targets targets;
  add_targets(certificate.extensions, certificate.der, 0, targets);
  return targets;
}

Targets targets_of(const x509::Crl& crl) {
  Targets targets;
  add_targets(crl.extensions, crl.der, 0, targets);
  for (const x509::RevokedCertificate& entry : crl.revoked)
    add_targets(entry.extensions, crl.der, 0, targets);
  return targets;
}

template <typename Parsed>
void add_targets_of_certificates(const Parsed& parsed, Targets& targets) {
  for (size_t i = 0; i < parsed.certificates.size(); ++i)
    add_targets(parsed.certificates[i]->extensions, parsed.certificates[i]->der,
                parsed.certificate_offsets[i], targets);
}

Targets targets_of(const x509::OcspResponse& response) {
  Targets targets;
  add_targets(response.extensions, response.der, 0, targets);
  add_targets_of_certificates(response, targets);
  for (const x509::SingleResponse& single : response.responses)
    add_targets(single.extensions, response.der, 0, targets);
  return targets;
}

Targets targets_of(const x509::OcspRequest& request) {
  Targets targets;
  add_targets(request.extensions, request.der, 0, targets);
  add_targets_of_certificates(request, targets);
  for (const x509::SingleRequest& single : request.requests)
    add_targets(single.extensions, request.der, 0, targets);
  return targets;
}

Found lint_certificate(const Bytes& der) {
  Found out;
  const auto certificate = x509::parse_certificate(der);
  CertificateFacts facts(*certificate, test::Fixture::verifier());
  facts.weak_keys = &test::weak_keys();
  Findings findings;
  run(facts, all_lints(), {}, findings);
  out.add(findings, certificate->findings);
  return out;
}

Found lint_crl(const Bytes& der) {
  Found out;
  const auto crl = x509::parse_crl(der);
  Findings findings;
  run(*crl, all_lints(), {}, findings);
  out.add(findings, crl->findings);
  return out;
}

/// The certificates inside are linted as certificates.
template <typename Parsed>
Found lint_with_certificates(const Parsed& parsed) {
  Found out;
  Findings findings, of_certificates;
  run(parsed, all_lints(), {}, findings);
  out.add(findings, parsed.findings);
  run_embedded(parsed, all_lints(), test::Fixture::verifier(), &test::weak_keys(), {}, of_certificates);
  Findings of_parser;
  for (const auto& certificate : parsed.certificates)
    of_parser.insert(of_parser.end(), certificate->findings.begin(), certificate->findings.end());
  out.add(of_certificates, of_parser);
  return out;
}

Found lint_response(const Bytes& der) { return lint_with_certificates(*x509::parse_ocsp_response(der)); }
Found lint_request(const Bytes& der) { return lint_with_certificates(*x509::parse_ocsp_request(der)); }

/// Of rules that say the same the more special one is reported; where an extension is lost that says what the
/// certificate is, the more general one is, of the extension that it names.
const std::set<std::string_view> said_by_others_before = {"rfc3279.key_usage.rsa_leaf_not_permitted"};

/// What the lints newly find where something is damaged, by id, with an example.
using Blames = std::map<std::string, std::string>;

/// What was damaged already. Thousands of fixtures differ in one field and share the rest: what is concluded
/// from an extension that cannot be read rests on what it is and on what is beside it, the extensions by
/// their ids and those that say what the certificate is for by their values.
class Damaged {
 public:
  /// The damages to try on an extension: each beside others that it was not yet damaged beside, one after the
  /// other where these say something new about what the certificate is for, none else.
  std::vector<const Damage*> damages_of(const Bytes& der, const Targets& targets, const Target& target,
                                        bool self_issued) {
    std::vector<std::string> beside, values;
    if (self_issued) values.emplace_back("self-issued");
    for (const Target& each : targets) {
      const std::string_view id = text(der, each.id, static_cast<size_t>(der[each.id + 1]) + 2);
      beside.emplace_back(std::string(id) + (&each == &target ? '!' : '.'));
      if (&each != &target && says_purpose(id))
        values.push_back(beside.back() + std::string(text(der, each.value, each.size)));
    }
    std::sort(beside.begin(), beside.end());
    std::sort(values.begin(), values.end());
    std::string key = joined(beside);
    std::vector<const Damage*> wanted;
    if (seen_.insert(key).second)
      for (const Damage& damage : damages) wanted.push_back(&damage);
    if (seen_.insert(key += joined(values)).second && wanted.empty())
      wanted.push_back(&damages[turn_++ % std::size(damages)]);
    return wanted;
  }

 private:
  static std::string joined(const std::vector<std::string>& parts) {
    std::string out = std::to_string(parts.size());
    for (const std::string& part : parts) out += part;
    return out;
  }
  static std::string_view text(const Bytes& der, size_t at, size_t size) {
    return as_text(ByteView(der).subspan(at, size));
  }
  /// keyUsage, basicConstraints, certificatePolicies, extKeyUsage
  static bool says_purpose(std::string_view id) {
    for (const std::string_view one :
         {"\x06\x03\x55\x1d\x0f", "\x06\x03\x55\x1d\x13", "\x06\x03\x55\x1d\x20", "\x06\x03\x55\x1d\x25"})
      if (id == one) return true;
    return false;
  }

  std::set<std::string> seen_;
  size_t turn_ = 0;
};

/// `lint` gives what is found in DER.
template <typename Lint>
void blame(const Bytes& der, const Targets& targets, bool self_issued, Lint lint, const std::string& file,
           Damaged& done, Blames& blames) {
  std::optional<Found> sound;
  for (const Target& target : targets) {
    for (const Damage* const damage : done.damages_of(der, targets, target, self_issued)) {
      if (!sound) sound = lint(der);
      const Found spoilt = lint(damaged(der, target, *damage));
      const bool parsed = spoilt.of_parser.size() > sound->of_parser.size();
      for (const auto& [id, node_path] : spoilt.of_lints) {
        // What the parser leaves undecoded a rule on its form reads.
        const bool of_its_form = !parsed && node_path.find("xtensions.") != std::string::npos;
        if (!sound->of_lints.contains(id) && !of_its_form && !said_by_others_before.contains(id))
          blames.emplace(id, file + ": the extension at byte " + std::to_string(target.extension) + " " +
                                 std::string(damage->name));
      }
    }
  }
}

/// A self-signed certificate with algorithms that nobody knows, so that it is taken for one whatever happens
/// to its bytes.
Bytes signed_by_unknown(const x509::Certificate& certificate) {
  Bytes der = certificate.der;
  for (const auto* const algorithm : {&certificate.tbs_signature, &certificate.signature_algorithm})
    if (!algorithm->oid.empty()) {
      const std::string_view oid = algorithm->oid.content();
      der[static_cast<size_t>(reinterpret_cast<const uint8_t*>(oid.data()) - certificate.der.data()) +
          oid.size() - 1] = 0x7f;
    }
  return der;
}

std::string described(const Blames& blames) {
  std::string text;
  for (const auto& [id, example] : blames) text += id + "\n    " + example + "\n";
  return text;
}

TEST_CASE("no rule draws a conclusion from an extension that cannot be read") {
  Blames blames;
  Damaged done;
  size_t things = 0;
  const fs::path cases = test::lint_testdata() / "cases";
  std::set<fs::path> files;  // in order, since which damage is tried depends on what was tried
  for (const auto& entry : fs::recursive_directory_iterator(cases))
    if (entry.path().extension() == ".pem") files.insert(entry.path());
  for (const fs::path& path : files) {
    const test::Fixture fixture(path);
    const std::string file = fs::relative(path, cases).string();
    things += fixture.certificates.size() + fixture.crls.size() + fixture.responses.size() +
              fixture.requests.size();
    for (const auto& facts : fixture.facts) {
      const x509::Certificate& certificate = facts->certificate;
      const bool self_issued = certificate.self_issued();
      blame(self_issued ? signed_by_unknown(certificate) : certificate.der, targets_of(certificate),
            self_issued, lint_certificate, file, done, blames);
    }
    for (const auto& crl : fixture.crls)
      if (crl->der.size() < 10'000) blame(crl->der, targets_of(*crl), false, lint_crl, file, done, blames);
    for (const auto& response : fixture.responses)
      blame(response->der, targets_of(*response), false, lint_response, file, done, blames);
    for (const auto& request : fixture.requests)
      blame(request->der, targets_of(*request), false, lint_request, file, done, blames);
  }
  CHECK(things > 1000);
  CHECK(described(blames) == "");
}

}  // namespace
}  // namespace certcheck::lint
