#include "redaction/gate.hpp"

#include "redaction/decoder.hpp"

#include <utility>

namespace sgw::redaction {

// One artifact on its way through.
class Gate::Entry : public RawEntry {
 public:
  Entry(const Gate& gate, Format format, std::unique_ptr<RedactedEntry> out)
      : gate_(gate),
        out_(std::move(out)),
        decoder_(gate.redactor_.decoder(format, tally_, [this](const RedactedBytes& bytes) { out_->write(bytes); })) {}

  ~Entry() override {
    if (!finished_) Entry::finish(RawOutcome::partial({ErrorKind::cancelled, "the source broke off", {}}));
  }
  Entry(const Entry&) = delete;
  Entry& operator=(const Entry&) = delete;

  void write(RawBytes chunk) override { Redactor::feed(*decoder_, chunk); }

  void finish(RawOutcome raw) override {
    if (std::exchange(finished_, true)) return;
    Outcome outcome = gate_.outcome(raw);
    if (outcome.completeness != Completeness::missing) decoder_->finish();
    outcome.withheld_bytes = tally_.withheld_bytes;
    outcome.withheld_pieces = tally_.withheld_pieces;
    if (decoder_->withheld() && outcome.completeness != Completeness::missing) {
      outcome.completeness = Completeness::withheld;
      if (!outcome.error)
        outcome.error = Error{ErrorKind::unsafe, "the content cannot be searched and is left out", {}};
    }
    out_->finish(outcome, tally_.notes());
  }

 private:
  const Gate& gate_;
  std::unique_ptr<RedactedEntry> out_;
  Tally tally_;
  std::unique_ptr<Decoder> decoder_;
  bool finished_ = false;
};

InstanceId Gate::add_instance(const SafeName& source, RawText name) {
  Instance instance{.id = {}, .source = source, .name = redactor_.text(name), .folder = {}};
  {
    const std::lock_guard lock(mutex_);
    instance.folder = unique(BundlePath() / instance.name, taken_folders_).text();
    instance.id = InstanceId(static_cast<std::uint32_t>(folders_.size()));
    folders_.push_back(instance.folder);
  }
  out_.add_instance(instance);
  return instance.id;
}

std::unique_ptr<RawEntry> Gate::open(RawHeader raw) {
  ArtifactHeader header{.source = raw.source,
                        .role = raw.role,
                        .format = raw.format,
                        .path = path_of(raw),
                        .instances = raw.instances,
                        .attributes = attributes(raw.attributes)};
  if (raw.folder) header.instances = {*raw.folder};
  return std::make_unique<Entry>(*this, raw.format, out_.open(header));
}

void Gate::learn(RawText value, Literal what) {
  if (redactor_.learn(std::move(value), what)) return;
  {
    const std::lock_guard lock(mutex_);
    if (!refused_.insert(std::string(what.view())).second) return;
  }
  out_.remark({Remark::Kind::warning,
               SafeName("gate"),
               "a secret of under eight characters is masked only where its name says what it is",
               SafeText(what),
               {}});
}

void Gate::remark(RawRemark remark) {
  out_.remark({remark.kind, remark.source, remark.text, redactor_.text(remark.subject), redactor_.text(remark.detail)});
}

void Gate::call(RawCall call) {
  out_.call({call.source, call.verb, redactor_.text(call.target), call.status, call.took});
}

BundlePath Gate::path_of(const RawHeader& header) {
  BundlePath path;
  const std::lock_guard lock(mutex_);
  if (header.folder) {
    const auto index = static_cast<std::size_t>(*header.folder);
    path = path / Literal("gateways") / (index < folders_.size() ? folders_[index] : SafeText("unknown"));
  }
  RawText folder;
  for (const auto& part : header.parts) {
    if (const auto* literal = std::get_if<Literal>(&part)) {
      path = path / *literal;
      folder = RawText(literal->view());
      continue;
    }
    const auto& text = std::get<RawText>(part);
    path = path / redactor_.part_of_path(text, folder);
    folder = text.duplicate();
  }
  if (path.empty()) path = path / Literal("unnamed");
  return unique(path, taken_paths_);
}

BundlePath Gate::unique(const BundlePath& path, Taken& taken) {
  BundlePath candidate = path;
  std::uint32_t& number = taken.try_emplace(std::string(path.view()), 0).first->second;
  while (++number > 1) {
    candidate = path.with_suffix(number);
    if (taken.try_emplace(std::string(candidate.view()), 1).second) break;
  }
  return candidate;
}

std::vector<Attribute> Gate::attributes(const std::vector<RawAttribute>& raw) const {
  std::vector<Attribute> attributes;
  for (const RawAttribute& attribute : raw) {
    Attribute& masked = attributes.emplace_back();
    masked.key = attribute.key;
    if (const auto* text = std::get_if<RawText>(&attribute.value)) {
      masked.value = redactor_.text(*text);
    } else if (const auto* flag = std::get_if<bool>(&attribute.value)) {
      masked.value = *flag;
    } else if (const auto* number = std::get_if<std::int64_t>(&attribute.value)) {
      masked.value = *number;
    } else {
      masked.value = std::get<UtcTime>(attribute.value);
    }
  }
  return attributes;
}

Outcome Gate::outcome(const RawOutcome& raw) const {
  Outcome outcome;
  outcome.completeness = raw.completeness;
  if (raw.error) outcome.error = Error{raw.error->kind, raw.error->what, redactor_.text(raw.error->subject)};
  return outcome;
}

}  // namespace sgw::redaction
