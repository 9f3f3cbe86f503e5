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

TEST(RegistryAddress, IsReadFromAnImagesReference) {
  const auto of = [](std::string_view reference) {
    const auto address = registry_of_image(reference);
    return address ? address->base() : std::string();
  };
  EXPECT_EQ(of("mcr.microsoft.com/azure-api-management/gateway:2.12.3"), "https://mcr.microsoft.com");
  EXPECT_EQ(of("Mirror.example:5000/team/gateway@sha256:00"), "https://mirror.example:5000");
  EXPECT_EQ(of("[::1]:5000/gateway"), "https://[::1]:5000");
  EXPECT_EQ(of("localhost:5000/gateway"), "https://localhost:5000");
  EXPECT_EQ(of("docker.io/contoso/gateway:1"), "https://registry-1.docker.io");
}

TEST(RegistryAddress, IsNotGuessedForAnImageThatNamesNone) {
  for (const char* reference : {"", "gateway", "gateway:2.12.3", "contoso/gateway:1", "localhost/gateway:1",
                                "sha256:0123456789abcdef", "http://mirror.example/gateway", "mirror.example:0/gateway",
                                "mirror.example:70000/gateway", "user:word@mirror.example/gateway", "a b.c/gateway"}) {
    EXPECT_FALSE(registry_of_image(reference)) << reference;
  }
}

}  // namespace
}  // namespace sgw::collector
