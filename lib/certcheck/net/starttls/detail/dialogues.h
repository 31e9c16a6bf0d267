#pragma once

#include "certcheck/net/starttls/detail/dialogue.h"

#include <memory>

namespace certcheck::net::starttls {

// Each dialogue's beginning; protocols.cpp lists them.
std::unique_ptr<Dialogue> start_smtp(const Options& options);
std::unique_ptr<Dialogue> start_lmtp(const Options& options);
std::unique_ptr<Dialogue> start_imap(const Options& options);
std::unique_ptr<Dialogue> start_pop3(const Options& options);
std::unique_ptr<Dialogue> start_managesieve(const Options& options);
std::unique_ptr<Dialogue> start_ftp(const Options& options);
std::unique_ptr<Dialogue> start_ldap(const Options& options);
std::unique_ptr<Dialogue> start_xmpp_client(const Options& options);
std::unique_ptr<Dialogue> start_xmpp_server(const Options& options);
std::unique_ptr<Dialogue> start_nntp(const Options& options);
std::unique_ptr<Dialogue> start_irc(const Options& options);
std::unique_ptr<Dialogue> start_postgres(const Options& options);
std::unique_ptr<Dialogue> start_mysql(const Options& options);
std::unique_ptr<Dialogue> start_rdp(const Options& options);

}  // namespace certcheck::net::starttls
