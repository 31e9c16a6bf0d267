#include "certcheck/crypto/verifier.h"

#include "certcheck/crypto/detail/generation_cache.h"
#include "certcheck/crypto/detail/public_key.h"
#include "certcheck/crypto/detail/recent.h"
#include "certcheck/crypto/digest.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace certcheck::crypto {
namespace {

Sha256 recent_sha256(ByteView bytes) {
  thread_local Recent<Sha256> digests;
  return digests.get(bytes, sha256);
}

bool lies_within(ByteView part, ByteView whole) {
  const std::less_equal<const uint8_t*> not_after;
  return not_after(whole.data(), part.data()) &&
         not_after(part.data() + part.size(), whole.data() + whole.size());
}

void append_sized(Bytes& out, ByteView part) {
  for (size_t i = 0; i < 8; ++i) out.push_back(static_cast<uint8_t>(part.size() >> (8 * i)));
  out.insert(out.end(), part.begin(), part.end());
}

/// Stands for algorithm, parameters and key bits.
Sha256 key_identity(const x509::SubjectPublicKeyInfo& key) {
  const ByteView parameters = key.algorithm.parameters, oid = as_bytes(key.algorithm.oid.content());
  if (!oid.empty() && lies_within(oid, key.bytes) && lies_within(key.key.bytes, key.bytes) &&
      (parameters.empty() || lies_within(parameters, key.bytes)))
    return recent_sha256(key.bytes);
  // Put together by the caller, e.g. with inherited parameters.
  Bytes all;
  append_sized(all, oid);
  append_sized(all, parameters);
  append_sized(all, key.key.bytes);
  all.push_back(key.key.unused_bits);
  return recent_sha256(all);
}

/// A certificate and the key asked for; or a key and the signature algorithm it is prepared for.
struct Pair {
  Sha256 first, second;
  bool operator==(const Pair&) const = default;
};

struct PairHash {
  // SHA-256 output is as good as random, so a few of its bytes are a hash.
  size_t operator()(const Pair& pair) const {
    size_t a = 0, b = 0;
    std::memcpy(&a, pair.first.data(), sizeof a);
    std::memcpy(&b, pair.second.data(), sizeof b);
    return a ^ (b << 1);
  }
};

/// A CRL by where it is, and the key asked for.
struct CrlPair {
  const x509::Crl* crl = nullptr;
  Sha256 key{};
  bool operator==(const CrlPair&) const = default;
};

struct CrlPairHash {
  size_t operator()(const CrlPair& pair) const {
    size_t key = 0;
    std::memcpy(&key, pair.key.data(), sizeof key);
    return key ^ std::hash<const x509::Crl*>{}(pair.crl);
  }
};

/// The answer about a CRL. Another one may be in the same place later.
struct CrlAnswer {
  std::weak_ptr<const x509::Crl> crl;
  SignatureStatus status = SignatureStatus::invalid;
};

}  // namespace

std::string_view to_string(SignatureStatus status) {
  switch (status) {
    case SignatureStatus::valid:
      return "valid";
    case SignatureStatus::invalid:
      return "invalid";
    case SignatureStatus::algorithm_unsupported:
      return "algorithm unsupported";
    case SignatureStatus::key_mismatch:
      return "key mismatch";
    case SignatureStatus::key_unusable:
      return "key unusable";
  }
  return "invalid";
}

struct Verifier::State {
  /// Threads that ask for different things seldom wait for each other.
  struct alignas(64) Shard {
    std::mutex mutex;
    GenerationCache<Pair, std::shared_ptr<PreparedKey>, PairHash> keys;
    GenerationCache<Pair, SignatureStatus, PairHash> edges;
  };
  /// Not so many that the few entries of small limits would be spread unevenly.
  static size_t shard_count(Limits limits) {
    return std::clamp<size_t>(std::min(limits.keys, limits.edges) / 64, 1, 16);
  }

  explicit State(Limits limits) : shards(shard_count(limits)) {
    for (Shard& shard : shards) {
      shard.keys.set_limit(limits.keys / shards.size());
      shard.edges.set_limit(limits.edges / shards.size());
    }
    crls.set_limit(limits.crls);
  }

  Shard& shard_of(const Pair& pair) { return shards[(pair.first[31] ^ pair.second[31]) % shards.size()]; }

  std::shared_ptr<PreparedKey> prepared(const x509::SubjectPublicKeyInfo& key, const Sha256& identity,
                                        const x509::AlgorithmIdentifier& algorithm) {
    Bytes encoded;
    append_sized(encoded, as_bytes(algorithm.oid.content()));
    append_sized(encoded, algorithm.parameters);
    const Pair pair{identity, recent_sha256(encoded)};
    Shard& shard = shard_of(pair);
    {
      const std::lock_guard lock(shard.mutex);
      if (const auto found = shard.keys.get(pair)) return *found;
    }
    // Outside the lock: preparing takes longer than anything else here. Two threads may do it twice.
    auto prepared_key = PreparedKey::prepare(key, algorithm);
    const std::lock_guard lock(shard.mutex);
    if (const auto found = shard.keys.get(pair)) return *found;
    shard.keys.put(pair, prepared_key);
    return prepared_key;
  }

  std::vector<Shard> shards;  ///< of fixed size: mutexes do not move
  std::mutex crls_mutex;
  GenerationCache<CrlPair, CrlAnswer, CrlPairHash> crls;
};

Verifier::Verifier() : Verifier(Limits{}) {}
Verifier::Verifier(Limits limits) : state_(std::make_unique<State>(limits)) {}
Verifier::~Verifier() = default;

SignatureStatus Verifier::verify(const x509::Certificate& certificate,
                                 const x509::SubjectPublicKeyInfo& issuer_key) {
  const Pair edge{recent_sha256(certificate.der), key_identity(issuer_key)};
  State::Shard& shard = state_->shard_of(edge);
  {
    const std::lock_guard lock(shard.mutex);
    if (const auto found = shard.edges.get(edge)) return *found;
  }
  const SignatureStatus status = state_->prepared(issuer_key, edge.second, certificate.signature_algorithm)
                                     ->verify(certificate.tbs, certificate.signature);
  const std::lock_guard lock(shard.mutex);
  shard.edges.put(edge, status);
  return status;
}

bool Verifier::knows(const x509::Certificate& certificate,
                     const x509::SubjectPublicKeyInfo& issuer_key) const {
  const Pair edge{recent_sha256(certificate.der), key_identity(issuer_key)};
  State::Shard& shard = state_->shard_of(edge);
  const std::lock_guard lock(shard.mutex);
  return shard.edges.contains(edge);
}

SignatureStatus Verifier::verify(const x509::CrlPtr& crl, const x509::SubjectPublicKeyInfo& key) {
  const CrlPair pair{crl.get(), key_identity(key)};
  {
    const std::lock_guard lock(state_->crls_mutex);
    const auto found = state_->crls.get(pair);
    if (found && found->crl.lock() == crl) return found->status;
  }
  // Outside the lock: it takes time in proportion to the CRL. Two threads may do it twice.
  const SignatureStatus status =
      state_->prepared(key, pair.key, crl->signature_algorithm)->verify(crl->tbs, crl->signature);
  const std::lock_guard lock(state_->crls_mutex);
  state_->crls.put(pair, {crl, status});
  return status;
}

SignatureStatus Verifier::verify(const x509::SubjectPublicKeyInfo& key,
                                 const x509::AlgorithmIdentifier& algorithm, ByteView message,
                                 const der::BitString& signature) {
  return state_->prepared(key, key_identity(key), algorithm)->verify(message, signature);
}

}  // namespace certcheck::crypto
