/** A failure of mp3.ai's routes; of wrong fields, an object of field names and arrays of sentences instead. */
export class RestDetail {
  detail: string;
}
