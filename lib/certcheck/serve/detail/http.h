#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace certcheck::serve {

/// A request without what is HTTP's own. Header fields are empty where there are none.
struct HttpRequest {
  std::string method, path;
  std::string query;   ///< after the question mark, as sent
  std::string client;  ///< the IP address that it comes from
  std::string authorization, accept, content_type, scrape_timeout;
  std::string body;
  std::chrono::steady_clock::time_point answer_by = {};  ///< nobody waits for the answer any longer
};

/// What is logged and counted of a request, besides what is sent.
struct Facts {
  std::string target, module;
  std::string verdict;  ///< empty: nothing was checked
  std::string refusal;  ///< why it was refused, as a label: "rate"; empty if it was not
};

struct HttpAnswer {
  unsigned status = 200;
  std::string content_type = "text/plain; charset=utf-8";
  std::string body = {};
  std::vector<std::pair<std::string, std::string>> fields = {};  ///< of the header, besides
  Facts facts = {};
};

/// One line of text that says why not.
HttpAnswer refusal(unsigned status, std::string_view label, std::string message);

/// Names and values of a query, with %41 and + decoded, in order; nullopt: it cannot be read.
std::optional<std::vector<std::pair<std::string, std::string>>> parse_query(std::string_view query);

/// The token of "Bearer TOKEN" (RFC 6750 2.1); empty for anything else.
std::string_view bearer_token(std::string_view authorization);

}  // namespace certcheck::serve
