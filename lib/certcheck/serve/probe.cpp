#include "certcheck/serve/detail/probe.h"

#include "certcheck/base/encoding.h"
#include "certcheck/base/ip_address.h"
#include "certcheck/report/exposition.h"
#include "certcheck/tls/names.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace certcheck::serve {
namespace {

using report::Labels;

std::string gauge(std::string_view name, std::string_view help, const Labels& labels,
                  std::string_view value) {
  return report::family_head(name, "gauge", help) + report::sample_line(name, labels, value);
}

std::string seconds_of(Time time) { return std::to_string(time.time_since_epoch().count()); }

std::optional<Time> earlier(std::optional<Time> a, std::optional<Time> b) {
  return a && b ? std::min(*a, *b) : a ? a : b;
}

/// FNV-1a of 32 bits over the bytes of the address, as blackbox_exporter has it.
uint32_t hash_of(ByteView address) {
  uint32_t hash = 2'166'136'261U;
  for (const uint8_t byte : address) hash = (hash ^ byte) * 16'777'619U;
  return hash;
}

std::string joined_dns_names(const x509::Certificate& certificate) {
  std::string text;
  if (!certificate.subject_alternative_names) return text;
  // Where a certificate has thousands, a label with all of them helps nobody.
  constexpr size_t bytes_max = 4'096;
  for (const auto& name : *certificate.subject_alternative_names) {
    if (name.kind != x509::GeneralName::Kind::dns_name) continue;
    if (text.size() + name.text().size() > bytes_max) return text + ",...";
    text.append(text.empty() ? "" : ",").append(name.text());
  }
  return text;
}

std::string about_connection(const tls::HandshakeRecord& handshake) {
  std::string out;
  if (const auto address = parse_ip_address(handshake.address)) {
    out += gauge("probe_ip_protocol", "Specifies whether probe ip protocol is IP4 or IP6", {},
                 address->size() == ipv4_size ? "4" : "6");
    out += gauge("probe_ip_addr_hash",
                 "Specifies the hash of IP address. It's useful to detect if the IP address changes.", {},
                 std::to_string(hash_of(*address)));
  }
  if (handshake.version != 0)
    out += gauge("probe_tls_version_info", "Contains the TLS version used",
                 {{"version", tls::tls_version_name(handshake.version)}}, "1");
  if (handshake.cipher_suite)
    out += gauge("probe_tls_cipher_info", "Returns the TLS cipher negotiated during handshake",
                 {{"cipher", tls::cipher_suite_name(*handshake.cipher_suite)}}, "1");
  return out;
}

}  // namespace

std::string probe_text(std::span<const engine::Report* const> reports, bool success,
                       std::chrono::steady_clock::duration took) {
  std::string out =
      gauge("probe_success", "Displays whether or not the probe was a success", {}, success ? "1" : "0");
  out += gauge("probe_duration_seconds", "Returns how long the probe took to complete in seconds", {},
               report::number_text(std::chrono::duration<double>(took).count()));
  std::optional<Time> earliest, path_end;
  for (const engine::Report* const each : reports) {
    path_end = earlier(path_end, each->expires.path);
    for (const auto& certificate : each->chain.presented)
      earliest = earlier(earliest, certificate->not_after.time);
  }
  if (reports.empty()) return out;
  const engine::Report& first = *reports.front();
  if (first.handshake) out += about_connection(*first.handshake);
  if (earliest)
    out += gauge("probe_ssl_earliest_cert_expiry", "Returns last SSL chain expiry in unixtime", {},
                 seconds_of(*earliest));
  if (path_end)
    out += gauge("probe_ssl_last_chain_expiry_timestamp_seconds",
                 "Returns last SSL chain expiry in timestamp", {}, seconds_of(*path_end));
  if (!first.chain.presented.empty()) {
    const x509::Certificate& leaf = *first.chain.presented.front();
    out += gauge("probe_ssl_last_chain_info", "Contains SSL leaf certificate information",
                 {{"fingerprint_sha256", hex_encode(first.chain.details_of(leaf).sha256)},
                  {"subject", leaf.subject.to_string()},
                  {"issuer", leaf.issuer.to_string()},
                  {"subjectalternative", joined_dns_names(leaf)},
                  {"serialnumber", hex_encode(leaf.serial)}},
                 "1");
  }
  return out;
}

}  // namespace certcheck::serve
