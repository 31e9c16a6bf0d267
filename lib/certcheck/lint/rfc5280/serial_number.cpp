#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"

#include <fmt/format.h>

#include <algorithm>

namespace certcheck::lint::rfc5280 {
namespace {

constexpr std::string_view place = "tbsCertificate.serialNumber";

// RFC 5280 4.1.2.2: "CAs MUST force the serialNumber to be a non-negative integer." Since RFC 3280.
Outcome negative(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  return !certificate.serial.empty() && (certificate.serial[0] & 0x80) != 0
             ? report.fire(place, certificate.serial_offset, "the serial number is negative")
             : Outcome::pass;
}

// RFC 5280 4.1.2.2: "The serial number MUST be a positive integer assigned by the CA to each certificate."
// Since RFC 3280. zlint has one lint for this and for negative numbers.
Outcome zero(const CertificateFacts& facts, const Reporter& report) {
  const ByteView serial = facts.certificate.serial;
  return !serial.empty() &&
                 std::all_of(serial.begin(), serial.end(), [](uint8_t octet) { return octet == 0; })
             ? report.fire(place, facts.certificate.serial_offset, "the serial number is zero")
             : Outcome::pass;
}

// RFC 5280 4.1.2.2: "Conforming CAs MUST NOT use serialNumber values longer than 20 octets." The bytes are
// those of the encoding, a leading zero included. Since RFC 3280.
Outcome serial_number_too_long(const CertificateFacts& facts, const Reporter& report) {
  const size_t octets = facts.certificate.serial.size();
  return octets > 20 ? report.fire(place, facts.certificate.serial_offset,
                                   fmt::format("the serial number has {} bytes", octets))
                     : Outcome::pass;
}

constexpr Lint serial_number_lints[] = {
    {.check = {.id = "rfc5280.serial_number.negative",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement = "The serial number MUST NOT be negative.",
               .citation = "RFC 5280 4.1.2.2",
               .hint = "Issue the certificate again with a positive serial number.",
               .zlint = "e_serial_number_not_positive"},
     .example = "serial number -1",
     .effective = dates::rfc3280,
     .certificate = negative},
    {.check = {.id = "rfc5280.serial_number.zero",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement = "The serial number MUST NOT be zero.",
               .citation = "RFC 5280 4.1.2.2",
               .hint = "Issue the certificate again with a positive serial number.",
               .zlint = "e_serial_number_not_positive"},
     .example = "serial number 0",
     .effective = dates::rfc3280,
     .certificate = zero},
    {.check = {.id = "rfc5280.serial_number.too_long",
               .severity = Severity::error,
               .counts = Counts::strict,
               .requirement = "The serial number MUST NOT be longer than 20 bytes.",
               .citation = "RFC 5280 4.1.2.2",
               .hint = "Issue the certificate again with a serial number below 2^159.",
               .zlint = "e_serial_number_longer_than_20_octets"},
     .example = "a serial number of 21 bytes",
     .effective = dates::rfc3280,
     .certificate = serial_number_too_long},
};

}  // namespace

constinit const Rows serial_number_rows = serial_number_lints;

}  // namespace certcheck::lint::rfc5280
