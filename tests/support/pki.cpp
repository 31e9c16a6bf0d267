#include "tests/support/pki.h"

#include "certserve/pki/key.h"
#include "tests/support/pki_fields.h"

#include <botan/ed25519.h>
#include <botan/pubkey.h>
#include <botan/rng.h>

#include <map>

namespace certcheck::test {
namespace {

using namespace certcheck::pki;

const Botan::Ed25519_PrivateKey& private_key(unsigned number) {
  static std::map<unsigned, Botan::Ed25519_PrivateKey> keys;
  const auto found = keys.find(number);
  if (found != keys.end()) return found->second;
  const Bytes seed = sha256(as_bytes("key " + std::to_string(number)));
  return keys.emplace(number, Botan::Ed25519_PrivateKey::from_seed(seed)).first->second;
}

std::vector<Bytes> extensions_of(const Spec& spec) {
  std::vector<Bytes> out;
  if (spec.basic_constraints && (spec.ca || spec.path_length)) {
    std::vector<Bytes> fields;
    if (spec.ca) fields.push_back(boolean(true));
    if (spec.path_length) fields.push_back(integer(*spec.path_length));
    out.push_back(extension("2.5.29.19", true, sequence(fields)));
  }
  if (!spec.key_usage.empty()) out.push_back(extension("2.5.29.15", true, named_bits(spec.key_usage)));
  if (!spec.purposes.empty()) {
    std::vector<Bytes> oids;
    for (const std::string_view purpose : spec.purposes) oids.push_back(oid(purpose));
    out.push_back(extension("2.5.29.37", false, sequence(oids)));
  }
  if (!spec.dns_names.empty()) {
    std::vector<Bytes> names;
    for (const std::string& text : spec.dns_names) names.push_back(dns(text));
    out.push_back(extension("2.5.29.17", false, sequence(names)));
  }
  if (spec.key_identifiers) {
    out.push_back(extension("2.5.29.14", false, octet_string(key_identifier(spec.key))));
    out.push_back(
        extension("2.5.29.35", false, sequence({context_primitive(0, key_identifier(spec.signer))})));
  }
  out.insert(out.end(), spec.extensions.begin(), spec.extensions.end());
  return out;
}

Forged fields_of(const Spec& spec, const Bytes& algorithm, const Bytes& key_info) {
  Forged fields;
  fields.version = spec.version > 1 ? context(0, {integer(spec.version - 1)}) : Bytes{};
  fields.serial = integer(spec.serial);
  fields.tbs_algorithm = fields.algorithm = algorithm;
  fields.issuer = simple_name(spec.issuer);
  fields.not_before = pki::time(spec.not_before);
  fields.not_after = pki::time(spec.not_after);
  fields.subject = simple_name(spec.subject);
  fields.public_key = key_info;
  if (spec.version == 3) fields.extensions = extensions_of(spec);
  return fields;
}

}  // namespace

Bytes signature_algorithm() { return sequence({oid("1.3.101.112")}); }

Bytes key_info(unsigned number) {
  return sequence({signature_algorithm(), bit_string(private_key(number).public_key_bits())});
}

Bytes key_identifier(unsigned number) {
  Bytes digest = sha256(key_info(number));
  digest.resize(20);
  return digest;
}

Bytes sign(const Bytes& to_be_signed, unsigned key) {
  Botan::Null_RNG none;  // Ed25519 needs none
  Botan::PK_Signer signer(private_key(key), none, "Pure");
  return bit_string(signer.sign_message(to_be_signed, none));
}

Bytes to_be_signed(const Spec& spec, const Bytes& algorithm, const Bytes& key_info) {
  return fields_of(spec, algorithm, key_info).tbs();
}

Bytes make_der(const Spec& spec) {
  Forged fields = fields_of(spec, signature_algorithm(), key_info(spec.key));
  fields.signature = sign(fields.tbs(), spec.signer);
  if (spec.spoil_signature) fields.signature.back() ^= 1;
  return fields.der();
}

Spec root(std::string name, unsigned key) {
  return {.subject = name, .key = key, .issuer = name, .signer = key};
}

Spec authority(std::string name, unsigned key, std::string issuer, unsigned signer) {
  return {.subject = std::move(name), .key = key, .issuer = std::move(issuer), .signer = signer};
}

Spec leaf(std::string issuer, unsigned signer) {
  return {.subject = "www.example.test",
          .key = 1'000'000,
          .issuer = std::move(issuer),
          .signer = signer,
          .ca = false,
          .dns_names = {"www.example.test"}};
}

Bytes policies(const std::vector<std::string>& oids) {
  std::vector<Bytes> list;
  for (const std::string& policy : oids) list.push_back(sequence({oid(policy)}));
  return extension("2.5.29.32", false, sequence(list));
}

Bytes policy_mappings(const std::vector<std::pair<std::string, std::string>>& mappings) {
  std::vector<Bytes> list;
  for (const auto& [issuer, subject] : mappings) list.push_back(sequence({oid(issuer), oid(subject)}));
  return extension("2.5.29.33", true, sequence(list));
}

Bytes policy_constraints(std::optional<unsigned> require_explicit, std::optional<unsigned> inhibit_mapping) {
  const auto skip = [](uint8_t tag, unsigned value) {
    const uint8_t octet = static_cast<uint8_t>(value);
    return context_primitive(tag, ByteView(&octet, 1));
  };
  std::vector<Bytes> fields;
  if (require_explicit) fields.push_back(skip(0, *require_explicit));
  if (inhibit_mapping) fields.push_back(skip(1, *inhibit_mapping));
  return extension("2.5.29.36", true, sequence(fields));
}

Bytes inhibit_any_policy(unsigned skip) { return extension("2.5.29.54", true, integer(skip)); }

Bytes name_constraints_extension(const std::vector<Bytes>& permitted, const std::vector<Bytes>& excluded) {
  return extension("2.5.29.30", true, name_constraints(permitted, excluded));
}

}  // namespace certcheck::test
