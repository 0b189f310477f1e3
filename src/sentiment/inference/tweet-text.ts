/** As the texts were prepared that twitter-roberta models learned from: names of users and addresses are not told. */
export const toTweetText = (text: string): string =>
  text
    .split(' ')
    .map((word) => {
      if (word.startsWith('@') && word.length > 1) return '@user';
      return word.startsWith('http') ? 'http' : word;
    })
    .join(' ');
