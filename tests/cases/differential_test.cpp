// On every scenario, certcheck's verdict beside OpenSSL's, Botan's and GnuTLS's on the same files, name and
// time. Where they differ, testdata/differences.json says why; a difference without a reason fails, and so
// does a reason without a difference.

#include "certcheck/base/ip_address.h"
#include "certcheck/base/pem.h"
#include "certcheck/base/time.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/engine/inspect.h"
#include "certcheck/names/reference_name.h"
#include "certcheck/trust/store.h"

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
#include <iterator>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

using namespace certcheck;
using nlohmann::json;

namespace {

struct Case {
  std::string id, host;
  std::string chain_file;
  Time time{};
  bool needs_connection = false;
  std::string trust_pem;
  std::vector<Bytes> roots, chain;  // DER
};

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<Bytes> certificates(const std::string& pem) {
  std::vector<Bytes> list;
  for (const PemBlock& block : find_pem_blocks(pem))
    if (auto der = block.decode()) list.push_back(*der);
  return list;
}

std::vector<Case> cases() {
  std::vector<Case> list;
  for (const auto& folder : std::filesystem::directory_iterator(test::source_dir() / "testdata/scenarios")) {
    const json file = json::parse(read(folder.path() / "case.json"));
    Case one;
    one.id = file["id"];
    one.host = file["host"];
    one.time = *parse_rfc3339(file["time"].get<std::string>());
    one.needs_connection = file["needs_connection"];
    if (!file["chain"].is_null()) {
      one.chain_file = (folder.path() / file["chain"].get<std::string>()).string();
      one.chain = certificates(read(one.chain_file));
    }
    for (const json& trust : file["trust"]) one.trust_pem += read(folder.path() / trust.get<std::string>());
    one.roots = certificates(one.trust_pem);
    if (!one.chain.empty()) list.push_back(std::move(one));
  }
  return list;
}

bool ours(const Case& one) {
  trust::Store store("roots");
  store.add_pem(one.trust_pem);
  const trust::Store* stores[] = {&store};
  engine::Input input;
  for (const Bytes& der : one.chain) input.presented.push_back(x509::parse_certificate(der));
  engine::Options options;
  options.path.time = one.time;
  options.path.names = {*names::make_host_name(one.host)};
  crypto::Verifier verifier;
  return engine::inspect(std::move(input), stores, options, verifier).verdict == engine::Verdict::trusted;
}

template <auto Free>
struct Deleter {
  template <typename T>
  void operator()(T* pointer) const {
    Free(pointer);
  }
};
using X509Pointer = std::unique_ptr<X509, Deleter<X509_free>>;

X509Pointer openssl_certificate(const Bytes& der) {
  const unsigned char* data = der.data();
  return X509Pointer(d2i_X509(nullptr, &data, static_cast<long>(der.size())));
}

void free_stack(STACK_OF(X509) * stack) { sk_X509_pop_free(stack, X509_free); }

bool openssl(const Case& one) {
  const std::unique_ptr<X509_STORE, Deleter<X509_STORE_free>> store(X509_STORE_new());
  for (const Bytes& root : one.roots)
    if (const auto certificate = openssl_certificate(root))
      X509_STORE_add_cert(store.get(), certificate.get());
  const X509Pointer leaf = openssl_certificate(one.chain.front());
  if (!leaf) return false;
  const std::unique_ptr<STACK_OF(X509), Deleter<free_stack>> untrusted(sk_X509_new_null());
  for (size_t i = 1; i < one.chain.size(); ++i)
    if (auto certificate = openssl_certificate(one.chain[i]))
      sk_X509_push(untrusted.get(), certificate.release());
  const std::unique_ptr<X509_STORE_CTX, Deleter<X509_STORE_CTX_free>> context(X509_STORE_CTX_new());
  X509_STORE_CTX_init(context.get(), store.get(), leaf.get(), untrusted.get());
  X509_VERIFY_PARAM* parameters = X509_STORE_CTX_get0_param(context.get());
  X509_VERIFY_PARAM_set_purpose(parameters, X509_PURPOSE_SSL_SERVER);
  X509_VERIFY_PARAM_set_time(parameters, one.time.time_since_epoch().count());
  if (parse_ip_address(one.host))
    X509_VERIFY_PARAM_set1_ip_asc(parameters, one.host.c_str());
  else
    X509_VERIFY_PARAM_set1_host(parameters, one.host.c_str(), 0);
  return X509_verify_cert(context.get()) == 1;
}

bool botan(const Case& one) {
  try {
    Botan::Certificate_Store_In_Memory store;
    for (const Bytes& root : one.roots) store.add_certificate(Botan::X509_Certificate(root));
    std::vector<Botan::X509_Certificate> chain;
    for (const Bytes& der : one.chain) chain.emplace_back(der);
    const auto result = Botan::x509_path_validate(
        chain, Botan::Path_Validation_Restrictions(), store, one.host, Botan::Usage_Type::TLS_SERVER_AUTH,
        std::chrono::system_clock::from_time_t(one.time.time_since_epoch().count()));
    return result.successful_validation();
  } catch (const Botan::Exception&) {
    return false;
  }
}

// By its tool, which judges at the present moment: what the scenarios say of dates was so before it and will
// be so for decades.
bool gnutls(const Case& one) {
  const test::TemporaryDirectory directory;
  test::ChildProcess certtool({"certtool", "--verify", "--verify-profile=medium",
                               "--verify-purpose=1.3.6.1.5.5.7.3.1", "--verify-hostname=" + one.host,
                               "--load-ca-certificate=" + directory.write("roots.pem", one.trust_pem),
                               "--infile=" + one.chain_file});
  return certtool.wait() == 0;
}

}  // namespace

TEST_CASE("every difference from OpenSSL, Botan and GnuTLS is explained") {
  const json differences = json::parse(read(test::source_dir() / "testdata/differences.json"));
  std::set<std::pair<std::string, std::string>> explained;
  for (const json& entry : differences) {
    CHECK_FALSE(entry["reason"].get<std::string>().empty());
    explained.emplace(entry["scenario"], entry["oracle"]);
  }
  size_t compared = 0;
  for (const Case& one : cases()) {
    const bool verdict = ours(one);
    const std::map<std::string, bool> oracles{
        {"openssl", openssl(one)}, {"botan", botan(one)}, {"gnutls", gnutls(one)}};
    for (const auto& [oracle, theirs] : oracles) {
      CAPTURE(one.id, oracle, verdict, theirs);
      CHECK((verdict != theirs) == explained.contains({one.id, oracle}));
      explained.erase({one.id, oracle});
      ++compared;
    }
  }
  CHECK(compared >= 130);
  for (const auto& [scenario, oracle] : explained)
    FAIL_CHECK("no such difference: " << scenario << ", " << oracle);
}
