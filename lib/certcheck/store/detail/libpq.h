#pragma once

#include "certcheck/base/result.h"

#include <libpq-fe.h>

namespace certcheck::store {

/// The functions of libpq that are used here, by their own names. It is loaded when a database is first asked
/// for: with what it brings (OpenSSL, Kerberos, LDAP) every start of a tool would take several times as long.
struct Libpq {
  decltype(&::PQconnectdb) connectdb = nullptr;
  decltype(&::PQfinish) finish = nullptr;
  decltype(&::PQreset) reset = nullptr;
  decltype(&::PQstatus) status = nullptr;
  decltype(&::PQtransactionStatus) transactionStatus = nullptr;
  decltype(&::PQerrorMessage) errorMessage = nullptr;
  decltype(&::PQsetNoticeProcessor) setNoticeProcessor = nullptr;
  decltype(&::PQsetClientEncoding) setClientEncoding = nullptr;
  decltype(&::PQexec) exec = nullptr;
  decltype(&::PQexecParams) execParams = nullptr;
  decltype(&::PQclear) clear = nullptr;
  decltype(&::PQresultStatus) resultStatus = nullptr;
  decltype(&::PQresultErrorField) resultErrorField = nullptr;
  decltype(&::PQntuples) ntuples = nullptr;
  decltype(&::PQnfields) nfields = nullptr;
  decltype(&::PQgetisnull) getisnull = nullptr;
  decltype(&::PQgetvalue) getvalue = nullptr;
  decltype(&::PQgetlength) getlength = nullptr;
};

/// Loaded once and kept. The error says what is not installed.
const Result<Libpq>& libpq();

}  // namespace certcheck::store
