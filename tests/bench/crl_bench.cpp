// A CRL of 250,000 entries: what the first question costs, whole process and in the library, what the next
// one costs, and the memory, beside OpenSSL, which for the process only parses the CRL and verifies nothing.

#include "certcheck/base/pem.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/path/path.h"
#include "certcheck/revocation/revocation.h"
#include "certcheck/trust/store.h"

#include "certserve/pki/certificate.h"
#include "certserve/pki/der_builder.h"
#include "certserve/pki/key.h"
#include "tests/bench/processes.h"
#include "tests/support/paths.h"
#include "tests/support/read_file.h"

#include <openssl/x509.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <string_view>

using namespace certcheck;

namespace {

constexpr size_t entries_of_large = 250'000;
const pki::Authority root{"Bench Root", "root-p256"};

void append(Bytes& out, const Bytes& part) { out.insert(out.end(), part.begin(), part.end()); }

/// As public CAs have them: serial numbers of 16 bytes, half of the entries with a reason.
Bytes make_crl(size_t count) {
  std::mt19937_64 random(5);
  const Bytes date = pki::utc_time("260501000000Z");
  const Bytes reason =
      pki::sequence({pki::extension("2.5.29.21", false, pki::tlv(der::tag::enumerated, Bytes{4}))});
  Bytes entries;
  for (size_t i = 0; i < count; ++i) {
    Bytes serial(16);
    for (uint8_t& byte : serial) byte = static_cast<uint8_t>(random());
    serial[0] = static_cast<uint8_t>(0x40 | (serial[0] & 0x3f));
    append(entries,
           pki::sequence({pki::tlv(der::tag::integer, serial), date, i % 2 == 0 ? reason : Bytes()}));
  }
  const pki::Key& key = pki::Key::get(root.key);
  const auto issuer = x509::parse_certificate(issue(pki::root_certificate(root)));
  const Bytes number = pki::extension("2.5.29.20", false, pki::integer(1));
  const Bytes key_identifier = pki::extension(
      "2.5.29.35", false, pki::sequence({pki::tlv(der::tag::context(0), *issuer->subject_key_identifier)}));
  return pki::sign_certificate(
      pki::sequence({pki::integer(1), key.signature_algorithm(pki::Digest::sha256),
                     to_bytes(issuer->subject.bytes), pki::utc_time("260530000000Z"),
                     pki::utc_time("260606000000Z"), pki::tlv(der::tag::sequence, entries),
                     pki::tlv(0xa0, pki::sequence({key_identifier, number}))}),
      key, pki::Digest::sha256);
}

/// The files of one run, which are gone after it.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "crl_bench_XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) std::exit(2);
    path_ = name;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string write(const std::string& name, std::string_view text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path(name);
  }
  std::string path(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

struct FreeCrl {
  void operator()(X509_CRL* crl) const { X509_CRL_free(crl); }
};

std::unique_ptr<X509_CRL, FreeCrl> openssl_parse(const Bytes& der) {
  const unsigned char* start = der.data();
  return std::unique_ptr<X509_CRL, FreeCrl>(d2i_X509_CRL(nullptr, &start, static_cast<long>(der.size())));
}

bool openssl_lists(X509_CRL* crl, ByteView serial) {
  const std::unique_ptr<ASN1_INTEGER, decltype(&ASN1_INTEGER_free)> number(ASN1_INTEGER_new(),
                                                                           ASN1_INTEGER_free);
  ASN1_STRING_set(number.get(), serial.data(), static_cast<int>(serial.size()));
  X509_REVOKED* entry = nullptr;
  return X509_CRL_get0_by_serial(crl, &entry, number.get()) != 0;
}

/// A leaf of the root, asked about in the library.
struct Client {
  x509::CertificatePtr leaf =
      x509::parse_certificate(issue(pki::server_certificate(root, "leaf-p256", "www.test")));
  trust::Store store{"roots"};
  path::Options options;
  path::Path path;

  Client() {
    store.add(x509::parse_certificate(issue(pki::root_certificate(root))));
    options.time = date(2026, 6, 1);
    const trust::Store* const stores[] = {&store};
    crypto::Verifier verifier;
    path = path::validate(leaf, {}, stores, options, verifier).paths.front();
  }

  bool is_good(const x509::CrlPtr& crl, crypto::Verifier& verifier) const {
    const trust::Store* const stores[] = {&store};
    const auto answer = revocation::check(path, {{crl}, {}}, {.mode = revocation::Mode::hard},
                                          {{}, stores, &options}, verifier);
    return answer.statuses.at(0).status == revocation::Status::good;
  }
};

double mebibytes(size_t bytes) { return static_cast<double>(bytes) / (1 << 20); }

/// Says which factor was reached. False if it was missed.
bool reaches(const char* what, double factor, double target) {
  std::printf("  %s: %.2f, target %.2f: %s\n", what, factor, target, factor <= target ? "reached" : "missed");
  return factor <= target;
}

}  // namespace

int main() {
  const Folder folder;
  // Another process makes the large one: what this one has ever had in memory counts as that of those that it
  // starts.
  if (const pid_t maker = fork(); maker == 0) {
    const Bytes large = make_crl(entries_of_large);
    folder.write("large.der", as_text(large));
    folder.write("large.pem", pem_encode("X509 CRL", large));
    _exit(0);
  } else if (maker < 0 || waitpid(maker, nullptr, 0) != maker) {
    return 2;
  }
  const std::string crl = folder.path("large.pem");
  const auto size = static_cast<size_t>(std::filesystem::file_size(folder.path("large.der")));
  std::printf("a CRL of %zu entries, %.1f MiB\n", entries_of_large, mebibytes(size));
  const Client client;
  const std::string small = folder.write("small.pem", pem_encode("X509 CRL", make_crl(3)));
  const std::string trust =
      folder.write("root.pem", pem_encode("CERTIFICATE", issue(pki::root_certificate(root))));
  const std::string leaf = folder.write("leaf.pem", pem_encode("CERTIFICATE", client.leaf->der));
  const auto command = [&](const std::string& list) {
    return std::vector<std::string>{(test::bin_dir() / "certverify").string(),
                                    "--trust",
                                    trust,
                                    "--crl",
                                    list,
                                    "--revocation",
                                    "hard",
                                    "--time",
                                    "2026-06-01T00:00:00Z",
                                    leaf};
  };
  bool reached = true;

  bench::Comparison whole("certverify with it, PEM (wall clock of whole processes)", "runs");
  const auto ours = whole.add(bench::measure_process("certverify", command(crl), {.rounds = 21}));
  const auto theirs = whole.add(bench::measure_process(
      "openssl crl -noout, which only parses", {"openssl", "crl", "-noout", "-in", crl}, {.rounds = 21}));
  whole.add(bench::measure_process("certverify with a CRL of 3", command(small), {.rounds = 21}));
  whole.print();
  reached = reaches("times openssl crl", ours.seconds / theirs.seconds, 0.2) && reached;
  const size_t with = bench::run(command(crl), 0).memory_bytes;
  const size_t without = bench::run(command(small), 0).memory_bytes;
  const size_t of_openssl = bench::run({"openssl", "crl", "-noout", "-in", crl}, 0).memory_bytes;
  std::printf("  memory: certverify %.1f MiB, with a CRL of 3 %.1f MiB; openssl crl %.1f MiB\n",
              mebibytes(with), mebibytes(without), mebibytes(of_openssl));
  reached = reaches("memory for it, times its size",
                    static_cast<double>(with - without) / static_cast<double>(size), 3) &&
            reached;

  const std::string bytes = test::read_file(folder.path("large.der"));
  const Bytes der = to_bytes(as_bytes(bytes));
  bench::Comparison first("the first question, parsing included (CPU)", "questions");
  first.measure("certcheck, signature verified", [&] {
    crypto::Verifier verifier;
    if (!client.is_good(x509::parse_crl(Bytes(der)), verifier)) std::exit(2);
  });
  first.measure("OpenSSL, nothing verified", [&] {
    if (openssl_lists(openssl_parse(der).get(), client.leaf->serial)) std::exit(2);
  });
  first.print();

  crypto::Verifier verifier;
  const auto parsed = x509::parse_crl(Bytes(der));
  const auto of_openssl_parsed = openssl_parse(der);
  if (!client.is_good(parsed, verifier)) return 2;
  bench::Comparison next("the next question (CPU)", "questions");
  const auto another =
      next.measure("certcheck, all of a decision", [&] { bench::keep(client.is_good(parsed, verifier)); });
  next.measure("certcheck, the look-up alone", [&] {
    size_t found = 0;
    parsed->revoked.find(client.leaf->serial, [&](const auto&) { return ++found != 0; });
    bench::keep(found);
  });
  next.measure("OpenSSL, the look-up alone",
               [&] { bench::keep(openssl_lists(of_openssl_parsed.get(), client.leaf->serial)); });
  next.print();
  reached = reaches("milliseconds", another.seconds * 1e3, 1) && reached;
  return reached ? 0 : 1;
}
