#include "certcheck/crypto/rsa_parameters.h"

#include "certcheck/crypto/detail/strict_reader.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <array>

namespace certcheck::crypto {
namespace {

namespace oids = x509::oids;

struct DigestOid {
  der::Oid oid;
  Digest digest;
};
constexpr std::array digest_oids{
    DigestOid{oids::md5, Digest::md5},           DigestOid{oids::sha1, Digest::sha1},
    DigestOid{oids::sha224, Digest::sha224},     DigestOid{oids::sha256, Digest::sha256},
    DigestOid{oids::sha384, Digest::sha384},     DigestOid{oids::sha512, Digest::sha512},
    DigestOid{oids::sha3_224, Digest::sha3_224}, DigestOid{oids::sha3_256, Digest::sha3_256},
    DigestOid{oids::sha3_384, Digest::sha3_384}, DigestOid{oids::sha3_512, Digest::sha3_512},
};

/// AlgorithmIdentifier content of a digest: parameters NULL or absent, both of which must be understood
/// (RFC 4055 2.1).
Digest read_digest(der::Reader algorithm) {
  const auto oid = algorithm.oid("algorithm");
  if (!oid) return Digest::none;
  const auto* const found = std::find_if(digest_oids.begin(), digest_oids.end(),
                                         [&](const DigestOid& entry) { return entry.oid == *oid; });
  if (found == digest_oids.end()) {
    if (!algorithm.at_end()) algorithm.any("parameters");
    algorithm.finish();
    return Digest::none;
  }
  if (!algorithm.at_end()) algorithm.null("parameters");
  algorithm.finish();
  return found->digest;
}

/// [0] HashAlgorithm; nullopt if it is left out.
std::optional<Digest> read_hash_field(der::Reader& sequence) {
  const auto field = sequence.take_if(der::tag::context_constructed(0));
  if (!field) return std::nullopt;
  auto holder = sequence.enter(*field, "hashAlgorithm");
  const auto algorithm = holder.sequence("hashAlgorithm");
  holder.finish();
  return algorithm ? read_digest(*algorithm) : Digest::none;
}

/// [1] MaskGenAlgorithm: the digest of MGF1; nullopt if the field is left out.
std::optional<Digest> read_mask_field(der::Reader& sequence) {
  const auto field = sequence.take_if(der::tag::context_constructed(1));
  if (!field) return std::nullopt;
  auto holder = sequence.enter(*field, "maskGenAlgorithm");
  auto algorithm = holder.sequence("maskGenAlgorithm");
  holder.finish();
  if (!algorithm) return Digest::none;
  if (algorithm->oid("algorithm") != oids::mgf1) return Digest::none;
  const auto hash = algorithm->sequence("parameters");
  algorithm->finish();
  return hash ? read_digest(*hash) : Digest::none;
}

}  // namespace

std::optional<PssParameters> read_pss_parameters(ByteView parameters) {
  StrictReader outer(parameters);
  PssParameters pss;
  auto sequence = outer->sequence("RSASSA-PSS-params");
  if (!sequence) return std::nullopt;
  const auto digest = read_hash_field(*sequence), mgf_digest = read_mask_field(*sequence);
  std::optional<uint64_t> salt_length, trailer;
  if (const auto field = sequence->take_if(der::tag::context_constructed(2))) {
    auto holder = sequence->enter(*field, "saltLength");
    salt_length = holder.unsigned_integer("saltLength", 0xffff);
    holder.finish();
  }
  if (const auto field = sequence->take_if(der::tag::context_constructed(3))) {
    auto holder = sequence->enter(*field, "trailerField");
    trailer = holder.unsigned_integer("trailerField", 0xffff);
    holder.finish();
  }
  sequence->finish();
  outer->finish();
  if (!outer.clean()) return std::nullopt;
  // X.690 11.5: a value that is its DEFAULT is left out.
  pss.strict = digest != Digest::sha1 && mgf_digest != Digest::sha1 && salt_length != uint64_t{20} &&
               trailer != uint64_t{1};
  pss.digest = digest.value_or(pss.digest);
  pss.mgf_digest = mgf_digest.value_or(pss.mgf_digest);
  pss.salt_length = salt_length.value_or(pss.salt_length);
  pss.trailer = trailer.value_or(pss.trailer);
  return pss;
}

std::optional<OaepParameters> read_oaep_parameters(ByteView parameters) {
  StrictReader outer(parameters);
  OaepParameters oaep;
  auto sequence = outer->sequence("RSAES-OAEP-params");
  if (!sequence) return std::nullopt;
  const auto digest = read_hash_field(*sequence), mgf_digest = read_mask_field(*sequence);
  bool default_source = false;
  if (const auto field = sequence->take_if(der::tag::context_constructed(2))) {
    auto holder = sequence->enter(*field, "pSourceAlgorithm");
    auto source = holder.sequence("pSourceAlgorithm");
    holder.finish();
    if (source && source->oid("algorithm") == oids::p_specified) {
      const auto label = source->octet_string("parameters");
      default_source = label && label->empty();
    } else if (source && !source->at_end()) {
      source->any("parameters");
    }
    if (source) source->finish();
  }
  sequence->finish();
  outer->finish();
  if (!outer.clean()) return std::nullopt;
  oaep.strict = digest != Digest::sha1 && mgf_digest != Digest::sha1 && !default_source;
  oaep.digest = digest.value_or(oaep.digest);
  oaep.mgf_digest = mgf_digest.value_or(oaep.mgf_digest);
  return oaep;
}

}  // namespace certcheck::crypto
