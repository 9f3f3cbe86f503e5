#include "collector/announced.hpp"

#include <algorithm>
#include <utility>

namespace sgw::collector {

namespace {

class NotingSink : public RawSink {
 public:
  NotingSink(RawSink& next, Announced& announced) : next_(next), announced_(announced) {}

  InstanceId add_instance(const SafeName& source, RawText name) override {
    const InstanceId instance = next_.add_instance(source, std::move(name));
    announced_.add(instance);
    return instance;
  }
  std::unique_ptr<RawEntry> open(RawHeader header) override { return next_.open(std::move(header)); }
  void learn(RawText value, Literal what) override { next_.learn(std::move(value), what); }
  void remark(RawRemark remark) override { next_.remark(std::move(remark)); }
  void call(RawCall call) override { next_.call(std::move(call)); }

 private:
  RawSink& next_;
  Announced& announced_;
};

class NotingSource : public Source {
 public:
  NotingSource(std::unique_ptr<Source> source, std::shared_ptr<Announced> announced)
      : source_(std::move(source)), announced_(std::move(announced)) {}

  void collect(const CollectContext& context, RawSink& sink) override {
    NotingSink noting_sink(sink, *announced_);
    source_->collect(context, noting_sink);
  }
  SafeName name() const override { return source_->name(); }

 private:
  std::unique_ptr<Source> source_;
  std::shared_ptr<Announced> announced_;
};

}  // namespace

void Announced::add(InstanceId instance) {
  const std::lock_guard lock(mutex_);
  const auto place = std::lower_bound(instances_.begin(), instances_.end(), instance);
  if (place == instances_.end() || *place != instance) instances_.insert(place, instance);
}

std::vector<InstanceId> Announced::all() const {
  const std::lock_guard lock(mutex_);
  return instances_;
}

std::unique_ptr<Source> noting(std::unique_ptr<Source> source, std::shared_ptr<Announced> announced) {
  return std::make_unique<NotingSource>(std::move(source), std::move(announced));
}

}  // namespace sgw::collector
