#include "certcheck/serve/detail/allowance.h"
#include "certcheck/serve/detail/checking.h"
#include "certcheck/serve/detail/http.h"
#include "certcheck/serve/detail/metrics.h"
#include "certcheck/serve/detail/parameters.h"
#include "certcheck/serve/detail/probe.h"
#include "certcheck/serve/detail/workers.h"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

using namespace certcheck;
using namespace certcheck::serve;
using namespace std::chrono_literals;

TEST_CASE("a query is taken apart and decoded") {
  using Values = std::vector<std::pair<std::string, std::string>>;
  CHECK(parse_query("") == Values{});
  CHECK(parse_query("target=a.test%3A443&module=x+y&&flag") ==
        Values{{"target", "a.test:443"}, {"module", "x y"}, {"flag", ""}});
  CHECK(parse_query("a=b=c") == Values{{"a", "b=c"}});
  CHECK(parse_query("%61=%00") == Values{{"a", std::string(1, '\0')}});
  for (const std::string_view wrong : {"a=%", "a=%4", "a=%zz", "%=a", "a=%-1"})
    CHECK_FALSE(parse_query(wrong));
}

TEST_CASE("parameters are known and given once") {
  constexpr std::array<std::string_view, 2> known{"target", "module"};
  CHECK(read_parameters("target=a&module=b", known)->at("module") == "b");
  CHECK(read_parameters("", known)->empty());
  CHECK(read_parameters("target=a&target=a", known).error().message ==
        "the parameter \"target\" is given twice");
  CHECK(read_parameters("x=a", known).error().message ==
        "unknown parameter \"x\"; there are: target, module");
  CHECK(read_parameters("x=a", {}).error().message == "unknown parameter \"x\"; there are none here");
}

TEST_CASE("bearer tokens") {
  CHECK(bearer_token("Bearer abc") == "abc");
  CHECK(bearer_token("bearer   abc") == "abc");
  for (const std::string_view none : {"", "Bearer", "Bearer ", "Basic abc", "Bearerabc"})
    CHECK(bearer_token(none).empty());
}

TEST_CASE("formats by parameter and by what a client accepts") {
  CHECK(format_for("", "") == "json");
  CHECK(format_for("", "*/*") == "json");
  CHECK(format_for("", "text/html,*/*;q=0.8") == "html");
  CHECK(format_for("text", "text/html") == "text");
  CHECK(media_type_of("json", false) == "application/json");
  CHECK(media_type_of("json", true) == "application/x-ndjson");
  CHECK(media_type_of("text", false) == "text/plain; charset=utf-8");
}

TEST_CASE("what is no single host is not a target") {
  for (const char* const fit :
       {"example.com", "example.com:8443", "https://example.com/path", "192.0.2.1:443", "[2001:db8::1]:443",
        "smtp://mail.example.com", "1and1.example", "3com.example:443", "0xff.example"})
    CHECK_FALSE(unfit_target(fit));
  for (const char* const unfit :
       {"", "10.0.0.0/24", "10.0.0.0/32:443", "fd00::/120", "example.com,192.0.2.1", "2130706433",
        "0x7f000001", "0x7f.1", "127.1", "127.0.0.01", "0177.0.0.1", "https://2130706433/",
        "https://0x7f.1:443/", "a b", "host:port", "ldapx://a"})
    CHECK(unfit_target(unfit));
  CHECK(unfit_target("https://user:secret@a,b").value().message.find("secret") == std::string::npos);
}

TEST_CASE("a bucket gives what its rate says") {
  const Bucket::Clock::time_point start{};
  Bucket bucket(2, start);
  CHECK_FALSE(bucket.take(start));
  CHECK_FALSE(bucket.take(start));
  CHECK(bucket.take(start) == 0.5s);
  CHECK_FALSE(bucket.take(start + 500ms));
  CHECK(bucket.take(start + 500ms));
  CHECK(bucket.full(start + 10s));
  Bucket slow(1.0 / 60, start);
  CHECK_FALSE(slow.take(start));
  CHECK(slow.take(start + 30s)->count() > 29);
  CHECK_FALSE(slow.take(start + 61s));
}

TEST_CASE("each client has its own allowance") {
  const Bucket::Clock::time_point start{};
  Allowance allowance({}, 1);
  CHECK_FALSE(allowance.take("192.0.2.1", start));
  CHECK(allowance.take("192.0.2.1", start));
  CHECK_FALSE(allowance.take("192.0.2.2", start));
  CHECK_FALSE(allowance.take("2001:db8::1", start));
  CHECK(allowance.take("2001:db8::2", start));
  CHECK_FALSE(allowance.take("2001:db8:0:1::2", start));
  CHECK_FALSE(Allowance({}, {}).take("192.0.2.1", start));
  Allowance all(1, {});
  CHECK_FALSE(all.take("192.0.2.1", start));
  CHECK(all.take("192.0.2.2", start));
  CHECK(allowance_key("2001:db8:1:2:3::") == "2001:db8:1:2::/64");
  CHECK(allowance_key("fe80::1%eth0") == "fe80::/64");
}

TEST_CASE("who is one of very many clients shares what is left") {
  const Bucket::Clock::time_point start{};
  Allowance allowance({}, 1);
  for (int i = 0; i < 10'000; ++i) CHECK_FALSE(allowance.take(std::to_string(i), start));
  CHECK_FALSE(allowance.take("a", start));
  CHECK(allowance.take("b", start));
  // Who waited is forgotten and has all again.
  CHECK_FALSE(allowance.take("c", start + 2s));
  CHECK_FALSE(allowance.take("d", start + 2s));
}

TEST_CASE("workers take what they can and do what they took") {
  std::mutex mutex;
  std::condition_variable changed;
  bool open = false;
  std::atomic<int> done = 0;
  {
    Workers workers(1, 2);
    const auto work = [&] {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return open; });
      ++done;
    };
    CHECK(workers.add(work));
    while (workers.active() == 0) std::this_thread::yield();
    CHECK(workers.add(work));
    CHECK(workers.add(work));
    CHECK_FALSE(workers.add(work));
    CHECK(workers.waiting() == 2);
    {
      const std::lock_guard lock(mutex);
      open = true;
    }
    changed.notify_all();
  }
  CHECK(done == 3);
}

TEST_CASE("metrics are counted") {
  Metrics metrics;
  metrics.count("/probe", 200, 20ms);
  metrics.count("/probe", 200, 20s);
  metrics.count("other", 404, 1ms);
  metrics.count_refusal("path");
  metrics.count_verdict("trusted");
  const std::string text = metrics.text({.connections = 3, .version = "1\"2"});
  for (const std::string_view line :
       {"certcheck_build_info{version=\"1\\\"2\"} 1\n", "certcheck_serve_connections 3\n",
        "certcheck_serve_requests_total{endpoint=\"/probe\",code=\"200\"} 2\n",
        "certcheck_serve_requests_total{endpoint=\"other\",code=\"404\"} 1\n",
        "certcheck_serve_refusals_total{reason=\"path\"} 1\n",
        "certcheck_serve_checks_total{verdict=\"trusted\"} 1\n",
        "certcheck_serve_request_duration_seconds_bucket{endpoint=\"/probe\",le=\"0.025\"} 1\n",
        "certcheck_serve_request_duration_seconds_bucket{endpoint=\"/probe\",le=\"60\"} 2\n",
        "certcheck_serve_request_duration_seconds_bucket{endpoint=\"/probe\",le=\"+Inf\"} 2\n",
        "certcheck_serve_request_duration_seconds_count{endpoint=\"/probe\"} 2\n"})
    CHECK(text.find(line) != std::string::npos);
}

TEST_CASE("a probe of which little is known says what is") {
  engine::Report report;
  report.handshake.emplace().address = "192.0.2.1";
  const engine::Report* const one = &report;
  const std::string text = probe_text({&one, 1}, false, 1500ms);
  CHECK(text.find("probe_success 0\n") != std::string::npos);
  CHECK(text.find("probe_duration_seconds 1.5\n") != std::string::npos);
  CHECK(text.find("probe_ip_protocol 4\n") != std::string::npos);
  // FNV-1a (RFC 9923) of c0 00 02 01.
  CHECK(text.find("probe_ip_addr_hash 1969986452\n") != std::string::npos);
  CHECK(text.find("probe_ssl") == std::string::npos);
  CHECK(text.find("probe_tls") == std::string::npos);
}
