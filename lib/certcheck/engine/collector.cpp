#include "certcheck/engine/detail/collector.h"

#include <utility>

namespace certcheck::engine {

Collector::Collector(const std::vector<x509::CertificatePtr>& presented, KnownCertificates& known,
                     Findings& findings)
    : presented_(presented), known_(known), list_(findings) {
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
  if (subject.kind == Subject::Kind::certificate && subject.index && *subject.index < presented_.size() &&
      !subject.sha256)
    subject.sha256 = known_.fingerprint(*presented_[*subject.index]);
  const auto key = std::make_tuple(finding.check, subject.kind, subject.index, subject.sha256,
                                   finding.node_path, finding.offset, finding.message);
  if (seen_.insert(key).second) list_.add(std::move(finding));
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
