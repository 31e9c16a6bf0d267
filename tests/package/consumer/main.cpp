// Reads a PEM block with the library's public headers.
#include "certcheck/base/pem.h"

#include <iostream>

int main() {
  const auto blocks = certcheck::find_pem_blocks("-----BEGIN X-----\nZm9vYmFy\n-----END X-----\n");
  if (blocks.size() != 1) return 1;
  const auto bytes = blocks[0].decode();
  if (!bytes) return 1;
  std::cout << certcheck::as_text(*bytes) << "\n";
}
