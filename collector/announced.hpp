#pragma once

#include <sgw_diag/source.hpp>

#include <memory>
#include <mutex>
#include <vector>

namespace sgw::collector {

// The gateway instances that the sources of a plan have announced so far. All functions may be called from any thread.
class Announced {
 public:
  void add(InstanceId instance);
  std::vector<InstanceId> all() const;  // ascending

 private:
  mutable std::mutex mutex_;
  std::vector<InstanceId> instances_;
};

// `source`, with every instance that it announces noted in `announced` as well.
std::unique_ptr<Source> noting(std::unique_ptr<Source> source, std::shared_ptr<Announced> announced);

}  // namespace sgw::collector
