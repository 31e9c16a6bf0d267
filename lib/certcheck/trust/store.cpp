#include "certcheck/trust/store.h"

#include "certcheck/base/pem.h"
#include "certcheck/crypto/digest.h"
#include "certcheck/der/reader.h"
#include "certcheck/trust/checks.h"
#include "certcheck/trust/pem_certificate.h"
#include "certcheck/x509/name.h"

#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <unordered_map>
#include <utility>

namespace certcheck::trust {
namespace {

/// Lets a map of strings be asked with a view, without a copy.
struct TextHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

/// The subject's key, from the fields of RFC 5280 4.1 up to there. Faults are of no interest: the anchor is
/// parsed when it is used.
std::optional<std::string> skim_subject_key(ByteView der) {
  Findings ignored;
  der::FaultSink sink(ignored);
  der::Reader outer(der, sink, {});
  auto certificate = outer.sequence("certificate");
  if (!certificate) return std::nullopt;
  auto tbs = certificate->sequence("tbsCertificate");
  if (!tbs) return std::nullopt;
  tbs->take_if(der::tag::context_constructed(0));
  if (!tbs->take(der::tag::integer, "serialNumber")) return std::nullopt;
  for (const std::string_view field : {"signature", "issuer", "validity"})
    if (!tbs->take(der::tag::sequence, field)) return std::nullopt;
  if (tbs->peek() != der::tag::sequence) return std::nullopt;
  return x509::canonical(x509::read_name(*tbs, "subject"));
}

}  // namespace

struct Store::State {
  /// Bytes until somebody asks for the anchor, then the anchor.
  struct Entry {
    std::once_flag once;
    Bytes der;
    Settings settings;
    std::shared_ptr<const Anchor> anchor;
  };

  std::string name;
  bool public_roots = false;
  std::deque<Entry> entries;  ///< never moved: once_flag cannot be
  /// In the order added for each subject.
  std::unordered_map<std::string, std::vector<Entry*>, TextHash, std::equal_to<>> by_subject;

  std::shared_ptr<const ConstraintsByHash> constraints;
  /// Issuer and serial number.
  std::set<std::pair<std::string, Bytes>, std::less<>> distrusted;

  bool distrusts(const x509::Certificate& certificate) const {
    return !distrusted.empty() &&
           distrusted.contains(std::pair(certificate.issuer_key(), to_bytes(certificate.serial)));
  }

  const std::shared_ptr<const Anchor>& anchor(Entry& entry) {
    std::call_once(entry.once, [&] {
      if (!entry.anchor)
        entry.anchor = make_anchor(x509::parse_certificate(std::move(entry.der)), entry.settings);
    });
    return entry.anchor;
  }

  std::shared_ptr<const Anchor> make_anchor(x509::CertificatePtr certificate,
                                            const Settings& settings) const {
    auto anchor = std::make_shared<Anchor>(
        Anchor{.certificate = nullptr, .store = name, .public_root = public_roots, .settings = settings});
    anchor->constraints = settings.constraints;
    if (distrusts(*certificate)) anchor->settings.distrusted = true;
    if (constraints) {
      for (const ByteView identity : {ByteView(certificate->der), certificate->public_key.bytes})
        if (const auto found = constraints->find(crypto::sha256(identity)); found != constraints->end())
          anchor->constraints.push_back(found->second);
    }
    anchor->certificate = std::move(certificate);
    return anchor;
  }

  /// Where something else is asked of them.
  void make_anchors_again() {
    for (Entry& entry : entries)
      if (entry.anchor) entry.anchor = make_anchor(entry.anchor->certificate, entry.settings);
  }

  /// Null if these bytes are in the store already; then the settings are merged. While the store is filled
  /// nobody else uses it.
  Entry* new_entry(std::string subject_key, ByteView der, const Settings& settings) {
    auto& same_subject = by_subject[std::move(subject_key)];
    for (Entry* const entry : same_subject) {
      if (!same_bytes(entry->anchor ? ByteView(entry->anchor->certificate->der) : ByteView(entry->der), der))
        continue;
      if (settings != Settings{}) {
        entry->settings.merge(settings);
        if (entry->anchor) entry->anchor = make_anchor(entry->anchor->certificate, entry->settings);
      }
      return nullptr;
    }
    same_subject.push_back(&entries.emplace_back());
    same_subject.back()->settings = settings;
    return same_subject.back();
  }

  bool add_der(Bytes der, const Settings& settings) {
    auto subject_key = skim_subject_key(der);
    if (!subject_key) return false;
    if (Entry* const entry = new_entry(*std::move(subject_key), der, settings)) entry->der = std::move(der);
    return true;
  }
};

Store::Store(std::string name, bool public_roots) : state_(std::make_unique<State>()) {
  state_->name = std::move(name);
  state_->public_roots = public_roots;
}
Store::~Store() = default;
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;

const std::string& Store::name() const { return state_->name; }

size_t Store::size() const { return state_->entries.size(); }

Findings Store::add_pem(std::string_view text) {
  Findings findings;
  std::map<const Check*, size_t> counts;
  const auto blocks = find_pem_blocks(text);
  for (size_t i = 0; i < blocks.size(); ++i) {
    const PemBlock& block = blocks[i];
    const auto complain = [&](const Check& check, std::string message) {
      if (++counts[&check] > OutputBudget::findings_of_a_kind) return;
      findings.push_back(Finding{.check = &check,
                                 .subject = {.kind = Subject::Kind::input, .index = i},
                                 .offset = block.offset,
                                 .message = std::move(message),
                                 .evidence = {{"line", std::to_string(block.line)}}});
    };
    const std::string place = "the block at line " + std::to_string(block.line);
    if (!is_certificate_block(block)) {
      complain(checks::block_label, place + " is a " + std::string(block.label));
      continue;
    }
    auto found = decode_certificate_block(block);
    if (!found) {
      complain(checks::block_unreadable,
               place + (block.terminated ? " is not base64" : " has no END line of its own"));
      continue;
    }
    const size_t trailing = drop_trailing_data(found->der);
    if (!state_->add_der(std::move(found->der), found->settings))
      complain(checks::not_a_certificate, place + " contains no certificate");
    else if (trailing != 0)
      complain(checks::trailing_data, trailing_data_finding(place, trailing).message);
  }
  for (const auto& [check, count] : counts)
    if (count > OutputBudget::findings_of_a_kind)
      findings.push_back(
          more_findings(*check, {Subject::Kind::input}, count - OutputBudget::findings_of_a_kind));
  return findings;
}

void Store::add(x509::CertificatePtr certificate, const Settings& settings) {
  if (State::Entry* const entry = state_->new_entry(certificate->subject_key(), certificate->der, settings))
    entry->anchor = state_->make_anchor(std::move(certificate), settings);
}

bool Store::add_der(ByteView der, const Settings& settings) {
  return state_->add_der(to_bytes(der), settings);
}

bool Store::add_der(Bytes&& der, const Settings& settings) {
  return state_->add_der(std::move(der), settings);
}

void Store::constrain(std::shared_ptr<const ConstraintsByHash> constraints) {
  state_->constraints = std::move(constraints);
  state_->make_anchors_again();
}

void Store::distrust(std::string issuer_key, Bytes serial) {
  state_->distrusted.emplace(std::move(issuer_key), std::move(serial));
  state_->make_anchors_again();
}

bool Store::distrusts(const x509::Certificate& certificate) const { return state_->distrusts(certificate); }

std::vector<std::shared_ptr<const Anchor>> Store::find(std::string_view subject_key) const {
  std::vector<std::shared_ptr<const Anchor>> found;
  const auto place = state_->by_subject.find(subject_key);
  if (place == state_->by_subject.end()) return found;
  found.reserve(place->second.size());
  for (State::Entry* const entry : place->second) found.push_back(state_->anchor(*entry));
  return found;
}

std::shared_ptr<const Anchor> Store::find_certificate(const x509::Certificate& certificate) const {
  const auto place = state_->by_subject.find(std::string_view(certificate.subject_key()));
  if (place == state_->by_subject.end()) return nullptr;
  for (State::Entry* const entry : place->second)
    if (const auto& anchor = state_->anchor(*entry); same_bytes(anchor->certificate->der, certificate.der))
      return anchor;
  return nullptr;
}

std::vector<std::shared_ptr<const Anchor>> Store::all() const {
  std::vector<std::shared_ptr<const Anchor>> anchors;
  anchors.reserve(size());
  for (State::Entry& entry : state_->entries) anchors.push_back(state_->anchor(entry));
  return anchors;
}

}  // namespace certcheck::trust
