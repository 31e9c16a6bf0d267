// certcheck's verdict beside those of OpenSSL, Botan, GnuTLS, python3-cryptography and, where installed, NSS
// and Java, on the same certificates, name, purpose and time: every fixture with a chain, and every case of
// peers' own suites. testdata/differences.json says why verdicts differ, by kind and not by case: a
// difference without a reason fails, and so does a reason without a difference.

#include "certcheck/base/encoding.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/engine/inspect.h"
#include "certcheck/request/request.h"

#include "tests/cases/case_file.h"
#include "tests/suites/peers.h"
#include "tests/support/paths.h"
#include "tests/support/process.h"

#include <botan/certstor.h>
#include <botan/x509cert.h>
#include <botan/x509path.h>
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using namespace certcheck;
using nlohmann::json;

namespace {

namespace fs = std::filesystem;

struct Case {
  std::string id;
  engine::Input input;
  std::shared_ptr<const trust::Store> store;
  engine::Options options;
  std::set<std::string> because;  ///< ids of the findings that decide against it; empty: trusted

  bool trusted() const { return because.empty(); }
  const names::ReferenceName* name() const {
    return options.path.names.empty() ? nullptr : &options.path.names.front();
  }
};

/// Another implementation's verdict. `why` is its own word for a refusal.
struct Verdict {
  bool trusted = false;
  std::string why;
};

/// The folders of testdata/scenarios and testdata/checks/cases that present a chain to validate.
void add_fixtures(const fs::path& folder, std::vector<Case>& cases) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    const json file = json::parse(test::read_file(entry.path() / "case.json"));
    if (!file.contains("chain") || file["chain"].is_null()) continue;
    // What options decide is not what implementations agree on.
    if (file.contains("options") && !file["options"].empty()) continue;
    Case one;
    one.id = fs::relative(entry.path(), test::source_dir() / "testdata").string();
    one.input = test::presented(entry.path(), file);
    if (one.input.presented.empty()) continue;
    one.store = std::make_shared<const trust::Store>(test::anchors(entry.path(), file));
    one.options = test::options_of(file);
    cases.push_back(std::move(one));
  }
}

/// The cases of peers' suites that depend on certificates, name, purpose and time alone. False if the suites
/// are not at hand.
bool add_peers(std::vector<Case>& cases) {
  const fs::path file = test::suites_dir() / "peers.json.xz";
  if (test::suites_dir().empty() || !fs::exists(file)) return false;
  const test::TemporaryDirectory directory;
  const std::string unpacked = (directory.path() / "peers.json").string();
  const json suite = json::parse(
      test::run_and_read({"sh", "-c", "xz -dc \"$0\" > \"$1\"", file.string(), unpacked}, unpacked));
  for (const json& given : suite.at("cases")) {
    json request = given.at("request");
    const bool plain = std::all_of(request.items().begin(), request.items().end(), [](const auto& member) {
      static const std::set<std::string> plain_keys{"leaf",    "untrusted", "trust", "time",
                                                    "profile", "purpose",   "name"};
      return plain_keys.contains(member.key());
    });
    if (!plain || !request.contains("trust")) continue;
    suites::resolve(request, suite.at("files"));
    auto read = request::read_request(request.dump(), Time{});
    if (!read || read->options.path.names.size() > 1) continue;
    Case one{.id = given.at("id"),
             .input = std::move(read->input),
             .store = std::move(read->trust),
             .options = std::move(read->options),
             .because = {}};
    cases.push_back(std::move(one));
  }
  return true;
}

void validate(Case& one, crypto::Verifier& verifier) {
  one.options.lint = false;
  one.options.check_presentation = false;
  const trust::Store* stores[] = {one.store.get()};
  engine::Input input = one.input;
  const engine::Report report = engine::inspect(std::move(input), stores, one.options, verifier);
  if (report.verdict == engine::Verdict::trusted) return;
  for (const Finding& finding : report.findings)
    if (counts(finding.check->counts, report.profile, report.strict)) one.because.emplace(finding.id());
  if (one.because.empty()) one.because.emplace("nothing that counts");
}

template <auto Free>
struct Deleter {
  template <typename T>
  void operator()(T* pointer) const {
    Free(pointer);
  }
};
using X509Pointer = std::unique_ptr<X509, Deleter<X509_free>>;

X509Pointer openssl_certificate(ByteView der) {
  const unsigned char* data = der.data();
  return X509Pointer(d2i_X509(nullptr, &data, static_cast<long>(der.size())));
}

void free_stack(STACK_OF(X509) * stack) { sk_X509_pop_free(stack, X509_free); }

std::optional<Verdict> openssl(const Case& one) {
  const std::unique_ptr<X509_STORE, Deleter<X509_STORE_free>> store(X509_STORE_new());
  for (const auto& root : one.store->all())
    if (const auto certificate = openssl_certificate(root->certificate->der))
      X509_STORE_add_cert(store.get(), certificate.get());
  const X509Pointer leaf = openssl_certificate(one.input.presented.front()->der);
  if (!leaf) return Verdict{false, "cannot be read"};
  const std::unique_ptr<STACK_OF(X509), Deleter<free_stack>> untrusted(sk_X509_new_null());
  for (size_t i = 1; i < one.input.presented.size(); ++i)
    if (auto certificate = openssl_certificate(one.input.presented[i]->der))
      sk_X509_push(untrusted.get(), certificate.release());
  const std::unique_ptr<X509_STORE_CTX, Deleter<X509_STORE_CTX_free>> context(X509_STORE_CTX_new());
  X509_STORE_CTX_init(context.get(), store.get(), leaf.get(), untrusted.get());
  X509_VERIFY_PARAM* parameters = X509_STORE_CTX_get0_param(context.get());
  X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_PARTIAL_CHAIN);
  if (one.options.path.purpose != path::Purpose::any)
    X509_VERIFY_PARAM_set_purpose(parameters, one.options.path.purpose == path::Purpose::server
                                                  ? X509_PURPOSE_SSL_SERVER
                                                  : X509_PURPOSE_SSL_CLIENT);
  X509_VERIFY_PARAM_set_time(parameters, one.options.path.time.time_since_epoch().count());
  if (const auto* name = one.name()) {
    if (name->kind == names::ReferenceName::Kind::ip)
      X509_VERIFY_PARAM_set1_ip_asc(parameters, name->value.c_str());
    else if (name->kind == names::ReferenceName::Kind::email)
      X509_VERIFY_PARAM_set1_email(parameters, name->value.c_str(), 0);
    else if (name->kind == names::ReferenceName::Kind::dns)
      X509_VERIFY_PARAM_set1_host(parameters, name->value.c_str(), 0);
    else
      return std::nullopt;
  }
  if (X509_verify_cert(context.get()) == 1) return Verdict{true, {}};
  return Verdict{false, X509_verify_cert_error_string(X509_STORE_CTX_get_error(context.get()))};
}

std::optional<Verdict> botan(const Case& one) {
  const auto* name = one.name();
  if (name != nullptr && name->kind != names::ReferenceName::Kind::dns &&
      name->kind != names::ReferenceName::Kind::ip)
    return std::nullopt;
  try {
    Botan::Certificate_Store_In_Memory store;
    for (const auto& root : one.store->all())
      store.add_certificate(Botan::X509_Certificate(root->certificate->der));
    std::vector<Botan::X509_Certificate> chain;
    for (const auto& certificate : one.input.presented) chain.emplace_back(certificate->der);
    const auto usage = one.options.path.purpose == path::Purpose::server ? Botan::Usage_Type::TLS_SERVER_AUTH
                       : one.options.path.purpose == path::Purpose::client
                           ? Botan::Usage_Type::TLS_CLIENT_AUTH
                           : Botan::Usage_Type::UNSPECIFIED;
    const auto result = Botan::x509_path_validate(
        chain, Botan::Path_Validation_Restrictions(), store, name == nullptr ? "" : name->value, usage,
        std::chrono::system_clock::from_time_t(one.options.path.time.time_since_epoch().count()));
    return Verdict{result.successful_validation(), result.result_string()};
  } catch (const Botan::Exception& exception) {
    return Verdict{false, exception.what()};
  }
}

json to_json(const Case& one) {
  const auto encoded = [](const x509::CertificatePtr& certificate) {
    return base64_encode(certificate->der);
  };
  json untrusted = json::array(), trust = json::array();
  for (size_t i = 1; i < one.input.presented.size(); ++i)
    untrusted.push_back(encoded(one.input.presented[i]));
  for (const auto& root : one.store->all()) trust.push_back(encoded(root->certificate));
  const auto* name = one.name();
  return {{"id", one.id},
          {"leaf", encoded(one.input.presented.front())},
          {"untrusted", std::move(untrusted)},
          {"trust", std::move(trust)},
          {"time", one.options.path.time.time_since_epoch().count()},
          {"purpose", to_string(one.options.path.purpose)},
          {"name", name == nullptr ? json() : json{{"kind", to_string(name->kind)}, {"value", name->value}}}};
}

/// One reason of testdata/differences.json: verdicts of these implementations differ from ours where one of
/// `because` is among our findings (when we refuse), or in their word for a refusal (when they do). `cases`:
/// in these alone, where the reason would excuse too much elsewhere; empty: wherever it is so.
struct Reason {
  std::set<std::string> oracles, because, cases;
  bool ours = false;
  bool used = false;

  explicit Reason(const json& entry)
      : oracles(entry.at("oracles").get<std::set<std::string>>()),
        because(entry.at("because").get<std::set<std::string>>()),
        cases(entry.value("cases", std::set<std::string>())),
        ours(entry.at("ours") == "trusted") {
    CHECK_FALSE(entry.at("reason").get<std::string>().empty());
  }

  bool explains(const Case& one, const std::string& oracle, const Verdict& theirs) const {
    if (ours != one.trusted() || !oracles.contains(oracle)) return false;
    if (!cases.empty() && !cases.contains(one.id)) return false;
    return std::any_of(because.begin(), because.end(), [&](const std::string& word) {
      if (ours) return theirs.why.find(word) != std::string::npos;
      // "host.*" is every finding below host.
      if (!word.ends_with('*')) return one.because.contains(word);
      const auto first = one.because.lower_bound(word.substr(0, word.size() - 1));
      return first != one.because.end() && first->starts_with(word.substr(0, word.size() - 1));
    });
  }
};

class Comparison {
 public:
  explicit Comparison(const json& reasons) {
    for (const json& entry : reasons) reasons_.emplace_back(entry);
  }

  void compare(const Case& one, const std::string& oracle, const Verdict& theirs) {
    ++compared_[oracle];
    if (one.trusted() == theirs.trusted) return;
    ++different_[oracle];
    bool explained = false;
    for (Reason& reason : reasons_) {
      if (!reason.explains(one, oracle, theirs)) continue;
      reason.used = explained = true;
    }
    if (explained) return;
    std::string kind = oracle + (one.trusted() ? " refuses: " + theirs.why : " trusts in spite of:");
    for (const std::string& id : one.because) kind += " " + id;
    unexplained_[kind].push_back(one.id);
  }

  /// `all_cases`: peers' suites are among them, for which many of the reasons are.
  void finish(const json& reasons, bool all_cases) {
    for (const auto& [oracle, count] : compared_)
      std::cout << oracle << ": " << count << " compared, " << different_[oracle] << " different\n";
    for (const auto& [kind, ids] : unexplained_) {
      std::cout << ids.size() << " x " << kind << "; " << ids.front() << '\n';
      CHECK(false);
    }
    if (!all_cases) std::cout << "peers' suites are not at hand: reasons without a difference may stand\n";
    for (size_t i = 0; all_cases && i < reasons_.size(); ++i) {
      const bool installed =
          std::any_of(reasons_[i].oracles.begin(), reasons_[i].oracles.end(),
                      [&](const std::string& oracle) { return compared_.contains(oracle); });
      if (installed && !reasons_[i].used) FAIL_CHECK("no such difference: " << reasons.at(i).dump());
    }
    for (const auto* oracle : {"openssl", "botan", "gnutls"}) CHECK(compared_[oracle] > 30);
  }

 private:
  std::vector<Reason> reasons_;
  std::map<std::string, size_t> compared_, different_;
  std::map<std::string, std::vector<std::string>> unexplained_;
};

}  // namespace

TEST_CASE("every difference from other implementations is explained") {
  const json reasons = json::parse(test::read_file(test::source_dir() / "testdata/differences.json"));
  std::vector<Case> cases;
  add_fixtures(test::source_dir() / "testdata/scenarios", cases);
  add_fixtures(test::source_dir() / "testdata/checks/cases", cases);
  const bool all_cases = add_peers(cases);
  Comparison comparison(reasons);
  crypto::Verifier verifier;
  std::map<std::string, const Case*> by_id;
  std::string lines;
  for (Case& one : cases) {
    validate(one, verifier);
    by_id[one.id] = &one;
    lines += to_json(one).dump() + '\n';
    if (const auto verdict = openssl(one)) comparison.compare(one, "openssl", *verdict);
    if (const auto verdict = botan(one)) comparison.compare(one, "botan", *verdict);
  }
  const test::TemporaryDirectory directory;
  const std::string written = (directory.path() / "answers.ndjson").string();
  // The Python in PATH: a distribution's may have a cryptography that is too old to validate.
  std::istringstream answers(
      test::run_and_read({"sh", "-c", "python3 \"$0\" < \"$1\" > \"$2\"",
                          (test::source_dir() / "tests/cases/oracles/oracles.py").string(),
                          directory.write("cases.ndjson", lines), written},
                         written));
  for (std::string line; std::getline(answers, line);) {
    const json answer = json::parse(line);
    comparison.compare(*by_id.at(answer.at("id")), answer.at("oracle"),
                       {answer.at("trusted"), answer.at("why")});
  }
  comparison.finish(reasons, all_cases);
}
