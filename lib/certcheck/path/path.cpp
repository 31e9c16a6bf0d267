#include "certcheck/path/path.h"

#include "certcheck/path/detail/anchor_settings.h"
#include "certcheck/path/detail/graph.h"
#include "certcheck/path/detail/path_checks.h"
#include "certcheck/path/detail/search.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace certcheck::path {
namespace {

/// The leaf as its own anchor. RFC 5280 6.1 has that only of a self-signed certificate, which its own key
/// verifies; clients of the web PKI take any certificate that was made an anchor (Go, curl, NSS).
std::shared_ptr<const trust::Anchor> anchor_of_leaf(const x509::Certificate& leaf,
                                                    std::span<const trust::Store* const> stores,
                                                    const Options& options) {
  std::shared_ptr<const trust::Anchor> rejected;
  for (const trust::Store* store : stores) {
    std::shared_ptr<const trust::Anchor> anchor = store->find_certificate(leaf);
    // Whether it really signed itself is validated with it: where that cannot be determined, its place is
    // here.
    if (!anchor || (options.profile != Profile::webpki && !leaf.self_issued())) continue;
    Findings of_store;
    check_anchor_settings(*anchor, options, of_store);
    if (!any_counts(of_store, options.profile, options.strict)) return anchor;
    if (!rejected) rejected = std::move(anchor);
  }
  return rejected;
}

/// What paths are ordered by, the best first: what a person would want to see. What counts decides, then what
/// is wrong besides (an expired root whose dates do not bind, a key identifier that others refuse). What is
/// wrong with the leaf by itself is wrong on every path.
auto merit(const Path& path, const Options& options) {
  const auto counted = std::count_if(path.findings.begin(), path.findings.end(), [&](const Finding& f) {
    return counts(f.check->counts, options.profile, options.strict);
  });
  const auto grave = std::count_if(path.findings.begin(), path.findings.end(),
                                   [](const Finding& f) { return f.severity() != Severity::notice; });
  return std::tuple(!path.trusted, path.anchor == nullptr, counted, grave);
}

/// Of paths of equal merit the shorter one first.

void order(std::vector<Path>& paths, const Options& options) {
  std::stable_sort(paths.begin(), paths.end(), [&](const Path& a, const Path& b) {
    return std::pair(merit(a, options), a.certificates.size()) <
           std::pair(merit(b, options), b.certificates.size());
  });
}

}  // namespace

size_t equally_good(std::span<const Path> paths, const Options& options) {
  const auto other = std::find_if(paths.begin(), paths.end(), [&](const Path& path) {
    return merit(path, options) != merit(paths.front(), options);
  });
  return static_cast<size_t>(other - paths.begin());
}

Validation validate(const x509::CertificatePtr& leaf, std::span<const x509::CertificatePtr> pool,
                    std::span<const trust::Store* const> stores, const Options& options,
                    crypto::Verifier& verifier) {
  Graph graph(leaf, pool, stores, options);
  PathChecks checks(graph, options, verifier);
  const std::shared_ptr<const trust::Anchor> own = anchor_of_leaf(*leaf, stores, options);
  Validation validation;
  if (own) {
    Path path = checks.validate(std::vector{leaf_node}, own);
    if (path.trusted) {
      validation.paths.push_back(std::move(path));
      return validation;
    }
    validation = Search(graph, checks, pool, options, verifier).run();
    validation.paths.push_back(std::move(path));
  } else {
    validation = Search(graph, checks, pool, options, verifier).run();
  }
  order(validation.paths, options);
  return validation;
}

}  // namespace certcheck::path
