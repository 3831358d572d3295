// Runs tests/vectors/*.json against the core. tests/bindings/vectors.test.js runs the same files
// against the wasm, and tests/vectors/README.md describes them.
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "authorization.hpp"
#include "exact.hpp"
#include "groups.hpp"
#include "request_path.hpp"
#include "return_to.hpp"
#include "text.hpp"
#include "token.hpp"
#include "url.hpp"
#include "userinfo.hpp"
#include "users.hpp"

namespace {

using namespace tailchat;
using nlohmann::json;

const char* name_of(error_code code) {
  static constexpr const char* names[] = {
      "none",
#define ERROR(code, status, meaning, source) #code,
#include "vocabulary.def"
  };
  return names[static_cast<std::size_t>(code)];
}

json failed(error_code code) { return {{"error", name_of(code)}}; }

/// A member as text. Every text that the core reads is a copy of exactly its size.
class texts {
 public:
  explicit texts(const json& members) : members_(members) {}

  std::string_view get(const char* name) { return optional(name).value_or(""); }

  std::optional<std::string_view> optional(const char* name) {
    if (!members_.contains(name)) return std::nullopt;
    copies_.push_back(std::make_unique<exact>(members_[name].get<std::string>()));
    return *copies_.back();
  }

 private:
  const json& members_;
  std::vector<std::unique_ptr<exact>> copies_;
};

std::string from_hex(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2)
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  return bytes;
}

std::string compact_jws(const json& parts) {
  return base64url_encode(parts["header"].dump()) + "." + base64url_encode(parts["claims"].dump()) +
         "." + parts.value("signature", "c2ln");
}

/// The body of an answer: from body_text, body_hex, or body_json, whose id_token is assembled
/// here.
std::string body_of(const json& input) {
  if (input.contains("body_text")) return input["body_text"];
  if (input.contains("body_hex")) return from_hex(input["body_hex"]);
  json body = input["body_json"];
  if (body.contains("id_token") && body["id_token"].is_object())
    body["id_token"] = compact_jws(body["id_token"]);
  return body.dump();
}

plain_http http_of(const json& members) {
  return members.value("private_http", false) ? plain_http::lan : plain_http::loopback;
}

double leeway_of(const json& members) {
  return members.value("leeway", static_cast<double>(limit::clock_leeway_seconds));
}

client client_of(texts& input, const json& members) {
  return {.api_url = input.get("api_url"),
          .client_id = input.get("client_id"),
          .redirect_uri = input.get("redirect_uri"),
          .scope = input.optional("scope"),
          .issuer = input.optional("issuer"),
          .http = http_of(members)};
}

json configure(const json& members) {
  texts input(members);
  const auto client = client_of(input, members);
  if (const auto error = check_client(client); error != error_code::none) return failed(error);
  return {{"authorization_endpoint", endpoint(client.api_url, "/open/auth")},
          {"token_endpoint", endpoint(client.api_url, "/open/token")},
          {"userinfo_endpoint", endpoint(client.api_url, "/open/me")},
          {"issuer", client.expected_issuer()},
          {"scope", client.scope_or_default()}};
}

json begin(const json& members) {
  texts input(members);
  const exact random{from_hex(members["random_hex"])};
  auto base = make_authorization_base(client_of(input, members));
  if (!base) return failed(base.error());
  const auto request =
      make_authorization_request(std::move(*base),
                                 {.return_to = input.optional("return_to"),
                                  .prompt = input.optional("prompt"),
                                  .login_hint = input.optional("login_hint"),
                                  .extra_parameters = input.get("extra_parameters")},
                                 random);
  if (!request) return failed(request.error());
  return {{"url", request->url},
          {"state", request->state},
          {"nonce", request->nonce},
          {"code_verifier", request->code_verifier},
          {"return_to", request->return_to}};
}

json return_to(const json& members) {
  texts input(members);
  return {{"return_to", accept_return_to(input.get("return_to"))}};
}

json read_callback(const json& members) {
  texts input(members);
  texts kept(members["transaction"]);
  const auto checked = read_authorization_response(
      {.url = input.get("url"),
       .transaction = {.state = kept.get("state"),
                       .nonce = kept.get("nonce"),
                       .code_verifier = kept.get("code_verifier"),
                       .redirect_uri = kept.get("redirect_uri"),
                       .return_to = kept.get("return_to"),
                       .issuer = kept.get("issuer"),
                       .client_id = kept.get("client_id"),
                       .created_at = members["transaction"]["created_at"]},
       .issuer = input.get("issuer"),
       .client_id = input.get("client_id"),
       .now = members["now"],
       .leeway = leeway_of(members)});
  if (!checked) {
    auto out = failed(checked.error());
    if (checked.error() == error_code::issuer_mismatch)
      out["received"] = received_issuer(input.get("url"));
    return out;
  }
  return {{"body", make_token_request(*checked)},
          {"nonce", checked->transaction().nonce},
          {"return_to", checked->return_to()}};
}

void put(json& out, const char* name, const std::string* text) {
  if (text != nullptr) out[name] = *text;
}

json token(const json& members) {
  texts input(members);
  const exact body{body_of(members)};
  const auto tokens = read_token_response(
      {.status = members["status"], .content_type = input.get("content_type"), .body = body},
      {.issuer = input.get("issuer"),
       .client_id = input.get("client_id"),
       .nonce = input.get("nonce"),
       .now = members["now"],
       .leeway = leeway_of(members)});
  if (!tokens) return failed(tokens.error());
  json out = {{"sub", tokens->sub()}};
  for (auto name : {"access_token", "scope", "refresh_token"})
    put(out, name, tokens->members().string(name));
  if (const auto* seconds = tokens->members().number("expires_in")) out["expires_in"] = *seconds;
  return out;
}

json userinfo(const json& members) {
  texts input(members);
  const exact body{body_of(members)};
  const auto user = read_userinfo_response(
      {.status = members["status"], .content_type = input.get("content_type"), .body = body},
      input.get("sub"), input.get("api_url"), http_of(members));
  if (!user) return failed(user.error());
  json out = json::object();
  put(out, "sub", user->sub());
  put(out, "nickname", user->nickname());
  put(out, "discriminator", user->discriminator());
  put(out, "avatar", user->avatar());
  return out;
}

/// Each piece is a copy of exactly its size.
template <class Reader>
error_code read_in_pieces(Reader& reader, std::string_view body, std::size_t size) {
  for (; !body.empty(); body.remove_prefix(std::min(size, body.size())))
    if (const auto error = reader.feed(exact{body.substr(0, size)}); error != error_code::none)
      return error;
  return reader.end();
}

std::vector<object_id> ids_of(const json& texts) {
  std::vector<object_id> ids;
  for (const std::string text : texts) ids.push_back(read_object_id(text).value());
  return ids;
}

/// The content of the answer. It must be the same for all sizes of its pieces.
json in_any_pieces(const json& members, json (*read)(const json&, std::string_view, std::size_t)) {
  const auto body = body_of(members);
  const auto whole = read(members, body, body.size() + 1);
  for (const std::size_t size : {1, 7})
    if (read(members, body, size) != whole) return {{"error", "pieces of another size say else"}};
  return whole;
}

json describe_group(const groups_reader& reader, const group& group) {
  json out = {{"id", to_text(group.id)}, {"name", group.name}};
  out["owner"] = group.owner ? json(to_text(*group.owner)) : json(nullptr);
  out["roles"] = json::array();
  for (const auto& role : group.roles) out["roles"].push_back({to_text(role.id), role.name});
  out["members"] = json::array();
  for (std::size_t i = 0; i < group.member_count; ++i) {
    const auto& member = reader.members()[group.first_member + i];
    json roles = json::array();
    for (std::size_t r = 0; r < member.role_count; ++r)
      roles.push_back(to_text(group.roles[reader.role_numbers()[member.first_role + r]].id));
    out["members"].push_back({to_text(member.user), roles, member.muted_until});
  }
  return out;
}

json groups(const json& members) {
  return in_any_pieces(members, [](const json& given, std::string_view body, std::size_t size) {
    groups_reader reader{ids_of(given["named"]), given["keep_others"]};
    if (const auto error = read_in_pieces(reader, body, size); error != error_code::none)
      return failed(error);
    json out = {{"groups", json::array()}, {"foreign", json::array()}};
    for (const auto& group : reader.groups())
      out["groups"].push_back(describe_group(reader, group));
    for (const auto& group : reader.foreign()) out["foreign"].push_back(to_text(group.id));
    out["left_out"] = reader.left_out();
    return out;
  });
}

json users(const json& members) {
  return in_any_pieces(members, [](const json& given, std::string_view body, std::size_t size) {
    users_reader reader{ids_of(given["asked"])};
    const auto error = read_in_pieces(reader, body, size);
    return error == error_code::none ? json{{"verdicts", reader.verdicts()}} : failed(error);
  });
}

json request_path(const json& members) {
  texts input(members);
  const auto path = read_request_path(input.get("path"));
  return path ? json{{"path", *path}} : failed(error_code::path_ambiguous);
}

const std::map<std::string, json (*)(const json&)> operations = {
    {"configure", configure},    {"begin", begin}, {"return_to", return_to},
    {"callback", read_callback}, {"token", token}, {"userinfo", userinfo},
    {"groups", groups},          {"users", users}, {"request_path", request_path}};

/// Whether the outcome has the expected members. It may have others too.
bool fits(const json& outcome, const json& expected) {
  for (const auto& [name, value] : expected.items()) {
    if (value.is_null() ? outcome.contains(name) : outcome.value(name, json()) != value)
      return false;
  }
  return expected.contains("error") || !outcome.contains("error");
}

int run(const json& file) {
  int failures = 0;
  const auto operation = operations.at(file["operation"]);
  for (const auto& vector : file["vectors"]) {
    json input = file.value("base", json::object());
    input.merge_patch(vector["input"]);
    const auto outcome = operation(input);
    if (fits(outcome, vector["expect"])) continue;
    ++failures;
    std::cerr << file["operation"] << ": " << vector["name"] << "\n  expected " << vector["expect"]
              << "\n  got      " << outcome << "\n";
  }
  return failures;
}

}  // namespace

int main(int argc, char** argv) {
  int failures = argc < 2 ? 1 : 0;
  for (int i = 1; i < argc; ++i) {
    std::ifstream stream(argv[i]);
    const auto file = nlohmann::json::parse(stream);
    failures += run(file);
    std::cout << argv[i] << ": " << file["vectors"].size() << " vectors\n";
  }
  return failures == 0 ? 0 : 1;
}
