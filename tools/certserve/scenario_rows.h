#pragma once

#include "certserve/scenarios.h"

#include <cstddef>
#include <span>
#include <string_view>

namespace certcheck::certserve {

/// Words of the tables of scenarios.
namespace row {

inline constexpr std::string_view trusted = "trusted", untrusted = "untrusted", unchecked = "unchecked";

constexpr ExpectedFinding certificate(size_t index, std::string_view id) {
  return {id, Subject::Kind::certificate, index};
}
/// About a certificate that has no place in the presented chain.
constexpr ExpectedFinding unsent(std::string_view id) { return {id, Subject::Kind::certificate}; }
constexpr ExpectedFinding timestamp(size_t index, std::string_view id) {
  return {id, Subject::Kind::sct, index};
}
constexpr ExpectedFinding response(size_t index, std::string_view id) {
  return {id, Subject::Kind::ocsp, index};
}
constexpr ExpectedFinding crl(size_t index, std::string_view id) { return {id, Subject::Kind::crl, index}; }
constexpr ExpectedFinding host(std::string_view id) { return {id, Subject::Kind::host}; }
constexpr ExpectedFinding handshake(std::string_view id) { return {id, Subject::Kind::handshake}; }

}  // namespace row

/// Those about revocation and about what is fetched: status_scenarios.cpp.
std::span<const Scenario> status_scenarios();

}  // namespace certcheck::certserve
