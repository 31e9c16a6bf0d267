#pragma once

#include "certcheck/base/time.h"
#include "certcheck/der/writer.h"

#include <string_view>
#include <vector>

/// DER of what X.509 is made of, besides der/writer.h, which is as useful here.
namespace certcheck::pki {

using der::bit_string;
using der::boolean;
using der::concatenate;
using der::context;
using der::context_primitive;
using der::generalized_time;
using der::ia5;
using der::integer;
using der::named_bits;
using der::null;
using der::octet_string;
using der::oid;
using der::printable;
using der::sequence;
using der::set_of;
using der::time;
using der::tlv;
using der::unsigned_integer;
using der::utc_time;
using der::utf8;

/// GeneralizedTime in every year, as OCSP has it (RFC 6960 4.2.2.1).
Bytes generalized_time(Time value);

/// A relative distinguished name with one attribute, and a Name made of such.
Bytes relative_name(std::string_view attribute_oid, const Bytes& value);
Bytes name(const std::vector<Bytes>& relative_names);

/// Extension (RFC 5280 4.1): `value` is the DER that goes into extnValue.
Bytes extension(std::string_view id, bool critical, ByteView value);

}  // namespace certcheck::pki
