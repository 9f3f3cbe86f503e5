#include "redaction/span_set.hpp"

#include "redaction/token.hpp"

#include <algorithm>
#include <utility>

namespace sgw::redaction {

namespace {

bool has_letter_or_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || byte >= 0x80;
  });
}

using Ranges = std::vector<std::pair<std::size_t, std::size_t>>;

// `find` without the ranges of placeholders.
void append_without(const Ranges& taken, std::string_view text, Find find, Finds& out) {
  const std::size_t end = find.end;
  bool cut = false;
  const auto keep = [&](std::size_t begin, std::size_t stop) {
    const std::string_view part_text = text.substr(begin, stop - begin);
    if (stop <= begin || (cut && !has_letter_or_digit(part_text))) return;
    // The id that a gateway token's placeholder shows on purpose: what is a secret by its own shape is found there
    // still.
    if (cut && text.substr(0, begin).ends_with(" gw=") && is_showable_id(part_text)) return;
    Find part = find;
    part.begin = begin;
    part.end = stop;
    if (cut) part.value.clear();
    out.push_back(std::move(part));
  };
  std::size_t begin = find.begin;
  auto range =
      std::partition_point(taken.begin(), taken.end(), [&](const auto& place) { return place.second <= begin; });
  for (; range != taken.end() && range->first < end; ++range) {
    const auto& [first, second] = *range;
    // What begins inside a placeholder took the placeholder's own words for a name and a value.
    if (find.begin > first) return;
    // A name whose value was masked before: what else stands in the line was judged then.
    const bool masked_before =
        find.begin == first && find.label->rank == k_rank_by_name && !has_letter_or_digit(text.substr(second, 1));
    if (masked_before) return;
    cut = true;
    keep(begin, std::min(first, end));
    begin = second;
  }
  if (begin < end) keep(begin, end);
}

bool names_better(const Find& a, const Find& b) {
  const bool a_token = a.label->mint == Mint::gateway_token;
  const bool b_token = b.label->mint == Mint::gateway_token;
  if (a_token != b_token) return a_token;
  if (a.end - a.begin != b.end - b.begin) return a.end - a.begin > b.end - b.begin;
  if (a.value.empty() != b.value.empty()) return !a.value.empty();
  return a.label->rank < b.label->rank;
}

// Unites overlapping finds; the winner keeps its own value only if it covered everything.
Finds united(Finds finds) {
  std::vector<Find*> order;
  order.reserve(finds.size());
  for (Find& find : finds) order.push_back(&find);
  const auto comes_first = [](const Find* a, const Find* b) {
    if (a->begin != b->begin) return a->begin < b->begin;
    if (a->end != b->end) return a->end > b->end;
    return names_better(*a, *b);
  };
  // Those of one rule are in order.
  if (!std::is_sorted(order.begin(), order.end(), comes_first)) std::sort(order.begin(), order.end(), comes_first);
  Finds result;
  Find best;
  for (Find* next : order) {
    Find& find = *next;
    if (result.empty() || find.begin >= result.back().end) {
      best = find;
      result.push_back(std::move(find));
      continue;
    }
    Find& last = result.back();
    const std::size_t begin = last.begin;
    const std::size_t end = std::max(last.end, find.end);
    const bool quoted = last.quoted || find.quoted;  // a bare number is one by whatever it was found
    if (names_better(find, best)) best = std::move(find);
    last = best;
    // A token's tag is made of the token alone, so that it is the same with and without a name beside it.
    if ((best.begin != begin || best.end != end) && best.label->mint != Mint::gateway_token) last.value.clear();
    last.begin = begin;
    last.end = end;
    last.quoted = quoted;
  }
  return result;
}

// An address or name under a secret: gone when the secret reaches up to its '@' or covers it; else it is masked as
// well.
void add_identifier(Find find, std::string_view text, Finds& secrets, Finds& kept) {
  auto place = std::partition_point(secrets.begin(), secrets.end(),
                                    [&](const Find& secret) { return secret.end <= find.begin; });
  for (; place != secrets.end() && place->begin < find.end; ++place) {
    Find& secret = *place;
    const std::size_t at = text.substr(0, find.end).find('@', find.begin);
    if (secret.begin <= find.begin && (secret.end >= find.end || (at != std::string_view::npos && secret.end >= at)))
      return;
    secret.begin = std::min(secret.begin, find.begin);
    secret.end = std::max(secret.end, find.end);
    secret.value.clear();
    return;
  }
  kept.push_back(std::move(find));
}

// In order, too. All that one rule found in a text without placeholders is.
bool are_disjoint(const Finds& finds) {
  std::size_t end = 0;
  return std::all_of(finds.begin(), finds.end(), [&](const Find& find) {
    const bool follows = find.begin >= end && find.end > find.begin;
    end = find.end;
    return follows;
  });
}

// Finds that overlap one another, and no other, as disjoint ones in order.
void add_disjoint(Finds together, std::string_view text, const Ranges& taken, Finds& out) {
  Finds secrets;
  Finds identifiers;
  for (Find& find : together) {
    Finds& kind = find.label->identifier ? identifiers : secrets;
    append_without(taken, text, std::move(find), kind);
  }
  secrets = united(std::move(secrets));
  Finds kept;
  for (Find& find : united(std::move(identifiers))) add_identifier(std::move(find), text, secrets, kept);
  kept.insert(kept.end(), std::make_move_iterator(secrets.begin()), std::make_move_iterator(secrets.end()));
  for (Find& find : united(std::move(kept))) out.push_back(std::move(find));
}

// Where a find begins, and which one it is.
struct Place {
  std::size_t begin;
  std::size_t index;
};

// In order, without finds of nothing.
std::vector<Place> places_of(const Finds& finds) {
  std::vector<Place> places;
  places.reserve(finds.size());
  for (std::size_t i = 0; i < finds.size(); ++i) {
    if (finds[i].end > finds[i].begin) places.push_back({finds[i].begin, i});
  }
  std::sort(places.begin(), places.end(),
            [](const Place& a, const Place& b) { return std::pair(a.begin, a.index) < std::pair(b.begin, b.index); });
  return places;
}

bool touches(const Ranges& ranges, std::size_t begin, std::size_t end) {
  const auto range =
      std::partition_point(ranges.begin(), ranges.end(), [&](const auto& place) { return place.second <= begin; });
  return range != ranges.end() && range->first < end;
}

}  // namespace

Finds disjoint(Finds finds, std::string_view text) {
  const Ranges taken = placeholders_in(text);
  if (taken.empty() && are_disjoint(finds)) return finds;
  const std::vector<Place> places = places_of(finds);
  Finds result;
  result.reserve(finds.size());
  for (std::size_t i = 0; i < places.size();) {
    const std::size_t first = i;
    std::size_t end = finds[places[i].index].end;
    for (++i; i < places.size() && places[i].begin < end; ++i) end = std::max(end, finds[places[i].index].end);
    if (i == first + 1 && !touches(taken, places[first].begin, end)) {
      result.push_back(std::move(finds[places[first].index]));
      continue;
    }
    Finds together;
    together.reserve(i - first);
    for (std::size_t k = first; k < i; ++k) together.push_back(std::move(finds[places[k].index]));
    add_disjoint(std::move(together), text, taken, result);
  }
  return result;
}

}  // namespace sgw::redaction
