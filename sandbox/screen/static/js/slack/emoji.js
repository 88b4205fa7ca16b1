// The emoji names a bot is likely to write. An unknown name is shown as written, as Slack does.

export const EMOJI = {
  white_check_mark: "✅", heavy_check_mark: "✔️", ballot_box_with_check: "☑️", x: "❌", warning: "⚠️", bell: "🔔",
  calendar: "📅", date: "📅", spiral_calendar_pad: "🗓️", memo: "📝", pencil: "📝", pencil2: "✏️", inbox_tray: "📥",
  outbox_tray: "📤", email: "📧", envelope: "✉️", link: "🔗", mag: "🔍", bulb: "💡", question: "❓", exclamation: "❗",
  information_source: "ℹ️", arrow_right: "➡️", arrow_left: "⬅️", arrow_up: "⬆️", arrow_down: "⬇️", repeat: "🔁",
  arrows_counterclockwise: "🔄", hourglass: "⌛", hourglass_flowing_sand: "⏳", alarm_clock: "⏰", clock3: "🕒",
  wave: "👋", "+1": "👍", thumbsup: "👍", "-1": "👎", tada: "🎉", raised_hand: "✋", pray: "🙏", eyes: "👀", smile: "😄",
  slightly_smiling_face: "🙂", busts_in_silhouette: "👥", bust_in_silhouette: "👤", speech_balloon: "💬", pushpin: "📌",
  round_pushpin: "📍", lock: "🔒", unlock: "🔓", star: "⭐", rotating_light: "🚨", no_entry: "⛔", construction: "🚧",
  large_green_circle: "🟢", large_yellow_circle: "🟡", red_circle: "🔴", white_circle: "⚪", clipboard: "📋", gear: "⚙️",
  hourglass_done: "⌛", chair: "🪑", classical_building: "🏛️", sos: "🆘", new: "🆕", ok: "🆗", bar_chart: "📊",
};

/** Replace `:name:` by its sign where known. */
export const withEmoji = (text) => text.replaceAll(/:([a-z0-9_+-]+):/g, (whole, name) => EMOJI[name] ?? whole);
