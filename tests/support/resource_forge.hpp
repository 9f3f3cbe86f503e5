#pragma once

#include <sgw_diag/resource.hpp>

#include <string_view>

namespace sgw {

// The tests' way to safe text that no gate has seen. Defined here and nowhere else; a test of the choke points says so.
class ResourceForge {
 public:
  // A presentable resource over `bytes`, which must outlive it.
  static Resource of(std::string_view bytes) { return {PassKey<ResourceForge>(), SafeText("test"), bytes}; }
};

}  // namespace sgw
