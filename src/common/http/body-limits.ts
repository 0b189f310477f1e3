/** Most bytes of a JSON body: routes that take long lists say so. */
export const USUAL_BODY_BYTES = 256 * 1024;

/** Where long texts or lists are sent: two million characters, each of them written as `\uXXXX`, and what is around them. */
export const LONG_BODY_BYTES = 13 * 1024 * 1024;
/** Texts, numbers, lists and objects in a long body. Each of them costs time on the main thread, however short it is. */
export const LONG_BODY_VALUES = 50_000;
