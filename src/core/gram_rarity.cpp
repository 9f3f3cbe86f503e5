#include "src/core/gram_rarity.hpp"

#include "src/core/folded_bytes.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace sgw {

namespace {

constexpr std::size_t k_gram_bytes = 3;

// Letters by how common they are in logs; what is not here is rarer than all of it.
constexpr std::string_view k_common = "\"etaoin: rsldcupmgfhybvkwxjqz-._/=";

// What logs and documents are full of, three characters each, the most common ones first: a literal is looked for by
// other windows if it has any. First those of URLs and requests, which stand in every line of a gateway's log; the rest
// was counted in some megabytes of reports, rules and manuals of the gateway.
constexpr std::string_view k_common_grams =
    "s:/://ttptpsp:/httgethechea/v2ss\"rs/alt"
    "\": : \"s\":ionconate, \"tiothe the\":: [ \"centhe onfstanfit\": \"sfig: {ing },apiatiresage re\",  co202"
    "actnot | rat \"td\":proteder  \"fgatwayvereston ewatewureble: t \"e \"2ed\"ed igugurailurae, own \"ies\""
    "\"coersner026logables httttpfac26- noals \"ltru an\"fats\"orysteend iness \"p \"r \"o fatat try\":andcat"
    "ine.co \"aontartrueileame \"moso on \"ner\":00nd reapti-apnetextporat ept\"reazuzurn\":keneve {\" isg\":"
    "cepcomledteslsenamortn: or  ],ectexcxceot faleadid\": fe: is one a  to\"pr\"20forallterfailinon:int"
    "ncetarmenodevalused\",our \"duessere c\"stderrcere- exnt\"\"lookewneainred 20emesourobostle\"urcmes se"
    "ue,\"cang tokith\"owctson.\",\"\":\".io://:{\"], accanaappassatuberccecesclicredatdededeeedequernerrete"
    "heaherhroieninfisekeylicliemannagnfonisnsentantintookionionsookpaspleponquerefreqrneronsagsecsed"
    "siospossasucsyntaitimtpstustypuccunturluthvenyncype},\"tin6-0s nimetexe-a\"ext\",hos0.0ovele ry\" \"h"
    "in re to chaideckeoutt aerv.\",e\",roscro stoftsofademic2.1 ofs\",teg \"vce\"oinicrntspoi\"ses a09:gor"
    "setegoackt09 \"[imae t\"idr\": [] mect\" at li\"2.witof .nedpose,mage ondpno \"me\"noays00:on\"autche0:0"
    "exp-11den] 2ustwore ir arrocodinsror pr.0.achstonteiceng\"emooun12.0, runscon\",2.3unds,  gavicnt "
    "me  fo100ts 11-obez\",ockst suprsitem6-1les wi_stica al \"uhatmorrs\"th otat r-09warrte nate  hes t"
    "latdge09-bacmplalu/ga [\", ms oed_ctie slabdnsarntagnow}, ne\" ca oraremempert/g00z ententtidisrvi"
    "reteac\"as0z\"9:1pimpreen\"og\"enc \"wce ne itygem ap itt tettplatos do.az htnstausnexpi.ali12:\"unn.a"
    "issngs\"],n ttornneancome pa\\\":ps:edg \"g loge\"indge:t_se rr\", beststom2:0[],, se ad tge-sysorke e";
constexpr std::size_t k_grades = 8;
constexpr std::size_t k_graded = 4096;

constexpr std::size_t graded_slot(std::uint32_t gram) { return (gram * k_hash_factor) >> (32 - 12); }

// By hash: k_grades for the most common, 1 for the least common of them, 0 for others. Two that fall together cost a
// worse choice.
constexpr std::array<std::uint8_t, k_graded> k_commonness = [] {
  std::array<std::uint8_t, k_graded> grades{};
  const std::size_t count = k_common_grams.size() / k_gram_bytes;
  for (std::size_t i = count; i > 0; --i) {
    std::uint32_t gram = k_fold_gram;
    for (std::size_t at = 0; at < k_gram_bytes; ++at) {
      const auto byte = static_cast<unsigned char>(k_common_grams[(i - 1) * k_gram_bytes + at]);
      gram |= std::uint32_t{byte} << (8 * at);
    }
    grades[graded_slot(gram)] = static_cast<std::uint8_t>(k_grades - (i - 1) * k_grades / count);
  }
  return grades;
}();

// A row of one letter is what zeros are in base64.
std::size_t commonness(std::string_view gram) {
  const bool one_letter = gram[0] == gram[1] && gram[1] == gram[2];
  return one_letter ? k_grades : k_commonness[graded_slot(gram_at(gram.data()))];
}

std::size_t rarity(char c) { return std::min(k_common.find(c), k_common.size() + 8); }

}  // namespace

std::size_t gram_rarity(std::string_view gram) {
  const std::size_t common = commonness(gram);
  if (common != 0) return 1 + k_grades - common;
  return k_grades + 1 + rarity(gram[0]) + rarity(gram[1]) + rarity(gram[2]);
}

}  // namespace sgw
