#include "redaction/view.hpp"

#include <sgw_diag/raw.hpp>

#include <algorithm>
#include <utility>

namespace sgw::redaction {

namespace {

// Of a find's value in all the pieces that it is mapped to: a private key in lines of a log has one tag, a line in a
// hundred thousand pieces does not have a hundred thousand copies of itself.
constexpr std::size_t k_max_copied = std::size_t{256} << 10;

bool is_blank(char c) { return c == ' ' || c == '\t'; }

}  // namespace

void View::plain(std::string_view bytes, std::size_t source) {
  if (bytes.empty()) return;
  const bool goes_on = !pieces_.empty() && pieces_.back().kind == Kind::plain && pieces_.back().end == source;
  if (goes_on) {
    pieces_.back().end += static_cast<std::uint32_t>(bytes.size());
  } else {
    pieces_.emplace_back(text_.size(), source, source + bytes.size(), 1U, Kind::plain);
  }
  text_.append(bytes);
}

void View::coded(std::string_view bytes, std::size_t begin, std::size_t end) {
  if (bytes.size() == 1 && end - begin <= k_max_unit)
    return coded_run(bytes, begin, static_cast<std::uint32_t>(end - begin));
  pieces_.emplace_back(text_.size(), begin, end, 0U, Kind::coded);
  text_.append(bytes);
}

void View::coded_run(std::string_view bytes, std::size_t begin, std::uint32_t unit) {
  const std::size_t end = begin + bytes.size() * unit;
  // What goes on is one piece: a line of escapes would be a hundred thousand.
  const bool goes_on = !pieces_.empty() && pieces_.back().kind == Kind::coded && pieces_.back().unit == unit &&
                       pieces_.back().end == begin && pieces_.back().last() == text_.size();
  if (goes_on) {
    pieces_.back().end = static_cast<std::uint32_t>(end);
  } else {
    pieces_.emplace_back(text_.size(), begin, end, unit, Kind::coded);
  }
  text_.append(bytes);
}

void View::filler(std::string_view bytes) {
  const std::size_t place = pieces_.empty() ? 0 : pieces_.back().end;
  pieces_.emplace_back(text_.size(), place, place, 0U, Kind::filler);
  text_.append(bytes);
}

void View::clear() {
  wipe(text_);
  pieces_.clear();
}

std::size_t View::piece_with(std::size_t offset) const {
  const auto behind = std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                                       [](std::size_t at, const Piece& piece) { return at < piece.at; });
  return static_cast<std::size_t>(behind - pieces_.begin()) - 1;
}

void View::all(const RuleLabel& label, Finds& out) const {
  const std::size_t first = out.size();
  for (const Piece& piece : pieces_) {
    if (piece.kind == Kind::filler || piece.begin == piece.end) continue;
    if (out.size() > first && out.back().begin <= piece.begin && out.back().end >= piece.begin) {
      out.back().end = std::max<std::size_t>(out.back().end, piece.end);
    } else {
      out.push_back({piece.begin, piece.end, &label, {}, false});
    }
  }
}

std::size_t View::source_of(std::size_t offset) const {
  if (pieces_.empty()) return 0;
  const Piece& piece = pieces_[piece_with(offset)];
  return piece.source_of(offset);
}

void View::map(const Find& inside, Finds& out) const {
  if (inside.end <= inside.begin || pieces_.empty()) return;
  const std::size_t first = out.size();
  bool changed = false;
  for (std::size_t i = piece_with(inside.begin); i < pieces_.size() && pieces_[i].at < inside.end; ++i) {
    const Piece& piece = pieces_[i];
    if (piece.kind == Kind::filler) continue;
    std::size_t begin = piece.source_of(std::max<std::size_t>(inside.begin, piece.at));
    const std::size_t end = piece.unit == 0 ? piece.end : std::min<std::size_t>(piece.end, piece.source_of(inside.end));
    if (piece.kind == Kind::plain) {
      // A find that goes on in another line of the source leaves the indentation there, as one over several lines does.
      const bool goes_on = out.size() > first && begin > out.back().end;
      while (goes_on && begin < end && is_blank(text_[piece.at + (begin - piece.begin)])) ++begin;
      if (begin >= end) continue;
    } else {
      changed = true;
    }
    if (out.size() > first && out.back().end >= begin && out.back().begin <= begin) {
      out.back().end = std::max(out.back().end, end);
      continue;
    }
    out.push_back({begin, end, inside.label, {}, inside.quoted});
  }
  const std::size_t count = out.size() - first;
  if (!changed && count <= 1 && inside.value.empty()) return;
  const std::string_view value = inside.value.empty()
                                     ? std::string_view(text_).substr(inside.begin, inside.end - inside.begin)
                                     : std::string_view(inside.value);
  if (count > 1 && count * value.size() > k_max_copied) return;
  for (std::size_t i = first; i < out.size(); ++i) out[i].value = value;
}

void View::widen(Find& find) const {
  // What of the source the code around `place` takes; nothing when `place` is inside of none.
  const auto around = [&](std::size_t place) -> std::pair<std::size_t, std::size_t> {
    const auto behind = std::upper_bound(pieces_.begin(), pieces_.end(), place,
                                         [](std::size_t at, const Piece& piece) { return at < piece.begin; });
    if (behind == pieces_.begin()) return {place, place};
    const Piece& piece = *(behind - 1);
    if (piece.kind != Kind::coded || piece.begin >= place || place >= piece.end) return {place, place};
    if (piece.unit == 0) return {piece.begin, piece.end};
    const std::size_t inside = (place - piece.begin) % piece.unit;
    return inside == 0 ? std::pair(place, place) : std::pair(place - inside, place - inside + piece.unit);
  };
  find.begin = around(find.begin).first;
  find.end = around(find.end).second;
}

}  // namespace sgw::redaction
