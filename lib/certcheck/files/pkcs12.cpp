#include "certcheck/files/detail/pkcs12.h"

#include "certcheck/crypto/password_based.h"
#include "certcheck/crypto/pbes2.h"
#include "certcheck/der/reader.h"
#include "certcheck/files/detail/pkcs7.h"
#include "certcheck/files/detail/unpacked.h"
#include "certcheck/files/limits.h"
#include "certcheck/files/pkcs12_key.h"
#include "certcheck/files/text.h"
#include "certcheck/x509/certificate.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace certcheck::files {
namespace {

using namespace std::string_view_literals;
namespace tag = der::tag;
using crypto::Cipher;
using crypto::Digest;

// RFC 5652, RFC 7292 4 and appendix C, RFC 2985
constexpr der::Oid data_type{"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01"sv},
    encrypted_data{"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x06"sv},
    enveloped_data{"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03"sv},
    certificate_bag{"\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x0a\x01\x03"sv},
    crl_bag{"\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x0a\x01\x04"sv},
    safe_contents_bag{"\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x0a\x01\x06"sv},
    x509_certificate{"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x16\x01"sv},
    x509_crl{"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x17\x01"sv},
    local_key_id{"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x15"sv},
    key_bag{"\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x0a\x01\x01"sv},
    shrouded_key_bag{"\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x0a\x01\x02"sv};
// ORACLE_TrustedKeyUsage (sun.security.pkcs12.PKCS12KeyStore)
constexpr der::Oid trusted_key_usage{"\x60\x86\x48\x01\x86\xf9\x66\xad\xca\x7b\x01\x01"sv};
// RFC 9579
constexpr der::Oid pbmac1{"\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0e"sv};

struct DigestName {
  der::Oid oid;
  Digest digest;
};
constexpr DigestName digests[] = {{x509::oids::sha1, Digest::sha1},
                                  {x509::oids::sha224, Digest::sha224},
                                  {x509::oids::sha256, Digest::sha256},
                                  {x509::oids::sha384, Digest::sha384},
                                  {x509::oids::sha512, Digest::sha512}};

/// pbeWithSHAAnd... of RFC 7292 C: this prefix and one byte.
constexpr std::string_view pkcs12_prefix = "\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x01"sv;
constexpr std::array<std::string_view, 7> pkcs12_ciphers{
    "", "128-bit RC4", "40-bit RC4", "3-key Triple-DES", "2-key Triple-DES", "128-bit RC2", "40-bit RC2"};

/// RFC 7292 B.1: BMPString with its two zero bytes, big-endian. As OpenSSL, with surrogates for what is
/// outside of the basic plane.
Bytes bmp_password(std::string_view passphrase) {
  Bytes out = utf16_of(passphrase);
  out.insert(out.end(), 2, uint8_t{0});
  return out;
}

class Pkcs12 {
 public:
  enum class Keys : uint8_t { notice, open };

  explicit Pkcs12(std::string_view passphrase, Keys keys = Keys::notice,
                  std::string_view passphrase_option = "--passphrase-file")
      : passphrase_(passphrase),
        passphrase_option_(passphrase_option),
        bmp_(bmp_password(passphrase)),
        keys_wanted_(keys) {}

  Result<KeyWithChain> read_key(ByteView der) {
    const Unpacked unpacked = read(der);
    if (keys_.empty()) {
      return Error{Error::Kind::unreadable, !unpacked.fault.empty() ? unpacked.fault
                                            : has_key_ ? "the key of the PKCS#12 file cannot be read"
                                                       : "the PKCS#12 file has no private key"};
    }
    for (const OpenedKey& key : keys_)
      if (auto chain = chain_of(key, unpacked.parts); !chain.empty())
        return KeyWithChain{key.private_key, std::move(chain)};
    return Error{Error::Kind::unreadable, !unpacked.fault.empty()
                                              ? unpacked.fault
                                              : "the PKCS#12 file has no certificate for its key"};
  }

  Unpacked read(ByteView der) {
    der::FaultSink sink(faults_);
    der::Reader outer(der, sink, "PFX");
    auto pfx = outer.sequence("pfx");
    if (!pfx || !pfx->take(tag::integer, "version")) return failed("the PKCS#12 file cannot be read");
    auto safe = pfx->sequence("authSafe");
    const auto type = safe ? safe->oid("contentType") : std::nullopt;
    if (type == signed_data)
      return failed("the PKCS#12 file is in public-key integrity mode, which is not supported");
    auto content =
        type == data_type ? safe->constructed(tag::context_constructed(0), "content") : std::nullopt;
    const auto octets = content ? octets_of(*content) : std::nullopt;
    if (!octets) return failed("the PKCS#12 file cannot be read");
    const auto mac = pfx->take_if(tag::sequence);
    if (mac && !verify_mac(pfx->enter(*mac, "macData"), *octets)) return result();
    read_authenticated_safe(*octets);
    return result();
  }

 private:
  Unpacked failed(std::string why) {
    if (fault_.empty()) fault_ = std::move(why);
    return result();
  }
  Unpacked result() {
    assign_roles();
    Unpacked unpacked;
    unpacked.parts = std::move(parts_);
    unpacked.fault = std::move(fault_);
    return unpacked;
  }
  /// Java marks the trusted certificates. Else it is the key that tells: without one in the file, whoever
  /// wrote it gave the certificates for themselves; alongside one are its own certificate, by localKeyId, and
  /// those that complete its chain. OpenSSL's -cacerts prints all of these; only the self-issued ones are CAs
  /// to trust.
  void assign_roles() {
    const bool marked =
        std::any_of(parts_.begin(), parts_.end(), [](const Part& part) { return part.role == Role::anchor; });
    for (Part& part : parts_) {
      if (part.kind != Kind::certificate || part.role == Role::anchor) continue;
      if (!has_key_) {
        part.role = marked ? Role::chain : Role::unknown;
      } else if (part.role == Role::unknown) {
        const bool ca = !marked && x509::parse_certificate(ByteView(part.der))->self_issued();
        part.role = ca ? Role::unknown : Role::chain;
      }
    }
  }
  void fail(std::string why) {
    if (fault_.empty()) fault_ = std::move(why);
  }

  /// The next element as bytes, whatever way BER cut them.
  static std::optional<Bytes> octets_of(der::Reader& reader) {
    constexpr uint8_t constructed = 0x20;
    const auto element = reader.next();
    if (!element || (element->tag & ~constructed) != tag::octet_string) return std::nullopt;
    return joined_octets(element->content, (element->tag & constructed) != 0);
  }

  /// Counts iterations against the budget of the file.
  bool may_iterate(uint64_t iterations) {
    if (iterations == 0 || iterations > limits.iterations - iterations_) {
      fail("the PKCS#12 file requires " + std::to_string(iterations) +
           " iterations of key derivation; at most " + std::to_string(limits.iterations) +
           " in total are allowed");
      return false;
    }
    iterations_ += iterations;
    return true;
  }

  /// An error of what crypto reads: "the cipher 1.2.3 is not supported".
  void fail(const Error& error) {
    fail("the PKCS#12 file cannot be opened: " + error.message + "; " + std::string(advice(Kind::pkcs12)));
  }

  bool verify_mac(der::Reader mac, ByteView content) {
    auto digest_info = mac.sequence("mac");
    auto algorithm = digest_info ? digest_info->sequence("digestAlgorithm") : std::nullopt;
    const auto oid = algorithm ? algorithm->oid("algorithm") : std::nullopt;
    const auto wanted = oid ? digest_info->octet_string("digest") : std::nullopt;
    const auto salt = wanted ? mac.octet_string("macSalt") : std::nullopt;
    uint64_t iterations = 1;  // DEFAULT 1
    if (salt && mac.peek() == tag::integer)
      iterations = mac.unsigned_integer("iterations", UINT32_MAX).value_or(0);
    if (!salt) {
      fail("the MAC of the PKCS#12 file cannot be read");
      return false;
    }
    if (*oid == pbmac1) return verify_pbmac1(*algorithm, content, *wanted);
    const auto* known = std::find_if(std::begin(digests), std::end(digests),
                                     [&](const DigestName& name) { return name.oid == *oid; });
    if (known == std::end(digests)) {
      fail("the digest " + oid->to_string() + " of the PKCS#12 file's MAC is not supported");
      return false;
    }
    // An empty passphrase is written as two zero bytes by some and as nothing by others.
    for (const bool null : {false, true}) {
      if (null && !passphrase_.empty()) break;
      if (!may_iterate(iterations)) return false;
      const ByteView password = null ? ByteView() : ByteView(bmp_);
      const size_t size = wanted->size();
      const auto key =
          crypto::pkcs12_derive(known->digest, crypto::Pkcs12Use::mac, password, *salt, iterations, size);
      const auto found = key ? crypto::hmac(known->digest, *key, content) : std::nullopt;
      if (found && same_bytes(*found, *wanted)) {
        if (null) bmp_.clear();
        return true;
      }
    }
    return wrong_passphrase();
  }

  // RFC 9579 4: PBMAC1-params { keyDerivationFunc, messageAuthScheme }; the macSalt and iterations are
  // ignored.
  bool verify_pbmac1(der::Reader& algorithm, ByteView content, ByteView wanted) {
    auto parameters = algorithm.sequence("parameters");
    auto derivation = parameters ? parameters->sequence("keyDerivationFunc") : std::nullopt;
    auto scheme = derivation ? parameters->sequence("messageAuthScheme") : std::nullopt;
    const auto oid = scheme ? scheme->oid("algorithm") : std::nullopt;
    const auto digest = oid ? crypto::hmac_digest(*oid) : std::nullopt;
    if (!digest) {
      fail("the MAC of the PKCS#12 file cannot be read");
      return false;
    }
    const auto kdf = crypto::read_pbkdf2(*derivation);
    if (!kdf) {
      fail(kdf.error());
      return false;
    }
    if (!may_iterate(kdf->iterations)) return false;
    const auto key = crypto::pbkdf2(kdf->prf, as_bytes(passphrase_), kdf->salt, kdf->iterations,
                                    kdf->key_size.value_or(wanted.size()));
    const auto found = key ? crypto::hmac(*digest, *key, content) : std::nullopt;
    return (found && same_bytes(*found, wanted)) || wrong_passphrase();
  }

  bool wrong_passphrase() {
    fail(passphrase_.empty()
             ? "the PKCS#12 file needs a passphrase; give it with " + std::string(passphrase_option_)
             : "the passphrase does not open the PKCS#12 file: it is wrong, or the file was changed");
    return false;
  }

  /// AuthenticatedSafe ::= SEQUENCE OF ContentInfo
  void read_authenticated_safe(ByteView der) {
    der::FaultSink sink(faults_);
    der::Reader outer(der, sink, "AuthenticatedSafe");
    auto list = outer.sequence("authenticatedSafe");
    if (!list) return fail("the PKCS#12 file cannot be read");
    while (const auto element = list->next()) {
      if (element->tag != tag::sequence) continue;
      der::Reader info = list->enter(*element, "contentInfo");
      const auto type = info.oid("contentType");
      auto content = type ? info.constructed(tag::context_constructed(0), "content") : std::nullopt;
      if (!content) continue;
      if (*type == data_type) {
        if (const auto octets = octets_of(*content)) read_safe_contents(*octets, 0);
      } else if (*type == encrypted_data) {
        read_encrypted(*content);
      } else if (*type == enveloped_data) {
        fail("part of the PKCS#12 file is encrypted to a public key, which is not supported");
      }
    }
  }

  /// EncryptedData (RFC 5652 8): version, { contentType, algorithm, [0] encryptedContent }
  void read_encrypted(der::Reader& content) {
    constexpr uint8_t constructed = 0x20;
    auto data = content.sequence("encryptedData");
    if (!data || !data->take(tag::integer, "version")) return;
    auto info = data->sequence("encryptedContentInfo");
    if (!info || !info->take(tag::oid, "contentType")) return;
    auto algorithm = info->sequence("contentEncryptionAlgorithm");
    const auto oid = algorithm ? algorithm->oid("algorithm") : std::nullopt;
    const auto sealed = info->next();
    if (!oid || !sealed || (sealed->tag & ~constructed) != tag::context(0))
      return fail("the encrypted part of the PKCS#12 file cannot be read");
    const auto bytes = joined_octets(sealed->content, (sealed->tag & constructed) != 0);
    if (!bytes) return fail("the encrypted part of the PKCS#12 file cannot be read");
    const auto opened = decrypt(*oid, *algorithm, *bytes);
    if (opened)
      read_safe_contents(*opened, 0);
    else if (fault_.empty())
      wrong_passphrase();
  }

  std::optional<Bytes> decrypt(der::Oid oid, der::Reader& algorithm, ByteView sealed) {
    auto parameters = algorithm.sequence("parameters");
    if (!parameters) return std::nullopt;
    if (oid == crypto::pbes2_oid) return decrypt_pbes2(*parameters, sealed);
    if (oid.content().size() == pkcs12_prefix.size() + 1 && oid.content().starts_with(pkcs12_prefix)) {
      const auto number = static_cast<size_t>(oid.content().back());
      const std::string_view name =
          number < pkcs12_ciphers.size() ? pkcs12_ciphers[number] : std::string_view();
      if (number == 3 || number == 4) return decrypt_triple_des(*parameters, sealed, number == 4);
      fail("part of the PKCS#12 file is encrypted with " + std::string(name) + ", which is not supported; " +
           std::string(advice(Kind::pkcs12)));
      return std::nullopt;
    }
    fail("the encryption " + oid.to_string() + " of the PKCS#12 file is not supported; " +
         std::string(advice(Kind::pkcs12)));
    return std::nullopt;
  }

  // RFC 7292 B: key and IV are derived from the passphrase in BMPString.
  std::optional<Bytes> decrypt_triple_des(der::Reader& parameters, ByteView sealed, bool two_keys) {
    const auto salt = parameters.octet_string("salt");
    const auto iterations = parameters.unsigned_integer("iterations", UINT32_MAX);
    if (!salt || !iterations || !may_iterate(*iterations * 2)) return std::nullopt;
    const auto derive = [&](crypto::Pkcs12Use use, size_t size) {
      return crypto::pkcs12_derive(Digest::sha1, use, bmp_, *salt, *iterations, size);
    };
    auto key = derive(crypto::Pkcs12Use::key, two_keys ? 16 : 24);
    const auto iv = derive(crypto::Pkcs12Use::iv, 8);
    if (!key || !iv) return std::nullopt;
    if (two_keys) key->insert(key->end(), key->begin(), key->begin() + 8);
    return crypto::decrypt_cbc(Cipher::triple_des, *key, *iv, sealed);
  }

  std::optional<Bytes> decrypt_pbes2(const der::Reader& parameters, ByteView sealed) {
    const auto pbes2 = crypto::read_pbes2(parameters);
    if (!pbes2) {
      fail(pbes2.error());
      return std::nullopt;
    }
    if (!may_iterate(pbes2->derivation.iterations)) return std::nullopt;
    return crypto::decrypt_pbes2(*pbes2, passphrase_, sealed);
  }

  /// SafeContents ::= SEQUENCE OF SafeBag { bagId, [0] bagValue, bagAttributes SET OPTIONAL }
  void read_safe_contents(ByteView der, size_t depth) {
    if (depth == limits.nesting) return fail("the PKCS#12 file is nested too deeply");
    der::FaultSink sink(faults_);
    der::Reader outer(der, sink, "SafeContents");
    auto list = outer.sequence("safeContents");
    if (!list) return fail("a part of the PKCS#12 file cannot be read");
    while (const auto element = list->next()) {
      if (element->tag != tag::sequence) continue;
      der::Reader bag = list->enter(*element, "safeBag");
      const auto type = bag.oid("bagId");
      auto value = type ? bag.constructed(tag::context_constructed(0), "bagValue") : std::nullopt;
      if (!value) continue;
      const auto set = bag.take_if(tag::set);
      const Attributes attributes = set ? read_attributes(bag.enter(*set, "bagAttributes")) : Attributes();
      if (*type == key_bag || *type == shrouded_key_bag)
        read_key_bag(*value, *type == shrouded_key_bag, attributes);
      else if (*type == certificate_bag)
        read_typed(*value, x509_certificate, Kind::certificate, attributes);
      else if (*type == crl_bag)
        read_typed(*value, x509_crl, Kind::crl, {});
      else if (*type == safe_contents_bag)
        read_safe_contents(value->rest(), depth + 1);
    }
  }

  /// What the attributes of a bag say of it.
  struct Attributes {
    Role role = Role::unknown;
    Bytes key_id = {};  ///< localKeyId, which a key and its certificate share
  };
  struct OpenedKey {
    Bytes private_key, id;
  };

  /// KeyBag is a PrivateKeyInfo; PKCS8ShroudedKeyBag is { AlgorithmIdentifier, OCTET STRING } around one (RFC
  /// 7292 4.2.1, 4.2.2).
  void read_key_bag(der::Reader& value, bool shrouded, const Attributes& attributes) {
    has_key_ = true;
    if (keys_wanted_ == Keys::notice || keys_.size() == limits.parts) return;
    if (!shrouded) return keys_.push_back({to_bytes(value.rest()), attributes.key_id});
    auto info = value.sequence("encryptedPrivateKeyInfo");
    auto algorithm = info ? info->sequence("encryptionAlgorithm") : std::nullopt;
    const auto oid = algorithm ? algorithm->oid("algorithm") : std::nullopt;
    const auto sealed = oid ? octets_of(*info) : std::nullopt;
    if (!sealed) return fail("the key of the PKCS#12 file cannot be read");
    auto opened = decrypt(*oid, *algorithm, *sealed);
    if (opened)
      keys_.push_back({*std::move(opened), attributes.key_id});
    else if (fault_.empty())
      wrong_passphrase();
  }

  /// The key's certificate and its issuers; empty if there is none.
  std::vector<Bytes> chain_of(const OpenedKey& key, const std::vector<Part>& parts) const {
    std::vector<x509::CertificatePtr> certificates;
    x509::CertificatePtr next;
    std::set<std::string_view> issuers;
    std::map<std::string_view, x509::CertificatePtr> by_subject;
    for (size_t i = 0; i < parts.size(); ++i) {
      if (parts[i].kind != Kind::certificate) continue;
      const auto& certificate = certificates.emplace_back(x509::parse_certificate(ByteView(parts[i].der)));
      if (!next && !key.id.empty() && same_bytes(ids_[i], key.id)) next = certificate;
      if (certificate->self_issued()) continue;
      issuers.insert(certificate->issuer_key());
      by_subject.emplace(certificate->subject_key(), certificate);
    }
    for (const auto& each : certificates)
      if (!next && !issuers.contains(each->subject_key())) next = each;
    std::vector<Bytes> chain;
    while (next && chain.size() < certificates.size()) {
      chain.push_back(next->der);
      const auto issuer = next->self_issued() ? by_subject.end() : by_subject.find(next->issuer_key());
      next = issuer == by_subject.end() ? nullptr : issuer->second;
    }
    return chain;
  }

  /// CertBag and CRLBag: { type, [0] OCTET STRING }
  void read_typed(der::Reader& value, der::Oid wanted, Kind kind, const Attributes& attributes) {
    auto bag = value.sequence("bag");
    const auto type = bag ? bag->oid("type") : std::nullopt;
    auto content = type == wanted ? bag->constructed(tag::context_constructed(0), "value") : std::nullopt;
    auto der = content ? octets_of(*content) : std::nullopt;
    if (!der || parts_.size() >= limits.parts) return;
    parts_.push_back({.kind = kind, .der = *std::move(der), .role = attributes.role});
    ids_.push_back(attributes.key_id);
  }

  /// The attribute localKeyId pairs the bag with a key, Java's trustedKeyUsage makes it an anchor.
  static Attributes read_attributes(der::Reader attributes) {
    Attributes read;
    while (const auto attribute = attributes.next()) {
      der::Reader fields = attributes.enter(*attribute, "attribute");
      const auto type = fields.oid("type");
      if (type == local_key_id) {
        read.role = Role::end_entity;
        const auto values = fields.take_if(tag::set);
        auto value = values ? std::optional(fields.enter(*values, "values")) : std::nullopt;
        if (const auto id = value ? value->octet_string("value") : std::nullopt) read.key_id = to_bytes(*id);
        break;
      }
      if (type == trusted_key_usage) read.role = Role::anchor;
    }
    return read;
  }

  std::string passphrase_;
  std::string_view passphrase_option_;
  Bytes bmp_;
  Findings faults_;  ///< of DER, which nobody asks of these files
  std::string fault_;
  uint64_t iterations_ = 0;
  Keys keys_wanted_;
  bool has_key_ = false;
  std::vector<OpenedKey> keys_;
  std::vector<Part> parts_;
  std::vector<Bytes> ids_;  ///< localKeyId of the part at the same index
};

}  // namespace

std::optional<Bytes> joined_octets(ByteView content, bool constructed) {
  if (!constructed) return to_bytes(content);
  // BER lets a string be cut in parts, and those again; nobody cuts twice.
  Findings ignored;
  der::FaultSink sink(ignored);
  der::Reader parts(content, sink, {});
  Bytes out;
  while (const auto part = parts.next()) {
    if (part->tag != tag::octet_string) return std::nullopt;
    out.insert(out.end(), part->content.begin(), part->content.end());
  }
  return out;
}

Unpacked unpack_pkcs12(ByteView der, std::string_view passphrase) { return Pkcs12(passphrase).read(der); }

Result<KeyWithChain> read_pkcs12_key(ByteView der, std::string_view passphrase,
                                     std::string_view passphrase_option) {
  return Pkcs12(passphrase, Pkcs12::Keys::open, passphrase_option).read_key(der);
}

}  // namespace certcheck::files
