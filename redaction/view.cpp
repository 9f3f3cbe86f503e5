#include "redaction/view.hpp"

#include <sgw_diag/raw.hpp>

#include <algorithm>

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
    pieces_.back().end += bytes.size();
  } else {
    pieces_.push_back({text_.size(), source, source + bytes.size(), Kind::plain});
  }
  text_.append(bytes);
}

void View::coded(std::string_view bytes, std::size_t begin, std::size_t end) {
  pieces_.push_back({text_.size(), begin, end, Kind::coded});
  text_.append(bytes);
}

void View::filler(std::string_view bytes) {
  const std::size_t place = pieces_.empty() ? 0 : pieces_.back().end;
  pieces_.push_back({text_.size(), place, place, Kind::filler});
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
      out.back().end = std::max(out.back().end, piece.end);
    } else {
      out.push_back({piece.begin, piece.end, &label, {}, false});
    }
  }
}

std::size_t View::source_of(std::size_t offset) const {
  if (pieces_.empty()) return 0;
  const Piece& piece = pieces_[piece_with(offset)];
  return piece.kind == Kind::plain ? piece.begin + (offset - piece.at) : piece.begin;
}

void View::map(const Find& inside, Finds& out) const {
  if (inside.end <= inside.begin || pieces_.empty()) return;
  const std::size_t first = out.size();
  bool changed = false;
  for (std::size_t i = piece_with(inside.begin); i < pieces_.size() && pieces_[i].at < inside.end; ++i) {
    const Piece& piece = pieces_[i];
    if (piece.kind == Kind::filler) continue;
    std::size_t begin = piece.begin;
    std::size_t end = piece.end;
    if (piece.kind == Kind::plain) {
      if (inside.begin > piece.at) begin += inside.begin - piece.at;
      end = std::min(end, piece.begin + (inside.end - piece.at));
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
  const auto around = [&](std::size_t place) -> const Piece* {
    const auto behind = std::upper_bound(pieces_.begin(), pieces_.end(), place,
                                         [](std::size_t at, const Piece& piece) { return at < piece.begin; });
    if (behind == pieces_.begin()) return nullptr;
    const Piece& piece = *(behind - 1);
    const bool cut = piece.kind == Kind::coded && piece.begin < place && place < piece.end;
    return cut ? &piece : nullptr;
  };
  if (const Piece* piece = around(find.begin); piece != nullptr) find.begin = piece->begin;
  if (const Piece* piece = around(find.end); piece != nullptr) find.end = piece->end;
}

}  // namespace sgw::redaction
