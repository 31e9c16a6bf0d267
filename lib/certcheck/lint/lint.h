#pragma once

#include "certcheck/base/check.h"
#include "certcheck/base/finding.h"
#include "certcheck/base/time.h"
#include "certcheck/lint/parts.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What a lint is. A lint is one function and one row. Both are in `lint/SOURCE/THEME.cpp`: the
/// function under a comment that states the requirement (document, section, version) and its history,
/// the row in the file's constexpr table, which is handed out under the theme's name and declared in
/// `lint/SOURCE/themes.h`. That header lists the source's themes; registry.cpp lists the sources. Nothing
/// registers itself: a linker may drop static objects of a library. CONTRIBUTING.md shows how to add one,
/// rfc5280/basic_constraints.cpp is the example to follow.
namespace certcheck::x509 {
struct Certificate;
struct Crl;
struct OcspResponse;
struct OcspRequest;
}  // namespace certcheck::x509

namespace certcheck::lint {

struct CertificateFacts;
struct HandshakeFacts;

/// What came of one lint on one subject. not_applicable and not_effective are no passes.
enum class Outcome : uint8_t { not_applicable, not_effective, pass, fired };

std::string_view to_string(Outcome outcome);

/// What a lint looks at.
enum class Kind : uint8_t { certificate, crl, ocsp, ocsp_request, chain, handshake };
inline constexpr size_t kind_count = 6;

std::string_view to_string(Kind kind);

/// Roles of a certificate; it has several at once. A row names those that it asks for, all of which the
/// certificate must have. They mean what zlint's conditions of the same purpose mean, so that the two agree
/// on what does not apply.
enum class Role : uint32_t {
  any = 0,
  leaf = 1,             ///< basicConstraints absent or without cA
  ca = 2,               ///< basicConstraints with cA
  self_signed = 4,      ///< subject equals issuer and its own key verifies it
  subscriber = 8,       ///< leaf, not self-signed
  subordinate_ca = 16,  ///< CA, not self-signed
  root = 32,            ///< CA, self-signed
  server_auth = 64,     ///< EKU absent or with serverAuth or anyExtendedKeyUsage, or a policy of the TLS BR
  email = 128,  ///< email names, and EKU absent or with emailProtection or any; or a policy of the S/MIME BR
  code_signing = 256,    ///< a policy of the code signing BR
  ocsp_responder = 512,  ///< EKU with OCSPSigning
  // What the TLS BR tell apart. Of two reserved policies a certificate has both roles.
  domain_validated = 1024,        ///< policy 2.23.140.1.2.1
  organization_validated = 2048,  ///< policy 2.23.140.1.2.2
  individual_validated = 4096,    ///< policy 2.23.140.1.2.3
  extended_validated = 8192,      ///< policy 2.23.140.1.1, or another one for EV (support/ev_policies.h)
  precertificate = 16384,         ///< with the poison of RFC 6962 3.1
  non_tls_ca =
      32768,  ///< CA, not self-signed, whose EKU is for neither serverAuth, anything nor precertificates
  precertificate_signer =
      65536,                ///< CA, not self-signed, whose EKU is for signing precertificates (RFC 6962 3.1)
  constrained_ca = 131072,  ///< CA, not self-signed, technically constrained (BR 7.1.2.3 to 7.1.2.5)
  /// CA, not self-signed, with name and key of another CA certificate (BR 7.1.2.2). No certificate shows that
  /// by itself: it is so where a caller says it is.
  cross_certificate = 262144,
  /// CA, not self-signed, that is not a cross-certificate. Likewise only where a caller names another kind.
  not_cross_certificate = 524288,
  tls_br = 1048576,  ///< CA, not self-signed, of a kind that the TLS BR have for other uses. Likewise.
};
inline constexpr size_t role_count = 21;

constexpr Role operator|(Role a, Role b) {
  return static_cast<Role>(static_cast<uint32_t>(a) | static_cast<uint32_t>(b));
}

/// What is not a TLS server's, client's or mail user's certificate, nor that of their CA: no source's scope,
/// which is about purposes, has these, so a row about one of them asks for its own roles alone.
inline constexpr Role kinds_of_their_own =
    Role::ocsp_responder | Role::non_tls_ca | Role::precertificate_signer;

/// What no certificate shows by itself.
inline constexpr Role known_to_callers = Role::cross_certificate | Role::not_cross_certificate | Role::tls_br;

/// True if `roles` has every role of `asked`.
constexpr bool has_roles(Role roles, Role asked) {
  return (static_cast<uint32_t>(roles) & static_cast<uint32_t>(asked)) == static_cast<uint32_t>(asked);
}

/// The roles that both have.
constexpr Role shared_roles(Role a, Role b) {
  return static_cast<Role>(static_cast<uint32_t>(a) & static_cast<uint32_t>(b));
}

/// Which certificates something binds, by their roles.
struct Scope {
  Role all = Role::any;   ///< they have every one of these
  Role one = Role::any;   ///< and at least one of these, if any is named
  Role none = Role::any;  ///< and none of these

  constexpr bool includes(Role roles) const {
    return has_roles(roles, all) && (one == Role::any || shared_roles(roles, one) != Role::any) &&
           shared_roles(roles, none) == Role::any;
  }
  bool operator==(const Scope&) const = default;
};

/// Each role in a set by the name it has here, in order of value.
std::vector<std::string_view> role_names(Role roles);

using Evidence = std::vector<std::pair<std::string, std::string>>;

/// Where a lint puts what it found; fills in check and subject. Keeps to OutputBudget, so that a lint may
/// fire for each of a million names.
class Reporter {
 public:
  /// `findings` may be null: then nothing is kept, only the outcome matters.
  Reporter(const Check& check, const Subject& subject, Findings* findings,
           std::optional<Severity> ranked = {})
      : check_(check), subject_(subject), findings_(findings), ranked_(ranked) {}

  /// Records one problem and gives Outcome::fired, to be returned. `node_path` e.g. "tbsCertificate.subject";
  /// `offset` of the offending byte from the start of the input; `message` one sentence about this case.
  Outcome fire(std::string_view node_path, std::optional<size_t> offset, std::string message,
               Evidence evidence = {}) const;
  /// The same about one certificate of a chain.
  Outcome fire_at(size_t certificate, std::string_view node_path, std::optional<size_t> offset,
                  std::string message, Evidence evidence = {}) const;
  /// Once the lint is through: says how many findings of fire() were left out.
  void finish() const {
    if (fired_ > OutputBudget::findings_of_a_kind) say_how_many_more();
  }

 private:
  void say_how_many_more() const;

  const Check& check_;
  const Subject& subject_;
  Findings* findings_;
  std::optional<Severity> ranked_;
  mutable size_t fired_ = 0;  ///< by fire(); lints have the reporter const, to hand on as they like
};

// A lint answers not_applicable, pass or fired; not_effective is the runner's. Each must decide applicability
// before anything else, and allocate nothing unless it fires.
using CertificateLint = Outcome (*)(const CertificateFacts&, const Reporter&);
using CrlLint = Outcome (*)(const x509::Crl&, const Reporter&);
using OcspLint = Outcome (*)(const x509::OcspResponse&, const Reporter&);
using OcspRequestLint = Outcome (*)(const x509::OcspRequest&, const Reporter&);
/// Certificates in order, leaf first, each to be certified by the next: a path as validated, or what stands
/// in one file.
using Chain = std::span<const CertificateFacts* const>;
using ChainLint = Outcome (*)(Chain, const Reporter&);
using HandshakeLint = Outcome (*)(const HandshakeFacts&, const Reporter&);

/// One of them; a lint's Kind says which.
union LintFunction {
  CertificateLint certificate = nullptr;
  CrlLint crl;
  OcspLint ocsp;
  OcspRequestLint ocsp_request;
  ChainLint chain;
  HandshakeLint handshake;
};

/// When a rule came into force or ended, and what says so.
struct Date {
  Time time;
  std::string_view document;  ///< for people, e.g. "RFC 2459"; empty if the rule has no beginning
};

/// A date of lint/dates.h, or none. Rows are relocated at every start of a program, so that they say where it
/// is instead of having it.
class DateReference {
 public:
  constexpr DateReference() = default;
  constexpr DateReference(const Date& date) : date_(&date) {}
  DateReference(Date&&) = delete;

  constexpr explicit operator bool() const { return date_ != nullptr; }
  constexpr const Date& operator*() const { return *date_; }
  constexpr const Date* operator->() const { return date_; }

 private:
  const Date* date_ = nullptr;
};

/// What one document says of a rule: a row of its history.
struct Revision {
  std::string_view document;  ///< "RFC 3280", "BR 1.7.1"
  Time from;                  ///< when it took effect for this rule; lint/dates.h
  std::string_view section;   ///< of the rule in it
};

/// One row. A rule about values that appear in several kinds of things (lint/support/values.h) has a function
/// for each kind; most have one.
struct Lint {
  Check check;
  std::string_view example;  ///< a case that breaks the rule, in a few words
  Role applies = Role::any;  ///< asked of certificates alone; without them: not_applicable
  /// Kinds of their own that the rule binds as well as those that its source does, and kinds that it does
  /// not.
  Role also = Role::any, except = Role::any;
  /// Of certificates: the rule is about these alone, so that it is not asked where there is none of them.
  Parts only_with = {};
  /// Of certificates: without one of these it finds nothing, so that it is asked there only if the
  /// outcome is wanted, which may be a pass.
  Parts finds_in = {};
  DateReference effective = {};            ///< things dated earlier are not_effective; see lint/dates.h
  DateReference ineffective = {};          ///< and those from this moment on: [effective, ineffective)
  std::span<const Revision> history = {};  ///< the documents that the rule stood in, the first one first
  /// Findings of a validated path that say the same: where one is reported (of the same certificate, if the
  /// lint is about one certificate), an inspection leaves out what the lint finds.
  std::span<const Check* const> said_by_path = {};
  /// Of a chain: compares validity periods, that of the trust anchor included, which an inspection does only
  /// where the anchor's own dates count.
  bool compares_validity = false;
  CertificateLint certificate = nullptr;
  CrlLint crl = nullptr;
  OcspLint ocsp = nullptr;  ///< responses
  OcspRequestLint ocsp_request = nullptr;
  ChainLint chain = nullptr;
  HandshakeLint handshake = nullptr;

  constexpr bool is_about(Kind kind) const {
    return kind == Kind::certificate    ? certificate != nullptr
           : kind == Kind::crl          ? crl != nullptr
           : kind == Kind::ocsp         ? ocsp != nullptr
           : kind == Kind::ocsp_request ? ocsp_request != nullptr
           : kind == Kind::chain        ? chain != nullptr
                                        : handshake != nullptr;
  }
};

/// The lints of one file. Files hand them out as data: to ask a function of each file would load a page of
/// code for each.
using Rows = std::span<const Lint>;

struct Theme {
  std::string_view name;  ///< of the file, without .cpp
  const Rows* rows;
  Parts only_with = {};  ///< of those of its rows that name none
  /// Its rules about chains bind those of TLS servers alone, which a chain by itself does not show: an
  /// inspection for another purpose leaves them out.
  bool of_servers = false;

  constexpr Rows lints() const { return *rows; }
};

/// What is known of the root that a chain ends in; several at once, nothing of a CA of one's own and of a
/// chain without a root.
enum class Root : uint8_t {
  any = 0,
  in_public_store = 1,  ///< everybody has it
  // In the store of that root program, as far as is known.
  of_apple = 2,
  of_chrome = 4,
  of_microsoft = 8,
  of_mozilla = 16,
};
inline constexpr size_t root_count = 32;  ///< combinations

constexpr Root operator|(Root a, Root b) {
  return static_cast<Root>(static_cast<uint8_t>(a) | static_cast<uint8_t>(b));
}

/// A root program by what people call its store, "mozilla" for example. `name` in small letters.
struct RootProgram {
  std::string_view name;
  Root root;
};
inline constexpr RootProgram root_programs[] = {{"apple", Root::of_apple},
                                                {"chrome", Root::of_chrome},
                                                {"microsoft", Root::of_microsoft},
                                                {"mozilla", Root::of_mozilla}};

/// Whose certificates a source binds, by the root that a chain ends in. Without either: everyone's.
struct Audience {
  Root one = Root::any;   ///< the root is at least one of these, if any is named
  Root none = Root::any;  ///< and none of these

  constexpr bool includes(Root root) const {
    const auto shared = [root](Root some) { return static_cast<uint8_t>(root) & static_cast<uint8_t>(some); };
    return (one == Root::any || shared(one) != 0) && shared(none) == 0;
  }
};

/// A document, or what stands for one.
struct Source {
  std::string_view id;          ///< "rfc5280": folder, and first step of its ids
  std::string_view title;       ///< for people
  std::string_view zlint = {};  ///< zlint's name of the same source, or empty
  Scope binds = {};  ///< asked for besides a row's roles, unless the row is about one of `kinds_of_their_own`
  std::span<const Theme> themes;
  Audience audience = {};
};

}  // namespace certcheck::lint
