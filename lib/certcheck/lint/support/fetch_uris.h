#pragma once

#include "certcheck/lint/support/uri.h"
#include "certcheck/lint/support/uri_scheme.h"
#include "certcheck/x509/certificate.h"
#include "certcheck/x509/oids.h"

#include <cstddef>

/// Where certificates say that something is to be fetched: how many places, and how many of them by HTTP.
namespace certcheck::lint {

struct FetchUris {
  size_t places = 0;                         ///< names of whatever form
  size_t http = 0;                           ///< well-formed URIs of the scheme http
  const x509::GeneralName* other = nullptr;  ///< the first of the places that is not
  size_t names_other_than_uris = 0;

  void add(const x509::GeneralName& name) {
    ++places;
    if (name.kind != x509::GeneralName::Kind::uri) ++names_other_than_uris;
    if (name.kind == x509::GeneralName::Kind::uri && has_scheme(name.text(), "http") &&
        uri_fault(name.text()).empty())
      ++http;
    else if (other == nullptr)
      other = &name;
  }
};

/// Those of authorityInfoAccess for one method.
inline FetchUris access_uris(const x509::Certificate& certificate, der::Oid method) {
  FetchUris found;
  if (certificate.authority_information_access)
    for (const x509::AccessDescription& description : certificate.authority_information_access->descriptions)
      if (description.method == method) found.add(description.location);
  return found;
}

/// Those of cRLDistributionPoints, in fullName.
inline FetchUris distribution_uris(const x509::Certificate& certificate) {
  FetchUris found;
  if (certificate.crl_distribution_points)
    for (const x509::DistributionPoint& point : certificate.crl_distribution_points->points)
      for (const x509::GeneralName& name : point.full_name) found.add(name);
  return found;
}

}  // namespace certcheck::lint
