#include "tests/support/large_structures.h"

#include "tests/support/pki_fields.h"

#include <string>
#include <tuple>
#include <utility>

namespace certcheck::test {
namespace {

using pki::sequence;

Bytes bytes(size_t count, uint8_t value) { return Bytes(count, value); }
std::string text(size_t count, char value = 'a') { return std::string(count, value); }

std::vector<Bytes> times(size_t count, const std::function<Bytes(size_t)>& make) {
  std::vector<Bytes> list;
  list.reserve(count);
  for (size_t i = 0; i < count; ++i) list.push_back(make(i));
  return list;
}
std::vector<Bytes> times(size_t count, const Bytes& element) { return {count, element}; }

/// An object identifier of one arc in so many bytes below 2.
Bytes long_arc(size_t count) {
  Bytes content(count + 1, 0x81);
  content[0] = 0x55;
  content.back() = 0x01;
  return pki::tlv(der::tag::oid, content);
}
/// 1.3.i
Bytes numbered_oid(size_t i) { return pki::oid("1.3." + std::to_string(i)); }
Bytes many_arcs(size_t count) {
  Bytes content(count + 1, 0x01);
  content[0] = 0x2b;
  return pki::tlv(der::tag::oid, content);
}

Bytes address(size_t size) { return ip(bytes(size, 10)); }
Bytes common_name(const Bytes& value) { return pki::relative_name("2.5.4.3", value); }

class Table {
 public:
  std::vector<LargeStructure> rows;

  void certificate(const std::string& name, size_t each, const std::function<void(Forged&, size_t)>& change) {
    rows.push_back({name, Structure::certificate,
                    [change](size_t count) {
                      Forged forged;
                      change(forged, count);
                      return forged.der();
                    },
                    each});
  }
  /// The value of one extension.
  void extension(const std::string& name, const char* oid, size_t each,
                 const std::function<Bytes(size_t)>& value, bool critical = false) {
    certificate(name, each, [oid = std::string(oid), value, critical](Forged& forged, size_t count) {
      forged.extensions = {pki::extension(oid, critical, value(count))};
    });
  }
  void names(const std::string& name, size_t each, const std::function<std::vector<Bytes>(size_t)>& list) {
    extension("subjectAltName: " + name, "2.5.29.17", each, [list](size_t n) { return sequence(list(n)); });
  }
  void crl(const std::string& name, size_t each, const std::function<void(ForgedCrl&, size_t)>& change) {
    rows.push_back({"CRL: " + name, Structure::crl,
                    [change](size_t count) {
                      ForgedCrl forged;
                      change(forged, count);
                      return forged.der();
                    },
                    each});
  }
  void ocsp(const std::string& name, size_t each, const std::function<void(ForgedOcsp&, size_t)>& change) {
    rows.push_back({"OCSP: " + name, Structure::ocsp,
                    [change](size_t count) {
                      ForgedOcsp forged;
                      change(forged, count);
                      return forged.der();
                    },
                    each});
  }
  /// A request with these certificates in its signature.
  void signed_ocsp_request(const std::string& name, size_t each,
                           const std::function<std::vector<Bytes>(size_t)>& certificates) {
    rows.push_back({"OCSP request: " + name, Structure::ocsp_request,
                    [certificates](size_t count) {
                      const Bytes algorithm = sequence({pki::oid("1.2.840.10045.4.3.2")});
                      const Bytes signature = pki::tlv(der::tag::bit_string, bytes(2, 0));
                      return sequence(
                          {sequence({sequence({sequence({ForgedOcsp().certificate_id})})}),
                           pki::context(0, {sequence({algorithm, signature,
                                                      pki::context(0, {sequence(certificates(count))})})})});
                    },
                    each});
  }
  /// A request of these fields (RFC 6960 4.1.1), the last the extensions of its only Request.
  void ocsp_request(const std::string& name, size_t each,
                    const std::function<Bytes(size_t)>& fields_before_extensions,
                    const std::function<Bytes(size_t)>& extensions) {
    rows.push_back({"OCSP request: " + name, Structure::ocsp_request,
                    [=](size_t count) {
                      return sequence({sequence({fields_before_extensions(count), extensions(count)})});
                    },
                    each});
  }
};

void add_names(Table& table) {
  table.names("equal dNSNames", 16, [](size_t n) { return times(n, dns("a.example.test")); });
  table.names("different dNSNames", 16, [](size_t n) {
    return times(n, [](size_t i) { return dns("a" + std::to_string(i) + ".test"); });
  });
  table.names("empty dNSNames", 2, [](size_t n) { return times(n, dns("")); });
  table.names("odd dNSNames", 8, [](size_t n) { return times(n, dns("a_b..c")); });
  table.names("dNSNames with controls", 6, [](size_t n) { return times(n, dns("\x9b\x1b\x7f.")); });
  table.names("wildcards", 6, [](size_t n) { return times(n, dns("*.co")); });
  table.names("A-labels", 14, [](size_t n) { return times(n, dns("xn--mnchen-3ya")); });
  table.names("one long dNSName", 1, [](size_t n) { return times(1, dns(text(n))); });
  table.names("one dNSName of many labels", 2, [](size_t n) {
    std::string name;
    for (size_t i = 0; i < n; ++i) name += "a.";
    return times(1, dns(name));
  });
  table.names("addresses of a wrong length", 5, [](size_t n) { return times(n, address(3)); });
  table.names("one long address", 1, [](size_t n) { return times(1, address(n)); });
  table.names("mailboxes", 10, [](size_t n) { return times(n, email("a@b.test")); });
  table.names("odd mailboxes", 6, [](size_t n) { return times(n, email("a@@b")); });
  table.names("one long mailbox", 1, [](size_t n) { return times(1, email(text(n) + "@b.test")); });
  table.names("URIs", 16, [](size_t n) { return times(n, uri("http://a.test/")); });
  table.names("odd URIs", 6, [](size_t n) { return times(n, uri("::x:")); });
  table.names("one long URI", 1, [](size_t n) { return times(1, uri("http://a.test/" + text(n))); });
  table.names("directoryNames", 24, [](size_t n) { return times(n, directory(simple_name("x"))); });
  table.names("one directoryName of many RDNs", 12,
              [](size_t n) { return times(1, directory(pki::name(times(n, common_name(pki::utf8("x")))))); });
  table.names("otherNames", 20,
              [](size_t n) { return times(n, other_name("1.3.6.1.4.1.311.20.2.3", pki::utf8("u"))); });
  table.names("one long otherName", 1,
              [](size_t n) { return times(1, other_name("1.3.6.1", pki::utf8(text(n)))); });
  table.names("mailboxes in UTF-8", 26, [](size_t n) {
    return times(n, other_name("1.3.6.1.5.5.7.8.9", pki::utf8("\xc3\xa4@b.test")));
  });
  table.names("services", 30, [](size_t n) {
    return times(n, other_name("1.3.6.1.5.5.7.8.7", pki::ia5("_ldap.example.test")));
  });
  table.names("X.400 addresses", 4, [](size_t n) { return times(n, pki::context(3, {pki::null()})); });
  table.names("EDI parties", 4, [](size_t n) { return times(n, pki::context(5, {pki::null()})); });
  table.names("registeredIDs", 4,
              [](size_t n) { return times(n, pki::context_primitive(8, bytes(2, 0x2a))); });
  table.names("one long registeredID", 1,
              [](size_t n) { return times(1, pki::context_primitive(8, bytes(n, 0x2a))); });
  table.names("unknown kinds", 3, [](size_t n) { return times(n, pki::context_primitive(9, bytes(1, 0))); });
  table.extension("issuerAltName", "2.5.29.18", 16,
                  [](size_t n) { return sequence(times(n, dns("a.example.test"))); });
}

void add_fields(Table& table) {
  const auto name_field = [&table](const std::string& what, size_t each,
                                   const std::function<Bytes(size_t)>& name) {
    table.certificate("subject: " + what, each,
                      [name](Forged& forged, size_t n) { forged.subject = name(n); });
    table.certificate("issuer: " + what, each, [name](Forged& forged, size_t n) { forged.issuer = name(n); });
  };
  name_field("RDNs", 14, [](size_t n) { return pki::name(times(n, common_name(pki::utf8("x")))); });
  name_field("empty RDNs", 2, [](size_t n) { return pki::name(times(n, pki::set_of({}))); });
  name_field("attributes of one RDN", 12, [](size_t n) {
    return pki::name({pki::set_of(times(n, sequence({pki::oid("2.5.4.3"), pki::utf8("x")})))});
  });
  name_field("attributes of different types", 12, [](size_t n) {
    return pki::name(times(n, [](size_t i) {
      return pki::set_of({sequence({numbered_oid(i), pki::utf8("x")})});
    }));
  });
  name_field("one long value", 1, [](size_t n) { return pki::name({common_name(pki::utf8(text(n)))}); });
  name_field("one long value of controls", 1,
             [](size_t n) { return pki::name({common_name(pki::utf8(text(n, '\x01')))}); });
  name_field("one long BMPString", 2, [](size_t n) {
    return pki::name({common_name(pki::tlv(der::tag::bmp_string, bytes(2 * n, 0x41)))});
  });
  name_field("one long value that is not UTF-8", 1,
             [](size_t n) { return pki::name({common_name(pki::utf8(text(n, '\xff')))}); });
  name_field("one long country", 1,
             [](size_t n) { return pki::name({pki::relative_name("2.5.4.6", pki::printable(text(n)))}); });
  name_field("one long value that is no string", 1,
             [](size_t n) { return pki::name({common_name(pki::octet_string(bytes(n, 1)))}); });
  name_field("a type with one long arc", 1, [](size_t n) {
    return pki::name({pki::set_of({sequence({long_arc(n), pki::utf8("x")})})});
  });
  name_field("types with long arcs", 100, [](size_t n) {
    return pki::name(times(n, pki::set_of({sequence({long_arc(90), pki::utf8("x")})})));
  });

  table.certificate("serial number", 1,
                    [](Forged& f, size_t n) { f.serial = pki::tlv(der::tag::integer, bytes(n, 0x55)); });
  table.certificate("version", 1, [](Forged& f, size_t n) {
    f.version = pki::context(0, {pki::tlv(der::tag::integer, bytes(n, 0x55))});
  });
  table.certificate("notBefore", 1, [](Forged& f, size_t n) { f.not_before = pki::utc_time(text(n, '1')); });
  table.certificate("unique identifier", 1,
                    [](Forged& f, size_t n) { f.unique_ids = pki::context_primitive(1, bytes(n + 1, 0)); });
  table.certificate("unique identifier of the subject", 1,
                    [](Forged& f, size_t n) { f.unique_ids = pki::context_primitive(2, bytes(n + 1, 0)); });
  table.certificate("notAfter", 1, [](Forged& f, size_t n) { f.not_after = pki::utc_time(text(n, '1')); });
  table.certificate("signature", 1,
                    [](Forged& f, size_t n) { f.signature = pki::bit_string(bytes(n, 0xaa)); });
  table.certificate("signature algorithm with a long arc", 1,
                    [](Forged& f, size_t n) { f.algorithm = f.tbs_algorithm = sequence({long_arc(n)}); });
  table.certificate("signature algorithm of many arcs", 1,
                    [](Forged& f, size_t n) { f.algorithm = f.tbs_algorithm = sequence({many_arcs(n)}); });
  table.certificate("signature parameters", 1, [](Forged& f, size_t n) {
    f.algorithm = f.tbs_algorithm =
        sequence({pki::oid("1.2.840.113549.1.1.11"), pki::octet_string(bytes(n, 1))});
  });
  table.certificate("RSA modulus", 1, [](Forged& f, size_t n) {
    f.public_key = sequence(
        {sequence({pki::oid("1.2.840.113549.1.1.1"), pki::null()}),
         pki::bit_string(sequence({pki::unsigned_integer(bytes(n + 1, 0xd5)), pki::integer(65537)}))});
  });
  table.certificate("RSA exponent", 1, [](Forged& f, size_t n) {
    f.public_key = sequence({sequence({pki::oid("1.2.840.113549.1.1.1"), pki::null()}),
                             pki::bit_string(sequence({pki::unsigned_integer(bytes(256, 0xd5)),
                                                       pki::unsigned_integer(bytes(n + 1, 0xd5))}))});
  });
  table.certificate("DSA parameters", 1, [](Forged& f, size_t n) {
    const Bytes number = pki::unsigned_integer(bytes(n / 3 + 1, 0xd5));
    f.public_key = sequence({sequence({pki::oid("1.2.840.10040.4.1"), sequence({number, number, number})}),
                             pki::bit_string(pki::integer(5))});
  });
  table.certificate("EC point", 1, [](Forged& f, size_t n) {
    f.public_key = sequence({sequence({pki::oid("1.2.840.10045.2.1"), pki::oid("1.2.840.10045.3.1.7")}),
                             pki::bit_string(bytes(n, 4))});
  });
  table.certificate("spelled out curve", 1, [](Forged& f, size_t n) {
    const Bytes number = bytes(n / 6 + 1, 0xd5);
    const Bytes field = sequence({pki::oid("1.2.840.10045.1.1"), pki::unsigned_integer(number)});
    const Bytes curve = sequence({pki::octet_string(number), pki::octet_string(number)});
    const Bytes parameters = sequence({pki::integer(1), field, curve, pki::octet_string(number),
                                       pki::unsigned_integer(number), pki::integer(1)});
    f.public_key = sequence(
        {sequence({pki::oid("1.2.840.10045.2.1"), parameters}), pki::bit_string(bytes(n / 6 + 1, 4))});
  });
  for (const char* const id : {"1.3.101.112", "2.16.840.1.101.3.4.3.18", "2.16.840.1.101.3.4.4.1"})
    table.certificate("key of " + std::string(id), 1, [id](Forged& f, size_t n) {
      f.public_key = sequence({sequence({pki::oid(id)}), pki::bit_string(bytes(n, 4))});
    });
  table.certificate("parameters of RSASSA-PSS", 1, [](Forged& f, size_t n) {
    const Bytes parameters = sequence({pki::context(2, {pki::unsigned_integer(bytes(n + 1, 0xd5))})});
    f.algorithm = f.tbs_algorithm = sequence({pki::oid("1.2.840.113549.1.1.10"), parameters});
  });
  table.certificate("curve with a long arc", 1, [](Forged& f, size_t n) {
    f.public_key =
        sequence({sequence({pki::oid("1.2.840.10045.2.1"), long_arc(n)}), pki::bit_string(bytes(65, 4))});
  });
  table.certificate("key algorithm with a long arc", 1, [](Forged& f, size_t n) {
    f.public_key = sequence({sequence({long_arc(n)}), pki::bit_string(bytes(65, 4))});
  });
  table.certificate("trailing bytes", 1, [](Forged& f, size_t n) { f.behind = bytes(n, 0); });
  table.certificate("nested elements behind", 4, [](Forged& f, size_t n) {
    for (size_t i = 0; i < n; ++i) f.behind.insert(f.behind.end(), {0x30, 0x02, 0x05, 0x00});
  });
}

void add_extensions(Table& table) {
  const auto extensions = [&table](const std::string& what, size_t each,
                                   const std::function<Bytes(size_t)>& make) {
    table.certificate(what, each, [make](Forged& forged, size_t n) { forged.extensions = times(n, make); });
  };
  extensions("unknown critical extensions", 14,
             [](size_t i) { return pki::extension("1.3." + std::to_string(i), true, pki::null()); });
  extensions("unknown extensions", 12,
             [](size_t i) { return pki::extension("1.3." + std::to_string(i), false, pki::null()); });
  extensions("one extension again and again", 12,
             [](size_t) { return pki::extension("1.3.5", true, pki::null()); });
  extensions("subjectAltName again and again", 20,
             [](size_t) { return pki::extension("2.5.29.17", false, sequence({dns("a.test")})); });
  table.certificate("an extension with a long arc", 1, [](Forged& f, size_t n) {
    f.extensions = {sequence({long_arc(n), pki::boolean(true), pki::octet_string(pki::null())})};
  });
  table.extension("unknown extension's value", "1.3.5", 1, [](size_t n) { return bytes(n, 0); });

  const char* policies = "2.5.29.32";
  table.extension("equal policies", policies, 8,
                  [](size_t n) { return sequence(times(n, sequence({pki::oid("1.3.5")}))); });
  table.extension(
      "different policies", policies, 9,
      [](size_t n) { return sequence(times(n, [](size_t i) { return sequence({numbered_oid(i)}); })); },
      true);
  table.extension("policies with long arcs", policies, 100,
                  [](size_t n) { return sequence(times(n, sequence({long_arc(94)}))); });
  table.extension(
      "one policy with a long arc", policies, 1, [](size_t n) { return sequence({sequence({long_arc(n)})}); },
      true);
  table.extension(
      "unknown policy qualifiers", policies, 10,
      [](size_t n) {
        return sequence(
            {sequence({pki::oid("1.3.5"), sequence(times(n, sequence({pki::oid("1.3.6"), pki::null()})))})});
      },
      true);
  table.extension("practice statements", policies, 22, [](size_t n) {
    return sequence(
        {sequence({pki::oid("1.3.5"),
                   sequence(times(n, sequence({pki::oid("1.3.6.1.5.5.7.2.1"), pki::ia5("ftp:/")})))})});
  });
  table.extension("user notices", policies, 20, [](size_t n) {
    return sequence({sequence(
        {pki::oid("1.3.5"),
         sequence(times(n, sequence({pki::oid("1.3.6.1.5.5.7.2.2"), sequence({pki::ia5("x")})})))})});
  });
  table.extension("one long user notice", policies, 1, [](size_t n) {
    return sequence(
        {sequence({pki::oid("1.3.5"),
                   sequence({sequence({pki::oid("1.3.6.1.5.5.7.2.2"), sequence({pki::utf8(text(n))})})})})});
  });
  table.extension("numbers of a notice", policies, 3, [](size_t n) {
    const Bytes reference = sequence({pki::utf8("x"), sequence(times(n, pki::integer(1)))});
    return sequence({sequence(
        {pki::oid("1.3.5"), sequence({sequence({pki::oid("1.3.6.1.5.5.7.2.2"), sequence({reference})})})})});
  });
  table.extension(
      "policy mappings", "2.5.29.33", 12,
      [](size_t n) {
        return sequence(times(n, sequence({pki::oid("1.3.5"), pki::oid("1.3.6")})));
      },
      true);
  table.extension(
      "different policy mappings", "2.5.29.33", 12,
      [](size_t n) {
        return sequence(times(n, [](size_t i) { return sequence({numbered_oid(i), numbered_oid(i + 1)}); }));
      },
      true);
  table.extension(
      "purposes", "2.5.29.37", 4, [](size_t n) { return sequence(times(n, pki::oid("1.3.5"))); }, true);
  table.extension("different purposes", "2.5.29.37", 6,
                  [](size_t n) { return sequence(times(n, numbered_oid)); });
  table.extension("one purpose with a long arc", "2.5.29.37", 1,
                  [](size_t n) { return sequence({long_arc(n)}); });
  table.extension("key usage", "2.5.29.15", 1, [](size_t n) { return pki::bit_string(bytes(n, 0xff)); });
  table.extension(
      "path length", "2.5.29.19", 1,
      [](size_t n) {
        return sequence({pki::boolean(true), pki::tlv(der::tag::integer, bytes(n, 0x55))});
      },
      true);
  table.extension("subject key identifier", "2.5.29.14", 1,
                  [](size_t n) { return pki::octet_string(bytes(n, 1)); });
  table.extension("authority key identifier", "2.5.29.35", 1,
                  [](size_t n) { return sequence({pki::context_primitive(0, bytes(n, 1))}); });
  table.extension("authority key identifier: issuers", "2.5.29.35", 26, [](size_t n) {
    return sequence({pki::context(1, {pki::concatenate(times(n, directory(simple_name("x"))))}),
                     pki::context_primitive(2, bytes(1, 1))});
  });
  table.extension("authority key identifier: serial", "2.5.29.35", 1,
                  [](size_t n) { return sequence({pki::context_primitive(2, bytes(n, 1))}); });

  table.extension(
      "policy constraints", "2.5.29.36", 1,
      [](size_t n) {
        return sequence(
            {pki::context_primitive(0, bytes(n, 0x55)), pki::context_primitive(1, bytes(n, 0x55))});
      },
      true);
  table.extension(
      "inhibitAnyPolicy", "2.5.29.54", 1,
      [](size_t n) { return pki::tlv(der::tag::integer, bytes(n, 0x55)); }, true);
  table.extension("private key usage period", "2.5.29.16", 1,
                  [](size_t n) { return sequence({pki::context_primitive(0, as_bytes(text(n, '1')))}); });
  table.extension("statements of qualified certificates", "1.3.6.1.5.5.7.1.3", 8, [](size_t n) {
    return sequence(times(n, sequence({pki::oid("1.3.5"), pki::null()})));
  });
  const auto location = [] { return sequence({pki::ia5("a b"), pki::printable("xx")}); };
  table.extension("PKI disclosure statements", "1.3.6.1.5.5.7.1.3", 11, [location](size_t n) {
    return sequence({sequence({pki::oid("0.4.0.1862.1.5"), sequence(times(n, location()))})});
  });
  table.extension("statements of PKI disclosure", "1.3.6.1.5.5.7.1.3", 23, [location](size_t n) {
    return sequence(times(n, sequence({pki::oid("0.4.0.1862.1.5"), sequence({location()})})));
  });
  table.extension("registration authorities of qcStatements", "1.3.6.1.5.5.7.1.3", 2, [](size_t n) {
    return sequence({sequence(
        {pki::oid("1.3.6.1.5.5.7.11.2"), sequence({sequence(times(n, pki::context_primitive(2, {})))})})});
  });
  table.extension("semantics of qcStatements", "1.3.6.1.5.5.7.1.3", 20, [](size_t n) {
    return sequence(times(n, sequence({pki::oid("1.3.6.1.5.5.7.11.1"),
                                       sequence({sequence({pki::context_primitive(2, {})})})})));
  });
  table.extension("biometric hashes", "1.3.6.1.5.5.7.1.2", 24, [](size_t n) {
    return sequence(times(n, sequence({pki::integer(0), sequence({pki::oid("1.3.14.3.2.26")}),
                                       pki::octet_string(bytes(1, 1)), pki::ia5("a b")})));
  });
  for (const char* const id :
       {"1.3.6.1.4.1.11129.2.4.3", "1.3.6.1.5.5.7.48.1.5", "2.5.29.56", "1.3.6.1.4.1.44363.44"})
    table.extension("value of " + std::string(id) + ", which is a NULL", id, 1,
                    [](size_t n) { return pki::tlv(der::tag::null, bytes(n, 0)); });
  table.extension(
      "ACME identifier", "1.3.6.1.5.5.7.1.31", 1, [](size_t n) { return pki::octet_string(bytes(n, 1)); },
      true);

  const auto point = [](const Bytes& name) { return sequence({pki::context(0, {pki::context(0, {name})})}); };
  for (const char* const id : {"2.5.29.31", "2.5.29.46"}) {
    const std::string which = id[8] == '1' ? "distribution points" : "freshest CRL points";
    table.extension(which, id, 24,
                    [point](size_t n) { return sequence(times(n, point(uri("http://a.test/")))); });
    table.extension("odd " + which, id, 12,
                    [point](size_t n) { return sequence(times(n, point(uri("ldap:")))); });
    table.extension("relative names of " + which, id, 30, [](size_t n) {
      const Bytes attribute = sequence({pki::oid("2.5.4.3"), pki::utf8("x")});
      return sequence(times(n, sequence({pki::context(0, {pki::context(1, {attribute})})})));
    });
    table.extension("attributes of one relative name of " + which, id, 12, [](size_t n) {
      const auto attributes = times(n, sequence({pki::oid("2.5.4.3"), pki::utf8("x")}));
      return sequence({sequence({pki::context(0, {pki::context(1, {pki::concatenate(attributes)})})})});
    });
    table.extension("issuers of one of the " + which, id, 26, [](size_t n) {
      return sequence(
          {sequence({pki::context(2, {pki::concatenate(times(n, directory(simple_name("x"))))})})});
    });
    table.extension("reasons of one of the " + which, id, 1, [](size_t n) {
      return sequence({sequence({pki::context(0, {pki::context(0, {uri("http://a.test/")})}),
                                 pki::context_primitive(1, bytes(n, 0xff))})});
    });
    table.extension("empty " + which, id, 2, [](size_t n) { return sequence(times(n, sequence({}))); });
    table.extension("names of one of the " + which, id, 16, [point](size_t n) {
      return sequence({point(pki::concatenate(times(n, uri("http://a.test/"))))});
    });
  }
  for (const char* const id : {"1.3.6.1.5.5.7.1.1", "1.3.6.1.5.5.7.1.11"}) {
    const std::string which =
        std::string(id).ends_with("11") ? "subject information" : "authority information";
    table.extension(which, id, 28, [](size_t n) {
      return sequence(times(n, sequence({pki::oid("1.3.6.1.5.5.7.48.1"), uri("http://a.test/")})));
    });
    table.extension("odd " + which, id, 18, [](size_t n) {
      return sequence(times(n, sequence({pki::oid("1.3.6.1.5.5.7.48.2"), uri("ftp")})));
    });
    table.extension(which + " of an unknown method", id, 10, [](size_t n) {
      return sequence(times(n, sequence({pki::oid("1.3.5"), dns("")})));
    });
  }
  const auto subtrees = [&table](const std::string& what, size_t each,
                                 const std::function<Bytes(size_t)>& base) {
    for (const uint8_t side : {uint8_t{0}, uint8_t{1}})
      table.extension(
          (side == 0 ? "permitted " : "excluded ") + what, "2.5.29.30", each,
          [side, base](size_t n) {
            return sequence({pki::context(
                side, {pki::concatenate(times(n, [&](size_t i) { return sequence({base(i)}); }))})});
          },
          true);
  };
  subtrees("dNSNames", 12, [](size_t i) { return dns("a" + std::to_string(i) + ".t"); });
  subtrees("equal dNSNames", 10, [](size_t) { return dns("a.test"); });
  subtrees("odd addresses", 8, [](size_t) { return address(4); });
  subtrees("odd mailboxes", 8, [](size_t) { return email("@@"); });
  subtrees("odd URIs", 8, [](size_t) { return uri("a b"); });
  subtrees("odd services", 20, [](size_t) { return other_name("1.3.6.1.5.5.7.8.7", pki::ia5("*.b")); });
  subtrees("mailboxes in UTF-8", 20,
           [](size_t) { return other_name("1.3.6.1.5.5.7.8.9", pki::utf8("b.test")); });
  subtrees("directoryNames", 30, [](size_t) { return directory(simple_name("x")); });

  table.extension("TLS features", "1.3.6.1.5.5.7.1.24", 3,
                  [](size_t n) { return sequence(times(n, pki::integer(5))); });
  table.extension("timestamps", "1.3.6.1.4.1.11129.2.4.2", 50, [](size_t n) {
    Bytes list;
    for (size_t i = 0; i < n && list.size() < 0xff00; ++i) {
      list.insert(list.end(), {0, 47});
      list.insert(list.end(), 47, 0);
    }
    list.insert(list.begin(), {static_cast<uint8_t>(list.size() >> 8), static_cast<uint8_t>(list.size())});
    return pki::octet_string(list);
  });
  table.extension("tiny timestamps", "1.3.6.1.4.1.11129.2.4.2", 3, [](size_t n) {
    Bytes list;
    for (size_t i = 0; i < n && list.size() < 0xff00; ++i) list.insert(list.end(), {0, 1, 1});
    list.insert(list.begin(), {static_cast<uint8_t>(list.size() >> 8), static_cast<uint8_t>(list.size())});
    return pki::octet_string(list);
  });
  table.extension("subject directory attributes", "2.5.29.9", 10, [](size_t n) {
    return sequence(times(n, sequence({pki::oid("1.3.5"), pki::set_of({pki::null()})})));
  });
  table.extension("biometric data", "1.3.6.1.5.5.7.1.2", 20, [](size_t n) {
    return sequence(times(n, sequence({pki::integer(0), sequence({pki::oid("1.3.14.3.2.26")}),
                                       pki::octet_string(bytes(5, 1))})));
  });
  table.extension("sources of biometric data", "1.3.6.1.5.5.7.1.2", 25, [](size_t n) {
    return sequence(times(n, sequence({pki::integer(0), sequence({pki::oid("1.3.14.3.2.26")}),
                                       pki::octet_string(bytes(0, 0)), pki::ia5("a b")})));
  });
  table.extension("statements that disclose", "1.3.6.1.5.5.7.1.3", 12, [](size_t n) {
    return sequence({sequence(
        {pki::oid("0.4.0.1862.1.5"), sequence(times(n, sequence({pki::ia5("a:b"), pki::ia5("x")})))})});
  });
  // A list of elements of two bytes, whatever it should be a list of.
  for (const char* const id : {"2.5.29.9", "2.5.29.16", "2.5.29.30", "2.5.29.32", "2.5.29.33", "2.5.29.35",
                               "2.5.29.36", "2.5.29.37", "1.3.6.1.5.5.7.1.1", "1.3.6.1.5.5.7.1.2",
                               "1.3.6.1.5.5.7.1.3", "1.3.6.1.5.5.7.1.11", "1.3.6.1.5.5.7.1.24"}) {
    table.extension("empty elements of " + std::string(id), id, 2,
                    [](size_t n) { return sequence(times(n, sequence({}))); });
  }
  table.extension("empty disclosure statements", "1.3.6.1.5.5.7.1.3", 2, [](size_t n) {
    return sequence({sequence({pki::oid("0.4.0.1862.1.5"), sequence(times(n, sequence({})))})});
  });
  table.extension("empty qualifiers of a policy", "2.5.29.32", 2, [](size_t n) {
    return sequence({sequence({pki::oid("1.3.5"), sequence(times(n, sequence({})))})});
  });
}

void add_lists(Table& table) {
  table.certificate("empty extensions", 2,
                    [](Forged& forged, size_t n) { forged.extensions = times(n, sequence({})); });
  table.crl("empty entries", 2, [](ForgedCrl& crl, size_t n) { crl.revoked = times(n, sequence({})); });
  table.crl("empty extensions", 2, [](ForgedCrl& crl, size_t n) { crl.extensions = times(n, sequence({})); });
  const auto entry = [](size_t i, const std::vector<Bytes>& extensions) {
    const Bytes list = extensions.empty() ? Bytes() : sequence(extensions);
    return sequence({pki::integer(static_cast<int64_t>(i)), pki::utc_time("240101000000Z"), list});
  };
  table.crl("entries", 22, [entry](ForgedCrl& crl, size_t n) {
    crl.revoked = times(n, [&](size_t i) { return entry(i, {}); });
  });
  table.crl("equal entries", 22, [entry](ForgedCrl& crl, size_t n) { crl.revoked = times(n, entry(5, {})); });
  table.crl("entries with critical extensions", 40, [entry](ForgedCrl& crl, size_t n) {
    crl.revoked = times(n, entry(5, {pki::extension("1.3.5", true, pki::null())}));
  });
  table.crl("entries with odd reasons", 40, [entry](ForgedCrl& crl, size_t n) {
    crl.revoked =
        times(n, entry(5, {pki::extension("2.5.29.21", false, pki::tlv(der::tag::enumerated, bytes(1, 0)))}));
  });
  table.crl("entries with long serials", 120, [](ForgedCrl& crl, size_t n) {
    crl.revoked =
        times(n, sequence({pki::tlv(der::tag::integer, bytes(100, 0x55)), pki::utc_time("240101000000Z")}));
  });
  table.crl("extensions of one entry", 14, [entry](ForgedCrl& crl, size_t n) {
    crl.revoked = {entry(5, times(n, [](size_t i) {
                           return pki::extension("1.3." + std::to_string(i), false, pki::null());
                         }))};
  });
  table.crl("entries with issuers", 50, [entry](ForgedCrl& crl, size_t n) {
    crl.revoked =
        times(n, entry(5, {pki::extension("2.5.29.29", true, sequence({directory(simple_name("x"))}))}));
  });
  table.crl("issuers of one entry", 26, [entry](ForgedCrl& crl, size_t n) {
    crl.revoked = {
        entry(5, {pki::extension("2.5.29.29", true, sequence(times(n, directory(simple_name("x")))))})};
  });
  table.crl("invalidity date", 1, [entry](ForgedCrl& crl, size_t n) {
    crl.revoked = {entry(5, {pki::extension("2.5.29.24", false, pki::generalized_time(text(n, '1')))})};
  });
  const auto crl_extension = [&table](const std::string& what, const char* id, size_t each,
                                      const std::function<Bytes(size_t)>& value) {
    table.crl(what, each, [id, value](ForgedCrl& crl, size_t n) {
      crl.extensions = {pki::extension(id, false, value(n))};
    });
  };
  crl_extension("issuerAltName", "2.5.29.18", 16,
                [](size_t n) { return sequence(times(n, dns("a.example.test"))); });
  crl_extension("authority key identifier", "2.5.29.35", 26, [](size_t n) {
    return sequence({pki::context(1, {pki::concatenate(times(n, directory(simple_name("x"))))}),
                     pki::context_primitive(2, bytes(1, 1))});
  });
  crl_extension("base number", "2.5.29.27", 1,
                [](size_t n) { return pki::tlv(der::tag::integer, bytes(n, 0x55)); });
  crl_extension("freshest CRL points", "2.5.29.46", 24, [](size_t n) {
    return sequence(times(n, sequence({pki::context(0, {pki::context(0, {uri("http://a.test/")})})})));
  });
  crl_extension("authority information", "1.3.6.1.5.5.7.1.1", 28, [](size_t n) {
    return sequence(times(n, sequence({pki::oid("1.3.6.1.5.5.7.48.2"), uri("http://a.test/")})));
  });
  crl_extension("reasons", "2.5.29.28", 1,
                [](size_t n) { return sequence({pki::context_primitive(3, bytes(n, 0xff))}); });
  table.crl("version", 1,
            [](ForgedCrl& crl, size_t n) { crl.version = pki::tlv(der::tag::integer, bytes(n, 0x55)); });
  table.crl("thisUpdate", 1, [](ForgedCrl& crl, size_t n) { crl.this_update = pki::utc_time(text(n, '1')); });
  table.crl("extensions", 14, [](ForgedCrl& crl, size_t n) {
    crl.extensions =
        times(n, [](size_t i) { return pki::extension("1.3." + std::to_string(i), true, pki::null()); });
  });
  table.crl("number", 1, [](ForgedCrl& crl, size_t n) {
    crl.extensions = {pki::extension("2.5.29.20", false, pki::tlv(der::tag::integer, bytes(n, 0x55)))};
  });
  table.crl("issuer", 14,
            [](ForgedCrl& crl, size_t n) { crl.issuer = pki::name(times(n, common_name(pki::utf8("x")))); });
  table.crl("distribution point names", 16, [](ForgedCrl& crl, size_t n) {
    crl.extensions = {pki::extension(
        "2.5.29.28", true,
        sequence({pki::context(0, {pki::context(0, {pki::concatenate(times(n, uri("http://a.test/")))})})}))};
  });

  table.ocsp("responder", 14, [](ForgedOcsp& ocsp, size_t n) {
    ocsp.responder = pki::context(1, {pki::name(times(n, common_name(pki::utf8("x"))))});
  });
  table.ocsp("responses", 90, [](ForgedOcsp& ocsp, size_t n) {
    const Bytes more =
        sequence({ocsp.certificate_id, ocsp.certificate_status, ocsp.this_update, ocsp.next_update});
    // What stands where the fields of the first response end: further ones.
    ocsp.next_update = pki::concatenate({ocsp.next_update, pki::concatenate(times(n, more))});
  });
  table.ocsp("extensions", 14, [](ForgedOcsp& ocsp, size_t n) {
    ocsp.extensions = pki::context(1, {sequence(times(n, [](size_t i) {
                                     return pki::extension("1.3." + std::to_string(i), true, pki::null());
                                   }))});
  });
  table.ocsp("certificates", 5, [](ForgedOcsp& ocsp, size_t n) {
    ocsp.certificates = pki::context(0, {sequence(times(n, sequence({pki::integer(1)})))});
  });
  table.ocsp("serial number", 1, [](ForgedOcsp& ocsp, size_t n) {
    ocsp.certificate_id =
        sequence({sequence({pki::oid("1.3.14.3.2.26"), pki::null()}), pki::octet_string(bytes(20, 1)),
                  pki::octet_string(bytes(20, 2)), pki::tlv(der::tag::integer, bytes(n, 0x55))});
  });
  const auto empty = [](size_t n) { return times(n, sequence({})); };
  const auto short_ones = [](size_t n) { return times(n, sequence({pki::octet_string(bytes(70, 0))})); };
  const auto faulty = [](size_t n) {
    Forged forged;
    forged.extensions = times(20, sequence({}));
    return times(n, forged.der());
  };
  const std::tuple<const char*, size_t, std::function<std::vector<Bytes>(size_t)>> included[] = {
      {"certificates of two bytes", 2, empty},
      {"certificates as short as one that can be read", 74, short_ones},
      {"certificates with twenty faults", 400, faulty}};
  for (const auto& [name, each, make] : included) {
    table.ocsp(name, each, [make = make](ForgedOcsp& ocsp, size_t n) {
      ocsp.certificates = pki::context(0, {sequence(make(n))});
    });
    table.signed_ocsp_request(name, each, make);
  }
  table.ocsp("empty responses", 2, [](ForgedOcsp& ocsp, size_t n) { ocsp.singles = times(n, sequence({})); });
  table.ocsp("empty extensions", 2, [empty](ForgedOcsp& ocsp, size_t n) {
    ocsp.extensions = pki::context(1, {sequence(empty(n))});
  });
  const Bytes asked = sequence({ForgedOcsp().certificate_id});
  const auto none = [](size_t) { return Bytes(); };
  const auto one = [asked](size_t) { return sequence({asked}); };
  table.ocsp_request(
      "requests", 60, [asked](size_t n) { return sequence(times(n, asked)); }, none);
  table.ocsp_request(
      "empty requests", 2, [empty](size_t n) { return sequence(empty(n)); }, none);
  table.ocsp_request("extensions", 14, one, [](size_t n) {
    return pki::context(2, {sequence(times(n, [](size_t i) {
                          return pki::extension("1.3." + std::to_string(i), true, pki::null());
                        }))});
  });
  table.ocsp_request(
      "requestor", 14,
      [asked](size_t n) {
        const Bytes name = pki::name(times(n, common_name(pki::utf8("x"))));
        return pki::concatenate({pki::context(1, {pki::context(4, {name})}), sequence({asked})});
      },
      none);
  table.ocsp_request("preferred algorithms", 9, one, [](size_t n) {
    const Bytes preferred = sequence({sequence({pki::oid("1.2.3.4")})});
    return pki::context(
        2, {sequence({pki::extension("1.3.6.1.5.5.7.48.1.8", false, sequence(times(n, preferred)))})});
  });
  table.ocsp_request(
      "service locators", 20,
      [](size_t n) {
        const Bytes location =
            sequence({pki::oid("1.3.6.1.5.5.7.48.1"), pki::context_primitive(6, as_bytes("a:b"))});
        const Bytes locator = sequence({pki::name({}), sequence(times(n, location))});
        return sequence({sequence(
            {ForgedOcsp().certificate_id,
             pki::context(0, {sequence({pki::extension("1.3.6.1.5.5.7.48.1.7", false, locator)})})})});
      },
      none);
  table.ocsp("key of the responder", 1, [](ForgedOcsp& ocsp, size_t n) {
    ocsp.responder = pki::context(2, {pki::octet_string(bytes(n, 1))});
  });
  table.ocsp("hashes of the issuer", 1, [](ForgedOcsp& ocsp, size_t n) {
    ocsp.certificate_id =
        sequence({sequence({pki::oid("1.3.14.3.2.26"), pki::null()}), pki::octet_string(bytes(n / 2, 1)),
                  pki::octet_string(bytes(n / 2, 2)), pki::integer(5)});
  });
  const auto single_extensions = [&table](const std::string& what, size_t each,
                                          const std::function<std::vector<Bytes>(size_t)>& list) {
    table.ocsp(what, each, [list](ForgedOcsp& ocsp, size_t n) {
      ocsp.next_update = pki::concatenate({ocsp.next_update, pki::context(1, {sequence(list(n))})});
    });
  };
  single_extensions("extensions of one answer", 14, [](size_t n) {
    return times(n, [](size_t i) { return pki::extension("1.3." + std::to_string(i), false, pki::null()); });
  });
  single_extensions("issuers of one answer", 26, [](size_t n) {
    return std::vector<Bytes>{
        pki::extension("2.5.29.29", true, sequence(times(n, directory(simple_name("x")))))};
  });
  single_extensions("CRL reference", 1, [](size_t n) {
    return std::vector<Bytes>{pki::extension(
        "1.3.6.1.5.5.7.48.1.3", false, sequence({pki::context(0, {pki::ia5("http://a.test/" + text(n))})}))};
  });
  table.ocsp("nonce", 1, [](ForgedOcsp& ocsp, size_t n) {
    ocsp.extensions = pki::context(
        1, {sequence({pki::extension("1.3.6.1.5.5.7.48.1.2", false, pki::octet_string(bytes(n, 1)))})});
  });
  table.ocsp("certificates that can be read", 600, [](ForgedOcsp& ocsp, size_t n) {
    Forged forged;
    forged.extensions = {pki::extension("2.5.29.17", false, sequence({dns("a_b..c"), dns("*")}))};
    ocsp.certificates = pki::context(0, {sequence(times(n, forged.der()))});
  });
  table.ocsp("one long certificate", 6, [](ForgedOcsp& ocsp, size_t n) {
    Forged forged;
    forged.extensions = {pki::extension("2.5.29.17", false, sequence(times(n, dns("a_b."))))};
    ocsp.certificates = pki::context(0, {sequence({forged.der()})});
  });
  table.ocsp("response status", 1, [](ForgedOcsp& ocsp, size_t n) {
    ocsp.status = pki::tlv(der::tag::enumerated, bytes(n, 0x55));
  });
  table.ocsp("type with a long arc", 1, [](ForgedOcsp& ocsp, size_t n) { ocsp.type = long_arc(n); });
}

}  // namespace

std::vector<LargeStructure> large_structures() {
  Table table;
  add_names(table);
  add_fields(table);
  add_extensions(table);
  add_lists(table);
  return std::move(table.rows);
}

}  // namespace certcheck::test
