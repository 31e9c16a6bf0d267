#include "certcheck/files/contents.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/encoding.h"
#include "certcheck/base/pem.h"
#include "certcheck/crypto/digest.h"
#include "certcheck/x509/certificate.h"

#include "certserve/pki/certificate.h"
#include "certserve/pki/der_builder.h"

#include <string>
#include <vector>

using namespace certcheck;
using files::Kind;

namespace {

Bytes root(std::string_view name) {
  return pki::issue(pki::root_certificate({.common_name = std::string(name), .key = "root-p256"}));
}

files::Contents read(std::string_view text, std::string_view passphrase = {}) {
  return files::read_contents(as_bytes(text), {.passphrase = std::string(passphrase)});
}
files::Contents read(const Bytes& bytes) { return files::read_contents(bytes, {}); }

std::vector<Bytes> certificates(const files::Contents& contents) {
  std::vector<Bytes> out;
  for (const files::Part& part : contents.parts)
    if (part.kind == Kind::certificate) out.push_back(part.der);
  return out;
}

std::vector<std::string> ids(const files::Contents& contents) {
  std::vector<std::string> out;
  for (const Finding& finding : contents.findings) out.emplace_back(finding.id());
  return out;
}

using Ids = std::vector<std::string>;
using List = std::vector<Bytes>;
const Ids not_portable{"input.pem.not_portable"};

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (size_t pos = 0; (pos = text.find(from, pos)) != std::string::npos; pos += to.size())
    text.replace(pos, from.size(), to);
  return text;
}

std::string utf16(std::string_view text, bool big, bool mark) {
  std::string out = mark ? std::string(big ? "\xfe\xff" : "\xff\xfe") : std::string();
  for (const char c : text) {
    if (big) out.push_back('\0');
    out.push_back(c);
    if (!big) out.push_back('\0');
  }
  return out;
}

/// Numbers of a Java keystore.
Bytes number(uint64_t value, size_t size) {
  Bytes out;
  for (size_t i = size; i-- > 0;) out.push_back(static_cast<uint8_t>(value >> (8 * i)));
  return out;
}
Bytes joined(const std::vector<Bytes>& parts) {
  Bytes out;
  for (const Bytes& part : parts) out.insert(out.end(), part.begin(), part.end());
  return out;
}
Bytes text_of(std::string_view text) { return joined({number(text.size(), 2), to_bytes(as_bytes(text))}); }
Bytes entry(const Bytes& der) { return joined({text_of("X.509"), number(der.size(), 4), der}); }

/// With the digest over a passphrase in UTF-16.
Bytes sealed(const Bytes& content, const Bytes& passphrase) {
  const std::string_view words = "Mighty Aphrodite";
  return joined(
      {content, crypto::digest(crypto::Digest::sha1, joined({passphrase, to_bytes(as_bytes(words)), content}))
                    .value()});
}

Bytes keystore(const std::string& passphrase) {
  Bytes content = joined({number(0xfeedfeed, 4), number(2, 4), number(2, 4),                   //
                          number(2, 4), text_of("trusted"), number(0, 8), entry(root("One")),  //
                          number(1, 4), text_of("key"), number(0, 8), number(3, 4), Bytes{1, 2, 3},
                          number(1, 4), entry(root("Two"))});
  Bytes digested;
  for (const char c : passphrase) digested.insert(digested.end(), {0, static_cast<uint8_t>(c)});
  return sealed(content, digested);
}

}  // namespace

TEST_CASE("PEM that OpenSSL loads is read without a word") {
  const std::string pem = pem_encode("CERTIFICATE", root("One"));
  std::string one_line = replaced(pem, "\n", "");
  one_line =
      replaced(replaced(one_line, "CERTIFICATE-----M", "CERTIFICATE-----\nM"), "-----END", "\n-----END");
  for (const std::string& text :
       {pem, pem.substr(0, pem.size() - 1), replaced(pem, "\n", "\r\n"), replaced(pem, "\n", "  \n"),
        "text\n" + pem, "\xef\xbb\xbf" + pem, one_line,
        replaced(pem, "CERTIFICATE-----\nM", "CERTIFICATE-----\n\nM"), pem + "\n\n" + pem}) {
    INFO(text.substr(0, 60));
    const auto contents = read(text);
    CHECK(certificates(contents).at(0) == root("One"));
    CHECK(ids(contents).empty());
  }
}

TEST_CASE("PEM that OpenSSL does not load is read, and says so") {
  const std::string pem = pem_encode("CERTIFICATE", root("One"));
  const std::string flat = pem.substr(0, pem.size() - 1);
  for (const std::string& text :
       {"  " + replaced(flat, "\n", "\n  "),
        "\"" + flat + "\"",
        replaced(flat, "\n", " "),
        replaced(flat, "\n", ""),
        replaced(flat, "\n", "\\n"),
        replaced(flat, "\n", "\\r\\n"),
        replaced(pem, "\n", "\r"),
        "> " + replaced(flat, "\n", "\n> "),
        "# " + replaced(flat, "\n", "\n# "),
        "// " + replaced(flat, "\n", "\n// "),
        "//" + replaced(flat, "\n", "\n//"),
        " * " + replaced(flat, "\n", "\n * "),
        "@@ -0,0 +1,9 @@\n+" + replaced(flat, "\n", "\n+"),
        "-" + replaced(flat, "\n", "\n-"),
        "-" + replaced(flat, "\n", "\r\n-"),
        " " + replaced(flat, "\n", "\n "),
        "\"" + replaced(flat, "\n", "\\n\"\n  \"") + "\";",
        replaced(pem, "\n-----END", "-----END"),
        replaced(pem, "\n-----END", "\n\n-----END"),
        pem + "# x\n" + "a" + pem,
        replaced(pem, "CERTIFICATE-----\nM", "CERTIFICATE-----\nA: b\n\nM"),
        replaced(pem, "CERTIFICATE-----\nM", "CERTIFICATE-----\r\nProc-Type: 4,MIC-CLEAR\r\nA: b\r\n\r\nM"),
        "{\"a\": [\"" + replaced(replaced(pem, "\n", "\\n"), "/", "\\/") + "\"]}"}) {
    INFO(text);
    const auto contents = read(text);
    REQUIRE_FALSE(certificates(contents).empty());
    for (const Bytes& der : certificates(contents)) CHECK(der == root("One"));
    CHECK(ids(contents) == not_portable);
  }
  const auto both = read(flat + pem);  // END and BEGIN on one line
  CHECK(certificates(both).size() == 2);
  CHECK(ids(both) == Ids{"input.pem.not_portable", "input.pem.not_portable"});
}

TEST_CASE("UTF-16 is read with and without byte order mark, and named") {
  const std::string pem = pem_encode("CERTIFICATE", root("One"));
  for (const bool big : {false, true})
    for (const bool mark : {false, true}) {
      const auto contents = read(utf16(pem, big, mark));
      CHECK(certificates(contents) == List{root("One")});
      CHECK(ids(contents) == Ids{"input.text.utf16"});
    }
}

TEST_CASE("elements of DER one behind the other are all read") {
  const auto two = read(joined({root("One"), root("Two")}));
  CHECK(certificates(two) == List{root("One"), root("Two")});
  CHECK(ids(two) == Ids{"input.der.several"});
  // What is no element stays with the one before it, for its parser to tell.
  const auto garbage = read(joined({root("One"), Bytes{1, 2, 3}}));
  CHECK(certificates(garbage) == List{joined({root("One"), Bytes{1, 2, 3}})});
  CHECK(ids(garbage).empty());
}

TEST_CASE("DER and PEM in one file are both read") {
  const std::string pem = pem_encode("CERTIFICATE", root("One"));
  const Bytes two = root("Two");
  const std::string der(as_text(two));
  for (const std::string& text : {pem + der, pem.substr(0, pem.size() - 1) + der, pem + "\r\n" + der + "\n",
                                  "some text\n" + pem + "more\n" + der}) {
    const auto contents = read(text);
    CHECK(certificates(contents) == List{root("One"), two});
    REQUIRE_FALSE(contents.findings.empty());
    CHECK(ids(contents).back() == "input.pem.not_portable");
  }
  const auto behind = read(der + pem);
  CHECK(certificates(behind) == List{two, root("One")});
  CHECK(ids(behind) == Ids{"input.der.several"});
  CHECK(certificates(read(der + der + "\n" + pem + der)) == List{two, two, root("One"), two});
  CHECK(certificates(read(pem + der + der + pem)) == List{root("One"), two, two, root("One")});
  // What is cut off is given to the parser, which says so.
  const auto cut = read(pem + der.substr(0, 200));
  REQUIRE(certificates(cut).size() == 2);
  CHECK(certificates(cut)[1].size() == 200);
  // Text that begins with the character of a SEQUENCE is text.
  CHECK(certificates(read(pem + "0\xc2\x81 x\n0 certificates\n00000\n")) == List{root("One")});
}

/// Where the findings of a check are, by their evidence and offset.
std::vector<std::pair<std::string, std::optional<size_t>>> places(const files::Contents& contents,
                                                                  std::string_view id) {
  std::vector<std::pair<std::string, std::optional<size_t>>> out;
  for (const Finding& finding : contents.findings)
    if (finding.id() == id)
      out.emplace_back(finding.evidence.empty() ? "" : finding.evidence[0].second, finding.offset);
  return out;
}

TEST_CASE("lines and offsets of findings count from the start of the file") {
  const std::string pem = pem_encode("CERTIFICATE", root("One"));
  const std::string broken = "-----BEGIN X509 CRL-----\n!\n-----END X509 CRL-----\n";
  const std::string der(as_text(root("Two")));
  const auto lines = [](std::string_view text) { return std::to_string(count_line_ends(text) + 1); };
  for (const std::string& before :
       {std::string(), pem, der, pem + "text\n" + der, der + pem, der + der + pem + pem}) {
    INFO(before);
    const auto contents = read(before + broken + pem + broken);
    const std::string second = before + broken + pem;
    CHECK(places(contents, "input.pem.not_base64") ==
          std::vector<std::pair<std::string, std::optional<size_t>>>{{lines(before), before.size()},
                                                                     {lines(second), second.size()}});
  }
  const auto der_first = read(der + pem);
  CHECK(places(der_first, "input.der.several") ==
        std::vector<std::pair<std::string, std::optional<size_t>>>{{"", der.size()}});
  // UTF-16 has other bytes, base64 other lines.
  const auto wide = read(utf16(pem + broken, false, true));
  CHECK(places(wide, "input.pem.not_base64") ==
        std::vector<std::pair<std::string, std::optional<size_t>>>{{lines(pem), std::nullopt}});
  // A container's own bytes are in the file only where it is not base64 there.
  Bytes cut = pki::sequence({pki::oid("1.2.840.113549.1.7.2"), Bytes(200)});
  cut.resize(100);
  const auto container = read(pem + pem_encode("PKCS7", cut));
  CHECK(places(container, "input.container.unreadable") ==
        std::vector<std::pair<std::string, std::optional<size_t>>>{{lines(pem), pem.size()}});
}

TEST_CASE("a damaged certificate among values of a text is not lost") {
  const std::string sound = base64_encode(root("One")), other = base64_encode(root("Two"));
  for (const std::string& damaged :
       {other.substr(0, other.size() - 12), other.substr(0, 401),
        other.substr(0, 403) + "!" + other.substr(404), other.substr(0, 300) + other.substr(301)}) {
    INFO(damaged);
    CHECK(certificates(read("{\"a\": \"" + sound + "\", \"b\": \"" + damaged + "\"}")).size() == 2);
  }
  // Nor is an example taken for one.
  CHECK(certificates(read("see `" + other.substr(0, 120) + "...` and \"" + sound + "\"")).size() == 1);
}

TEST_CASE("lines that end with a carriage return alone are counted") {
  const std::string pem = pem_encode("CERTIFICATE", root("One"));
  const auto contents = read(replaced("first\n" + pem + "between\n" + pem, "\n", "\r"));
  REQUIRE(contents.parts.size() == 2);
  CHECK(contents.parts[0].line == 2);
  CHECK(contents.parts[1].line == 3 + count_line_ends(pem));
}

TEST_CASE("labels are believed as far as the content is what they say") {
  const Bytes algorithm = pki::sequence({pki::oid("1.2.840.10045.2.1"), pki::oid("1.2.840.10045.3.1.7")});
  const Bytes public_key = pki::sequence({algorithm, pki::bit_string(Bytes{4, 1, 2})});
  const Bytes private_key =
      pki::sequence({pki::integer(0), algorithm, pki::octet_string(Bytes{0x5e, 0xc2, 0xe7})});
  const Bytes encrypted = pki::sequence({algorithm, pki::octet_string(Bytes{1})});
  const Bytes name = pki::name({pki::relative_name("2.5.4.3", pki::utf8("x"))});
  const Bytes request =
      pki::sequence({pki::sequence({pki::integer(0), name, public_key, pki::context(0, {})}), algorithm,
                     pki::bit_string(Bytes{1})});
  const Ids wrong_label{"input.pem.wrong_label"}, wrong_content{"input.pem.wrong_content"};
  for (const char* label : {"PRIVATE KEY", "RSA PRIVATE KEY", "PUBLIC KEY", "CERTIFICATE REQUEST",
                            "EC PARAMETERS", "X509 CRL", "OCSP RESPONSE", "PKCS7"}) {
    INFO(label);
    const auto contents = read(pem_encode(label, root("One")));
    CHECK(certificates(contents) == List{root("One")});
    CHECK(ids(contents) == wrong_label);
    CHECK(contents.findings[0].message.find(label) != std::string::npos);
  }
  for (const char* label : {"CERTIFICATE", "X509 CRL", "TRUSTED CERTIFICATE", "PKCS7"})
    for (const auto& [der, words] : {std::pair{public_key, "a public key"},
                                     {private_key, "a private key"},
                                     {encrypted, "an encrypted private key"},
                                     {request, "a PKCS#10"}}) {
      INFO(label << ' ' << words);
      const auto contents = read(pem_encode(label, der));
      CHECK(contents.parts.empty());
      CHECK(ids(contents) == wrong_content);
      CHECK(contents.findings[0].message.find(words) != std::string::npos);
    }
  const auto kinds = [](const files::Contents& contents) {
    std::vector<Kind> out;
    for (const files::Part& part : contents.parts) out.push_back(part.kind);
    return out;
  };
  // Keys need not be sound; requests have to be requests.
  for (const Bytes& der : {Bytes{0, 0, 0}, Bytes{0x30, 0},
                           root("One").size() > 200 ? to_bytes(ByteView(root("One")).first(200)) : Bytes()}) {
    const auto contents = read(pem_encode("PRIVATE KEY", der));
    CHECK(kinds(contents) == std::vector{Kind::private_key});
    CHECK(contents.findings.empty());
    CHECK(ids(read(pem_encode("CERTIFICATE REQUEST", der))) == wrong_content);
  }
  CHECK(read("-----BEGIN PRIVATE KEY-----\n(removed)\n-----END PRIVATE KEY-----\n").findings.empty());
  CHECK(ids(read("-----BEGIN CERTIFICATE REQUEST-----\n(removed)\n-----END CERTIFICATE REQUEST-----\n")) ==
        Ids{"input.pem.not_base64"});
  CHECK(kinds(read(pem_encode("NEW CERTIFICATE REQUEST", request))) ==
        std::vector{Kind::certificate_request});
  CHECK(kinds(read(pem_encode("PRIVATE KEY", public_key))) == std::vector{Kind::public_key});
  CHECK(ids(read(pem_encode("CERTIFICATE REQUEST", private_key))) == wrong_content);
  CHECK(read(pem_encode("CERTIFICATE REQUEST", private_key)).parts.empty());
  // A broken certificate is explained, whatever it resembles.
  CHECK(certificates(read(pem_encode("CERTIFICATE", pki::sequence({pki::integer(1)})))).size() == 1);
}

TEST_CASE("base64 without lines of PEM, and values in other formats, are read") {
  const std::string der64 = base64_encode(root("One"));
  const std::string pem64 = base64_encode(as_bytes(pem_encode("CERTIFICATE", root("One"))));
  for (const std::string& text :
       {der64, pem64, replaced(der64, "A", "A\n"), "{\"x5c\": [\"" + der64 + "\"]}",
        "{\"x5c\": [\"" + replaced(der64, "/", "\\/") + "\"]}",
        "apiVersion: v1\nkind: Secret\ndata:\n  tls.crt: " + pem64 + "\n  tls.key: QUJD\n",
        "data:\n  ca.crt: |\n    " + pem64.substr(0, 76) + "\n    " + pem64.substr(76) + "\n"}) {
    INFO(text);
    const auto contents = read(text);
    CHECK(certificates(contents) == List{root("One")});
    CHECK(ids(contents) == not_portable);
  }
  CHECK(read("hello world, this is a text of more than sixty-four characters in all, without base64")
            .parts.empty());
  CHECK(read(base64_encode(Bytes(300, 0x30))).parts.empty());
}

TEST_CASE("spare bits of base64 cost nothing but a notice") {
  std::string pem;
  for (size_t i = 0; pem.find("=\n") == std::string::npos; ++i)
    pem = pem_encode("CERTIFICATE", root(std::string(i + 1, 'x')));
  const size_t last = pem.find('=') - 1;
  pem[last] = static_cast<char>(pem[last] + 1);  // A to B, Q to R, g to h, w to x; E to F, ...
  const auto contents = read(pem);
  REQUIRE(certificates(contents).size() == 1);
  CHECK(x509::parse_certificate(ByteView(certificates(contents)[0]))->findings.empty());
  CHECK(ids(contents) == Ids{"input.base64.spare_bits"});
}

TEST_CASE("Java keystores give trusted certificates and chains of keys") {
  const auto contents = read(keystore("changeit"));
  // What belongs to a key comes first, so that it is the leaf.
  CHECK(certificates(contents) == List{root("Two"), root("One")});
  CHECK(contents.parts[0].role == files::Role::end_entity);
  CHECK(contents.parts[1].role == files::Role::anchor);
  const Bytes whole = keystore("changeit");
  const std::string_view bytes = as_text(whole);
  CHECK(read(bytes, "changeit").parts.size() == 2);
  const auto wrong = read(bytes, "other");
  CHECK(wrong.parts.empty());
  CHECK(ids(wrong) == Ids{"input.container.unreadable"});
  for (size_t size = 4; size < whole.size(); ++size)
    CHECK(ids(read(bytes.substr(0, size))) == Ids{"input.container.unreadable"});
}

TEST_CASE("the digest of Java keystores is checked with any passphrase") {
  const Bytes content = joined({number(0xfeedfeed, 4), number(2, 4), number(1, 4), number(2, 4),
                                text_of("trusted"), number(0, 8), entry(root("One"))});
  const std::pair<std::string, Bytes> passphrases[] = {
      {"p\xc3\xa4ss", {0, 'p', 0, 0xe4, 0, 's', 0, 's'}},
      {"\xe2\x82\xac", {0x20, 0xac}},
      {"\xf0\x9f\x94\x91", {0xd8, 0x3d, 0xdd, 0x11}},
      {"p\xe4ss", {0, 'p', 0, 0xe4, 0, 's', 0, 's'}}};  // a file in Latin-1
  for (const auto& [passphrase, utf16] : passphrases) {
    Bytes whole = sealed(content, utf16);
    CHECK(certificates(read(as_text(whole), passphrase)) == List{root("One")});
    CHECK(read(as_text(whole), "p\xc3\xa5ss").parts.empty());
    whole[whole.size() - 30] ^= 1;
    CHECK(ids(read(as_text(whole), passphrase)) == Ids{"input.container.unreadable"});
  }
}

TEST_CASE("PKCS#7 gives its certificates and CRLs in either encoding") {
  const Bytes content = pki::sequence(
      {pki::oid("1.2.840.113549.1.7.2"),
       pki::context(
           0, {pki::sequence({pki::integer(1), pki::tlv(0x31, Bytes{}),
                              pki::sequence({pki::oid("1.2.840.113549.1.7.1")}),
                              pki::context(0, {root("One"), root("Two")}), pki::tlv(0x31, Bytes{})})})});
  for (const auto& contents :
       {read(content), read(pem_encode("PKCS7", content)), read(pem_encode("CERTIFICATE", content))}) {
    CHECK(certificates(contents) == List{root("One"), root("Two")});
    CHECK(contents.parts[0].container == describe(Kind::pkcs7));
  }
  CHECK(ids(read(pem_encode("PKCS7", pki::sequence({pki::oid("1.2.3")})))) ==
        Ids{"input.container.unreadable"});
}

TEST_CASE("p11-kit's trust attributes come with their certificates") {
  const std::string pem = pem_encode("CERTIFICATE", root("One"));
  const auto settings = [&](const std::string& attributes) {
    const auto contents = read("# comment\n[p11-kit-object-v1]\nlabel: \"One\"\n" + attributes + "\n" + pem);
    REQUIRE(contents.parts.size() == 1);
    return contents.parts[0].settings;
  };
  CHECK(settings("trusted: true\nnss-server-distrust-after: \"%00\"\n") == trust::Settings{});
  CHECK(settings("x-distrusted: true").distrusted);
  CHECK(settings("trusted: false").trusted_purposes == std::vector<std::string>{});
  CHECK(settings("nss-server-distrust-after: \"240630235959Z\"").distrust_after ==
        make_time(2024, 6, 30, 23, 59, 59));
  CHECK(settings("nss-email-distrust-after: \"%32%30%32%34%30%36%33%30%32%33%35%39%35%39%5A\"")
            .email_distrust_after == make_time(2024, 6, 30, 23, 59, 59));
  for (const char* bad :
       {"nss-server-distrust-after: \"soon\"", "x-distrusted: maybe", "nss-server-distrust-after: \"%3\"",
        "nss-server-distrust-after: \"241330235959Z\""})
    CHECK_FALSE(settings(bad).unreadable.empty());

  const Bytes purposes = pki::sequence({pki::oid("1.3.6.1.5.5.7.3.4")});
  const Bytes extension = pki::sequence({pki::oid("2.5.29.37"), pki::octet_string(purposes)});
  const auto certificate = x509::parse_certificate(root("One"));
  for (const auto& [id, value] :
       {std::pair{"2.5.29.37", extension}, {"2.5.29.37", purposes}, {"1.3.6.1.4.1.3319.6.10.1", purposes}}) {
    std::string escaped;
    for (const uint8_t byte : value) escaped += "%" + hex_encode(ByteView(&byte, 1));
    const auto contents =
        read("[p11-kit-object-v1]\ntrusted: true\n" + pem +
             "[p11-kit-object-v1]\nclass: x-certificate-extension\n" + "object-id: " + id + "\nvalue: \"" +
             escaped + "\"\n" + pem_encode("PUBLIC KEY", certificate->public_key.bytes));
    REQUIRE(contents.parts.size() == 1);
    const trust::Settings& found = contents.parts[0].settings;
    const std::vector<std::string> email{der::encode_oid("1.3.6.1.5.5.7.3.4")};
    if (std::string_view(id) == "2.5.29.37")
      CHECK(found.trusted_purposes == email);
    else
      CHECK(found.rejected_purposes == email);
  }
}

TEST_CASE("p11-kit's certificates may be attributes, and stapled extensions have to be what they say") {
  const auto quoted = [](const Bytes& bytes) {
    std::string text;
    for (const uint8_t byte : bytes) text += "%" + hex_encode(ByteView(&byte, 1));
    return "\"" + text + "\"";
  };
  const std::string object = "[p11-kit-object-v1]\nclass: certificate\nvalue: " + quoted(root("One")) + "\n";
  const auto plain = read(object + "x-distrusted: true\n");
  CHECK(certificates(plain) == List{root("One")});
  CHECK(plain.parts.at(0).settings.distrusted);
  const Bytes purposes = pki::sequence({pki::oid("1.3.6.1.5.5.7.3.1")});
  for (const bool same : {true, false}) {
    const Bytes extension =
        pki::sequence({pki::oid(same ? "2.5.29.37" : "2.5.29.15"), pki::octet_string(purposes)});
    const auto certificate = x509::parse_certificate(root("One"));
    const auto found =
        read(object + "[p11-kit-object-v1]\nclass: x-certificate-extension\nobject-id: 2.5.29.37\n" +
             "value: " + quoted(extension) + "\n" + pem_encode("PUBLIC KEY", certificate->public_key.bytes));
    REQUIRE(found.parts.size() == 1);
    CHECK(found.parts[0].settings.unreadable.empty() == same);
  }
}

TEST_CASE("what p11-kit staples to a key constrains its anchor, or the anchor is not used") {
  const auto quoted = [](const Bytes& bytes) {
    std::string text;
    for (const uint8_t byte : bytes) text += "%" + hex_encode(ByteView(&byte, 1));
    return "\"" + text + "\"";
  };
  const auto stapled = [&](const std::string& id, const Bytes& value) {
    const auto certificate = x509::parse_certificate(root("One"));
    const auto found =
        read("[p11-kit-object-v1]\nclass: certificate\nvalue: " + quoted(root("One")) +
             "\n[p11-kit-object-v1]\nclass: x-certificate-extension\nobject-id: " + id +
             "\nvalue: " + quoted(value) + "\n" + pem_encode("PUBLIC KEY", certificate->public_key.bytes));
    REQUIRE(found.parts.size() == 1);
    return found.parts[0].settings;
  };
  const auto whole = [](const std::string& id, const Bytes& value, bool critical = false) {
    return pki::extension(id, critical, value);
  };
  const auto subtree = [](uint8_t kind, std::string_view text) {
    return pki::sequence({pki::context_primitive(kind, as_bytes(text))});
  };
  const std::string names = "2.5.29.30", basic = "2.5.29.19", usage = "2.5.29.15";
  const Bytes permitted = pki::sequence({pki::context(0, {subtree(2, "example.test")})});
  for (const Bytes& value : {permitted, whole(names, permitted), whole(names, permitted, true)}) {
    const trust::Settings found = stapled(names, value);
    CHECK(found.unreadable.empty());
    REQUIRE(found.constraints.size() == 1);
    CHECK(found.constraints[0]->names().permitted.at(0).base.text() == "example.test");
    CHECK_FALSE(found.constraints[0]->names().has_excluded);
  }
  const Bytes registered = pki::sequence({pki::context(0, {subtree(8, "\x2a\x03")})});
  for (const Bytes& value : {Bytes{}, Bytes{0x30, 5}, pki::sequence(std::vector<Bytes>{}), registered})
    CHECK_FALSE(stapled(names, value).unreadable.empty());

  CHECK(stapled(basic, pki::sequence({pki::boolean(true)})) == trust::Settings{});
  CHECK(stapled(usage, Bytes{3, 2, 1, 6}) == trust::Settings{});
  CHECK(stapled("1.2.3.4", whole("1.2.3.4", Bytes{5, 0})) == trust::Settings{});
  for (const auto& [id, value] : {std::pair{basic, pki::sequence(std::vector<Bytes>{})},
                                  {basic, pki::sequence({pki::boolean(true), pki::integer(0)})},
                                  {usage, Bytes{3, 2, 7, 0x80}},
                                  {"1.2.3.4", whole("1.2.3.4", Bytes{5, 0}, true)}})
    CHECK_FALSE(stapled(id, value).unreadable.empty());
}

TEST_CASE("p11-kit distrusts by issuer and serial number, and its attributes stand anywhere") {
  const auto found = read(
      "[p11-kit-object-v1]\nclass: certificate\nx-distrusted: true\nissuer: "
      "\"%30%0c%31%0a%30%08%06%03%55%04%03%0c%01a\"\nserial-number: \"%02%01%05\"\n");
  REQUIRE(found.distrusted.size() == 1);
  const Bytes name = pki::name({pki::relative_name("2.5.4.3", pki::utf8("A"))});
  Findings faults;
  der::FaultSink sink(faults);
  der::Reader reader(name, sink, {});
  CHECK(found.distrusted[0] == std::pair(x509::canonical(x509::read_name(reader, "name")), Bytes{5}));
  CHECK(ids(read(
            "[p11-kit-object-v1]\nclass: certificate\nx-distrusted: true\nserial-number: \"%02%01%05\"\n")) ==
        Ids{"trust.not_a_certificate"});
  const auto behind = read("[p11-kit-object-v1]\nclass: certificate\n" +
                           pem_encode("CERTIFICATE", root("One")) + "x-distrusted: true\n");
  CHECK(behind.parts.at(0).settings.distrusted);
}

TEST_CASE("what holds no certificate is named") {
  const auto kind = [](const Bytes& der) { return files::recognise_der(der); };
  const Bytes algorithm = pki::sequence({pki::oid("1.2.840.10045.2.1"), pki::oid("1.2.840.10045.3.1.7")});
  const Bytes key_info = pki::sequence({algorithm, pki::bit_string(Bytes{4, 1, 2})});
  const Bytes name = pki::name({pki::relative_name("2.5.4.3", pki::utf8("x"))});
  CHECK(kind(root("One")) == Kind::certificate);
  CHECK(kind(to_bytes(ByteView(root("One")).first(200))) == Kind::certificate);
  CHECK(kind(key_info) == Kind::public_key);
  CHECK(kind(pki::sequence({pki::integer(0), algorithm, pki::octet_string(Bytes{1})})) == Kind::private_key);
  CHECK(kind(pki::sequence({pki::integer(1), pki::octet_string(Bytes{1})})) == Kind::private_key);
  CHECK(kind(pki::sequence({algorithm, pki::octet_string(Bytes{1})})) == Kind::encrypted_private_key);
  CHECK(kind(pki::sequence({pki::sequence({pki::integer(0), name, key_info, pki::context(0, {})}), algorithm,
                            pki::bit_string(Bytes{1})})) == Kind::certificate_request);
  CHECK(kind(pki::sequence({pki::integer(3), pki::sequence({pki::oid("1.2.840.113549.1.7.1")})})) ==
        Kind::pkcs12);
  CHECK(kind(pki::sequence({pki::integer(1), pki::sequence({algorithm, pki::octet_string(Bytes{1})})})) ==
        Kind::time_stamp_request);
  CHECK(kind(pki::sequence(
            {pki::sequence({pki::integer(0)}), pki::sequence({pki::oid("1.2.840.113549.1.7.2")})})) ==
        Kind::time_stamp_response);
  CHECK(
      kind(pki::sequence({pki::sequence({pki::sequence({pki::sequence({pki::sequence(
          {algorithm, pki::octet_string(Bytes{1}), pki::octet_string(Bytes{2}), pki::integer(3)})})})})})) ==
      Kind::ocsp_request);
  CHECK(kind(pki::sequence({pki::sequence({pki::sequence({})})})) == Kind::ocsp_request);
  // A requestorName without its tag, [1].
  CHECK(kind(pki::sequence({pki::sequence({pki::context_primitive(6, as_bytes("http://a.example/")),
                                           pki::sequence({})})})) == Kind::ocsp_request);
  CHECK(kind(pki::sequence({pki::sequence({pki::context(1, {pki::context(4, {name})})})})) ==
        Kind::ocsp_request);
  CHECK(kind(pki::sequence({root("One"), root("Two")})) == Kind::certificate_path);
  // CRLs of both versions, cut off in their issuer's name.
  const Bytes list_fields = pki::sequence({algorithm, name, pki::tlv(0x17, as_bytes("260101000000Z"))});
  const Bytes list_2 = pki::sequence(
      {pki::sequence({pki::integer(1), algorithm, name, pki::tlv(0x17, as_bytes("260101000000Z"))})});
  const Bytes list_1 = pki::sequence({list_fields});
  for (const Bytes& list : {list_1, list_2})
    for (size_t size = list.size(); size > list.size() - 22; --size)
      CHECK(kind(to_bytes(ByteView(list).first(size))) == Kind::crl);
  CHECK(kind(to_bytes(
            as_bytes("0 is the digit that this text begins with, and it goes on for a while longer"))) ==
        Kind::unknown);
  CHECK(kind({}) == Kind::unknown);
  CHECK(kind({0x30}) == Kind::unknown);
}

TEST_CASE(
    "a CRL is recognised whatever its thisUpdate is, and a certificate with the serial number 1 is none") {
  const Bytes algorithm = pki::sequence({pki::oid("1.2.840.10045.4.3.2")});
  const Bytes key_info =
      pki::sequence({pki::sequence({pki::oid("1.2.840.10045.2.1"), pki::oid("1.2.840.10045.3.1.7")}),
                     pki::bit_string(Bytes{4, 1, 2})});
  const Bytes name = pki::name({pki::relative_name("2.5.4.3", pki::utf8("x"))});
  const Bytes time = pki::tlv(0x17, as_bytes("260101000000Z"));
  const Bytes printable = pki::tlv(0x13, as_bytes("260101000000Z")), tagged = pki::context(0, {time});
  const Bytes revoked = pki::sequence({pki::sequence({pki::integer(5), time})});
  const Bytes extensions = pki::context(0, {pki::sequence({pki::sequence({pki::oid("2.5.29.20")})})});
  const auto kind = [&](const std::vector<Bytes>& fields) {
    return files::recognise_der(
        pki::sequence({pki::sequence(fields), algorithm, pki::bit_string(Bytes{1, 2})}));
  };
  const auto both_versions = [&](std::vector<Bytes> fields) {
    fields.insert(fields.begin(), {algorithm, name});
    const Kind version_1 = kind(fields);
    fields.insert(fields.begin(), pki::integer(1));
    return std::pair(version_1, kind(fields));
  };
  const std::pair crls(Kind::crl, Kind::crl), certificates(Kind::certificate, Kind::certificate);
  CHECK(both_versions({time, time, revoked, extensions}) == crls);
  for (const Bytes& wrong : {printable, tagged, pki::sequence({time}), pki::sequence({}), pki::integer(1)}) {
    CHECK(both_versions({wrong, time}) == crls);
    CHECK(both_versions({wrong, time, revoked, extensions}) == crls);
  }
  for (const Bytes& wrong : {printable, tagged}) {
    CHECK(both_versions({wrong}) == crls);
    CHECK(both_versions({wrong, extensions}) == crls);
    CHECK(both_versions({wrong, revoked}) == crls);
    CHECK(both_versions({wrong, revoked, extensions}) == crls);
    CHECK(both_versions({wrong, wrong, revoked, extensions}) == crls);
  }
  // Without any of the times, and with an issuer that is not a Name.
  CHECK(both_versions({}) == std::pair(Kind::crl, Kind::certificate));
  CHECK(both_versions({extensions}) == crls);
  CHECK(both_versions({revoked, extensions}) == crls);
  CHECK(kind({pki::integer(1), algorithm, printable, time, time}) == Kind::crl);

  // Certificates of version 1 with the serial number 1, and without any.
  const Bytes validity = pki::sequence({time, time});
  CHECK(both_versions({validity, name, key_info}) == certificates);
  CHECK(both_versions({validity, pki::sequence({}), key_info}) == certificates);
  CHECK(both_versions({validity, name}) == certificates);
  CHECK(both_versions({validity}) == certificates);
  CHECK(both_versions({pki::sequence({time}), name, key_info}) == certificates);
  CHECK(both_versions({pki::sequence({printable, printable}), name, key_info}) == certificates);
  CHECK(both_versions({pki::sequence({}), name, key_info}) == certificates);
  CHECK(both_versions({pki::tlv(0x31, time), name, key_info}) == certificates);
  CHECK(both_versions({name, key_info}) == certificates);
  CHECK(both_versions({key_info}) == certificates);
  // Of version 3, and with another serial number.
  CHECK(kind({pki::context(0, {pki::integer(2)}), pki::integer(1), algorithm, name, validity, name,
              key_info}) == Kind::certificate);
  CHECK(kind({pki::integer(2), algorithm, name, printable, name, key_info}) == Kind::certificate);
}
