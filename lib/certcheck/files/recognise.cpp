#include "certcheck/files/recognise.h"

#include "certcheck/base/ascii.h"
#include "certcheck/der/checks.h"
#include "certcheck/der/oid.h"
#include "certcheck/der/reader.h"
#include "certcheck/files/detail/pkcs7.h"

#include <algorithm>
#include <array>
#include <utility>

namespace certcheck::files {
namespace {

using namespace std::string_view_literals;
namespace tag = der::tag;

/// The elements of a constructed value, as many as recognition looks at. Faults are of no interest here.
class Shape {
 public:
  explicit Shape(ByteView content) {
    der::FaultSink sink(ignored_);
    der::Reader reader(content, sink, {});
    while (count_ < elements_.size())
      if (const auto element = reader.next())
        elements_[count_++] = *element;
      else
        break;
    more_ = !reader.at_end();
  }

  size_t count() const { return count_ + (more_ ? 1 : 0); }
  uint8_t tag(size_t i) const { return i < count_ ? elements_[i].tag : uint8_t{0}; }
  Shape inside(size_t i) const { return Shape(i < count_ ? elements_[i].content : ByteView()); }
  ByteView content(size_t i) const { return i < count_ ? elements_[i].content : ByteView(); }
  bool is_small_integer(size_t i) const { return tag(i) == tag::integer && content(i).size() == 1; }

  /// The first tags are these.
  template <typename... Tags>
  bool starts(Tags... tags) const {
    size_t i = 0;
    return ((tag(i++) == static_cast<uint8_t>(tags)) && ...);
  }

 private:
  Findings ignored_;
  std::array<der::Element, 6> elements_;
  size_t count_ = 0;
  bool more_ = false;
};

bool is_time(uint8_t tag) { return tag == tag::utc_time || tag == tag::generalized_time; }

/// SEQUENCE { OID, parameters? }
bool is_algorithm(const Shape& outer, size_t i) {
  return outer.tag(i) == tag::sequence && outer.inside(i).tag(0) == tag::oid;
}

/// SEQUENCE { AlgorithmIdentifier, BIT STRING }
bool is_public_key_info(const Shape& shape) {
  return shape.count() == 2 && is_algorithm(shape, 0) && shape.tag(1) == tag::bit_string;
}

/// What follows the first element of SIGNED { }: AlgorithmIdentifier, BIT STRING.
bool is_signed(const Shape& outer) { return is_algorithm(outer, 1) && outer.tag(2) == tag::bit_string; }

/// A tag of GeneralName (RFC 5280 4.2.1.6) other than a0, which a version has.
bool is_name(uint8_t tag) {
  constexpr uint8_t tags[] = {0x81, 0x82, 0xa3, 0xa4, 0xa5, 0x86, 0x87, 0x88};
  return std::find(std::begin(tags), std::end(tags), tag) != std::end(tags);
}

/// OCSPRequest (RFC 6960 4.1.1): TBSRequest { [0]?, [1]?, SEQUENCE OF Request, [2]? }, [0]?
bool is_ocsp_request(const Shape& outer, const Shape& tbs) {
  size_t list = 0;
  if (tbs.tag(list) == tag::context_constructed(0)) ++list;
  // Of requests and certificates only the former have a [1] there, so that what is cut off after it is
  // known.
  if (tbs.tag(list) == tag::context_constructed(1)) return true;
  // A requestorName without that tag, the GeneralName alone.
  if (is_name(tbs.tag(list))) ++list;
  if (tbs.tag(list) != tag::sequence || outer.count() > 2 || outer.tag(1) == tag::sequence) return false;
  if (tbs.content(list).empty())
    return tbs.count() == list + 1 || tbs.tag(list + 1) == tag::context_constructed(2);
  const Shape id = tbs.inside(list).inside(0).inside(0);
  return is_algorithm(id, 0) && (id.tag(1) == tag::octet_string || id.count() == 1);
}

/// The algorithm, or the version 2 and the algorithm. Certificates have a serial number before their
/// algorithm (RFC 5280 4.1), but one of version 1 has no version before that, and it may be 1.
bool begins_like_crl(const Shape& tbs, size_t algorithm) {
  const bool version_2 = tbs.is_small_integer(0) && tbs.content(0)[0] == 1;
  return (algorithm == 0 || version_2) && is_algorithm(tbs, algorithm);
}

/// revokedCertificates (RFC 5280 5.1): SEQUENCE OF SEQUENCE { INTEGER, ... }
bool is_revoked_list(const Shape& list) {
  return list.tag(0) == tag::sequence && list.inside(0).tag(0) == tag::integer;
}

/// CertificateList (RFC 5280 5.1): TBSCertList { version?, algorithm, issuer, thisUpdate, nextUpdate?, ... },
/// even if thisUpdate is missing or has a wrong tag.
bool is_crl(const Shape& outer, const Shape& tbs) {
  const size_t algorithm = tbs.tag(0) == tag::integer ? 1 : 0, update = algorithm + 2;
  const bool has_issuer = tbs.tag(algorithm + 1) == tag::sequence;
  if (tbs.tag(algorithm) == tag::sequence && has_issuer && is_time(tbs.tag(update))) return true;
  if (!begins_like_crl(tbs, algorithm)) return false;
  // The times of a certificate are inside a SEQUENCE, its validity.
  if (is_time(tbs.tag(update)) || is_time(tbs.tag(update + 1))) return true;
  // Cut off; or what no certificate begins with.
  if (tbs.count() <= update) return outer.count() <= 1 || algorithm == 0;
  if (!has_issuer) return false;
  if (tbs.tag(update) == tag::sequence) return is_revoked_list(tbs.inside(update));
  // Where the validity of a certificate has a wrong tag, subject and subjectPublicKeyInfo follow.
  return tbs.tag(update + 1) != tag::sequence || tbs.tag(update + 2) != tag::sequence;
}

/// A structure whose first element is `tbs`, a SEQUENCE.
Kind recognise_signed(const Shape& outer) {
  const Shape tbs = outer.inside(0);
  if (is_crl(outer, tbs)) return Kind::crl;
  // CertificationRequestInfo (RFC 2986): version 0, subject, subjectPKInfo, [0] attributes.
  if (tbs.starts(tag::integer, tag::sequence, tag::sequence) && is_public_key_info(tbs.inside(2)) &&
      tbs.tag(3) != tag::sequence)
    return Kind::certificate_request;
  // AttributeCertificateInfo (RFC 5755): version, holder { [0] | [1] | [2] }, issuer [0] or GeneralNames.
  if (tbs.starts(tag::integer, tag::sequence) && (tbs.inside(1).tag(0) & 0xe0) == 0xa0 &&
      (tbs.tag(2) == tag::context_constructed(0) || tbs.tag(2) == tag::sequence) && is_algorithm(tbs, 3))
    return Kind::attribute_certificate;
  // PublicKeyAndChallenge: SubjectPublicKeyInfo, IA5String.
  if (tbs.count() == 2 && tbs.starts(tag::sequence, tag::ia5_string)) return Kind::spkac;
  if (is_signed(outer)) return Kind::certificate;
  if (is_public_key_info(outer)) return Kind::public_key;
  // EncryptedPrivateKeyInfo (RFC 5958 3): algorithm, OCTET STRING.
  if (is_algorithm(outer, 0) && outer.count() == 2 && outer.tag(1) == tag::octet_string)
    return Kind::encrypted_private_key;
  // TimeStampResp (RFC 3161 2.4.2): PKIStatusInfo { INTEGER, ... }, ContentInfo?
  const bool status_alone = tbs.count() == 1 || tbs.tag(1) == tag::bit_string ||
                            (tbs.tag(1) == tag::sequence && tbs.inside(1).tag(0) == tag::utf8_string);
  if (tbs.is_small_integer(0) && tbs.count() <= 3 && status_alone &&
      (outer.count() == 1 || (outer.count() == 2 && is_algorithm(outer, 1))))
    return Kind::time_stamp_response;
  if (is_ocsp_request(outer, tbs)) return Kind::ocsp_request;
  // PkiPath, and Netscape's list of certificates: every element is a certificate.
  if (tbs.tag(0) == tag::sequence && is_signed(tbs)) return Kind::certificate_path;
  // What is left may be a certificate that is broken or cut off.
  const bool like_certificate = tbs.tag(0) == tag::context_constructed(0) || tbs.tag(0) == tag::integer;
  return like_certificate || outer.tag(1) == tag::sequence ? Kind::certificate : Kind::unknown;
}

/// A structure whose first element is an INTEGER.
Kind recognise_versioned(const Shape& outer) {
  const size_t count = outer.count();
  if (outer.is_small_integer(0)) {
    const uint8_t version = outer.content(0)[0];
    // PFX (RFC 7292 4): version 3, ContentInfo, MacData?
    if (version == 3 && is_algorithm(outer, 1) && count <= 3) return Kind::pkcs12;
    // PrivateKeyInfo (RFC 5958 2): version, algorithm, OCTET STRING.
    if (is_algorithm(outer, 1) && outer.tag(2) == tag::octet_string) return Kind::private_key;
    // TimeStampReq (RFC 3161 2.4.1): version 1, MessageImprint { algorithm, OCTET STRING }.
    if (version == 1 && outer.tag(1) == tag::sequence && is_algorithm(outer.inside(1), 0) &&
        outer.inside(1).tag(1) == tag::octet_string)
      return Kind::time_stamp_request;
    // ECPrivateKey (RFC 5915 3): version 1, OCTET STRING. RSAPrivateKey and DSA's: version 0, INTEGER,
    // INTEGER.
    if (version == 1 && outer.tag(1) == tag::octet_string) return Kind::private_key;
    if (outer.starts(tag::integer, tag::integer, tag::integer, tag::integer)) return Kind::private_key;
  }
  if (count == 2 && outer.tag(1) == tag::integer) {
    // DHParameter (PKCS#3 9) has the generator 2 or 5 where RSAPublicKey (RFC 8017 A.1.1) has an odd
    // exponent; 5 is hardly ever one.
    const bool generator =
        outer.is_small_integer(1) && (outer.content(1)[0] == 2 || outer.content(1)[0] == 5);
    return generator ? Kind::parameters : Kind::public_key;
  }
  if (count <= 3 && outer.starts(tag::integer, tag::integer)) return Kind::parameters;  // DH, DSA
  return Kind::unknown;
}

/// Printable text may begin with "0", which is the byte of a SEQUENCE. No structure of use is printable
/// throughout.
bool is_text(ByteView bytes) {
  const ByteView start = bytes.first(std::min<size_t>(bytes.size(), 4096));
  return std::all_of(start.begin(), start.end(), [](uint8_t byte) {
    return (byte >= 0x20 && byte < 0x7f) || byte == '\n' || byte == '\r' || byte == '\t' || byte == '\f';
  });
}

struct Label {
  std::string_view text;
  Kind kind;
};

constexpr Label labels[] = {
    {"CERTIFICATE", Kind::certificate},
    {"X509 CERTIFICATE", Kind::certificate},
    {"TRUSTED CERTIFICATE", Kind::certificate},
    {"X509 CRL", Kind::crl},
    {"CRL", Kind::crl},
    {"OCSP RESPONSE", Kind::ocsp_response},
    {"PKCS7", Kind::pkcs7},
    {"PKCS #7 SIGNED DATA", Kind::pkcs7},
    {"CMS", Kind::pkcs7},
    {"PKCS12", Kind::pkcs12},
    {"CERTIFICATE REQUEST", Kind::certificate_request},
    {"NEW CERTIFICATE REQUEST", Kind::certificate_request},
    {"OCSP REQUEST", Kind::ocsp_request},
    {"ATTRIBUTE CERTIFICATE", Kind::attribute_certificate},
    {"ENCRYPTED PRIVATE KEY", Kind::encrypted_private_key},
    {"TIMESTAMP QUERY", Kind::time_stamp_request},
    {"TIMESTAMP RESPONSE", Kind::time_stamp_response},
    {"TS RESPONSE", Kind::time_stamp_response},
    {"CERTIFICATE PAIR", Kind::other_pem},
    {"NETSCAPE SPKAC", Kind::spkac},
    {"PRIVACY-ENHANCED MESSAGE", Kind::other_pem},
};

struct About {
  Kind kind;
  std::string_view words;
  std::string_view advice;
};

constexpr About about[] = {
    {Kind::unknown, "neither PEM nor DER of a known type", ""},
    {Kind::certificate, "a certificate", ""},
    {Kind::certificate_path, "a PkiPath", ""},
    {Kind::crl, "a CRL", "give it with --crl"},
    {Kind::ocsp_response, "an OCSP response", "give it with --ocsp"},
    {Kind::pkcs7, "a PKCS#7 bundle", "convert it with: openssl pkcs7 -print_certs -in FILE -out FILE.pem"},
    {Kind::pkcs7_other, "a PKCS#7 or CMS message other than SignedData", ""},
    {Kind::pkcs12, "a PKCS#12 file",
     "convert it with: openssl pkcs12 -nokeys -in FILE -out FILE.pem (-legacy for RC2 and RC4)"},
    {Kind::java_keystore, "a Java keystore",
     "convert it with: keytool -exportcert -rfc -keystore FILE -alias ALIAS"},
    {Kind::certificate_request, "a PKCS#10 certificate request",
     "give the certificate that was issued for it"},
    {Kind::private_key, "a private key", "give the certificate that belongs to it"},
    {Kind::encrypted_private_key, "an encrypted private key", "give the certificate that belongs to it"},
    {Kind::public_key, "a public key", "give the certificate that contains it"},
    {Kind::parameters, "key parameters", ""},
    {Kind::ocsp_request, "an OCSP request", "give the response to it"},
    {Kind::time_stamp_request, "a time-stamp request", ""},
    {Kind::time_stamp_response, "a time-stamp response",
     "extract its certificates with: openssl ts -reply -in FILE -token_out | openssl pkcs7 -inform DER "
     "-print_certs"},
    {Kind::attribute_certificate, "an attribute certificate", ""},
    {Kind::spkac, "a signed public key and challenge (SPKAC)", ""},
    {Kind::other_pem, "something other than X.509", ""},
};

constexpr const About& about_kind(Kind kind) { return about[static_cast<size_t>(kind)]; }

static_assert([] {
  for (size_t i = 0; i < std::size(about); ++i)
    if (static_cast<size_t>(about[i].kind) != i) return false;
  return true;
}());

/// "<!doctype html", "<html", after white space, in any case.
bool is_html(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  const std::string start = to_lower(text.substr(0, std::string_view("<!doctype html").size()));
  return start == "<!doctype html" || start.starts_with("<html");
}

}  // namespace

std::string_view describe(Kind kind) { return about_kind(kind).words; }

std::string_view advice(Kind kind) { return about_kind(kind).advice; }

bool holds_lintable(Kind kind) {
  switch (kind) {
    case Kind::certificate:
    case Kind::certificate_path:
    case Kind::crl:
    case Kind::ocsp_response:
    case Kind::ocsp_request:
    case Kind::pkcs7:
    case Kind::java_keystore:
      return true;
    default:
      return false;
  }
}

bool holds_parts(Kind kind) {
  return kind == Kind::pkcs7 || kind == Kind::pkcs12 || kind == Kind::java_keystore ||
         kind == Kind::certificate_path;
}

std::optional<std::string> cut_off(ByteView der) {
  Findings faults;
  der::FaultSink sink(faults);
  der::Reader(der, sink, {}).next();
  const auto cut = std::find_if(faults.begin(), faults.end(),
                                [](const Finding& fault) { return fault.check == &der::checks::truncated; });
  if (cut == faults.end()) return std::nullopt;
  return "cut off at byte " + std::to_string(der.size()) + ": " + cut->message;
}

std::string describe_unknown(ByteView bytes) {
  if (bytes.empty()) return "empty";
  struct Magic {
    std::string_view start;
    std::string_view words;
  };
  // RFC 1952 2.3.1, PKWARE's APPNOTE 4.3.7, bzip2, XZ 2.1.1.1, RFC 8878 3.1.1, Unicode 23.8
  constexpr Magic magics[] = {{"\x1f\x8b"sv, "compressed with gzip; unpack it first"},
                              {"PK\x03\x04"sv, "a ZIP archive; unpack it first"},
                              {"BZh"sv, "compressed with bzip2; unpack it first"},
                              {"\xfd\x37zXZ"sv, "compressed with xz; unpack it first"},
                              {"\x28\xb5\x2f\xfd"sv, "compressed with Zstandard; unpack it first"},
                              {"\xff\xfe\0\0"sv, "text in UTF-32; save it as UTF-8"},
                              {"\0\0\xfe\xff"sv, "text in UTF-32; save it as UTF-8"},
                              {"\x89PNG"sv, "a PNG image"},
                              {"\xff\xd8\xff"sv, "a JPEG image"},
                              {"%PDF-"sv, "a PDF document"},
                              {"ssh-"sv, "an OpenSSH public key, which has no certificate"},
                              {"ecdsa-sha2-"sv, "an OpenSSH public key, which has no certificate"},
                              {"sk-"sv, "an OpenSSH public key, which has no certificate"}};
  for (const Magic& magic : magics)
    if (as_text(bytes).starts_with(magic.start)) return std::string(magic.words);
  if (is_html(as_text(bytes)))
    return "an HTML page, such as servers send instead of a file; download the certificate itself";
  if (bytes[0] == tag::sequence && !is_text(bytes))
    if (const auto cut = cut_off(bytes)) return "DER, " + *cut;
  return std::string(describe(Kind::unknown));
}

Kind recognise_der(ByteView der) {
  if (der.size() < 2 || der[0] != tag::sequence || is_text(der)) return Kind::unknown;
  const Shape file(der);
  const Shape outer = file.inside(0);
  switch (outer.tag(0)) {
    case tag::oid:
      if (outer.tag(1) == tag::context_constructed(0) || outer.count() == 1)
        return der::Oid(outer.content(0)) == signed_data ? Kind::pkcs7 : Kind::pkcs7_other;
      return Kind::unknown;
    case tag::enumerated:
      return Kind::ocsp_response;
    case tag::integer:
      return recognise_versioned(outer);
    case tag::sequence:
      return recognise_signed(outer);
    default:
      return Kind::unknown;
  }
}

Kind recognise_binary(ByteView bytes) {
  constexpr std::array<uint8_t, 4> jks{0xfe, 0xed, 0xfe, 0xed}, jceks{0xce, 0xce, 0xce, 0xce};
  const ByteView start = bytes.first(std::min<size_t>(bytes.size(), 4));
  if (same_bytes(start, jks) || same_bytes(start, jceks)) return Kind::java_keystore;
  return recognise_der(bytes);
}

std::optional<Kind> recognise_label(std::string_view label) {
  for (const Label& known : labels)
    if (label == known.text) return known.kind;
  // RFC 7468 10 to 13 and the many labels of older programs.
  if (label.ends_with("PRIVATE KEY")) return Kind::private_key;
  if (label.ends_with("PUBLIC KEY")) return Kind::public_key;
  if (label.ends_with("PARAMETERS")) return Kind::parameters;
  if (label.ends_with("REQUEST")) return Kind::certificate_request;
  if (label.ends_with("KEY")) return Kind::private_key;
  if (label.starts_with("PGP ") || label.starts_with("SSH2 ")) return Kind::other_pem;
  return std::nullopt;
}

}  // namespace certcheck::files
