/** The bytes of the test works' images. */
import sharp from 'sharp';
import type { ImageSource } from '../../src/features/downloads/epub/images.js';

const colour = (alpha: number) => ({
  create: { width: 40, height: 30, channels: 4 as const, background: { r: 200, g: 150, b: 60, alpha } },
});

const made = new Map<string, Promise<Uint8Array>>();
const makers: Record<string, () => Promise<Uint8Array>> = {
  lamp01: () => sharp(colour(1)).png().toBuffer(),
  photo01: () => sharp(colour(1)).jpeg().toBuffer(),
  moving01: () => sharp(colour(1)).gif().toBuffer(),
  modern01: () => sharp(colour(1)).webp().toBuffer(),
  glass01: () => sharp(colour(0.5)).webp().toBuffer(),
};

export const pictures: ImageSource = async (id) => {
  const maker = makers[id];
  if (!maker) return null;
  if (!made.has(id)) made.set(id, maker());
  return made.get(id)!;
};
