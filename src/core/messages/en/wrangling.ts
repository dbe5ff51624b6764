/** The tag graph: what cannot be, what a file of tags would change, and the desk of the wranglers. */
const number = new Intl.NumberFormat('en');

export const wrangling = {
  /** By the reason of a refusal; names of the tags that it is about. */
  refusals: {
    missing: () => 'One of these tags does not exist any more.',
    archive: ([a]: readonly string[]) => `“${a}” is one of the archive’s own words and stays as it is.`,
    self: ([a]: readonly string[]) => `“${a}” cannot be tied to itself.`,
    types: ([a, b]: readonly string[]) => `“${a}” and “${b}” are of types that cannot be tied like this.`,
    'not-canonical': ([a]: readonly string[]) => `“${a}” is not canonical.`,
    canonical: ([a]: readonly string[]) => `“${a}” is canonical.`,
    synonym: ([a]: readonly string[]) => `“${a}” is a synonym.`,
    'not-synonym': ([a]: readonly string[]) => `“${a}” is not a synonym.`,
    unwrangleable: ([a]: readonly string[]) => `“${a}” is marked as unwrangleable.`,
    'not-unwrangleable': ([a]: readonly string[]) => `“${a}” is not marked as unwrangleable.`,
    cycle: ([a, b]: readonly string[]) => `“${b}” is below “${a}” already: no tag can be above itself.`,
    there: ([a, b]: readonly string[]) => `“${a}” is below “${b}” already.`,
    'not-there': ([a, b]: readonly string[]) => `“${a}” is not right below “${b}”.`,
    linked: ([a]: readonly string[]) => `Other tags are tied to “${a}”.`,
    'name-case': ([a, b]: readonly string[]) =>
      `“${b}” is another name than “${a}”. Wranglers change case and accents; admins may change all of it.`,
    'name-same': ([a]: readonly string[]) => `“${a}” is called that already.`,
    'name-bad': ([a]: readonly string[]) => `“${a}” cannot be the name of a tag.`,
    'name-taken': ([a]: readonly string[]) => `There is a tag “${a}” already.`,
    nothing: () => 'There is nothing to do.',
    many: () => 'These are too many tags at once.',
    undone: () => 'This was taken back already.',
    later: ([a, day]: readonly string[]) =>
      day ? `“${a}” was changed again on ${day}; take that back first.` : `“${a}” was changed again since.`,
  },
  /** Why a file of tags cannot be brought in; the name in the file, and what it meets. */
  conflicts: {
    'other-type': (a: string, b: string) => `“${a}” is a tag of another type here: ${b}.`,
    'other-synonym': (a: string, b: string) => `“${a}” is a synonym of “${b}” here.`,
    'is-synonym': (a: string, b: string) => `“${a}” is canonical in the file, and a synonym of “${b}” here.`,
    'is-canonical': (a: string) => `“${a}” is canonical here, and not in the file.`,
    'is-unwrangleable': (a: string) => `“${a}” is marked as unwrangleable here, and not in the file.`,
    'not-unwrangleable': (a: string, b: string) =>
      `“${a}” is marked as unwrangleable in the file, and a synonym of “${b}” here.`,
    unknown: (a: string, b: string) => `“${a}” refers to “${b}”, which is neither in the file nor here.`,
    twice: (a: string) => `“${a}” is in the file twice.`,
  },
  file: {
    unreadable: 'This is no file of tags: it must be JSON or CSV as an archive exports them.',
    header: (missing: string) => `The first line must name the columns; “${missing}” is missing.`,
    row: (row: number, what: string) => `Row ${number.format(row)}: ${what}`,
    badName: 'this cannot be the name of a tag.',
    badType: 'there is no such type of tag.',
    badStatus: 'a tag is canonical, synonym, unwrangleable, or free.',
    synonymOf: 'a synonym needs the tag that it is a synonym of, and nothing else has one.',
    unclosed: 'a quotation mark is never closed.',
    tooMany: (most: number) => `A file may hold ${number.format(most)} tags.`,
    refused: (conflicts: number) =>
      `Nothing was changed: ${number.format(conflicts)} ${conflicts === 1 ? 'thing' : 'things'} in the file cannot be as they are here.`,
    /** What an import comes to. */
    made: (n: number) => `new tags: ${number.format(n)}`,
    canonical: (n: number) => `made canonical: ${number.format(n)}`,
    synonyms: (n: number) => `made synonyms: ${number.format(n)}`,
    unwrangleable: (n: number) => `marked as unwrangleable: ${number.format(n)}`,
    metas: (n: number) => `put beneath metatags: ${number.format(n)}`,
    parents: (n: number) => `put beneath parents: ${number.format(n)}`,
    same: (n: number) => `as they are here already: ${number.format(n)}`,
    exported: (n: number, file: string) => `${number.format(n)} tags are in ${file}.`,
  },
};
