import type { Picture } from './paint.js';

export const PICTURE_FORMATS = ['png', 'jpeg', 'webp'] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];

/** Widest and highest picture that the format can hold, pixels. */
export const LARGEST_SIDE: Readonly<Record<PictureFormat, number>> = { png: 2 ** 31 - 1, jpeg: 65_500, webp: 16_383 };

/** Fast rather than small: these pictures are looked at once and made again. */
const PNG = { compressionLevel: 2, adaptiveFiltering: false };
const JPEG = { quality: 90, chromaSubsampling: '4:4:4' };
const WEBP = { quality: 90, effort: 0 };

/** @returns the bytes of an image file, in a buffer of their own */
export async function encodePicture(
  { width, height, rgb }: Picture,
  format: PictureFormat,
): Promise<Uint8Array<ArrayBuffer>> {
  // Loaded by the first picture: a server starts without it.
  const { default: sharp } = await import('sharp');
  const image = sharp(rgb, { raw: { width, height, channels: 3 }, limitInputPixels: false });
  const encoded = format === 'png' ? image.png(PNG) : format === 'jpeg' ? image.jpeg(JPEG) : image.webp(WEBP);
  return Uint8Array.from(await encoded.toBuffer());
}
