#include "certcheck/subcommands.h"

#include "certcheck/inventory.h"
#include "certcheck/serve.h"

namespace certcheck::tools {
namespace {

constexpr Subcommand known_subcommands[] = {
    {"history", "Show what a store (--store) has of targets, their certificates and keys", history_options,
     run_history},
    {"expiring", "List the targets of a store whose certificates expire soon", expiring_options,
     run_expiring},
    {"changes", "List what has changed at the targets of a store", changes_options, run_changes},
    {"serve", "Answer checks over HTTP, for Prometheus and others", serve_options, run_serve},
};

}  // namespace

std::span<const Subcommand> subcommands() { return known_subcommands; }

std::optional<Ending> run_subcommand(int argc, const char* const* argv) {
  if (argc < 2) return std::nullopt;
  for (const Subcommand& each : known_subcommands)
    if (each.name == argv[1]) return each.run(argc - 1, argv + 1);
  return std::nullopt;
}

}  // namespace certcheck::tools
