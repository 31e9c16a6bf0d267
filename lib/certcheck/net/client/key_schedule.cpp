#include "certcheck/net/client/key_schedule.h"

#include <botan/hash.h>
#include <botan/mac.h>

#include <algorithm>
#include <string>

namespace certcheck::net {

namespace {

std::unique_ptr<Botan::MessageAuthenticationCode> hmac(std::string_view hash) {
  return Botan::MessageAuthenticationCode::create_or_throw("HMAC(" + std::string(hash) + ")");
}

Bytes join(ByteView a, ByteView b) {
  Bytes both(a.begin(), a.end());
  both.insert(both.end(), b.begin(), b.end());
  return both;
}

// RFC 5246 section 5: P_hash.
Bytes expand(std::string_view hash, ByteView secret, ByteView seed, size_t size) {
  const auto mac = hmac(hash);
  mac->set_key(secret);
  Bytes out, a(seed.begin(), seed.end());
  while (out.size() < size) {
    a = mac->process<Bytes>(a);
    const Bytes block = mac->process<Bytes>(join(a, seed));
    out.insert(out.end(), block.begin(), block.end());
  }
  out.resize(size);
  return out;
}

}  // namespace

struct Hkdf::State {
  std::unique_ptr<Botan::MessageAuthenticationCode> mac;
  Bytes hash_of_nothing;
};

Hkdf::Hkdf(std::string_view hash) : state_(std::make_unique<State>()) {
  state_->mac = hmac(hash);
  state_->hash_of_nothing = Botan::HashFunction::create_or_throw(hash)->process<Bytes>(ByteView{});
}
Hkdf::Hkdf(Hkdf&&) noexcept = default;
Hkdf& Hkdf::operator=(Hkdf&&) noexcept = default;
Hkdf::~Hkdf() = default;

size_t Hkdf::hash_size() const { return state_->mac->output_length(); }

Bytes Hkdf::extract(ByteView salt, ByteView input) {
  // RFC 5869 2.2: without a salt, zeros as long as the hash.
  const Bytes zeros(hash_size(), 0);
  state_->mac->set_key(salt.empty() ? ByteView(zeros) : salt);
  return state_->mac->process<Bytes>(input);
}

Bytes Hkdf::expand_label(ByteView secret, std::string_view label, ByteView context, size_t size) {
  Bytes info{static_cast<uint8_t>(size >> 8), static_cast<uint8_t>(size),
             static_cast<uint8_t>(6 + label.size())};
  constexpr std::string_view prefix = "tls13 ";
  info.insert(info.end(), prefix.begin(), prefix.end());
  info.insert(info.end(), label.begin(), label.end());
  info.push_back(static_cast<uint8_t>(context.size()));
  info.insert(info.end(), context.begin(), context.end());
  // RFC 5869 2.3.
  state_->mac->set_key(secret);
  Bytes out, block;
  for (uint8_t count = 1; out.size() < size; ++count) {
    state_->mac->update(block);
    state_->mac->update(info);
    state_->mac->update(count);
    block = state_->mac->final<Bytes>();
    out.insert(out.end(), block.begin(), block.end());
  }
  out.resize(size);
  return out;
}

Bytes Hkdf::derive_secret(ByteView secret, std::string_view label, ByteView transcript_hash) {
  return expand_label(secret, label, transcript_hash, hash_size());
}

Bytes Hkdf::finished(ByteView traffic_secret, ByteView transcript_hash) {
  const Bytes key = expand_label(traffic_secret, "finished", {}, hash_size());
  state_->mac->set_key(key);
  return state_->mac->process<Bytes>(transcript_hash);
}

Tls13Secrets Tls13Secrets::from_shared_secret(Hkdf& hkdf, ByteView shared, ByteView hello_hash) {
  Tls13Secrets secrets;
  const Bytes zeros(hkdf.hash_size(), 0);
  secrets.early = hkdf.extract({}, zeros);
  const Bytes hash_of_nothing = hkdf.state_->hash_of_nothing;
  secrets.handshake = hkdf.extract(hkdf.derive_secret(secrets.early, "derived", hash_of_nothing), shared);
  secrets.client_handshake = hkdf.derive_secret(secrets.handshake, "c hs traffic", hello_hash);
  secrets.server_handshake = hkdf.derive_secret(secrets.handshake, "s hs traffic", hello_hash);
  secrets.master = hkdf.extract(hkdf.derive_secret(secrets.handshake, "derived", hash_of_nothing), zeros);
  return secrets;
}

void Tls13Secrets::add_application(Hkdf& hkdf, ByteView finished_hash) {
  client_application = hkdf.derive_secret(master, "c ap traffic", finished_hash);
  server_application = hkdf.derive_secret(master, "s ap traffic", finished_hash);
}

Bytes prf(std::string_view hash, ByteView secret, std::string_view label, ByteView seed, size_t size) {
  const Bytes labelled = join(as_bytes(label), seed);
  if (hash != "MD5+SHA-1") return expand(hash, secret, labelled, size);
  // RFC 4346 section 5: each half (they share the middle byte of an odd secret) makes one of two streams.
  const size_t half = (secret.size() + 1) / 2;
  Bytes out = expand("MD5", secret.first(half), labelled, size);
  const Bytes other = expand("SHA-1", secret.last(half), labelled, size);
  std::transform(out.begin(), out.end(), other.begin(), out.begin(),
                 [](uint8_t a, uint8_t b) { return static_cast<uint8_t>(a ^ b); });
  return out;
}

}  // namespace certcheck::net
