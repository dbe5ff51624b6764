/**
 * Pictures that people bring, written anew: what is kept is pixels alone. Cameras write places and names into their
 * files, and a file may be a picture and something else at once; neither survives.
 */
import type { Metadata, Sharp } from 'sharp';
import { type PictureType, pictureType } from './type.js';

export const PICTURE_LIMITS = {
  /** Of the longest side of what is kept; larger ones are made smaller. */
  side: 2400,
  /** Of what is kept. */
  bytes: 5 * 1024 * 1024,
  /** Of what is read: as large as telephones make them. All frames together. */
  pixels: 50_000_000,
  /** Of a moving picture, all frames together; beyond, only its first is kept. */
  movingPixels: 30_000_000,
  frames: 300,
  /** Of work on one picture. */
  seconds: 30,
} as const;

/** `kind`: not one of the four types. `pixels`: more than are read. `broken`: it can't be read whole. */
export type PictureFault = 'kind' | 'pixels' | 'broken';

export interface Picture {
  type: PictureType;
  /** Of one frame. */
  width: number;
  height: number;
  bytes: Uint8Array;
  /** It moved, and too much for that to be kept. */
  stilled: boolean;
}

type SharpModule = typeof import('sharp').default;
let loaded: Promise<SharpModule> | undefined;

/** Loaded when first needed: it is large. One thread and no cache, so that a page asked for meanwhile is not kept waiting. */
function library(): Promise<SharpModule> {
  loaded ??= import('sharp').then(({ default: sharp }) => {
    sharp.concurrency(1);
    sharp.cache(false);
    return sharp;
  });
  return loaded;
}

/** Writes a picture anew: upright, in sRGB, not too large, without anything but pixels. */
export async function reencode(bytes: Uint8Array): Promise<Picture | PictureFault> {
  const type = pictureType(bytes);
  if (type === null) return 'kind';
  const sharp = await library();
  const open = (animated: boolean): Sharp =>
    sharp(bytes, { animated, limitInputPixels: PICTURE_LIMITS.pixels, failOn: 'error' }).timeout({
      seconds: PICTURE_LIMITS.seconds,
    });
  try {
    const { pages = 1, width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (!width || !height) return 'broken';
    if (width * height > PICTURE_LIMITS.pixels) return 'pixels';
    const moves =
      pages > 1 && pages <= PICTURE_LIMITS.frames && width * height * pages <= PICTURE_LIMITS.movingPixels;
    const picture = await written(open(moves), type, moves);
    if (picture && picture.bytes.length <= PICTURE_LIMITS.bytes)
      return { ...picture, stilled: pages > 1 && !moves };
    const smaller = await written(open(false), type, false, true);
    return smaller ? { ...smaller, stilled: pages > 1 } : 'broken';
  } catch {
    return 'broken';
  }
}

/** `small`: the first writing was too large. */
async function written(
  opened: Sharp,
  type: PictureType,
  moves: boolean,
  small = false,
): Promise<Omit<Picture, 'stilled'> | null> {
  const fitted = (moves ? opened : opened.autoOrient()).resize({
    width: PICTURE_LIMITS.side,
    height: PICTURE_LIMITS.side,
    fit: 'inside',
    withoutEnlargement: true,
  });
  const out = await target(fitted, type, moves, small).then((made) =>
    made.toBuffer({ resolveWithObject: true }),
  );
  const kept = pictureType(out.data);
  const height = out.info.pageHeight ?? out.info.height;
  return kept && out.info.width > 0 && height > 0
    ? { type: kept, width: out.info.width, height, bytes: out.data }
    : null;
}

async function target(fitted: Sharp, type: PictureType, moves: boolean, small: boolean): Promise<Sharp> {
  if (moves)
    return type === 'image/gif' ? fitted.gif({ effort: 3 }) : fitted.webp({ quality: 82, effort: 2 });
  if (type === 'image/jpeg') return fitted.jpeg({ quality: small ? 70 : 86 });
  if (type === 'image/webp') return fitted.webp({ quality: small ? 60 : 86 });
  if (!small) return fitted.png();
  // What is drawn compresses well as PNG; what does not is a photograph.
  const { hasAlpha }: Metadata = await fitted.metadata();
  return hasAlpha ? fitted.webp({ quality: 82 }) : fitted.jpeg({ quality: 86 });
}

/** A picture as a still JPEG that fits into a frame, on white where it is see-through; never made larger. */
export async function stillJpeg(
  bytes: Uint8Array,
  frame: { width: number; height: number },
): Promise<Picture | PictureFault> {
  if (pictureType(bytes) === null) return 'kind';
  const sharp = await library();
  try {
    const { width, height, pages = 1 } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (!width || !height) return 'broken';
    if (width * height > PICTURE_LIMITS.pixels) return 'pixels';
    const out = await sharp(bytes, { limitInputPixels: PICTURE_LIMITS.pixels, failOn: 'error' })
      .timeout({ seconds: PICTURE_LIMITS.seconds })
      .autoOrient()
      .resize({ ...frame, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .jpeg({ quality: 84 })
      .toBuffer({ resolveWithObject: true });
    const { width: w, height: h } = out.info;
    return { type: 'image/jpeg', width: w, height: h, bytes: out.data, stilled: pages > 1 };
  } catch {
    return 'broken';
  }
}

/** The middle of a picture as a square of at most `side` pixels, standing still. */
export async function square(bytes: Uint8Array, side: number): Promise<Picture | PictureFault> {
  if (pictureType(bytes) === null) return 'kind';
  const sharp = await library();
  try {
    const { width, height, pages = 1 } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (!width || !height) return 'broken';
    if (width * height > PICTURE_LIMITS.pixels) return 'pixels';
    const out = await sharp(bytes, { limitInputPixels: PICTURE_LIMITS.pixels, failOn: 'error' })
      .timeout({ seconds: PICTURE_LIMITS.seconds })
      .autoOrient()
      .resize({ width: side, height: side, fit: 'cover' })
      .png()
      .toBuffer({ resolveWithObject: true });
    return {
      type: 'image/png',
      width: out.info.width,
      height: out.info.height,
      bytes: out.data,
      stilled: pages > 1,
    };
  } catch {
    return 'broken';
  }
}
