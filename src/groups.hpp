// A bot's groups, their roles and their members: the answer of Tailchat's group/getUserGroups, read
// as it comes.
//
// Anybody can put the bot into a group of his own, give it the name and a copy of the role ids of
// another group, and swell it by megabytes. So a group is known by its id alone. Those that are
// named are kept, or the answer is refused; the others are left out where they are too many, too
// large or malformed, and their bytes count only against limit::foreign_bytes. Nothing but ids,
// names and times is held of any.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json_stream.hpp"
#include "object_id.hpp"
#include "result.hpp"

namespace tailchat {

/// A member of a group. Its roles are `role_count` numbers from `first_role` on.
struct member {
  object_id user;
  std::uint32_t first_role = 0;
  std::uint32_t role_count = 0;
  std::uint32_t muted_until = 0;  ///< seconds since 1970; 0 = never was
};

struct role {
  object_id id;
  std::string name;  ///< as it is written in the JSON text
};

struct group {
  object_id id;
  std::string name;  ///< as it is written in the JSON text
  std::optional<object_id> owner;
  std::vector<role> roles;  ///< by id
  std::size_t first_member = 0;
  std::size_t member_count = 0;
};

/// A group that is not kept.
struct foreign_group {
  object_id id;
  std::uint32_t bytes = 0;
};

class groups_reader {
 public:
  /// @param named the groups that must be kept
  /// @param keep_others whether groups that are not named are kept too
  groups_reader(std::vector<object_id> named, bool keep_others) noexcept;

  /// @errors api_response_invalid, api_response_too_large
  [[nodiscard]] error_code feed(std::string_view piece) noexcept;

  /// What is left to say once the answer has ended.
  [[nodiscard]] error_code end() noexcept;

  [[nodiscard]] const std::vector<group>& groups() const noexcept { return groups_; }
  /// Those of each group stand together, by their ids.
  [[nodiscard]] const std::vector<member>& members() const noexcept { return members_; }
  /// Places in the roles of the member's group.
  [[nodiscard]] const std::vector<std::uint16_t>& role_numbers() const noexcept {
    return role_numbers_;
  }
  /// Groups that are not named and would have been kept, were they fewer or smaller.
  [[nodiscard]] std::uint32_t left_out() const noexcept { return left_out_; }
  /// The first limit::groups of those that are not kept.
  [[nodiscard]] const std::vector<foreign_group>& foreign() const noexcept { return foreign_; }
  /// What a log is told where the answer is refused or does not end: the group that is being read,
  /// or the largest of the foreign ones, where that is more.
  [[nodiscard]] std::optional<object_id> suspect() const noexcept;

  // What json_stream calls.
  bool open(bool is_array) noexcept;
  bool close() noexcept;
  bool key(json_text text) noexcept;
  bool string(json_text text) noexcept;
  bool word(char first) noexcept;

 private:
  enum class place : std::uint8_t {
    elsewhere,
    answer,
    groups,
    group,
    members,
    member,
    member_roles,
    roles,
    role
  };

  /// What is kept of a kind of groups.
  struct budget {
    std::size_t groups = 0;
    std::size_t members = 0;
    std::size_t role_numbers = 0;
  };

  /// An object or array that is open and counts.
  struct level {
    place where;
    std::uint8_t seen = 0;  ///< a bit for each known name
    std::size_t name = 0;   ///< whose value comes next
  };

  /// What is read of the open member or role.
  struct item {
    std::optional<object_id> id{};
    std::string name{};
    std::size_t first_role = 0;
    std::uint32_t muted_until = 0;
  };

  [[nodiscard]] place place_below(bool is_array) const noexcept;
  [[nodiscard]] bool is_in_group() const noexcept;
  [[nodiscard]] bool is_dropped() const noexcept;
  [[nodiscard]] std::uint32_t group_bytes() const noexcept;
  bool fail(error_code error) noexcept;
  void begin_group() noexcept;
  void read_group_id(json_text text) noexcept;
  void drop_members() noexcept;
  void add_member() noexcept;
  void add_role() noexcept;
  bool end_group() noexcept;
  bool take_group() noexcept;
  void number_roles() noexcept;

  std::vector<object_id> named_;
  bool keep_others_;

  json_stream stream_;
  std::vector<level> levels_;
  std::size_t skipped_ = 0;  ///< how many are open below them
  error_code error_ = error_code::none;

  // The group that is being read.
  group group_{};
  item item_{};
  std::uint32_t group_start_ = 0;
  bool has_id_ = false;
  bool has_members_ = false;
  bool is_named_ = false;
  bool is_kept_ = true;  ///< as long as it has no id it may be
  bool is_sound_ = true;
  bool is_large_ = false;
  std::vector<object_id> member_roles_;  ///< of all its members

  bool has_data_ = false;
  std::vector<group> groups_;
  std::vector<member> members_;
  std::vector<std::uint16_t> role_numbers_;
  std::vector<foreign_group> foreign_;
  std::optional<foreign_group> largest_;
  std::uint32_t left_out_ = 0;
  std::uint32_t named_bytes_ = 0;
  budget named_kept_, others_kept_;
};

}  // namespace tailchat
