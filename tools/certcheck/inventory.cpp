#include "certcheck/inventory.h"

#include "certcheck/lint/certificate_profile.h"
#include "certcheck/net/target.h"
#include "certcheck/report/text.h"
#include "certcheck/scan/scan.h"
#include "certcheck/store/store.h"
#include "certcheck/table.h"

#include "common/clock.h"
#include "common/endings.h"
#include "common/output.h"
#include "common/usage.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace certcheck::tools {
namespace {

struct InventoryArguments {
  std::vector<std::string> targets;
  std::string store, format = "text", since;
  uint64_t days = 30;
  bool certificates = false, keys = false;
};

std::vector<OptionRow> common_rows(InventoryArguments& arguments, const std::string& since_help) {
  return {{.name = "TARGET",
           .place = &arguments.targets,
           .help = "A target as certcheck is given it, or as the store shows it; without one all that the "
                   "store has"},
          {.name = "--store",
           .place = &arguments.store,
           .help = "Where certcheck --store keeps results",
           .type = "FILE|postgresql://..."},
          {.name = "--format",
           .place = &arguments.format,
           .help = "Format of standard output",
           .choices = table_formats()},
          {.name = "--since", .place = &arguments.since, .help = since_help, .type = "DATE"}};
}

std::vector<OptionRow> history_rows(InventoryArguments& arguments) {
  auto rows = common_rows(arguments, "Only results of that day or time and later");
  rows.push_back({.name = "--certificates",
                  .place = &arguments.certificates,
                  .help = "Instead of results list certificates: which, where, first and last seen"});
  rows.push_back({.name = "--keys",
                  .place = &arguments.keys,
                  .help = "Instead of results list keys: which, where, first and last seen"});
  return rows;
}

std::vector<OptionRow> expiring_rows(InventoryArguments& arguments) {
  auto rows = common_rows(arguments, "Only targets that were checked at that day or time or later");
  rows.push_back({.name = "--days",
                  .place = &arguments.days,
                  .help = "What ends within so many days from now, or has ended",
                  .most = 100'000});
  return rows;
}

std::vector<OptionRow> changes_rows(InventoryArguments& arguments) {
  return common_rows(arguments, "Only changes at that day or time or later");
}

/// A command that was asked for: what it was told, and the store.
struct Inquiry {
  InventoryArguments arguments;
  store::Filter filter;
  std::optional<store::Store> store;
};

using Rows = std::vector<OptionRow> (*)(InventoryArguments&);

/// What all of them do alike. The ending means: stop now with it.
std::optional<Ending> begin(Inquiry& inquiry, const Program& of_command, Rows rows,
                            const std::string& description, int argc, const char* const* argv) {
  const auto fail = [&](const std::string& message) {
    of_command.say(message);
    return std::optional<Ending>(ExitStatus::usage);
  };
  end_between_lines();
  InventoryArguments& arguments = inquiry.arguments;
  CommandLine line(description);
  line.add(rows(arguments));
  const auto go_on = of_command.read(line, argc, argv);
  if (!go_on) return fail(go_on.error().message);
  if (!*go_on) return Ending(ExitStatus::fine);
  const std::string name = argv[0];
  if (arguments.certificates && arguments.keys)
    return fail("--certificates and --keys are two lists: give one");
  if (arguments.store.empty())
    return fail("--store is missing: it says where certcheck --store keeps results; a host that is called " +
                name + " is checked by `certcheck -- " + name + "`");
  if (!arguments.since.empty()) {
    const auto since = lint::read_as_of(arguments.since);
    if (!since) return fail("--since: " + since.error().message);
    inquiry.filter.since = *since;
  }
  for (const std::string& text : arguments.targets) {
    inquiry.filter.targets.push_back(net::without_credentials(text));
    if (const auto target = scan::read_target(text))
      inquiry.filter.targets.push_back(store::target_name(*target));
  }
  auto opened = store::Store::open(arguments.store, {});
  if (!opened) return fail("--store " + opened.error().message);
  inquiry.store = *std::move(opened);
  return std::nullopt;
}

Ending end(const Program& of_command, const Table& table, const InventoryArguments& arguments,
           ExitStatus status = ExitStatus::fine) {
  if (table.rows.empty() && arguments.format == "text") of_command.say("the store has none");
  print(to_text(table, arguments.format));
  return of_command.finish(status);
}

Cell text_or_null(const std::string& text) { return text.empty() ? Cell() : Cell(text); }
Cell time_or_null(const std::optional<Time>& time) { return time ? Cell(format_rfc3339(*time)) : Cell(); }

std::string place_text(const std::string& target, const std::string& part) {
  return part.empty() ? target : target + " (" + part + ")";
}
std::string days_text(Time time) {
  return report::days_text(std::chrono::floor<std::chrono::days>(time - now()).count());
}
std::string expiry_text(const std::optional<Time>& expires) {
  return expires ? ", expires " + format_rfc3339(*expires) + " (" + days_text(*expires) + ")" : std::string();
}
std::string seen_text(Time first, Time last) {
  return "seen from " + format_rfc3339(first) + " to " + format_rfc3339(last);
}
std::string named(const std::string& subject) { return subject.empty() ? "an empty name" : subject; }

Table table_of(const std::vector<store::PastResult>& results) {
  Table table{.columns = {"checked_at", "target", "part", "verdict", "expires", "limited_by", "subject",
                          "issuer", "key", "findings", "presented", "path", "address", "input"}};
  for (const store::PastResult& each : results) {
    Cell findings = Cell::array();
    std::string line = format_rfc3339(each.checked_at) + "  " + each.verdict + "  " +
                       place_text(each.target, each.part) + expiry_text(each.expires);
    if (!each.presented.empty())
      line += "\n  " + named(each.leaf_subject) + " (" + each.leaf_key + ") by " + named(each.leaf_issuer) +
              ", " + each.presented.front();
    for (const store::FindingRecord& finding : each.findings) {
      findings.push_back({{"id", finding.id},
                          {"severity", finding.severity},
                          {"subject", finding.subject},
                          {"certificate", text_or_null(finding.certificate)},
                          {"message", finding.message}});
      line += "\n  " + finding.severity + " " + finding.id + ": " + finding.message;
    }
    table.rows.push_back({format_rfc3339(each.checked_at), each.target, text_or_null(each.part), each.verdict,
                          time_or_null(each.expires), text_or_null(each.limited_by),
                          text_or_null(each.leaf_subject), text_or_null(each.leaf_issuer),
                          text_or_null(each.leaf_key), findings, each.presented, each.path,
                          text_or_null(each.address), each.input});
    table.lines.push_back(line);
  }
  return table;
}

Table table_of(const std::vector<store::KnownTarget>& targets) {
  Table table{
      .columns = {"target", "part", "verdict", "expires", "results", "first_checked", "last_checked"}};
  for (const store::KnownTarget& each : targets) {
    table.rows.push_back({each.target, text_or_null(each.part), each.verdict, time_or_null(each.expires),
                          each.results, format_rfc3339(each.first), format_rfc3339(each.last)});
    table.lines.push_back(place_text(each.target, each.part) + "  " + each.verdict +
                          expiry_text(each.expires) + "; " + std::to_string(each.results) +
                          (each.results == 1 ? " result" : " results") + ", checked from " +
                          format_rfc3339(each.first) + " to " + format_rfc3339(each.last));
  }
  return table;
}

Table table_of(const std::vector<store::SeenCertificate>& seen) {
  Table table{.columns = {"target", "sha256", "first_seen", "last_seen", "subject", "issuer", "serial",
                          "names", "not_before", "not_after", "key", "key_sha256", "pem"}};
  for (const store::SeenCertificate& each : seen) {
    const store::CertificateRecord& it = each.certificate;
    table.rows.push_back({each.target, it.sha256, format_rfc3339(each.first_seen),
                          format_rfc3339(each.last_seen), it.subject, it.issuer, it.serial, it.names,
                          time_or_null(it.not_before), time_or_null(it.not_after), text_or_null(it.key),
                          text_or_null(it.key_sha256), it.pem});
    table.lines.push_back(each.target + "  " + it.sha256 + "  " + named(it.subject) + " (" + it.key +
                          ") by " + named(it.issuer) +
                          (it.not_after ? ", until " + format_rfc3339(*it.not_after) : "") + ", " +
                          seen_text(each.first_seen, each.last_seen));
  }
  return table;
}

Table table_of(const std::vector<store::SeenKey>& seen) {
  Table table{.columns = {"target", "sha256", "first_seen", "last_seen", "kind", "certificates"}};
  for (const store::SeenKey& each : seen) {
    table.rows.push_back({each.target, each.sha256, format_rfc3339(each.first_seen),
                          format_rfc3339(each.last_seen), text_or_null(each.kind), each.certificates});
    table.lines.push_back(each.sha256 + "  " + each.kind + "  " + each.target + ", " +
                          std::to_string(each.certificates) +
                          (each.certificates == 1 ? " certificate, " : " certificates, ") +
                          seen_text(each.first_seen, each.last_seen));
  }
  return table;
}

Table table_of(const std::vector<store::Expiring>& expiring) {
  Table table{.columns = {"target", "part", "expires", "days_left", "limited_by", "limited_by_sha256",
                          "verdict", "checked_at"}};
  for (const store::Expiring& each : expiring) {
    table.rows.push_back({each.target, text_or_null(each.part), format_rfc3339(each.expires),
                          std::chrono::floor<std::chrono::days>(each.expires - now()).count(),
                          text_or_null(each.limited_by), text_or_null(each.limited_by_sha256), each.verdict,
                          format_rfc3339(each.checked_at)});
    table.lines.push_back(format_rfc3339(each.expires) + " (" + days_text(each.expires) + ")  " +
                          place_text(each.target, each.part) +
                          (each.limited_by.empty() ? "" : ", limited by " + each.limited_by) +
                          ", checked at " + format_rfc3339(each.checked_at));
  }
  return table;
}

Table table_of(const std::vector<store::Change>& changes) {
  Table table{.columns = {"at", "target", "part", "change", "before", "after", "message"}};
  for (const store::Change& each : changes) {
    table.rows.push_back({format_rfc3339(each.at), each.target, text_or_null(each.part),
                          std::string(store::to_string(each.kind)), text_or_null(each.before),
                          text_or_null(each.after), each.message});
    table.lines.push_back(format_rfc3339(each.at) + "  " + place_text(each.target, each.part) + "  " +
                          each.message);
  }
  return table;
}

/// Prints what a question is answered with.
template <typename Answer>
Ending answer(const Program& of_command, const Inquiry& inquiry, const Result<Answer>& found,
              ExitStatus status = ExitStatus::fine) {
  if (found) return end(of_command, table_of(*found), inquiry.arguments, status);
  of_command.say("--store " + found.error().message);
  return ExitStatus::usage;
}

}  // namespace

std::vector<OptionRow> history_options() {
  static InventoryArguments arguments;
  return history_rows(arguments);
}
std::vector<OptionRow> expiring_options() {
  static InventoryArguments arguments;
  return expiring_rows(arguments);
}
std::vector<OptionRow> changes_options() {
  static InventoryArguments arguments;
  return changes_rows(arguments);
}

Ending run_history(int argc, const char* const* argv) {
  constexpr Program of_command("certcheck-history");
  Inquiry inquiry;
  if (const auto ending = begin(
          inquiry, of_command, history_rows,
          "Shows what a store has of targets: without TARGET all of them and their last results, with one "
          "each of its results.",
          argc, argv))
    return *ending;
  if (inquiry.arguments.certificates)
    return answer(of_command, inquiry, inquiry.store->certificates(inquiry.filter));
  if (inquiry.arguments.keys) return answer(of_command, inquiry, inquiry.store->keys(inquiry.filter));
  if (inquiry.arguments.targets.empty())
    return answer(of_command, inquiry, inquiry.store->targets(inquiry.filter));
  return answer(of_command, inquiry, inquiry.store->history(inquiry.filter));
}

Ending run_expiring(int argc, const char* const* argv) {
  constexpr Program of_command("certcheck-expiring");
  Inquiry inquiry;
  if (const auto ending = begin(
          inquiry, of_command, expiring_rows,
          "Lists the targets of a store whose paths end soon, the first to end first. The exit status is 1 "
          "if there is one.",
          argc, argv))
    return *ending;
  const auto end_of_days = now() + std::chrono::days(inquiry.arguments.days);
  const auto found = inquiry.store->expiring(end_of_days, inquiry.filter);
  return answer(of_command, inquiry, found,
                found && !found->empty() ? ExitStatus::problem : ExitStatus::fine);
}

Ending run_changes(int argc, const char* const* argv) {
  constexpr Program of_command("certcheck-changes");
  Inquiry inquiry;
  if (const auto ending = begin(
          inquiry, of_command, changes_rows,
          "Lists what differs from one result of a target to the next: verdicts, certificates, findings.",
          argc, argv))
    return *ending;
  return answer(of_command, inquiry, inquiry.store->changes(inquiry.filter));
}

}  // namespace certcheck::tools
