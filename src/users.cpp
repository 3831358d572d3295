#include "users.hpp"

#include "words.hpp"

namespace tailchat {
namespace {

constexpr auto names = words{"data _id banned "};
constexpr auto data = names.find("data"), id = names.find("_id"), banned = names.find("banned");

constexpr std::size_t in_answer = 1, in_data = 2, in_user = 3;

}  // namespace

error_code users_reader::feed(std::string_view piece) noexcept {
  if (!stream_.feed(piece, *this)) return error_code::api_response_invalid;
  return stream_.offset() > limit::foreign_bytes ? error_code::api_response_too_large
                                                 : error_code::none;
}

error_code users_reader::end() noexcept {
  return stream_.is_complete() && has_data_ && verdicts_.size() == asked_.size()
             ? error_code::none
             : error_code::api_response_invalid;
}

bool users_reader::open(bool is_array) noexcept {
  ++depth_;
  if (depth_ == in_data) {
    in_data_ = is_array && name_ == data;
    has_data_ = has_data_ || in_data_;
  } else if (in_data_ && depth_ == in_user) {
    seen_ = 0;
    id_.reset();
    is_banned_ = false;
    return !is_array;
  }
  return !(in_data_ && depth_ == in_user + 1 && name_ == banned);
}

bool users_reader::close() noexcept {
  --depth_;
  if (depth_ == in_answer) in_data_ = false;
  if (depth_ != in_data || !in_data_) return true;
  const auto place = verdicts_.size();
  const bool is_asked = place < asked_.size() && id_ == asked_[place];
  return is_asked && judge(is_banned_ ? 'b' : 'a');
}

bool users_reader::key(json_text text) noexcept {
  if (depth_ != in_answer && !(depth_ == in_user && in_data_)) return true;
  name_ = text.whole ? names.find(text.raw) : names.count();
  if (depth_ == in_answer) return !text.escaped && !(name_ == data && has_data_);
  const auto bit = static_cast<std::uint8_t>(1U << name_);
  const bool is_new = name_ == names.count() || (seen_ & bit) == 0;
  seen_ |= bit;
  return is_new && !text.escaped;
}

bool users_reader::string(json_text text) noexcept {
  if (!in_data_ || depth_ > in_user) return true;
  if (depth_ == in_data || name_ == banned) return false;
  if (name_ == id && text.whole) id_ = read_object_id(text.raw);
  return true;
}

bool users_reader::word(char first) noexcept {
  if (!in_data_ || depth_ > in_user) return true;
  if (depth_ == in_data) return first == 'n' && judge('d');
  if (name_ != banned) return true;
  is_banned_ = first == 't';
  return first == 't' || first == 'f' || first == 'n';
}

/// The list must have one entry for each requested user.
bool users_reader::judge(char verdict) noexcept {
  if (verdicts_.size() == asked_.size()) return false;
  verdicts_ += verdict;
  return true;
}

}  // namespace tailchat
