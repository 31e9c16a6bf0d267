/* lint_file FILE: lints everything in a file of any form. Prints the report, JSON. */
#include <certcheck/c/certcheck.h>

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  FILE *file = fopen(argv[1], "rb");
  if (file == NULL) {
    perror(argv[1]);
    return 2;
  }
  enum { most = 1 << 24 };
  char *bytes = malloc(most);
  const size_t size = bytes != NULL ? fread(bytes, 1, most, file) : 0;
  fclose(file);

  certcheck_context *context = NULL;
  certcheck_text *report = NULL;
  int status = 2;
  if (bytes != NULL && certcheck_context_new(&context) == CERTCHECK_OK) {
    const certcheck_status came_of_it =
        certcheck_lint(context, bytes, size, "{\"chain\": true}", CERTCHECK_TERMINATED, &report);
    if (came_of_it == CERTCHECK_OK) {
      fwrite(certcheck_text_data(report), 1, certcheck_text_size(report), stdout);
      status = 0;
    } else {
      fprintf(stderr, "%s: %s\n", certcheck_status_name(came_of_it), certcheck_text_data(report));
    }
  }
  certcheck_text_free(report);
  certcheck_context_free(context);
  free(bytes);
  return status;
}
