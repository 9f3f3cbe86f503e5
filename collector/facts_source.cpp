#include "collector/facts_source.hpp"

#include "collector/raw_artifact.hpp"

#include <sgw_diag/json_reader.hpp>

#include <utility>

namespace sgw::collector {

namespace {

class FactsSource : public Source {
 public:
  FactsSource(std::string facts, std::shared_ptr<Announced> announced)
      : facts_(std::move(facts)), announced_(std::move(announced)) {}
  ~FactsSource() override { wipe(facts_); }

  void collect(const CollectContext& context, RawSink& sink) override {
    auto instances = announced_->all();
    if (instances.empty()) instances.push_back(sink.add_instance(name(), RawText("stated")));
    for (const InstanceId instance : instances) {
      write_artifact(raw_header(name(), Role::stated, Format::json, instance, Literal("stated-facts.json")), facts_,
                     context, sink);
    }
  }

  SafeName name() const override { return SafeName("facts"); }

 private:
  std::string facts_;
  std::shared_ptr<Announced> announced_;
};

}  // namespace

Result<void> check_facts(std::string_view bytes) {
  if (bytes.size() > k_max_json_bytes) return fail(ErrorKind::bad_data_file, "the file of --facts is too large");
  std::size_t offset = 0;
  const auto facts = JsonReader::parse(bytes, &offset);
  if (!facts) {
    return fail(ErrorKind::bad_data_file, "the file of --facts is not JSON",
                SafeText("after ") + SafeText(offset) + SafeText(" bytes"));
  }
  if (!facts->is_object()) return fail(ErrorKind::bad_data_file, "the file of --facts is not a JSON object");
  return {};
}

std::unique_ptr<Source> make_facts_source(std::string facts, std::shared_ptr<Announced> announced) {
  return std::make_unique<FactsSource>(std::move(facts), std::move(announced));
}

}  // namespace sgw::collector
