/** The emoticon that says the same: the corpus that models are trained on holds emoticons, but no emoji. */
const EMOTICONS: readonly (readonly [string, string])[] = [
  [':)', '😀😃😄😁😆😅🤣😂🙂🙃😊😇😌😋😎🤗🤩🥳😺😸👍👏🙌🎉'],
  ['<3', '❤♥💓💕💖💗💘💙💚💛💜💝💞🖤🤍🤎🧡😍🥰😘😗😙😚😻'],
  [';)', '😉'],
  [':(', '😞😟😠😡🤬😢😣😤😥😦😧😨😩😪😫😭😰😱🙁☹😔😕😖😒😓🤮🤢💔👎😿'],
  [':|', '😐😑😶🙄'],
];

const BY_EMOJI: ReadonlyMap<string, string> = new Map(
  EMOTICONS.flatMap(([emoticon, emoji]) => Array.from(emoji, (each) => [each, emoticon] as const)),
);

/** @param emoji one code point @returns it, where no emoticon says the same */
export const plainEmoji = (emoji: string): string => BY_EMOJI.get(emoji) ?? emoji;
