#include "certserve/http.h"

#include "certserve/scenarios.h"

namespace certcheck::certserve {

bool http_request_complete(std::string_view received) { return received.find("\r\n\r\n") != received.npos; }

std::string http_response(std::string_view status, std::string_view body) {
  std::string out = "HTTP/1.1 ";
  out.append(status).append("\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ");
  out.append(std::to_string(body.size())).append("\r\nConnection: close\r\n\r\n").append(body);
  return out;
}

std::string scenario_response(const Scenario& scenario) {
  return http_response("200 OK",
                       std::string(scenario.name) + ": " + std::string(scenario.description) + "\n");
}

}  // namespace certcheck::certserve
