#include "certlint/catalogue.h"
#include "certlint/options.h"
#include "certlint/run.h"

#include <cstdio>

using namespace certcheck;

namespace {

int complain(const Error& error) {
  std::fprintf(stderr, "certlint: %s\n", error.message.c_str());
  return 2;
}

int print(const std::string& text) {
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0 ? 0 : 2;
}

}  // namespace

int main(int argc, char** argv) {
  auto options = certlint::read_options(argc, argv);
  if (!options) {
    return complain(options.error());
  }
  if (!*options) {
    return 0;
  }
  if ((*options)->list_checks) {
    return print(certlint::list_checks((*options)->format, (*options)->rules));
  }
  if (!(*options)->explain.empty()) {
    const auto text = certlint::explain((*options)->explain);
    return text ? print(*text) : complain(text.error());
  }
  return certlint::run(**options);
}
