// What every drawer of a message or view needs to know, gathered once per state.

import { navigate, now, store } from "../store.js";
import { T } from "../texts.js";
import { STOCKHOLM } from "../dates.js";

let made = { state: null, context: null };

/** People and channels by id, the viewer, and how to open a channel. */
export function context() {
  const state = store.slack;
  if (made.state === state) return { ...made.context, now: now() };
  const users = new Map(state.users.map((user) => [user.id, user]));
  const channels = new Map((state.channels || []).map((channel) => [channel.id, channel]));
  const me = state.me;
  made = {
    state,
    context: {
      users, channels, me, zone: me.tz || STOCKHOLM,
      openChannel: (id) => navigate({ channel: id, thread: null }),
      roomName: (channel) => roomName(channel, users, me),
    },
  };
  return { ...made.context, now: now() };
}

/** The other person of a direct message. */
export function otherOf(channel, users, me) {
  return users.get(channel.user) || me;
}

function roomName(channel, users, me) {
  if (!channel.is_im) return channel.name;
  const other = otherOf(channel, users, me);
  return other?.id === me.id ? `${other.real_name} (${T.you})` : other?.real_name || channel.name || channel.id;
}

/** The direct message with the app, if there is one. */
export function appRoom(state, users, me) {
  return (state.channels || []).find((channel) => channel.is_im && otherOf(channel, users, me)?.is_bot) || null;
}

/** The app as a user. */
export function appUser(state, users) {
  return users.get(state.app?.user) || [...users.values()].find((user) => user.is_bot) || { id: "app", real_name: T.app };
}
