#include "certcheck/revocation/detail/evidence_result.h"

#include <array>
#include <string_view>

namespace certcheck::revocation {
namespace {

/// RFC 5280 5.3.1; 7 is not used.
constexpr std::array<std::string_view, 11> reason_names{
    "unspecified",   "keyCompromise",        "cACompromise",    "affiliationChanged",
    "superseded",    "cessationOfOperation", "certificateHold", "",
    "removeFromCRL", "privilegeWithdrawn",   "aACompromise"};

std::string name_of(uint64_t reason) {
  if (reason < reason_names.size() && !reason_names[reason].empty()) return std::string(reason_names[reason]);
  return "reason " + std::to_string(reason);
}

}  // namespace

std::string Revocation::reason_text() const { return reason ? name_of(*reason) : std::string(); }

std::string Revocation::describe() const {
  std::string text = since ? "since " + format_rfc3339(*since) : std::string();
  if (reason) text += (text.empty() ? "(" : " (") + name_of(*reason) + ")";
  return text;
}

void Revocation::add_to(std::vector<std::pair<std::string, std::string>>& evidence) const {
  if (since) evidence.emplace_back("revoked_at", format_rfc3339(*since));
  if (reason) evidence.emplace_back("reason", name_of(*reason));
}

bool Revocation::may_be_lifted() const {
  return reason == reason_certificate_hold || reason == reason_remove_from_crl;
}

bool Revocation::is_removed() const { return reason == reason_remove_from_crl; }

}  // namespace certcheck::revocation
