/** Of what a pen name says of itself. Characters, unless the name says bytes or pixels. */
export const PSEUD_LIMITS = {
  perAccount: 100,
  description: 500,
  iconBytes: 500 * 1024,
  /** Of the square that is kept: twice what is shown, for screens that show more. */
  iconPixels: 200,
  alt: 250,
  comment: 50,
} as const;
