#pragma once

#include <sgw_diag/bundle_path.hpp>
#include <sgw_diag/result.hpp>
#include <sgw_diag/safe_text.hpp>
#include <sgw_diag/utc_time.hpp>

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace sgw {

// A gateway instance (container, pod, log set) within one run: given out by RawSink::add_instance in order of arrival.
enum class InstanceId : std::uint32_t {};

// How the gate decodes an artifact, and how triage reads it.
enum class Format {
  text,    // lines; marked blocks such as PEM may span lines
  json,    // one document; masked by key and value, written again, order kept
  jsonl,   // one JSON document a line
  env,     // NAME=VALUE lines
  binary,  // always withheld
};

// What an artifact is, to triage. The values of the structured ones are facts named "<role>.<path>"; see
// ARCHITECTURE.md, "Facts".
enum class Role {
  log,         // a gateway container's log: lines "[RFC 3339 time ][stdout|stderr ]text"
  state,       // gateways/<i>/state.json
  settings,    // gateways/<i>/settings.json
  status,      // gateways/<i>/status.json
  events,      // gateways/<i>/events.jsonl
  probe,       // probes/<destination>.json
  host,        // environment/host.json
  engine,      // environment/engine.json
  registry,    // environment/registry.json: the tags that a registry has
  kubernetes,  // gateways/<i>/kubernetes.json: the pod and what stands around it
  cluster,     // environment/cluster.json
  stated,      // gateways/<i>/stated-facts.json: what the operator said
  other,       // kept for people; not read by triage
};
Literal to_literal(Role role);

struct Attribute {
  Literal key = "";
  std::variant<bool, std::int64_t, UtcTime, SafeText> value;
};

enum class Completeness {
  complete,
  truncated,  // a limit cut it; what is there is whole
  partial,    // the source broke off; what is there is whole up to there
  missing,    // nothing of it
  withheld,   // it was there and could not be cleaned
};
Literal to_literal(Completeness completeness);

struct Outcome {
  Completeness completeness = Completeness::complete;
  std::optional<Error> error;         // why, unless complete
  std::uint64_t withheld_bytes = 0;   // raw bytes that could not be decoded and were left out
  std::uint64_t withheld_pieces = 0;  // how many pieces that were
};

struct ArtifactHeader {
  SafeName source;  // "docker", "podman", "files", "sample", "host", "probe", "status"
  Role role = Role::other;
  Format format = Format::text;
  BundlePath path;                    // unique within the run
  std::vector<InstanceId> instances;  // whom it is about; empty: all of them
  std::vector<Attribute> attributes;
};

// Something masked: how often, by which rule; and the safe properties found while masking (a token's expiry), so that
// rules can use what is no longer there.
struct RedactionNote {
  SafeName what;  // the CLASS of the placeholder
  SafeName rule;
  std::uint64_t count = 0;
};

// Something the run says about itself; shown by -v, kept in sgw-diag/run.log and the manifest.
struct Remark {
  enum class Kind {
    looked,   // a place looked at that does not answer: text = what kind of place, subject = address, detail = why
    taken,    // a container taken as gateway: subject = its name, detail = the reason
    left,     // a container left out: the same
    gap,      // something not collected that has no artifact: text = what, subject = of what, detail = why
    warning,  // worth the operator's eye
    info,
  };
  Kind kind = Kind::info;
  SafeName source;
  Literal text = "";
  SafeText subject;
  SafeText detail;
};
Literal to_literal(Remark::Kind kind);

// One call made to the outside, for the manifest's `calls`.
struct Call {
  SafeName source;
  Literal verb = "";  // "GET", "connect", "resolve", "read"
  SafeText target;
  int status = 0;  // HTTP status, or 0
  std::chrono::milliseconds took{0};
};

struct Instance {
  InstanceId id{};
  SafeName source;
  SafeText name;    // masked, for people
  SafeText folder;  // unique, cleaned, for gateways/<folder>/
};

}  // namespace sgw
