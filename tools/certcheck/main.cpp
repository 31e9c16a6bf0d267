#include "certcheck/crypto/verifier.h"
#include "certcheck/engine/report.h"
#include "certcheck/files/files.h"
#include "certcheck/files/pkcs12_key.h"
#include "certcheck/files/recognise.h"
#include "certcheck/names/reference_name.h"
#include "certcheck/net/client/choices.h"
#include "certcheck/net/client/client_identity.h"
#include "certcheck/net/connect.h"
#include "certcheck/request/settings.h"
#include "certcheck/scan/scan.h"
#include "certcheck/targets.h"

#include "common/catalogue.h"
#include "common/clock.h"
#include "common/endings.h"
#include "common/expectation_options.h"
#include "common/fail_on.h"
#include "common/output.h"
#include "common/usage.h"
#include "common/verification_options.h"
#include "common/whole_number.h"

#include <CLI/CLI.hpp>

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace certcheck;
using tools::ExitStatus;

constexpr tools::Program program{"certcheck"};

struct Arguments {
  request::Settings verification;
  std::vector<std::string> targets;
  std::string targets_file;
  std::string connect, sni, certificate, key, key_passphrase;
  std::string versions, groups, cipher_suites, alpn;
  std::optional<std::string> starttls;
  double timeout_seconds = 15;
  tools::OutputOptions output;
  tools::CatalogueOptions catalogue;
  std::string fail_on;
  tools::ExpectationOptions expectations;
  bool ipv4 = false, ipv6 = false, all_addresses = false, no_request = false;
  size_t concurrency = 100;
};

class Run {
 public:
  Run(const Arguments& arguments, tools::Stores loaded, scan::Options options, tools::TargetSource source,
      tools::Output output)
      : arguments_(arguments),
        stores_(std::move(loaded.stores)),
        options_(std::move(options)),
        source_(std::move(source)),
        output_(std::move(output)),
        format_(tools::error_format(arguments.output)) {}

  ExitStatus run() {
    const net::Connector::Limits fitting = net::Connector::fitting({.in_flight = options_.in_flight});
    if (fitting.in_flight < options_.in_flight)
      program.say("the limit of open files (ulimit -n) leaves room for " + std::to_string(fitting.in_flight) +
                  " handshakes at once instead of " + std::to_string(options_.in_flight));
    std::vector<const trust::Store*> stores;
    for (const auto& store : stores_) stores.push_back(&store);
    crypto::Verifier verifier;
    scan::run(
        options_, stores, verifier, [this] { return next(); },
        [this](const std::string& input, const Result<engine::Report>& report) {
          if (report)
            finish(input, *report);
          else
            report_error(input, report.error());
        });
    const auto unwritten = output_.finish();
    if (source_.problem()) return program.fail(*source_.problem(), format_);
    if (targets_ == 0) return program.fail({Error::Kind::usage, "no target given; see --help"}, format_);
    if (!unwritten) return status_;
    program.say(unwritten->message);
    return ExitStatus::usage;
  }

 private:
  /// Nothing follows once nobody reads the reports any more.
  std::optional<std::string> next() {
    if (tools::output_broken()) return std::nullopt;
    auto input = source_.next();
    if (input) ++targets_;
    return input;
  }

  void finish(const std::string& input, const engine::Report& report) {
    const bool contradiction = report.handshake && report.handshake->failure == tls::HandshakeFailure::usage;
    output_.write({input, &report, program.origin()});
    const std::lock_guard lock(status_mutex_);
    tools::summarise(report);
    const ExitStatus of_verdict = contradiction ? ExitStatus::usage : tools::status_of(report.verdict);
    status_ = worse(status_, worse(of_verdict, tools::status_of_findings(report, arguments_.fail_on)));
  }

  void report_error(const std::string& input, const Error& error) {
    program.say(error.message);
    output_.write_error(error, input, program.origin());
    const std::lock_guard lock(status_mutex_);
    status_ = worse(status_, ExitStatus::usage);
  }

  const Arguments& arguments_;
  const std::vector<trust::Store> stores_;
  const scan::Options options_;
  tools::TargetSource source_;
  tools::Output output_;
  const tools::Format format_;
  size_t targets_ = 0;
  std::mutex status_mutex_;
  ExitStatus status_ = ExitStatus::fine;
};

/// The client's certificate and key; null if there is none.
Result<std::shared_ptr<const net::ClientIdentity>> read_identity(const Arguments& arguments) {
  const auto usage = [](std::string message) { return Error{Error::Kind::usage, std::move(message)}; };
  if (arguments.certificate.empty()) {
    if (!arguments.key.empty()) return usage("missing option --cert, the certificate of --key");
    if (!arguments.key_passphrase.empty())
      return usage("--key-passphrase is of no use without --key, or a PKCS#12 file as --cert");
    return std::shared_ptr<const net::ClientIdentity>();
  }
  const auto certificate = files::read_file(arguments.certificate);
  if (!certificate) return Error{certificate.error().kind, "--cert: " + certificate.error().message};
  std::string passphrase;
  if (!arguments.key_passphrase.empty()) {
    const auto file = files::read_file(arguments.key_passphrase);
    if (!file) return Error{file.error().kind, "--key-passphrase: " + file.error().message};
    const std::string_view text = as_text(*file);
    passphrase = text.substr(0, text.find_first_of("\r\n"));
  }
  if (files::recognise_binary(*certificate) == files::Kind::pkcs12) {
    if (!arguments.key.empty())
      return usage("--key is of no use with a PKCS#12 file as --cert, which has the key itself");
    auto opened = files::read_pkcs12_key(*certificate, passphrase, "--key-passphrase");
    if (!opened) return usage("--cert: " + opened.error().message);
    auto identity = net::ClientIdentity::from_der(opened->chain, opened->private_key);
    return identity ? std::move(identity) : usage("--cert: " + identity.error().message);
  }
  if (arguments.key.empty())
    return usage("missing option --key, the key of --cert (a PKCS#12 file has both in one)");
  const auto key = files::read_file(arguments.key);
  if (!key) return Error{key.error().kind, "--key: " + key.error().message};
  auto identity = net::ClientIdentity::from_pem(as_text(*certificate), as_text(*key), passphrase);
  return identity ? std::move(identity) : usage("--cert/--key: " + identity.error().message);
}

/// --tls-versions, --groups, --ciphers and --alpn; what is wrong with them.
std::optional<Error> read_offer(const Arguments& arguments, net::ConnectOptions& options) {
  const auto read = [](const std::string& text, const char* option, auto reader,
                       std::vector<uint16_t>& list) {
    std::optional<Error> problem;
    if (text.empty()) return problem;
    auto values = reader(text);
    if (values) {
      list = *std::move(values);
    } else {
      problem = Error{values.error().kind, std::string(option) + ": " + values.error().message};
    }
    return problem;
  };
  if (auto problem = read(arguments.versions, "--tls-versions", net::read_versions, options.versions))
    return problem;
  if (auto problem = read(arguments.groups, "--groups", net::read_groups, options.groups)) return problem;
  if (auto problem =
          read(arguments.cipher_suites, "--ciphers", net::read_cipher_suites, options.cipher_suites))
    return problem;
  if (arguments.alpn.empty()) return std::nullopt;
  options.alpn.clear();
  if (arguments.alpn == "none") return std::nullopt;
  for (size_t at = 0; at <= arguments.alpn.size();) {
    const size_t end = std::min(arguments.alpn.find(',', at), arguments.alpn.size());
    // RFC 7301 3.1: an opaque name of 1 to 255 bytes.
    if (end == at || end - at > 255)
      return Error{Error::Kind::usage, "--alpn: a protocol's name has from 1 to 255 bytes"};
    options.alpn.push_back(arguments.alpn.substr(at, end - at));
    at = end + 1;
  }
  return std::nullopt;
}

Result<net::ConnectOptions> to_connect_options(const Arguments& arguments) {
  net::ConnectOptions options;
  if (arguments.ipv4) options.family = net::ConnectOptions::Family::ipv4;
  if (arguments.ipv6) options.family = net::ConnectOptions::Family::ipv6;
  options.send_request = !arguments.no_request;
  // Written so that "nan" does not pass either.
  if (!(arguments.timeout_seconds >= 0.001 && arguments.timeout_seconds <= 86'400))
    return Error{Error::Kind::usage, "--timeout takes from 0.001 to 86400 seconds"};
  options.timeout = std::chrono::milliseconds(static_cast<int64_t>(arguments.timeout_seconds * 1000));
  // Who allows more time in all allows a slow server more for each answer.
  options.step_timeout = std::max(std::min(options.step_timeout, options.timeout), options.timeout * 2 / 3);
  if (!arguments.connect.empty()) {
    const auto address = scan::read_target(arguments.connect, {.port = 0, .starttls = ""});
    if (!address) return Error{Error::Kind::usage, "--connect: " + address.error().message};
    options.connect_host = address->host;
    options.connect_port = address->port;
  }
  if (arguments.sni == "none") {
    options.sni = "";
  } else if (!arguments.sni.empty()) {
    const auto name = names::make_reference_name(names::ReferenceName::Kind::dns, arguments.sni);
    if (!name) return Error{Error::Kind::usage, "--sni: " + name.error().message};
    options.sni = name->value;
  }
  if (auto problem = read_offer(arguments, options)) return *std::move(problem);
  auto identity = read_identity(arguments);
  if (!identity) return identity.error();
  options.identity = *std::move(identity);
  return options;
}

ExitStatus run(const Arguments& arguments) {
  const tools::Format format = tools::error_format(arguments.output);
  auto engine_options =
      request::to_options(arguments.verification, tools::now(), request::Spelling::command_line);
  if (!engine_options) return program.fail(engine_options.error(), format);
  scan::Options options;
  options.each_address = arguments.all_addresses;
  options.in_flight = arguments.concurrency;
  options.match_host = !arguments.verification.no_name;
  options.engine = *std::move(engine_options);
  // A long list takes a while: without --time each target has its own now.
  if (arguments.verification.time) options.time = options.engine.path.time;
  if (arguments.starttls) {
    auto starttls = net::parse_starttls(*arguments.starttls);
    if (!starttls)
      return program.fail({starttls.error().kind, "--starttls: " + starttls.error().message}, format);
    options.targets.starttls = *std::move(starttls);
  }
  auto connect_options = to_connect_options(arguments);
  if (!connect_options) return program.fail(connect_options.error(), format);
  options.connect = *std::move(connect_options);
  const auto reading = tools::to_read_options(arguments.verification);
  if (!reading) return program.fail(reading.error(), format);
  std::vector<std::string> warnings;
  auto loaded = tools::load_stores(arguments.verification, *reading, /*system_by_default=*/true, warnings);
  if (!loaded) return program.fail(loaded.error(), format);
  program.warn(warnings);
  auto expectations = tools::to_expectations(arguments.expectations, *reading);
  if (!expectations) return program.fail(expectations.error(), format);
  if (arguments.expectations.warn_days.empty()) expectations->warn_remaining = engine::usual_warning();
  options.engine.expectations = *std::move(expectations);
  auto evidence = tools::load_evidence(arguments.verification);
  if (!evidence) return program.fail(evidence.error(), format);
  options.evidence = *std::move(evidence);
  auto untrusted = tools::load_untrusted(arguments.verification, *reading, loaded->findings);
  if (!untrusted) return program.fail(untrusted.error(), format);
  options.untrusted = *std::move(untrusted);
  options.input_findings = std::move(loaded->findings);
  auto source = tools::TargetSource::open(arguments.targets, arguments.targets_file);
  if (!source) return program.fail(source.error(), format);
  auto output = tools::Output::open(arguments.output, program.origin());
  if (!output) return program.fail(output.error(), format);
  return Run(arguments, *std::move(loaded), std::move(options), *std::move(source), *std::move(output)).run();
}

/// The soft limit on open files is low for the sake of select(2), which nothing here uses.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= limit.rlim_max) return;
  limit.rlim_cur = limit.rlim_max;
  (void)setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

int main(int argc, char** argv) {
  raise_descriptor_limit();
  tools::end_between_lines();
  Arguments arguments;
  CLI::App app{
      "Makes a real TLS handshake with each target, validates and lints what it presents, and reports.",
      "certcheck"};
  app.add_option(
      "TARGET", arguments.targets,
      "host, host:port, [v6]:port, https://host/..., smtp://host, or - for a list on standard input");
  app.add_option("--targets", arguments.targets_file, "A file of targets, one a line")->type_name("FILE");
  const char* connection = "Connection";
  app.add_option("--connect", arguments.connect, "Connect here instead of to the target's own address")
      ->type_name("ADDR[:PORT]")
      ->group(connection);
  app.add_option("--sni", arguments.sni, "The server name to send, or none")
      ->type_name("NAME|none")
      ->group(connection);
  app.add_option("--starttls", arguments.starttls,
                 "The protocol in which to ask for TLS, or none (default: by the target's scheme or port)")
      ->type_name("PROTOCOL|none")
      ->group(connection);
  app.add_option("--tls-versions", arguments.versions, "TLS versions to offer, e.g. 1.3,1.2")
      ->type_name("LIST")
      ->group(connection);
  app.add_option("--groups", arguments.groups,
                 "Groups for the key exchange to offer, e.g. x25519,secp256r1; a share is sent for the first")
      ->type_name("LIST")
      ->group(connection);
  app.add_option("--ciphers", arguments.cipher_suites, "Cipher suites to offer, by their registered names")
      ->type_name("LIST")
      ->group(connection);
  app.add_option("--alpn", arguments.alpn, "Application protocols to offer, or none")
      ->type_name("LIST|none")
      ->group(connection);
  app.add_option("--cert", arguments.certificate,
                 "Client certificate and chain, PEM; or with the key in one PKCS#12 file")
      ->type_name("FILE")
      ->group(connection);
  app.add_option("--key", arguments.key, "The client certificate's key, PEM")
      ->type_name("FILE")
      ->group(connection);
  app.add_option("--key-passphrase", arguments.key_passphrase,
                 "A file whose first line opens an encrypted key or a PKCS#12 file")
      ->type_name("FILE")
      ->group(connection);
  app.add_option("--timeout", arguments.timeout_seconds, "Limit over everything done for a target")
      ->type_name("SECONDS")
      ->capture_default_str()
      ->group(connection);
  auto* v4 = app.add_flag("-4", arguments.ipv4, "IPv4 only")->group(connection);
  app.add_flag("-6", arguments.ipv6, "IPv6 only")->excludes(v4)->group(connection);
  app.add_flag("--all-addresses", arguments.all_addresses, "Check every address of each host")
      ->group(connection);
  app.add_flag("--no-request", arguments.no_request,
               "Send nothing behind the handshake (default: a HEAD request where the protocol is HTTP)")
      ->group(connection);
  app.add_option("--concurrency", arguments.concurrency, "Handshakes under way at once")
      ->check(tools::whole_number(1, 100'000))
      ->capture_default_str()
      ->group(connection);
  tools::add_output_options(app, arguments.output);
  tools::add_fail_on(app, arguments.fail_on);
  tools::add_chain_expectations(app, arguments.expectations);
  tools::add_connection_expectations(app, arguments.expectations);
  tools::add_catalogue_options(app, arguments.catalogue);
  tools::add_verification_options(app, arguments.verification);
  if (const auto status = program.parse(app, argc, argv)) return to_int(*status);
  if (const auto status = tools::print_catalogue(program, arguments.catalogue, arguments.output))
    return to_int(*status);
  return to_int(program.finish(run(arguments)));
}
