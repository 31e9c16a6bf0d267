#ifndef CERTCHECK_C_CERTCHECK_H
#define CERTCHECK_C_CERTCHECK_H

/* certcheck for programs in C, and in whatever language can call C: JSON in, JSON out (docs/c-api.md).
 *
 *     certcheck_context *context = NULL;
 *     certcheck_text *answer = NULL;
 *     if (certcheck_context_new(&context) != CERTCHECK_OK) return 1;
 *     certcheck_status status =
 *         certcheck_check(context, "{\"target\": \"example.com\"}", CERTCHECK_TERMINATED, &answer);
 *     puts(certcheck_text_data(answer));  // the report, or why there is none
 *     certcheck_text_free(answer);
 *     certcheck_context_free(context);
 *
 * Strings are UTF-8 with a length in bytes, or CERTCHECK_TERMINATED for one that ends with a NUL. What a
 * function makes is the caller's, who frees it with the function named after its type; freeing NULL does
 * nothing. No pointer given to a function is kept after it returns.
 *
 * Threads: a context and a scan may be used by several threads at once, and it is better to share a context
 * than to have several, for it remembers what it has parsed and verified. A text does not change and may be
 * read by any number of threads. What is being freed must not be in use. The functions block for as long as
 * their work takes; each that connects takes no longer than the request's "timeout" allows (15 seconds unless
 * it says otherwise). A process that forks must not use in the child what was made before it did. Proxies,
 * the cache and the system's roots are looked up in the environment: do not change that at the same time.
 *
 * No C++ exception leaves the library, nothing is printed, and the process is never ended for what is in a
 * request, a certificate or a handshake. */

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define CERTCHECK_API __attribute__((visibility("default")))
#else
#define CERTCHECK_API
#endif

#ifdef __cplusplus
#define CERTCHECK_NOEXCEPT noexcept
extern "C" {
#else
#define CERTCHECK_NOEXCEPT
#endif

/* In place of a length: the string ends with a NUL. */
#define CERTCHECK_TERMINATED SIZE_MAX

/* What came of a call. Numbers are never given another meaning; new ones may be added. Bad certificates are
 * no failure: they are what a report is about. */
typedef int32_t certcheck_status;
enum {
  CERTCHECK_OK = 0,
  CERTCHECK_END = 1,           /* of a scan: there are no more reports */
  CERTCHECK_NOT_YET = 2,       /* of a scan: no report was ready in time */
  CERTCHECK_USAGE = 3,         /* the request is wrong; the text names the key */
  CERTCHECK_UNREADABLE = 4,    /* the input is nothing that can be read */
  CERTCHECK_IO = 5,            /* a file could not be read, a connection not be made */
  CERTCHECK_OUT_OF_MEMORY = 6, /* there is no text then */
  CERTCHECK_INTERNAL = 7       /* a fault of the library */
};

typedef struct certcheck_context certcheck_context;
typedef struct certcheck_text certcheck_text;
typedef struct certcheck_scan certcheck_scan;

/* "0.1.0"; never freed. */
CERTCHECK_API const char* certcheck_version(void) CERTCHECK_NOEXCEPT;

/* "usage" for CERTCHECK_USAGE; "unknown" for a number that is none. Never NULL, never freed. */
CERTCHECK_API const char* certcheck_status_name(certcheck_status status) CERTCHECK_NOEXCEPT;

/* What calls have in common: keys, signatures, trust anchors and CRLs that were seen before, and what was
 * fetched. The system's roots are read once for a context. */
CERTCHECK_API certcheck_status certcheck_context_new(certcheck_context** context) CERTCHECK_NOEXCEPT;
/* A scan that is under way goes on. */
CERTCHECK_API void certcheck_context_free(certcheck_context* context) CERTCHECK_NOEXCEPT;

/* The bytes of a text, with a NUL after the last; "" for NULL. They live as long as the text. */
CERTCHECK_API const char* certcheck_text_data(const certcheck_text* text) CERTCHECK_NOEXCEPT;
/* How many they are, without that NUL. */
CERTCHECK_API size_t certcheck_text_size(const certcheck_text* text) CERTCHECK_NOEXCEPT;
CERTCHECK_API void certcheck_text_free(certcheck_text* text) CERTCHECK_NOEXCEPT;

/* All that follow set *answer, unless `answer` is NULL: with CERTCHECK_OK to the JSON of the answer,
 * otherwise to a message for people, or to NULL where there is none. */

/* Validates a chain. `request` is a request of `certverify --batch`, the answer is what that prints for it
 * (docs/batch.md); what it answers with {"id", "error"} is CERTCHECK_USAGE, or CERTCHECK_IO, here. Nothing is
 * fetched unless the request asks for it. */
CERTCHECK_API certcheck_status certcheck_verify(certcheck_context* context, const char* request, size_t size,
                                                certcheck_text** answer) CERTCHECK_NOEXCEPT;

/* Lints everything in the bytes of a file: PEM, DER and what else certlint reads. `options` is a JSON object
 * (docs/c-api.md) or NULL. The answer is what `certlint --format json` prints. CERTCHECK_UNREADABLE: nothing
 * in it can be linted. */
CERTCHECK_API certcheck_status certcheck_lint(certcheck_context* context, const void* bytes, size_t size,
                                              const char* options, size_t options_size,
                                              certcheck_text** answer) CERTCHECK_NOEXCEPT;

/* Connects to the "target" of the request and reports about it as certcheck does: docs/report.schema.json. A
 * server that cannot be reached is a report with the verdict "unchecked". */
CERTCHECK_API certcheck_status certcheck_check(certcheck_context* context, const char* request, size_t size,
                                               certcheck_text** answer) CERTCHECK_NOEXCEPT;

/* Begins to do so for all "targets" of a request, many at once, in threads of its own. *scan is NULL unless
 * it is CERTCHECK_OK, and there is no text then. */
CERTCHECK_API certcheck_status certcheck_scan_new(certcheck_context* context, const char* request,
                                                  size_t size, certcheck_scan** scan,
                                                  certcheck_text** answer) CERTCHECK_NOEXCEPT;
/* The next report, in the order in which they are ready; waits for it so many milliseconds, or if that is
 * negative as long as it takes. CERTCHECK_END: all were returned. */
CERTCHECK_API certcheck_status certcheck_scan_next(certcheck_scan* scan, int32_t milliseconds,
                                                   certcheck_text** answer) CERTCHECK_NOEXCEPT;
/* Begins no more handshakes, and drops what is not returned yet: the next one is CERTCHECK_END. */
CERTCHECK_API void certcheck_scan_stop(certcheck_scan* scan) CERTCHECK_NOEXCEPT;
/* Stops, and waits for the handshakes that are under way, which is no longer than their timeout. */
CERTCHECK_API void certcheck_scan_free(certcheck_scan* scan) CERTCHECK_NOEXCEPT;

#ifdef __cplusplus
}
#endif

#endif
