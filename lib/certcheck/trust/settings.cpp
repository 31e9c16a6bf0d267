#include "certcheck/trust/settings.h"

#include "certcheck/der/reader.h"
#include "certcheck/x509/oids.h"

#include <algorithm>

namespace certcheck::trust {
namespace {

namespace tag = der::tag;

std::vector<std::string> read_purposes(der::Reader list) {
  std::vector<std::string> purposes;
  while (!list.at_end())
    if (const auto purpose = list.oid("purpose"))
      purposes.emplace_back(purpose->content());
    else if (!list.next())
      break;
  return purposes;
}

bool has(const std::vector<std::string>& purposes, der::Oid purpose) {
  return std::any_of(purposes.begin(), purposes.end(), [&](const std::string& one) {
    return one == purpose.content() || one == x509::oids::any_extended_key_usage.content();
  });
}

void add_missing(std::vector<std::string>& list, const std::vector<std::string>& more) {
  for (const std::string& one : more)
    if (std::find(list.begin(), list.end(), one) == list.end()) list.push_back(one);
}

void take_earlier(std::optional<Time>& time, const std::optional<Time>& other) {
  if (other && (!time || *other < *time)) time = other;
}

}  // namespace

void Settings::merge(const Settings& other) {
  if (!trusted_purposes)
    trusted_purposes = other.trusted_purposes;
  else if (other.trusted_purposes)
    add_missing(*trusted_purposes, *other.trusted_purposes);
  add_missing(rejected_purposes, other.rejected_purposes);
  distrusted = distrusted || other.distrusted;
  take_earlier(distrust_after, other.distrust_after);
  take_earlier(email_distrust_after, other.email_distrust_after);
  for (const auto& one : other.constraints)
    if (std::find(constraints.begin(), constraints.end(), one) == constraints.end())
      constraints.push_back(one);
  if (unreadable.empty()) unreadable = other.unreadable;
}

bool Settings::allows(der::Oid purpose) const {
  const der::Oid asked = purpose.empty() ? x509::oids::any_extended_key_usage : purpose;
  if (distrusted || !unreadable.empty() || has(rejected_purposes, asked)) return false;
  return !trusted_purposes || has(*trusted_purposes, asked);
}

Settings read_certificate_aux(ByteView der) {
  Settings settings;
  Findings faults;
  der::FaultSink sink(faults);
  der::Reader outer(der, sink, "certificateAux");
  if (auto aux = outer.sequence("certificateAux")) {
    if (const auto trust = aux->take_if(tag::sequence))
      settings.trusted_purposes = read_purposes(aux->enter(*trust, "trust"));
    if (const auto reject = aux->take_if(tag::context_constructed(0)))
      settings.rejected_purposes = read_purposes(aux->enter(*reject, "reject"));
    aux->take_if(tag::utf8_string);
    aux->take_if(tag::octet_string);
    aux->take_if(tag::context_constructed(1));
    aux->finish();
  }
  outer.finish();
  if (!faults.empty()) settings.unreadable = faults[0].node_path + ": " + faults[0].message;
  return settings;
}

}  // namespace certcheck::trust
