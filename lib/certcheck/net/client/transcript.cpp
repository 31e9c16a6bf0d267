#include "certcheck/net/client/transcript.h"

#include "certcheck/tls/code_points.h"
#include "certcheck/tls/wire_writer.h"

#include <botan/hash.h>

#include <string>
#include <vector>

namespace certcheck::net {

using namespace tls;

struct Transcript::Hashes {
  std::vector<std::unique_ptr<Botan::HashFunction>> functions;
};

Transcript::Transcript() = default;
Transcript::~Transcript() = default;

void Transcript::add(ByteView message) {
  if (hashes_)
    for (const auto& function : hashes_->functions) function->update(message);
  if (!hashes_ || keep_) messages_.insert(messages_.end(), message.begin(), message.end());
}

void Transcript::set_hash(std::string_view name) {
  auto hashes = std::make_unique<Hashes>();
  if (name == "MD5+SHA-1") {
    hashes->functions.push_back(Botan::HashFunction::create_or_throw("MD5"));
    hashes->functions.push_back(Botan::HashFunction::create_or_throw("SHA-1"));
  } else {
    hashes->functions.push_back(Botan::HashFunction::create_or_throw(name));
  }
  for (const auto& function : hashes->functions) function->update(messages_);
  hashes_ = std::move(hashes);
  if (!keep_) forget_messages();
}

bool Transcript::has_hash() const { return hashes_ != nullptr; }

void Transcript::replace_first_hello() {
  const Bytes first = hash();
  for (const auto& function : hashes_->functions) function->clear();
  add(handshake_message(message_type::message_hash, first));
}

Bytes Transcript::hash() const {
  Bytes all;
  for (const auto& function : hashes_->functions) {
    const Bytes one = function->copy_state()->final<Bytes>();
    all.insert(all.end(), one.begin(), one.end());
  }
  return all;
}

void Transcript::forget_messages() {
  keep_ = false;
  messages_ = Bytes();
}

Bytes certificate_verify_content(tls::Side sender, ByteView transcript_hash) {
  Bytes content(64, ' ');
  const ByteView context = as_bytes(sender == tls::Side::server ? "TLS 1.3, server CertificateVerify"
                                                                : "TLS 1.3, client CertificateVerify");
  content.insert(content.end(), context.begin(), context.end());
  content.push_back(0);
  content.insert(content.end(), transcript_hash.begin(), transcript_hash.end());
  return content;
}

}  // namespace certcheck::net
