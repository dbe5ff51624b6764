/**
 * The branded type of HTML that has been through the sanitiser. Only this folder makes it;
 * pages accept nothing else where text stands unescaped.
 */
declare const brand: unique symbol;

export type SafeHtml = string & { readonly [brand]: true };

/** Puts the brand on HTML that this folder has just serialised from an allow-listed tree. */
export const brandSafe = (html: string): SafeHtml => html as SafeHtml;

/** HTML from a column that only the sanitiser fills. Anything else goes through `sanitiseNow` or a `Sanitiser`. */
export const fromStore = (html: string): SafeHtml => html as SafeHtml;
