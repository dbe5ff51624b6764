/** An address on the web or of a mailbox; null for places in documents and on somebody's disk. */
export function webAddress(address: string): string | null {
  const tidy = address.trim();
  return /^(?:https?:\/\/|mailto:)\S+$/i.test(tidy) && URL.canParse(tidy) ? tidy : null;
}
