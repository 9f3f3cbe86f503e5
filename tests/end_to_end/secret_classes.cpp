#include "tests/end_to_end/secret_classes.hpp"

#include <functional>
#include <random>

namespace sgw::test {

namespace {

constexpr std::string_view k_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::string_view k_digits = "0123456789";
constexpr std::string_view k_hex = "0123456789abcdef";

// Made-up values that look as real ones do.
class Values {
 public:
  explicit Values(const std::string& seed) : random_(std::hash<std::string>()(seed)) {}

  std::string of(std::string_view alphabet, std::size_t count) {
    std::string value;
    for (std::size_t i = 0; i < count; ++i) value += alphabet[random_() % alphabet.size()];
    return value;
  }
  std::string mixed(std::size_t count) { return of(std::string(k_letters) + std::string(k_digits), count); }
  std::string hex(std::size_t count) { return of(k_hex, count); }

 private:
  std::mt19937_64 random_;
};

}  // namespace

std::vector<PlantedText> secrets_of_every_class(const std::string& place) {
  Values values(place);
  std::vector<PlantedText> all;
  // `text` has "%" where the value goes.
  const auto add = [&](const std::string& name, std::string text, const std::string& value) {
    text.replace(text.find('%'), 1, value);
    all.push_back({{name + " in the " + place, value}, std::move(text)});
  };
  add("gateway token", "GatewayKey gw-1&203612010000&%==", values.mixed(86));
  add("token", "Authorization: Bearer eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJwbGFudGVkIn0.%",
      values.mixed(86));
  add("subscription key header", "Ocp-Apim-Subscription-Key: %", values.hex(32));
  add("subscription key query", "url: https://gw.contoso.test/echo?subscription-key=%", values.hex(32));
  add("shared access signature", "https://contoso.blob.core.windows.net/c/b?sv=2022-11-02&se=2036-01-01&sig=%%3D",
      values.mixed(43));
  add("account key", "DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=%==", values.mixed(86));
  add("shared access key",
      "Endpoint=sb://contoso.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=%=", values.mixed(43));
  add("connection string password", "Server=tcp:db.contoso.test,1433;User ID=app;Password=%;Encrypt=true",
      values.mixed(20));
  add("client secret", "AADClientSecret: abC8Q~%", values.mixed(34));
  add("user info", "https://ops:%@registry.contoso.test/v2/", values.mixed(18));
  add("basic authorization", "Proxy-Authorization: Basic %", values.mixed(40));
  add("private key",
      "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg%\n-----END PRIVATE KEY-----",
      values.mixed(16));
  add("cookie", "Set-Cookie: session=%; Path=/; HttpOnly", values.mixed(32));
  add("named value", "clientSecret=%", values.mixed(24));
  add("password", "password: %", values.mixed(16));
  add("e-mail address", "caller %@contoso.test", "planted." + values.of("abcdefghijklmnopqrstuvwxyz", 10));
  add("address", "callerIpAddress: %,", "203.0.113." + std::to_string(100 + values.mixed(1)[0]));
  return all;
}

}  // namespace sgw::test
