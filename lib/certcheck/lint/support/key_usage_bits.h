#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/x509/extensions.h"

#include <initializer_list>
#include <string>
#include <string_view>

namespace certcheck::lint {

/// The standard's name of a bit of keyUsage (RFC 5280 4.2.1.3).
std::string_view to_string(x509::KeyUsage::Bit bit);

/// The usages that are set and not among `allowed`, by name, with commas between; empty if there are none.
std::string usages_besides(const x509::KeyUsage& usage, std::initializer_list<x509::KeyUsage::Bit> allowed);

/// True if one of these is set.
bool has_any(const x509::KeyUsage& usage, std::initializer_list<x509::KeyUsage::Bit> bits);

/// Why this is not a key usage of a key that is for key agreement alone, as the end of a sentence about
/// keyUsage: it is keyAgreement, with encipherOnly or decipherOnly at most. Empty if it is one.
std::string key_agreement_fault(const x509::KeyUsage& usage);

/// For rules that keyUsage, where there is one, names signatures alone; that it names anything is for RFC
/// 5280. `key` is the key in words, as "an ML-DSA key".
Outcome signatures_alone(const CertificateFacts& facts, const Reporter& report, std::string_view key);

/// reporter.fire() at the value of keyUsage, which is there.
Outcome fire_at_key_usage(const CertificateFacts& facts, const Reporter& report, std::string message);

}  // namespace certcheck::lint
