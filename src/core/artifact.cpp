#include <sgw_diag/artifact.hpp>

namespace sgw {

Literal to_literal(Role role) {
  switch (role) {
    case Role::log:
      return "log";
    case Role::state:
      return "state";
    case Role::settings:
      return "settings";
    case Role::status:
      return "status";
    case Role::events:
      return "events";
    case Role::probe:
      return "probe";
    case Role::host:
      return "host";
    case Role::engine:
      return "engine";
    case Role::registry:
      return "registry";
    case Role::kubernetes:
      return "kubernetes";
    case Role::cluster:
      return "cluster";
    case Role::stated:
      return "stated";
    case Role::other:
      return "other";
  }
  return "other";
}

Literal to_literal(Completeness completeness) {
  switch (completeness) {
    case Completeness::complete:
      return "complete";
    case Completeness::truncated:
      return "truncated";
    case Completeness::partial:
      return "partial";
    case Completeness::missing:
      return "missing";
    case Completeness::withheld:
      return "withheld";
  }
  return "missing";
}

Literal to_literal(Remark::Kind kind) {
  switch (kind) {
    case Remark::Kind::looked:
      return "looked";
    case Remark::Kind::taken:
      return "taken";
    case Remark::Kind::left:
      return "left";
    case Remark::Kind::gap:
      return "gap";
    case Remark::Kind::warning:
      return "warning";
    case Remark::Kind::info:
      return "info";
  }
  return "info";
}

}  // namespace sgw
