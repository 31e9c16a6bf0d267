/* verify_chain ROOTS CHAIN NAME: would clients with these roots accept this chain for this name now? Prints the answer, JSON. */
#include <certcheck/c/certcheck.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The file as a string of JSON, with quotes; NULL if it cannot be read. PEM has nothing to escape but line ends. */
static char *quoted_file(const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) return NULL;
  size_t size = 0, room = 1 << 16;
  char *text = malloc(room);
  if (text != NULL) text[size++] = '"';
  for (int next = fgetc(file); text != NULL && next != EOF; next = fgetc(file)) {
    if (size + 4 > room) {
      char *more = realloc(text, room *= 2);
      if (more == NULL) free(text);
      text = more;
      if (text == NULL) break;
    }
    if (next == '\n') {
      text[size++] = '\\';
      text[size++] = 'n';
    } else if (next >= ' ' && next != '"' && next != '\\') {
      text[size++] = (char)next;
    }
  }
  fclose(file);
  if (text == NULL) return NULL;
  text[size++] = '"';
  text[size] = '\0';
  return text;
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  char *roots = quoted_file(argv[1]), *chain = quoted_file(argv[2]), *request = NULL;
  certcheck_context *context = NULL;
  certcheck_text *answer = NULL;
  int status = 2;
  if (roots != NULL && chain != NULL) {
    static const char form[] = "{\"leaf\": %s, \"trust\": [%s], \"name\": {\"kind\": \"dns\", \"value\": \"%s\"}}";
    const size_t room = sizeof form + strlen(roots) + strlen(chain) + strlen(argv[3]);
    request = malloc(room);
    if (request != NULL) snprintf(request, room, form, chain, roots, argv[3]);
  }
  if (request != NULL && certcheck_context_new(&context) == CERTCHECK_OK) {
    if (certcheck_verify(context, request, CERTCHECK_TERMINATED, &answer) == CERTCHECK_OK)
      status = strstr(certcheck_text_data(answer), "\"verdict\":\"trusted\"") != NULL ? 0 : 1;
    fprintf(status == 2 ? stderr : stdout, "%s\n", certcheck_text_data(answer));
  }
  certcheck_text_free(answer);
  certcheck_context_free(context);
  free(request);
  free(chain);
  free(roots);
  return status;
}
