#include "certcheck/base/ascii.h"
#include "certcheck/names/checks.h"
#include "certcheck/names/dns_name.h"
#include "certcheck/names/name_constraints.h"

#include "certificates.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string>
#include <vector>

/// What name_constraints.cpp looks up in indexes is compared here one name with one constraint at a time, as
/// RFC 5280 4.2.1.10 words it, on random names that are made of few parts so that they often meet.

using namespace certcheck;
using namespace certcheck::names;
using namespace certcheck::test;
using Kind = x509::GeneralName::Kind;

namespace {

class Random {
 public:
  explicit Random(uint32_t seed) : state_(seed) {}
  uint32_t below(uint32_t bound) {
    state_ = state_ * 1664525U + 1013904223U;
    return (state_ >> 8U) % bound;
  }
  template <typename T>
  const T& pick(const std::vector<T>& choices) {
    return choices[below(static_cast<uint32_t>(choices.size()))];
  }

 private:
  uint32_t state_;
};

std::string random_host(Random& random) {
  static const std::vector<std::string> labels{"a", "b", "ab", "A", "x-y"};
  std::string host = random.pick(labels);
  for (uint32_t more = random.below(4); more > 0; --more) host += "." + random.pick(labels);
  return host;
}

Bytes random_address(Random& random, size_t size) {
  Bytes address(size);
  for (auto& octet : address) octet = random.below(4) == 0 ? uint8_t{0x80} : uint8_t{0};
  return address;
}

Bytes random_directory(Random& random) {
  static const std::vector<Bytes> parts{organization("a"), organization("A"), organization("ab"),
                                        common_name("a")};
  std::vector<Bytes> name;
  for (uint32_t more = random.below(4); more > 0; --more) name.push_back(random.pick(parts));
  return directory(pki::name(name));
}

Bytes random_name(Random& random) {
  switch (random.below(6)) {
    case 0:
      return dns(random_host(random));
    case 1:
      return dns("*." + random_host(random));
    case 2:
      return email((random.below(2) == 0 ? "u@" : "U@") + random_host(random));
    case 3:
      return uri("x://" + random_host(random));
    case 4:
      return ip(random_address(random, random.below(2) == 0 ? 4 : 16));
    default:
      return random_directory(random);
  }
}

Bytes random_constraint(Random& random) {
  const std::string dot = random.below(3) == 0 ? "." : "";
  switch (random.below(5)) {
    case 0:
      return dns(random.below(20) == 0 ? "" : dot + random_host(random));
    case 1:
      return email(random.below(3) == 0 ? "u@" + random_host(random) : dot + random_host(random));
    case 2:
      return uri(dot + random_host(random));
    case 3: {
      const size_t size = random.below(2) == 0 ? 4 : 16;
      Bytes base = random_address(random, size), mask(size);
      const uint32_t bits = random.below(static_cast<uint32_t>(size) * 8 + 1);
      for (size_t i = 0; i < bits; ++i) mask[i / 8] = static_cast<uint8_t>(mask[i / 8] | (0x80U >> (i % 8)));
      base.insert(base.end(), mask.begin(), mask.end());
      return ip(base);
    }
    default:
      return random_directory(random);
  }
}

bool is_below(const std::string& host, const std::string& domain) { return host.ends_with("." + domain); }

/// A host against a constraint that is a host or, with a period, a domain.
bool host_or_domain(const std::string& host, const std::string& base) {
  return base.starts_with(".") ? host.ends_with(base) : host == base;
}

bool within(const x509::GeneralName& name, const x509::GeneralName& base) {
  if (name.kind != base.kind) return false;
  const std::string text = to_lower(name.text()), constraint = to_lower(base.text());
  switch (name.kind) {
    case Kind::dns_name:
      if (constraint.starts_with(".")) return text.ends_with(constraint);
      return constraint.empty() || text == constraint || is_below(text, constraint);
    case Kind::rfc822_name:
      if (constraint.find('@') == std::string::npos) return host_or_domain(text.substr(2), constraint);
      return name.text()[0] == base.text()[0] && text == constraint;
    case Kind::uri:
      return host_or_domain(text.substr(4), constraint);
    case Kind::ip_address:
      if (base.value.size() != 2 * name.value.size()) return false;
      for (size_t i = 0; i < name.value.size(); ++i)
        if (((name.value[i] ^ base.value[i]) & base.value[i + name.value.size()]) != 0) return false;
      return true;
    default:
      return x509::is_within(name.directory_name, base.directory_name);
  }
}

/// A wildcard meets a subtree if any name it stands for is in it; labels that the constraint does not mention
/// are stood for by one that occurs nowhere.
bool meets(const x509::GeneralName& name, const x509::GeneralName& base) {
  if (within(name, base)) return true;
  if (name.kind != Kind::dns_name || base.kind != Kind::dns_name || !is_wildcard(name.text())) return false;
  for (const auto* label : {"a", "b", "ab", "x-y", "occurs-nowhere"}) {
    const std::string host = label + std::string(name.text().substr(1));
    x509::GeneralName concrete{};
    concrete.kind = Kind::dns_name;
    concrete.value = as_bytes(host);
    if (within(concrete, base)) return true;
  }
  return false;
}

std::vector<std::string_view> expected(const x509::NameConstraints& constraints,
                                       const x509::Certificate& leaf) {
  std::vector<std::string_view> result;
  for (const auto& name : *leaf.subject_alternative_names) {
    const auto& permitted = constraints.permitted;
    const auto same_kind = [&](const auto& subtree) { return subtree.base.kind == name.kind; };
    if (std::any_of(constraints.excluded.begin(), constraints.excluded.end(),
                    [&](const auto& subtree) { return meets(name, subtree.base); }))
      result.push_back(checks::excluded.id);
    else if (std::any_of(permitted.begin(), permitted.end(), same_kind) &&
             std::none_of(permitted.begin(), permitted.end(),
                          [&](const auto& subtree) { return within(name, subtree.base); }))
      result.push_back(checks::not_permitted.id);
  }
  return result;
}

}  // namespace

TEST_CASE("Indexes find what comparing one by one finds") {
  Random random(7);
  size_t offences = 0, allowed = 0;
  for (int round = 0; round < 3000; ++round) {
    std::vector<Bytes> permitted, excluded, names;
    for (uint32_t count = random.below(12); count > 0; --count)
      permitted.push_back(random_constraint(random));
    for (uint32_t count = random.below(6); count > 0; --count) excluded.push_back(random_constraint(random));
    if (permitted.empty() && excluded.empty()) continue;
    for (uint32_t count = 1 + random.below(12); count > 0; --count) names.push_back(random_name(random));
    const auto above = authority(name_constraints(permitted, excluded));
    const auto below = leaf(names);
    REQUIRE(above->name_constraints);
    REQUIRE(below->subject_alternative_names);

    size_t budget = 1'000'000;
    NameConstraintState state(budget);
    Findings faults, findings;
    state.add(*above->name_constraints, true, faults);
    for (const Finding& fault : faults) REQUIRE(fault.check == &checks::leading_period);
    state.check(*below, findings);
    std::vector<std::string_view> found;
    for (const Finding& finding : findings) found.push_back(finding.id());
    const auto wanted = expected(*above->name_constraints, *below);
    if (found != wanted) {
      for (const auto& subtree : above->name_constraints->permitted)
        UNSCOPED_INFO("+ " + subtree.base.to_string());
      for (const auto& subtree : above->name_constraints->excluded)
        UNSCOPED_INFO("- " + subtree.base.to_string());
      for (const auto& name : *below->subject_alternative_names) UNSCOPED_INFO("? " + name.to_string());
    }
    REQUIRE(found == wanted);
    offences += found.size();
    allowed += names.size() - found.size();
  }
  // Both outcomes must be frequent for this to mean anything.
  CHECK(offences > 3000);
  CHECK(allowed > 3000);
}
