#include "certcheck/lint/dates.h"
#include "certcheck/lint/rfc6120/themes.h"
#include "certcheck/lint/support/names_anywhere.h"

/// otherNames of type XmppAddr, wherever they stand.
namespace certcheck::lint::rfc6120 {
namespace {

using x509::GeneralName;

bool is_xmpp_address(const GeneralName& name) {
  return name.kind == GeneralName::Kind::other_name && name.type_id == x509::oids::xmpp_addr;
}

// RFC 6120 13.7.1.4: "XmppAddr ::= UTF8String". RFC 3920 5.1.1 had the same.
std::string_view type_fault(const GeneralName& name) {
  return name.other_text(x509::oids::xmpp_addr, der::tag::utf8_string) ? std::string_view()
                                                                       : "is not a UTF8String";
}

constexpr Lint xmpp_addresses_lints[] = {
    for_names_anywhere<is_xmpp_address, type_fault>(
        {.check = {.id = "rfc6120.xmpp_addresses.not_utf8_string",
                   .severity = Severity::error,
                   .counts = Counts::never,
                   .requirement = "An XmppAddr MUST be a UTF8String.",
                   .citation = "RFC 6120 13.7.1.4",
                   .hint = "Encode the address as a UTF8String."},
         .example = "the XmppAddr im.example.com as an IA5String",
         .effective = dates::rfc6120}),
};

}  // namespace

constinit const Rows xmpp_addresses_rows = xmpp_addresses_lints;

}  // namespace certcheck::lint::rfc6120
