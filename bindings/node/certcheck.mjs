// certcheck for Node.js through the C library, by koffi (npm install koffi), which calls C without a compiler. An example to take as
// it is or to start from: promises, so that the event loop goes on, and answers as objects.
import koffi from 'koffi';

const library = koffi.load(process.env.CERTCHECK_LIBRARY ?? 'libcertcheck_c.so.0');
const declare = (declaration) => library.func(declaration);

koffi.opaque('certcheck_context');
koffi.opaque('certcheck_text');
const contextNew = declare('int32_t certcheck_context_new(_Out_ certcheck_context **context)');
const contextFree = declare('void certcheck_context_free(certcheck_context *context)');
const textData = declare('const char *certcheck_text_data(certcheck_text *text)');
const textFree = declare('void certcheck_text_free(certcheck_text *text)');
const statusName = declare('const char *certcheck_status_name(int32_t status)');
const verify = declare('int32_t certcheck_verify(certcheck_context *context, str request, size_t size, _Out_ certcheck_text **answer)');
const check = declare('int32_t certcheck_check(certcheck_context *context, str request, size_t size, _Out_ certcheck_text **answer)');
const lint = declare('int32_t certcheck_lint(certcheck_context *context, const void *bytes, size_t size, str options, size_t options_size, _Out_ certcheck_text **answer)');

export const version = declare('const char *certcheck_version()')();

// In a thread of its own; `arguments_` are all but the last one.
function call(function_, ...arguments_) {
  return new Promise((resolve, reject) => {
    const answer = [null];
    function_.async(...arguments_, answer, (fault, status) => {
      if (fault) return reject(fault);
      const text = textData(answer[0]);
      textFree(answer[0]);
      if (status === 0) return resolve(JSON.parse(text));
      const error = new Error(text || statusName(status));
      error.code = statusName(status);
      reject(error);
    });
  });
}

const bytesOf = (text) => Buffer.byteLength(text);

// One for a program. Calls may be under way at the same time; close() when none is.
export class Client {
  #context;

  constructor() {
    const context = [null];
    const status = contextNew(context);
    if (status !== 0) throw new Error(statusName(status));
    this.#context = context[0];
  }

  // Requests of docs/batch.md: {leaf, trust: [PEM], name: {kind, value}, ...}.
  verify(request) {
    const text = JSON.stringify(request);
    return call(verify, this.#context, text, bytesOf(text));
  }

  // The bytes of a file, a Buffer; options of docs/c-api.md.
  lint(bytes, options = {}) {
    const text = JSON.stringify(options);
    return call(lint, this.#context, bytes, bytes.length, text, bytesOf(text));
  }

  // {target, trust: [PEM], min_days, ...} of docs/c-api.md.
  check(request) {
    const text = JSON.stringify(request);
    return call(check, this.#context, text, bytesOf(text));
  }

  close() {
    contextFree(this.#context);
    this.#context = null;
  }
}
