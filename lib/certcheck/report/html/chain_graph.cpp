#include "certcheck/base/shorten.h"
#include "certcheck/crypto/signature_facts.h"
#include "certcheck/report/detail/words.h"
#include "certcheck/report/html/detail/drawing.h"
#include "certcheck/report/html/detail/sections.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace certcheck::report::html {
namespace {

/// Paths that are drawn and described; a page with more explains nothing.
constexpr size_t paths_max = 12;
/// The same of certificates that no path uses; all are among the certificates below.
constexpr size_t unused_max = 8;

constexpr double node_width = 250, node_height = 78, column_gap = 46, row_gap = 26, margin = 12;
constexpr size_t node_columns = 31;

struct Node {
  const x509::Certificate* certificate = nullptr;  ///< null: an issuer that was not found
  std::string name, note, style;
  size_t level = 0, row = 0, errors = 0, warnings = 0;

  double x() const { return margin + static_cast<double>(level) * (node_width + column_gap); }
  double y() const { return margin + static_cast<double>(row) * (node_height + row_gap); }
};

struct Edge {
  size_t from = 0, to = 0;
  bool trusted = false, best = false, missing = false;
};

std::string name_or(std::string name, std::string_view otherwise) {
  return name.empty() ? std::string(otherwise) : name;
}

class Graph {
 public:
  explicit Graph(const engine::Report& report) : report_(report) {
    const auto& chain = report.chain;
    for (size_t i = 0; i < std::min(chain.paths.size(), paths_max); ++i) add(chain.paths[i], i == 0);
    for (size_t i = 0; i < std::min(chain.unused.size(), unused_max); ++i)
      (void)node_of(*chain.presented[chain.unused[i]], 0);
    if (chain.paths.empty() && !chain.presented.empty()) (void)node_of(*chain.presented.front(), 0);
    place_rows();
  }

  bool empty() const { return nodes_.empty(); }
  const std::vector<Node>& nodes() const { return nodes_; }
  const std::vector<Edge>& edges() const { return edges_; }

 private:
  void add(const path::Path& path, bool best) {
    std::optional<size_t> before;
    for (size_t i = 0; i < path.certificates.size(); ++i) {
      const x509::Certificate& certificate = *path.certificates[i];
      const size_t node = node_of(certificate, i);
      if (path.anchor && i + 1 == path.certificates.size()) mark_anchor(nodes_[node], *path.anchor);
      if (before) join({*before, node, path.trusted, best});
      before = node;
    }
    const x509::Certificate& last = *path.certificates.back();
    if (!path.anchor && last.self_issued()) {
      nodes_[*before].style = "refused";
      nodes_[*before].note = "not among the trusted roots";
    }
    if (path.anchor || last.self_issued()) return;
    const std::string issuer = name_or(last.issuer.to_string(), "(no issuer name)");
    const auto [place, is_new] = missing_.try_emplace(issuer, nodes_.size());
    if (is_new) nodes_.push_back({nullptr, issuer, "issuer not found", "missing", path.certificates.size()});
    join({*before, place->second, false, best, true});
  }

  static void mark_anchor(Node& node, const trust::Anchor& anchor) {
    node.style = "anchor";
    node.note = fmt::format("{} of \"{}\"", trust::is_root(*node.certificate) ? "root" : "trust anchor",
                            fitted(anchor.store, 14));
  }

  size_t node_of(const x509::Certificate& certificate, size_t level) {
    const Sha256& sha256 = report_.chain.details_of(certificate).sha256;
    const auto [place, is_new] = by_fingerprint_.try_emplace(sha256, nodes_.size());
    if (is_new) nodes_.push_back(new_node(certificate, sha256));
    Node& node = nodes_[place->second];
    node.level = std::max(node.level, level);
    return place->second;
  }

  Node new_node(const x509::Certificate& certificate, const Sha256& sha256) const {
    Node node{&certificate, name_or(certificate.subject.to_string(), "(no subject name)")};
    const auto& presented = report_.chain.presented;
    const auto sent = std::find_if(presented.begin(), presented.end(), [&](const auto& each) {
      return report_.chain.details_of(*each).sha256 == sha256;
    });
    if (sent != presented.end()) {
      const auto index = static_cast<size_t>(sent - presented.begin());
      const auto& unused = report_.chain.unused;
      const bool is_unused = std::find(unused.begin(), unused.end(), index) != unused.end();
      node.note = fmt::format("presented as {}{}", index + 1, is_unused ? ", not used" : "");
      node.style = is_unused ? "unused" : "sent";
    } else {
      node.note = is_fetched(node.name) ? "fetched" : "not presented";
      node.style = "added";
    }
    for (const Finding& finding : report_.findings) {
      if (finding.subject.sha256 != sha256) continue;
      node.errors += finding.severity() == Severity::error ? 1 : 0;
      node.warnings += finding.severity() == Severity::warning ? 1 : 0;
    }
    return node;
  }

  bool is_fetched(const std::string& name) const {
    const auto& missing = report_.chain.missing_intermediates;
    return std::any_of(missing.begin(), missing.end(), [&](const engine::MissingIssuer& each) {
      return each.name == name && !each.fetched_from.empty();
    });
  }

  void join(const Edge& edge) {
    const auto same = std::find_if(edges_.begin(), edges_.end(), [&](const Edge& each) {
      return each.from == edge.from && each.to == edge.to;
    });
    if (same == edges_.end())
      edges_.push_back(edge);
    else
      same->trusted = same->trusted || edge.trusted;
  }

  void place_rows() {
    std::map<size_t, size_t> rows;
    for (Node& node : nodes_) node.row = rows[node.level]++;
  }

  const engine::Report& report_;
  std::vector<Node> nodes_;
  std::vector<Edge> edges_;
  std::map<Sha256, size_t> by_fingerprint_;
  std::map<std::string, size_t> missing_;
};

std::string draw(const Edge& edge, const std::vector<Node>& nodes) {
  const Node &from = nodes[edge.from], &to = nodes[edge.to];
  const double x1 = from.x() + node_width, y1 = from.y() + node_height / 2, y2 = to.y() + node_height / 2;
  const bool onward = to.level > from.level;
  const double x2 = onward ? to.x() : to.x() + node_width;
  const double bend = onward ? (x2 - x1) / 2 : column_gap / 2;
  const std::string style = fmt::format("edge {}{}",
                                        edge.missing   ? "missing"
                                        : edge.trusted ? "trusted"
                                                       : "untrusted",
                                        edge.best ? " best" : "");
  return fmt::format("<path class=\"{}\" d=\"M{:.1f} {:.1f} C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}\"/>\n",
                     style, x1, y1, x1 + bend, y1, onward ? x2 - bend : x2 + bend, y2,
                     onward ? x2 - 8 : x2 + 8, y2) +
         arrow_tip(x2, y2, onward, style + " tip");
}

std::string draw(const Node& node, const engine::ChainReport& chain) {
  const double x = node.x() + 11;
  std::string out = fmt::format("<g><title>{}</title>\n", escaped(shortened(node.name, 256)));
  out += box(node.x(), node.y(), node_width, node_height,
             fmt::format("node {}{}", node.style, node.errors != 0 ? " faulty" : ""));
  out += words(x, node.y() + 19, "strong", fitted(node.name, node_columns));
  if (node.certificate != nullptr) {
    out += words(x, node.y() + 36, "",
                 fitted(fmt::format("{}, {}", chain.details_of(*node.certificate).key,
                                    crypto::signature_facts(node.certificate->signature_algorithm).name),
                        node_columns));
    const auto& end = node.certificate->not_after.time;
    out +=
        words(x, node.y() + 52, "", end ? "until " + format_rfc3339(*end).substr(0, 10) : "unreadable date");
  }
  std::string note = node.note;
  if (node.errors != 0) note += fmt::format(", {} error{}", node.errors, node.errors == 1 ? "" : "s");
  out += words(x, node.y() + 69, node.errors != 0 ? "faulty" : "dim", fitted(note, node_columns));
  return out + "</g>\n";
}

std::string in_words(const path::Path& path, size_t number, const engine::Report& report) {
  std::string out =
      fmt::format("<li><p><strong class=\"{}\">Path {}, {}</strong>", path.trusted ? "good" : "bad", number,
                  path.trusted ? "trusted" : "not trusted");
  if (!path.trusted) {
    const auto reasons = deciding(path.findings, report);
    if (!reasons.empty())
      out += fmt::format(": <code>{}</code>", escaped(fmt::format("{}", fmt::join(reasons, ", "))));
  }
  if (path.expires) out += fmt::format(", valid until {}", format_rfc3339(*path.expires));
  out += "</p>\n<ol class=\"path\">\n";
  for (size_t i = 0; i < path.certificates.size(); ++i) {
    const x509::Certificate& certificate = *path.certificates[i];
    out += fmt::format("<li>{}",
                       apart(name_or(shortened(certificate.subject.to_string(), 256), "(no subject name)")));
    if (i + 1 == path.certificates.size()) out += " " + escaped(end_note(path));
    out += fmt::format("<br><span class=\"dim\">{}</span></li>\n",
                       escaped(certificate_facts(certificate, report.chain)));
  }
  const x509::Certificate& last = *path.certificates.back();
  if (!path.anchor && !last.self_issued())
    out += fmt::format("<li>{} [not found]</li>\n",
                       apart(name_or(shortened(last.issuer.to_string(), 256), "(no issuer name)")));
  return out + "</ol></li>\n";
}

std::string missing_issuers(const engine::ChainReport& chain) {
  std::string out;
  for (const auto& issuer : chain.missing_intermediates) {
    std::string where = issuer.fetched_from.empty() ? std::string("nobody supplied it")
                                                    : "fetched from " + shortened(issuer.fetched_from, 256);
    if (issuer.fetched_from.empty() && !issuer.ca_issuers.empty())
      where += "; the certificate names " + shortened(issuer.ca_issuers.front(), 256);
    out += fmt::format("<li>{}, the issuer of certificate {}: {}</li>\n", apart(shortened(issuer.name, 256)),
                       issuer.wanted_by + 1, apart(where));
  }
  return out.empty() ? out : "<p>Issuers that were not presented:</p>\n<ul>\n" + out + "</ul>\n";
}

}  // namespace

std::string chain_graph(const engine::Report& report, const Place& place) {
  const Graph graph(report);
  if (graph.empty()) return {};
  double width = 0, height = 0;
  for (const Node& node : graph.nodes()) {
    width = std::max(width, node.x() + node_width + margin);
    height = std::max(height, node.y() + node_height + margin);
  }
  const auto& paths = report.chain.paths;
  const auto trusted = static_cast<size_t>(
      std::count_if(paths.begin(), paths.end(), [](const path::Path& path) { return path.trusted; }));
  const std::string counted = fmt::format("{} candidate path{}, {} of them trusted", paths.size(),
                                          paths.size() == 1 ? "" : "s", trusted);
  std::string drawing = drawing_begin(place, "chain-graph", "The chain as a graph",
                                      counted + "; the list below says the same in words", width, height);
  for (const Edge& edge : graph.edges()) drawing += draw(edge, graph.nodes());
  for (const Node& node : graph.nodes()) drawing += draw(node, report.chain);
  drawing += drawing_end;
  std::string list;
  for (size_t i = 0; i < std::min(paths.size(), paths_max); ++i) list += in_words(paths[i], i + 1, report);
  std::string out =
      fmt::format("<p>{}.{}</p>\n", counted,
                  report.chain.order_ok ? "" : " The certificates are not in the order of the chain.");
  out += scrolled("The chain as a graph", drawing);
  out +=
      "<p class=\"legend\"><span class=\"key good\">solid</span> trusted "
      "<span class=\"key bad\">dashed</span> not trusted</p>\n";
  if (!list.empty()) out += "<ol class=\"paths\">\n" + list + "</ol>\n";
  if (paths.size() > paths_max) out += fmt::format("<p>And {} other paths.</p>\n", paths.size() - paths_max);
  return section(place, "chain", "Chain", out + missing_issuers(report.chain));
}

}  // namespace certcheck::report::html
