#pragma once

#include <sgw_diag/source.hpp>

#include <utility>

namespace sgw::app {

// The way in under profile support: the service's name is not learnt. It stays, because Microsoft needs it to find the
// instance.
class SupportSink : public RawSink {
 public:
  explicit SupportSink(RawSink& next) : next_(next) {}

  InstanceId add_instance(const SafeName& source, RawText name) override {
    return next_.add_instance(source, std::move(name));
  }
  std::unique_ptr<RawEntry> open(RawHeader header) override { return next_.open(std::move(header)); }
  void learn(RawText value, Literal what) override {
    if (what != k_service_name) next_.learn(std::move(value), what);
  }
  void remark(RawRemark remark) override { next_.remark(std::move(remark)); }
  void call(RawCall call) override { next_.call(std::move(call)); }

 private:
  RawSink& next_;
};

}  // namespace sgw::app
