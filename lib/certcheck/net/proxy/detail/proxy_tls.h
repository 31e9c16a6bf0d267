#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/net/client/detail/client.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace certcheck::net::proxy {

/// TLS with a proxy that is reached by it (RFC 9110 4.2.2, 9.3.6): bytes in, bytes out, no sockets and no
/// clock.
///
/// It is the client that checks servers (net/client), made strict, because credentials may go through it: it
/// offers TLS 1.3 and 1.2 with forward secrecy and AEADs alone, and every rule that the proxy breaks ends it.
/// What the proxy's certificate is worth is for the caller to say, before anything is sent: certificates().
class ProxyTls {
 public:
  /// `name`: of the proxy, empty if it is an address.
  explicit ProxyTls(std::string name);
  ~ProxyTls();
  ProxyTls(const ProxyTls&) = delete;
  ProxyTls& operator=(const ProxyTls&) = delete;

  void receive(ByteView bytes);
  /// What is to be sent next; it counts as sent.
  Bytes take_output();

  /// The handshake is complete, and the proxy has signed it with the key of the first certificate.
  bool ready() const;
  const std::vector<Bytes>& certificates() const { return certificates_; }

  /// Both once ready(): what goes through, and what has come through, which counts as read.
  void send(ByteView data);
  Bytes take_data();

  /// Nothing more comes through.
  bool over() const;
  /// Why it does not come to ready(), or is over before its time: a clause; empty if it did not fail.
  const std::string& problem() const { return problem_; }

 private:
  void on(const Event& event);
  void fail(std::string_view problem);

  std::unique_ptr<Client> client_;
  Bytes certificate_message_;
  std::vector<Bytes> certificates_;
  Bytes data_;
  std::string problem_;
};

}  // namespace certcheck::net::proxy
