/** What a library says of its failure, without the full stop at its end, to stand within a sentence. */
export const reasonOf = (error: unknown): string => (error as Error).message.replace(/[.\s]+$/, '');
