#include "certcheck/scan/detail/all_certificates.h"

#include "certcheck/base/encoding.h"
#include "certcheck/engine/comparison.h"

#include <array>
#include <set>

namespace certcheck::scan {

std::span<const Question> questions() {
  static constexpr std::array all{
      Question{.name = ""},
      Question{.name = "RSA", .key = net::ServerKey::rsa},
      Question{.name = "ECDSA", .key = net::ServerKey::ecdsa},
      Question{.name = "EdDSA", .key = net::ServerKey::eddsa},
      Question{.name = "ML-DSA", .key = net::ServerKey::ml_dsa},
      Question{.name = "no server name", .without_name = true},
  };
  return all;
}

std::shared_ptr<const net::ConnectOptions> to_ask(const Question& question,
                                                  const net::ConnectOptions& options) {
  auto asking = std::make_shared<net::ConnectOptions>(options);
  asking->server_key = question.key;
  if (question.without_name) asking->sni = "";
  return asking;
}

std::vector<size_t> distinct(const std::vector<tls::HandshakeRecord>& records) {
  std::vector<size_t> places;
  std::set<Bytes> seen;
  for (size_t i = 0; i < records.size(); ++i) {
    const auto& certificates = records[i].certificates;
    const bool another = !certificates.empty() && seen.insert(certificates.front()).second;
    if (i == 0 || another) places.push_back(i);
  }
  return places;
}

namespace {

std::string place_of(const Question& question) {
  if (question.without_name) return "for clients without SNI";
  return question.name.empty() ? "for ordinary clients" : "for " + std::string(question.name) + " clients";
}

}  // namespace

void compare(std::vector<std::pair<const Question*, engine::Report*>>& reports) {
  std::vector<engine::ShownCertificate> all;
  for (const auto& [question, report] : reports) {
    report->asked_for = question->name;
    if (report->chain.presented.empty()) continue;
    const x509::Certificate& leaf = *report->chain.presented.front();
    const engine::CertificateDetails& details = report->chain.details_of(leaf);
    all.push_back(
        {report->asked_for, hex_encode(details.sha256), details.key, leaf.not_after.time, report->verdict});
  }
  std::vector<engine::Compared> compared;
  for (const auto& [question, report] : reports) {
    report->all_certificates = all;
    compared.push_back(
        {.place = place_of(*question), .report = report, .without_name = question->without_name});
  }
  engine::compare_certificates(compared);
}

}  // namespace certcheck::scan
