#pragma once

#include "certcheck/x509/general_name.h"

#include <string_view>

/// The one validator of each kind of GeneralName, for every place in which it stands. Each says what is wrong
/// as the end of a sentence; empty if nothing is, or the name is of another kind.
namespace certcheck::lint {

/// What is wrong with a name.
using NameFault = std::string_view (*)(const x509::GeneralName&);

/// A dNSName, in the preferred name syntax but for a wildcard. Some faults have checks of their own in
/// alternative names: the empty name, " ", a name that is too long; characters beyond ASCII are the parser's.
std::string_view dns_syntax_fault(const x509::GeneralName& name);
/// An rfc822Name; the empty one and characters beyond ASCII are reported elsewhere.
std::string_view rfc822_name_fault(const x509::GeneralName& name);
/// A URI: RFC 3986 and, of http, RFC 9110.
std::string_view uri_format_fault(const x509::GeneralName& name);
/// A URI's host: a fully qualified name or an address.
std::string_view uri_host_fault(const x509::GeneralName& name);
/// An iPAddress of 4 or 16 bytes.
std::string_view ip_address_fault(const x509::GeneralName& name);
/// Any kind that holds nothing.
std::string_view empty_name_fault(const x509::GeneralName& name);

// The same of the bases of name constraints (RFC 5280 4.2.1.10), which have other forms.
std::string_view dns_constraint_fault(const x509::GeneralName& base);
std::string_view rfc822_constraint_fault(const x509::GeneralName& base);
std::string_view uri_constraint_fault(const x509::GeneralName& base);
std::string_view ip_constraint_fault(const x509::GeneralName& base);
/// Bits set in the address that the mask leaves out, of a base that has no other fault.
std::string_view ip_host_bits_fault(const x509::GeneralName& base);

}  // namespace certcheck::lint
