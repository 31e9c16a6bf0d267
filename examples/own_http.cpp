// Validates a chain with what it points to (missing issuers, OCSP responses, CRLs), fetched by an HTTP client
// of one's own: the inspection opens no connection, it says what it wants.
//
//     own_http ROOTS.pem CHAIN.pem NAME

#include "certcheck/certcheck.h"
#include "certcheck/engine/inspection.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <string>
#include <utility>

namespace {

using namespace certcheck;
namespace http = boost::beast::http;
using boost::asio::ip::tcp;

/// The body of an answer. Whoever issued a certificate wrote the addresses in it, and whoever presented it
/// chose it: a server that fetches for strangers asks here whether it wants to talk to that address
/// (fetch/fetcher.h of certcheck::net does).
Result<Bytes> fetch(const std::string& address, const Bytes& request) {
  const auto failed = [&](const std::string& why) {
    return Error{Error::Kind::network, address + ": " + why};
  };
  const std::string scheme = "http://";
  if (!address.starts_with(scheme)) return failed("not http");
  const size_t slash = std::min(address.find('/', scheme.size()), address.size());
  const std::string authority = address.substr(scheme.size(), slash - scheme.size());
  const size_t colon = std::min(authority.find(':'), authority.size());
  const std::string port = colon == authority.size() ? "80" : authority.substr(colon + 1);
  try {
    boost::asio::io_context io;
    tcp::socket socket(io);
    boost::asio::connect(socket, tcp::resolver(io).resolve(authority.substr(0, colon), port));
    http::request<http::vector_body<uint8_t>> question;
    question.version(11);
    question.method(request.empty() ? http::verb::get : http::verb::post);
    question.target(slash == address.size() ? "/" : address.substr(slash));
    question.set(http::field::host, authority);
    if (!request.empty()) question.set(http::field::content_type, "application/ocsp-request");
    question.body() = request;
    question.prepare_payload();
    http::write(socket, question);
    boost::beast::flat_buffer buffer;
    http::response_parser<http::vector_body<uint8_t>> answer;
    answer.body_limit(10'000'000);
    http::read(socket, buffer, answer);
    if (answer.get().result() != http::status::ok)
      return failed("status " + std::to_string(answer.get().result_int()));
    return std::move(answer.get().body());
  } catch (const boost::system::system_error& error) {
    return failed(error.what());
  }
}

/// From the first address that gives something.
engine::Provided answer_to(const engine::Want& want) {
  engine::Provided provided{"", Error{Error::Kind::network, "no address"}};
  for (const std::string& address : want.addresses) {
    provided = {address, fetch(address, want.request)};
    std::cout << to_string(want.kind) << " from " << address << ": "
              << (provided.answer ? std::to_string(provided.answer->size()) + " bytes"
                                  : provided.answer.error().message)
              << '\n';
    if (provided.answer) break;
  }
  return provided;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: own_http ROOTS.pem CHAIN.pem NAME\n";
    return 2;
  }
  const auto roots = files::load_store("my roots", argv[1]);
  const auto chain = files::read_certificates(argv[2]);
  const auto name = names::make_host_name(argv[3]);
  if (!roots || !chain || !name) {
    std::cerr << (!roots ? roots.error() : !chain ? chain.error() : name.error()).message << '\n';
    return 2;
  }
  engine::Input input;
  input.presented = chain->certificates;
  engine::Options options;
  options.path.names = {*name};
  options.path.time = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  options.wants_issuers = options.wants_revocation = true;
  options.revocation.mode = revocation::Mode::soft;  // what is revoked is refused, what is unknown is not
  crypto::Verifier verifier;
  const trust::Store* stores[] = {&roots->store};

  engine::Inspection inspection(std::move(input), stores, options, verifier);
  for (auto wants = inspection.wants(); !wants.empty(); wants = inspection.wants())
    for (const engine::Want& want : wants) inspection.provide(want, answer_to(want));
  const engine::Report report = inspection.report();
  std::cout << report::to_text(report);
  return report.verdict == engine::Verdict::trusted ? 0 : 1;
}
