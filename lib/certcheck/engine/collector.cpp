#include "certcheck/engine/detail/collector.h"

#include "certcheck/crypto/digest.h"

#include <utility>

namespace certcheck::engine {

Collector::Collector(const std::vector<x509::CertificatePtr>& presented, const revocation::Evidence& evidence,
                     KnownCertificates& known, Findings& findings)
    : presented_(presented), evidence_(evidence), known_(known), list_(findings) {
  for (size_t i = 0; i < presented.size(); ++i) places_.emplace(as_text(presented[i]->der), i);
}

void Collector::add_path(const path::Path& path, const Findings& findings) {
  std::vector<Subject> subjects;
  for (size_t i = 0; i < path.certificates.size(); ++i)
    subjects.push_back(subject_of(*path.certificates[i], path.anchor && i + 1 == path.certificates.size()));
  for (Finding finding : findings) {
    if (finding.subject.kind == Subject::Kind::certificate && finding.subject.index &&
        *finding.subject.index < subjects.size())
      finding.subject = subjects[*finding.subject.index];
    add(std::move(finding));
  }
}

void Collector::add_certificate(size_t index, const Findings& findings) {
  for (Finding finding : findings) {
    finding.subject = {Subject::Kind::certificate, index};
    add(std::move(finding));
  }
}

void Collector::add(Finding finding) {
  Subject& subject = finding.subject;
  if (subject.index && !subject.sha256) subject.sha256 = fingerprint(subject);
  const auto key = std::make_tuple(finding.check, subject.kind, subject.index, subject.sha256,
                                   finding.node_path, finding.offset, finding.message);
  if (seen_.insert(key).second) list_.add(std::move(finding));
}

std::optional<Sha256> Collector::fingerprint(const Subject& subject) {
  const size_t index = *subject.index;
  const auto of_bytes = [&](const Bytes& der) {
    const auto known = fingerprints_.find(der.data());
    return known != fingerprints_.end()
               ? known->second
               : fingerprints_.emplace(der.data(), crypto::sha256(der)).first->second;
  };
  if (subject.kind == Subject::Kind::certificate && index < presented_.size())
    return known_.fingerprint(*presented_[index]);
  if (subject.kind == Subject::Kind::crl && index < evidence_.crls.size())
    return of_bytes(evidence_.crls[index]->der);
  if (subject.kind == Subject::Kind::ocsp && index < evidence_.responses.size())
    return of_bytes(evidence_.responses[index]->der);
  return std::nullopt;
}

void Collector::add_all(const Findings& findings) {
  for (const Finding& finding : findings) add(finding);
}

Subject Collector::subject_of(const x509::Certificate& certificate, bool is_anchor) {
  Subject subject{Subject::Kind::certificate, {}, known_.fingerprint(certificate)};
  if (const auto place = places_.find(as_text(certificate.der)); place != places_.end())
    subject.index = place->second;
  else if (is_anchor)
    subject.kind = Subject::Kind::anchor;
  return subject;
}

}  // namespace certcheck::engine
