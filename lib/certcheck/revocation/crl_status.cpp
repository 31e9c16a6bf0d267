#include "certcheck/revocation/crl_status.h"

#include "certcheck/base/encoding.h"
#include "certcheck/revocation/checks.h"
#include "certcheck/revocation/crl_form.h"
#include "certcheck/revocation/crl_scope.h"
#include "certcheck/revocation/currency.h"
#include "certcheck/revocation/signature_rules.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace certcheck::revocation {
namespace {

namespace oids = x509::oids;

/// INTEGERs without sign, most significant first: shorter is smaller once leading zeros are gone.
bool less(ByteView a, ByteView b) {
  const auto strip = [](ByteView number) {
    while (!number.empty() && number[0] == 0) number = number.subspan(1);
    return number;
  };
  a = strip(a);
  b = strip(b);
  return a.size() != b.size() ? a.size() < b.size()
                              : std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end());
}

const x509::RevokedCertificate* find_entry(const x509::Crl& crl, const x509::Certificate& certificate) {
  // 5.3.3: in an indirect CRL an entry's issuer holds for those after it; at first it is the CRL's own.
  const std::vector<x509::GeneralName>* issuer = nullptr;
  std::optional<bool> same_issuer;  // of the entry's issuer, once it matters: its names may be many
  for (const auto& entry : crl.revoked) {
    if (entry.certificate_issuer) {
      issuer = &*entry.certificate_issuer;
      same_issuer.reset();
    }
    if (!same_bytes(entry.serial, certificate.serial)) continue;
    if (!same_issuer)
      same_issuer = issuer == nullptr
                        ? x509::same_name(crl.issuer, certificate.issuer)
                        : std::any_of(issuer->begin(), issuer->end(), [&](const x509::GeneralName& name) {
                            return name.kind == x509::GeneralName::Kind::directory_name &&
                                   x509::same_name(name.directory_name, certificate.issuer);
                          });
    if (*same_issuer) return &entry;
  }
  return nullptr;
}

bool same_key_identifier(const x509::Crl& a, const x509::Crl& b) {
  const x509::Extension* of_a = a.find(oids::authority_key_identifier);
  const x509::Extension* of_b = b.find(oids::authority_key_identifier);
  if (of_a == nullptr || of_b == nullptr) return of_a == of_b;
  return same_bytes(of_a->value, of_b->value);
}

bool is_delta(const x509::Crl& crl) { return crl.find(oids::delta_crl_indicator) != nullptr; }

Revocation revocation_of(const x509::RevokedCertificate& entry) {
  return {entry.revocation_date.time, entry.reason};
}

}  // namespace

/// What one CRL, or a complete CRL with its delta, says about a certificate. Signed by who may.
struct CrlChecker::Statement {
  size_t crl = 0;      ///< number of the complete CRL, or of a delta by itself
  size_t decides = 0;  ///< of the one in which the entry stands, or would
  Reasons reasons = 0;
  Speaker::Kind speaker = Speaker::Kind::none;
  ByteView key;  ///< of the speaker
  bool stale = false;
  std::string why_stale;
  Time issued{};                                    ///< thisUpdate, of the delta if one was applied
  std::optional<ByteView> number;                   ///< CRL number of the same
  const x509::RevokedCertificate* entry = nullptr;  ///< null: not listed

  bool same_key(const Statement& other) const { return same_bytes(key, other.key); }
  /// Revoked for good: a stale statement says so no less.
  bool revokes() const { return entry != nullptr && (!stale || !revocation_of(*entry).may_be_lifted()); }
  /// Of what revokes: by a newer statement of OCSP.
  bool may_be_lifted() const { return stale || revocation_of(*entry).may_be_lifted(); }
  bool is_later_than(const Statement& other, bool comparable) const {
    if (issued != other.issued) return issued > other.issued;
    // 5.2.3: CRL numbers increase for a given scope and issuer.
    return comparable && number && (!other.number || less(*other.number, *number));
  }
};

std::optional<CrlChecker::Statement> CrlChecker::read(size_t crl_number, size_t index) {
  const x509::Crl& crl = *evidence_.crls[crl_number];
  const x509::Certificate& certificate = *path_.certificates[index];
  if (!crl.complete) {
    exclude(crl_number, fault_of(crl_number));
    return std::nullopt;
  }
  Coverage covered = coverage(crl, scope_of(index));  // 6.3.3 (b), (d)
  if (!covered.relevant) return std::nullopt;
  const x509::RevokedCertificate* entry = find_entry(crl, certificate);
  const auto unusable = [&](std::string why, Values values = {}) {
    // What the issuing key lists is said even where it does not count.
    if (entry != nullptr && entry->reason != reason_remove_from_crl &&
        authority_.signed_by_path(crl_number, index + 1))
      why +=
          "; it lists " + certificate.subject.to_string() + " as revoked " + revocation_of(*entry).describe();
    exclude(crl_number, why, std::move(values));
    return std::nullopt;
  };
  if (const std::string& fault = fault_of(crl_number); !fault.empty()) return unusable(fault);
  if (covered.reasons == 0) return unusable(covered.why_not, std::move(covered.evidence));
  const bool is_ca = certificate.basic_constraints && certificate.basic_constraints->ca;
  const Lifetime lifetime = crl_lifetime(options_, path_options_.profile, is_ca);
  const Currency currency = currency_of(crl.this_update, crl.next_update, path_options_.time, lifetime);
  if (currency != Currency::current && !is_stale(currency))
    return unusable(describe(currency, crl.this_update, crl.next_update, lifetime));  // (a)
  const DigestUse digest = digest_use(crl.signature_algorithm, path_options_);
  if (digest == DigestUse::refused) return unusable(describe(digest, crl.signature_algorithm));
  const Speaker& speaker = authority_.speaker(crl_number, index);  // (f), (g)
  if (speaker.kind == Speaker::Kind::none) return unusable(speaker.why_not, speaker.evidence);
  if (digest == DigestUse::weak) weak_.insert(crl_number);
  // (k): removeFromCRL means that it is not revoked. It has no place in a complete CRL (5.3.1), where those
  // who do not read reasons, as browsers, take it for a revocation.
  if (!is_delta(crl) && path_options_.profile == Profile::rfc5280 && entry != nullptr &&
      entry->reason == reason_remove_from_crl)
    entry = nullptr;
  Statement statement{.crl = crl_number,
                      .decides = crl_number,
                      .reasons = covered.reasons,
                      .speaker = speaker.kind,
                      .key = speaker.key,
                      .stale = is_stale(currency),
                      .issued = *crl.this_update.time,
                      .number = crl.crl_number,
                      .entry = entry};
  if (statement.stale) statement.why_stale = describe(currency, crl.this_update, crl.next_update, lifetime);
  return statement;
}

/// Why a delta CRL can be applied to none of the complete ones: of that which comes closest.
std::string CrlChecker::why_no_base(const Statement& delta, const Statements& bases) const {
  const x509::Crl& crl = *evidence_.crls[delta.crl];
  const std::string none = "it is a delta CRL, and no complete CRL at hand is one that it can be applied to";
  for (const Statement& base : bases) {
    const x509::Crl& complete = *evidence_.crls[base.crl];
    if (is_delta(complete) || !delta.same_key(base) || !same_scope(crl, complete) || !crl.crl_number ||
        !complete.crl_number || !crl.delta_crl_indicator)
      continue;
    if (!less(*complete.crl_number, *crl.crl_number))
      return none + ": its CRL number " + hex_encode(*crl.crl_number) +
             " is not higher than that of the complete CRL, " + hex_encode(*complete.crl_number);
    if (less(*complete.crl_number, *crl.delta_crl_indicator))
      return none + ": it is for CRL number " + hex_encode(*crl.delta_crl_indicator) +
             " or later, the complete CRL has " + hex_encode(*complete.crl_number);
  }
  return none;
}

/// 6.3.3 (c)(1) to (3), 5.2.4: to each complete CRL the newest delta that is for it. Deltas that are for none
/// are removed from the list and speak for themselves if they list the certificate; those that were applied
/// are removed too; what remains is superseded, or stale.
void CrlChecker::apply_deltas(Statements& bases, Statements& deltas, const x509::Certificate& certificate) {
  std::set<size_t> applied, based;
  for (Statement& base : bases) {
    const x509::Crl& complete = *evidence_.crls[base.crl];
    const Statement* best = nullptr;
    for (const Statement& delta : deltas) {
      const x509::Crl& crl = *evidence_.crls[delta.crl];
      if (!crl.delta_crl_indicator || !crl.crl_number || !complete.crl_number || !delta.same_key(base) ||
          !same_scope(crl, complete) || !same_key_identifier(crl, complete) ||
          less(*complete.crl_number, *crl.delta_crl_indicator) ||
          !less(*complete.crl_number, *crl.crl_number))
        continue;
      based.insert(delta.crl);
      if (delta.stale && !base.stale) continue;
      const auto lists = [](const Statement& one) {
        return one.entry != nullptr && one.entry->reason != reason_remove_from_crl;
      };
      if (best == nullptr || delta.is_later_than(*best, true) ||
          (!best->is_later_than(delta, true) && lists(delta) && !lists(*best)))
        best = &delta;
    }
    if (best == nullptr) continue;
    applied.insert(best->crl);
    base.issued = std::max(base.issued, best->issued);
    base.number = best->number;
    // (i) to (k): the delta speaks first; removeFromCRL there means that it is not revoked.
    if (best->entry == nullptr) continue;
    base.decides = best->crl;
    const bool removes = best->entry->reason == reason_remove_from_crl;
    if (base.entry != nullptr && revocation_of(*best->entry).may_be_lifted() &&
        !revocation_of(*base.entry).may_be_lifted())
      // 5.3.1: what is removed, or on hold, was not revoked for good before.
      remark(best->crl, checks::contradicted,
             name_of(best->crl) + " of " + format_rfc3339(best->issued) +
                 (removes ? " removes (removeFromCRL) " : " lists as on hold ") +
                 certificate.subject.to_string() + ", which the complete CRL lists as revoked " +
                 revocation_of(*base.entry).describe());
    base.entry = removes ? nullptr : best->entry;
  }
  std::erase_if(deltas, [&](const Statement& delta) {
    if (applied.contains(delta.crl)) {
      use(delta.crl);
      return true;
    }
    if (based.contains(delta.crl)) return false;
    // Without its base it cannot clear, but what it lists is revoked by the CA's own word (6.3.3 (i)).
    if (delta.entry != nullptr && delta.entry->reason != reason_remove_from_crl) {
      bases.push_back(delta);
    } else {
      exclude(delta.crl, why_no_base(delta, bases));
    }
    return true;
  });
}

bool CrlChecker::supersedes(const Statement& newer, const Statement& older) const {
  // A delta that was applied to no complete CRL speaks of what it lists alone: what another lists is listed
  // still, and a hold in it takes no other reason back.
  if (is_delta(*evidence_.crls[newer.crl])) return false;
  if ((newer.reasons & older.reasons) != older.reasons || (newer.stale && !older.stale)) return false;
  // Strictly, what cannot clear cannot take a revocation back either.
  if (path_options_.strict && newer.entry == nullptr && !strict_fault(*evidence_.crls[newer.crl]).empty())
    return false;
  const bool same_key = newer.same_key(older);
  if (!same_key && newer.speaker != Speaker::Kind::issuing_key) return false;
  return newer.is_later_than(older,
                             same_key && same_scope(*evidence_.crls[newer.crl], *evidence_.crls[older.crl]));
}

Opinion CrlChecker::status(size_t index) {
  const x509::Certificate& certificate = *path_.certificates[index];
  Statements statements, deltas;
  bool out_of_time = false;
  for (size_t i = 0; i < evidence_.crls.size() && !out_of_time; ++i) {
    out_of_time = options_.out_of_time && options_.out_of_time();
    if (auto statement = out_of_time ? std::nullopt : read(i, index))
      (is_delta(*evidence_.crls[i]) ? deltas : statements).push_back(*std::move(statement));
  }
  apply_deltas(statements, deltas, certificate);
  // A delta that is out of date clears nothing, but what it lists is revoked no less.
  for (Statement& delta : deltas)
    if (!delta.stale)
      remark(delta.crl, checks::superseded, name_of(delta.crl) + " had no say: a newer delta CRL decides");
    else if (delta.revokes())
      statements.push_back(delta);
    else
      exclude(delta.crl, delta.why_stale);

  Opinion result;
  Reasons known = 0;
  const Statement* revoking = nullptr;
  bool liftable = true;
  std::optional<Time> newest_revoking;
  for (const Statement& statement : statements) {
    const auto newer = std::find_if(statements.begin(), statements.end(),
                                    [&](const Statement& other) { return supersedes(other, statement); });
    if (newer != statements.end()) {
      set_aside(statement, *newer, certificate);
    } else if (statement.revokes()) {
      use(statement.crl);
      use(statement.decides);
      liftable = liftable && statement.may_be_lifted();
      newest_revoking = std::max(newest_revoking.value_or(statement.issued), statement.issued);
      // Of several the one that says so now, then the one that nothing lifts, then the newest.
      const auto rank = [](const Statement& one) {
        return std::tuple(!one.stale, !one.may_be_lifted(), one.issued);
      };
      if (revoking == nullptr || rank(statement) > rank(*revoking)) revoking = &statement;
    } else if (statement.stale) {
      exclude(statement.crl, statement.entry == nullptr
                                 ? statement.why_stale
                                 : statement.why_stale + "; it lists " + certificate.subject.to_string() +
                                       " as on hold, which may have been lifted");
    } else if (clears(statement.crl)) {
      use(statement.crl);
      known = static_cast<Reasons>(known | statement.reasons);  // (l)
      if (statement.reasons == all_reasons && statement.speaker == Speaker::Kind::issuing_key)
        result.clears_at = std::max(result.clears_at.value_or(statement.issued), statement.issued);
      if (!result.issued || statement.issued > *result.issued) {
        result.issued = statement.issued;
        result.number = statement.crl;
        result.source = "CRL of " + evidence_.crls[statement.crl]->issuer.to_string();
      }
    }
  }
  if (revoking != nullptr) {
    const Revocation revocation = revocation_of(*revoking->entry);
    result = {.status = Status::revoked,
              .source = "CRL of " + evidence_.crls[revoking->decides]->issuer.to_string(),
              .number = revoking->decides,
              .issued = revoking->issued,
              .stale = revoking->stale,
              .liftable_since = liftable ? newest_revoking : std::nullopt,
              .revocation = revocation,
              .details = revocation.describe(),
              .evidence = {}};
    revocation.add_to(result.evidence);
    if (revoking->stale) {
      result.details += ", says a CRL that is out of date: " + revoking->why_stale;
      result.evidence.emplace_back("out_of_date", revoking->why_stale);
    }
  } else if (out_of_time) {
    result = {};
    result.details = "the time allowed was over before every CRL was read";
  } else if (known == all_reasons) {
    result.status = Status::good;
  } else {
    result = {};
    if (known != 0) result.details = "the CRLs at hand are for some reasons for revocation alone";
  }
  return result;
}

/// May a CRL clear what it does not list? Under --strict only one that is as the standard asks; what it lists
/// is revoked either way.
bool CrlChecker::clears(size_t crl_number) {
  if (!path_options_.strict) return true;
  const std::string fault = strict_fault(*evidence_.crls[crl_number]);
  if (!fault.empty())
    remark(crl_number, checks::crl_not_usable, name_of(crl_number) + " clears no certificate: " + fault);
  return fault.empty();
}

void CrlChecker::set_aside(const Statement& older, const Statement& newer,
                           const x509::Certificate& certificate) {
  const std::string name = certificate.subject.to_string();
  // At equal thisUpdate the CRL numbers have decided.
  const auto moment = [&](const Statement& one) {
    return format_rfc3339(one.issued) +
           (older.issued == newer.issued && one.number ? " with CRL number " + hex_encode(*one.number) : "");
  };
  const std::string when = "of " + moment(older);
  const std::string which = "the newer one of " + moment(newer);
  // What was revoked for good is neither cleared nor put on hold (5.3.1).
  const bool softened = older.entry != nullptr && newer.entry != nullptr &&
                        !revocation_of(*older.entry).may_be_lifted() &&
                        revocation_of(*newer.entry).may_be_lifted();
  if (older.entry == nullptr || (newer.entry != nullptr && !softened)) {
    remark(older.crl, checks::superseded,
           name_of(older.crl) + " " + when + " had no say: " + which + " decides");
    return;
  }
  Values values{{"older", format_rfc3339(older.issued)}, {"newer", format_rfc3339(newer.issued)}};
  const Revocation revocation = revocation_of(*older.entry);
  revocation.add_to(values);
  // What was on hold may be released (5.3.1).
  remark(older.decides, revocation.may_be_lifted() ? checks::superseded : checks::contradicted,
         name_of(older.decides) + " " + when + " lists " + name + " as revoked " + revocation.describe() +
             "; " + which + ", which decides, " + (softened ? "lists it as on hold" : "does not"),
         std::move(values));
}

const CertificateScope& CrlChecker::scope_of(size_t index) {
  return scopes_.try_emplace(index, *path_.certificates[index]).first->second;
}

const std::string& CrlChecker::fault_of(size_t crl_number) {
  const auto known = faults_.find(crl_number);
  return known != faults_.end()
             ? known->second
             : faults_.emplace(crl_number, form_fault(*evidence_.crls[crl_number])).first->second;
}

std::string CrlChecker::name_of(size_t crl_number) const {
  return "the CRL of " + evidence_.crls[crl_number]->issuer.to_string();
}

void CrlChecker::use(size_t crl_number) {
  used_.insert(crl_number);
  ledger_.used.insert(crl_number);
}

void CrlChecker::exclude(size_t crl_number, const std::string& why, Values values) {
  remark(crl_number, checks::crl_not_usable, name_of(crl_number) + " was not used: " + why,
         std::move(values));
}

/// The first remark about a CRL stands, but that a newer one contradicts it is said in any case.
void CrlChecker::remark(size_t crl_number, const Check& check, std::string message, Values values) {
  const auto [at, fresh] = remarks_.try_emplace(crl_number);
  if (!fresh && (&check != &checks::contradicted || at->second.check == &check)) return;
  at->second = {.check = &check,
                .subject = {Subject::Kind::crl, crl_number},
                .message = std::move(message),
                .evidence = std::move(values)};
}

Findings CrlChecker::findings() const {
  Findings findings;
  for (const auto& [number, finding] : remarks_)
    if (finding.check == &checks::contradicted || !used_.contains(number)) findings.push_back(finding);
  for (const size_t number : weak_)
    if (used_.contains(number))
      findings.push_back({.check = &checks::weak_digest,
                          .subject = {Subject::Kind::crl, number},
                          .message = name_of(number) + " was used, though " +
                                     describe(DigestUse::weak, evidence_.crls[number]->signature_algorithm)});
  return findings;
}

}  // namespace certcheck::revocation
