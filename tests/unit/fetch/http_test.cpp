#include "certcheck/fetch/detail/http.h"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>
#include <utility>

using namespace certcheck;
using namespace certcheck::fetch;

namespace {

constexpr size_t bytes_max = 100, header_max = 1000;

/// What comes of the bytes, `piece` at a time, and with the connection closed after them.
HttpAnswer answer_to(std::string_view bytes, size_t piece, bool closed = true) {
  HttpAnswer answer(bytes_max, header_max);
  for (size_t at = 0; at < bytes.size() && !answer.over(); at += piece)
    answer.receive(as_bytes(bytes.substr(at, piece)));
  if (closed) answer.end_of_stream();
  return answer;
}

}  // namespace

TEST_CASE("answers of every framing are read, however their bytes are cut") {
  for (const std::string_view bytes :
       {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Type: application/pkix-crl\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Type: application/pkix-crl\r\n\r\nhello",
        "HTTP/1.0 200 OK\r\nContent-Type: application/pkix-crl\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: "
        "application/pkix-crl\r\n\r\n2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: "
        "application/pkix-crl\r\nContent-Length: 5\r\n\r\nhello"})
    for (const size_t piece : {size_t{1}, size_t{3}, size_t{7}, bytes.size()}) {
      INFO(bytes << " by " << piece);
      const HttpAnswer answer = answer_to(bytes, piece);
      CHECK(answer.over());
      CHECK(answer.problem().empty());
      CHECK(answer.status() == 200);
      CHECK(as_text(answer.content()) == "hello");
      CHECK(answer.content_type() == "application/pkix-crl");
    }
}

TEST_CASE("an answer with a length is over when it is there") {
  const HttpAnswer answer =
      answer_to("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno more", 100, false);
  CHECK(answer.over());
  CHECK(answer.status() == 404);
  CHECK(as_text(answer.content()) == "no");
}

TEST_CASE("what is no answer is a problem that says why, however its bytes are cut") {
  const std::string long_field = "HTTP/1.1 200 OK\r\nX: " + std::string(2000, 'x') + "\r\n\r\n";
  const std::string no_end = "HTTP/1.1 200 OK\r\nX: " + std::string(2000, 'x');
  const std::string long_chunk_line =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;" + std::string(3000, 'x');
  const std::string endless = "HTTP/1.1 200 OK\r\n\r\n" + std::string(101, 'x');
  const std::string endless_chunks =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n" + std::string(101, 'x');
  std::string interim;
  for (int i = 0; i < 7; ++i) interim += "HTTP/1.1 100 Continue\r\n\r\n";
  for (const auto& [bytes, words] : {
           std::pair<std::string, std::string_view>{"", "without an answer"},
           {"HTTP/1.1 20", "before the answer was complete"},
           {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell", "before the answer was complete"},
           {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
            "before the answer was complete"},
           {"HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n", "more than 100 bytes"},
           {"HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\nabc", "more than 100 bytes"},
           {"HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551616\r\n\r\n", "HTTP"},
           {"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "HTTP"},
           {"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "HTTP"},
           {"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx", "encoded"},
           {"HTTP/1.1 101 Switching Protocols\r\n\r\n", "another protocol"},
           {"SSH-2.0-OpenSSH_9.2\r\n", "not HTTP/1.1"},
           {std::string("\x15\x03\x01\x00\x02\x02\x46", 7), "not HTTP/1.1"},
           {long_field, "header fields"},
           {no_end, "header fields"},
           {long_chunk_line, "header fields"},
           {endless, "more than 100 bytes"},
           {endless_chunks, "more than 100 bytes"},
           {interim, "interim"},
       })
    for (const size_t piece : {size_t{1}, size_t{10}, bytes.size() + 1}) {
      INFO(bytes.substr(0, 60) << " by " << piece);
      const HttpAnswer answer = answer_to(bytes, piece);
      CHECK(answer.over());
      CHECK(answer.content_bytes() == 0);
      CHECK(answer.problem().find(words) != std::string::npos);
    }
}

TEST_CASE("requests carry neither credentials nor cookies of anybody") {
  const Url url = *parse_url("http://ca.example:8080/x?y", 2048);
  CHECK(as_text(HttpRequest{.kind = Kind::crl, .url = url}.message()) ==
        "GET /x?y HTTP/1.1\r\nHost: ca.example:8080\r\nUser-Agent: certcheck\r\nAccept: "
        "application/pkix-crl, */*\r\n"
        "Accept-Encoding: identity\r\nConnection: close\r\n\r\n");
  CHECK(as_text(HttpRequest{.kind = Kind::ocsp, .url = url, .is_post = true, .body = {'a', 'b'}}.message()) ==
        "POST /x?y HTTP/1.1\r\nHost: ca.example:8080\r\nUser-Agent: certcheck\r\nAccept: "
        "application/ocsp-response, */*\r\n"
        "Accept-Encoding: identity\r\nConnection: close\r\nContent-Type: "
        "application/ocsp-request\r\nContent-Length: 2\r\n\r\nab");
  const Bytes by_proxy =
      HttpRequest{.kind = Kind::issuer, .url = url, .by_proxy = true, .proxy_authorization = "Basic eDp5"}
          .message();
  CHECK(
      as_text(by_proxy).starts_with("GET http://ca.example:8080/x?y HTTP/1.1\r\nHost: ca.example:8080\r\n"));
  CHECK(as_text(by_proxy).find("\r\nProxy-Authorization: Basic eDp5\r\n") != std::string_view::npos);
}

TEST_CASE("media types are checked, with parameters and in any case") {
  CHECK(wrong_media_type(Kind::crl, "Application/PKIX-crl; x=y").empty());
  CHECK(wrong_media_type(Kind::crl, "").empty());
  CHECK(wrong_media_type(Kind::issuer, "application/pkcs7-mime").empty());
  CHECK(wrong_media_type(Kind::ocsp, "text/html").find("application/ocsp-response") != std::string::npos);
  CHECK_FALSE(wrong_media_type(Kind::crl, "application/ocsp-response").empty());
  CHECK(wrong_media_type(Kind::crl, "a\x1b[31m").find('\x1b') == std::string::npos);
}
