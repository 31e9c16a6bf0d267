#include "certcheck/engine/detail/root.h"

#include "certcheck/engine/inspect.h"
#include "certcheck/lint/registry.h"

#include "certserve/pki/certificate.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace certcheck;
using lint::Root;

namespace {

const pki::Authority root_authority{"Known Root", "root-p256"};

x509::CertificatePtr parsed(const pki::CertificateSpec& spec) { return x509::parse_certificate(issue(spec)); }

const x509::CertificatePtr& root_certificate() {
  static const x509::CertificatePtr made = parsed(pki::root_certificate(root_authority));
  return made;
}

trust::Store store_of(std::string name, bool has_root = true, bool public_roots = false) {
  trust::Store store(std::move(name), public_roots);
  if (has_root) store.add(root_certificate());
  return store;
}

Root root_in(const trust::Store& own, std::vector<const trust::Store*> others = {}) {
  others.push_back(&own);
  return engine::root_of(own.find_certificate(*root_certificate()).get(), others);
}

constexpr Root of_all =
    Root::in_public_store | Root::of_apple | Root::of_chrome | Root::of_microsoft | Root::of_mozilla;

/// Whether any lint of the source says something of a chain to the root of that store.
bool speaks(std::string_view source, const trust::Store& store) {
  const trust::Store* stores[] = {&store};
  engine::Options options;
  options.path.time = date(2026, 6, 1);
  engine::Input input;
  // Breaks rules of both: no extended key usage, and valid for decades.
  pki::CertificateSpec leaf = pki::server_certificate(root_authority, "leaf-p256", "www.engine.test");
  leaf.not_before = date(2022, 1, 1);
  leaf.extended_key_usage.clear();
  input.presented = {parsed(leaf)};
  crypto::Verifier verifier;
  const auto report = engine::inspect(std::move(input), stores, options, verifier);
  return std::any_of(report.findings.begin(), report.findings.end(), [&](const Finding& finding) {
    const lint::Entry* entry = lint::find_entry(finding.id());
    return entry != nullptr && entry->source->id == source;
  });
}

}  // namespace

TEST_CASE("nothing is known of a CA of one's own") {
  CHECK(engine::root_of(nullptr, {}) == Root::any);
  CHECK(root_in(store_of("mine")) == Root::any);
}

TEST_CASE("a public root counts as one of every root program") {
  CHECK(root_in(store_of("system", true, /*public_roots=*/true)) == of_all);
}

TEST_CASE("a store that is named after a root program says what is in that program") {
  const trust::Store system = store_of("system", true, /*public_roots=*/true);
  const trust::Store empty = store_of("Mozilla", /*has_root=*/false), full = store_of("Mozilla");
  CHECK(root_in(system, {&empty}) ==
        (Root::in_public_store | Root::of_apple | Root::of_chrome | Root::of_microsoft));
  CHECK(root_in(system, {&full}) == of_all);
  CHECK(root_in(full) == of_all);
  // The user's own store may hold a public root.
  CHECK(root_in(store_of("mine"), {&full}) == of_all);
  CHECK(root_in(store_of("mine"), {&empty}) == Root::any);
}

TEST_CASE("an audience can say or and not") {
  constexpr lint::Audience everyone, browsers{.one = Root::of_apple | Root::of_chrome},
      others{.none = Root::in_public_store};
  CHECK(everyone.includes(Root::any));
  CHECK(browsers.includes(Root::in_public_store | Root::of_chrome));
  CHECK_FALSE(browsers.includes(Root::in_public_store | Root::of_mozilla));
  CHECK_FALSE(browsers.includes(Root::any));
  CHECK(others.includes(Root::any));
  CHECK_FALSE(others.includes(Root::in_public_store));
}

TEST_CASE("the lints of a chain follow from its root") {
  CHECK(speaks("clients", store_of("mine")));
  CHECK_FALSE(speaks("cabf_br", store_of("mine")));
  CHECK(speaks("cabf_br", store_of("chrome")));
  CHECK_FALSE(speaks("clients", store_of("chrome")));
}
