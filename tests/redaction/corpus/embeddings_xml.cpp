#include "tests/redaction/corpus/embedding_families.hpp"
#include "tests/redaction/corpus/escape.hpp"

#include <array>

namespace sgw::corpus {
namespace {

std::string document(Page& page, std::string_view root, const std::string& body) {
  return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<" + std::string(root) + ">\n  <!-- " + word(page.rng()) +
         " -->\n" + body + "</" + std::string(root) + ">\n";
}

std::string element_name(std::string_view name) { return pascal(name); }

std::string element(Page&, const Slot& slot) {
  const std::string name = element_name(slot.name);
  return "  <" + name + '>' + xml(slot.text()) + "</" + name + ">\n";
}
std::string attribute(Page& page, const Slot& slot) {
  return "  <backend id=\"" + word(page.rng()) + "\" " + element_name(slot.name) + "=\"" + xml(slot.text()) +
         "\" enabled=\"true\" />\n";
}
std::string attribute_single(Page& page, const Slot& slot) {
  return "  <backend id='" + word(page.rng()) + "' " + element_name(slot.name) + "='" + xml(slot.text()) + "'/>\n";
}
std::string add_key(Page&, const Slot& slot) {
  return "  <add key=\"" + xml(slot.name) + "\" value=\"" + xml(slot.text()) + "\" />\n";
}
std::string add_value_first(Page&, const Slot& slot) {
  return "  <add value=\"" + xml(slot.text()) + "\" key=\"" + xml(slot.name) + "\" />\n";
}
std::string connection(Page& page, const Slot& slot) {
  return "  <add name=\"" + xml(slot.name) + word(page.rng()) + "\" connectionString=\"" + xml(slot.text()) +
         "\" providerName=\"System.Data.SqlClient\" />\n";
}
std::string policy_header(Page&, const Slot& slot) {
  return "  <set-header name=\"" + xml(slot.name) + "\" exists-action=\"override\">\n    <value>" + xml(slot.text()) +
         "</value>\n  </set-header>\n";
}
std::string policy_variable(Page&, const Slot& slot) {
  return "  <set-variable name=\"" + xml(slot.name) + "\" value=\"@(&quot;" + xml(slot.text()) + "&quot;)\" />\n";
}
std::string c_data(Page&, const Slot& slot) {
  const std::string name = element_name(slot.name);
  return "  <" + name + "><![CDATA[" + slot.text() + "]]></" + name + ">\n";
}
std::string pair_elements(Page&, const Slot& slot) {
  return "  <property>\n    <name>" + xml(slot.name) + "</name>\n    <value>" + xml(slot.text()) +
         "</value>\n  </property>\n";
}
std::string publish_profile(Page& page, const Slot& slot) {
  return "  <publishProfile profileName=\"" + word(page.rng()) + "\" userName=\"$" + word(page.rng()) +
         "\" userPWD=\"" + xml(slot.text()) + "\" />\n";
}
std::string namespaced(Page&, const Slot& slot) {
  const std::string name = element_name(slot.name);
  return "  <cfg:" + name + " xmlns:cfg=\"urn:cfg\" type=\"string\">\n    " + xml(slot.text()) + "\n  </cfg:" + name +
         ">\n";
}

template <std::string (*write)(Page&, const Slot&)>
std::string file(Page& page, std::span<const Slot> slots) {
  return document(page, "configuration", each(page, slots, "", write));
}

constexpr std::string_view k_xml = "xml";

constexpr std::array k_embeddings{
    Embedding{.id = "xml-element", .extension = k_xml, .file = &file<element>},
    Embedding{.id = "xml-attribute", .extension = k_xml, .file = &file<attribute>},
    Embedding{.id = "xml-attribute-single", .extension = k_xml, .file = &file<attribute_single>},
    Embedding{.id = "xml-app-config", .extension = "config", .file = &file<add_key>},
    Embedding{.id = "xml-value-key", .extension = "config", .file = &file<add_value_first>},
    Embedding{.id = "xml-connection-string",
              .holds = Holds::lines,
              .benign_too = false,
              .extension = "config",
              .file = &file<connection>},
    Embedding{.id = "xml-policy-header", .holds = Holds::lines, .extension = k_xml, .file = &file<policy_header>},
    Embedding{.id = "xml-policy-variable", .holds = Holds::lines, .extension = k_xml, .file = &file<policy_variable>},
    Embedding{.id = "xml-cdata", .extension = k_xml, .file = &file<c_data>},
    Embedding{.id = "xml-name-value", .extension = k_xml, .file = &file<pair_elements>},
    Embedding{.id = "xml-publish-profile",
              .holds = Holds::words,
              .benign_too = false,
              .extension = "publishsettings",
              .file = &file<publish_profile>},
    Embedding{.id = "xml-namespaced", .extension = k_xml, .file = &file<namespaced>},
};

}  // namespace

std::span<const Embedding> xml_embeddings() { return k_embeddings; }

}  // namespace sgw::corpus
