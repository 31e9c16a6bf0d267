#include "certcheck/fetch/detail/freshness.h"

#include "certcheck/base/finding.h"
#include "certcheck/base/pem.h"
#include "certcheck/der/reader.h"
#include "certcheck/x509/encoded_time.h"
#include "certcheck/x509/ocsp.h"

#include <algorithm>
#include <chrono>
#include <optional>

namespace certcheck::fetch {
namespace {

/// RFC 5280 5.1: nextUpdate alone, as the list before the end may be long.
std::optional<Time> next_update_of_crl(ByteView der) {
  Findings findings;
  der::FaultSink faults(findings);
  der::Reader input(der, faults, "crl");
  auto list = input.sequence("certificateList");
  auto tbs = list ? list->sequence("tbsCertList") : std::nullopt;
  if (!tbs) return std::nullopt;
  (void)tbs->take_if(der::tag::integer);  // version
  (void)tbs->next();                      // signature
  (void)tbs->next();                      // issuer
  (void)tbs->next();                      // thisUpdate
  if (!tbs->sees(der::tag::utc_time) && !tbs->sees(der::tag::generalized_time)) return std::nullopt;
  return x509::read_time(*tbs, "nextUpdate").time;
}

std::optional<Time> next_update_of_response(ByteView der) {
  const auto response = x509::parse_ocsp_response(to_bytes(der));
  if (!response->complete || response->status != 0U || response->responses.empty()) return std::nullopt;
  std::optional<Time> first;
  for (const auto& single : response->responses) {
    if (!single.next_update || !single.next_update->time) return std::nullopt;
    if (!first || *single.next_update->time < *first) first = single.next_update->time;
  }
  return first;
}

std::optional<Time> next_update(Kind kind, ByteView content) {
  if (kind == Kind::ocsp) return next_update_of_response(content);
  if (!content.empty() && content[0] == der::tag::sequence) return next_update_of_crl(content);
  const auto blocks = find_pem_blocks(as_text(content));
  const auto der = blocks.empty() ? std::nullopt : blocks.front().decode();
  return der ? next_update_of_crl(*der) : std::nullopt;
}

}  // namespace

Time fresh_until(Kind kind, ByteView content, Time fetched) {
  if (kind == Kind::issuer) {
    // Not the pages of those who answer in the CA's place.
    const bool fits =
        !content.empty() && (content[0] == der::tag::sequence || !find_pem_blocks(as_text(content)).empty());
    return fits ? fetched + fresh_at_most : fetched;
  }
  const auto until = next_update(kind, content);
  return until ? std::clamp(*until, fetched, Time(fetched + fresh_at_most)) : fetched;
}

}  // namespace certcheck::fetch
