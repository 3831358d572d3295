-- HAProxy asks the gate, and does what it answers: http-request lua.tailchat_gate GATE SCHEME HOST

local SENT = { "cookie", "accept", "accept-language", "sec-fetch-mode", "sec-fetch-dest", "sec-fetch-site" }
local TOLD = {
	"remote-user", "x-tailchat-sub", "x-tailchat-nickname", "x-tailchat-discriminator",
	"x-tailchat-avatar", "x-tailchat-groups", "x-tailchat-assertion",
}

-- The lines of a header, from 0, as one.
local function join(lines, separator)
	if lines == nil then return nil end
	local all = {}
	for at = 0, #lines do all[#all + 1] = lines[at] end
	return table.concat(all, separator)
end

-- Headers from which programs may read the user, the request or its route, by their prefix.
local STARTS = {
	"remote-", "x-remote-", "x-tailchat", "x-original-", "x-rewrite-", "x-forwarded-", "x-auth-request-",
	"x-http-method", "x-method-", "x-real-ip",
}

-- What the client has written itself, in every spelling: some programs take `_` for `-`.
local function is_ours(name)
	local plain = name:lower():gsub("[^%w]", "-")
	if plain == "forwarded" or plain == "proxy" then return true end
	for _, start in ipairs(STARTS) do
		if plain:sub(1, #start) == start then return true end
	end
	return false
end

-- The cookies of the login stay here.
local function strip(cookie)
	local kept = {}
	for one in cookie:gmatch("[^;]+") do
		local pair = one:gsub("^%s+", "")
		if not pair:find("^tailchat_") and not pair:find("^__Host%-tailchat_") then kept[#kept + 1] = pair end
	end
	return table.concat(kept, "; ")
end

local function refuse(txn, status, headers, body)
	local reply = txn:reply({ status = status })
	for name, lines in pairs(headers) do
		if name ~= "content-length" and name ~= "transfer-encoding" and name ~= "connection" then
			for at = 0, #lines do reply:add_header(name, lines[at]) end
		end
	end
	reply:set_body(body or "")
	txn:done(reply)
end

core.register_action("tailchat_gate", { "http-req" }, function(txn, gate, scheme, host)
	local headers = txn.http:req_get_headers()
	local asked = {
		["x-forwarded-method"] = { txn.sf:method() },
		["x-forwarded-proto"] = { scheme },
		["x-forwarded-host"] = { host },
		["x-forwarded-uri"] = { txn.sf:pathq() },
	}
	for _, name in ipairs(SENT) do
		local value = join(headers[name], name == "cookie" and "; " or ", ")
		if value ~= nil then asked[name] = { value } end
	end
	local answer = core.httpclient():get({ url = "http://" .. gate .. "/auth/forward", headers = asked, timeout = 15000 })
	if answer == nil or answer.status == nil or answer.status == 0 then return refuse(txn, 503, {}, "") end
	if answer.status < 200 or answer.status > 299 then
		return refuse(txn, answer.status, answer.headers, answer.body)
	end

	for name, _ in pairs(headers) do
		if is_ours(name) then txn.http:req_del_header(name) end
	end
	for _, name in ipairs(TOLD) do
		txn.http:req_set_header(name, join(answer.headers[name]) or "")
	end
	if headers["cookie"] ~= nil then
		local left = strip(join(headers["cookie"], "; "))
		txn.http:req_del_header("cookie")
		if left ~= "" then txn.http:req_add_header("cookie", left) end
	end
	local renewal = answer.headers["set-cookie"]
	if renewal ~= nil then txn:set_var("txn.tailchat_renewal", renewal[0]) end
end, 3)
