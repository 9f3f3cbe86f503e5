#include "collector/registry_address.hpp"

#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

std::string read(std::string_view typed) {
  const auto address = parse_registry(typed);
  return address ? address->base() + " " + address->repository : std::string();
}

TEST(RegistryAddress, IsThePublicOneUnlessTold) {
  EXPECT_EQ(read(""), "https://mcr.microsoft.com azure-api-management/gateway");
  EXPECT_EQ(parse_registry("")->shown(), "mcr.microsoft.com/azure-api-management/gateway");
}

TEST(RegistryAddress, TakesHostPortAndRepository) {
  EXPECT_EQ(read("mirror.example:5000"), "https://mirror.example:5000 azure-api-management/gateway");
  EXPECT_EQ(read("mirror.example/team/apim-gateway"), "https://mirror.example team/apim-gateway");
  EXPECT_EQ(read("https://Mirror.example/gateway"), "https://mirror.example gateway");
  EXPECT_EQ(read("http://127.0.0.1:5051/gateway"), "http://127.0.0.1:5051 gateway");
  EXPECT_EQ(read("[::1]:5000/gateway"), "https://[::1]:5000 gateway");
}

TEST(RegistryAddress, RefusesWhatIsNone) {
  for (const char* typed :
       {"mirror.example/gateway:2.10.1", "mirror.example/gateway@sha256:00", "user:word@mirror.example/gateway",
        "mirror.example:0", "mirror.example:99999", "mirror.example:", "mirror.example/", "mirror.example/Gateway",
        "mirror.example/a//b", "mirror.example/../x", "mirror.example/a?n=1", "ftp://mirror.example", "/gateway", "a b",
        "http://"}) {
    EXPECT_EQ(read(typed), "") << typed;
  }
}

}  // namespace
}  // namespace sgw::collector
