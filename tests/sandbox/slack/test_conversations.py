"""Channels and people: who may be found, invited and put out."""

from __future__ import annotations

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import Hands, Person
from tests.sandbox.slack.kit import error, refusal


async def test_a_person_is_found_by_address_unless_gone_or_a_stranger(hands: Hands, slack: AsyncWebClient) -> None:
    here = hands.new_person("here", "Here", "here@kommun.example").id
    gone = hands.new_person("gone", "Gone", "gone@kommun.example", deleted=True).id
    far = hands.new_person("far", "Far", "far@annan.example", is_stranger=True, team_id="T9OTHER").id

    assert (await slack.users_lookupByEmail(email="HERE@kommun.example"))["user"]["id"] == here
    assert await error(slack.users_lookupByEmail(email="gone@kommun.example")) == "users_not_found"
    assert await error(slack.users_lookupByEmail(email="far@annan.example")) == "users_not_found"
    stranger = (await slack.users_info(user=far))["user"]
    assert (stranger["is_stranger"], stranger["team_id"]) == (True, "T9OTHER")
    assert (await slack.users_info(user=gone))["user"]["deleted"] is True
    assert await error(slack.users_info(user="U404")) == "user_not_found"


async def test_a_user_carries_zone_language_and_what_kind_of_guest(hands: Hands, slack: AsyncWebClient) -> None:
    guest = hands.new_person("guest", "Guest", "g@x.example", is_ultra_restricted=True, tz="Europe/Helsinki").id

    user = (await slack.users_info(user=guest, include_locale=True))["user"]

    assert (user["tz"], user["locale"]) == ("Europe/Helsinki", "sv-SE")
    assert (user["is_restricted"], user["is_ultra_restricted"]) == (True, True)


async def test_everybody_is_listed_page_by_page(hands: Hands, slack: AsyncWebClient) -> None:
    for number in range(5):
        hands.new_person(f"p{number}", f"P {number}")
    ids: list[str] = []
    cursor = ""
    while True:
        answer = await slack.users_list(limit=3, cursor=cursor)
        ids += [user["id"] for user in answer["members"]]
        cursor = answer["response_metadata"]["next_cursor"]
        if not cursor:
            break

    assert len(ids) == len(set(ids)) == 7
    assert "USLACKBOT" in ids


async def test_a_channel_is_made_with_a_proper_name_that_is_free(slack: AsyncWebClient) -> None:
    made = (await slack.conversations_create(name="lärande-2026", is_private=True))["channel"]

    assert (made["is_private"], made["is_member"], made["creator"]) == (True, True, "U0BOT00001")
    for name, expected in [
        ("lärande-2026", "name_taken"),
        ("Upper", "invalid_name_specials"),
        ("two words", "invalid_name_specials"),
        ("x" * 81, "invalid_name_maxlength"),
        ("---", "invalid_name_punctuation"),
    ]:
        assert await error(slack.conversations_create(name=name)) == expected


async def test_who_cannot_be_invited(hands: Hands, slack: AsyncWebClient, anna: Person, bo: Person) -> None:
    room = (await slack.conversations_create(name="room"))["channel"]["id"]
    stranger = hands.new_person("far", "Far", is_stranger=True).id
    single = hands.new_person("single", "Single", is_ultra_restricted=True).id
    hands.new_channel("elsewhere", [single])
    await slack.conversations_invite(channel=room, users=anna.id)

    for user, expected in [
        (anna.id, "already_in_channel"),
        ("U404", "user_not_found"),
        ("U0BOT00001", "cant_invite_self"),
        (stranger, "user_team_not_in_channel"),
        (single, "ura_max_channels"),
    ]:
        assert await error(slack.conversations_invite(channel=room, users=user)) == expected
    body = await refusal(slack.conversations_invite(channel=room, users=f"{bo.id},{anna.id}"))
    assert body["errors"] == [{"user": anna.id, "ok": False, "error": "already_in_channel"}]
    assert bo.id not in hands.channel(room)["members"]
    await slack.conversations_invite(channel=room, users=f"{bo.id},{anna.id}", force=True)
    assert bo.id in hands.channel(room)["members"]


async def test_who_cannot_be_put_out(hands: Hands, slack: AsyncWebClient, anna: Person, bo: Person) -> None:
    room = hands.new_channel("room", ["bot", anna.id])["id"]
    general = hands.channel("general")["id"]
    await slack.conversations_join(channel=general)

    await slack.conversations_kick(channel=room, user=anna.id)

    assert anna.id not in hands.channel(room)["members"]
    assert await error(slack.conversations_kick(channel=room, user=bo.id)) == "not_in_channel"
    assert await error(slack.conversations_kick(channel=room, user="U0BOT00001")) == "cant_kick_self"
    assert await error(slack.conversations_kick(channel=general, user=bo.id)) == "cant_kick_from_general"


async def test_the_bot_changes_only_what_it_is_in(
    hands: Hands, slack: AsyncWebClient, anna: Person, bo: Person
) -> None:
    public = hands.new_channel("public", [anna.id])["id"]
    private = hands.new_channel("private", [anna.id], is_private=True)["id"]

    assert await error(slack.conversations_invite(channel=public, users=bo.id)) == "not_in_channel"
    assert await error(slack.conversations_invite(channel=private, users=bo.id)) == "channel_not_found"
    assert await error(slack.conversations_info(channel=private)) == "channel_not_found"
    assert await error(slack.conversations_history(channel=public)) == "not_in_channel"
    assert await error(slack.conversations_setTopic(channel=public, topic="x")) == "not_in_channel"
    await slack.conversations_join(channel=public)
    await slack.conversations_setTopic(channel=public, topic="Topic")
    await slack.conversations_setPurpose(channel=public, purpose="Purpose")
    info = (await slack.conversations_info(channel=public, include_num_members=True))["channel"]
    assert (info["topic"]["value"], info["purpose"]["value"], info["num_members"]) == ("Topic", "Purpose", 2)


async def test_an_archived_channel_takes_nothing(hands: Hands, slack: AsyncWebClient, anna: Person) -> None:
    room = (await slack.conversations_create(name="room"))["channel"]["id"]
    await slack.conversations_archive(channel=room)

    assert await error(slack.conversations_archive(channel=room)) == "already_archived"
    assert await error(slack.conversations_invite(channel=room, users=anna.id)) == "is_archived"
    assert await error(slack.chat_postMessage(channel=room, text="x")) == "is_archived"
    listed = (await slack.conversations_list(exclude_archived=True))["channels"]
    assert room not in [one["id"] for one in listed]


async def test_conversations_are_listed_by_kind_and_membership(
    hands: Hands, slack: AsyncWebClient, anna: Person
) -> None:
    public = hands.new_channel("public", [anna.id])["id"]
    hands.new_channel("hidden", [anna.id], is_private=True)
    mine = hands.new_channel("mine", ["bot", anna.id], is_private=True)["id"]
    im = (await slack.conversations_open(users=anna.id))["channel"]["id"]

    async def ids(types: str) -> set[str]:
        return {one["id"] for one in (await slack.conversations_list(types=types))["channels"]}

    assert public in await ids("public_channel")
    assert await ids("private_channel") == {mine}
    assert await ids("im") == {im}
    assert {one["id"] for one in (await slack.users_conversations(types="private_channel"))["channels"]} == {mine}
    assert (await slack.conversations_members(channel=mine))["members"] == ["U0BOT00001", anna.id]
    assert await error(slack.conversations_list(types="secret")) == "invalid_types"


@pytest.mark.parametrize(
    ("users", "expected"),
    [("U404", "user_not_found"), ("U0BOT00001", "cannot_dm_bot"), ("USLACKBOT", "cannot_dm_bot")],
)
async def test_who_cannot_be_written_to(slack: AsyncWebClient, users: str, expected: str) -> None:
    assert await error(slack.conversations_open(users=users)) == expected


async def test_a_direct_message_is_opened_once(hands: Hands, slack: AsyncWebClient, anna: Person) -> None:
    gone = hands.new_person("gone", "Gone", deleted=True).id

    first = await slack.conversations_open(users=anna.id, return_im=True)
    again = await slack.conversations_open(users=anna.id)

    assert first["channel"]["user"] == anna.id
    assert (again["channel"]["id"], again["already_open"]) == (first["channel"]["id"], True)
    assert await error(slack.conversations_open(users=gone)) == "user_disabled"
    assert await error(slack.api_call("conversations.open", json={})) == "users_list_not_supplied"
