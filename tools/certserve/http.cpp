#include "certserve/http.h"

namespace certcheck::certserve {

bool http_request_complete(std::string_view received) { return received.find("\r\n\r\n") != received.npos; }

std::string http_response(std::string_view status, std::string_view body) {
  std::string out = "HTTP/1.1 ";
  out.append(status).append("\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ");
  out.append(std::to_string(body.size())).append("\r\nConnection: close\r\n\r\n").append(body);
  return out;
}

}  // namespace certcheck::certserve
