/** Addresses as books may have them. */

/** An http or https address as RFC 3986 wants it, by which books are judged; null for anything else. */
export function webAddress(address: string): string | null {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  // The URL standard leaves some characters as they are that RFC 3986 does not allow.
  const rest = `${url.pathname}${url.search}${url.hash}`
    .replace(/%(?![0-9a-f]{2})/gi, '%25')
    .replace(/[^\w\-.~:/?#@!$&'()*+,;=%]/gu, (c) => encodeURIComponent(c));
  return `${url.protocol}//${url.host}${rest}`;
}
