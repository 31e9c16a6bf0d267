#pragma once

#include "certcheck/base/pem.h"
#include "certcheck/net/connect.h"
#include "certcheck/report/detail/handshake_steps.h"
#include "certcheck/tls/code_points.h"
#include "certcheck/tls/names.h"

#include "certserve/pki/certificate.h"
#include "certserve/pki/key.h"
#include "tests/support/process.h"

#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// What the tests of certcheck::net share: a small PKI in files, real servers with it, and questions about
/// records.
namespace certcheck::test {

inline constexpr std::string_view server_host = "server.test";

/// A leaf with its key in a folder of its own, and the chain that a server is to send.
class ServerIdentity {
 public:
  explicit ServerIdentity(std::string_view leaf_key) : key_name_(leaf_key) {
    const bool rsa = pki::Key::get(leaf_key).is_rsa();
    const pki::Authority root{"Test Root", rsa ? "root-rsa" : "root-p256"};
    const pki::Authority issuing{"Test Issuing CA", rsa ? "issuing-rsa" : "issuing-p256"};
    chain = {pki::issue(pki::server_certificate(issuing, leaf_key, server_host)),
             pki::issue(pki::authority_certificate(root, issuing))};
    root_pem_ = pem_encode("CERTIFICATE", pki::issue(pki::root_certificate(root)));
  }

  std::string certificate_file() const {
    return directory_.write("leaf.pem", pem_encode("CERTIFICATE", chain[0]));
  }
  std::string intermediate_file() const {
    return directory_.write("issuing.pem", pem_encode("CERTIFICATE", chain[1]));
  }
  std::string chain_file() const {
    return directory_.write("chain.pem",
                            pem_encode("CERTIFICATE", chain[0]) + pem_encode("CERTIFICATE", chain[1]));
  }
  std::string root_file() const { return directory_.write("root.pem", root_pem_); }
  std::string key_file() const { return directory_.write("key.pem", pki::Key::get(key_name_).pem()); }
  const TemporaryDirectory& directory() const { return directory_; }

  std::vector<Bytes> chain;  ///< leaf, intermediate

 private:
  std::string key_name_;
  std::string root_pem_;
  TemporaryDirectory directory_;
};

/// `openssl s_server` on a port of its own.
class OpenSslServer {
 public:
  OpenSslServer(const ServerIdentity& identity, std::vector<std::string> more,
                const std::string& address = "127.0.0.1:0")
      : process_(command(identity, std::move(more), address)) {
    const std::string line = process_.wait_for_line("ACCEPT");
    port = static_cast<uint16_t>(std::stoul(line.substr(line.rfind(':') + 1)));
  }

  std::string wait_for_line(std::string_view mark) { return process_.wait_for_line(mark); }

  uint16_t port = 0;

 private:
  static std::vector<std::string> command(const ServerIdentity& identity, std::vector<std::string> more,
                                          const std::string& address) {
    std::vector<std::string> words{"openssl",     "s_server",
                                   "-accept",     address,
                                   "-cert",       identity.certificate_file(),
                                   "-key",        identity.key_file(),
                                   "-cert_chain", identity.intermediate_file()};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }

  ChildProcess process_;
};

/// nginx with one TLS server block on a port of its own; `more` are directives for that block.
class NginxServer {
 public:
  explicit NginxServer(const ServerIdentity& identity, const std::string& more = {}) {
    // Between choosing the port and binding it somebody else may take it.
    for (int attempt = 0; attempt < 5 && !running_; ++attempt) start(identity, more);
    if (!running_) throw std::runtime_error("nginx does not start");
  }

  uint16_t port = 0;

 private:
  void start(const ServerIdentity& identity, const std::string& more) {
    port = free_port();
    const std::string folder = directory_.path().string();
    const std::string configuration = directory_.write("nginx.conf", "daemon off; master_process off; pid " +
                                                                         folder + R"(/pid;
error_log stderr notice;
events { worker_connections 4096; }
http {
  access_log off;
  client_body_temp_path )" + folder + "/a; proxy_temp_path " + folder + "/b; fastcgi_temp_path " +
                                                                         folder + "/c; uwsgi_temp_path " +
                                                                         folder + "/d; scgi_temp_path " +
                                                                         folder + R"(/e;
  server {
    listen 127.0.0.1:)" + std::to_string(port) + R"( ssl http2 backlog=4096;
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_certificate )" + identity.chain_file() + R"(;
    ssl_certificate_key )" + identity.key_file() + ";\n    " + more + R"(
    location / { return 200 "hello\n"; }
  }
}
)");
    process_.emplace(
        std::vector<std::string>{"/usr/sbin/nginx", "-p", folder, "-c", configuration, "-e", "stderr"});
    try {
      // The last thing it says once it listens.
      process_->wait_for_line("getrlimit");
      running_ = true;
    } catch (const std::runtime_error&) {
      process_.reset();
    }
  }

  TemporaryDirectory directory_;
  std::optional<ChildProcess> process_;
  bool running_ = false;
};

/// The target `server_host`, reached at 127.0.0.1.
inline tls::HandshakeRecord connect_to(uint16_t port, net::ConnectOptions options = {},
                                       std::string_view scheme = {}) {
  Target target;
  target.scheme = scheme;
  target.input = target.host = server_host;
  target.port = port;
  if (options.connect_host.empty()) options.connect_host = "127.0.0.1";
  return net::handshake(target, options);
}

inline std::vector<std::string> step_names(const tls::HandshakeRecord& record) {
  std::vector<std::string> names;
  for (const tls::HandshakeStep& step : record.steps) {
    const std::string from = step.from == tls::Side::server   ? "s:"
                             : step.from == tls::Side::client ? "c:"
                                                              : "";
    // How many tickets a server sends, and when, says nothing of the handshake.
    if (!step.as<tls::step::NewSessionTicket>()) names.push_back(from + step_name(step));
  }
  return names;
}

inline const tls::HandshakeStep* find_step(const tls::HandshakeRecord& record, std::string_view name,
                                           tls::Side from = tls::Side::server) {
  for (const tls::HandshakeStep& step : record.steps)
    if (step_name(step) == name && step.from == from) return &step;
  return nullptr;
}

/// What a report says of a step under a key that has words; empty if there is none.
inline std::string text_of(const tls::HandshakeStep* step, std::string_view key) {
  if (!step) return {};
  for (const auto& [name, value] : report::step_details(*step))
    if (const auto* text = std::get_if<std::string>(&value); text && name == key) return *text;
  return {};
}

}  // namespace certcheck::test
