/** Task for bodies with `annotated_areas` and `human_labels`, which stay JSON text. */
export const READ_LISTS_AS_TEXT = new URL('./read-lists-as-text.task.js', import.meta.url);
