#include "certcheck/revocation/detail/crl_status.h"

#include "certcheck/base/encoding.h"
#include "certcheck/revocation/checks.h"
#include "certcheck/revocation/detail/crl_form.h"
#include "certcheck/revocation/detail/crl_scope.h"
#include "certcheck/revocation/detail/currency.h"
#include "certcheck/revocation/detail/signature_rules.h"
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

Revocation revocation_of(const x509::RevokedCertificate& entry) {
  return {entry.revocation_date.time, entry.reason};
}

/// How hard the entry is to lift: what was revoked for good, what is on hold, what is removed (5.3.1).
int weight(const Revocation& entry) { return !entry.may_be_lifted() ? 2 : entry.is_removed() ? 0 : 1; }

/// Whether the certificate of an entry was issued under this name (5.3.3): by whom the entry at `named`, or
/// else the CRL, says.
bool is_issuer(const x509::Name& name, const x509::Crl& crl, const x509::RevokedCertificates::Place* named) {
  if (named == nullptr) return x509::same_name(crl.issuer, name);
  const x509::RevokedCertificate entry = crl.revoked.at(*named);
  return std::any_of(entry.certificate_issuer->begin(), entry.certificate_issuer->end(),
                     [&](const x509::GeneralName& one) {
                       return one.kind == x509::GeneralName::Kind::directory_name &&
                              x509::same_name(one.directory_name, name);
                     });
}

}  // namespace

std::optional<Revocation> find_entry(const x509::Crl& crl, const x509::Certificate& certificate) {
  std::optional<Revocation> found;
  // 5.3.3: an entry's issuer holds for those after it. Its names may be many, and are compared once.
  const x509::RevokedCertificates::Place* named = nullptr;
  std::optional<bool> same_issuer;
  crl.revoked.find(certificate.serial, [&](const x509::RevokedCertificate& entry) {
    const auto* const named_for_this = crl.revoked.issuer_named_for(entry.offset);
    if (!same_issuer || named_for_this != named) {
      named = named_for_this;
      same_issuer = is_issuer(certificate.issuer, crl, named);
    }
    const Revocation revocation = revocation_of(entry);
    if (*same_issuer && (!found || weight(revocation) > weight(*found))) found = revocation;
    return !found || found->may_be_lifted();
  });
  return found;
}

namespace {

bool same_key_identifier(const x509::Crl& a, const x509::Crl& b) {
  const x509::Extension* of_a = a.find(oids::authority_key_identifier);
  const x509::Extension* of_b = b.find(oids::authority_key_identifier);
  if (of_a == nullptr || of_b == nullptr) return of_a == of_b;
  return same_bytes(of_a->value, of_b->value);
}

bool is_delta(const x509::Crl& crl) { return crl.find(oids::delta_crl_indicator) != nullptr; }

}  // namespace

/// What one CRL, or a complete CRL with its delta, says about a certificate. Signed by who may.
struct CrlChecker::Statement {
  size_t crl = 0;      ///< number of the complete CRL, or of a delta by itself
  size_t decides = 0;  ///< of the one in which the entry stands, or would
  Reasons reasons = 0;
  Speaker::Kind speaker = Speaker::Kind::none;
  ByteView key;               ///< of the speaker
  bool lists_signer = false;  ///< the speaker's own certificate
  bool stale = false;
  std::string why_stale;
  std::string why_alone;            ///< of a delta by itself: why it could not be applied to a complete CRL
  bool has_delta = false;           ///< of a complete CRL: no current delta says more
  Time issued{};                    ///< thisUpdate, of the delta if one was applied
  std::optional<ByteView> number;   ///< CRL number of the same
  std::optional<Revocation> entry;  ///< nullopt: not listed

  bool same_key(const Statement& other) const { return same_bytes(key, other.key); }
  /// Revoked for good: a stale statement says so no less.
  bool revokes() const { return entry && (!stale || !entry->may_be_lifted()); }
  /// Of what revokes: by a newer statement of OCSP.
  bool may_be_lifted() const { return stale || entry->may_be_lifted(); }
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
  std::optional<Revocation> entry = find_entry(crl, certificate);
  const auto unusable = [&](std::string why, Values values = {}) {
    // What the issuing key lists is said even where it does not count.
    if (entry && !entry->is_removed() && authority_.signed_by_path(crl_number, index + 1))
      why += "; it lists " + certificate.subject.to_string() + " as revoked " + entry->describe();
    exclude(crl_number, why, std::move(values));
    return std::nullopt;
  };
  if (const std::string& fault = fault_of(crl_number); !fault.empty()) return unusable(fault);
  if (covered.reasons == 0) return unusable(covered.why_not, std::move(covered.evidence));
  const bool is_ca = certificate.is_ca();
  const Lifetime lifetime = crl_lifetime(options_, path_options_.profile, is_ca);
  const Currency currency = currency_of(crl.this_update, crl.next_update, path_options_.time, lifetime);
  if (currency != Currency::current && !is_stale(currency))
    return unusable(describe(currency, crl.this_update, crl.next_update, lifetime));  // (a)
  const AlgorithmUse use = algorithm_use(crl.signature_algorithm, path_options_);
  if (use == AlgorithmUse::refused) return unusable(describe(use, crl.signature_algorithm));
  const Speaker& speaker = authority_.speaker(crl_number, index);  // (f), (g)
  if (speaker.kind == Speaker::Kind::none) return unusable(speaker.why_not, speaker.evidence);
  if (use != AlgorithmUse::sound) doubtful_.emplace(crl_number, use);
  // (k): removeFromCRL means that it is not revoked. It has no place in a complete CRL (5.3.1), where those
  // who do not read reasons, as browsers, take it for a revocation.
  if (!is_delta(crl) && path_options_.profile == Profile::rfc5280 && entry && entry->is_removed())
    entry.reset();
  Statement statement{.crl = crl_number,
                      .decides = crl_number,
                      .reasons = covered.reasons,
                      .speaker = speaker.kind,
                      .key = speaker.key,
                      .lists_signer = speaker.lists_itself,
                      .stale = is_stale(currency),
                      .issued = *crl.this_update.time,
                      .number = crl.crl_number,
                      .entry = entry};
  if (statement.stale) statement.why_stale = describe(currency, crl.this_update, crl.next_update, lifetime);
  return statement;
}

/// Whether a delta CRL can be applied to a complete one.
struct CrlChecker::DeltaFit {
  std::string why_not;  ///< empty if it can
  /// It cannot, for all that it says is in the complete CRL, which is not older.
  bool is_older = false;

  bool applies() const { return why_not.empty(); }
};

/// 6.3.3 (c), (h), 5.2.4
CrlChecker::DeltaFit CrlChecker::fit_of(const Statement& delta, const Statement& base) const {
  const x509::Crl &crl = *evidence_.crls[delta.crl], &complete = *evidence_.crls[base.crl];
  if (!crl.crl_number || !crl.delta_crl_indicator) return {"it lacks a readable CRL number or BaseCRLNumber"};
  if (!complete.crl_number) return {"the complete CRL has no CRL number"};
  if (!delta.same_key(base)) return {"it is signed by another key than the complete CRL"};
  if (!same_scope(crl, complete)) return {"it has another issuing distribution point than the complete CRL"};
  if (!same_key_identifier(crl, complete))
    return {"it has another authority key identifier than the complete CRL"};
  // 5.2.3: "If a delta CRL and a complete CRL that cover the same scope are issued at the same time, they
  // MUST have the same CRL number and provide the same revocation information."
  if (!less(*complete.crl_number, *crl.crl_number))
    return {"its CRL number " + hex_encode(*crl.crl_number) +
                " is not higher than that of the complete CRL, " + hex_encode(*complete.crl_number),
            /*is_older=*/true};
  if (less(*complete.crl_number, *crl.delta_crl_indicator))
    return {"it is for CRL number " + hex_encode(*crl.delta_crl_indicator) +
            " or later, the complete CRL has " + hex_encode(*complete.crl_number)};
  return {};
}

/// Why a delta CRL can be applied to none of the complete ones: of the first of its key, or the first.
std::string CrlChecker::why_no_base(const Statement& delta, const Statements& bases) const {
  const Statement* closest = nullptr;
  for (const Statement& base : bases) {
    if (is_delta(*evidence_.crls[base.crl])) continue;
    if (closest == nullptr || (!delta.same_key(*closest) && delta.same_key(base))) closest = &base;
  }
  return closest == nullptr ? "there is none" : fit_of(delta, *closest).why_not;
}

/// 6.3.3 (c)(1) to (3), 5.2.4: to each complete CRL the newest delta that is for it. Deltas that are for none
/// are removed from the list and speak for themselves if they list the certificate; those that were applied
/// are removed too; what remains is superseded, or stale. A complete CRL that has expired is as current as
/// its delta then (6.3.3 (a)(1)(i)).
void CrlChecker::apply_deltas(Statements& bases, Statements& deltas, const x509::Certificate& certificate) {
  std::set<size_t> applied, based, older;
  for (Statement& base : bases) {
    const Statement* best = nullptr;
    for (const Statement& delta : deltas) {
      const DeltaFit fit = fit_of(delta, base);
      if (fit.is_older) {
        older.insert(delta.crl);
        base.has_delta = base.has_delta || !delta.stale;
      }
      if (!fit.applies()) continue;
      based.insert(delta.crl);
      if (delta.stale && !base.stale) continue;
      const auto lists = [](const Statement& one) { return one.entry && !one.entry->is_removed(); };
      if (best == nullptr || (best->stale && !delta.stale) ||
          (best->stale == delta.stale &&
           (delta.is_later_than(*best, true) ||
            (!best->is_later_than(delta, true) && lists(delta) && !lists(*best)))))
        best = &delta;
    }
    if (best == nullptr) continue;
    applied.insert(best->crl);
    base.has_delta = base.has_delta || !best->stale;
    base.stale = base.stale && best->stale;
    base.issued = std::max(base.issued, best->issued);
    base.number = best->number;
    // (i) to (k): the delta speaks first; removeFromCRL there means that it is not revoked.
    if (!best->entry) continue;
    base.decides = best->crl;
    const bool removes = best->entry->is_removed();
    if (base.entry && best->entry->may_be_lifted() && !base.entry->may_be_lifted())
      // 5.3.1: what is removed, or on hold, was not revoked for good before.
      remark(best->crl, checks::contradicted,
             name_of(best->crl) + " of " + format_rfc3339(best->issued) +
                 (removes ? " removes (removeFromCRL) " : " lists as on hold ") +
                 certificate.subject.to_string() + ", which the complete CRL lists as revoked " +
                 base.entry->describe());
    base.entry = removes ? std::nullopt : best->entry;
  }
  const Statements complete = bases;
  std::erase_if(deltas, [&](const Statement& delta) {
    if (applied.contains(delta.crl)) {
      use(delta.crl);
      return true;
    }
    if (based.contains(delta.crl)) return false;
    // Without its base it cannot clear, but what it lists is revoked by the CA's own word (6.3.3 (i)).
    std::string why = why_no_base(delta, complete);
    if (delta.entry && !delta.entry->is_removed()) {
      bases.push_back(delta);
      bases.back().why_alone = std::move(why);
    } else if (older.contains(delta.crl)) {
      remark(delta.crl, checks::superseded, name_of(delta.crl) + ", a delta CRL, is superseded: " + why);
    } else {
      exclude(delta.crl, "it is a delta CRL, and there is no complete CRL to which it can be applied" +
                             (complete.empty() ? "" : ": " + why));
    }
    return true;
  });
}

/// 6.3.3 (a): "If the current time is before the value of the next update field, use-deltas is set, and
/// either the certificate or the CRL contains the freshest CRL extension, then obtain the current delta CRL
/// that can be used to update the locally cached complete CRL". Where it cannot be obtained, what the
/// complete CRL does not list may have been revoked since.
bool CrlChecker::lacks_delta(const Statement& statement, const x509::Certificate& certificate) const {
  const x509::Crl& crl = *evidence_.crls[statement.crl];
  return options_.require_deltas && !statement.has_delta && !is_delta(crl) &&
         (crl.freshest_crl || certificate.freshest_crl);
}

bool CrlChecker::supersedes(const Statement& newer, const Statement& older) const {
  // A delta that was applied to no complete CRL speaks of what it lists alone: what another lists is listed
  // still, and a hold in it takes no other reason back.
  if (is_delta(*evidence_.crls[newer.crl])) return false;
  if ((newer.reasons & older.reasons) != older.reasons || (newer.stale && !older.stale)) return false;
  // Strictly, what cannot clear cannot take a revocation back either.
  if (path_options_.strict && !newer.entry && !strict_fault(*evidence_.crls[newer.crl]).empty()) return false;
  const bool same_key = newer.same_key(older);
  if (!same_key && newer.speaker != Speaker::Kind::issuing_key) return false;
  return newer.is_later_than(older,
                             same_key && same_scope(*evidence_.crls[newer.crl], *evidence_.crls[older.crl]));
}

EvidenceResult CrlChecker::status(size_t index) {
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
      remark(delta.crl, checks::superseded, name_of(delta.crl) + " is superseded: a newer delta CRL decides");
    else if (delta.revokes())
      statements.push_back(delta);
    else
      exclude(delta.crl, delta.why_stale);

  EvidenceResult result;
  Reasons known = 0;
  std::vector<size_t> without_delta;
  std::string incomplete;       // the CRL that clears nothing without its delta
  std::vector<size_t> partial;  // CRLs that clear for some reasons alone
  const Statement* revoking = nullptr;
  bool liftable = true;
  std::optional<Time> newest_revoking;
  for (const Statement& statement : statements) {
    const auto newer = std::find_if(statements.begin(), statements.end(),
                                    [&](const Statement& other) { return supersedes(other, statement); });
    if (newer != statements.end()) {
      set_aside(statement, *newer, certificate);
      continue;
    }
    // A delta can lift a hold, bring an expired CRL up to date, and list what a current one does not.
    const bool no_delta = lacks_delta(statement, certificate);
    if (no_delta && !(statement.entry && !statement.entry->may_be_lifted()))
      without_delta.push_back(statement.crl);
    if (statement.revokes()) {
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
      exclude(statement.crl, !statement.entry
                                 ? statement.why_stale
                                 : statement.why_stale + "; it lists " + certificate.subject.to_string() +
                                       " as on hold, which may have been lifted");
    } else if (no_delta) {
      incomplete = name_of(statement.crl);
      exclude(statement.crl, "a delta CRL completes it (freshestCRL), and none that fits is available");
    } else if (clears(statement)) {
      if (statement.reasons == all_reasons)
        use(statement.crl);
      else
        partial.push_back(statement.crl);
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
  if (known == all_reasons)
    for (const size_t crl : partial) use(crl);
  else if (revoking == nullptr)
    for (const size_t crl : partial)
      exclude(crl, "it covers only some revocation reasons, and no CRL for the others is available");
  if (revoking != nullptr) {
    const Revocation revocation = *revoking->entry;
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
    if (!revoking->why_alone.empty()) {
      result.details +=
          ", according to a delta CRL that cannot be combined with a complete one: " + revoking->why_alone;
      result.evidence.emplace_back("no_complete_crl", revoking->why_alone);
    }
    if (revoking->stale) {
      result.details += ", according to a CRL that is out of date: " + revoking->why_stale;
      result.evidence.emplace_back("out_of_date", revoking->why_stale);
    }
  } else if (out_of_time) {
    result = {};
    result.details = "the time limit was reached before every CRL was read";
  } else if (known == all_reasons) {
    result.status = Status::good;
  } else {
    result = {};
    if (!incomplete.empty())
      result.details = incomplete + " is completed by a delta CRL that is not available";
    else if (known != 0)
      result.details = "the available CRLs cover only some revocation reasons";
  }
  result.without_delta = std::move(without_delta);
  return result;
}

/// May a CRL clear what it does not list? Under --strict only one that is as the standard asks; what it lists
/// is revoked either way. Nor does one that lists who signed it.
bool CrlChecker::clears(const Statement& statement) {
  std::string fault = path_options_.strict ? strict_fault(*evidence_.crls[statement.crl]) : std::string();
  if (fault.empty() && statement.lists_signer)
    fault = "it lists the certificate of its own signer as revoked";
  if (!fault.empty())
    remark(statement.crl, checks::crl_not_usable,
           name_of(statement.crl) + " does not show any certificate to be good: " + fault);
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
  const bool softened =
      older.entry && newer.entry && !older.entry->may_be_lifted() && newer.entry->may_be_lifted();
  if (!older.entry || (newer.entry && !softened)) {
    remark(older.crl, checks::superseded,
           name_of(older.crl) + " " + when + " is superseded: " + which + " decides");
    return;
  }
  Values values{{"older", format_rfc3339(older.issued)}, {"newer", format_rfc3339(newer.issued)}};
  const Revocation revocation = *older.entry;
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
  for (const auto& [number, use] : doubtful_)
    if (used_.contains(number))
      findings.push_back({.check = &check_of(use),
                          .subject = {Subject::Kind::crl, number},
                          .message = name_of(number) + " was used, though " +
                                     describe(use, evidence_.crls[number]->signature_algorithm)});
  return findings;
}

}  // namespace certcheck::revocation
