#include "certcheck/policy/parse_policy.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace certcheck;
using policy::parse_policy;
using policy::Policy;

namespace {

Policy read(std::string_view text, const std::string& file = "/etc/certcheck/policy.toml") {
  auto policy = parse_policy(text, file);
  INFO((policy ? std::string() : policy.error().message));
  REQUIRE(policy);
  return *std::move(policy);
}

std::string error_of(std::string_view text) {
  const auto policy = parse_policy(text, "p.toml");
  REQUIRE_FALSE(policy);
  return policy.error().message;
}

request::Settings settings_of(const Policy& policy, const std::string& host, uint16_t port = 443) {
  request::Settings settings;
  for (const policy::Group* const group : policy.groups_of(Target{.host = host, .port = port}))
    policy::take(*group, settings);
  return settings;
}

}  // namespace

TEST_CASE("groups add to the defaults, and the later one holds") {
  const Policy policy = read(R"(
[defaults]
min_days = 21
timeout = 2.5

[group.web]
targets = ["*.example.com", "www.example.net:8443"]
min_days = "10%"
expect_tls = ["1.2", "1.3"]

[group.all]
targets = "*.b.example.com"
expect_tls = "1.3"
strict = true
)");
  CHECK(settings_of(policy, "other.test").min_days == "21");
  CHECK(settings_of(policy, "other.test").timeout == "2.5");
  CHECK(settings_of(policy, "a.example.com").min_days == "10%");
  CHECK(settings_of(policy, "a.example.com").expected_versions == std::vector<std::string>{"1.2", "1.3"});
  const auto both = settings_of(policy, "a.b.example.com");
  CHECK(both.expected_versions == std::vector<std::string>{"1.3"});
  CHECK(both.strict);
  CHECK(both.min_days == "10%");
  CHECK(both.places.at("--min-days") == "/etc/certcheck/policy.toml:8: min_days");
  CHECK(policy.targets() == std::vector<std::string>{"www.example.net:8443"});
  CHECK(policy.groups.size() == 2);
  CHECK(policy.groups[0].name == "web");
}

TEST_CASE("a later option ends what it excludes") {
  const Policy policy = read(
      "[defaults]\nname = 'a.test'\nallow_sha1 = true\n"
      "[group.x]\ntargets = '*'\nno_name = true\nrefuse_sha1 = true\n");
  const auto settings = settings_of(policy, "b.test");
  CHECK(settings.names.empty());
  CHECK(settings.no_name);
  CHECK(settings.allow_sha1 == false);
  CHECK_FALSE(settings.places.contains("--name"));
}

TEST_CASE("paths start at the folder of the file") {
  constexpr std::string_view text =
      "[defaults]\ntrust = ['root.pem', 'corp=sub/corp.pem', '/abs.pem', 'a=/abs.pem']\ncert = 'c.pem'\n"
      "pin = '0000000000000000000000000000000000000000000000000000000000000000'\n";
  const auto settings = settings_of(read(text, "conf/p.toml"), "a.test");
  CHECK(settings.trust ==
        std::vector<std::string>{"conf/root.pem", "corp=conf/sub/corp.pem", "/abs.pem", "a=/abs.pem"});
  CHECK(settings.certificate == "conf/c.pem");
  CHECK(settings.pins == std::vector<std::string>{std::string(64, '0')});
  CHECK(settings_of(read(text, "p.toml"), "a.test").certificate == "c.pem");
}

TEST_CASE("a waiver holds to the end of its last day") {
  const Policy policy = read(R"(
[[waiver]]
finding = ["path.validity.expired", "rfc5280.*"]
target = "old.example.com"
until = 2027-01-31
owner = "web team"
reason = "replaced in spring"
)");
  REQUIRE(policy.waivers.size() == 1);
  CHECK(policy.waivers[0].end == date(2027, 2, 1));
  CHECK(policy.waivers[0].until == "2027-01-31");
  CHECK(policy.waivers[0].findings.size() == 2);
  CHECK(policy.waivers[0].place == "/etc/certcheck/policy.toml:2");
}

TEST_CASE("errors name file, line and key, and what is allowed") {
  CHECK(error_of("[defaults]\nmin_day = 3\n") ==
        "p.toml:2: unknown key \"min_day\"; did you mean \"min_days\"?");
  CHECK(error_of("[defaults]\nmin-days = 3\n") ==
        "p.toml:2: unknown key \"min-days\"; did you mean \"min_days\"?");
  CHECK(error_of("[defaults]\ncolour = 3\n") ==
        "p.toml:2: unknown key \"colour\"; allowed are the options of certcheck that are about a target "
        "(certcheck --help)");
  CHECK(error_of("[groups.x]\n") == "p.toml:1: unknown key \"groups\"; did you mean \"group\"?");
  CHECK(error_of("[group.x]\ntarget = 'a.test'\n") ==
        "p.toml:2: unknown key \"target\"; did you mean \"targets\"?");
  CHECK(error_of("[group.x]\nstrict = true\n").starts_with("p.toml:1: group \"x\" has no targets"));
  CHECK(error_of("[group]\nx = 1\n") ==
        "p.toml:2: x is not a group; write [group.NAME] above what holds for it");
  CHECK(error_of("[[defaults]]\n").starts_with("p.toml:1: defaults is not a table"));
  CHECK(error_of("[waiver]\n").starts_with("p.toml:1: waiver is not a list of tables"));
  CHECK(error_of("\n[defaults]\nstrict = 'yes'\n") == "p.toml:3: strict is neither true nor false");
  CHECK(error_of("[defaults]\nmax_depth = -1\n") ==
        "p.toml:2: max_depth is not a whole number from 0 to 1000");
  CHECK(error_of("[defaults]\ntrust = []\n") ==
        "p.toml:2: trust is neither a text in quotes nor a list of them");
  CHECK(error_of("[defaults]\nsni = true\n") ==
        "p.toml:2: sni is not text, or is empty; it takes \"NAME|none\"");
  CHECK(error_of("[defaults]\nexpect_public = true\nexpect_root = 'a.pem'\n") ==
        "p.toml:3: expect_root: it excludes expect_public");
  CHECK(error_of("[group.x]\ntargets = 'a.test:0'\n").starts_with("p.toml:2: targets: \"a.test:0\": "));
  CHECK(error_of("[defaults]\nstrict = tru\n").starts_with("p.toml:2: "));
  // The library takes for granted that no array ends like this.
  CHECK(error_of("[defaults]\nstrict = [1, }\n").starts_with("p.toml:2: "));
  CHECK(error_of(std::string(9'000, ' ')) == "p.toml:1: a line has at most 8192 bytes");
}

TEST_CASE("characters beyond ASCII are told from white space wherever they stand") {
  for (const char* text : {"[defaults]\na\xcb\x9d.c = 1\n", "\xc2\xa1 = 1\n", "[defaults]\nsni = \xd2\x80\n",
                           "[defaults]\n\xe1\xa0\x8e = 1\n"})
    CHECK(error_of(text).starts_with("p.toml:"));
}

TEST_CASE("errors of waivers name what is missing or wrong") {
  const auto waiver = [](const std::string& lines) {
    return error_of("[[waiver]]\nfinding = 'path.validity.expired'\ntarget = '*'\nowner = 'me'\n" + lines);
  };
  CHECK(waiver("until = 2027-01-31\n") ==
        "p.toml:1: the waiver has no \"reason\"; it needs finding, target, until, owner, reason");
  CHECK(waiver("until = '2027-01-31'\n").starts_with("p.toml:5: until is not a date"));
  CHECK(waiver("reason = ' '\n") == "p.toml:5: reason is not text in quotes, or is empty");
  CHECK(waiver("ticket = 'X-1'\n") ==
        "p.toml:5: unknown key \"ticket\"; allowed are of a waiver: finding, target, until, owner, reason");
  CHECK(error_of("[[waiver]]\nfinding = 'path.validity.expird'\n") ==
        "p.toml:2: finding: \"path.validity.expird\" is the id of no finding; did you mean "
        "\"path.validity.expired\"? (certcheck --list-checks)");
}

TEST_CASE("modules hold where they are asked for") {
  const Policy policy = read(R"(
[defaults]
timeout = 3

[module.strict]
strict = true
trust = "corp.pem"

[module.mail]
starttls = "smtp"
)");
  CHECK(policy.groups.empty());
  CHECK(policy.targets().empty());
  REQUIRE(policy.module_named("strict") != nullptr);
  CHECK(policy.module_named("strict")->settings.strict);
  CHECK(policy.module_named("strict")->settings.trust == std::vector<std::string>{"/etc/certcheck/corp.pem"});
  CHECK(policy.module_named("mail")->settings.starttls == "smtp");
  CHECK(policy.module_named("other") == nullptr);
  CHECK(policy.module_named("") == nullptr);
  CHECK(error_of("[module.x]\ntargets = \"a.test\"\n") ==
        "p.toml:2: targets: a module has no targets; it holds for those that are asked for under its name");
  CHECK(error_of("[module]\nx = 1\n") ==
        "p.toml:2: x is not a module; write [module.NAME] above what holds for it");
  CHECK(error_of("[module.x]\nmin_day = 1\n").find("did you mean \"min_days\"?") != std::string::npos);
}
