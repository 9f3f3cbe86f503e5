#pragma once

#include <sgw_diag/source.hpp>

#include <string>
#include <utility>

namespace sgw::collector {

// A remark of the Kubernetes source. Subject and detail may be foreign text.
inline void kube_remark(RawSink& sink, Remark::Kind kind, Literal text, RawText subject, RawText detail) {
  RawRemark row;
  row.kind = kind;
  row.source = SafeName("kubernetes");
  row.text = text;
  row.subject = std::move(subject);
  row.detail = std::move(detail);
  sink.remark(std::move(row));
}

}  // namespace sgw::collector
