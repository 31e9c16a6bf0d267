#pragma once

#include "certcheck/dane/dane.h"
#include "certcheck/dns/caa.h"
#include "certcheck/engine/report.h"
#include "certcheck/report/detail/handshake_steps.h"
#include "certcheck/report/item.h"
#include "certcheck/report/text.h"
#include "certcheck/tls/handshake_record.h"
#include "certcheck/tls/protocol_support.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What reports for people say alike, in whatever form they are. All of it is printable text, not yet escaped
/// for any markup.
namespace certcheck::report {

/// "certificate 1, CN=example.com"; of what has no place among the presented certificates the kind alone.
std::string describe_subject(const Subject& subject, const engine::Report& report);

/// What the verdict rests on, each once.
std::vector<std::string_view> deciding(const Findings& findings, const engine::Report& report);

/// What stands by the verdict, each with a word for what it is: ("expires", "2026-01-31T23:59:59Z (in 3
/// days), limited by ...").
std::vector<std::pair<std::string_view, std::string>> verdict_facts(const engine::Report& report);

/// The findings of an item that are shown, those that decide first, then by severity: what the baseline has,
/// too, is not among them.
std::vector<const Finding*> shown_findings(const Item& item);
std::vector<const Finding*> shown_findings(const engine::Report& report);

/// "tbsCertificate.subject (byte 91)", "byte 91"; empty if it has no place.
std::string place_text(const Finding& finding);

/// What the message does not say already: as much as a reader wants to see.
struct ShownEvidence {
  std::vector<std::pair<std::string, std::string>> values;
  size_t more = 0;  ///< of values that are left out
};
ShownEvidence shown_evidence(const Finding& finding);

/// Of a step of the handshake, shortened to what a reader wants to see.
std::string value_text(const StepValue& value);

/// "RSA-2048, RSA PKCS#1 with SHA-256, until 2026-01-31T23:59:59Z".
std::string certificate_facts(const x509::Certificate& certificate, const engine::ChainReport& chain);

/// Of the certificate that ends a path: "[trusted root, from \"system\"]"; empty if it is neither an anchor
/// nor its own issuer.
std::string end_note(const path::Path& path);

/// "TLS 1.3, TLS_AES_128_GCM_SHA256, stopped at certificate": what came of the handshake.
std::string handshake_summary(const tls::HandshakeRecord& record);

/// "TLS 1.2, in the server's order".
std::string version_line(const tls::ProtocolSupport::Version& version);

/// What came of the DANE records, and of each of them.
std::string dane_summary(const dane::Report& dane, const engine::Report& report);
std::string association_line(const dane::Association& association, const engine::Report& report);
std::string caa_line(const dns::CaaPolicy& policy);

}  // namespace certcheck::report
