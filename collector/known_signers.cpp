#include "collector/known_signers.hpp"

#include "collector/dns_name.hpp"
#include "collector/text.hpp"
#include "embedded/collector_data.hpp"

#include <sgw_diag/json_reader.hpp>

#include <algorithm>
#include <cstdlib>

namespace sgw::collector {

namespace {

std::vector<std::string> lower_list(const JsonReader& list) {
  std::vector<std::string> words;
  for (const JsonReader& word : list.items()) words.push_back(lower(word.text_or("")));
  return words;
}

}  // namespace

// What is compiled in was tested; a build in which it cannot be read must not run.
const KnownSigners& KnownSigners::shipped() {
  static const KnownSigners signers = [] {
    KnownSigners result;
    for (const EmbeddedFile& file : embedded::collector_data()) {
      if (!file.path.ends_with("signers.json")) continue;
      const auto root = JsonReader::parse(file.bytes);
      if (!root) std::abort();
      result.public_ = lower_list((*root)["public"]);
      result.public_hosts_ = lower_list((*root)["public_hosts"]);
      for (const JsonReader& item : (*root)["interceptors"].items()) {
        result.interceptors_.push_back(
            {item["product"].text_or(""), lower_list(item["certificate"]), lower_list(item["http"])});
      }
    }
    return result;
  }();
  return signers;
}

bool KnownSigners::is_public(std::string_view organisation) const {
  return std::find(public_.begin(), public_.end(), lower(organisation)) != public_.end();
}

bool KnownSigners::is_public_host(std::string_view host) const {
  const std::string name = normal_host(host);
  return std::any_of(public_hosts_.begin(), public_hosts_.end(),
                     [&](const std::string& domain) { return name == domain || name.ends_with("." + domain); });
}

std::string_view KnownSigners::product_of(std::string_view text, std::vector<std::string> Interceptor::*marks) const {
  const std::string wanted = lower(text);
  for (const Interceptor& one : interceptors_) {
    const auto& words = one.*marks;
    if (std::any_of(words.begin(), words.end(),
                    [&](const std::string& word) { return wanted.find(word) != std::string::npos; }))
      return one.product;
  }
  return {};
}

std::string_view KnownSigners::in_certificate_name(std::string_view text) const {
  return product_of(text, &Interceptor::certificate);
}

std::string_view KnownSigners::in_http_header(std::string_view text) const {
  return product_of(text, &Interceptor::http);
}

}  // namespace sgw::collector
