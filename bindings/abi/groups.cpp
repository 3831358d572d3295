// Reads two answers of Tailchat's API while they arrive: the groups, and the users' bans. Unlike
// the other operations, these keep state between calls. The host creates an instance for each
// answer, and then drops it.
#include "../../src/groups.hpp"

#include "../../src/users.hpp"
#include "frame.hpp"

namespace {

using namespace tailchat;
using namespace tailchat::abi;

std::optional<groups_reader> groups;
std::optional<users_reader> users;

/// Returns the group that may have caused a failure.
int groups_outcome(error_code code) noexcept {
  if (code != error_code::none)
    if (const auto id = groups->suspect())
      put_result(slots::failure_results::received, to_text(*id));
  return number(code);
}

void append_number(std::string& out, std::size_t value) noexcept {
  std::string digits;
  do digits.insert(digits.begin(), static_cast<char>('0' + value % 10));
  while ((value /= 10) != 0);
  out += digits;
}

/// Appends `["id","name"`. The name is copied unchanged, because it is already JSON.
void append_named(std::string& out, const object_id& id, std::string_view name) noexcept {
  out += "[\"" + to_text(id) + "\",\"";
  out += name;
  out += '"';
}

void append_group(std::string& out, const group& group) noexcept {
  append_named(out, group.id, group.name);
  out += ",\"" + (group.owner ? to_text(*group.owner) : std::string{}) + "\",";
  append_number(out, group.first_member);
  out += ',';
  append_number(out, group.member_count);
  out += ",[";
  for (const auto& role : group.roles) {
    if (&role != &group.roles.front()) out += ',';
    append_named(out, role.id, role.name);
    out += ']';
  }
  out += "]]";
}

std::string describe(const groups_reader& reader) noexcept {
  std::string out = "[[";
  for (const auto& group : reader.groups()) {
    if (&group != &reader.groups().front()) out += ',';
    append_group(out, group);
  }
  out += "],[";
  for (const auto& [id, bytes] : reader.foreign()) {
    if (&id != &reader.foreign().front().id) out += ',';
    out += "\"" + to_text(id) + "\"";
  }
  out += "],";
  append_number(out, reader.left_out());
  return out + "]";
}

/// The bytes of numbers in memory, lowest byte first.
template <class List>
void put_list(std::size_t index, const List& list) noexcept {
  put_result(index, {reinterpret_cast<const char*>(list.data()),
                     list.size() * sizeof(typename List::value_type)});
}

}  // namespace

extern "C" {

// ids: the named groups' ids, 24 digits each, concatenated
int groups_begin(int keep_others) noexcept {
  groups.emplace(read_object_ids(argument(slots::groups_begin_arguments::ids)), keep_others == 1);
  return 0;
}

// piece: the next part of the answer
int groups_feed() noexcept {
  return groups_outcome(groups->feed(argument(slots::groups_feed_arguments::piece)));
}

// directory: JSON with the groups (id, name, owner, first member, number of members, roles), the
// ids of the other groups, and the number of those left out. members: 24 bytes each. role_numbers:
// 2 bytes each
int groups_end() noexcept {
  if (const auto error = groups->end(); error != error_code::none) return groups_outcome(error);
  namespace results = slots::groups_end_results;
  put_result(results::directory, describe(*groups));
  put_list(results::members, groups->members());
  put_list(results::role_numbers, groups->role_numbers());
  return 0;
}

// group: the id of the group that may be the reason if an answer does not end
int groups_suspect() noexcept {
  if (const auto id = groups->suspect())
    put_result(slots::groups_suspect_results::group, to_text(*id));
  return 0;
}

// ids: the requested users' ids
int users_begin() noexcept {
  users.emplace(read_object_ids(argument(slots::users_begin_arguments::ids)));
  return 0;
}

int users_feed() noexcept {
  return number(users->feed(argument(slots::users_feed_arguments::piece)));
}

// verdicts: one character for each id: `a` active, `b` banned, `d` deleted
int users_end() noexcept {
  if (const auto error = users->end(); error != error_code::none) return number(error);
  put_result(slots::users_end_results::verdicts, users->verdicts());
  return 0;
}

}  // extern "C"
