#include "certcheck/c/certcheck.h"

#include "tests/support/paths.h"
#include "tests/support/read_file.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

using namespace certcheck;
using nlohmann::json;

namespace {

struct Free {
  void operator()(certcheck_context* context) const { certcheck_context_free(context); }
  void operator()(certcheck_text* text) const { certcheck_text_free(text); }
  void operator()(certcheck_scan* scan) const { certcheck_scan_free(scan); }
};

std::unique_ptr<certcheck_context, Free> new_context() {
  certcheck_context* context = nullptr;
  REQUIRE(certcheck_context_new(&context) == CERTCHECK_OK);
  return std::unique_ptr<certcheck_context, Free>(context);
}

struct Answer {
  certcheck_status status;
  std::string text;
};

template <typename Call>
Answer answer_of(Call call) {
  certcheck_text* text = nullptr;
  const certcheck_status status = call(&text);
  const std::unique_ptr<certcheck_text, Free> owned(text);
  return {status, std::string(certcheck_text_data(text), certcheck_text_size(text))};
}

Answer verify(certcheck_context* context, const std::string& request) {
  return answer_of(
      [&](certcheck_text** text) { return certcheck_verify(context, request.data(), request.size(), text); });
}

Answer lint(certcheck_context* context, const std::string& bytes, const char* options) {
  return answer_of([&](certcheck_text** text) {
    return certcheck_lint(context, bytes.data(), bytes.size(), options, CERTCHECK_TERMINATED, text);
  });
}

std::string scenario_file(const std::string& name) {
  return test::read_file(test::source_dir() / "testdata/scenarios" / name);
}

std::string request_of(const std::string& scenario) {
  return json{{"id", 7},
              {"leaf", scenario_file(scenario + "/chain.pem")},
              {"trust", {scenario_file(scenario + "/root.pem")}},
              {"time", "2026-06-01T00:00:00Z"}}
      .dump();
}

}  // namespace

TEST_CASE("a chain is validated as certverify --batch does") {
  const auto context = new_context();
  const Answer good = verify(context.get(), request_of("good-p256"));
  CHECK(good.status == CERTCHECK_OK);
  CHECK(json::parse(good.text)["verdict"] == "trusted");
  CHECK(json::parse(good.text)["id"] == 7);
  const Answer expired = verify(context.get(), request_of("expired"));
  CHECK(expired.status == CERTCHECK_OK);
  CHECK(json::parse(expired.text)["verdict"] == "untrusted");
}

TEST_CASE("a request that cannot be read is a status and a message that names what is wrong") {
  const auto context = new_context();
  for (const auto& [request, message] :
       std::vector<std::pair<std::string, std::string>>{{"", "byte 1"},
                                                        {"{}", "\"leaf\" is missing"},
                                                        {R"({"leef": ""})", "unknown key \"leef\""},
                                                        {"[]", "not a JSON object"},
                                                        {std::string("{\0}", 3), "byte 2"}}) {
    const Answer answer = verify(context.get(), request);
    INFO(request << ": " << answer.text);
    CHECK(answer.status == CERTCHECK_USAGE);
    CHECK(answer.text.find(message) != std::string::npos);
  }
  CHECK(verify(nullptr, "{}").status == CERTCHECK_USAGE);
  CHECK(certcheck_verify(context.get(), nullptr, 0, nullptr) == CERTCHECK_USAGE);
  CHECK(certcheck_verify(context.get(), nullptr, CERTCHECK_TERMINATED, nullptr) == CERTCHECK_USAGE);
}

TEST_CASE("a request may end with a NUL or have a length") {
  const auto context = new_context();
  const std::string request = request_of("good-p256");
  const Answer terminated = answer_of([&](certcheck_text** text) {
    return certcheck_verify(context.get(), request.c_str(), CERTCHECK_TERMINATED, text);
  });
  CHECK(terminated.status == CERTCHECK_OK);
  CHECK(terminated.text == verify(context.get(), request).text);
}

TEST_CASE("what is in the bytes of a file is linted, in any form") {
  const auto context = new_context();
  const std::string chain = scenario_file("expired/chain.pem");
  const auto items = [](const Answer& answer) {
    INFO(answer.text);
    REQUIRE(answer.status == CERTCHECK_OK);
    return json::parse(answer.text)["items"];
  };
  const json plain = items(lint(context.get(), chain, R"({"name": "chain.pem"})"));
  REQUIRE(plain.size() == 2);
  CHECK(plain[0]["kind"] == "certificate");
  CHECK(plain[0]["file"] == "chain.pem");
  CHECK(items(lint(context.get(), chain, R"({"chain": true})")).size() == 3);
  CHECK(items(lint(context.get(), chain, nullptr)).size() == 2);
  // A part that is cut off is reported; its bytes do not keep the rest from being linted.
  CHECK(items(lint(context.get(), chain + "-----BEGIN CERTIFICATE-----\nMIIB\n", "")).size() == 3);
  const json ranked =
      items(lint(context.get(), chain, R"({"include": ["rfc5280.*"], "severities": {"*": "error"}})"));
  for (const json& item : ranked)
    for (const json& finding : item["findings"]) CHECK(finding["severity"] == "error");
}

TEST_CASE("nothing to lint and options that are wrong are no reports") {
  const auto context = new_context();
  CHECK(lint(context.get(), "hello", nullptr).status == CERTCHECK_UNREADABLE);
  CHECK(lint(context.get(), "", nullptr).status == CERTCHECK_UNREADABLE);
  const std::string chain = scenario_file("expired/chain.pem");
  for (const char* options :
       {"[]", "{", R"({"unknown": 1})", R"({"include": "rfc5280.*"})", R"({"chain": 1})",
        R"({"include": ["no.such.check"]})", R"({"profile": "nothing"})", R"({"as_of": "yesterday"})",
        R"({"severities": {"*": "fatal"}})"}) {
    INFO(options);
    const Answer answer = lint(context.get(), chain, options);
    CHECK(answer.status == CERTCHECK_USAGE);
    CHECK_FALSE(answer.text.empty());
  }
}

TEST_CASE("requests to connect are checked before anything is connected to") {
  const auto context = new_context();
  const auto check = [&](const std::string& request) {
    return answer_of([&](certcheck_text** text) {
      return certcheck_check(context.get(), request.data(), request.size(), text);
    });
  };
  const std::string root = json(scenario_file("expired/root.pem")).dump();
  for (const auto& [members, message] : std::vector<std::pair<std::string, std::string>>{
           {R"("sni": "a")", "\"target\" is missing"},
           {R"("target": 1)", "\"target\" is not a string"},
           {R"("target": "a", "targets": ["b"])", "exclude each other"},
           {R"("targets": [])", "\"targets\""},
           {R"("targets": ["a", 1])", "\"targets\"[1]"},
           {R"("targets": ["127.0.0.1:1", "127.0.0.1:2"])", "several reports"},
           {R"("target": "127.0.0.1:1", "all_addresses": true)", "several reports"},
           {R"("target": "127.0.0.1:1", "leaf": "")", "unknown key \"leaf\""},
           {R"("target": "127.0.0.1:1", "concurrency": 0)", "\"concurrency\""},
           {R"("target": "127.0.0.1:1", "timeout": "soon")", "\"timeout\""},
           {R"("target": "127.0.0.1:1", "min_days": "soon")", "\"min_days\""},
           {R"("target": "127.0.0.1:1", "ipv4": true, "ipv6": true)", "exclude each other"},
           {R"("target": "127.0.0.1:1", "fetch_allow": ["*"])", "\"fetch_allow\""},
           {R"("target": "127.0.0.1:1", "fetch_allow": ["127.0.0.1"])", "\"fetch_allow\" has no effect"},
           {R"("target": "127.0.0.1:1", "protocols": true, "all_certificates": true)",
            "\"protocols\" cannot be combined with \"all_certificates\""},
           {R"("target": "127.0.0.1:1", "trust": ["no certificate"])", "\"trust\"[0]"}}) {
    // The system's roots need not be there.
    const bool own_trust = members.find("\"trust\"") == std::string::npos;
    const Answer answer = check("{" + members + (own_trust ? ", \"trust\": [" + root + "]" : "") + "}");
    INFO(members << ": " << answer.text);
    CHECK(answer.status == CERTCHECK_USAGE);
    CHECK(answer.text.find(message) != std::string::npos);
  }
}

TEST_CASE("a scan returns a report for each target, in any order, and then its end") {
  const auto context = new_context();
  // No target can be read, so that none is connected to.
  json request{{"trust", {scenario_file("expired/root.pem")}}, {"targets", json::array()}};
  for (int i = 0; i < 20; ++i) request["targets"].push_back("a b" + std::to_string(i));
  const std::string text = request.dump();
  certcheck_scan* scan = nullptr;
  REQUIRE(certcheck_scan_new(context.get(), text.data(), text.size(), &scan, nullptr) == CERTCHECK_OK);
  const std::unique_ptr<certcheck_scan, Free> owned(scan);
  int reports = 0;
  while (true) {
    const Answer next =
        answer_of([&](certcheck_text** report) { return certcheck_scan_next(scan, -1, report); });
    if (next.status == CERTCHECK_END) break;
    REQUIRE(next.status == CERTCHECK_OK);
    CHECK(json::parse(next.text)["verdict"] == "unchecked");
    ++reports;
  }
  CHECK(reports == 20);
  CHECK(certcheck_scan_next(scan, 0, nullptr) == CERTCHECK_END);
}

TEST_CASE("a scan that is stopped ends, and outlives its context") {
  auto context = new_context();
  json request{{"trust", {scenario_file("expired/root.pem")}}, {"targets", json::array()}};
  for (int i = 0; i < 5'000; ++i) request["targets"].push_back("a b" + std::to_string(i));
  const std::string text = request.dump();
  certcheck_scan* scan = nullptr;
  REQUIRE(certcheck_scan_new(context.get(), text.data(), text.size(), &scan, nullptr) == CERTCHECK_OK);
  const std::unique_ptr<certcheck_scan, Free> owned(scan);
  context.reset();
  CHECK(certcheck_scan_next(scan, -1, nullptr) == CERTCHECK_OK);
  certcheck_scan_stop(scan);
  CHECK(certcheck_scan_next(scan, -1, nullptr) == CERTCHECK_END);
}

TEST_CASE("several threads may use one context") {
  const auto context = new_context();
  const std::string request = request_of("good-p256");
  std::vector<Answer> answers(8);
  std::vector<std::thread> threads;
  threads.reserve(answers.size());
  for (Answer& answer : answers)
    threads.emplace_back([&] {
      for (int i = 0; i < 4; ++i) answer = verify(context.get(), request);
    });
  for (std::thread& thread : threads) thread.join();
  for (const Answer& answer : answers) CHECK(answer.text == answers.front().text);
}

TEST_CASE("statuses have names, and nothing can be freed") {
  CHECK(std::string(certcheck_status_name(CERTCHECK_OK)) == "ok");
  CHECK(std::string(certcheck_status_name(CERTCHECK_INTERNAL)) == "internal");
  CHECK(std::string(certcheck_status_name(-1)) == "unknown");
  CHECK(std::string(certcheck_status_name(CERTCHECK_INTERNAL + 1)) == "unknown");
  CHECK(std::string(certcheck_text_data(nullptr)).empty());
  certcheck_context_free(nullptr);
  certcheck_text_free(nullptr);
  certcheck_scan_free(nullptr);
  certcheck_scan_stop(nullptr);
  CHECK(certcheck_context_new(nullptr) == CERTCHECK_USAGE);
  CHECK(certcheck_scan_next(nullptr, 0, nullptr) == CERTCHECK_USAGE);
}
