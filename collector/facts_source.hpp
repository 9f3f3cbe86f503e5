#pragma once

#include "collector/announced.hpp"

#include <sgw_diag/result.hpp>
#include <sgw_diag/source.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace sgw::collector {

// What --facts gives must be one JSON object of at most k_max_json_bytes; else an error of kind bad_data_file, without
// a word of the file in it.
Result<void> check_facts(std::string_view bytes);

// Writes `facts` as stated-facts.json of every instance in `announced`. If there is none, the operator's word is all
// there is: announces one gateway, "stated". For the follow-up round. `facts` passed check_facts().
std::unique_ptr<Source> make_facts_source(std::string facts, std::shared_ptr<Announced> announced);

}  // namespace sgw::collector
