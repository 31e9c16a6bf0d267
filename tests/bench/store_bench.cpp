// The system's roots made ready for use, as every run of a tool needs them first.
#include "certcheck/base/pem.h"
#include "certcheck/files/files.h"
#include "certcheck/files/read_file.h"
#include "certcheck/trust/store.h"

#include "tests/bench/bench.h"

#include <botan/certstor.h>
#include <botan/data_src.h>
#include <botan/x509cert.h>
#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>

#include <cstdio>
#include <memory>
#include <string>

using namespace certcheck;

int main() {
  const auto system = files::load_system_store();
  std::string path;
  for (const std::string_view candidate : files::system_store_paths())
    if (path.empty() && files::read_file(std::string(candidate))) path = candidate;
  if (!system || path.empty()) {
    std::printf("this system has no trust store in one file\n");
    return 77;
  }
  const auto bytes = files::read_file(path);
  const std::string text(as_text(*bytes));
  std::printf("%s: %zu anchors, %zu octets\n", path.c_str(), system->store.size(), text.size());

  bench::Comparison load("load the system's store from its file", "stores");
  load.measure("certcheck", [&] { bench::keep(files::load_store("system", path)); });
  load.measure("certcheck, text in memory", [&] {
    trust::Store store("system");
    bench::keep(store.add_pem(text));
  });
  load.measure("certcheck, every anchor parsed", [&] {
    const auto loaded = files::load_store("system", path);
    bench::keep(loaded->store.all());
  });
  load.measure("OpenSSL", [&] {
    X509_STORE* const store = X509_STORE_new();
    bench::keep(X509_STORE_load_file(store, path.c_str()));
    X509_STORE_free(store);
  });
  load.measure("Botan", [&] {
    Botan::Certificate_Store_In_Memory store;
    for (const PemBlock& block : find_pem_blocks(text))
      if (const auto der = block.decode()) store.add_certificate(Botan::X509_Certificate(*der));
    bench::keep(store);
  });
  return load.print(1 / 0.0018) ? 0 : 1;
}
