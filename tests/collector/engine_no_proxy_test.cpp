#include "collector/engine_no_proxy.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <ostream>

namespace sgw::collector {
namespace {

struct Reading {
  const char* no_proxy;
  const char* host;
  std::uint16_t port;
  bool past;
};

void PrintTo(const Reading& one, std::ostream* out) { *out << '"' << one.no_proxy << "\" for " << one.host; }

class EngineNoProxy : public testing::TestWithParam<Reading> {};

TEST_P(EngineNoProxy, IsReadAsGoReadsIt) {
  const Reading& one = GetParam();
  EXPECT_EQ(engine_goes_past_proxy(one.no_proxy, one.host, one.port), one.past) << one.no_proxy << " " << one.host;
}

INSTANTIATE_TEST_SUITE_P(
    Entries, EngineNoProxy,
    testing::Values(
        Reading{"", "mirror.example", 443, false}, Reading{"", "localhost", 5000, true},
        Reading{"", "127.0.0.1", 5000, true}, Reading{"*", "mirror.example", 443, true},
        Reading{"azurecr.io", "contoso.azurecr.io", 443, true}, Reading{"azurecr.io", "notazurecr.io", 443, false},
        Reading{"azurecr.io", "azurecr.io", 443, true}, Reading{"azurecr.io", "cr.io", 443, false},
        Reading{".azurecr.io", "azurecr.io", 443, false},
        Reading{" a.b , *.AzureCR.io", "contoso.azurecr.io", 443, true}, Reading{"10.0.0.0/8", "10.1.2.3", 5000, true},
        Reading{"10.0.0.0/8", "11.1.2.3", 5000, false}, Reading{"10.64.0.0/10", "10.127.0.1", 443, true},
        Reading{"10.64.0.0/10", "10.128.0.1", 443, false}, Reading{"0.0.0.0/0", "192.0.2.1", 443, true},
        Reading{"0.0.0.0/0", "2001:db8::1", 443, false}, Reading{"10.0.0.0/99", "10.1.2.3", 443, false},
        Reading{"10.0.0.0/", "10.1.2.3", 443, false}, Reading{"2001:db8::/32", "2001:db8::1", 443, true},
        Reading{"10.0.0.0/8", "ten.example", 443, false}, Reading{"mirror.example:5000", "mirror.example", 5000, true},
        Reading{"mirror.example:5000", "mirror.example", 443, false},
        Reading{"[2001:db8::1]:5000", "2001:db8::1", 5000, true}, Reading{"2001:db8::1", "2001:db8::1", 5000, true},
        Reading{"2.3", "10.1.2.3", 443, false}, Reading{":443,,/,.", "mirror.example", 443, false}));

}  // namespace
}  // namespace sgw::collector
