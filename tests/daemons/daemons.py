"""How each daemon is set up: with our chain of certificates, or without TLS."""

import dataclasses
from collections.abc import Callable

HOST = "im.example"
CHAIN, LEAF, ISSUERS, KEY = "/pki/chain.pem", "/pki/leaf.pem", "/pki/issuers.pem", "/pki/key.pem"


@dataclasses.dataclass
class Daemon:
    name: str
    packages: list[str]
    protocols: list[str]
    # Given the sandbox, a port for each protocol, and whether with TLS, writes the configuration and returns the script to run.
    prepare: Callable[..., str]
    users: list[str] = dataclasses.field(default_factory=list)
    root_inside: bool = False  # wants to be root, if only of a namespace
    # How certcheck calls what it does when it has no certificate.
    without_tls: str = "not_offered"


def exim(box, ports, tls):
    box.write("etc/exim4/exim4.conf", f"""
primary_hostname = mail.example
local_interfaces = 127.0.0.1
daemon_smtp_ports = {ports["smtp"]}
spool_directory = /var/spool/exim4
log_file_path = /var/log/%slog
host_lookup =
tls_advertise_hosts = {"*" if tls else ""}
{f"tls_certificate = {CHAIN}" if tls else ""}
{f"tls_privatekey = {KEY}" if tls else ""}
""")
    return "mkdir -p /var/spool/exim4; exec exim4 -bdf -oX 127.0.0.1:%d -C /etc/exim4/exim4.conf" % ports["smtp"]


def postfix(box, ports, tls):
    box.write("etc/postfix/main.cf", f"""
compatibility_level = 3.6
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.example
mydestination =
daemon_directory = /usr/lib/postfix/sbin
queue_directory = /var/spool/postfix
mail_owner = postfix
setgid_group = postdrop
maillog_file = /var/log/postfix.log
smtpd_tls_security_level = {"may" if tls else "none"}
{f"smtpd_tls_chain_files = {KEY}, {CHAIN}" if tls else ""}
""")
    box.write("etc/postfix/master.cf", f"""
{ports["smtp"]} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
rewrite unix - - n - - trivial-rewrite
tlsmgr unix - - n 1000? 1 tlsmgr
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
""")
    # What `postfix start-fg` would do, but for the search for files of other owners, which takes longer than all tests.
    return ("export MAIL_CONFIG=/etc/postfix MAIL_LOGTAG=postfix; cd /var/spool/postfix; mkdir -p pid public private; "
            "chown postfix public private /var/lib/postfix; exec /usr/lib/postfix/sbin/master -s")


def dovecot(box, ports, tls):
    listeners = {"imap": ("imap-login", "imap"), "pop3": ("pop3-login", "pop3"), "managesieve": ("managesieve-login", "sieve"),
                 "submission": ("submission-login", "submission"), "lmtp": ("lmtp", "lmtp")}
    services = "".join(f"""
service {service} {{
  chroot =
  inet_listener {listener} {{
    address = 127.0.0.1
    port = {ports[protocol]}
  }}
  {f"inet_listener {listener}s {{{chr(10)} port = 0{chr(10)} }}" if listener in ("imap", "pop3", "submission") else ""}
}}""" for protocol, (service, listener) in listeners.items())
    box.write("etc/dovecot/dovecot.conf", f"""
protocols = imap pop3 lmtp sieve submission
listen = 127.0.0.1
base_dir = /run/dovecot
state_dir = /var/lib/dovecot
log_path = /dev/stderr
default_internal_user = dovecot
default_internal_group = dovecot
default_login_user = dovenull
mail_location = maildir:/tmp/mail
submission_relay_host = 127.0.0.1
hostname = mail.example
{f"ssl = yes" if tls else "ssl = no"}
{f"ssl_cert = <{CHAIN}" if tls else ""}
{f"ssl_key = <{KEY}" if tls else ""}
passdb {{
  driver = static
  args = nopassword=y
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home=/tmp/mail
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
{services}
""")
    return "mkdir -p /run/dovecot /var/lib/dovecot; exec dovecot -F"


def vsftpd(box, ports, tls):
    box.write("etc/vsftpd.conf", f"""
listen=YES
listen_address=127.0.0.1
listen_port={ports["ftp"]}
background=NO
run_as_launching_user=YES
anonymous_enable=YES
anon_root=/srv
local_enable=NO
secure_chroot_dir=/run/empty
seccomp_sandbox=NO
xferlog_enable=NO
ssl_enable={"YES" if tls else "NO"}
{f"rsa_cert_file={CHAIN}" if tls else ""}
{f"rsa_private_key_file={KEY}" if tls else ""}
""".replace("\n\n", "\n"))
    return "mkdir -p /run/empty; exec vsftpd /etc/vsftpd.conf"


def slapd(box, ports, tls):
    box.write("etc/ldap/slapd.conf", f"""
{f"TLSCertificateFile {LEAF}" if tls else ""}
{f"TLSCACertificateFile {ISSUERS}" if tls else ""}
{f"TLSCertificateKeyFile {KEY}" if tls else ""}
""")
    return "exec slapd -d 0 -h ldap://127.0.0.1:%d -f /etc/ldap/slapd.conf" % ports["ldap"]


def postgres(_, ports, tls):
    options = f"-c ssl=on -c ssl_cert_file={CHAIN} -c ssl_key_file={KEY}" if tls else "-c ssl=off"
    return ("PATH=$(echo /usr/lib/postgresql/*/bin):$PATH; initdb --no-sync -D /var/lib/db -A trust -U nobody >/dev/null; "
            "exec postgres -D /var/lib/db -p %d -h 127.0.0.1 -k /tmp -c fsync=off %s" % (ports["postgres"], options))


def mariadb(_, ports, tls):
    options = f"--ssl-cert={CHAIN} --ssl-key={KEY}" if tls else "--skip-ssl"
    return ("mkdir -p /var/lib/db; exec mariadbd --no-defaults --datadir=/var/lib/db --skip-grant-tables --socket=/tmp/db.sock "
            "--bind-address=127.0.0.1 --port=%d --innodb-buffer-pool-size=8M --innodb-log-file-size=4M %s" % (ports["mysql"], options))


def prosody(box, ports, tls):
    box.write("etc/prosody/prosody.cfg.lua", f"""
pidfile = "/run/prosody.pid"
data_path = "/var/lib/prosody"
log = {{ info = "*console" }}
interfaces = {{ "127.0.0.1" }}
c2s_ports = {{ {ports["xmpp"]} }}
s2s_ports = {{ {ports["xmpp-server"]} }}
c2s_direct_tls_ports = {{}}
s2s_direct_tls_ports = {{}}
modules_enabled = {{ "roster", "saslauth", "dialback", "disco", "s2s"{', "tls"' if tls else ""} }}
authentication = "internal_hashed"
c2s_require_encryption = {"true" if tls else "false"}
s2s_require_encryption = {"true" if tls else "false"}
allow_unencrypted_plain_auth = false
VirtualHost "{HOST}"
{f'ssl = {{ certificate = "{CHAIN}"; key = "{KEY}" }}' if tls else ""}
""")
    return "mkdir -p /var/lib/prosody; exec prosody -F"


def nnrpd(box, ports, tls):
    box.write("etc/news/inn.conf", f"""
mta: "/bin/true %s"
organization: certcheck
nnrpdloadlimit: 0
ovmethod: tradindexed
hismethod: hisv6
pathhost: news.example
pathnews: /usr/lib/news
pathdb: /var/lib/news
pathetc: /etc/news
pathlog: /var/log/news
pathrun: /run/news
pathspool: /var/spool/news
pathtmp: /tmp
runasuser: news
runasgroup: news
domain: example
{f"tlscafile: {ISSUERS}" if tls else ""}
{f"tlscertfile: {CHAIN}" if tls else ""}
{f"tlskeyfile: {KEY}" if tls else ""}
""")
    box.write("etc/news/readers.conf", 'auth "all" {\n  hosts: "*"\n  default: "<all>"\n}\naccess "all" {\n  users: "*"\n  newsgroups: "*"\n}\n')
    for name in ("active", "active.times", "newsgroups", "history"):
        box.write(f"var/lib/news/{name}", "")
    return ("mkdir -p /run/news /var/spool/news/overview /var/log/news; /usr/lib/news/bin/makehistory -O -x -a -f /tmp/history; "
            "exec /usr/lib/news/bin/nnrpd -D -f -b 127.0.0.1 -p %d" % ports["nntp"])


def inspircd(box, ports, tls):
    box.write("etc/inspircd/inspircd.conf", f"""
<server name="irc.example" description="certcheck" network="example">
<admin name="a" nick="a" email="a@example">
<bind address="127.0.0.1" port="{ports["irc"]}" type="clients">
<connect allow="*" timeout="60" resolvehostnames="no" useident="no">
<log method="file" type="*" level="default" target="/tmp/irc.log">
<pid file="/tmp/irc.pid">
<module name="cap">
{f'<module name="ssl_gnutls"><sslprofile name="clients" provider="gnutls" certfile="{CHAIN}" keyfile="{KEY}">' if tls else ""}
{'<module name="starttls"><starttls provider="clients">' if tls else ""}
""")
    return "exec inspircd --nofork --config /etc/inspircd/inspircd.conf"


def xrdp(box, ports, tls):
    box.write("etc/xrdp/xrdp.ini", f"""
[Globals]
ini_version=1
fork=false
port=tcp://127.0.0.1:{ports["rdp"]}
security_layer={"negotiate" if tls else "rdp"}
crypt_level=high
certificate={CHAIN}
key_file={KEY}
ssl_protocols=TLSv1.2, TLSv1.3
[Logging]
LogFile=/tmp/xrdp.log
LogLevel=INFO
EnableSyslog=false
[Xorg]
name=Xorg
lib=libxup.so
""")
    return "mkdir -p /run/xrdp; xrdp-keygen xrdp /etc/xrdp/rsakeys.ini >/dev/null; exec xrdp --nodaemon --port tcp://127.0.0.1:%d --config /etc/xrdp/xrdp.ini" % ports["rdp"]


DAEMONS = [
    Daemon("exim", ["exim4-daemon-light"], ["smtp"], exim, ["Debian-exim"]),
    Daemon("postfix", ["postfix"], ["smtp"], postfix, ["postfix", "postdrop"], root_inside=True),
    Daemon("dovecot", ["dovecot-imapd", "dovecot-pop3d", "dovecot-lmtpd", "dovecot-managesieved", "dovecot-submissiond"],
           ["imap", "pop3", "lmtp", "managesieve", "submission"], dovecot, ["dovecot", "dovenull"]),
    Daemon("vsftpd", ["vsftpd"], ["ftp"], vsftpd, ["ftp"]),
    Daemon("slapd", ["slapd"], ["ldap"], slapd, ["openldap"]),
    Daemon("postgresql", ["postgresql"], ["postgres"], postgres, ["postgres"]),
    Daemon("mariadb", ["mariadb-server-core"], ["mysql"], mariadb, ["mysql"]),
    Daemon("prosody", ["prosody"], ["xmpp", "xmpp-server"], prosody, ["prosody"]),
    Daemon("inn", ["inn2"], ["nntp"], nnrpd, ["news"], without_tls="after_offer"),
    Daemon("inspircd", ["inspircd"], ["irc"], inspircd, ["irc"]),
    Daemon("xrdp", ["xrdp"], ["rdp"], xrdp, ["xrdp"]),
]
