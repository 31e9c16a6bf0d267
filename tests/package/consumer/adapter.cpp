// Links the adapter for programs that use Botan themselves, beside the library, which has a Botan of its own.
#include "certcheck/base/pem.h"
#include "certcheck/botan/verify_callbacks.h"

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

int main(int, char** arguments) {
  std::ifstream file(arguments[1], std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const certcheck::botan::Verification verification;
  for (const certcheck::PemBlock& block : certcheck::find_pem_blocks(text)) {
    const auto certificate = certcheck::x509::parse_certificate(block.decode().value_or(certcheck::Bytes{}));
    const auto of_botan = certcheck::botan::to_botan(*certificate);
    if (!of_botan) return 1;
    const bool signed_by_itself =
        verification.verifier->verify(*certcheck::botan::from_botan(*of_botan), certificate->public_key) ==
        certcheck::crypto::SignatureStatus::valid;
    std::cout << of_botan->subject_dn().get_first_attribute("CN") << " " << signed_by_itself << "\n";
  }
}
