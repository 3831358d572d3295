#include "groups.hpp"

#include <algorithm>

#include "date_time.hpp"
#include "words.hpp"

namespace tailchat {
namespace {

constexpr auto names = words{"data _id name owner members roles userId muteUntil "};
constexpr auto data = names.find("data"), id = names.find("_id"), name = names.find("name"),
               owner = names.find("owner"), members_name = names.find("members"),
               roles_name = names.find("roles"), user_id = names.find("userId"),
               mute_until = names.find("muteUntil");

constexpr std::uint8_t bit(std::size_t number) { return static_cast<std::uint8_t>(1U << number); }

std::optional<object_id> id_of(json_text text) noexcept {
  return text.whole ? read_object_id(text.raw) : std::nullopt;
}

std::string name_of(json_text text) noexcept {
  return text.whole ? std::string{text.raw} : std::string{};
}

bool by_id(const role& a, const role& b) noexcept { return a.id < b.id; }
bool by_user(const member& a, const member& b) noexcept { return a.user < b.user; }

/// Sorts in at most n log n steps, even if an attacker chose the ids.
template <class List, class Order>
void sort_by(List first, List last, Order order) noexcept {
  std::make_heap(first, last, order);
  std::sort_heap(first, last, order);
}

}  // namespace

groups_reader::groups_reader(std::vector<object_id> named, bool keep_others) noexcept
    : named_(std::move(named)), keep_others_(keep_others) {}

error_code groups_reader::feed(std::string_view piece) noexcept {
  if (!stream_.feed(piece, *this))
    return error_ == error_code::none ? error_code::api_response_invalid : error_;
  const bool is_reading_named = is_in_group() && is_named_;
  const auto foreign = stream_.offset() - named_bytes_ - (is_reading_named ? group_bytes() : 0);
  if (is_reading_named && group_bytes() > limit::group_bytes)
    return error_code::api_response_too_large;
  return foreign > limit::foreign_bytes ? error_code::api_response_too_large : error_code::none;
}

error_code groups_reader::end() noexcept {
  return stream_.is_complete() && has_data_ ? error_code::none : error_code::api_response_invalid;
}

std::optional<object_id> groups_reader::suspect() const noexcept {
  const auto largest = largest_ ? largest_->bytes : 0;
  if (is_in_group() && has_id_ && group_bytes() >= largest) return group_.id;
  return largest_ ? std::optional{largest_->id} : std::nullopt;
}

bool groups_reader::fail(error_code error) noexcept {
  error_ = error;
  return false;
}

bool groups_reader::is_in_group() const noexcept { return levels_.size() > 2; }

std::uint32_t groups_reader::group_bytes() const noexcept {
  return stream_.offset() - group_start_;
}

groups_reader::place groups_reader::place_below(bool is_array) const noexcept {
  if (levels_.empty()) return place::answer;
  const auto& [where, seen, number] = levels_.back();
  switch (where) {
    case place::answer:
      return is_array && number == data ? place::groups : place::elsewhere;
    case place::groups:
      return is_array ? place::elsewhere : place::group;
    case place::group:
      if (!is_array) break;
      return number == members_name ? place::members
             : number == roles_name ? place::roles
                                    : place::elsewhere;
    case place::members:
      return is_array ? place::elsewhere : place::member;
    case place::member:
      return is_array && number == roles_name ? place::member_roles : place::elsewhere;
    case place::roles:
      return is_array ? place::elsewhere : place::role;
    default:
      break;
  }
  return place::elsewhere;
}

bool groups_reader::open(bool is_array) noexcept {
  const auto where = skipped_ > 0 ? place::elsewhere : place_below(is_array);
  if (where == place::elsewhere) {
    ++skipped_;
    const bool is_no_group = levels_.size() == 2 && skipped_ == 1;
    return is_no_group ? fail(error_code::api_response_invalid) : true;
  }
  levels_.push_back({where});
  switch (where) {
    case place::groups:
      has_data_ = true;
      break;
    case place::group:
      begin_group();
      break;
    case place::members:
      has_members_ = true;
      break;
    case place::member:
    case place::role:
      item_ = {};
      item_.first_role = member_roles_.size();
      break;
    default:
      break;
  }
  return true;
}

bool groups_reader::close() noexcept {
  if (skipped_ > 0) {
    --skipped_;
    return true;
  }
  const auto where = levels_.back().where;
  if (where == place::member) add_member();
  if (where == place::role) add_role();
  if (where == place::group && !end_group()) return false;  // the group is the suspect
  levels_.pop_back();
  return true;
}

bool groups_reader::key(json_text text) noexcept {
  if (skipped_ > 0) return true;
  auto& innermost = levels_.back();
  innermost.name = text.whole ? names.find(text.raw) : names.count();
  // No honest writer escapes these names. If two readers understood a name differently, a group
  // could pass for another.
  const bool is_known = innermost.name < names.count();
  const bool is_sound = !text.escaped && !(is_known && (innermost.seen & bit(innermost.name)));
  if (is_known) innermost.seen |= bit(innermost.name);
  if (is_sound) return true;
  is_sound_ = false;
  return innermost.where == place::answer ? fail(error_code::api_response_invalid) : true;
}

bool groups_reader::string(json_text text) noexcept {
  if (skipped_ > 0) return true;
  const auto& [where, seen, number] = levels_.back();
  switch (where) {
    case place::groups:
      return fail(error_code::api_response_invalid);
    case place::group:
      if (number == id) read_group_id(text);
      if (number == name) group_.name = name_of(text);
      if (number == owner) group_.owner = id_of(text);
      break;
    case place::member:
      if (number == user_id) item_.id = id_of(text);
      if (number == mute_until && text.whole) item_.muted_until = read_date_time(text.raw);
      break;
    case place::member_roles:
      if (const auto role = id_of(text); role && !is_dropped()) member_roles_.push_back(*role);
      break;
    case place::role:
      if (number == id) item_.id = id_of(text);
      if (number == name) item_.name = name_of(text);
      break;
    default:
      break;
  }
  return true;
}

bool groups_reader::word(char) noexcept {
  const bool is_no_group = skipped_ == 0 && levels_.back().where == place::groups;
  return is_no_group ? fail(error_code::api_response_invalid) : true;
}

void groups_reader::begin_group() noexcept {
  group_ = {};
  group_.first_member = members_.size();
  group_start_ = stream_.offset() - 1;  // includes its brace
  has_id_ = is_named_ = has_members_ = is_large_ = false;
  is_sound_ = is_kept_ = true;
  member_roles_.clear();
}

void groups_reader::read_group_id(json_text text) noexcept {
  const auto read = id_of(text);
  if (!read) return;
  has_id_ = true;
  group_.id = *read;
  is_named_ = std::find(named_.begin(), named_.end(), *read) != named_.end();
  is_kept_ = is_named_ || keep_others_;
  if (is_dropped()) drop_members();
}

/// Whether the rest of the group's members can be skipped.
bool groups_reader::is_dropped() const noexcept { return !is_kept_ || is_large_; }

void groups_reader::drop_members() noexcept {
  members_.resize(group_.first_member);
  member_roles_.clear();
}

void groups_reader::add_member() noexcept {
  if (is_dropped() || !item_.id) return;
  const auto first = static_cast<std::uint32_t>(item_.first_role);
  const auto count = static_cast<std::uint32_t>(member_roles_.size()) - first;
  members_.push_back({*item_.id, first, count, item_.muted_until});
  is_large_ = members_.size() - group_.first_member > limit::group_members ||
              member_roles_.size() > limit::group_member_roles;
  if (is_large_) drop_members();
}

void groups_reader::add_role() noexcept {
  if (is_dropped() || !item_.id) return;
  group_.roles.push_back({*item_.id, std::move(item_.name)});
  is_large_ = group_.roles.size() > limit::group_roles;
}

bool groups_reader::end_group() noexcept {
  const auto bytes = group_bytes();
  if (is_named_) named_bytes_ += bytes;
  const bool is_again =
      has_id_ && std::any_of(groups_.begin(), groups_.end(),
                             [&](const group& other) { return other.id == group_.id; });
  const bool is_sound = has_id_ && has_members_ && is_sound_ && !is_again;
  if (is_named_ && !is_sound) return fail(error_code::api_response_invalid);
  if (is_kept_ && is_sound && !is_large_ && bytes <= limit::group_bytes && take_group())
    return true;
  if (is_named_) return fail(error_code::api_response_too_large);
  drop_members();
  if (!has_id_) return true;
  if (is_kept_) ++left_out_;
  const foreign_group dropped{group_.id, bytes};
  if (foreign_.size() < limit::groups) foreign_.push_back(dropped);
  if (!largest_ || bytes > largest_->bytes) largest_ = dropped;
  return true;
}

/// Keeps the group if there is room for its kind.
bool groups_reader::take_group() noexcept {
  auto& kept = is_named_ ? named_kept_ : others_kept_;
  group_.member_count = members_.size() - group_.first_member;
  if (kept.groups == limit::groups || kept.members + group_.member_count > limit::group_members ||
      kept.role_numbers + member_roles_.size() > limit::group_member_roles)
    return false;
  ++kept.groups;
  kept.members += group_.member_count;
  kept.role_numbers += member_roles_.size();
  sort_by(group_.roles.begin(), group_.roles.end(), by_id);
  number_roles();
  const auto first = members_.begin() + static_cast<std::ptrdiff_t>(group_.first_member);
  sort_by(first, members_.end(), by_user);
  groups_.push_back(std::move(group_));
  return true;
}

/// A member's roles that the group no longer has were deleted, and are ignored.
void groups_reader::number_roles() noexcept {
  const auto begin = group_.roles.begin();
  for (auto at = group_.first_member; at < members_.size(); ++at) {
    auto& member = members_[at];
    const auto first = static_cast<std::uint32_t>(role_numbers_.size());
    for (std::uint32_t i = 0; i < member.role_count; ++i) {
      const role wanted{member_roles_[member.first_role + i], {}};
      const auto found = std::lower_bound(begin, group_.roles.end(), wanted, by_id);
      if (found != group_.roles.end() && found->id == wanted.id)
        role_numbers_.push_back(static_cast<std::uint16_t>(found - begin));
    }
    member.first_role = first;
    member.role_count = static_cast<std::uint32_t>(role_numbers_.size()) - first;
  }
}

}  // namespace tailchat
