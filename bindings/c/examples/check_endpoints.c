/* check_endpoints < REQUEST: checks all "targets" of a request (docs/c-api.md) at once. Prints a report a line, JSON. */
#include <certcheck/c/certcheck.h>

#include <stdio.h>

int main(void) {
  static char request[1 << 20];
  const size_t size = fread(request, 1, sizeof request, stdin);
  certcheck_context *context = NULL;
  certcheck_scan *scan = NULL;
  certcheck_text *text = NULL;
  if (certcheck_context_new(&context) != CERTCHECK_OK) return 2;
  certcheck_status status = certcheck_scan_new(context, request, size, &scan, &text);
  while (status == CERTCHECK_OK) {
    status = certcheck_scan_next(scan, -1, &text);
    if (status == CERTCHECK_OK) {
      puts(certcheck_text_data(text));
      certcheck_text_free(text);
      text = NULL;
    }
  }
  if (status != CERTCHECK_END) fprintf(stderr, "%s: %s\n", certcheck_status_name(status), certcheck_text_data(text));
  certcheck_text_free(text);
  certcheck_scan_free(scan);
  certcheck_context_free(context);
  return status == CERTCHECK_END ? 0 : 2;
}
