// A Result says why something could not be done; who ignores it goes on with nothing.
#include "certcheck/names/reference_name.h"

void use(const char* text) {
#if FAULT == 0
  if (!certcheck::names::make_host_name(text)) return;
#else
  certcheck::names::make_host_name(text);
#endif
}
