#include "redaction/detector_table.hpp"

#include "redaction/account_detector.hpp"
#include "redaction/address_detector.hpp"
#include "redaction/apart_detector.hpp"
#include "redaction/email_detector.hpp"
#include "redaction/guid_detector.hpp"
#include "redaction/host_detector.hpp"
#include "redaction/kubernetes_detector.hpp"
#include "redaction/named_value_detector.hpp"
#include "redaction/pem_detector.hpp"
#include "redaction/plain_key_detector.hpp"
#include "redaction/putty_key_detector.hpp"
#include "redaction/table_detector.hpp"
#include "redaction/user_info_detector.hpp"

#include <array>

namespace sgw::redaction {

namespace {

using Made = std::unique_ptr<const Detector>;

Made by_name(Made detector, RuleLabel& label) {
  label.rank = k_rank_by_name;
  return detector;
}

Made address(Made detector, RuleLabel& label) {
  label.mint = Mint::address;
  return detector;
}

const RuleLabel& endless_key() {
  static const RuleLabel label{"private-key-without-end", "private-key-without-end", Mint::withheld, false, 0};
  return label;
}

struct Row {
  std::string_view name;
  Made (*make)(RuleLabel&);
};

constexpr std::array k_detectors{
    Row{"account", [](RuleLabel&) { return Made(std::make_unique<AccountDetector>()); }},
    Row{"address", [](RuleLabel& label) { return address(std::make_unique<AddressDetector>(), label); }},
    Row{"apart", [](RuleLabel& label) { return by_name(std::make_unique<ApartDetector>(), label); }},
    Row{"email", [](RuleLabel&) { return Made(std::make_unique<EmailDetector>()); }},
    Row{"guid", [](RuleLabel&) { return Made(std::make_unique<GuidDetector>()); }},
    Row{"host", [](RuleLabel& label) { return address(std::make_unique<HostDetector>(), label); }},
    Row{"kubernetes-secret", [](RuleLabel& label) { return by_name(std::make_unique<KubernetesDetector>(), label); }},
    Row{"named-value", [](RuleLabel& label) { return by_name(std::make_unique<NamedValueDetector>(), label); }},
    Row{"pem", [](RuleLabel&) { return Made(std::make_unique<PemDetector>(endless_key())); }},
    Row{"plain-key", [](RuleLabel&) { return Made(std::make_unique<PlainKeyDetector>()); }},
    Row{"putty-key", [](RuleLabel&) { return Made(std::make_unique<PuttyKeyDetector>()); }},
    Row{"table", [](RuleLabel& label) { return by_name(std::make_unique<TableDetector>(), label); }},
    Row{"unc-host", [](RuleLabel& label) { return address(std::make_unique<UncHostDetector>(), label); }},
    Row{"user-info", [](RuleLabel&) { return Made(std::make_unique<UserInfoDetector>()); }},
};

}  // namespace

std::unique_ptr<const Detector> make_detector(std::string_view name, RuleLabel& label) {
  for (const Row& row : k_detectors) {
    if (row.name == name) return row.make(label);
  }
  return nullptr;
}

}  // namespace sgw::redaction
