// A bot's groups, their roles and their members: reads the answer of Tailchat's group/getUserGroups
// while it arrives.
//
// Any user of Tailchat can add the bot to a group of their own, copy the name and the role ids of
// another group, and let the group grow by megabytes. A group is therefore identified only by its
// id. Named groups are kept, or the whole answer is refused. Other groups are left out if they are
// too many, too large or malformed, and their bytes count only against limit::foreign_bytes. The
// reader keeps only ids, names and times.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json_stream.hpp"
#include "object_id.hpp"
#include "result.hpp"

namespace tailchat {

/// A member of a group, with `role_count` role numbers from index `first_role` on.
struct member {
  object_id user;
  std::uint32_t first_role = 0;
  std::uint32_t role_count = 0;
  std::uint32_t muted_until = 0;  ///< seconds since 1970; 0 if never muted
};

struct role {
  object_id id;
  std::string name;  ///< as it is written in the JSON text
};

struct group {
  object_id id;
  std::string name;  ///< as it is written in the JSON text
  std::optional<object_id> owner;
  std::vector<role> roles;  ///< sorted by id
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

  /// The final verdict after the end of the answer.
  [[nodiscard]] error_code end() noexcept;

  [[nodiscard]] const std::vector<group>& groups() const noexcept { return groups_; }
  /// The members of each group are contiguous and sorted by id.
  [[nodiscard]] const std::vector<member>& members() const noexcept { return members_; }
  /// Indexes into the roles of the member's group.
  [[nodiscard]] const std::vector<std::uint16_t>& role_numbers() const noexcept {
    return role_numbers_;
  }
  /// The number of unnamed groups that were too many or too large to keep.
  [[nodiscard]] std::uint32_t left_out() const noexcept { return left_out_; }
  /// The first limit::groups of the groups that are not kept.
  [[nodiscard]] const std::vector<foreign_group>& foreign() const noexcept { return foreign_; }
  /// The group to name in a log if the answer is refused or does not end: the group that is being
  /// read, or the largest foreign group if that is larger.
  [[nodiscard]] std::optional<object_id> suspect() const noexcept;

  // json_stream calls these.
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

  /// The kept groups of one kind.
  struct budget {
    std::size_t groups = 0;
    std::size_t members = 0;
    std::size_t role_numbers = 0;
  };

  /// An open object or array that matters to the reader.
  struct level {
    place where;
    std::uint8_t seen = 0;  ///< one bit for each known name
    std::size_t name = 0;   ///< the name whose value comes next
  };

  /// The open member or role, as far as it is read.
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
  std::size_t skipped_ = 0;  ///< the number of open objects and arrays below them
  error_code error_ = error_code::none;

  // The group that is being read.
  group group_{};
  item item_{};
  std::uint32_t group_start_ = 0;
  bool has_id_ = false;
  bool has_members_ = false;
  bool is_named_ = false;
  bool is_kept_ = true;  ///< a group without an id may still be kept
  bool is_sound_ = true;
  bool is_large_ = false;
  std::vector<object_id> member_roles_;  ///< the roles of all its members

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
