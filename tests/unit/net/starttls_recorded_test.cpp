// What each dialogue came to with daemons as Debian 12 ships them, recorded: with TLS set up and without. The
// daemons themselves are run by `scripts/test daemons`.
#include "tests/unit/net/starttls_script.h"

#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

using namespace certcheck;
using namespace certcheck::net::starttls;

namespace {

template <size_t size>
Turn client(const char (&words)[size]) {
  return client_says({words, size - 1});
}

template <size_t size>
Turn server(const char (&words)[size]) {
  return server_says({words, size - 1});
}

std::vector<ScriptCase> recorded() {
  return {
      {"exim",
       "smtp",
       {server("220 mail.example ESMTP Exim 4.96 Sun, 29 Nov 2026 17:53:07 +0000\r\n"),
        client("EHLO [127.0.0.1]\r\n"),
        server("250-mail.example Hello [127.0.0.1] [127.0.0.1]\r\n"
               "250-SIZE 52428800\r\n"
               "250-8BITMIME\r\n"
               "250-PIPELINING\r\n"
               "250-PIPECONNECT\r\n"
               "250-CHUNKING\r\n"
               "250-STARTTLS\r\n"
               "250-SMTPUTF8\r\n"
               "250 HELP\r\n"),
        client("STARTTLS\r\n"), server("220 TLS go ahead\r\n")}},
      {"exim without TLS",
       "smtp",
       {server("220 mail.example ESMTP Exim 4.96 Sun, 29 Nov 2026 17:53:07 +0000\r\n"),
        client("EHLO [127.0.0.1]\r\n"),
        server("250-mail.example Hello [127.0.0.1] [127.0.0.1]\r\n"
               "250-SIZE 52428800\r\n"
               "250-8BITMIME\r\n"
               "250-PIPELINING\r\n"
               "250-PIPECONNECT\r\n"
               "250-CHUNKING\r\n"
               "250-SMTPUTF8\r\n"
               "250 HELP\r\n")},
       State::refused,
       Refusal::not_offered,
       ""},
      {"dovecot",
       "imap",
       {server("* OK [CAPABILITY IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE LITERAL+ STARTTLS "
               "AUTH=PLAIN] Dovecot (Debian) ready.\r\n"),
        client("a2 STARTTLS\r\n"), server("a2 OK Begin TLS negotiation now.\r\n")}},
      {"dovecot",
       "pop3",
       {server("+OK Dovecot (Debian) ready.\r\n"), client("CAPA\r\n"),
        server("+OK\r\n"
               "CAPA\r\n"
               "TOP\r\n"
               "UIDL\r\n"
               "RESP-CODES\r\n"
               "PIPELINING\r\n"
               "AUTH-RESP-CODE\r\n"
               "STLS\r\n"
               "USER\r\n"
               "SASL PLAIN\r\n"
               ".\r\n"),
        client("STLS\r\n"), server("+OK Begin TLS negotiation now.\r\n")}},
      {"dovecot",
       "lmtp",
       {server("220 mail.example Dovecot (Debian) ready.\r\n"), client("LHLO [127.0.0.1]\r\n"),
        server("250-mail.example\r\n"
               "250-8BITMIME\r\n"
               "250-CHUNKING\r\n"
               "250-ENHANCEDSTATUSCODES\r\n"
               "250-PIPELINING\r\n"
               "250 STARTTLS\r\n"),
        client("STARTTLS\r\n"), server("220 2.0.0 Begin TLS negotiation now.\r\n")}},
      {"dovecot",
       "managesieve",
       {server("\"IMPLEMENTATION\" \"Dovecot (Debian) Pigeonhole\"\r\n"
               "\"SIEVE\" \"fileinto reject envelope encoded-character vacation subaddress comparato"
               "r-i;ascii-numeric relational regex imap4flags copy include variables body enotify en"
               "vironment mailbox date index ihave duplicate mime foreverypart extracttext\"\r\n"
               "\"NOTIFY\" \"mailto\"\r\n"
               "\"SASL\" \"PLAIN\"\r\n"
               "\"STARTTLS\"\r\n"
               "\"VERSION\" \"1.0\"\r\n"
               "OK \"Dovecot (Debian) ready.\"\r\n"),
        client("STARTTLS\r\n"), server("OK \"Begin TLS negotiation now.\"\r\n")}},
      {"dovecot",
       "submission",
       {server("220 mail.example Dovecot (Debian) ready.\r\n"), client("EHLO [127.0.0.1]\r\n"),
        server("250-mail.example\r\n"
               "250-8BITMIME\r\n"
               "250-AUTH PLAIN\r\n"
               "250-BURL imap\r\n"
               "250-CHUNKING\r\n"
               "250-ENHANCEDSTATUSCODES\r\n"
               "250-SIZE\r\n"
               "250-STARTTLS\r\n"
               "250 PIPELINING\r\n"),
        client("STARTTLS\r\n"), server("220 2.0.0 Begin TLS negotiation now.\r\n")}},
      {"dovecot without TLS",
       "imap",
       {server("* OK [CAPABILITY IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE LITERAL+ AUTH=PLAI"
               "N] Dovecot (Debian) ready.\r\n"),
        client("a1 CAPABILITY\r\n"),
        server("* CAPABILITY IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE LITERAL+ AUTH=PLAIN\r"
               "\n"
               "a1 OK Pre-login capabilities listed, post-login capabilities have more.\r\n")},
       State::refused,
       Refusal::not_offered,
       ""},
      {"dovecot without TLS",
       "pop3",
       {server("+OK Dovecot (Debian) ready.\r\n"), client("CAPA\r\n"),
        server("+OK\r\n"
               "CAPA\r\n"
               "TOP\r\n"
               "UIDL\r\n"
               "RESP-CODES\r\n"
               "PIPELINING\r\n"
               "AUTH-RESP-CODE\r\n"
               "USER\r\n"
               "SASL PLAIN\r\n"
               ".\r\n")},
       State::refused,
       Refusal::not_offered,
       ""},
      {"dovecot without TLS",
       "lmtp",
       {server("220 mail.example Dovecot (Debian) ready.\r\n"), client("LHLO [127.0.0.1]\r\n"),
        server("250-mail.example\r\n"
               "250-8BITMIME\r\n"
               "250-CHUNKING\r\n"
               "250-ENHANCEDSTATUSCODES\r\n"
               "250 PIPELINING\r\n")},
       State::refused,
       Refusal::not_offered,
       ""},
      {"dovecot without TLS",
       "managesieve",
       {server("\"IMPLEMENTATION\" \"Dovecot (Debian) Pigeonhole\"\r\n"
               "\"SIEVE\" \"fileinto reject envelope encoded-character vacation subaddress comparato"
               "r-i;ascii-numeric relational regex imap4flags copy include variables body enotify en"
               "vironment mailbox date index ihave duplicate mime foreverypart extracttext\"\r\n"
               "\"NOTIFY\" \"mailto\"\r\n"
               "\"SASL\" \"PLAIN\"\r\n"
               "\"VERSION\" \"1.0\"\r\n"
               "OK \"Dovecot (Debian) ready.\"\r\n")},
       State::refused,
       Refusal::not_offered,
       ""},
      {"dovecot without TLS",
       "submission",
       {server("220 mail.example Dovecot (Debian) ready.\r\n"), client("EHLO [127.0.0.1]\r\n"),
        server("250-mail.example\r\n"
               "250-8BITMIME\r\n"
               "250-AUTH PLAIN\r\n"
               "250-BURL imap\r\n"
               "250-CHUNKING\r\n"
               "250-ENHANCEDSTATUSCODES\r\n"
               "250-SIZE\r\n"
               "250 PIPELINING\r\n")},
       State::refused,
       Refusal::not_offered,
       ""},
      {"vsftpd",
       "ftp",
       {server("220 (vsFTPd 3.0.3)\r\n"), client("FEAT\r\n"),
        server("211-Features:\r\n"
               " AUTH TLS\r\n"
               " EPRT\r\n"
               " EPSV\r\n"
               " MDTM\r\n"
               " PASV\r\n"
               " PBSZ\r\n"
               " PROT\r\n"
               " REST STREAM\r\n"
               " SIZE\r\n"
               " TVFS\r\n"
               "211 End\r\n"),
        client("AUTH TLS\r\n"), server("234 Proceed with negotiation.\r\n")}},
      {"vsftpd without TLS",
       "ftp",
       {server("220 (vsFTPd 3.0.3)\r\n"), client("FEAT\r\n"),
        server("211-Features:\r\n"
               " EPRT\r\n"
               " EPSV\r\n"
               " MDTM\r\n"
               " PASV\r\n"
               " REST STREAM\r\n"
               " SIZE\r\n"
               " TVFS\r\n"
               "211 End\r\n"),
        client("AUTH TLS\r\n"), server("530 Please login with USER and PASS.\r\n")},
       State::refused,
       Refusal::not_offered,
       ""},
      {"slapd",
       "ldap",
       {client("0\035\002\001\001w\030\200\0261.3.6.1.4.1.1466.20037"), server("0\014\002\001\001x\007\n"
                                                                               "\001\000\004\000\004\000")}},
      {"slapd without TLS",
       "ldap",
       {client("0\035\002\001\001w\030\200\0261.3.6.1.4.1.1466.20037"),
        server("0*\002\001\001x%\n"
               "\001\002\004\000\004\036unsupported extended operation")},
       State::refused,
       Refusal::not_offered,
       ""},
      {"postgresql", "postgres", {client("\000\000\000\010\004\322\026/"), server("S")}},
      {"postgresql without TLS",
       "postgres",
       {client("\000\000\000\010\004\322\026/"), server("N")},
       State::refused,
       Refusal::not_offered,
       ""},
      {"mariadb",
       "mysql",
       {server("d\000\000\000\n"
               "5.5.5-10.11.19-MariaDB-0+deb12u1\000\004\000\000\000;$A\\*Zh|\000\376\377\010\002"
               "\000\377\201\025\000\000\000\000\000\000\035\000\000\000W{'L,7l=,c.Y\000mysql_native"
               "_password\000"),
        client(" \000\000\001\000\212\000\000\000\000\000\001!\000\000\000\000\000\000\000\000\000"
               "\000\000\000\000\000\000\000\000\000\000\000\000\000\000")}},
      {"mariadb without TLS",
       "mysql",
       {server("d\000\000\000\n"
               "5.5.5-10.11.19-MariaDB-0+deb12u1\000\004\000\000\000i&~l%mw1\000\376\367\010\002\000"
               "\377\201\025\000\000\000\000\000\000\035\000\000\000+%uB&9)b5~>X\000mysql_native_pas"
               "sword\000")},
       State::refused,
       Refusal::not_offered,
       ""},
      {"prosody",
       "xmpp",
       {client("<?xml version='1.0'?><stream:stream to='im.example' xmlns='jabber:client' xmlns:stre"
               "am='http://etherx.jabber.org/streams' version='1.0'>"),
        server("<?xml version='1.0'?><stream:stream id='bb88c0ae-06d5-4ddf-aa47-f438e7cc2329' xml:la"
               "ng='en' xmlns:stream='http://etherx.jabber.org/streams' xmlns='jabber:client' versio"
               "n='1.0' from='im.example'><stream:features><starttls xmlns='urn:ietf:params:xml:ns:x"
               "mpp-tls'><required/></starttls></stream:features>"),
        client("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"),
        server("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")}},
      {"prosody",
       "xmpp-server",
       {client("<?xml version='1.0'?><stream:stream to='im.example' xmlns='jabber:server' xmlns:stre"
               "am='http://etherx.jabber.org/streams' version='1.0'>"),
        server("<?xml version='1.0'?><stream:stream id='61464561-6512-4ce1-9e5b-127880c3e73e' versio"
               "n='1.0' from='im.example' xml:lang='en' xmlns:stream='http://etherx.jabber.org/strea"
               "ms' to='' xmlns='jabber:server' xmlns:db='jabber:server:dialback'><stream:features><"
               "dialback xmlns='urn:xmpp:features:dialback'/><starttls xmlns='urn:ietf:params:xml:ns"
               ":xmpp-tls'><required/></starttls></stream:features>"),
        client("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"),
        server("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")}},
      {"prosody without TLS",
       "xmpp",
       {client("<?xml version='1.0'?><stream:stream to='im.example' xmlns='jabber:client' xmlns:stre"
               "am='http://etherx.jabber.org/streams' version='1.0'>"),
        server("<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://ether"
               "x.jabber.org/streams' version='1.0' from='im.example' id='a1c2d8d5-a27d-4297-a9a7-4c"
               "af20a72abc' xml:lang='en'><stream:features><mechanisms xmlns='urn:ietf:params:xml:ns"
               ":xmpp-sasl'><mechanism>SCRAM-SHA-1</mechanism></mechanisms></stream:features>")},
       State::refused,
       Refusal::not_offered,
       ""},
      {"prosody without TLS",
       "xmpp-server",
       {client("<?xml version='1.0'?><stream:stream to='im.example' xmlns='jabber:server' xmlns:stre"
               "am='http://etherx.jabber.org/streams' version='1.0'>"),
        server("<?xml version='1.0'?><stream:stream xmlns='jabber:server' xmlns:stream='http://ether"
               "x.jabber.org/streams' version='1.0' to='' from='im.example' id='d932a658-bf61-4c53-b"
               "6b0-64c4d0b66bce' xmlns:db='jabber:server:dialback' xml:lang='en'><stream:features><"
               "dialback xmlns='urn:xmpp:features:dialback'/></stream:features>")},
       State::refused,
       Refusal::not_offered,
       ""},
      {"inn",
       "nntp",
       {server("200 news.example InterNetNews NNRP server INN 2.7.1 ready (posting ok)\r\n"),
        client("CAPABILITIES\r\n"),
        server("101 Capability list:\r\n"
               "VERSION 2\r\n"
               "IMPLEMENTATION INN 2.7.1\r\n"
               "AUTHINFO SASL\r\n"
               "COMPRESS DEFLATE\r\n"
               "HDR\r\n"
               "LIST ACTIVE ACTIVE.TIMES COUNTS DISTRIB.PATS DISTRIBUTIONS HEADERS MODERATORS MOTD N"
               "EWSGROUPS OVERVIEW.FMT SUBSCRIPTIONS\r\n"
               "NEWNEWS\r\n"
               "OVER\r\n"
               "POST\r\n"
               "READER\r\n"
               "SASL SCRAM-SHA-512 SCRAM-SHA-384 SCRAM-SHA-256 SCRAM-SHA-224 SCRAM-SHA-1 DIGEST-MD5 "
               "CRAM-MD5 NTLM\r\n"
               "STARTTLS\r\n"
               "XPAT\r\n"
               ".\r\n"),
        client("STARTTLS\r\n"), server("382 Begin TLS negotiation now\r\n")}},
      {"inn without TLS",
       "nntp",
       {server("200 news.example InterNetNews NNRP server INN 2.7.1 ready (posting ok)\r\n"),
        client("CAPABILITIES\r\n"),
        server("101 Capability list:\r\n"
               "VERSION 2\r\n"
               "IMPLEMENTATION INN 2.7.1\r\n"
               "AUTHINFO SASL\r\n"
               "COMPRESS DEFLATE\r\n"
               "HDR\r\n"
               "LIST ACTIVE ACTIVE.TIMES COUNTS DISTRIB.PATS DISTRIBUTIONS HEADERS MODERATORS MOTD N"
               "EWSGROUPS OVERVIEW.FMT SUBSCRIPTIONS\r\n"
               "NEWNEWS\r\n"
               "OVER\r\n"
               "POST\r\n"
               "READER\r\n"
               "SASL SCRAM-SHA-512 SCRAM-SHA-384 SCRAM-SHA-256 SCRAM-SHA-224 SCRAM-SHA-1 DIGEST-MD5 "
               "CRAM-MD5 NTLM\r\n"
               "STARTTLS\r\n"
               "XPAT\r\n"
               ".\r\n"),
        client("STARTTLS\r\n"), server("580 Error initializing TLS\r\n")},
       State::refused,
       Refusal::after_offer,
       ""},
      {"inspircd",
       "irc",
       {client("CAP LS 302\r\n"),
        server(":irc.example CAP * LS :inspircd.org/poison inspircd.org/standard-replies tls \r\n"),
        client("STARTTLS\r\n"),
        server(":irc.example 670 * :STARTTLS successful, go ahead with TLS handshake\r\n")}},
      {"inspircd without TLS",
       "irc",
       {client("CAP LS 302\r\n"),
        server(":irc.example CAP * LS :inspircd.org/poison inspircd.org/standard-replies \r\n")},
       State::refused,
       Refusal::not_offered,
       ""},
      {"xrdp",
       "rdp",
       {client("\003\000\000\023\016\340\000\000\000\000\000\001\000\010\000\003\000\000\000"),
        server("\003\000\000\023\016\320\000\000\0224\000\002\001\010\000\001\000\000\000")}},
      {"xrdp without TLS",
       "rdp",
       {client("\003\000\000\023\016\340\000\000\000\000\000\001\000\010\000\003\000\000\000"),
        server("\003\000\000\023\016\320\000\000\0224\000\002\001\010\000\000\000\000\000")},
       State::refused,
       Refusal::not_offered,
       ""},
  };
}

}  // namespace

TEST_CASE("dialogues as daemons had them") {
  Options options;
  options.server_name = "im.example";
  check_script(GENERATE(from_range(recorded())), options);
}
