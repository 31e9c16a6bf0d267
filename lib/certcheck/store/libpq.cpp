#include "certcheck/store/detail/libpq.h"

#include <dlfcn.h>

#include <string>

namespace certcheck::store {
namespace {

constexpr const char* library_name = "libpq.so.5";

Result<Libpq> load_libpq() {
  void* const library = ::dlopen(library_name, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr)
    return Error{Error::Kind::io,
                 std::string("PostgreSQL's library is not installed (Debian: libpq5): ") + ::dlerror()};
  Libpq functions;
  std::string missing;
  const auto find = [&](auto& function, const char* name) {
    // POSIX has dlsym() give functions, too.
    function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(::dlsym(library, name));
    if (function == nullptr) missing = name;
  };
  find(functions.connectdb, "PQconnectdb");
  find(functions.finish, "PQfinish");
  find(functions.reset, "PQreset");
  find(functions.status, "PQstatus");
  find(functions.transactionStatus, "PQtransactionStatus");
  find(functions.errorMessage, "PQerrorMessage");
  find(functions.setNoticeProcessor, "PQsetNoticeProcessor");
  find(functions.setClientEncoding, "PQsetClientEncoding");
  find(functions.exec, "PQexec");
  find(functions.execParams, "PQexecParams");
  find(functions.clear, "PQclear");
  find(functions.resultStatus, "PQresultStatus");
  find(functions.resultErrorField, "PQresultErrorField");
  find(functions.ntuples, "PQntuples");
  find(functions.nfields, "PQnfields");
  find(functions.getisnull, "PQgetisnull");
  find(functions.getvalue, "PQgetvalue");
  find(functions.getlength, "PQgetlength");
  if (!missing.empty())
    return Error{Error::Kind::io, std::string(library_name) + " has no function " + missing};
  return functions;
}

}  // namespace

const Result<Libpq>& libpq() {
  static const Result<Libpq> loaded = load_libpq();
  return loaded;
}

}  // namespace certcheck::store
