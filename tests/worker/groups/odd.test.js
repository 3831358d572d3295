// Members of an answer that are not of their type: they give nobody anything, and take nothing from others.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { alice, createTailchat, guild, json, makeGroup, staff } from '../../support/tailchat_api.js';

const GROUPS = 'group/getUserGroups';
/** Alice's row, by which she holds the role. */
const row = Object.freeze({ userId: alice, roles: [staff] });
const idAsName = { name: guild };
const nothing = { roles: [] };

/** What alice is told of the group. @type {[string, any, any?][]} */
const ODD = [
  ['roles that are an object', { roles: {} }, nothing],
  ['roles that are a text', { roles: staff }, nothing],
  ['roles that are a number', { roles: 5 }, nothing],
  ['roles that are texts', { roles: [staff] }, nothing],
  ['a role whose id is a number', { roles: [{ _id: 5, name: 'staff' }] }, nothing],
  ['a role whose name is a number', { roles: [{ _id: staff, name: 5 }] }, { roles: [staff] }],
  ['a name that is a number', { name: 5 }, idAsName],
  ['a name that is null', { name: null }, idAsName],
  ['an owner that is a number', { owner: 5 }],
  ['an owner that is null', { owner: null }],
  ['a member that is null', { members: [null, row] }],
  ['a member that is a text', { members: [alice, row] }],
  ['a member whose id is a number', { members: [{ userId: 5, roles: [staff] }, row] }],
  ['a member without an id', { members: [{ roles: [staff] }, row] }],
  ['a member whose roles are an object', { members: [{ ...row, roles: {} }] }, nothing],
  ['a member whose roles are a text', { members: [{ ...row, roles: staff }] }, nothing],
  ['a member whose roles are in a list of lists', { members: [{ ...row, roles: [[staff]] }] }, nothing],
  ['a member whose roles are also numbers', { members: [{ ...row, roles: [5, staff] }] }],
  ['a member who has one role twice', { members: [{ ...row, roles: [staff, staff] }] }],
  ['a mute that is an object', { members: [{ ...row, muteUntil: {} }] }],
  ['a mute that is no time', { members: [{ ...row, muteUntil: 'soon' }] }],
  ['a mute beyond all times', { members: [{ ...row, muteUntil: '9999999-01-01T00:00:00.000Z' }] }],
];

describe('a group with', () => {
  for (const [what, odd, seen] of ODD)
    test(what, async () => {
      for (const options of [{ groupIds: [guild] }, {}]) {
        const tailchat = createTailchat();
        tailchat.groups = [makeGroup(odd)];
        const [own, ...others] = await tailchat.makeGroups(options).of(alice);
        assert.deepEqual(others, []);
        const { id, name, roles, mutedUntil } = own;
        assert.deepEqual(
          { id, name, roles: roles.map((role) => role.name), mutedUntil },
          { id: guild, name: 'Guild', roles: ['staff'], mutedUntil: undefined, ...seen },
        );
      }
    });
});

describe('an answer closes that', () => {
  const text = JSON.stringify({ code: 200, data: [makeGroup({ name: 'a"b' })] });
  /** @param {string} part */
  const cutAfter = (part) => text.slice(0, text.indexOf(part) + part.length);
  for (const [what, body] of Object.entries({
    'is a page, and says to be JSON': '<html><body>',
    'is empty': '',
    'ends in an escape': cutAfter('\\'),
    'ends in a member': cutAfter('"members":[{"user'),
    'ends before a value': cutAfter('"roles":'),
    'goes on after its end': `${text}x`,
    'says data twice': text.replace('"data":', '"data":[],"data":'),
    'has a number that is none': text.replace('200', 'NaN'),
  }))
    test(what, async () => {
      const tailchat = createTailchat();
      tailchat.instead[GROUPS] = () => json(200, body);
      const error = await tailchat
        .makeGroups()
        .of(alice)
        .then(assert.fail, (reason) => reason);
      assert.deepEqual([error.code, error.cause.code], ['groups_unavailable', 'api_response_invalid']);
    });
});
