// FTP, NNTP, IRC, LDAP, XMPP, PostgreSQL, MySQL and RDP.
#include "tests/unit/net/starttls_script.h"

#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

using namespace certcheck;
using namespace certcheck::net::starttls;

namespace {

/// Words with zeros in them.
template <size_t size>
std::string raw(const char (&words)[size]) {
  return {words, size - 1};
}

const Turn start = client_says("STARTTLS\r\n"), feat = client_says("FEAT\r\n"),
           auth = client_says("AUTH TLS\r\n"), capabilities = client_says("CAPABILITIES\r\n"),
           cap = client_says("CAP LS 302\r\n");
const Turn ftp_greeting = server_says("220 (vsFTPd 3.0.3)\r\n"),
           ftp_offer = server_says("211-Features:\r\n AUTH TLS\r\n EPRT\r\n211 End\r\n"),
           nntp_greeting = server_says("200 news.example InterNetNews ready\r\n"),
           nntp_offer = server_says("101 Capability list:\r\nVERSION 2\r\nSTARTTLS\r\n.\r\n"),
           irc_offer = server_says(":irc.example CAP * LS :multi-prefix tls\r\n");

}  // namespace

TEST_CASE("AUTH TLS of FTP") {
  check_script(GENERATE(values<ScriptCase>({
      {"listed",
       "ftp",
       {ftp_greeting, feat, ftp_offer, auth, server_says("234 Proceed with negotiation.\r\n")}},
      {"a greeting of free lines",
       "ftp",
       {server_says("220-Welcome\r\n*** no 220 here\r\n500 users\r\n\r\n220-and\r\n220 ready\r\n"), feat,
        ftp_offer, auth, server_says("234-TLS\r\n234 go\r\n")}},
      {"ready in a while",
       "ftp",
       {server_says("120 in 1 minute\r\n220 now\r\n"), feat, server_says("500 what?\r\n"), auth,
        server_says("234\r\n")}},
      {"not listed but known",
       "ftp",
       {ftp_greeting, feat, server_says("211 no features\r\n"), auth, server_says("234 go\r\n")}},
      {"not known",
       "ftp",
       {ftp_greeting, feat, server_says("211-Features:\r\n EPRT\r\n211 End\r\n"), auth,
        server_says("530 Please login with USER and PASS.\r\n")},
       State::refused,
       Refusal::not_offered,
       "does not offer TLS: \"530 Please login with USER and PASS.\""},
      {"a downgrade",
       "ftp",
       {ftp_greeting, feat, server_says("211-Ext:\r\n AUTH SSL;TLS;\r\n211 End\r\n"), auth,
        server_says("502 no\r\n")},
       State::refused,
       Refusal::after_offer,
       "offers TLS and then refuses it: \"502 no\""},
      {"known and refused",
       "ftp",
       {ftp_greeting, feat, server_says("500 what?\r\n"), auth, server_says("534 policy\r\n")},
       State::refused,
       Refusal::after_offer,
       "refuses to start TLS: \"534 policy\""},
      {"no service",
       "ftp",
       {server_says("421 Too many users\r\n")},
       State::refused,
       Refusal::no_service,
       "421"},
      {"SSH",
       "ftp",
       {server_says("SSH-2.0-OpenSSH_9.2\r\n")},
       State::malformed,
       Refusal::none,
       "is not FTP: \"SSH-2.0-OpenSSH_9.2\""},
  })));
}

TEST_CASE("STARTTLS of NNTP") {
  check_script(GENERATE(values<ScriptCase>({
      {"listed", "nntp", {nntp_greeting, capabilities, nntp_offer, start, server_says("382 Begin TLS\r\n")}},
      {"reading alone",
       "nntp",
       {server_says("201 no posting\r\n"), capabilities, server_says("500 what?\r\n"), start,
        server_says("382 go\r\n")}},
      {"not listed",
       "nntp",
       {nntp_greeting, capabilities, server_says("101 list\r\nVERSION 2\r\n.\r\n")},
       State::refused,
       Refusal::not_offered,
       "does not offer TLS"},
      {"not known",
       "nntp",
       {nntp_greeting, capabilities, server_says("500 what?\r\n"), start, server_says("500 what?\r\n")},
       State::refused,
       Refusal::not_offered,
       "500 what?"},
      {"refused after the offer",
       "nntp",
       {nntp_greeting, capabilities, nntp_offer, start, server_says("580 Can not initiate TLS\r\n")},
       State::refused,
       Refusal::after_offer,
       "580"},
      {"no service",
       "nntp",
       {server_says("502 You are not in my access file. Goodbye.\r\n")},
       State::refused,
       Refusal::no_service,
       "502"},
      {"no service now",
       "nntp",
       {nntp_greeting, capabilities, server_says("400 idle\r\n")},
       State::refused,
       Refusal::no_service,
       "400"},
      {"IMAP", "nntp", {server_says("* OK\r\n")}, State::malformed, Refusal::none, "is not NNTP"},
  })));
}

TEST_CASE("STARTTLS of IRC") {
  check_script(GENERATE(values<ScriptCase>({
      {"listed",
       "irc",
       {cap,
        server_says(":irc.example NOTICE * :*** Looking up your host...\r\n:irc.example CAP * LS :tls\r\n"),
        start, server_says(":irc.example 670 * :STARTTLS successful, go ahead with TLS handshake\r\n")}},
      {"in the second of two lists",
       "irc",
       {cap, server_says(":x CAP * LS * :multi-prefix\r\n:x CAP * LS :sasl=PLAIN tls=1\r\n"), start,
        server_says("@time=now :x 670 * :go\r\n")}},
      {"no list",
       "irc",
       {cap, server_says(":x 421 * CAP :Unknown command\r\n"), start, server_says(":x 670 * :go\r\n")}},
      {"a ping",
       "irc",
       {cap, server_says("PING :cookie\r\n"), client_says("PONG :cookie\r\n"), irc_offer, start,
        server_says(":x 670 * :go\r\n")}},
      {"not listed",
       "irc",
       {cap, server_says(":x CAP * LS :multi-prefix xtls\r\n")},
       State::refused,
       Refusal::not_offered,
       "does not offer TLS (it greeted with \":x CAP * LS :multi-prefix xtls\")"},
      {"not known",
       "irc",
       {cap, server_says(":x 451 * :You have not registered\r\n"), start,
        server_says(":x 421 * STARTTLS :Unknown\r\n")},
       State::refused,
       Refusal::not_offered,
       "421"},
      {"refused after the offer",
       "irc",
       {cap, irc_offer, start, server_says(":x 691 * :STARTTLS failure\r\n")},
       State::refused,
       Refusal::after_offer,
       "offers TLS and then refuses it: \":x 691 * :STARTTLS failure\""},
      {"no service",
       "irc",
       {cap, server_says("ERROR :Closing Link: (Throttled)\r\n")},
       State::refused,
       Refusal::no_service,
       "Throttled"},
      {"SMTP",
       "irc",
       {cap, server_says("220 mx.example ESMTP\r\n")},
       State::malformed,
       Refusal::none,
       "is not IRC"},
  })));
}

TEST_CASE("StartTLS of LDAP") {
  const Turn request = client_says(
      "\x30\x1d\x02\x01\x01\x77\x18\x80\x16"
      "1.3.6.1.4.1.1466.20037");
  check_script(GENERATE_COPY(values<ScriptCase>({
      {"OpenLDAP", "ldap", {request, server_says(raw("0\x0c\x02\x01\x01x\x07\n\x01\0\x04\0\x04\0"))}},
      {"Active Directory",
       "ldap",
       {request, server_says(raw("0\x84\0\0\0(\x02\x01\x01x\x84\0\0\0\x1f\n\x01\0\x04\0\x04\0"
                                 "\x8a\x16"
                                 "1.3.6.1.4.1.1466.20037"))}},
      {"not supported",
       "ldap",
       {request, server_says(raw("0*\x02\x01\x01x%\n\x01\x02\x04\0\x04\x1eunsupported extended operation"))},
       State::refused,
       Refusal::not_offered,
       "does not offer TLS: \"protocolError (unsupported extended operation)\""},
      {"unavailable",
       "ldap",
       {request, server_says(raw("0\x0c\x02\x01\x01x\x07\n\x01\x34\x04\0\x04\0"))},
       State::refused,
       Refusal::after_offer,
       "refuses to start TLS: \"unavailable\""},
      {"notice of disconnection",
       "ldap",
       {request, server_says(raw("0\x26\x02\x01\0x!\n\x01\x33\x04\0\x04\x02no\x8a\x16"
                                 "1.3.6.1.4.1.1466.20036"))},
       State::refused,
       Refusal::no_service,
       "refuses service: \"busy (no)\""},
      {"another message",
       "ldap",
       {request, server_says(raw("0\x0c\x02\x01\x02x\x07\n\x01\0\x04\0\x04\0"))},
       State::malformed,
       Refusal::none,
       "is not LDAP"},
      {"a bind's response",
       "ldap",
       {request, server_says(raw("0\x0c\x02\x01\x01\x61\x07\n\x01\0\x04\0\x04\0"))},
       State::malformed,
       Refusal::none,
       "is not LDAP"},
      {"cut short inside",
       "ldap",
       {request, server_says(raw("0\x0a\x02\x01\x01x\x07\n\x01\0\x04\0"))},
       State::malformed,
       Refusal::none,
       "is not LDAP"},
      {"an indefinite length",
       "ldap",
       {request, server_says(raw("0\x80\x02\x01"))},
       State::malformed,
       Refusal::none,
       "is not LDAP"},
      {"a length of gigabytes",
       "ldap",
       {request, server_says("0\x84\xff\xff\xff\xff\x02"), server_closes()},
       State::refused,
       Refusal::no_service,
       "closed the connection while the response to StartTLS was expected"},
      {"TLS",
       "ldap",
       {request, server_says(raw("\x15\x03\x01\0\x02\x02\x46"))},
       State::malformed,
       Refusal::none,
       "a TLS alert; it seems to speak TLS from the first byte"},
  })));
}

TEST_CASE("STARTTLS of XMPP") {
  const Turn open = client_says(
                 "<?xml version='1.0'?><stream:stream to='im.example' xmlns='jabber:client' "
                 "xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>"),
             start_xmpp = client_says("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
  const std::string header =
      "<?xml version='1.0'?>\n<stream:stream id='x&gt;' version='1.0' xml:lang=\"en\" "
      "xmlns:stream='http://etherx.jabber.org/streams' xmlns='jabber:client'>";
  const Turn offer = server_says(header +
                                 "<stream:features><mechanisms xmlns='sasl'><mechanism>PLAIN</mechanism>"
                                 "</mechanisms><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'>"
                                 "<required/></starttls></stream:features>");
  Options options;
  options.server_name = "im.example";
  check_script(
      GENERATE_COPY(values<ScriptCase>({
          {"offered",
           "xmpp",
           {open, offer, start_xmpp, server_says("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")}},
          {"another prefix, CDATA, whitespace",
           "xmpp",
           {open,
            server_says(
                "<s:stream version = '1.0' xmlns:s='x' a='>'> <s:features><x><![CDATA[</s:features>]]>"
                "</x><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></s:features>\n"),
            start_xmpp, server_says("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls' ></proceed>")}},
          {"not offered",
           "xmpp",
           {open, server_says(header + "<stream:features><x><starttls/></x><bind/></stream:features>")},
           State::refused,
           Refusal::not_offered,
           "does not offer TLS"},
          {"no features",
           "xmpp",
           {open, server_says(header + "<stream:features/>")},
           State::refused,
           Refusal::not_offered,
           "does not offer TLS"},
          {"before XMPP 1.0",
           "xmpp",
           {open, server_says("<stream:stream id='1' xmlns='jabber:client'>")},
           State::refused,
           Refusal::not_offered,
           "does not offer TLS"},
          {"refused after the offer",
           "xmpp",
           {open, offer, start_xmpp, server_says("<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")},
           State::refused,
           Refusal::after_offer,
           "offers TLS and then refuses it: \"<failure"},
          {"an unknown host",
           "xmpp",
           {open,
            server_says(header + "<stream:error><host-unknown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>"
                                 "<text xmlns='urn:ietf:params:xml:ns:xmpp-streams'>not served "
                                 "here</text></stream:error></stream:stream>")},
           State::refused,
           Refusal::no_service,
           "refuses service: \"host-unknown (not served here)\""},
          {"the stream's end",
           "xmpp",
           {open, server_says(header + "</stream:stream>")},
           State::refused,
           Refusal::no_service,
           "refuses service"},
          {"HTTP",
           "xmpp",
           {open, server_says("HTTP/1.1 400 Bad Request\r\n")},
           State::malformed,
           Refusal::none,
           "is not XMPP"},
          {"HTML", "xmpp", {open, server_says("<html>")}, State::malformed, Refusal::none, "<html>"},
          {"a document type",
           "xmpp",
           {open, server_says("<!DOCTYPE x [<!ENTITY")},
           State::malformed,
           Refusal::none,
           "is not XMPP"},
          {"a tag within a tag",
           "xmpp",
           {open, server_says("<stream:stream <")},
           State::malformed,
           Refusal::none,
           "is not XMPP"},
      })),
      options);
}

TEST_CASE("XMPP between servers, and a name that is no name") {
  Options options;
  options.server_name = "a'/><b \"&>";
  const Ending ending = play(
      "xmpp-server",
      {client_says("<?xml version='1.0'?><stream:stream to='a&#39;/&gt;&lt;b &quot;&amp;&gt;' "
                   "xmlns='jabber:server' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>"),
       server_says("<stream:stream version='1.0'><stream:features><starttls/></stream:features>"),
       client_says("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"), server_says("<proceed/>")},
      options);
  CHECK(ending.state == State::ready);
}

TEST_CASE("SSLRequest of PostgreSQL") {
  const Turn request = client_says(raw("\0\0\0\x08\x04\xd2\x16\x2f"));
  check_script(GENERATE_COPY(values<ScriptCase>({
      {"yes", "postgres", {request, server_says("S")}},
      {"no",
       "postgres",
       {request, server_says("N")},
       State::refused,
       Refusal::not_offered,
       "the PostgreSQL server does not offer TLS"},
      {"an error",
       "postgres",
       {request, server_says(raw("E\0\0\0\x2fSFATAL\0VFATAL\0C53300\0Mtoo many clients\0Fx.c\0\0"))},
       State::refused,
       Refusal::no_service,
       "refuses service: \"FATAL 53300 too many clients\""},
      {"an error of protocol 2",
       "postgres",
       {request, server_says(raw("Eunsupported frontend protocol\n\0"))},
       State::refused,
       Refusal::no_service,
       "unsupported frontend protocol"},
      {"an empty error",
       "postgres",
       {request, server_says(raw("E\0\0\0\x04"))},
       State::refused,
       Refusal::no_service,
       "refuses service"},
      {"SSH",
       "postgres",
       {request, server_says("xSH")},
       State::malformed,
       Refusal::none,
       "is not PostgreSQL"},
      {"closed",
       "postgres",
       {request, server_closes()},
       State::refused,
       Refusal::no_service,
       "closed the connection while the answer to SSLRequest was expected"},
  })));
}

TEST_CASE("the greeting of MySQL and MariaDB") {
  const std::string version =
                        raw("\x0a"
                            "5.5.5-10.11.6-MariaDB\0"),
                    rest = raw("\x2d\0\0\0saltsalt\0"),
                    end = raw("\xff\x2d\x02\0\xff\x81\x15\0\0\0\0\0\0saltsalt\0");
  const auto packet = [](const std::string& payload, char sequence) {
    return server_says(std::string{static_cast<char>(payload.size()), 0, 0, sequence} + payload);
  };
  const auto request = [](char sequence) {
    return client_says(std::string{32, 0, 0, sequence} + raw("\0\x8a\0\0\0\0\0\1\x21") +
                       std::string(23, '\0'));
  };
  check_script(GENERATE_COPY(values<ScriptCase>({
      {"TLS", "mysql", {packet(version + rest + raw("\xfe\xff") + end, 0), request(1)}},
      {"behind a proxy that counts on", "mysql", {packet(version + rest + raw("\0\x08"), 3), request(4)}},
      {"no TLS",
       "mysql",
       {packet(version + rest + raw("\xfe\xf7") + end, 0)},
       State::refused,
       Refusal::not_offered,
       "does not offer TLS (it greeted with \"5.5.5-10.11.6-MariaDB\")"},
      {"the oldest protocol",
       "mysql",
       {packet(raw("\x09"
                   "3.20\0\0\0\0\0"),
               0)},
       State::refused,
       Refusal::not_offered,
       "3.20"},
      {"host blocked",
       "mysql",
       {packet(raw("\xff\x69\x04Host '::1' is blocked because of many connection errors"), 0)},
       State::refused,
       Refusal::no_service,
       "refuses service: \"error 1129: Host '::1' is blocked"},
      {"an empty error",
       "mysql",
       {packet(raw("\xff\x10"), 0)},
       State::malformed,
       Refusal::none,
       "is not MySQL"},
      {"cut short", "mysql", {packet(version + rest, 0)}, State::malformed, Refusal::none, "is not MySQL"},
      {"no end of the version",
       "mysql",
       {packet("\x0a"
               "8",
               0)},
       State::malformed,
       Refusal::none,
       "is not MySQL"},
      {"an empty packet",
       "mysql",
       {packet("", 0), server_says("x")},
       State::malformed,
       Refusal::none,
       "is not MySQL"},
      {"HTTP",
       "mysql",
       {server_says("HTTP/1.1 400 Bad Request\r\n")},
       State::malformed,
       Refusal::none,
       "HTTP/"},
  })));
}

TEST_CASE("the connection request of RDP") {
  const Turn request = client_says(raw("\x03\0\0\x13\x0e\xe0\0\0\0\0\0\x01\0\x08\0\x03\0\0\0"));
  const auto confirm = [](const std::string& negotiation) {
    return server_says(raw("\x03\0\0\x13\x0e\xd0\0\0\x12\x34\0") + negotiation);
  };
  check_script(GENERATE_COPY(values<ScriptCase>({
      {"TLS", "rdp", {request, confirm(raw("\x02\x1f\x08\0\x01\0\0\0"))}},
      {"CredSSP", "rdp", {request, confirm(raw("\x02\x1f\x08\0\x02\0\0\0"))}},
      {"RDP's own security",
       "rdp",
       {request, confirm(raw("\x02\0\x08\0\0\0\0\0"))},
       State::refused,
       Refusal::not_offered,
       "does not offer TLS"},
      {"no negotiation",
       "rdp",
       {request, server_says(raw("\x03\0\0\x0b\x06\xd0\0\0\x12\x34\0"))},
       State::refused,
       Refusal::not_offered,
       "does not offer TLS"},
      {"not allowed",
       "rdp",
       {request, confirm(raw("\x03\0\x08\0\x02\0\0\0"))},
       State::refused,
       Refusal::not_offered,
       "SSL_NOT_ALLOWED_BY_SERVER"},
      {"no certificate",
       "rdp",
       {request, confirm(raw("\x03\0\x08\0\x03\0\0\0"))},
       State::refused,
       Refusal::after_offer,
       "refuses to start TLS: \"SSL_CERT_NOT_ON_SERVER\""},
      {"an unknown failure",
       "rdp",
       {request, confirm(raw("\x03\0\x08\0\x99\0\0\0"))},
       State::refused,
       Refusal::no_service,
       "failure code 153"},
      {"disconnected",
       "rdp",
       {request, server_says(raw("\x03\0\0\x0b\x06\x80\0\0\0\0\0"))},
       State::refused,
       Refusal::no_service,
       "disconnect"},
      {"no confirmation",
       "rdp",
       {request, server_says(raw("\x03\0\0\x0b\x06\xf0\0\0\0\0\0"))},
       State::malformed,
       Refusal::none,
       "is not RDP"},
      {"too short a packet",
       "rdp",
       {request, server_says(raw("\x03\0\0\x04"))},
       State::malformed,
       Refusal::none,
       "is not RDP"},
      {"TLS first",
       "rdp",
       {request, server_says("\x15\x03\x03")},
       State::malformed,
       Refusal::none,
       "is not RDP"},
  })));
}
