#include "certserve/pki/certificate.h"

#include "certserve/pki/der_builder.h"

namespace certcheck::pki {
namespace {

constexpr std::string_view authority_organization = "certcheck test PKI";

Bytes subject_name(const std::optional<std::string>& organization, std::string_view common_name,
                   std::vector<Bytes> names = {}, bool is_printable = false) {
  if (organization) {
    names.push_back(relative_name("2.5.4.10", utf8(*organization)));
  }
  names.push_back(relative_name("2.5.4.3", is_printable ? printable(common_name) : utf8(common_name)));
  return name(names);
}

Bytes basic_constraints_extension(const BasicConstraints& constraints) {
  std::vector<Bytes> fields;
  if (constraints.authority) {
    fields.push_back(boolean(true));  // FALSE is the default and left out
  }
  if (constraints.path_length) {
    fields.push_back(integer(*constraints.path_length));
  }
  return extension("2.5.29.19", true, sequence(fields));
}

Bytes extended_key_usage_extension(const std::vector<std::string_view>& purposes) {
  std::vector<Bytes> elements;
  elements.reserve(purposes.size());
  for (const std::string_view purpose : purposes) {
    elements.push_back(oid(purpose));
  }
  return extension("2.5.29.37", false, sequence(elements));
}

Bytes extensions(const CertificateSpec& spec) {
  std::vector<Bytes> out;
  if (spec.basic_constraints) {
    out.push_back(basic_constraints_extension(*spec.basic_constraints));
  }
  if (!spec.key_usage.empty()) {
    out.push_back(extension("2.5.29.15", true, named_bits(spec.key_usage)));
  }
  if (!spec.extended_key_usage.empty()) {
    out.push_back(extended_key_usage_extension(spec.extended_key_usage));
  }
  if (!spec.subject_alternative_names.empty()) {
    out.push_back(extension("2.5.29.17", false, sequence(spec.subject_alternative_names)));
  }
  out.push_back(extension("2.5.29.14", false, octet_string(Key::get(spec.key).key_identifier())));
  // RFC 5280 4.2.1.1: a self-signed certificate's may be left out.
  if (spec.issuer.key != spec.key) {
    const Bytes& issuer_key_identifier = Key::get(spec.issuer.key).key_identifier();
    out.push_back(extension("2.5.29.35", false, sequence({context_primitive(0, issuer_key_identifier)})));
  }
  out.insert(out.end(), spec.more_extensions.begin(), spec.more_extensions.end());
  return context(3, {sequence(out)});
}

}  // namespace

Bytes dns_name(std::string_view name) { return context_primitive(2, as_bytes(name)); }
Bytes ip_address(ByteView address) { return context_primitive(7, address); }

CertificateSpec server_certificate(const Authority& issuer, std::string_view key, std::string_view host) {
  CertificateSpec spec{.common_name = std::string(host), .key = std::string(key), .issuer = issuer};
  spec.key_usage = {digital_signature};
  if (Key::get(key).is_rsa()) {
    spec.key_usage.push_back(key_encipherment);
  }
  spec.extended_key_usage = {server_auth};
  spec.subject_alternative_names = {dns_name(host)};
  return spec;
}

CertificateSpec authority_certificate(const Authority& issuer, const Authority& subject) {
  CertificateSpec spec{.organization = std::string(authority_organization),
                       .common_name = subject.common_name,
                       .key = subject.key,
                       .issuer = issuer};
  spec.basic_constraints = BasicConstraints{.authority = true};
  spec.key_usage = {key_cert_sign, crl_sign};
  return spec;
}

CertificateSpec root_certificate(const Authority& root) { return authority_certificate(root, root); }

Bytes to_be_signed(const CertificateSpec& spec) {
  const Key& key = Key::get(spec.key);
  const Bytes rest = concatenate({
      Key::get(spec.issuer.key).signature_algorithm(spec.digest),
      // A self-signed leaf's issuer is its own subject, whatever attributes that has.
      spec.issuer.key == spec.key
          ? subject_name(spec.organization, spec.common_name)
          : subject_name(std::string(authority_organization), spec.issuer.common_name),
      sequence({time(spec.not_before), time(spec.not_after)}),
      subject_name(spec.organization, spec.common_name, spec.more_names, spec.printable_common_name),
      spec.explicit_curve ? key.public_key_info_with_explicit_curve() : key.public_key_info(),
      extensions(spec),
  });
  // RFC 5280 4.1.2.2: positive and unique for each issuer, at most 20 bytes.
  Bytes serial = sha256(rest);
  serial.resize(16);
  serial[0] = static_cast<uint8_t>((serial[0] & 0x3f) | 0x40);
  return sequence({context(0, {integer(2)}), unsigned_integer(serial), rest});
}

Bytes sign_certificate(ByteView to_be_signed, const Key& key, Digest digest) {
  return sequence(
      {to_bytes(to_be_signed), key.signature_algorithm(digest), bit_string(key.sign(to_be_signed, digest))});
}

Bytes issue(const CertificateSpec& spec) {
  return sign_certificate(to_be_signed(spec), Key::get(spec.issuer.key), spec.digest);
}

}  // namespace certcheck::pki
