#pragma once

#include "certcheck/x509/certificate.h"
#include "certcheck/x509/crl.h"
#include "certcheck/x509/ocsp.h"

#include "certserve/pki/der_builder.h"
#include "tests/support/pki_names.h"

#include <optional>
#include <string_view>
#include <vector>

/// The ground of the PKI builder: certificates, CRLs and OCSP responses put together field by field, so that
/// any of them can be spoilt. Unless a field is set, signatures are none: parsing does not look. pki.h and
/// pki_status.h fill the fields from what a PKI says, and sign.
namespace certcheck::test {

inline Bytes example_algorithm() { return pki::sequence({pki::oid("1.2.840.10045.4.3.2")}); }

/// The fields of a certificate, each a complete element; sound until changed. Empty: left out.
struct Forged {
  Bytes version = pki::context(0, {pki::integer(2)});
  Bytes serial = pki::integer(0x1234);
  Bytes tbs_algorithm = example_algorithm();
  Bytes issuer = simple_name("Issuer");
  Bytes not_before = pki::utc_time("240101000000Z"), not_after = pki::utc_time("340101000000Z");
  Bytes subject = simple_name("Subject");
  Bytes public_key =
      pki::sequence({pki::sequence({pki::oid("1.2.840.10045.2.1"), pki::oid("1.2.840.10045.3.1.7")}),
                     pki::bit_string(Bytes(65, 4))});
  Bytes unique_ids;
  std::vector<Bytes> extensions;  ///< no field if empty
  Bytes more;                     ///< behind the extensions
  Bytes algorithm = example_algorithm();
  Bytes signature = pki::bit_string(Bytes(8, 0xaa));
  Bytes behind;  ///< inside of the certificate, behind its signature

  Bytes tbs() const {
    const Bytes list = extensions.empty() ? Bytes() : pki::context(3, {pki::sequence(extensions)});
    return pki::sequence({version, serial, tbs_algorithm, issuer, pki::sequence({not_before, not_after}),
                          subject, public_key, unique_ids, list, more});
  }
  Bytes der() const { return pki::sequence({tbs(), algorithm, signature, behind}); }
  x509::CertificatePtr parse() const { return x509::parse_certificate(der()); }
};

/// A certificate with one extension.
inline Forged with_extension(std::string_view oid, const Bytes& value, bool critical = false) {
  Forged forged;
  forged.extensions = {pki::extension(oid, critical, value)};
  return forged;
}

/// The fields of a CRL, likewise.
struct ForgedCrl {
  Bytes version = pki::integer(1);
  Bytes tbs_algorithm = example_algorithm();
  Bytes issuer = simple_name("Issuer");
  Bytes this_update = pki::utc_time("240101000000Z"), next_update = pki::utc_time("240108000000Z");
  std::optional<std::vector<Bytes>> revoked;
  std::vector<Bytes> extensions;  ///< no field if empty
  Bytes algorithm = example_algorithm();
  Bytes signature = pki::bit_string(Bytes(8, 0xaa));

  Bytes tbs() const {
    const Bytes entries = revoked ? pki::sequence(*revoked) : Bytes();
    const Bytes list = extensions.empty() ? Bytes() : pki::context(0, {pki::sequence(extensions)});
    return pki::sequence({version, tbs_algorithm, issuer, this_update, next_update, entries, list});
  }
  Bytes der() const { return pki::sequence({tbs(), algorithm, signature}); }
  x509::CrlPtr parse() const { return x509::parse_crl(der()); }
};

/// The fields of an OCSP response, likewise.
struct ForgedOcsp {
  Bytes status = pki::tlv(der::tag::enumerated, Bytes{0});
  Bytes type = pki::oid("1.3.6.1.5.5.7.48.1.1");
  Bytes version;
  Bytes responder = pki::context(1, {simple_name("Responder")});
  Bytes produced_at = pki::generalized_time("20240101000000Z");
  Bytes certificate_id =
      pki::sequence({pki::sequence({pki::oid("1.3.14.3.2.26"), pki::null()}), pki::octet_string(Bytes(20, 1)),
                     pki::octet_string(Bytes(20, 2)), pki::integer(5)});
  Bytes certificate_status = pki::context_primitive(0, {});
  Bytes this_update = pki::generalized_time("20240101000000Z");
  Bytes next_update = pki::context(0, {pki::generalized_time("20240108000000Z")});
  std::vector<Bytes> singles;  ///< if empty, one of the four fields above
  Bytes extensions;
  Bytes algorithm = example_algorithm();
  Bytes signature = pki::bit_string(Bytes(8, 0xaa));
  Bytes certificates;

  /// ResponseData: what is signed.
  Bytes data() const {
    const Bytes only = pki::sequence({certificate_id, certificate_status, this_update, next_update});
    return pki::sequence({version, responder, produced_at,
                          singles.empty() ? pki::sequence({only}) : pki::sequence(singles), extensions});
  }
  Bytes der() const {
    const Bytes basic = pki::sequence({data(), algorithm, signature, certificates});
    return pki::sequence({status, pki::context(0, {pki::sequence({type, pki::octet_string(basic)})})});
  }
  x509::OcspResponsePtr parse() const { return x509::parse_ocsp_response(der()); }
};

}  // namespace certcheck::test
