#include "certcheck/request/request.h"

#include "certcheck/base/encoding.h"
#include "certcheck/base/pem.h"

#include "tests/support/paths.h"
#include "tests/support/pki_fields.h"
#include "tests/support/read_file.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <string>

namespace certcheck::request {
namespace {

using Json = nlohmann::ordered_json;

constexpr Time now = date(2026, 6, 1);

std::string file(const std::string& name) {
  return test::read_file(test::source_dir() / "testdata/scenarios/good-p256" / name);
}

Json good() {
  return {{"id", {{"any", "thing"}}},
          {"leaf", file("chain.pem")},
          {"trust", {file("root.pem")}},
          {"name", {{"kind", "dns"}, {"value", "good-p256.certcheck.test"}}}};
}

Json answered(const std::string& line) {
  crypto::Verifier verifier;
  const std::string text = answer(line, now, verifier);
  CHECK(text.find('\n') == std::string::npos);
  return Json::parse(text);
}

TEST_CASE("a request is answered with its id") {
  const Json found = answered(good().dump());
  CHECK(found["id"] == good()["id"]);
  CHECK(found["verdict"] == "trusted");
  CHECK(found["path"].size() == 3);
}

TEST_CASE("a CRL that an earlier request brought is not parsed again") {
  Json request = good();
  request["crls"] = {pem_encode("X509 CRL", test::ForgedCrl().der())};
  Known known;
  const auto first = read_request(request.dump(), now, &known),
             next = read_request(request.dump(), now, &known);
  REQUIRE(first);
  REQUIRE(next);
  CHECK(first->input.evidence.crls.at(0) == next->input.evidence.crls.at(0));
  const auto alone = read_request(request.dump(), now);
  REQUIRE(alone);
  CHECK(alone->input.evidence.crls.at(0) != next->input.evidence.crls.at(0));
}

TEST_CASE("the trust anchors that an earlier request brought are not read again") {
  Json request = good();
  Known known;
  const auto first = read_request(request.dump(), now, &known);
  REQUIRE(first);
  request["id"] = "another";
  CHECK(read_request(request.dump(), now, &known)->trust == first->trust);
  // Other constraints make others of the same anchors, and no other division of the texts is the same.
  request["anchor_constraints"] = {{std::string(64, '0'), {{"distrust_after", "2026-01-01T00:00:00Z"}}}};
  const auto constrained = read_request(request.dump(), now, &known);
  REQUIRE(constrained);
  CHECK(constrained->trust != first->trust);
  request.erase("anchor_constraints");
  request["trust"] = {request["trust"][0], request["trust"][0]};
  CHECK(read_request(request.dump(), now, &known)->trust != first->trust);
  // What cannot be read is an error each time, with its place.
  request["trust"] = {"no PEM"};
  for (int i = 0; i < 2; ++i)
    CHECK(read_request(request.dump(), now, &known).error().message.starts_with("\"trust\"[0]"));
}

TEST_CASE("what a request brings stands in its input") {
  const auto read = read_request(good().dump(), now);
  REQUIRE(read);
  CHECK(read->input.presented.size() == 2);  // the leaf's chain
  CHECK(read->trust->all().size() == 1);
  CHECK(read->options.path.time == now);
  CHECK(read->options.path.names.front().value == "good-p256.certcheck.test");
}

TEST_CASE("a name is of the kind that is said, whatever it looks like") {
  for (const auto& [kind, value] : {std::pair{"uri", "https://a.test/"}, std::pair{"URI", "ip:1.2.3.4"},
                                    std::pair{"ip", "::1"}, std::pair{"email", "dns@a.test"}}) {
    Json request = good();
    request["name"] = Json::array({{{"kind", kind}, {"value", value}}});
    const auto read = read_request(request.dump(), now);
    INFO(kind << " " << value);
    REQUIRE(read);
    CHECK(read->options.path.names.front().kind == names::parse_kind(kind));
  }
}

TEST_CASE("errors keep the id, as far as it was read") {
  CHECK(answered(R"({"id": 7, "leaf": 5})") == Json{{"id", 7}, {"error", "\"leaf\" is not a string"}});
  CHECK(answered(R"({"id": 7})")["error"] == "\"leaf\" is missing");
  CHECK(answered(R"({"id": 7, "leave": ""})")["error"] == "unknown key \"leave\"");
  CHECK(answered(R"({"id": 7, "": ""})")["error"] == "unknown key \"\"");
  CHECK(answered("[]")["error"] == "the request is not a JSON object");
  CHECK(answered(R"({"id": 7, )")["id"] == 7);
  CHECK(answered(R"({"id": 7, "id": 8})")["error"] == "the key \"id\" is given twice");
  CHECK(Json::parse(error_answer("why")) == Json{{"id", nullptr}, {"error", "why"}});
}

TEST_CASE("what is cut off is an error that names its key, and what is whole and malformed has a verdict") {
  const std::string root = file("root.pem");
  const Bytes whole = find_pem_blocks(root).at(0).decode().value();
  const Bytes cut = to_bytes(ByteView(whole).first(whole.size() - 1));
  const std::string certificate = pem_encode("CERTIFICATE", cut);
  for (const auto& [key, value] : {std::pair<std::string, Json>{"leaf", certificate},
                                   {"untrusted", {certificate}},
                                   {"trust", {certificate}},
                                   {"crls", {pem_encode("X509 CRL", cut)}},
                                   {"ocsp", {base64_encode(cut)}}}) {
    Json request = good();
    request[key] = value;
    const std::string error = answered(request.dump()).value("error", "");
    INFO(key << ": " << error);
    CHECK(error.starts_with("\"" + key + "\""));
    CHECK(error.find("cut off at byte " + std::to_string(cut.size())) != std::string::npos);
  }
  // The same with the length that it has.
  Bytes shorter = cut;
  REQUIRE((shorter[1] == 0x82 && shorter[3] != 0));
  --shorter[3];
  Json request = good();
  request["leaf"] = pem_encode("CERTIFICATE", shorter);
  CHECK(answered(request.dump()).value("verdict", "") == "untrusted");
}

TEST_CASE("constraints on anchors are read, and wrong ones refused") {
  Json request = good();
  request["anchor_constraints"] = {{std::string(64, '0'), {{"permitted", {{"dns", {"a.test"}}}}}}};
  CHECK(read_request(request.dump(), now));
  for (const Json& wrong : {Json(5), Json(""), Json{{"00", Json::object()}},
                            Json{{std::string(64, '0'), {{"permitted", {{"dns", {"*.a.test"}}}}}}}}) {
    request["anchor_constraints"] = wrong;
    const auto read = read_request(request.dump(), now);
    INFO(wrong.dump());
    REQUIRE_FALSE(read);
    CHECK(read.error().message.starts_with("\"anchor_constraints\": "));
  }
}

}  // namespace
}  // namespace certcheck::request
