#include "certserve/pki/certificate.h"

#include "certserve/pki/der_builder.h"
#include "certserve/pki/timestamp.h"

namespace certcheck::pki {
namespace {

constexpr std::string_view authority_organization = "certcheck test PKI";

Bytes subject_name(const std::optional<std::string>& organization, std::string_view common_name,
                   std::vector<Bytes> names = {}, bool is_printable = false) {
  if (organization) names.push_back(relative_name("2.5.4.10", utf8(*organization)));
  names.push_back(relative_name("2.5.4.3", is_printable ? printable(common_name) : utf8(common_name)));
  return name(names);
}

Bytes basic_constraints_extension(const BasicConstraints& constraints) {
  std::vector<Bytes> fields;
  if (constraints.authority) fields.push_back(boolean(true));  // FALSE is the default and left out
  if (constraints.path_length) fields.push_back(integer(*constraints.path_length));
  return extension("2.5.29.19", true, sequence(fields));
}

Bytes extended_key_usage_extension(const std::vector<std::string_view>& purposes) {
  std::vector<Bytes> elements;
  elements.reserve(purposes.size());
  for (const std::string_view purpose : purposes) elements.push_back(oid(purpose));
  return extension("2.5.29.37", false, sequence(elements));
}

Bytes extensions(const CertificateSpec& spec, bool with_timestamps) {
  std::vector<Bytes> out;
  if (spec.basic_constraints) out.push_back(basic_constraints_extension(*spec.basic_constraints));
  if (!spec.key_usage.empty()) out.push_back(extension("2.5.29.15", true, named_bits(spec.key_usage)));
  if (!spec.extended_key_usage.empty()) out.push_back(extended_key_usage_extension(spec.extended_key_usage));
  if (!spec.subject_alternative_names.empty())
    out.push_back(extension("2.5.29.17", false, sequence(spec.subject_alternative_names)));
  out.push_back(extension("2.5.29.14", false, octet_string(Key::get(spec.key).key_identifier())));
  // RFC 5280 4.2.1.1: a self-signed certificate's may be left out.
  if (spec.issuer.key != spec.key) out.push_back(authority_key_identifier(spec.issuer));
  out.insert(out.end(), spec.more_extensions.begin(), spec.more_extensions.end());
  if (with_timestamps && !spec.timestamps.empty()) out.push_back(timestamp_list_extension(spec.timestamps));
  return context(3, {sequence(out)});
}

/// TBSCertificate between the serial number and the extensions.
Bytes fields_after_serial(const CertificateSpec& spec) {
  const Key& key = Key::get(spec.key);
  return concatenate({
      Key::get(spec.issuer.key).signature_algorithm(spec.digest),
      // A self-signed leaf's issuer is its own subject, whatever attributes that has.
      spec.issuer.key == spec.key ? subject_name(spec.organization, spec.common_name)
                                  : authority_name(spec.issuer),
      sequence({time(spec.not_before), time(spec.not_after)}),
      subject_name(spec.organization, spec.common_name, spec.more_names, spec.printable_common_name),
      spec.explicit_curve ? key.public_key_info_with_explicit_curve() : key.public_key_info(),
  });
}

Bytes uri(std::string_view address) { return context_primitive(6, as_bytes(address)); }

}  // namespace

Bytes dns_name(std::string_view name) { return context_primitive(2, as_bytes(name)); }
Bytes ip_address(ByteView address) { return context_primitive(7, address); }

Bytes authority_information_access(const InformationAccess& access) {
  std::vector<Bytes> descriptions;
  for (const std::string& each : access.issuers)
    descriptions.push_back(sequence({oid("1.3.6.1.5.5.7.48.2"), uri(each)}));
  for (const std::string& each : access.responders)
    descriptions.push_back(sequence({oid("1.3.6.1.5.5.7.48.1"), uri(each)}));
  return extension("1.3.6.1.5.5.7.1.1", false, sequence(descriptions));
}

Bytes crl_distribution_points(const std::vector<std::string>& addresses) {
  // DistributionPoint: distributionPoint [0], therein fullName [0] (RFC 5280 4.2.1.13).
  std::vector<Bytes> points;
  for (const std::string& each : addresses)
    points.push_back(sequence({context(0, {context(0, {uri(each)})})}));
  return extension("2.5.29.31", false, sequence(points));
}

Bytes must_staple() {
  constexpr int64_t status_request = 5;
  return extension("1.3.6.1.5.5.7.1.24", false, sequence({integer(status_request)}));
}

Bytes authority_name(const Authority& authority) {
  return subject_name(std::string(authority_organization), authority.common_name);
}

Bytes authority_key_identifier(const Authority& signer) {
  return extension("2.5.29.35", false,
                   sequence({context_primitive(0, Key::get(signer.key).key_identifier())}));
}

CertificateSpec server_certificate(const Authority& issuer, std::string_view key, std::string_view host) {
  CertificateSpec spec{.common_name = std::string(host), .key = std::string(key), .issuer = issuer};
  spec.key_usage = {digital_signature};
  if (Key::get(key).is_rsa()) spec.key_usage.push_back(key_encipherment);
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

Bytes serial_number(const CertificateSpec& spec) {
  // RFC 5280 4.1.2.2: positive and unique for each issuer, at most 20 bytes.
  Bytes serial = sha256(concatenate({fields_after_serial(spec), extensions(spec, false)}));
  serial.resize(16);
  serial[0] = static_cast<uint8_t>((serial[0] & 0x3f) | 0x40);
  return serial;
}

Bytes to_be_signed(const CertificateSpec& spec) {
  return sequence({context(0, {integer(2)}), unsigned_integer(serial_number(spec)), fields_after_serial(spec),
                   extensions(spec, true)});
}

Bytes sign_certificate(ByteView to_be_signed, const Key& key, Digest digest) {
  return sequence(
      {to_bytes(to_be_signed), key.signature_algorithm(digest), bit_string(key.sign(to_be_signed, digest))});
}

Bytes issue(const CertificateSpec& spec) {
  return sign_certificate(to_be_signed(spec), Key::get(spec.issuer.key), spec.digest);
}

}  // namespace certcheck::pki
